//! A clock that goes backwards between two runs, and in the middle of one.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use hygie_base::{Clock, LogNo, SystemRng, Timestamp};
use hygie_blobs::DiskBlobs;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_gate::Gate;
use hygie_record::{Batch, Change, Draft, Parts, Permit, Records, Subject};
use hygie_seal::Ring;
use hygie_store::Store;
use hygie_store_sqlite::{Options, SqliteStore};

use crate::input::{observation, patient};

/// 2030-01-01T00:00:30Z, so that a minute less is another year.
const NEW_YEAR: i64 = 1_893_456_030_000;
const HOUR: i64 = 3_600_000;

struct Hand(AtomicI64);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// One opening of the folder, at a time that the test moves.
struct Run {
    store: Arc<SqliteStore>,
    records: Arc<Records>,
    permit: Permit,
    clock: Arc<Hand>,
}

impl Run {
    fn open(folder: &Path, ring: &[u8], at: i64) -> Self {
        let store = SqliteStore::open(&folder.join("hygie.db"), &Options::default()).unwrap();
        let (store, clock) = (Arc::new(store), Arc::new(Hand(AtomicI64::new(at))));
        let records = Records::new(Parts {
            store: Arc::clone(&store) as Arc<dyn Store>,
            blobs: Arc::new(DiskBlobs::open(&folder.join("blobs")).unwrap()),
            ring: Ring::from_bytes(ring).unwrap(),
            clock: Arc::clone(&clock) as Arc<dyn Clock>,
            rng: Arc::new(SystemRng),
            log: LogNo(0),
            cache_bytes: 1 << 20,
        });
        let permit = Gate::open(&records).unwrap().command_line("test");
        Self { store, records, permit, clock }
    }

    fn set(&self, at: i64) {
        self.clock.0.store(at, Ordering::Relaxed);
    }

    async fn put(&self, resource: &serde_json::Value, subject: Subject) {
        let json = parse(resource.to_string().as_bytes(), &JsonLimits::default()).unwrap();
        let changes = vec![Change::Put(Draft::new(json, subject).unwrap())];
        let batch = Batch { changes, custodian: "centre".to_owned() };
        self.records.write(&self.permit, batch).await.unwrap();
    }

    async fn observe(&self, id: &str, value: usize) {
        let subject = Subject::Patients(vec!["eve".to_owned()]);
        self.put(&observation(id, "eve", value), subject).await;
    }

    /// The times of the record's entries, in order.
    async fn times(&self) -> Vec<i64> {
        let record = self.records.find_patient(&self.permit, "eve").await.unwrap()[0];
        let snapshot = self.records.open(&self.permit, record, None).await.unwrap();
        snapshot.resources.iter().map(|resource| resource.at.0).collect()
    }

    async fn end(self) {
        let report = self.records.check(&self.permit).await.unwrap();
        assert_eq!(report.findings, []);
        self.store.close().await.unwrap();
    }
}

#[tokio::test]
async fn a_clock_that_goes_back_takes_no_entry_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let ring = Ring::generate(&SystemRng).to_bytes();
    let open = |at| Run::open(folder.path(), &ring, at);
    let run = open(NEW_YEAR);
    run.put(&patient("eve"), Subject::Person).await;
    run.observe("first", 1).await;
    run.end().await;
    // An hour back, into the year before, whose trace key is another.
    let run = open(NEW_YEAR - HOUR);
    run.observe("second", 2).await;
    assert_eq!(run.times().await, [NEW_YEAR; 3]);
    // Forward and back again while it runs; a new version too.
    run.set(NEW_YEAR + HOUR);
    run.observe("third", 3).await;
    run.set(NEW_YEAR - 30 * 24 * HOUR);
    run.observe("fourth", 4).await;
    run.observe("first", 5).await;
    let late = NEW_YEAR + HOUR;
    assert_eq!(run.times().await, [NEW_YEAR, NEW_YEAR, late, late, late]);
    let history = run.records.history(&run.permit, "Observation", "first").await.unwrap();
    let versions: Vec<_> = history.iter().map(|one| (one.version, one.at.0)).collect();
    assert_eq!(versions, [(2, late), (1, NEW_YEAR)]);
    run.end().await;
    // Before 1970, and as far as a clock can be wrong the other way.
    for at in [-HOUR, 0, NEW_YEAR * 2] {
        let run = open(at);
        run.observe(&format!("at-{}", at.unsigned_abs()), 6).await;
        assert!(run.times().await.is_sorted());
        run.end().await;
    }
}

#[tokio::test]
async fn the_past_is_read_as_it_was_recorded() {
    let folder = tempfile::tempdir().unwrap();
    let ring = Ring::generate(&SystemRng).to_bytes();
    let run = Run::open(folder.path(), &ring, NEW_YEAR);
    run.put(&patient("eve"), Subject::Person).await;
    run.set(NEW_YEAR - HOUR);
    run.observe("back", 1).await;
    let record = run.records.find_patient(&run.permit, "eve").await.unwrap()[0];
    let asked = |at| run.records.open(&run.permit, record, Some(Timestamp(at)));
    assert_eq!(asked(NEW_YEAR).await.unwrap().resources.len(), 2);
    assert_eq!(asked(NEW_YEAR - 1).await.unwrap().resources.len(), 0);
    run.end().await;
}
