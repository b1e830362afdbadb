//! The key ring's file. What is in it is the key ring's own matter.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use hygie_base::fail::{Point, hit};
use zeroize::Zeroizing;

use crate::durable::{Points, remove_leftover, replace};
use crate::error::failed;
use crate::limits::RING_BYTES;
use crate::private::{Links, read_private};
use crate::{Folder, FolderError, Lock};

/// Failpoints of the key ring and of what is made with the folder.
pub const RING: Points = Points {
    write: Point::RingWrite,
    sync: Point::RingSync,
    rename: Point::RingRename,
    dir_sync: Point::RingDirSync,
};

/// The name of a ring that is being written.
const NEW: &str = "ring.new";

impl Folder {
    /// The key ring's bytes, or `None` when there is no ring yet.
    ///
    /// # Errors
    /// [`FolderError::NotAFile`], [`FolderError::NotOwned`],
    /// [`FolderError::OthersMayUse`] or [`FolderError::TooLarge`] when the file is
    /// not such as [`Folder::write_ring`] leaves it.
    pub fn read_ring(&self) -> Result<Option<Zeroizing<Vec<u8>>>, FolderError> {
        read_private(&self.ring(), RING_BYTES, Links::Refuse)
    }

    /// Puts the key ring in place of the one that is there. After an error
    /// either the old or the new one is there, whole. The old one's bytes are
    /// overwritten where they stood; a disk that copies on write may keep them,
    /// as `docs/threats.md` says.
    ///
    /// # Errors
    /// [`FolderError::TooLarge`] above [`RING_BYTES`]; [`FolderError::Io`] when the
    /// disk refuses.
    pub fn write_ring(&self, _: &Lock, bytes: &[u8]) -> Result<(), FolderError> {
        let path = self.ring();
        if bytes.len() > RING_BYTES {
            return Err(FolderError::TooLarge { path, most: RING_BYTES });
        }
        let old = OpenOptions::new().write(true).open(&path).ok();
        let temporary = self.path().join(NEW);
        replace(&path, &temporary, &RING, |file| file.write_all(bytes))?;
        // The new ring is durable and is what counts, whatever becomes of this.
        drop(old.map(overwrite));
        Ok(())
    }
}

impl Folder {
    /// Removes what a process that ended in the middle of [`Folder::write_ring`]
    /// left: a ring that nobody uses and that holds keys.
    ///
    /// # Errors
    /// [`FolderError::Io`] when the disk refuses.
    pub fn clear_leftovers(&self, _: &Lock) -> Result<(), FolderError> {
        let leftover = self.path().join(NEW);
        if std::fs::symlink_metadata(&leftover).is_ok_and(|found| found.is_file()) {
            let opened = OpenOptions::new().write(true).open(&leftover);
            // What cannot be overwritten is removed all the same.
            drop(opened.and_then(overwrite));
        }
        remove_leftover(&leftover).map_err(failed("remove", &leftover))
    }
}

fn overwrite(mut old: File) -> io::Result<()> {
    let bytes = usize::try_from(old.metadata()?.len()).unwrap_or(RING_BYTES).min(RING_BYTES);
    hit(Point::RingWrite)?;
    old.write_all(&vec![0; bytes])?;
    hit(Point::RingSync)?;
    old.sync_data()
}

/// Makes the name of a new data folder durable.
pub fn sync_parent(folder: &Path) -> Result<(), FolderError> {
    let Some(parent) = folder.parent() else { return Ok(()) };
    let sync = || {
        hit(Point::RingDirSync)?;
        File::open(parent)?.sync_all()
    };
    sync().map_err(failed("sync", parent))
}
