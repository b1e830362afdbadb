//! The folder itself.

use std::fs::{DirBuilder, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use crate::error::failed;
use crate::filesystem::refuse_network;
use crate::{FolderError, lock, ring};

const OTHERS: u32 = 0o077;
/// What an operator may have written before the folder is made, with files that
/// it names beside it.
const CONFIGURATION: &str = "hygie.toml";

/// A data folder that may be used: ours, private, on a local disk.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// Makes the folder, private to its owner, or takes an empty one. A folder
    /// that is a data folder already is opened.
    ///
    /// # Errors
    /// [`FolderError::NotEmpty`] for a folder with other content, and as for
    /// [`Folder::open`].
    pub fn create(path: &Path) -> Result<Self, FolderError> {
        let mut made = false;
        match DirBuilder::new().mode(0o700).create(path) {
            Ok(()) => made = true,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if lock::is_marked(path)? {
                    return Self::open(path);
                }
                take_empty(path)?;
            }
            Err(error) => return Err(failed("make", path)(error)),
        }
        let path = canonical(path)?;
        let ready = refuse_network(&path).and_then(|()| lock::mark(&path));
        if ready.is_err() && made {
            // Only an empty folder can be removed, so nothing can be lost.
            drop(std::fs::remove_dir(&path));
        }
        ready?;
        ring::sync_parent(&path)?;
        Self::open(&path)
    }

    /// Opens a data folder.
    ///
    /// # Errors
    /// [`FolderError::Missing`], [`FolderError::NotOurs`], [`FolderError::NotOwned`],
    /// [`FolderError::OthersMayUse`] or [`FolderError::Network`], each saying what
    /// is wrong with it.
    pub fn open(path: &Path) -> Result<Self, FolderError> {
        let path = canonical(path)?;
        let found = std::fs::metadata(&path).map_err(failed("look at", &path))?;
        if !found.is_dir() {
            return Err(FolderError::NotOurs(path));
        }
        if found.uid() != geteuid().as_raw() {
            return Err(FolderError::NotOwned(path));
        }
        if !lock::is_marked(&path)? {
            return Err(FolderError::NotOurs(path));
        }
        if found.mode() & OTHERS != 0 {
            return Err(FolderError::OthersMayUse(path));
        }
        refuse_network(&path)?;
        Ok(Self { path })
    }

    /// The folder's own path, absolute.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where the store is.
    pub fn store(&self) -> PathBuf {
        self.path.join("hygie.db")
    }

    /// Where the configuration of a data folder is, whether or not either is there.
    pub fn configuration(folder: &Path) -> PathBuf {
        folder.join(CONFIGURATION)
    }

    /// Whether a data folder can be made here and none is: nothing is there, or
    /// an empty folder, or one that a configuration says is meant for it.
    pub fn is_fresh(folder: &Path) -> bool {
        let is_empty = || folder.read_dir().is_ok_and(|mut all| all.next().is_none());
        let is_meant = || is_meant(folder) && !lock::is_marked(folder).unwrap_or(true);
        !folder.exists() || is_empty() || is_meant()
    }

    /// Where the blobs are.
    pub fn blobs(&self) -> PathBuf {
        self.path.join("blobs")
    }

    /// Where the socket is.
    pub fn socket(&self) -> PathBuf {
        self.path.join("socket")
    }

    /// Where the key ring is.
    pub fn ring(&self) -> PathBuf {
        self.path.join("ring")
    }
}

fn canonical(path: &Path) -> Result<PathBuf, FolderError> {
    std::fs::canonicalize(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => FolderError::Missing(path.to_owned()),
        _ => failed("look at", path)(error),
    })
}

/// Whether somebody wrote our configuration there.
fn is_meant(folder: &Path) -> bool {
    Folder::configuration(folder).is_file()
}

/// Makes an empty folder of ours private.
fn take_empty(path: &Path) -> Result<(), FolderError> {
    let found = std::fs::metadata(path).map_err(failed("look at", path))?;
    if !found.is_dir() {
        return Err(FolderError::NotOurs(path.to_owned()));
    }
    if found.uid() != geteuid().as_raw() {
        return Err(FolderError::NotOwned(path.to_owned()));
    }
    let is_meant = is_meant(path);
    for entry in std::fs::read_dir(path).map_err(failed("look into", path))? {
        let entry = entry.map_err(failed("look into", path))?;
        // An interrupted making of the folder leaves this one.
        if !is_meant && entry.file_name() != lock::UNFINISHED {
            return Err(FolderError::NotEmpty(path.to_owned()));
        }
    }
    let private = Permissions::from_mode(0o700);
    std::fs::set_permissions(path, private).map_err(failed("make private", path))
}
