//! The privacy officer looks for traces: those that are wanted, a page at a time, and nobody
//! else does.

use hygie_base::Timestamp;
use hygie_gate::limits::SOUGHT;
use hygie_gate::{Asker, GateError, Role, SEEKS_TRACES, TracesSeen};
use hygie_record::TracesWanted;
use hygie_testkit::World;
use hygie_trace::Action;

use crate::glass::house::officer;
use crate::help::{House, asker};

const PATIENT: &str = r#"{"resourceType":"Patient","id":"p","name":[{"family":"Kerbrat"}]}"#;
const MINUTE: i64 = 60_000;

async fn a_house() -> House {
    House::of(World::new(), &[("a", &[PATIENT])]).await
}

fn desk(id: &str, organisation: &str) -> Asker {
    let name = format!("Desk {organisation}");
    Asker { id: id.into(), organisation_name: name, ..asker(Role::Secretary, organisation) }
}

impl House {
    /// Opens the record so many times, a minute apart.
    async fn visits(&self, who: &Asker, times: usize) {
        for _ in 0..times {
            self.world.clock.advance(MINUTE);
            let permit = self.permit(who).await;
            self.world.records.open(&permit, self.record, None).await.unwrap();
        }
    }

    async fn sought(&self, by: &Asker, wanted: &TracesWanted<'_>) -> Result<TracesSeen, GateError> {
        self.gate.seek_traces(by, wanted).await
    }
}

fn of<'a>(actors: Option<&'a [String]>, organisation: Option<&'a str>) -> TracesWanted<'a> {
    let time = (Timestamp(0), Timestamp(i64::MAX));
    TracesWanted { actors, record: None, organisation, time }
}

fn opened(seen: &TracesSeen) -> usize {
    seen.traces.iter().filter(|it| it.deed.action == Action::Open).count()
}

#[tokio::test]
async fn traces_are_found_by_who_came_where_from_and_when() {
    let house = a_house().await;
    house.visits(&desk("one", "a"), 3).await;
    let between = hygie_base::Clock::now(&*house.world.clock);
    house.visits(&desk("two", "a"), 2).await;
    let one = ["one".to_owned()];
    let both = ["one".to_owned(), "two".to_owned()];
    let officer = officer();
    for (wanted, expect) in [
        (of(Some(&one), None), 3),
        (of(Some(&both), None), 5),
        (of(None, Some("a")), 5),
        (of(None, Some("DESK A")), 5),
        (of(Some(&one), Some("b")), 0),
        (TracesWanted { record: Some(house.record), ..of(Some(&one), None) }, 3),
        (TracesWanted { time: (between, Timestamp(i64::MAX)), ..of(Some(&both), None) }, 3),
        (TracesWanted { time: (Timestamp(0), between), ..of(None, Some("a")) }, 2),
    ] {
        let seen = house.sought(&officer, &wanted).await.unwrap();
        assert_eq!(opened(&seen), expect, "{wanted:?}");
        assert!(seen.whole && !seen.older && seen.unreadable == 0, "{wanted:?}");
        assert!(seen.traces.is_sorted_by_key(|it| std::cmp::Reverse(it.at)), "newest first");
    }
    let traces = house.all_traces().await;
    assert!(traces.iter().any(|it| it.trace.what == SEEKS_TRACES), "the person reads of it");
}

#[tokio::test]
async fn a_page_has_so_many_and_the_older_ones_follow() {
    let house = a_house().await;
    let (one, officer) = (["one".to_owned()], officer());
    house.visits(&desk("one", "a"), SOUGHT).await;
    let seen = house.sought(&officer, &of(Some(&one), None)).await.unwrap();
    assert_eq!((seen.traces.len(), seen.older), (SOUGHT, false));
    house.visits(&desk("one", "a"), 1).await;
    let seen = house.sought(&officer, &of(Some(&one), None)).await.unwrap();
    assert_eq!((seen.traces.len(), seen.older), (SOUGHT, true));
    let before = seen.traces.last().unwrap().at;
    let wanted = TracesWanted { time: (Timestamp(0), before), ..of(Some(&one), None) };
    let rest = house.sought(&officer, &wanted).await.unwrap();
    assert_eq!((rest.traces.len(), rest.older), (1, false));
}

#[tokio::test]
async fn nobody_else_looks_for_traces() {
    let house = a_house().await;
    for role in Role::ALL.into_iter().filter(|role| *role != Role::PrivacyOfficer) {
        let refused = house.sought(&asker(role, "a"), &of(None, Some("a"))).await;
        assert!(refused.is_err(), "{role:?}");
    }
}
