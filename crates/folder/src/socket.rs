//! The socket by which commands reach the process that owns the folder.

use std::fs::{File, Permissions};
use std::io;
use std::os::fd::{AsFd, AsRawFd};
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use rustix::net::sockopt::socket_peercred;
use rustix::process::geteuid;

use crate::error::failed;
use crate::limits::SOCKET_PATH_BYTES;
use crate::{Folder, FolderError, Lock};

impl Folder {
    /// Listens, for the folder's owner only. A socket that a process left
    /// behind is replaced: whoever holds the lock owns the name. Call
    /// [`check_peer`] on every connection accepted.
    ///
    /// # Errors
    /// [`FolderError::NotAFile`] when something else has the socket's name;
    /// [`FolderError::Io`] when the operating system refuses.
    pub fn listen(&self, _: &Lock) -> Result<UnixListener, FolderError> {
        let path = self.socket();
        remove_stale(&path)?;
        let address = Address::of(self).map_err(failed("open", self.path()))?;
        // The folder is private, so nobody can come before the mode is set.
        let listener = UnixListener::bind(&address.path).map_err(failed("listen on", &path))?;
        let private = Permissions::from_mode(0o600);
        std::fs::set_permissions(&path, private).map_err(failed("make private", &path))?;
        Ok(listener)
    }

    /// Connects to the process that owns the folder; `None` when none listens.
    ///
    /// # Errors
    /// [`FolderError::StrangePeer`] when another user's process listens;
    /// [`FolderError::Io`] when the operating system refuses.
    pub fn connect(&self) -> Result<Option<UnixStream>, FolderError> {
        let path = self.socket();
        let address = Address::of(self).map_err(failed("open", self.path()))?;
        match UnixStream::connect(&address.path) {
            Ok(stream) => {
                check_peer(&stream)?;
                Ok(Some(stream))
            }
            Err(error) => match error.kind() {
                io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => Ok(None),
                _ => Err(failed("connect to", &path)(error)),
            },
        }
    }
}

/// Holds the user at the other end of a connection against ours.
///
/// # Errors
/// [`FolderError::StrangePeer`] when it is another, or cannot be told.
pub fn check_peer(stream: impl AsFd) -> Result<(), FolderError> {
    let peer = socket_peercred(stream).map_err(|_| FolderError::StrangePeer)?;
    if peer.uid == geteuid() { Ok(()) } else { Err(FolderError::StrangePeer) }
}

/// The socket's path as an address; one too long goes through a descriptor of
/// the folder, which must stay open while the address is used.
struct Address {
    path: PathBuf,
    _folder: Option<File>,
}

impl Address {
    fn of(folder: &Folder) -> io::Result<Self> {
        let path = folder.socket();
        if path.as_os_str().len() <= SOCKET_PATH_BYTES {
            return Ok(Self { path, _folder: None });
        }
        let open = File::open(folder.path())?;
        let path = PathBuf::from(format!("/proc/self/fd/{}/socket", open.as_raw_fd()));
        Ok(Self { path, _folder: Some(open) })
    }
}

fn remove_stale(path: &Path) -> Result<(), FolderError> {
    match std::fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => {
            std::fs::remove_file(path).map_err(failed("remove", path))
        }
        Ok(_) => Err(FolderError::NotAFile(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed("look at", path)(error)),
    }
}
