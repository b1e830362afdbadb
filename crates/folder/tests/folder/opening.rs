//! Making, opening and locking.

use std::path::Path;

use hygie_folder::{Folder, FolderError};

use super::{mode, names, set_mode, write};

#[test]
fn a_folder_is_made_private_and_opened_again() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("data");
    let made = Folder::create(&path).unwrap();
    assert_eq!(mode(&path), 0o700);
    assert_eq!(names(&path), ["lock"]);
    assert_eq!(mode(&path.join("lock")), 0o600);
    let again = Folder::open(&path).unwrap();
    assert_eq!(made.path(), again.path());
    assert_eq!(again.store(), again.path().join("hygie.db"));
    assert_eq!(again.blobs(), again.path().join("blobs"));
    write(&path.join("hygie.db"), b"");
    Folder::create(&path).unwrap();
}

#[test]
fn an_empty_folder_is_taken_and_made_private() {
    let parent = tempfile::tempdir().unwrap();
    set_mode(parent.path(), 0o755);
    // What an interrupted making leaves does not count.
    write(&parent.path().join("lock.new"), b"hyg");
    Folder::create(parent.path()).unwrap();
    assert_eq!(mode(parent.path()), 0o700);
    assert_eq!(names(parent.path()), ["lock"]);
}

#[test]
fn a_folder_with_a_configuration_is_taken() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("data");
    assert!(Folder::is_fresh(&path));
    std::fs::create_dir(&path).unwrap();
    assert!(Folder::is_fresh(&path));
    write(&path.join("password"), b"");
    assert!(!Folder::is_fresh(&path));
    assert!(matches!(Folder::create(&path), Err(FolderError::NotEmpty(_))));
    write(&Folder::configuration(&path), b"");
    assert!(Folder::is_fresh(&path));
    Folder::create(&path).unwrap();
    assert!(!Folder::is_fresh(&path));
    assert_eq!(mode(&path), 0o700);
    assert_eq!(names(&path), ["hygie.toml", "lock", "password"]);
}

#[test]
fn what_is_not_ours_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let missing = parent.path().join("missing");
    assert!(matches!(Folder::open(&missing), Err(FolderError::Missing(_))));
    assert!(matches!(Folder::create(&missing.join("deeper")), Err(FolderError::Io { .. })));
    let full = parent.path().join("full");
    std::fs::create_dir(&full).unwrap();
    write(&full.join("theirs"), b"x");
    assert!(matches!(Folder::create(&full), Err(FolderError::NotEmpty(_))));
    assert!(matches!(Folder::open(&full), Err(FolderError::NotOurs(_))));
    assert_eq!(names(&full), ["theirs"]);
    write(&full.join("lock"), b"theirs too\n");
    assert!(matches!(Folder::create(&full), Err(FolderError::NotEmpty(_))));
    let file = parent.path().join("file");
    write(&file, b"x");
    assert!(matches!(Folder::open(&file), Err(FolderError::NotOurs(_))));
    assert!(matches!(Folder::create(&file), Err(FolderError::NotOurs(_))));
    // The kernel's own files belong to a user whom tests never are, or are not ours.
    assert!(Folder::open(Path::new("/proc/1")).is_err());
}

#[test]
fn a_folder_that_others_may_use_is_refused() {
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("data");
    Folder::create(&path).unwrap();
    for wrong in [0o750, 0o705, 0o701, 0o770] {
        set_mode(&path, wrong);
        match Folder::open(&path) {
            Err(error @ FolderError::OthersMayUse(_)) => {
                assert!(error.to_string().contains("chmod go="));
            }
            other => panic!("{wrong:o}: {other:?}"),
        }
    }
    set_mode(&path, 0o700);
    Folder::open(&path).unwrap();
}

#[test]
fn one_lock_at_a_time() {
    let parent = tempfile::tempdir().unwrap();
    let folder = Folder::create(&parent.path().join("data")).unwrap();
    let lock = folder.lock().unwrap();
    assert!(matches!(folder.lock(), Err(FolderError::AlreadyLocked)));
    let other = Folder::open(folder.path()).unwrap();
    assert!(matches!(other.lock(), Err(FolderError::AlreadyLocked)));
    drop(lock);
    other.lock().unwrap();
}

#[test]
fn a_fault_while_making_leaves_nothing_in_the_way() {
    let points = ["ring.write=fail", "ring.sync=fail", "ring.rename=fail", "ring.dir-sync=fail"];
    if !super::armed("opening::a_fault_while_making_leaves_nothing_in_the_way", &points) {
        return;
    }
    let parent = tempfile::tempdir().unwrap();
    let path = parent.path().join("data");
    assert!(matches!(Folder::create(&path), Err(FolderError::Io { .. })));
    // Either nothing is there, or a folder that opens.
    match Folder::open(&path) {
        Err(FolderError::Missing(_)) => (),
        other => drop(other.unwrap()),
    }
}
