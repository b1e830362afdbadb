//! What can be wrong with a data folder, in words for an operator.

use std::io;
use std::path::PathBuf;

/// Why the data folder, or something in it, cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There is nothing at this path.
    #[error("{0} does not exist; `hygie init` makes a data folder")]
    Missing(PathBuf),
    /// What is there is not a folder of ours.
    #[error("{0} is not a Hygie data folder")]
    NotOurs(PathBuf),
    /// The folder holds something else already.
    #[error("{0} is not empty and not a Hygie data folder")]
    NotEmpty(PathBuf),
    /// Group or others have a right on it.
    #[error("others than its owner may use {0}; make it private with chmod go=")]
    OthersMayUse(PathBuf),
    /// It belongs to someone else than who runs this program.
    #[error("{0} belongs to another user")]
    NotOwned(PathBuf),
    /// Locks and syncs cannot be relied on there.
    #[error("{path} is on a network file system ({kind}); a data folder needs a local disk")]
    Network {
        /// The folder.
        path: PathBuf,
        /// The kind of file system.
        kind: &'static str,
    },
    /// Another process owns the folder now.
    #[error("another process uses this data folder")]
    AlreadyLocked,
    /// It must be a plain file.
    #[error("{0} is not a plain file")]
    NotAFile(PathBuf),
    /// It is larger than allowed.
    #[error("{path} is larger than {most} bytes")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit, in bytes.
        most: usize,
    },
    /// Someone else than the folder's owner is at the other end of the socket.
    #[error("the other end of the socket belongs to another user")]
    StrangePeer,
    /// The operating system refused.
    #[error("cannot {what} {path}: {source}")]
    Io {
        /// What was tried.
        what: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
}

/// Says what was tried on what, for `map_err`.
pub fn failed<E: Into<io::Error>>(
    what: &'static str,
    path: &std::path::Path,
) -> impl FnOnce(E) -> FolderError {
    move |source| FolderError::Io { what, path: path.to_owned(), source: source.into() }
}
