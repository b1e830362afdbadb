//! Exported files.

use std::io;

use hygie_folder::{FolderError, durable_stream, durable_write};

use super::{armed, mode, names, write};

#[test]
fn a_file_is_written_and_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    durable_write(&path, b"first").unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), b"first");
    assert_eq!(mode(&path), 0o600);
    durable_stream(&path, |file| {
        for _ in 0..100_000 {
            file.write_all(b"piece ")?;
        }
        Ok(())
    })
    .unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 600_000);
    assert_eq!(names(folder.path()), ["out.json"]);
}

#[test]
fn only_a_plain_file_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    assert!(matches!(durable_write(&inner, b"x"), Err(FolderError::NotAFile(_))));
    let null = durable_write(std::path::Path::new("/dev/null"), b"x");
    assert!(matches!(null, Err(FolderError::NotAFile(_))));
    let nameless = durable_write(std::path::Path::new("/"), b"x");
    assert!(matches!(nameless, Err(FolderError::NotAFile(_))));
    let nowhere = durable_write(&folder.path().join("no/out.json"), b"x");
    assert!(matches!(nowhere, Err(FolderError::Io { .. })));
    assert_eq!(names(folder.path()), ["inner"]);
}

#[test]
fn a_write_that_fails_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    write(&path, b"old");
    let failed = durable_stream(&path, |file| {
        file.write_all(&[7; 200_000])?;
        Err(io::Error::other("no more"))
    });
    assert!(matches!(failed, Err(FolderError::Io { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), b"old");
    assert_eq!(names(folder.path()), ["out.json"]);
}

#[test]
fn a_fault_leaves_the_old_or_the_new_file() {
    let points =
        ["export.write=fail", "export.sync=fail", "export.rename=fail", "export.dir-sync=fail"];
    if !armed("durable::a_fault_leaves_the_old_or_the_new_file", &points) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out.json");
    write(&path, b"old");
    assert!(durable_write(&path, b"new").is_err());
    let found = std::fs::read(&path).unwrap();
    assert!(found == b"old" || found == b"new");
    assert_eq!(names(folder.path()), ["out.json"]);
}
