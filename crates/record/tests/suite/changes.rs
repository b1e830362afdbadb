//! What was written since a time, over all records.

use hygie_base::{Clock as _, Timestamp};
use hygie_record::{ChangeBounds, ChangeMark, ChangesAsked, RecordError};
use hygie_testkit::{World, batch, delete, observation, patient, put};
use hygie_trace::{Action, Outcome};

use crate::{observe, with_patient};

async fn found(
    world: &World,
    since: Timestamp,
    bounds: ChangeBounds,
) -> Result<Vec<String>, RecordError> {
    let mut all = Vec::new();
    let mut from = None;
    loop {
        let asked = ChangesAsked { kind: None, since, from, count: 2, bounds };
        let page = world.records.changes(&world.all(), &asked).await?;
        all.extend(page.resources.iter().map(|it| format!("{}/{}", it.id, it.version)));
        let Some(next) = page.next else { return Ok(all) };
        from = Some(ChangeMark::from_text(&next.to_text()).unwrap());
    }
}

#[tokio::test]
async fn changes_come_newest_first_whatever_was_read_between() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 2).await;
    let start = world.clock.now();
    for minutes in 1..=3 {
        world.clock.set(Timestamp(start.0 + minutes * 600_000));
        for _ in 0..5 {
            world.records.open(&world.all(), record, None).await.unwrap();
        }
        let text = observation("o1", "p", &(10 + minutes).to_string());
        world.write(batch("a", vec![put(&text)])).await.unwrap();
    }
    world.write(batch("a", vec![delete("Observation", "o2")])).await.unwrap();
    world.write(batch("a", vec![put(&patient("q", "Other"))])).await.unwrap();
    let since = |minutes: i64| Timestamp(start.0 + minutes * 600_000);
    let all = ChangeBounds::default();
    let mut late = found(&world, since(3), all).await.unwrap();
    late.sort();
    assert_eq!(late, ["o1/4", "o2/2", "q/1"]);
    assert_eq!(found(&world, since(2), all).await.unwrap().len(), 4);
    assert_eq!(found(&world, since(2), all).await.unwrap().last().unwrap(), "o1/3");
    assert_eq!(found(&world, start, all).await.unwrap().len(), 8);
    assert!(found(&world, since(4), all).await.unwrap().is_empty());
    // What was erased is not told any more.
    world.records.erase(&world.all(), record, None).await.unwrap();
    assert_eq!(found(&world, start, all).await.unwrap(), ["q/1"]);
}

#[tokio::test]
async fn what_is_looked_at_has_bounds() {
    let (world, _) = with_patient().await;
    observe(&world, "a", 3).await;
    world.write(batch("a", vec![put(&patient("q", "Other"))])).await.unwrap();
    let since = world.clock.now();
    let all = ChangeBounds::default();
    let check = async |bounds: ChangeBounds, passes: bool| {
        let found = found(&world, since, bounds).await;
        assert_eq!(found.is_ok(), passes, "{bounds:?}");
        assert!(found.is_ok() || found.is_err_and(|it| matches!(it, RecordError::TooCostly(_))));
    };
    check(ChangeBounds { versions: 5, ..all }, true).await;
    check(ChangeBounds { versions: 4, ..all }, false).await;
    check(ChangeBounds { records: 2, ..all }, true).await;
    check(ChangeBounds { records: 1, ..all }, false).await;
    let walked = world.records.traces_by(&world.all(), "operator", None, 1000).await.unwrap();
    let walked = walked.len();
    check(ChangeBounds { traces: 1000, ..all }, true).await;
    check(ChangeBounds { traces: walked / 2, ..all }, false).await;
    let refused = world.records.traces_by(&world.all(), "operator", None, 1000).await.unwrap();
    let refused = refused
        .iter()
        .filter(|it| (it.trace.action, it.trace.outcome) == (Action::History, Outcome::Refused));
    assert_eq!(refused.count(), 3);
}
