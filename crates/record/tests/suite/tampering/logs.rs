//! Somebody writes the database, has the ring and the key that signs the log, and makes the
//! log anew after each change: what was kept elsewhere finds them.

use hygie_base::{Rng as _, SeededRng};
use hygie_record::Held;
use hygie_store::Store as _;
use hygie_testkit::World;
use hygie_testkit::rusqlite::{Connection, params, params_from_iter};

use crate::logs::{look, signed, verified};
use crate::with_patient;

/// How many times something is altered.
const ALTERED: u32 = 10_000;
/// Traces of the log.
const TRACES: i64 = 40;
/// Cells of the log: its key, its checkpoint, its tiles (`Table` of `hygie_record`).
const OF_LOG: &str = "family IN (91, 92)";

/// A log, and what its traces and cells were, to be put back.
struct Altered {
    world: World,
    db: Connection,
    note: String,
    rng: SeededRng,
}

impl Altered {
    async fn new() -> Self {
        let (world, _) = with_patient().await;
        let logs = world.store.logs(None, 10).await.unwrap();
        look(&world, usize::try_from(TRACES).unwrap() - usize::try_from(logs[0].1).unwrap()).await;
        let (note, _) = world.records.publish_log().await.unwrap().unwrap();
        let db = world.meddle();
        db.execute_batch(&format!(
            "CREATE TEMP TABLE good AS SELECT * FROM traces;
             CREATE TEMP TABLE good_logs AS SELECT * FROM logs;
             CREATE TEMP TABLE good_cells AS SELECT * FROM cells WHERE {OF_LOG};"
        ))
        .unwrap();
        Self { world, db, note, rng: SeededRng::new(9) }
    }

    fn put_back(&self) {
        self.db
            .execute_batch(&format!(
                "BEGIN IMMEDIATE;
                 DELETE FROM traces; INSERT INTO traces SELECT * FROM good;
                 DELETE FROM logs; INSERT INTO logs SELECT * FROM good_logs;
                 DELETE FROM cells WHERE {OF_LOG}; INSERT INTO cells SELECT * FROM good_cells;
                 COMMIT;"
            ))
            .unwrap();
    }

    /// A number below this.
    fn any(&mut self, below: i64) -> i64 {
        let mut bytes = [0; 4];
        self.rng.fill(&mut bytes);
        i64::from(u32::from_le_bytes(bytes)) % below
    }

    fn run(&self, sql: &str, with: &[i64]) -> usize {
        self.db.execute(sql, params_from_iter(with)).unwrap()
    }

    /// Changes one byte of a column of a trace.
    fn bend(&mut self, column: &str) {
        let index = self.any(TRACES);
        let get = format!("SELECT {column} FROM traces WHERE id & 0xffffffffff = ?1");
        let mut bytes: Vec<u8> = self.db.query_row(&get, [index], |row| row.get(0)).unwrap();
        let at = usize::try_from(self.any(i64::try_from(bytes.len()).unwrap())).unwrap();
        let bit = self.any(8);
        bytes[at] ^= 1 << bit;
        let put = format!("UPDATE traces SET {column} = ?1 WHERE id & 0xffffffffff = ?2");
        assert_eq!(self.db.execute(&put, params![bytes, index]).unwrap(), 1);
    }

    /// Moves what stands from an index on to one before, over a gap.
    fn close_gap(&self, from: i64) {
        self.run("UPDATE traces SET id = -id WHERE id & 0xffffffffff >= ?1", &[from]);
        self.run("UPDATE traces SET id = -id - 1 WHERE id < 0", &[]);
        self.run("UPDATE logs SET next = next - 1", &[]);
    }

    /// One alteration of the stored log; tells what it was.
    fn alter(&mut self) -> &'static str {
        let (one, other) = (self.any(TRACES - 1), self.any(TRACES - 1));
        let other = if one == other { TRACES - 1 } else { other };
        match self.any(11) {
            0 => {
                self.bend("body");
                "a byte of a body"
            }
            1 => {
                self.bend("leaf");
                "a byte of a leaf"
            }
            2 => {
                self.bend("actor");
                "a byte of the actor"
            }
            3 => {
                self.run(
                    "UPDATE traces SET write = 1 - write WHERE id & 0xffffffffff = ?1",
                    &[one],
                );
                "whether it wrote"
            }
            4 => {
                self.run("UPDATE traces SET slot = slot + 1 WHERE id & 0xffffffffff = ?1", &[one]);
                "the record it is of"
            }
            5 => {
                self.run("DELETE FROM traces WHERE id & 0xffffffffff = ?1", &[one]);
                "one deleted"
            }
            6 => {
                self.run("DELETE FROM traces WHERE id & 0xffffffffff = ?1", &[one]);
                self.close_gap(one + 1);
                "one deleted and the others moved up"
            }
            7 => {
                self.swap(one, other);
                "two in each other's place"
            }
            8 => {
                self.run("DELETE FROM traces WHERE id & 0xffffffffff >= ?1", &[one + 1]);
                self.run("UPDATE logs SET next = ?1", &[one + 1]);
                "the end cut off"
            }
            9 => {
                self.run(
                    "UPDATE traces SET (actor, write, key, leaf, body) =
                     (SELECT actor, write, key, leaf, body FROM traces WHERE id & 0xffffffffff = ?1)
                     WHERE id & 0xffffffffff = ?2",
                    &[one, other],
                );
                "one in place of another"
            }
            _ => {
                self.run("DELETE FROM traces WHERE id & 0xffffffffff > ?1", &[one]);
                self.run(
                    "INSERT INTO traces SELECT id + 1, slot, actor, write, key, leaf, body
                     FROM traces WHERE id & 0xffffffffff = ?1",
                    &[one],
                );
                self.run("UPDATE logs SET next = ?1", &[one + 2]);
                "led back, and gone on otherwise"
            }
        }
    }

    fn swap(&self, one: i64, other: i64) {
        let move_to = "UPDATE traces SET id = (id & ~0xffffffffff) | ?2
                       WHERE id & 0xffffffffff = ?1";
        for (from, to) in [(one, 0xff_ffff), (other, one), (0xff_ffff, other)] {
            assert_eq!(self.run(move_to, &[from, to]), 1);
        }
    }
}

#[tokio::test]
async fn whatever_is_altered_is_found() {
    let mut altered = Altered::new().await;
    let held = [("elsewhere".to_owned(), altered.note.clone())];
    let findings = async |world: &World| {
        let report = world.records.verify_logs(&world.all(), &held).await;
        report.map(|report| report.findings.len())
    };
    assert_eq!(findings(&altered.world).await.ok(), Some(0), "as it was");
    for number in 0..ALTERED {
        let how = altered.alter();
        // Every other time the log is made anew and signed, as who has its key can.
        let anew = number % 2 == 1;
        if anew {
            altered.run(&format!("DELETE FROM cells WHERE {OF_LOG}"), &[]);
            let _refused = altered.world.records.publish_log().await;
        }
        let found = findings(&altered.world).await;
        assert!(found.is_err() || found.is_ok_and(|found| found > 0), "{how}, anew: {anew}");
        altered.put_back();
    }
    assert_eq!(findings(&altered.world).await.ok(), Some(0), "as it was");
}

#[tokio::test]
async fn a_store_that_was_led_back_is_found_at_once() {
    let (world, _) = with_patient().await;
    look(&world, 4).await;
    let log = world.records.own_log();
    let (_, early) = signed(&world).await;
    // What somebody kept of the file, to put it back later.
    world.keep_copy();
    look(&world, 5).await;
    let (note, late) = signed(&world).await;
    let world = world.close().await.put_back_copy().open();
    let led_back = Held::LedBack { log, signed: early.size, held: late.size };
    assert_eq!(world.records.hold_to(&note).await.unwrap(), led_back);
    // Whoever goes on from there makes another tree.
    look(&world, 20).await;
    signed(&world).await;
    assert_eq!(world.records.hold_to(&note).await.unwrap(), Held::Forked { log, held: late.size });
    let report = verified(&world, &[&note]).await;
    assert!(report.findings[0].what.contains("elsewhere"), "{:?}", report.findings);
}

#[tokio::test]
async fn a_key_that_is_destroyed_before_its_time_is_found() {
    let world = World::new();
    // As in every folder, something stands before.
    crate::expiry::log_in(&world).await;
    world
        .write(hygie_testkit::batch(
            "a",
            vec![hygie_testkit::put(&hygie_testkit::patient("p", "Doe"))],
        ))
        .await
        .unwrap();
    let record = world.record("p").await;
    look(&world, 1).await;
    crate::expiry::later(&world, crate::expiry::DAY);
    world
        .write(hygie_testkit::batch(
            "a",
            vec![hygie_testkit::put(&hygie_testkit::patient("p", "Roe"))],
        ))
        .await
        .unwrap();
    let (note, _) = signed(&world).await;
    let world = world.close().await;
    let world = world
        .tamper(|db| {
            let destroyed = "UPDATE keys SET wrapped = x'' WHERE kind = 2 AND record = ?1";
            assert_eq!(db.execute(destroyed, [record.get() as i64]).unwrap(), 1);
        })
        .open();
    let report = verified(&world, &[&note]).await;
    let early = report.findings.iter().filter(|it| it.what.contains("before its time")).count();
    assert!(early >= 1, "{:?}", report.findings);
}
