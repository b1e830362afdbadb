//! A record service on either store, opened afresh.

use std::path::Path;
use std::sync::Arc;

use hygie_base::{SystemClock, SystemRng};
use hygie_blobs::DiskBlobs;
use hygie_record::limits::CACHE_BYTES;
use hygie_record::{Parts, Records};
use hygie_seal::Ring;
use hygie_store::Store;
use hygie_store_postgres::PostgresStore;
use hygie_store_sqlite::SqliteStore;
use tokio::runtime::Runtime;

/// What says SQLite where another store would have its address.
pub(crate) const SQLITE: &str = "sqlite";

/// A service with nothing in its caches.
pub(crate) struct Service {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) records: Arc<Records>,
}

/// Opens the store of this address with the blobs of a folder, and SQLite's
/// file there; made when absent.
pub(crate) fn open(
    runtime: &Runtime,
    address: &str,
    folder: &Path,
    ring: Ring,
) -> anyhow::Result<Service> {
    let _inside = runtime.enter();
    let store: Arc<dyn Store> = if address == SQLITE {
        let options = hygie_store_sqlite::Options::default();
        Arc::new(SqliteStore::open(&folder.join("hygie.db"), &options)?)
    } else {
        let options = hygie_store_postgres::Options::new(address);
        Arc::new(runtime.block_on(PostgresStore::open(&options))?)
    };
    let records = Records::new(Parts {
        blobs: Arc::new(DiskBlobs::open(&folder.join("blobs"))?),
        ring,
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRng),
        log: store.own_log(),
        cache_bytes: CACHE_BYTES,
        store: Arc::clone(&store),
    });
    Ok(Service { store, records })
}
