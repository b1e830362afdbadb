//! The key ring's file.

use std::io::Write as _;

use hygie_folder::limits::RING_BYTES;
use hygie_folder::{Folder, FolderError};

use super::{armed, mode, names, set_mode, write};

fn folder() -> (tempfile::TempDir, Folder) {
    let parent = tempfile::tempdir().unwrap();
    let folder = Folder::create(&parent.path().join("data")).unwrap();
    (parent, folder)
}

#[test]
fn a_ring_is_written_read_and_replaced() {
    let (_parent, folder) = folder();
    let lock = folder.lock().unwrap();
    assert_eq!(folder.read_ring().unwrap(), None);
    for content in [b"first".as_slice(), b"", b"third, longer"] {
        folder.write_ring(&lock, content).unwrap();
        assert_eq!(folder.read_ring().unwrap().unwrap().as_slice(), content);
        assert_eq!(mode(&folder.ring()), 0o600);
    }
    assert_eq!(names(folder.path()), ["lock", "ring"]);
}

#[test]
fn the_old_ring_is_overwritten() {
    let (parent, folder) = folder();
    let lock = folder.lock().unwrap();
    folder.write_ring(&lock, b"old secret").unwrap();
    let kept = parent.path().join("kept");
    std::fs::hard_link(folder.ring(), &kept).unwrap();
    folder.write_ring(&lock, b"new").unwrap();
    assert_eq!(std::fs::read(&kept).unwrap(), [0; 10]);
    assert_eq!(folder.read_ring().unwrap().unwrap().as_slice(), b"new");
}

#[test]
fn a_ring_that_was_left_half_way_is_overwritten_and_removed() {
    let (parent, folder) = folder();
    let lock = folder.lock().unwrap();
    folder.write_ring(&lock, b"ring").unwrap();
    folder.clear_leftovers(&lock).unwrap();
    let leftover = folder.path().join("ring.new");
    std::fs::File::create(&leftover).unwrap().write_all(b"secret").unwrap();
    let kept = parent.path().join("kept");
    std::fs::hard_link(&leftover, &kept).unwrap();
    folder.clear_leftovers(&lock).unwrap();
    assert!(!leftover.exists());
    assert_eq!(std::fs::read(&kept).unwrap(), [0; 6]);
    assert_eq!(folder.read_ring().unwrap().unwrap().as_slice(), b"ring");
}

#[test]
fn a_ring_that_others_may_use_is_refused() {
    let (_parent, folder) = folder();
    let lock = folder.lock().unwrap();
    folder.write_ring(&lock, b"secret").unwrap();
    for wrong in [0o640, 0o604, 0o620, 0o660, 0o601, 0o700, 0o4600] {
        set_mode(&folder.ring(), wrong);
        let refused = folder.read_ring();
        assert!(matches!(refused, Err(FolderError::OthersMayUse(_))), "{wrong:o}");
    }
    for right in [0o600, 0o400] {
        set_mode(&folder.ring(), right);
        assert_eq!(folder.read_ring().unwrap().unwrap().as_slice(), b"secret");
    }
}

#[test]
fn only_a_plain_file_is_a_ring() {
    let (parent, folder) = folder();
    let elsewhere = parent.path().join("elsewhere");
    write(&elsewhere, b"secret");
    set_mode(&elsewhere, 0o600);
    std::os::unix::fs::symlink(&elsewhere, folder.ring()).unwrap();
    assert!(matches!(folder.read_ring(), Err(FolderError::NotAFile(_))));
    std::fs::remove_file(folder.ring()).unwrap();
    std::fs::create_dir(folder.ring()).unwrap();
    assert!(matches!(folder.read_ring(), Err(FolderError::NotAFile(_))));
    let lock = folder.lock().unwrap();
    assert!(matches!(folder.write_ring(&lock, b"x"), Err(FolderError::NotAFile(_))));
}

#[test]
fn sizes_are_limited() {
    let (_parent, folder) = folder();
    let lock = folder.lock().unwrap();
    folder.write_ring(&lock, &vec![7; RING_BYTES]).unwrap();
    assert_eq!(folder.read_ring().unwrap().unwrap().len(), RING_BYTES);
    let refused = folder.write_ring(&lock, &vec![7; RING_BYTES + 1]);
    assert!(matches!(refused, Err(FolderError::TooLarge { .. })));
    write(&folder.ring(), &vec![7; RING_BYTES + 1]);
    assert!(matches!(folder.read_ring(), Err(FolderError::TooLarge { .. })));
}

#[test]
fn a_fault_leaves_the_old_or_the_new_ring() {
    // Making the folder passes each point too, twice the sync of a folder.
    let points =
        ["ring.write=fail@3", "ring.sync=fail@3", "ring.rename=fail@3", "ring.dir-sync=fail@4"];
    if !armed("ring::a_fault_leaves_the_old_or_the_new_ring", &points) {
        return;
    }
    let (_parent, folder) = folder();
    let lock = folder.lock().unwrap();
    let mut wrote = vec![b"first".to_vec()];
    folder.write_ring(&lock, &wrote[0]).unwrap();
    let mut failed = 0;
    for number in 0..4_u8 {
        let next = vec![number; 40];
        failed += usize::from(folder.write_ring(&lock, &next).is_err());
        wrote.push(next);
        let found = folder.read_ring().unwrap().unwrap().to_vec();
        assert!(wrote.contains(&found));
        if failed == 0 {
            assert_eq!(Some(&found), wrote.last());
        }
        assert_eq!(names(folder.path()), ["lock", "ring"]);
    }
    assert!(failed > 0);
}
