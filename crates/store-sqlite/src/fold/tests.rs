//! When the log is folded, by whom, and what is in the way.

use std::fs::{File, metadata};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use tempfile::TempDir;

use super::*;
use crate::connect;
use crate::open::log_of;

const FRAME: u64 = 24 + 4096;

/// Frames of the largest log that is below a limit.
fn below(limit: u64) -> u64 {
    (limit - 1) / FRAME
}

/// A file, its writer and its log; what comes first is let go of first.
struct Place {
    wal: Wal,
    db: Connection,
    path: PathBuf,
    _folder: TempDir,
}

impl Place {
    /// `prepare` gets the connection that folds beside the writer.
    fn with(prepare: impl FnOnce(&mut Connection)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log.db");
        drop(File::create(&path).unwrap());
        let mut db = connect::writer(&path, 4096).unwrap();
        db.execute_batch("CREATE TABLE rows (body BLOB)").unwrap();
        let mut other = connect::folder(&path).unwrap();
        prepare(&mut other);
        let wal = Wal::follow(&mut db, Beside::start(other).unwrap()).unwrap();
        Self { wal, db, path, _folder: folder }
    }

    fn writes(&self) {
        self.db.execute("INSERT INTO rows VALUES (zeroblob(100000))", []).unwrap();
    }

    /// As if the log held so many frames; the next commit tells the truth again.
    fn holds(&self, frames: u64) {
        self.wal.frames.store(frames, Ordering::Relaxed);
    }

    fn log(&self) -> u64 {
        metadata(log_of(&self.path)).unwrap().len()
    }

    fn file(&self) -> u64 {
        metadata(&self.path).unwrap().len()
    }

    /// Tidies as between groups, until nothing is under way.
    fn tidies(&mut self) -> Result<()> {
        loop {
            self.wal.tidy(&self.db)?;
            if !self.wal.beside.is_under_way() {
                return Ok(());
            }
            std::thread::yield_now();
        }
    }
}

fn is_folding(context: &AuthContext<'_>) -> bool {
    matches!(context.action, AuthAction::Pragma { pragma_name: "wal_checkpoint", .. })
}

/// Holds back the first folding: tells that it came, and waits to be let go.
fn gated(db: &mut Connection) -> (Receiver<()>, Sender<()>) {
    let (comes, came) = channel();
    let (lets_go, goes) = channel::<()>();
    let gate = move |context: AuthContext<'_>| {
        if is_folding(&context) {
            comes.send(()).unwrap();
            goes.recv().unwrap();
        }
        Authorization::Allow
    };
    db.authorizer(Some(gate)).unwrap();
    (came, lets_go)
}

/// Makes each folding fail with an error that does not pass.
fn denied(db: &mut Connection) {
    let deny = |context: AuthContext<'_>| {
        if is_folding(&context) { Authorization::Deny } else { Authorization::Allow }
    };
    db.authorizer(Some(deny)).unwrap();
}

/// Makes each folding fail with an error that may pass.
fn interrupted(db: &mut Connection) {
    db.progress_handler(1, Some(|| true)).unwrap();
}

#[test]
fn folding_is_due_each_time_the_log_grew_by_so_much() {
    let mut place = Place::with(|_| ());
    let below = below(WAL_FOLD_BYTES);
    let mut due = |frames: u64| {
        place.holds(frames);
        place.wal.is_due()
    };
    assert!(!due(below));
    assert!(due(below + 1));
    assert!(!due(below + 1), "not again with the next group");
    assert!(!due(2 * below + 1));
    assert!(due(2 * below + 2));
    // Begun anew, it counts from nothing.
    assert!(!due(below));
    assert!(due(below + 1));
}

#[test]
fn the_log_is_folded_beside_the_writer_and_cut_from_its_limit_on() {
    let mut place = Place::with(|_| ());
    place.writes();
    place.holds(below(WAL_CUT_BYTES));
    place.wal.tidy(&place.db).unwrap();
    assert!(place.wal.beside.is_under_way());
    place.tidies().unwrap();
    assert!(place.log() > 0 && place.file() > 100_000);
    let mut place = Place::with(|_| ());
    place.writes();
    place.holds(below(WAL_CUT_BYTES) + 1);
    place.wal.tidy(&place.db).unwrap();
    assert!(!place.wal.beside.is_under_way());
    assert_eq!((place.log(), place.wal.bytes()), (0, 0));
}

#[test]
fn a_log_is_full_at_its_limit() {
    let place = Place::with(|_| ());
    place.holds(below(WAL_MOST_BYTES));
    assert!(!place.wal.is_full());
    place.holds(below(WAL_MOST_BYTES) + 1);
    assert!(place.wal.is_full());
}

#[test]
fn the_writer_goes_on_while_the_log_is_folded_and_cutting_waits_for_it() {
    let mut gate = None;
    let mut place = Place::with(|db| gate = Some(gated(db)));
    let (came, lets_go) = gate.unwrap();
    place.writes();
    place.holds(below(WAL_FOLD_BYTES) + 1);
    place.wal.tidy(&place.db).unwrap();
    came.recv().unwrap();
    place.writes();
    // Neither asked again nor cut meanwhile, whatever the log holds.
    place.holds(below(WAL_CUT_BYTES) + 1);
    place.wal.tidy(&place.db).unwrap();
    assert!(place.wal.beside.is_under_way() && place.log() > 0);
    lets_go.send(()).unwrap();
    assert!(place.wal.cut(&place.db, Duration::ZERO).unwrap());
    assert!(!place.wal.beside.is_under_way());
    assert_eq!(place.log(), 0);
}

#[test]
fn after_a_folding_that_failed_for_good_nothing_counts_as_folded() {
    let mut place = Place::with(denied);
    place.writes();
    let (file, log) = (place.file(), place.log());
    place.holds(below(WAL_FOLD_BYTES) + 1);
    let error = place.tidies().unwrap_err();
    assert!(!error.passes(), "{error:?}");
    assert_eq!((place.file(), place.log()), (file, log), "not folded by the writer");
    let mut place = Place::with(denied);
    place.writes();
    let log = place.log();
    place.holds(below(WAL_FOLD_BYTES) + 1);
    place.wal.tidy(&place.db).unwrap();
    let error = place.wal.cut(&place.db, Duration::ZERO).unwrap_err();
    assert!(!error.passes(), "{error:?}");
    assert_eq!(place.log(), log);
}

#[test]
fn what_may_pass_beside_the_writer_keeps_nobody_from_cutting() {
    let mut place = Place::with(interrupted);
    place.writes();
    place.holds(below(WAL_FOLD_BYTES) + 1);
    let error = place.tidies().unwrap_err();
    assert!(error.passes(), "{error:?}");
    assert!(!place.wal.is_due(), "not again with the next group");
    place.holds(2 * below(WAL_FOLD_BYTES) + 2);
    place.wal.tidy(&place.db).unwrap();
    assert!(place.wal.beside.is_under_way());
    assert!(place.wal.cut(&place.db, Duration::ZERO).unwrap());
    assert_eq!(place.log(), 0);
}

#[test]
fn a_reader_in_the_way_keeps_its_snapshot_and_delays_the_rest() {
    let count = |db: &Connection| -> i64 {
        db.query_row("SELECT count(*) FROM rows", [], |row| row.get(0)).unwrap()
    };
    let mut place = Place::with(|_| ());
    place.writes();
    let reader = connect::reader(&place.path).unwrap();
    reader.execute_batch("BEGIN").unwrap();
    assert_eq!(count(&reader), 1);
    place.writes();
    place.holds(below(WAL_FOLD_BYTES) + 1);
    place.tidies().unwrap();
    assert!(!place.wal.is_due(), "not again with the next group");
    let log = place.log();
    place.writes();
    assert!(place.log() > log, "the reader needs what is there");
    assert!(!place.wal.cut(&place.db, Duration::ZERO).unwrap());
    assert_eq!((count(&reader), count(&place.db)), (1, 3));
    drop(reader);
    assert!(place.wal.cut(&place.db, Duration::ZERO).unwrap());
    assert_eq!((place.log(), count(&place.db)), (0, 3));
}
