//! Writing one blob so that it is whole or not there.

use std::collections::HashSet;
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use hygie_base::fail::{Point, hit};
use hygie_store::{BlobName, BlobPut};
use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::name::place;

/// Ends the name of a file that is not whole yet.
pub const TEMPORARY: &str = ".part";

/// Folders that are known to be durable, by the first two bytes of the names in
/// them. One that is there when a store is opened need not be: the process
/// that made it may have ended before it was synced.
pub type Known = Mutex<HashSet<[u8; 2]>>;

pub fn put(root: &Path, known: &Known, name: BlobName, sealed: &[u8]) -> io::Result<BlobPut> {
    let place = place(root, name);
    let [first, second, ..] = name.0;
    if !known.lock().unwrap_or_else(PoisonError::into_inner).contains(&[first, second]) {
        make_folder(&place.outer)?;
        make_folder(&place.inner)?;
        sync_folder(root)?;
        sync_folder(&place.outer)?;
        known.lock().unwrap_or_else(PoisonError::into_inner).insert([first, second]);
    }
    let temporary = place.path.with_added_extension(TEMPORARY.trim_start_matches('.'));
    // One that is there is another writer's of this name, and not ours to remove.
    let file = create(&temporary)?;
    let written = write(file, sealed).and_then(|()| name_it(&temporary, &place.path));
    match written {
        Ok(BlobPut::Done) => {}
        Ok(BlobPut::Taken) => {
            std::fs::remove_file(&temporary)?;
            return Ok(BlobPut::Taken);
        }
        Err(error) => {
            // What cannot be removed now is removed at the next opening.
            drop(std::fs::remove_file(&temporary));
            return Err(error);
        }
    }
    sync_folder(&place.inner)?;
    Ok(BlobPut::Done)
}

fn create(temporary: &Path) -> io::Result<File> {
    hit(Point::BlobWrite)?;
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(temporary)
}

fn write(mut file: File, sealed: &[u8]) -> io::Result<()> {
    file.write_all(sealed)?;
    hit(Point::BlobSync)?;
    file.sync_data()
}

/// Gives the file its name unless the name is taken, in one step.
fn name_it(temporary: &Path, path: &Path) -> io::Result<BlobPut> {
    hit(Point::BlobRename)?;
    match renameat_with(CWD, temporary, CWD, path, RenameFlags::NOREPLACE) {
        Ok(()) => Ok(BlobPut::Done),
        Err(rustix::io::Errno::EXIST) => Ok(BlobPut::Taken),
        Err(error) => Err(error.into()),
    }
}

/// Makes a folder for its owner only, if it is not there.
pub fn make_folder(path: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Makes the names in a folder durable.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    hit(Point::BlobDirSync)?;
    File::open(path)?.sync_all()
}
