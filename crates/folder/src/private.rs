//! Reading files that only who runs the program may read.

use std::fs::File;
use std::io::Read as _;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::{Mode, OFlags, open};
use rustix::io::Errno;
use rustix::process::geteuid;
use zeroize::Zeroizing;

use crate::FolderError;
use crate::error::failed;

/// Everything but reading and writing by the owner.
const FORBIDDEN: u32 = 0o7177;

/// What a symbolic link at the path means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Links {
    /// The file is where it was put, and nowhere else.
    Refuse,
    /// Whatever renews the file may keep it elsewhere and link to it; what is
    /// checked is the file that the link leads to.
    Follow,
}

/// Reads a file whole, of at most `most` bytes, that belongs to who runs the
/// program and that nobody else may use; `None` when there is none. What is
/// checked is what is read: the file is opened once.
///
/// # Errors
/// [`FolderError::NotAFile`], [`FolderError::NotOwned`],
/// [`FolderError::OthersMayUse`] or [`FolderError::TooLarge`], and
/// [`FolderError::Io`] when the disk refuses.
pub fn read_private(
    path: &Path,
    most: usize,
    links: Links,
) -> Result<Option<Zeroizing<Vec<u8>>>, FolderError> {
    let path = path.to_owned();
    let mut flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    if links == Links::Refuse {
        flags |= OFlags::NOFOLLOW;
    }
    let file = match open(&path, flags, Mode::empty()) {
        Ok(file) => File::from(file),
        Err(Errno::NOENT) => return Ok(None),
        Err(Errno::LOOP | Errno::NXIO) => return Err(FolderError::NotAFile(path)),
        Err(error) => return Err(failed("open", &path)(error)),
    };
    let found = file.metadata().map_err(failed("look at", &path))?;
    if !found.is_file() {
        return Err(FolderError::NotAFile(path));
    }
    if found.uid() != geteuid().as_raw() {
        return Err(FolderError::NotOwned(path));
    }
    if found.mode() & FORBIDDEN != 0 {
        return Err(FolderError::OthersMayUse(path));
    }
    // Room for all of it from the start: a vector that grows leaves copies.
    let mut bytes = Zeroizing::new(Vec::with_capacity(most + 1));
    let read = file.take(most as u64 + 1).read_to_end(&mut bytes);
    read.map_err(failed("read", &path))?;
    if bytes.len() > most {
        return Err(FolderError::TooLarge { path, most });
    }
    Ok(Some(bytes))
}
