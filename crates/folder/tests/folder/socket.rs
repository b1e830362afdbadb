//! The socket.

use std::io::{Read, Write};

use hygie_folder::{Folder, FolderError, check_peer};

use super::{mode, write};

fn speaks(folder: &Folder) {
    let lock = folder.lock().unwrap();
    assert!(folder.connect().unwrap().is_none());
    // Twice: the second finds what the first left behind.
    for _ in 0..2 {
        let listener = folder.listen(&lock).unwrap();
        assert_eq!(mode(&folder.socket()), 0o600);
        let mut client = folder.connect().unwrap().unwrap();
        let (mut server, _) = listener.accept().unwrap();
        check_peer(&server).unwrap();
        client.write_all(b"hello").unwrap();
        drop(client);
        let mut heard = String::new();
        server.read_to_string(&mut heard).unwrap();
        assert_eq!(heard, "hello");
    }
    // Nobody listens any more, though the name is there.
    assert!(folder.socket().exists());
    assert!(folder.connect().unwrap().is_none());
}

#[test]
fn a_client_reaches_the_owner() {
    let parent = tempfile::tempdir().unwrap();
    speaks(&Folder::create(&parent.path().join("data")).unwrap());
}

#[test]
fn a_deep_folder_has_a_socket_too() {
    let parent = tempfile::tempdir().unwrap();
    let mut path = parent.path().to_owned();
    for _ in 0..8 {
        path.push("a-folder-with-a-long-name");
        std::fs::create_dir(&path).unwrap();
    }
    assert!(path.as_os_str().len() > 200);
    speaks(&Folder::create(&path.join("data")).unwrap());
}

#[test]
fn the_limit_of_a_path_is_met_exactly() {
    for length in [106, 107, 108] {
        let parent = tempfile::tempdir().unwrap();
        let canonical = parent.path().canonicalize().unwrap();
        let short = canonical.as_os_str().len() + "//socket".len();
        let folder = Folder::create(&canonical.join("d".repeat(length - short))).unwrap();
        assert_eq!(folder.socket().as_os_str().len(), length);
        speaks(&folder);
    }
}

#[test]
fn something_else_by_that_name_is_not_removed() {
    let parent = tempfile::tempdir().unwrap();
    let folder = Folder::create(&parent.path().join("data")).unwrap();
    let lock = folder.lock().unwrap();
    write(&folder.socket(), b"theirs");
    assert!(matches!(folder.listen(&lock), Err(FolderError::NotAFile(_))));
    assert_eq!(std::fs::read(folder.socket()).unwrap(), b"theirs");
}
