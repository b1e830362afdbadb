//! Opening a store.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use hygie_base::fail::{Point, hit};
use hygie_store::StoreError;
use hygie_store::limits::QUEUE_COMMITS;
use tokio::sync::mpsc;

use crate::beside::Beside;
use crate::error::Error;
use crate::fold::Wal;
use crate::limits::READ_TIME;
use crate::pool::Pool;
use crate::queue::Job;
use crate::remember::Remembered;
use crate::wal::{self, WalEnd};
use crate::writer::Writer;
use crate::{connect, schema};

/// Called with the reason when the process must end because nobody can tell
/// what is durable. When it returns, the store answers `Closed` from then on.
pub type OnFatal = dyn Fn(&str) + Send + Sync;

/// How to open a store.
pub struct Options {
    /// Ends the process; by default [`std::process::abort`].
    pub on_fatal: Arc<OnFatal>,
    /// Page size of a new store, in bytes; an existing one keeps its own.
    pub page_bytes: u32,
    /// How long one read may take.
    pub read_time: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            on_fatal: Arc::new(|_| std::process::abort()),
            page_bytes: PAGE_BYTES,
            read_time: READ_TIME,
        }
    }
}

/// Measured by `examples/pages.rs` on 20,000 entries of 350 bytes on average
/// with their tokens: bytes on disk for each byte stored 1.04 (4096), 1.13
/// (8192), 1.09 (16384); small commits a second 20,800, 12,900, 10,100.
const PAGE_BYTES: u32 = 4096;

/// What an open store is made of.
pub struct Opened {
    pub pool: Pool,
    pub jobs: mpsc::Sender<Job>,
    pub wal_end: WalEnd,
}

pub fn open(path: &Path, options: &Options) -> std::result::Result<Opened, StoreError> {
    if !connect::new_enough(rusqlite::version_number()) {
        let why = "this program is linked with a SQLite that can corrupt the store";
        return Err(StoreError::Unavailable(why.to_owned()));
    }
    create(path).map_err(Error::from)?;
    let wal_end = wal::inspect(&log_of(path)).map_err(Error::from)?;
    if let WalEnd::Damaged { frames } = wal_end {
        return Err(StoreError::Damaged(format!(
            "the write-ahead log is broken before its end: {frames} frames of acknowledged \
             commits cannot be taken"
        )));
    }
    let mut db = connect::writer(path, options.page_bytes)?;
    schema::migrate(&db)?;
    let beside = Beside::start(connect::folder(path)?).map_err(Error::from)?;
    let mut wal = Wal::follow(&mut db, beside)?;
    wal.cut_surely(&db)?;
    let known = Remembered::load(&db)?;
    let pool = Pool::open(path, options.read_time)?;
    let (sender, jobs) = mpsc::channel(QUEUE_COMMITS);
    let on_fatal = Arc::clone(&options.on_fatal);
    let writer = Writer { db, wal, known, jobs, on_fatal };
    start(writer).map_err(Error::from)?;
    Ok(Opened { pool, jobs: sender, wal_end })
}

fn start(writer: Writer) -> io::Result<()> {
    let thread = std::thread::Builder::new().name("store-writer".to_owned());
    thread.spawn(move || writer.run()).map(drop)
}

/// Makes the file, for its owner only, and makes its name durable. SQLite
/// gives the log the same permissions.
fn create(path: &Path) -> io::Result<()> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match made {
        Ok(_) => {
            hit(Point::StoreMigrate)?;
            sync_folder(path)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

/// The write-ahead log's path.
pub fn log_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}
