//! An opened store, as one process has it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use hygie_base::{FixedClock, RecordNo, SeededRng, SystemRng, Timestamp};
use hygie_blobs::DiskBlobs;
use hygie_blobs_s3::S3Blobs;
use hygie_record::{
    Batch, Bounds, Grant, Lens, Mint, Parts, Permit, RecordError, Records, Scope, Written,
};
use hygie_seal::Ring;
use hygie_store::{BlobStore, Store};
use hygie_trace::{Actor, Purpose};
use tempfile::TempDir;

use crate::Meddler;
use crate::place::{Place, aside};
use crate::s3;

/// 22 November 2026, 12:00 UTC.
const NOON: Timestamp = Timestamp(1_795_348_800_000);
const SEED: u64 = 0x4879_6769;
const CACHE_BYTES: usize = 8 << 20;

/// How to open a world.
pub struct Builder {
    folder: TempDir,
    ring: Option<Vec<u8>>,
    seed: u64,
    cache_bytes: usize,
    place: Place,
    /// The bucket that holds the blobs; without one they are in the folder.
    bucket: Option<String>,
    /// Whether other nodes write to the same store.
    shared: bool,
}

/// A record service on a store, and blobs on disk in a temporary folder or in a
/// bucket.
pub struct World {
    /// The service.
    pub records: Arc<Records>,
    /// The store below it, which can be told to misbehave and counts what is asked.
    pub store: Arc<Meddler>,
    /// The blobs below it.
    pub blobs: Arc<dyn BlobStore>,
    /// The clock, which stands still until it is moved.
    pub clock: Arc<FixedClock>,
    /// Claimed with the first permit, unless a gate was opened before.
    mint: OnceLock<Mint>,
    ring: Vec<u8>,
    seed: u64,
    folder: TempDir,
    place: Place,
    bucket: Option<String>,
}

impl Default for Builder {
    fn default() -> Self {
        Self { place: Place::chosen(), ..Self::on_sqlite() }
    }
}

impl Builder {
    fn on_sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (place, cache_bytes) = (Place::Sqlite, CACHE_BYTES);
        let (ring, bucket, shared) = (None, None, false);
        Self { folder, ring, seed: SEED, cache_bytes, place, bucket, shared }
    }

    /// On a new schema of PostgreSQL, whatever is chosen, shared with others.
    #[must_use]
    pub fn on_postgres() -> Self {
        Self { place: Place::postgres(), shared: true, ..Self::on_sqlite() }
    }

    /// With the blobs in a new bucket.
    #[must_use]
    pub fn with_bucket(self) -> Self {
        Self { bucket: Some(aside(s3::bucket)), ..self }
    }

    /// In this database, which is empty, whatever is chosen.
    #[must_use]
    pub fn in_database(address: &str) -> Self {
        let place = Place::Postgres(address.to_owned());
        Self { place, shared: true, ..Self::on_sqlite() }
    }

    /// Bytes of opened records to keep in memory.
    #[must_use]
    pub const fn cache_bytes(mut self, bytes: usize) -> Self {
        self.cache_bytes = bytes;
        self
    }

    /// Opens with the bytes of another ring than the last one.
    #[must_use]
    pub fn ring(mut self, bytes: &[u8]) -> Self {
        self.ring = Some(bytes.to_vec());
        self
    }

    /// Alters the closed database file with SQL; SQLite's alone.
    #[must_use]
    pub fn tamper(self, alter: impl FnOnce(&rusqlite::Connection)) -> Self {
        assert_eq!(self.place, Place::Sqlite, "tampering knows SQLite's file only");
        let db = rusqlite::Connection::open(database(self.folder.path())).unwrap();
        alter(&db);
        db.close().unwrap();
        self
    }

    /// Puts what [`World::keep_copy`] kept in place of the closed database.
    #[must_use]
    pub fn put_back_copy(self) -> Self {
        std::fs::copy(kept(self.folder.path()), database(self.folder.path())).unwrap();
        self
    }

    /// Where blobs lie.
    pub fn blob_folder(&self) -> PathBuf {
        self.folder.path().join("blobs")
    }

    /// Opens the store; made when absent.
    pub fn open(self) -> World {
        let rng = Arc::new(SeededRng::new(self.seed));
        let ring = self.ring.clone();
        let ring = ring.unwrap_or_else(|| Ring::generate(&*rng).to_bytes().to_vec());
        self.node(ring, Arc::new(FixedClock::new(NOON)), rng)
    }

    fn node(self, ring: Vec<u8>, clock: Arc<FixedClock>, rng: Arc<SeededRng>) -> World {
        let Self { folder, seed, cache_bytes, place, bucket, shared, .. } = self;
        let store = Arc::new(Meddler::over(place.open(&database(folder.path())), shared));
        let blobs = blobs(folder.path(), bucket.as_deref());
        let records = Records::new(Parts {
            store: Arc::clone(&store) as Arc<dyn Store>,
            blobs: Arc::clone(&blobs),
            ring: Ring::from_bytes(&ring).unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn hygie_base::Clock>,
            rng,
            log: store.own_log(),
            cache_bytes,
        });
        let mint = OnceLock::new();
        World { records, store, blobs, clock, mint, ring, seed, folder, place, bucket }
    }
}

fn blobs(folder: &Path, bucket: Option<&str>) -> Arc<dyn BlobStore> {
    let Some(bucket) = bucket else {
        return Arc::new(DiskBlobs::open(&folder.join("blobs")).unwrap());
    };
    let options = s3::options(folder, bucket, "");
    Arc::new(aside(|| async move { S3Blobs::open(&options, &SystemRng).await.unwrap() }))
}

fn database(folder: &Path) -> PathBuf {
    folder.join("hygie.db")
}

fn kept(folder: &Path) -> PathBuf {
    folder.join("kept.db")
}

impl World {
    /// A new, empty one.
    pub fn new() -> Self {
        Builder::default().open()
    }

    /// Closes the store; what comes back opens it again.
    pub async fn close(self) -> Builder {
        self.store.close().await.unwrap();
        let Self { ring, seed, folder, place, bucket, .. } = self;
        let (seed, shared, cache_bytes) = (seed + 1, self.records.is_shared(), CACHE_BYTES);
        Builder { folder, ring: Some(ring), seed, cache_bytes, place, bucket, shared }
    }

    /// A connection of somebody who can write the database file while the store is open;
    /// SQLite's alone.
    pub fn meddle(&self) -> rusqlite::Connection {
        assert_eq!(self.place, Place::Sqlite, "tampering knows SQLite's file only");
        let db = rusqlite::Connection::open(database(self.folder.path())).unwrap();
        db.pragma_update(None, "synchronous", "OFF").unwrap();
        db
    }

    /// Copies the database as it is, to be put back later; SQLite's alone.
    pub fn keep_copy(&self) {
        let path = kept(self.folder.path());
        self.meddle().execute("VACUUM INTO ?1", [path.to_str().unwrap()]).unwrap();
    }

    /// Another node on the same store and bucket, with the same ring and clock.
    /// Blobs that are in no bucket are its own.
    pub fn beside(&self) -> Self {
        assert!(matches!(self.place, Place::Postgres(_)), "SQLite is one process's");
        let (place, bucket) = (self.place.clone(), self.bucket.clone());
        let seed = self.seed + 1000;
        let node = Builder { place, bucket, seed, shared: true, ..Builder::on_sqlite() };
        let rng = Arc::new(SeededRng::new(seed));
        node.node(self.ring.clone(), Arc::clone(&self.clock), rng)
    }

    /// Closes and opens again.
    pub async fn reopen(self) -> Self {
        let now = hygie_base::Clock::now(&*self.clock);
        let world = self.close().await.open();
        world.clock.set(now);
        world
    }

    /// Bytes of the key ring as last saved.
    pub fn ring(&self) -> &[u8] {
        &self.ring
    }

    /// Remembers the ring's bytes, for opening again.
    pub fn save_ring(&mut self, bytes: &[u8]) {
        self.ring = bytes.to_vec();
    }

    /// A permit for `who` within a scope, through a lens.
    pub fn permit(&self, who: &str, scope: Scope, lens: Lens) -> Permit {
        self.bounded(who, scope, lens, Bounds::default())
    }

    /// The same that holds no longer than this.
    pub fn bounded(&self, who: &str, scope: Scope, lens: Lens, bounds: Bounds) -> Permit {
        let actor = Actor { id: who.into(), role: "tester".into(), ..Actor::default() };
        let from = "test".to_owned();
        self.mint().permit(Grant { actor, purpose: Purpose::System, from, scope, lens, bounds })
    }

    /// The mint, which is this world's for lack of a gate.
    pub fn mint(&self) -> &Mint {
        self.mint.get_or_init(|| self.records.claim_mint().unwrap())
    }

    /// A permit for everything.
    pub fn all(&self) -> Permit {
        self.permit("operator", Scope::Everything, Lens::everything())
    }

    /// A permit for one record.
    pub fn only(&self, record: RecordNo) -> Permit {
        self.permit("visitor", Scope::Record(record), Lens::everything())
    }

    /// Writes a batch with a permit for everything.
    ///
    /// # Errors
    /// As for [`Records::write`].
    pub async fn write(&self, batch: Batch) -> Result<Written, RecordError> {
        self.records.write(&self.all(), batch).await
    }

    /// The record of a Patient.
    pub async fn record(&self, patient: &str) -> RecordNo {
        let found = self.records.find_patient(&self.all(), patient).await.unwrap();
        assert_eq!(found.len(), 1, "one record");
        found.into_iter().next().unwrap()
    }

    /// Checks everything and expects no finding.
    pub async fn is_clean(&self) {
        let report = self.records.check(&self.all()).await.unwrap();
        assert_eq!(report.findings, [], "a clean check");
    }

    /// How many blobs there are.
    pub async fn blobs_on_disk(&self) -> usize {
        self.blobs.list(None, 1000).await.unwrap().len()
    }
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}
