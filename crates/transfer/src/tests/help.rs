//! Stores that are full of everything, and what they hold.

use std::sync::Arc;

use hygie_base::{CommitId, Epoch, KeyNo, LogNo, RecordNo, Rng as _, SeededRng, Timestamp};
use hygie_store::limits::LOG_NUMBER;
use hygie_store::{
    BlobName, BlobOp, BlobRow, CellOp, Commit, EntryRow, IdToken, KeyKind, KeyOp, KeyRow,
    OutboxPut, Outcome, Stats, Store, Tag, TermToken, TokenOp, TracePut,
};
use hygie_store_postgres::{Options as PostgresOptions, PostgresStore};
use hygie_store_sqlite::{Options, SqliteStore};
use hygie_testkit::postgres::schema;
use tempfile::TempDir;

use crate::copy::copy_at;
use crate::send::Pace;
use crate::{Copied, CopyError};

/// Small commits, so that there are many.
pub const SMALL: Pace = Pace { bytes: 1500, rows: 7, in_flight: 3 };
const RECORDS: [u64; 6] = [0, 1, 2, 0x4000_0000_0000_0000, 77, 0x7fff_ffff_ffff_ffff];
const LOGS: [u32; 4] = [0, 3, 3, LOG_NUMBER];
const TABLES: [u32; 4] = [0, 3, 9, u32::MAX];
const ACTORS: u8 = 3;

pub fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).unwrap()
}

pub fn sqlite(folder: &TempDir, name: &str) -> Arc<dyn Store> {
    Arc::new(SqliteStore::open(&folder.path().join(name), &Options::default()).unwrap())
}

pub async fn postgres_at(address: &str) -> Arc<dyn Store> {
    Arc::new(PostgresStore::open(&PostgresOptions::new(address)).await.unwrap())
}

pub async fn postgres() -> Arc<dyn Store> {
    postgres_at(&schema().await).await
}

/// Chance that is the same in every run.
pub struct Dice(SeededRng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(SeededRng::new(seed))
    }

    pub fn below(&self, most: u64) -> u64 {
        u64::from_be_bytes(self.bytes()) % most
    }

    fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes);
        bytes
    }

    fn body(&self, most: u64) -> Vec<u8> {
        let len = usize::try_from(self.below(most)).unwrap();
        let mut body = vec![0; len];
        self.0.fill(&mut body);
        body
    }

    fn of<T: Copy>(&self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).unwrap()]
    }

    fn small(&self, most: u64) -> u8 {
        u8::try_from(self.below(most)).unwrap()
    }

    pub fn commit(&self) -> Commit {
        Commit::new(CommitId(self.bytes()))
    }

    fn record(&self) -> RecordNo {
        record(self.of(&RECORDS))
    }
}

pub async fn done(store: &dyn Store, commit: Commit) {
    let outcome = store.commit(commit).await.unwrap();
    assert!(matches!(outcome, Outcome::Done(_)), "{outcome:?}");
}

/// Makes commits of everything, at random.
pub async fn fill(store: &dyn Store, seed: u64, commits: u64) {
    let dice = Dice::new(seed);
    let mut key = u32::try_from(seed).unwrap() * 1000;
    for _ in 0..commits {
        let mut commit = dice.commit();
        key += 1;
        keys(&dice, &mut commit, key);
        let of = dice.record();
        let head = store.head(of).await.unwrap();
        for seq in head + 1..=head + dice.below(5) {
            let (key, epoch) = (KeyNo(1 + u32::from(dice.small(9))), Epoch(1));
            commit.appends.push(EntryRow { record: of, seq, key, epoch, body: dice.body(400) });
        }
        tokens(&dice, &mut commit);
        commit.log = LogNo(dice.of(&LOGS));
        for _ in 0..dice.below(4) {
            let (actor, leaf) = ([dice.small(ACTORS.into()); 16], dice.bytes());
            let (write, key) = (dice.below(2) == 0, KeyNo(5));
            let record = if write { of } else { dice.record() };
            commit.traces.push(TracePut { record, actor, write, key, leaf, body: dice.body(90) });
        }
        if dice.below(3) == 0 {
            let topic = dice.of(&[1, 2, u32::MAX]);
            commit.outbox.push(OutboxPut { topic, body: dice.body(50) });
        }
        cells(&dice, &mut commit);
        done(store, commit).await;
        if dice.below(9) == 0 {
            claim(store, &dice).await;
        }
    }
}

fn keys(dice: &Dice, commit: &mut Commit, key: u32) {
    let (record, key, epoch) = (dice.record(), KeyNo(key), Epoch(dice.of(&[1, 2])));
    let kind = dice.of(&[KeyKind::Record, KeyKind::Trace]);
    let wrapped = vec![dice.small(250) + 1; 60];
    commit.keys.push(KeyOp::Add(KeyRow { record, key, kind, epoch, wrapped }));
    if dice.below(4) == 0 {
        commit.keys.push(KeyOp::Destroy(record, key));
    }
    if dice.below(2) == 0 {
        let name = BlobName([dice.small(40); 16]);
        commit.blobs.push(BlobOp::Name(BlobRow { name, record, key }));
    }
}

fn tokens(dice: &Dice, commit: &mut Commit) {
    for _ in 0..dice.below(4) {
        let id = IdToken([dice.small(50); 16]);
        let (term, tag) = (TermToken([dice.small(8); 16]), Tag([dice.small(9); 8]));
        commit.tokens.push(match dice.below(5) {
            0 => TokenOp::DeleteId(id),
            1 => TokenOp::DeleteTerm(term, tag),
            2 => TokenOp::PutId(id, dice.body(60)),
            _ => TokenOp::PutTerm(term, tag, dice.body(60)),
        });
    }
}

fn cells(dice: &Dice, commit: &mut Commit) {
    for _ in 0..dice.below(3) {
        let table = dice.of(&TABLES);
        let key = vec![dice.small(5); usize::from(dice.small(3))];
        commit.cells.push(match dice.below(4) {
            0 => CellOp::Delete { table, key },
            _ => CellOp::Put { table, key, value: dice.body(50) },
        });
    }
}

/// Claims an item and finishes another one.
async fn claim(store: &dyn Store, dice: &Dice) {
    let items = store.claim(1, Timestamp(0), Timestamp(9), 2).await.unwrap();
    let mut finish = dice.commit();
    finish.done.extend(items.first().map(|item| item.id));
    done(store, finish).await;
}

/// A store that holds everything, in a SQLite file.
pub async fn full(folder: &TempDir) -> Arc<dyn Store> {
    let store = sqlite(folder, "full.db");
    fill(&*store, 1, 60).await;
    let stats = store.stats().await.unwrap();
    let Stats { records, entries, ids, terms, keys, traces, blobs, bytes: _ } = stats;
    let counts = [records, entries, ids, terms, keys, traces, blobs];
    assert!(counts.iter().all(|count| *count >= 5), "{stats:?}");
    assert!(store.all_keys((record(0), KeyNo(0)), 999).await.unwrap().iter().any(is_destroyed));
    assert_eq!(store.logs(None, 9).await.unwrap().len(), 3);
    assert!(store.cell_tables(None, 9).await.unwrap().len() >= 3);
    assert!(store.outbox(None, 99).await.unwrap().len() >= 5);
    store
}

fn is_destroyed(row: &KeyRow) -> bool {
    row.wrapped.is_empty()
}

/// Everything that the contract tells of a store, but what may differ.
pub async fn told(store: &dyn Store) -> Vec<String> {
    let mut told = Vec::new();
    let records = store.records(record(0), 999).await.unwrap();
    told.push(format!("{records:?} {:?}", store.head(record(0)).await.unwrap()));
    for number in RECORDS.map(record) {
        told.push(format!("{:?}", store.entries(number, 0, u64::MAX).await.unwrap()));
        told.push(format!("{:?}", store.keys(number).await.unwrap()));
        told.push(format!("{:?}", store.blobs_of(number, None).await.unwrap()));
        told.push(format!("{:?}", store.traces_of(number, None, 999).await.unwrap()));
        told.push(format!("{:?}", store.last_write_trace(number).await.unwrap()));
    }
    for actor in 0..ACTORS {
        told.push(format!("{:?}", store.traces_by([actor; 16], None, 999).await.unwrap()));
    }
    told.push(format!("{:?}", store.all_keys((record(0), KeyNo(0)), 999).await.unwrap()));
    told.push(format!("{:?}", store.blobs(None, 999).await.unwrap()));
    told.push(format!("{:?}", store.all_ids(None, 999).await.unwrap()));
    told.push(format!("{:?}", store.all_terms(None, 999).await.unwrap()));
    for (log, next) in store.logs(None, 999).await.unwrap() {
        let rows = store.traces(log, 0, 999).await.unwrap();
        told.push(format!("{log:?} {next} {rows:?}"));
    }
    for item in store.outbox(None, 999).await.unwrap() {
        told.push(format!("{} {:?}", item.topic, item.body));
    }
    for table in store.cell_tables(None, 999).await.unwrap() {
        told.push(format!("{table} {:?}", store.cells(table, None, 999).await.unwrap()));
    }
    told
}

/// Both stores tell the same.
pub async fn same(a: &dyn Store, b: &dyn Store) {
    let (a, b) = (told(a).await, told(b).await);
    for (a, b) in a.iter().zip(&b) {
        assert_eq!(a, b);
    }
    assert_eq!(a.len(), b.len());
}

/// A copy in small commits that tells nobody.
pub async fn copy(from: &dyn Store, to: &dyn Store) -> Result<Copied, CopyError> {
    let rng = hygie_base::SystemRng;
    copy_at(SMALL, from, to, &rng, &mut |_| ()).await
}
