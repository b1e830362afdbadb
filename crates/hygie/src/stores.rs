//! Which store holds the records and which place their attachments, and what an
//! operator is told about them. Only this module and what reads the configuration
//! name adapters; the rest of the program knows the contracts.

mod attachments;
mod private;

use std::sync::Arc;

use anyhow::{Context as _, bail};
use hygie_base::{CommitId, KeyNo, RecordNo, Rng};
use hygie_folder::Folder;
use hygie_store::{CellOp, Commit, Outcome, Store};
use hygie_store_postgres::PostgresStore;
use hygie_store_sqlite::{SqliteStore, WalEnd};
use hygie_transfer::is_half_copied;

pub use attachments::{OpenedPlace, Place, adopt, settle};
pub use hygie_blobs_s3::Options as S3Options;
pub use hygie_store_postgres::{Options, Server};
pub use private::{check_key_file, check_password_file, read_password, read_tls_key};

/// The small table whose one cell says that a store's records were moved to
/// another one ("move").
const MOVED: u32 = 0x6d6f_7665;

/// What the operator chose.
#[derive(Clone, Debug)]
pub struct Places {
    /// Where the records are.
    pub store: Choice,
    /// Where their attachments are.
    pub blobs: Place,
}

/// The store that the operator chose.
#[derive(Clone, Debug)]
pub enum Choice {
    /// The embedded one, a file in the data folder.
    Sqlite,
    /// A database on a server.
    Postgres(Options),
}

/// An opened store.
pub struct Opened {
    pub store: Arc<dyn Store>,
    /// What to say about how it was left.
    pub note: Option<String>,
    /// Whether nothing was ever written to it.
    pub is_empty: bool,
    /// The same store where it is on a server, to be asked what only servers have.
    server: Option<Arc<PostgresStore>>,
}

/// What surrounds a store.
#[derive(Default)]
pub struct Surroundings {
    /// What can lose or damage what was acknowledged.
    pub faults: Vec<String>,
    /// What could not be found out.
    pub notes: Vec<String>,
}

impl Choice {
    /// Opens the store of a folder whose lock is ours; made when it is not there.
    pub async fn open(&self, folder: &Folder) -> anyhow::Result<Opened> {
        let opened = self.connect(folder).await?;
        if let Self::Postgres(options) = self
            && folder.store().exists()
        {
            refuse_two(folder, options, opened.is_empty).await?;
        }
        Ok(opened)
    }

    /// Opens the store for use: not one that is half-copied, nor one whose
    /// records were moved away.
    async fn connect(&self, folder: &Folder) -> anyhow::Result<Opened> {
        let opened = self.reach(folder).await?;
        let store = &opened.store;
        let refused = if is_half_copied(&**store).await? {
            "is half-copied: run the same `hygie store copy` again"
        } else if was_moved(&**store).await? {
            "holds nothing any more that counts: its records were moved to a database, which is \
             to be named in hygie.toml or with --store"
        } else {
            return Ok(opened);
        };
        store.close().await?;
        bail!("{} {refused}", self.shown(folder))
    }

    /// Where it is, in words.
    pub fn shown(&self, folder: &Folder) -> String {
        match self {
            Self::Sqlite => folder.store().display().to_string(),
            Self::Postgres(options) => options.shown(),
        }
    }

    /// Opens the store whatever it says of itself, to copy it or to it.
    pub async fn reach(&self, folder: &Folder) -> anyhow::Result<Opened> {
        let Self::Postgres(options) = self else { return sqlite(folder).await };
        if let Some(path) = &options.password_file {
            check_password_file(path)?;
        }
        let opened = PostgresStore::open(options).await;
        let server = Arc::new(opened.with_context(|| format!("the store {}", options.shown()))?);
        let store: Arc<dyn Store> = Arc::<PostgresStore>::clone(&server);
        let is_empty = is_empty(&*store).await?;
        Ok(Opened { store, note: None, is_empty, server: Some(server) })
    }

    /// Whether there is a store already that a new key ring would open nothing of.
    pub async fn is_in_use(&self, folder: &Folder) -> anyhow::Result<bool> {
        if folder.store().exists() || matches!(self, Self::Sqlite) {
            return Ok(folder.store().exists());
        }
        let opened = self.connect(folder).await?;
        opened.store.close().await?;
        Ok(!opened.is_empty)
    }

    /// Whether the folder was never made as far as its store, which opening
    /// would make. A database that is there says so only once it is opened.
    pub fn is_unmade(&self, folder: &Folder) -> bool {
        matches!(self, Self::Sqlite) && !folder.store().exists()
    }
}

impl Opened {
    /// Whether others may write to it while it is ours.
    pub fn is_shared(&self) -> bool {
        self.store.is_shared()
    }

    /// Asks the server, where there is one, how commits become safe there.
    pub async fn surroundings(&self) -> anyhow::Result<Surroundings> {
        let Some(server) = &self.server else { return Ok(Surroundings::default()) };
        let found = server.replication().await?;
        let notes = if found.standbys.is_some() { Vec::new() } else { vec![UNKNOWN.to_owned()] };
        Ok(Surroundings { faults: found.faults(), notes })
    }
}

/// What to say where the server does not tell its standbys.
pub const UNKNOWN: &str = "note: the server does not tell this user whether standbys follow it: \
                           give it the role pg_monitor to have that checked";

async fn sqlite(folder: &Folder) -> anyhow::Result<Opened> {
    let store = SqliteStore::open(&folder.store(), &hygie_store_sqlite::Options::default())?;
    let (note, is_empty) = (torn(store.wal_end()), is_empty(&store).await?);
    Ok(Opened { store: Arc::new(store), note, is_empty, server: None })
}

/// How the process before this one ended. That is no fault by itself: it is
/// what a loss of power leaves.
fn torn(end: WalEnd) -> Option<String> {
    let WalEnd::Torn { frames } = end else { return None };
    Some(format!(
        "note: the last commit was not whole in the write-ahead log and was dropped \
         ({frames} pages). A write that was interrupted before it was acknowledged leaves \
         that; so does damage to the end of the log, which may have cost the last \
         acknowledged commit. What was written last can be written again."
    ))
}

/// Says in a store that its records were moved away.
pub async fn set_moved(store: &dyn Store, rng: &dyn Rng) -> anyhow::Result<()> {
    let mut commit = Commit::new(CommitId::random(rng));
    commit.cells.push(CellOp::Put { table: MOVED, key: Vec::new(), value: Vec::new() });
    let outcome = store.commit(commit).await?;
    anyhow::ensure!(matches!(outcome, Outcome::Done(_)), "the store was written to meanwhile");
    Ok(())
}

async fn was_moved(store: &dyn Store) -> anyhow::Result<bool> {
    Ok(store.cell(MOVED, &[]).await?.is_some())
}

/// Every write makes keys first: without one nothing was ever written.
async fn is_empty(store: &dyn Store) -> anyhow::Result<bool> {
    Ok(store.all_keys((RecordNo::REGISTRY, KeyNo(0)), 1).await?.is_empty())
}

/// Refuses a database while the folder's own store holds records. A second
/// store would begin beside them, or go on beside an older copy of itself: a
/// command that is not told which one to take would write to that copy, and
/// remove attachments that only the other one names.
async fn refuse_two(folder: &Folder, options: &Options, is_empty: bool) -> anyhow::Result<()> {
    let embedded = sqlite(folder).await?;
    let moved = was_moved(&*embedded.store).await?;
    embedded.store.close().await?;
    let (server, file) = (options.shown(), folder.store());
    match (embedded.is_empty || moved, is_empty) {
        (true, _) => Ok(()),
        (false, true) => bail!(
            "{server} is empty, and the records of this folder are still in {}: move them with \
             `hygie store copy`, or choose the embedded store with --store sqlite",
            file.display()
        ),
        (false, false) => bail!(
            "{server} and {} both hold records: move the file, and those whose names begin with \
             its name, out of the folder to a safe place once nothing is missing on the server",
            file.display()
        ),
    }
}
