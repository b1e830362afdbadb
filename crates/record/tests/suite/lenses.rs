//! What a lens of types and acts lets through, on every way in and out.

use std::collections::BTreeMap;

use hygie_record::limits::VISIT_MILLIS;
use hygie_record::{
    Act, Acts, Change, Kinds, Lens, Permit, RecordError, Scope, TraceQuery, TracesOf,
};
use hygie_testkit::{World, batch, delete, draft, encounter, observation, organization, put};
use hygie_trace::{Action, Outcome};

use crate::{ids, is_not_found, observe, with_patient};

fn only(kinds: &[(&str, Acts)]) -> Lens {
    let kinds: BTreeMap<_, _> =
        kinds.iter().map(|(kind, acts)| ((*kind).to_owned(), *acts)).collect();
    Lens::new(None, Kinds::Only(kinds))
}

async fn world() -> (World, hygie_base::RecordNo) {
    let (world, record) = with_patient().await;
    observe(&world, "a", 2).await;
    world.write(batch("a", vec![put(&encounter("e", "p"))])).await.unwrap();
    (world, record)
}

fn is_forbidden<T>(result: Result<T, RecordError>) -> bool {
    result.is_err_and(|error| matches!(error, RecordError::Forbidden(_)))
}

#[tokio::test]
async fn a_closed_type_is_like_nothing_on_every_way_out() {
    let (world, record) = world().await;
    let lens = || only(&[("Patient", Acts::READ), ("Encounter", Acts::READ)]);
    let permit = world.permit("secretary", Scope::Record(record), lens());
    let records = &world.records;
    assert_eq!(ids(&records.open(&permit, record, None).await.unwrap()), ["p", "e"]);
    assert!(is_not_found(records.read(&permit, "Observation", "o1").await));
    assert!(is_not_found(records.history(&permit, "Observation", "o1").await));
    assert!(is_not_found(records.vread(&permit, "Observation", "o1", 1).await));
    let none: [(&str, &str); 0] = [];
    assert_eq!(records.search(&permit, record, "Observation", &none).await.unwrap().total, 0);
    let view = records.view(&permit, record, "synthesis").await.unwrap();
    assert_eq!(view.seen().map(|seen| seen.id).collect::<Vec<_>>(), ["e"]);
    assert!(view.patient().is_some());
    assert!(view.closed().has(hygie_synthesis::Kind::Result));
    assert!(!view.closed().has(hygie_synthesis::Kind::Encounter));
}

#[tokio::test]
async fn a_record_of_which_nothing_passes_is_not_there() {
    let (world, record) = world().await;
    for lens in [Lens::nothing(), Lens::custodians(vec!["z".into()]), only(&[("Task", Acts::ALL)])]
    {
        let permit = world.permit("stranger", Scope::Record(record), lens);
        assert!(is_not_found(world.records.view(&permit, record, "synthesis").await));
        assert!(is_not_found(world.records.open(&permit, record, None).await));
        let none: [(&str, &str); 0] = [];
        assert!(is_not_found(world.records.search(&permit, record, "Observation", &none).await));
    }
    let traces = world.records.traces(&world.all(), record).await.unwrap();
    let refused = traces.iter().filter(|seen| seen.trace.outcome == Outcome::Refused);
    assert_eq!(refused.count(), 9, "each refusal is traced");
}

#[tokio::test]
async fn acts_are_allowed_by_type() {
    let (world, record) = world().await;
    let lens = only(&[
        ("Patient", Acts::READ),
        ("Observation", Acts::READ.with(Act::Create)),
        ("Encounter", Acts::READ.with(Act::Update).with(Act::Delete)),
    ]);
    let permit = world.permit("nurse", Scope::Record(record), lens);
    let write = |change: Change| world.records.write(&permit, batch("a", vec![change]));
    assert!(write(put(&observation("new", "p", "1"))).await.is_ok());
    assert!(is_forbidden(write(put(&observation("o1", "p", "9"))).await), "no update");
    assert!(is_forbidden(write(delete("Observation", "o1")).await), "no deletion");
    assert!(is_not_found(write(put(&encounter("f", "p"))).await), "no creation: an unknown id");
    assert!(write(put(&encounter("e", "p").replace("finished", "cancelled"))).await.is_ok());
    assert!(write(delete("Encounter", "e")).await.is_ok());
    let closed = hygie_testkit::letter("d", "p", "AAAA");
    assert!(is_forbidden(write(put(&closed)).await), "a type that is not named");
    let o1 = world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    assert_eq!(o1.version, 1, "nothing of it was written");
}

#[tokio::test]
async fn what_a_lens_hides_is_not_overwritten() {
    let (world, record) = world().await;
    let permit = world.permit("b", Scope::Record(record), Lens::custodians(vec!["b".into()]));
    let write = batch("b", vec![put(&observation("o1", "p", "9"))]);
    assert!(is_not_found(world.records.write(&permit, write).await));
    let o1 = world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    assert_eq!((o1.version, o1.custodian.as_str()), (1, "a"));
}

#[tokio::test]
async fn what_is_refused_by_type_does_not_depend_on_what_is_there() {
    let (world, record) = world().await;
    world.write(batch("a", vec![put(&hygie_testkit::patient("q", "Roe"))])).await.unwrap();
    let permit = world.permit("slots", Scope::Any, only(&[("Slot", Acts::READ)]));
    let said = async |change: Change| {
        let refused = world.records.write(&permit, batch("a", vec![change])).await;
        refused.unwrap_err().to_string()
    };
    let there = said(put(&observation("o1", "p", "9"))).await;
    assert!(there.starts_with("you may not write a Observation"), "{there}");
    for change in [
        put(&observation("o1", "q", "9")),
        put(&observation("none", "p", "9")),
        put(&observation("none", "nobody", "9")),
        delete("Observation", "o1"),
        delete("Observation", "none"),
    ] {
        assert_eq!(said(change).await, there);
    }
    let traces = world.records.traces_by(&world.all(), "slots", None, 50).await.unwrap();
    assert_eq!(traces.iter().filter(|it| it.trace.outcome == Outcome::Refused).count(), 6);
    assert!(world.records.open(&world.only(record), record, None).await.is_ok());
}

#[tokio::test]
async fn only_who_keeps_a_resource_writes_its_next_version() {
    let (world, record) = world().await;
    let other = world.permit("b", Scope::Any, Lens::everything());
    let update = batch("b", vec![put(&observation("o1", "p", "9"))]);
    assert!(is_forbidden(world.records.write(&other, update).await));
    assert!(is_forbidden(
        world.records.write(&other, batch("b", vec![delete("Observation", "o1")])).await
    ));
    // An import by the house may; whoever sees only what `a` keeps is then told nothing old.
    world.write(batch("b", vec![put(&observation("o1", "p", "9"))])).await.unwrap();
    let a = world.permit("a", Scope::Record(record), Lens::custodians(vec!["a".into()]));
    assert!(is_not_found(world.records.history(&a, "Observation", "o1").await));
    assert!(is_not_found(world.records.vread(&a, "Observation", "o1", 1).await));
    assert!(is_not_found(world.records.entry(&a, "Observation", "o1", Some(1)).await));
    assert!(world.records.entry(&a, "Observation", "o2", None).await.is_ok());
}

#[tokio::test]
async fn what_concerns_several_is_not_released_with_a_permit_for_one() {
    let (world, p) = world().await;
    world.write(batch("a", vec![put(&hygie_testkit::patient("q", "Roe"))])).await.unwrap();
    let appointment = |id: &str, who: &[&str]| {
        let actors: Vec<_> = who
            .iter()
            .map(|who| {
                format!(r#"{{"actor":{{"reference":"Patient/{who}"}},"status":"accepted"}}"#)
            })
            .collect();
        format!(
            r#"{{"resourceType":"Appointment","id":"{id}","status":"booked","participant":[{}]}}"#,
            actors.join(",")
        )
    };
    let both = [put(&appointment("alone", &["p"])), put(&appointment("both", &["p", "q"]))];
    world.write(batch("a", both.into())).await.unwrap();
    let one = world.only(p);
    let records = &world.records;
    assert!(records.read(&one, "Appointment", "alone").await.is_ok());
    assert!(is_not_found(records.read(&one, "Appointment", "both").await));
    assert!(is_not_found(records.entry(&one, "Appointment", "both", None).await));
    let none: [(&str, &str); 0] = [];
    assert_eq!(records.search(&one, p, "Appointment", &none).await.unwrap().total, 1);
    assert!(!ids(&records.open(&one, p, None).await.unwrap()).contains(&"both"));
    let view = records.view(&one, p, "synthesis").await.unwrap();
    assert!(view.seen().all(|seen| seen.id != "both"));
    assert!(records.read(&world.all(), "Appointment", "both").await.is_ok());
}

#[tokio::test]
async fn who_looked_says_nothing_of_what_the_lens_hides() {
    let (world, record) = world().await;
    world.write(batch("b", vec![put(&observation("theirs", "p", "1"))])).await.unwrap();
    for id in ["o1", "theirs"] {
        world.records.read(&world.all(), "Observation", id).await.unwrap();
    }
    let b = world.permit("b", Scope::Record(record), Lens::custodians(vec!["b".into()]));
    let asked = TraceQuery { before: None, limit: 100, of: TracesOf::Everyone };
    let page = world.records.traces_page(&b, record, &asked).await.unwrap();
    let reads: Vec<&str> = page
        .traces
        .iter()
        .filter(|seen| seen.trace.action == Action::Read)
        .map(|seen| seen.trace.what.as_str())
        .collect();
    assert_eq!(reads, ["Observation/theirs version 1", ""]);
    let stranger = world.permit("c", Scope::Record(record), Lens::custodians(vec!["c".into()]));
    assert!(is_not_found(world.records.traces_page(&stranger, record, &asked).await));
}

#[tokio::test]
async fn an_entry_is_one_version_among_its_others() {
    let (world, record) = world().await;
    world.write(batch("a", vec![put(&observation("o1", "p", "7"))])).await.unwrap();
    world.write(batch("a", vec![delete("Observation", "o1")])).await.unwrap();
    let records = &world.records;
    let latest = records.entry(&world.only(record), "Observation", "o1", None).await.unwrap();
    assert_eq!(latest.shown.version, 3);
    assert_eq!(latest.versions.iter().map(|it| it.version).collect::<Vec<_>>(), [3, 2, 1]);
    let second = records.entry(&world.only(record), "Observation", "o1", Some(2)).await.unwrap();
    assert!(crate::text(&second.shown).contains(r#""value":7"#));
    assert!(is_not_found(records.entry(&world.only(record), "Observation", "o1", Some(4)).await));
    let (of, span) = (("Observation", "o1"), hygie_record::Span::default());
    let first = records.versions(&world.all(), of, &span, None, 1).await.unwrap();
    let page = records.versions(&world.all(), of, &span, first.next, 1).await.unwrap();
    assert_eq!((page.total, page.resources[0].version), (3, 2));
    let seen = records.traces(&world.all(), record).await.unwrap();
    let reads = seen.iter().filter(|it| it.trace.action == Action::Read);
    assert_eq!(reads.count(), 3, "two granted and one refused");
}

#[tokio::test]
async fn a_patient_with_entries_is_not_deleted_alone() {
    let (world, record) = world().await;
    let alone = world.write(batch("a", vec![delete("Patient", "p")])).await;
    assert!(matches!(alone, Err(RecordError::Rule(_))));
    let all = ["Observation/o1", "Observation/o2", "Encounter/e", "Patient/p"]
        .map(|name| name.split_once('/').unwrap())
        .map(|(kind, id)| delete(kind, id));
    assert!(world.write(batch("a", all.into())).await.is_ok());
    let left = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&left), [""; 0]);
}

#[tokio::test]
async fn nobody_writes_in_the_name_of_another_organisation() {
    let (world, record) = world().await;
    let permit = world.permit("a", Scope::Record(record), Lens::custodians(vec!["a".into()]));
    let write = batch("b", vec![put(&observation("x", "p", "1"))]);
    assert!(is_forbidden(world.records.write(&permit, write).await));
}

#[tokio::test]
async fn a_scope_of_nothing_reaches_nothing() {
    let (world, record) = world().await;
    let permit = world.permit("anyone", Scope::Nothing, Lens::everything());
    assert!(is_not_found(world.records.open(&permit, record, None).await));
    assert!(is_not_found(world.records.read(&permit, "Patient", "p").await));
    let asked = TraceQuery { before: None, limit: 10, of: TracesOf::Everyone };
    assert!(is_not_found(world.records.traces_page(&permit, record, &asked).await));
    let write = batch("a", vec![put(&observation("x", "p", "1"))]);
    let absent = world.records.write(&permit, write).await;
    assert!(matches!(absent, Err(RecordError::AbsentPatient { .. })), "p is like nobody");
    assert_eq!(world.records.last_look(&permit, record).await.unwrap(), None);
}

#[tokio::test]
async fn every_record_is_not_the_house() {
    let (world, record) = world().await;
    let any = world.permit("system", Scope::Any, Lens::everything());
    assert!(world.records.open(&any, record, None).await.is_ok());
    let org = batch("a", vec![put(&organization("org", "Cabinet"))]);
    assert!(world.records.write(&any, org).await.is_ok());
    assert!(world.records.read(&any, "Organization", "org").await.is_ok());
    assert!(is_not_found(world.records.erase(&any, record, None).await));
    assert!(is_not_found(world.records.check(&any).await));
    let setting = world.records.put_cell(&any, hygie_record::Table::Setting, "x", b"y").await;
    assert!(is_not_found(setting));
}

#[tokio::test]
async fn a_write_follows_the_version_it_means() {
    let (world, record) = world().await;
    let permit = || -> Permit { world.only(record) };
    let next = |value: &str, version| {
        let draft = draft(&observation("o1", "p", value)).unwrap().following(version);
        batch("a", vec![Change::Put(draft)])
    };
    let written = world.records.write(&permit(), next("7", 1)).await.unwrap();
    assert_eq!(written.versions, [2]);
    let stale = world.records.write(&permit(), next("8", 1)).await;
    assert!(matches!(stale, Err(RecordError::VersionConflict { .. })));
    let absent = draft(&observation("none", "p", "1")).unwrap().following(1);
    let absent = world.records.write(&permit(), batch("a", vec![Change::Put(absent)])).await;
    assert!(is_not_found(absent), "like what may not be known");
    // Two that mean the same version: one is written, one is told.
    let all = world.all();
    let (one, two) = tokio::join!(
        world.records.write(&all, next("20", 2)),
        world.records.write(&all, next("21", 2)),
    );
    assert_eq!([one.is_ok(), two.is_ok()].iter().filter(|ok| **ok).count(), 1);
    let o1 = world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    assert_eq!(o1.version, 3);
    let second = world.records.vread(&world.all(), "Observation", "o1", 2).await.unwrap();
    assert!(crate::text(&second).contains(r#""value":7"#));
    assert!(is_not_found(world.records.vread(&world.all(), "Observation", "o1", 4).await));
    assert!(is_not_found(world.records.vread(&world.all(), "Observation", "no", 1).await));
}

#[tokio::test]
async fn a_write_tells_versions_and_times() {
    let (world, _) = with_patient().await;
    let begin = hygie_base::Clock::now(&*world.clock);
    let write = |value: &str| world.write(batch("a", vec![put(&observation("o", "p", value))]));
    let first = write("1").await.unwrap();
    assert_eq!((first.versions, first.times), (vec![1], vec![begin]));
    world.clock.advance(1000);
    let again = write("1").await.unwrap();
    assert_eq!((again.versions, again.times), (vec![1], vec![begin]), "nothing changed");
    let second = write("2").await.unwrap();
    assert_eq!(second.versions, [2]);
    assert_eq!(second.times[0].0, begin.0 + 1000);
}

#[tokio::test]
async fn the_last_look_is_the_one_before_this_visit() {
    let (world, record) = with_patient().await;
    let look = || async {
        let permit = world.permit("doctor", Scope::Record(record), Lens::everything());
        let last = world.records.last_look(&permit, record).await.unwrap();
        world.records.view(&permit, record, "synthesis").await.unwrap();
        last
    };
    let now = || hygie_base::Clock::now(&*world.clock);
    assert_eq!(look().await, None);
    let first = now();
    world.clock.advance(60_000);
    assert_eq!(look().await, None, "still the first visit");
    let last_of_first = now();
    world.clock.advance(86_400_000);
    assert_eq!(look().await, Some(last_of_first));
    world.clock.advance(60_000);
    assert_eq!(look().await, Some(last_of_first), "the visit goes on");
    assert!(first < last_of_first);
    world.clock.advance(VISIT_MILLIS - 1);
    assert_eq!(look().await, Some(last_of_first), "a millisecond less and it is one visit");
    let last_of_second = now();
    world.clock.advance(VISIT_MILLIS);
    assert_eq!(look().await, Some(last_of_second), "from here on it is another");
    let other = world.permit("nurse", Scope::Record(record), Lens::everything());
    assert_eq!(world.records.last_look(&other, record).await.unwrap(), None);
}

#[tokio::test]
async fn traces_are_listed_by_pages_and_by_actor() {
    let (world, record) = with_patient().await;
    for (at, who) in ["doctor", "nurse", "doctor", "nurse", "doctor"].into_iter().enumerate() {
        let permit = world.permit(who, Scope::Record(record), Lens::everything());
        world.records.view(&permit, record, &format!("page {at}")).await.unwrap();
    }
    let permit = world.permit("doctor", Scope::Record(record), Lens::everything());
    let page = |before, limit, of| {
        let asked = TraceQuery { before, limit, of };
        let (records, permit) = (&world.records, &permit);
        async move { records.traces_page(permit, record, &asked).await.unwrap() }
    };
    let opened = |page: &hygie_record::TracePage| -> Vec<String> {
        let opened = page.traces.iter().filter(|seen| seen.trace.action == Action::Open);
        opened.map(|seen| seen.trace.what.clone()).collect()
    };
    let first = page(None, 2, TracesOf::Actor("nurse")).await;
    assert_eq!(opened(&first), ["page 3", "page 1"]);
    let first = page(None, 1, TracesOf::Actor("nurse")).await;
    let second = page(first.next, 1, TracesOf::Actor("nurse")).await;
    assert_eq!((opened(&first), opened(&second)), (vec!["page 3".into()], vec!["page 1".into()]));
    assert_eq!(opened(&page(None, 100, TracesOf::Everyone).await).len(), 5);
    let mine = world.records.traces_by(&permit, "doctor", None, 100).await.unwrap();
    assert!(mine.iter().all(|seen| seen.trace.actor.id == "doctor"));
    assert_eq!(mine.iter().filter(|seen| seen.trace.action == Action::Open).count(), 3);
    assert!(is_not_found(world.records.traces_by(&permit, "nurse", None, 100).await));
    assert!(world.records.traces_by(&world.all(), "nurse", None, 100).await.unwrap().len() >= 2);
}

#[tokio::test]
async fn what_another_house_keeps_costs_what_is_not_there_costs() {
    let (world, record) = world().await;
    world.write(batch("a", vec![put(&organization("org", "A"))])).await.unwrap();
    let custodian = || Lens::custodians(vec!["b".into()]);
    let permits = [
        world.permit("laboratory", Scope::Any, custodian()),
        world.permit("physician", Scope::Record(record), custodian()),
        world.permit("machine", Scope::Any, only(&[("Patient", Acts::ALL)])),
    ];
    let records = &world.records;
    for permit in &permits {
        for (kind, hidden) in [("Observation", "o1"), ("Organization", "org")] {
            let mut costs = Vec::new();
            // Twice: what the first look leaves in memory makes no difference.
            for id in [hidden, "zz", hidden, "zz"] {
                world.store.calls();
                let mut cost = Vec::new();
                assert!(is_not_found(records.read(permit, kind, id).await));
                cost.push(world.store.calls());
                assert!(is_not_found(records.vread(permit, kind, id, 1).await));
                cost.push(world.store.calls());
                assert!(is_not_found(records.history(permit, kind, id).await));
                cost.push(world.store.calls());
                assert!(is_not_found(records.standing(permit, kind, id).await));
                cost.push(world.store.calls());
                costs.push(cost);
            }
            assert!(costs.iter().all(|cost| *cost == costs[0]), "{kind} {costs:?}");
        }
    }
    for resource in [observation("o1", "p", "9"), observation("zz", "p", "9")] {
        world.store.calls();
        let change = || Change::Put(draft(&resource).unwrap().further());
        for _ in 0..2 {
            let told = records.write(&permits[0], batch("b", vec![change()])).await;
            assert!(is_not_found(told));
        }
        let calls = world.store.calls();
        assert_eq!((calls["entry"], calls["keys"], calls["submit"]), (2, 4, 2));
    }
}
