//! The end of traces: nobody reads them any more, and the log still verifies.

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_record::{CellChanges, ChangeBounds, ChangesAsked, Lens, RecordError, Scope, TraceTimes};
use hygie_testkit::{Builder, World, batch, observation, patient, put};
use hygie_trace::{Action, Outcome};

use crate::logs::{look, signed, verified};
use crate::{is_not_found, with_patient};

pub(crate) const DAY: i64 = 86_400_000;
const YEAR: i64 = 366 * DAY;

pub(crate) fn later(world: &World, millis: i64) {
    world.clock.set(Timestamp(world.clock.now().0 + millis));
}

async fn expire(world: &World) -> u64 {
    world.records.expire_traces(&world.all(), TraceTimes::default()).await.unwrap().keys
}

async fn traces(world: &World, record: RecordNo) -> Vec<Action> {
    let seen = world.records.traces(&world.all(), record).await.unwrap();
    seen.into_iter().map(|it| it.trace.action).collect()
}

/// Somebody logged in, as accounts trace it.
pub(crate) async fn log_in(world: &World) {
    let trace = Some((Action::LogIn, "somebody".to_owned(), Outcome::Granted));
    let changes = CellChanges { changes: Vec::new(), trace };
    assert!(world.records.change_cells(&world.all(), changes).await.unwrap());
}

#[tokio::test]
async fn traces_of_accesses_have_their_years_and_end() {
    let (world, record) = with_patient().await;
    look(&world, 3).await;
    let (note, _) = signed(&world).await;
    later(&world, 20 * YEAR - 10 * DAY);
    expire(&world).await;
    assert!(traces(&world, record).await.contains(&Action::Read), "their time is not over");
    later(&world, 2 * YEAR);
    assert!(expire(&world).await > 0);
    let left = traces(&world, record).await;
    assert!(!left.contains(&Action::Read) && left.contains(&Action::Erase), "{left:?}");
    let report = verified(&world, &[&note]).await;
    assert_eq!(report.findings, []);
    assert!(report.logs[0].expired >= 4, "{:?}", report.logs);
    assert_eq!(expire(&world).await, 0, "once");
    let world = world.reopen().await;
    // What is there is read as ever, also by who finds it after that time.
    let read = world.records.read(&world.all(), "Patient", "p").await;
    assert!(read.is_ok());
    let text = observation("o", "p", "1");
    world.write(batch("a", vec![put(&text)])).await.unwrap();
    assert_eq!(world.records.check(&world.all()).await.unwrap().findings, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_node_forgets_what_ended() {
    let world = Builder::on_postgres().open();
    world.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let record = world.record("p").await;
    look(&world, 1).await;
    let other = world.beside();
    assert!(traces(&other, record).await.contains(&Action::Read));
    later(&world, 22 * YEAR);
    assert!(expire(&world).await > 0);
    other.records.forget_keys();
    assert!(!traces(&other, record).await.contains(&Action::Read));
}

#[tokio::test]
async fn technical_traces_have_their_months_and_end_alone() {
    let (world, record) = with_patient().await;
    log_in(&world).await;
    look(&world, 1).await;
    later(&world, 360 * DAY);
    expire(&world).await;
    assert!(traces(&world, RecordNo::REGISTRY).await.contains(&Action::LogIn));
    later(&world, 60 * DAY);
    assert_eq!(expire(&world).await, 1);
    assert!(!traces(&world, RecordNo::REGISTRY).await.contains(&Action::LogIn));
    assert!(traces(&world, record).await.contains(&Action::Read));
    let report = verified(&world, &[]).await;
    assert_eq!(report.findings, []);
    assert_eq!(report.logs[0].expired, 1);
}

#[tokio::test]
async fn what_was_written_since_is_found_among_traces_that_ended() {
    let (world, _) = with_patient().await;
    let since = world.clock.now();
    for day in 0..3 {
        for _ in 0..5 {
            log_in(&world).await;
        }
        later(&world, DAY);
        let text = observation(&format!("o{day}"), "p", "1");
        world.write(batch("a", vec![put(&text)])).await.unwrap();
    }
    for _ in 0..40 {
        log_in(&world).await;
    }
    later(&world, 500 * DAY);
    assert!(expire(&world).await > 0);
    // Of what is before, some cannot be dated any more: nothing that counts is passed over.
    for (since, expect) in [(since, 4), (Timestamp(since.0 + 3 * DAY), 1)] {
        let asked = ChangesAsked {
            kind: None,
            since,
            from: None,
            count: 9,
            bounds: ChangeBounds::default(),
        };
        let found = world.records.changes(&world.all(), &asked).await.unwrap();
        assert_eq!(found.resources.len(), expect);
    }
}

#[tokio::test]
async fn the_traces_of_an_erased_record_end_too() {
    let (world, record) = with_patient().await;
    world.records.erase(&world.all(), record, None).await.unwrap();
    assert_eq!(traces(&world, record).await.first(), Some(&Action::Erase));
    let (note, _) = signed(&world).await;
    later(&world, 22 * YEAR);
    assert!(expire(&world).await > 0);
    let report = verified(&world, &[&note]).await;
    assert_eq!(report.findings, []);
    let world = world.reopen().await;
    assert!(is_not_found(world.records.open(&world.all(), record, None).await), "erased it stays");
    assert_eq!(world.records.check(&world.all()).await.unwrap().findings, []);
}

#[tokio::test]
async fn records_of_the_registry_stay_open() {
    let world = World::new();
    let house = hygie_testkit::organization("h", "House");
    world.write(batch("a", vec![put(&house)])).await.unwrap();
    later(&world, 22 * YEAR);
    assert!(expire(&world).await > 0);
    let world = world.reopen().await;
    assert!(world.records.read(&world.all(), "Organization", "h").await.is_ok());
    assert_eq!(world.records.check(&world.all()).await.unwrap().findings, []);
}

#[tokio::test]
async fn who_may_not_do_everything_ends_nothing() {
    let (world, record) = with_patient().await;
    later(&world, 22 * YEAR);
    let permit = world.permit("doctor", Scope::Record(record), Lens::everything());
    let refused = world.records.expire_traces(&permit, TraceTimes::default()).await;
    assert!(matches!(refused, Err(RecordError::NotFound)));
    assert!(expire(&world).await > 0);
}
