//! Files that only who runs the program may read.

use std::os::unix::fs::symlink;

use hygie_folder::{FolderError, Links, read_private};

use super::{set_mode, write};

#[test]
fn a_private_file_is_read_whole_and_others_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("key");
    let read = |most: usize| read_private(&path, most, Links::Refuse);
    assert!(read(9).unwrap().is_none());
    write(&path, b"123456789");
    for mode in [0o600, 0o400] {
        set_mode(&path, mode);
        assert_eq!(read(9).unwrap().unwrap().as_slice(), b"123456789");
    }
    assert!(matches!(read(8), Err(FolderError::TooLarge { most: 8, .. })));
    for mode in [0o640, 0o604, 0o610, 0o700, 0o4600] {
        set_mode(&path, mode);
        let said = read(9).unwrap_err().to_string();
        assert!(said.contains("make it private with chmod"), "{mode:o}: {said}");
    }
    let other = read_private(folder.path(), 9, Links::Follow);
    assert!(matches!(other, Err(FolderError::NotAFile(_))));
}

#[test]
fn what_a_link_leads_to_is_checked_where_links_are_followed() {
    let folder = tempfile::tempdir().unwrap();
    let (path, link) = (folder.path().join("key1"), folder.path().join("key"));
    write(&path, b"secret");
    set_mode(&path, 0o600);
    symlink("key1", &link).unwrap();
    assert!(matches!(read_private(&link, 9, Links::Refuse), Err(FolderError::NotAFile(_))));
    assert!(read_private(&link, 9, Links::Follow).unwrap().is_some());
    set_mode(&path, 0o644);
    let open = read_private(&link, 9, Links::Follow);
    assert!(matches!(open, Err(FolderError::OthersMayUse(_))));
}
