//! The lock that says which process owns the folder, on the file that says
//! that the folder is ours.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, Mode, OFlags, flock, open};
use rustix::io::Errno;

use crate::error::failed;
use crate::ring::RING;
use crate::{Folder, FolderError, durable};

/// The mark before it has its name.
pub const UNFINISHED: &str = "lock.new";
const MARK: &[u8] = b"hygie data folder 1\n";

/// Held by the process that owns the folder, until it is dropped or the
/// process ends in whatever way.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Folder {
    /// Takes the folder for this process.
    ///
    /// # Errors
    /// [`FolderError::AlreadyLocked`] when a process (this one included) has it.
    pub fn lock(&self) -> Result<Lock, FolderError> {
        let path = lock_of(self.path());
        let flags = OFlags::RDWR | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = open(&path, flags, Mode::empty()).map_err(failed("open", &path))?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Lock { _file: File::from(file) }),
            Err(Errno::WOULDBLOCK) => Err(FolderError::AlreadyLocked),
            Err(error) => Err(failed("lock", &path)(error)),
        }
    }
}

/// Says that the folder is ours.
pub fn mark(folder: &Path) -> Result<(), FolderError> {
    let write = |file: &mut dyn io::Write| file.write_all(MARK);
    durable::replace(&lock_of(folder), &folder.join(UNFINISHED), &RING, write)
}

/// Whether the folder says that it is ours.
pub fn is_marked(folder: &Path) -> Result<bool, FolderError> {
    let path = lock_of(folder);
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match open(&path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT | Errno::LOOP | Errno::NOTDIR) => return Ok(false),
        Err(error) => return Err(failed("open", &path)(error)),
    };
    let mut mark = Vec::new();
    let read = file.take(MARK.len() as u64).read_to_end(&mut mark);
    read.map_err(failed("read", &path))?;
    Ok(mark == MARK)
}

fn lock_of(folder: &Path) -> PathBuf {
    folder.join("lock")
}
