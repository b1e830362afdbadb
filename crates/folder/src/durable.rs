//! Files that are whole or not there: written beside the target, synced,
//! renamed, and the folder synced.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use hygie_base::fail::{Point, hit};
use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat};
use rustix::io::Errno;

use crate::FolderError;
use crate::error::failed;

static NUMBER: AtomicU64 = AtomicU64::new(0);
/// Where the kernel shows the files that this process has open.
const DESCRIPTORS: &str = "/proc/self/fd";

/// Failpoints of one kind of file.
pub struct Points {
    pub write: Point,
    pub sync: Point,
    pub rename: Point,
    pub dir_sync: Point,
}

const EXPORT: Points = Points {
    write: Point::ExportWrite,
    sync: Point::ExportSync,
    rename: Point::ExportRename,
    dir_sync: Point::ExportDirSync,
};

/// Writes a file for its owner only, in place of one that is there. When this
/// answers, the file is durable; after an error the old one is still there.
/// What is being written has no name until it is whole, so that a process that
/// ends in the middle leaves nothing in clear behind (on file systems that know
/// such files; elsewhere it leaves a hidden `.part`).
///
/// # Errors
/// [`FolderError::NotAFile`] when something other than a plain file has the
/// name; [`FolderError::Io`] when the disk refuses.
pub fn durable_write(target: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    durable_stream(target, |file| file.write_all(bytes))
}

/// As [`durable_write`], with content that `write` brings piece by piece. What
/// was written is removed when `write` fails.
///
/// # Errors
/// As for [`durable_write`], and what `write` answers.
pub fn durable_stream(
    target: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FolderError> {
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let mut name = std::ffi::OsString::from(".");
    name.push(target.file_name().ok_or_else(|| FolderError::NotAFile(target.to_owned()))?);
    name.push(format!(".{}-{number}.part", std::process::id()));
    let (folder, points) = (folder_of(target), &EXPORT);
    let temporary = folder.join(name);
    refuse_other_than_file(target)?;
    hit(points.write).map_err(failed("write", target))?;
    let Some(file) = unnamed(&folder).map_err(failed("write", target))? else {
        return replace(target, &temporary, points, write);
    };
    let written = fill(file, points, write);
    let named = written.and_then(|file| name_it(&file, &temporary, target, points));
    named.map_err(failed("write", target))?;
    sync_folder(target, points).map_err(failed("sync the folder of", target))
}

/// A file without a name, or `None` where there can be none.
fn unnamed(folder: &Path) -> io::Result<Option<File>> {
    if !Path::new(DESCRIPTORS).exists() {
        return Ok(None);
    }
    let flags = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    match rustix::fs::open(folder, flags, Mode::RUSR | Mode::WUSR) {
        Ok(file) => Ok(Some(File::from(file))),
        // The file system, or the kernel, does not know such files.
        Err(Errno::OPNOTSUPP | Errno::ISDIR) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Gives the target's name to a file that has none. Only a name that is taken
/// needs another one in between.
fn name_it(file: &File, temporary: &Path, target: &Path, points: &Points) -> io::Result<()> {
    let from = format!("{DESCRIPTORS}/{}", file.as_raw_fd());
    let link = |to: &Path| linkat(CWD, &from, CWD, to, AtFlags::SYMLINK_FOLLOW);
    hit(points.rename)?;
    match link(target) {
        Err(Errno::EXIST) => {}
        done => return Ok(done?),
    }
    link(temporary)?;
    take_name(temporary, target, points)
}

/// Writes `temporary`, then gives it the target's name.
pub fn replace(
    target: &Path,
    temporary: &Path,
    points: &Points,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), FolderError> {
    refuse_other_than_file(target)?;
    let whole = write_whole(temporary, points, write).inspect_err(|_| discard(temporary));
    let written = whole.and_then(|()| take_name(temporary, target, points));
    written.map_err(failed("write", target))?;
    sync_folder(target, points).map_err(failed("sync the folder of", target))
}

fn write_whole(
    temporary: &Path,
    points: &Points,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    remove_leftover(temporary)?;
    hit(points.write)?;
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(temporary)?;
    fill(file, points, write).map(drop)
}

/// Writes the content and makes it durable.
fn fill(
    file: File,
    points: &Points,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<File> {
    let mut buffered = BufWriter::with_capacity(1 << 16, file);
    write(&mut buffered)?;
    let file = buffered.into_inner().map_err(io::IntoInnerError::into_error)?;
    hit(points.sync)?;
    file.sync_data()?;
    Ok(file)
}

#[expect(clippy::disallowed_methods, reason = "this is the durable write that the ban points to")]
fn take_name(temporary: &Path, target: &Path, points: &Points) -> io::Result<()> {
    let named = hit(points.rename).and_then(|()| std::fs::rename(temporary, target));
    named.inspect_err(|_| discard(temporary))
}

/// Removes what did not become whole. The write's error is the one to tell; a
/// file that cannot be removed now is replaced by the next write.
fn discard(temporary: &Path) {
    drop(remove_leftover(temporary));
}

pub fn remove_leftover(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn refuse_other_than_file(target: &Path) -> Result<(), FolderError> {
    match std::fs::symlink_metadata(target) {
        Ok(found) if found.is_file() || found.is_symlink() => Ok(()),
        Ok(_) => Err(FolderError::NotAFile(target.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(failed("look at", target)(error)),
    }
}

fn sync_folder(target: &Path, points: &Points) -> io::Result<()> {
    hit(points.dir_sync)?;
    File::open(folder_of(target))?.sync_all()
}

fn folder_of(target: &Path) -> PathBuf {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    }
}
