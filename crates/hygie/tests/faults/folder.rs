//! Folders: copies of them, and what may lie in them.

use std::collections::BTreeSet;
use std::fs::{DirBuilder, File};
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::input;
use crate::program::ask;

/// A data folder and what is imported into it and exported from it.
pub struct Place {
    root: TempDir,
}

impl Place {
    /// A place with the input, where no data folder was made yet.
    pub fn new() -> Self {
        let place = Self { root: tempfile::tempdir().unwrap() };
        DirBuilder::new().create(place.input()).unwrap();
        DirBuilder::new().create(place.out()).unwrap();
        input::write_all(&place.input());
        place
    }

    /// A place whose data folder was made.
    pub fn made() -> Self {
        let place = Self::new();
        ask(&place.data(), &["init", "--organisation", "Centre"]).done();
        place
    }

    /// A place whose data folder holds the input.
    pub fn filled() -> Self {
        let place = Self::made();
        let input = place.input();
        ask(&place.data(), &["import", input.to_str().unwrap()]).done();
        place
    }

    /// The same again, elsewhere.
    pub fn copy(&self) -> Self {
        let root = tempfile::tempdir().unwrap();
        copy_into(self.root.path(), root.path());
        Self { root }
    }

    pub fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    pub fn input(&self) -> PathBuf {
        self.root.path().join("input")
    }

    pub fn out(&self) -> PathBuf {
        self.root.path().join("out")
    }

    pub fn store(&self) -> PathBuf {
        self.data().join("hygie.db")
    }

    pub fn log(&self) -> PathBuf {
        self.data().join("hygie.db-wal")
    }
}

/// Copies files and folders with their modes; sockets stay.
pub fn copy_into(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (kind, target) = (entry.file_type().unwrap(), to.join(entry.file_name()));
        if kind.is_dir() {
            DirBuilder::new().mode(0o700).create(&target).unwrap();
            copy_into(&entry.path(), &target);
        } else if kind.is_file() {
            std::fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// All files below a folder, by their paths from it.
pub fn files(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder).unwrap().to_owned());
            }
        }
    }
    found
}

/// What lies in a data folder that was closed, and no more: no temporary file,
/// no log, no blob beyond those that `doctor` opened.
#[track_caller]
pub fn is_tidy(place: &Place, attachments: usize) {
    let found = files(&place.data());
    let blobs = found.iter().filter(|path| path.starts_with("blobs"));
    let blobs = blobs.inspect(|path| assert!(path.extension().is_none(), "{path:?}")).count();
    assert_eq!(blobs, attachments, "{found:?}");
    let known = ["lock", "ring", "hygie.db", "socket"];
    let others = found.iter().filter(|path| !path.starts_with("blobs"));
    let others: Vec<_> =
        others.filter(|path| known.iter().all(|k| path.as_path() != Path::new(k))).collect();
    assert!(others.is_empty(), "{others:?}");
}

/// Writes a file in place of one that is there.
pub fn write(path: &Path, bytes: &[u8]) {
    File::create(path).unwrap().write_all(bytes).unwrap();
}
