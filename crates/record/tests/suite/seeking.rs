//! Searches with hops, includes and pages, while others write.

use std::collections::BTreeMap;

use hygie_base::{Clock as _, RecordNo};
use hygie_fhir::search::{Include, Query};
use hygie_record::limits::{SEARCH_HOPS, SEARCH_INCLUDES, SEARCH_RECORDS, SEARCH_STEPS};
use hygie_record::{Kinds, Lens, Mark, Permit, RecordError, Scope, Seek, Sought, Within};
use hygie_testkit::{World, batch, delete, observation, organization, patient, put};
use hygie_trace::{Action, Outcome};
use proptest::prelude::*;

use crate::{observe, with_patient};

/// What is asked, in short.
struct Ask<'a> {
    kind: &'a str,
    params: &'a [(&'a str, &'a str)],
    includes: &'a [(&'a str, &'a str)],
    within: Within,
    from: Option<&'a Mark>,
    count: usize,
    steps: u64,
}

impl<'a> Ask<'a> {
    fn new(kind: &'a str, params: &'a [(&'a str, &'a str)], within: Within) -> Self {
        Self { kind, params, includes: &[], within, from: None, count: 500, steps: SEARCH_STEPS }
    }

    async fn of(self, world: &World, permit: &Permit) -> Result<Sought, RecordError> {
        let query = Query::parse_wide(self.kind, self.params, world.clock.now()).unwrap();
        let read = |(at, (name, value)): (usize, &(&str, &str))| {
            Include::parse(at, name, value, &[self.kind]).unwrap().unwrap()
        };
        let includes: Vec<Include> = self.includes.iter().enumerate().map(read).collect();
        let seek = Seek {
            queries: &[query],
            params: self.params,
            includes: &includes,
            within: self.within,
            from: self.from,
            count: self.count,
            steps: self.steps,
        };
        world.records.seek(permit, &seek).await
    }
}

fn names(resources: &[hygie_record::Resource]) -> Vec<String> {
    resources.iter().map(|it| format!("{}/{}", it.resource_type, it.id)).collect()
}

fn practitioner(id: &str, family: &str) -> String {
    format!(
        r#"{{"resourceType":"Practitioner","id":"{id}","identifier":[{{"system":"urn:x","value":"{id}"}}],"name":[{{"family":"{family}"}}]}}"#
    )
}

/// An Observation with performers.
fn performed(id: &str, patient: &str, performers: &str) -> String {
    let text = observation(id, patient, "1");
    text.replace(r#""valueQuantity""#, &format!(r#""performer":[{performers}],"valueQuantity""#))
}

fn to(reference: &str) -> String {
    format!(r#"{{"reference":"{reference}"}}"#)
}

#[tokio::test]
async fn hops_lead_to_the_registry_and_are_traced_there() {
    let (world, record) = with_patient().await;
    world.write(batch("a", vec![put(&practitioner("d", "Doctor"))])).await.unwrap();
    let text = performed("o", "p", &to("Practitioner/d"));
    world.write(batch("a", vec![put(&text)])).await.unwrap();
    let within = || Within::Records(vec![record]);
    let here = world.records.record_of_resource("Practitioner", "d").await.unwrap().unwrap();
    for (params, found) in [(("performer.name", "doc"), 1), (("performer.name", "nobody"), 0)] {
        let sought = Ask::new("Observation", &[params], within()).of(&world, &world.all()).await;
        assert_eq!(sought.unwrap().total, found);
        let traces = world.records.traces(&world.all(), here).await.unwrap().into_iter();
        let mut traces = traces.map(|it| it.trace).filter(|it| it.action != Action::ListTraces);
        let trace = traces.next().unwrap();
        assert_eq!((trace.action, trace.outcome), (Action::Search, Outcome::Granted));
        assert_eq!(trace.what, "Observation by performer.name");
    }
    let include = [("_include", "Observation:performer"), ("_include", "Observation:subject")];
    let ask =
        Ask { includes: &include, ..Ask::new("Observation", &[("status", "final")], within()) };
    let sought = ask.of(&world, &world.all()).await.unwrap();
    assert_eq!(names(&sought.found), ["Observation/o"]);
    assert_eq!(names(&sought.included), ["Practitioner/d", "Patient/p"]);
    assert_eq!(sought.total, 1);
}

#[tokio::test]
async fn hops_go_through_the_lens_and_into_nobody_elses_record() {
    let (world, record) = with_patient().await;
    world.write(batch("a", vec![put(&patient("q", "Other"))])).await.unwrap();
    let text = performed("o", "p", &to("Patient/q"));
    world.write(batch("a", vec![put(&text)])).await.unwrap();
    let within = || Within::Records(vec![record]);
    let other = world.record("q").await;
    let before = world.records.traces(&world.all(), other).await.unwrap().len();
    let ask = Ask::new("Observation", &[("performer.name", "other")], within());
    assert_eq!(ask.of(&world, &world.all()).await.unwrap().total, 0);
    let include = [("_include", "*")];
    let ask = Ask { includes: &include, ..Ask::new("Observation", &[], within()) };
    let sought = ask.of(&world, &world.all()).await.unwrap();
    assert_eq!(names(&sought.included), ["Patient/p"]);
    let after = world.records.traces(&world.all(), other).await.unwrap().len();
    assert_eq!(after, before + 1, "only our own look at the traces");
    // Whoever may not see Patients finds nothing by them, and none comes along.
    let kinds = BTreeMap::from([("Observation".to_owned(), hygie_record::Acts::READ)]);
    let narrow = world.permit("lab", Scope::Any, Lens::new(None, Kinds::Only(kinds)));
    let ask = Ask::new("Observation", &[("subject.name", "doe")], within());
    assert_eq!(ask.of(&world, &narrow).await.unwrap().total, 0);
    let ask = Ask { includes: &include, ..Ask::new("Observation", &[], within()) };
    assert!(ask.of(&world, &narrow).await.unwrap().included.is_empty());
}

#[tokio::test]
async fn what_refers_comes_along_by_an_index_too() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 3).await;
    let include =
        [("_revinclude", "Observation:subject"), ("_include:iterate", "Observation:subject")];
    let by = [("identifier", "nr-p")];
    let ask = Ask { includes: &include, ..Ask::new("Patient", &by, Within::Index) };
    let sought = ask.of(&world, &world.all()).await.unwrap();
    assert_eq!(names(&sought.found), ["Patient/p"]);
    assert_eq!(names(&sought.included), ["Observation/o1", "Observation/o2", "Observation/o3"]);
    let traces = world.records.traces(&world.all(), record).await.unwrap();
    assert!(traces.iter().any(|it| it.trace.action == Action::Search && it.trace.what == "Patient by identifier"));
    let by = [("identifier", "nr-p"), ("_has:Observation:patient:status", "final")];
    let sought = Ask::new("Patient", &by, Within::Index).of(&world, &world.all()).await.unwrap();
    assert_eq!(sought.total, 1);
    let by = [("identifier", "nr-p"), ("_has:Observation:patient:status", "amended")];
    let sought = Ask::new("Patient", &by, Within::Index).of(&world, &world.all()).await.unwrap();
    assert_eq!(sought.total, 0);
}

#[tokio::test]
async fn includes_and_hops_have_limits() {
    let (world, record) = with_patient().await;
    let mut changes = Vec::new();
    let mut performers = Vec::new();
    for n in 0..=SEARCH_INCLUDES {
        changes.push(put(&organization(&format!("x{n}"), "House")));
        performers.push(to(&format!("Organization/x{n}")));
    }
    world.write(batch("a", changes)).await.unwrap();
    assert_eq!(SEARCH_INCLUDES, SEARCH_HOPS, "one test for both");
    let check = async |number: usize, passes: bool| {
        let text = performed("o", "p", &performers[..number].join(","));
        world.write(batch("a", vec![put(&text)])).await.unwrap();
        let include = [("_include", "Observation:performer")];
        let within = || Within::Records(vec![record]);
        let ask = Ask { includes: &include, ..Ask::new("Observation", &[], within()) };
        let sought = ask.of(&world, &world.all()).await;
        let costly = matches!(sought, Err(RecordError::TooCostly(_)));
        assert_eq!((sought.is_ok(), costly), (passes, !passes));
        assert!(sought.is_err() || sought.is_ok_and(|it| it.included.len() == number));
        let ask = Ask::new("Observation", &[("performer.name", "nothing")], within());
        assert_eq!(ask.of(&world, &world.all()).await.is_ok(), passes);
    };
    check(SEARCH_INCLUDES, true).await;
    check(SEARCH_INCLUDES + 1, false).await;
}

#[tokio::test]
async fn what_refers_is_limited_too() {
    let (world, record) = with_patient().await;
    let within = || Within::Records(vec![record]);
    let all = |from: usize, to: usize| {
        (from..to).map(|n| put(&observation(&format!("o{n}"), "p", "1"))).collect::<Vec<_>>()
    };
    world.write(batch("a", all(0, SEARCH_INCLUDES))).await.unwrap();
    let include = [("_revinclude", "Observation:subject")];
    let ask = || Ask { includes: &include, ..Ask::new("Patient", &[], within()) };
    let sought = ask().of(&world, &world.all()).await.unwrap();
    assert_eq!(sought.included.len(), SEARCH_INCLUDES);
    world.write(batch("a", all(SEARCH_INCLUDES, SEARCH_INCLUDES + 1))).await.unwrap();
    let refused = ask().of(&world, &world.all()).await;
    assert!(matches!(refused, Err(RecordError::TooCostly(_))));
}

#[tokio::test]
async fn a_search_has_so_many_steps_and_records() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 4).await;
    let within = || Within::Records(vec![record]);
    let ask = |steps| Ask { steps, ..Ask::new("Observation", &[], within()) };
    assert_eq!(ask(5).of(&world, &world.all()).await.unwrap().total, 4);
    assert!(matches!(ask(4).of(&world, &world.all()).await, Err(RecordError::TooSlow)));
    let many = |count| Ask::new("Observation", &[], Within::Records(vec![record; count]));
    assert!(many(SEARCH_RECORDS).of(&world, &world.all()).await.is_ok());
    let refused = many(SEARCH_RECORDS + 1).of(&world, &world.all()).await;
    assert!(matches!(refused, Err(RecordError::TooCostly(_))));
}

#[tokio::test]
async fn a_page_of_what_was_erased_meanwhile_is_not_known() {
    let (world, record) = with_patient().await;
    observe(&world, "b", 3).await;
    let within = || Within::Records(vec![record]);
    let ask = Ask { count: 1, ..Ask::new("Observation", &[], within()) };
    let next = ask.of(&world, &world.all()).await.unwrap().next.unwrap();
    world.records.erase(&world.all(), record, Some("b")).await.unwrap();
    let ask = Ask { count: 1, from: Some(&next), ..Ask::new("Observation", &[], within()) };
    assert!(matches!(ask.of(&world, &world.all()).await, Err(RecordError::Search(_))));
}

/// What others do between two pages.
#[derive(Clone, Debug)]
enum Meanwhile {
    Add(u8),
    Change(u8),
    Delete(u8),
}

fn meanwhile() -> impl Strategy<Value = Meanwhile> {
    prop_oneof![
        (10..20_u8).prop_map(Meanwhile::Add),
        (0..6_u8).prop_map(Meanwhile::Change),
        (0..6_u8).prop_map(Meanwhile::Delete),
    ]
}

impl Meanwhile {
    async fn happens(&self, world: &World) {
        let change = match self {
            Self::Add(n) => put(&observation(&format!("o{n}"), "p", &n.to_string())),
            Self::Change(n) => put(&observation(&format!("o{n}"), "p", &(100 - n).to_string())),
            Self::Delete(n) => delete("Observation", &format!("o{n}")),
        };
        // What is gone already cannot be deleted again.
        let _ = world.write(batch("a", vec![change])).await;
    }
}

async fn pages_hold(sort: &str, count: usize, between: Vec<Vec<Meanwhile>>) {
    let (world, record) = with_patient().await;
    observe(&world, "a", 0).await;
    for n in 0..6 {
        let text = observation(&format!("o{n}"), "p", &(n % 3).to_string());
        world.write(batch("a", vec![put(&text)])).await.unwrap();
    }
    let by = [("_sort", sort)];
    let within = || Within::Records(vec![record]);
    let expect = Ask::new("Observation", &by, within()).of(&world, &world.all()).await.unwrap();
    let mut seen = Vec::new();
    let mut from: Option<Mark> = None;
    let mut between = between.into_iter();
    loop {
        let ask = Ask { count, from: from.as_ref(), ..Ask::new("Observation", &by, within()) };
        let page = ask.of(&world, &world.all()).await.unwrap();
        assert_eq!(page.total, expect.total);
        seen.extend(page.found.iter().map(|it| (it.id.clone(), it.version, it.text.to_vec())));
        let Some(next) = page.next else { break };
        from = Some(Mark::from_text(&next.to_text()).unwrap());
        for what in between.next().unwrap_or_default() {
            what.happens(&world).await;
        }
    }
    let expect: Vec<_> =
        expect.found.iter().map(|it| (it.id.clone(), it.version, it.text.to_vec())).collect();
    assert_eq!(seen, expect, "the pages are those of the first one's moment");
}

/// By an index there is no moment: those that stay as they are come once.
async fn indexed_pages_hold(sort: &str, count: usize, between: Vec<Vec<(u8, bool)>>) {
    let world = World::new();
    let person = |n: u8, family: &str| patient(&format!("p{n}"), family);
    for n in 0..6 {
        world.write(batch("a", vec![put(&person(n, &format!("Martin {n}")))])).await.unwrap();
    }
    let by = [("name", "martin"), ("_sort", sort)];
    let mut seen: Vec<String> = Vec::new();
    let mut touched = Vec::new();
    let mut from: Option<Mark> = None;
    let mut between = between.into_iter();
    loop {
        let ask = Ask { count, from: from.as_ref(), ..Ask::new("Patient", &by, Within::Index) };
        let page = ask.of(&world, &world.all()).await.unwrap();
        seen.extend(page.found.into_iter().map(|it| it.id));
        let Some(next) = page.next else { break };
        from = Some(Mark::from_text(&next.to_text()).unwrap());
        for (n, leaves) in between.next().unwrap_or_default() {
            let family = if leaves { "Durand".to_owned() } else { format!("Martin {}", 20 - n) };
            world.write(batch("a", vec![put(&person(n, &family))])).await.unwrap();
            touched.push(format!("p{n}"));
        }
    }
    for n in 0..6_u8 {
        let id = format!("p{n}");
        let times = seen.iter().filter(|it| **it == id).count();
        if !touched.contains(&id) {
            assert_eq!(times, 1, "{id} in {seen:?}, touched {touched:?}");
        }
    }
}

fn run(what: impl Future<Output = ()>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(what);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12, failure_persistence: None, ..ProptestConfig::default()
    })]

    #[test]
    fn pages_neither_skip_nor_repeat_while_others_write(
        sort in prop::sample::select(vec!["_id", "-_id", "value-quantity", "-value-quantity,-_id"]),
        count in 1..4_usize,
        between in prop::collection::vec(prop::collection::vec(meanwhile(), 0..4), 0..6),
    ) {
        run(pages_hold(sort, count, between));
    }

    #[test]
    fn pages_by_an_index_neither_skip_nor_repeat(
        sort in prop::sample::select(vec!["_id", "family", "-family"]),
        count in 1..4_usize,
        between in prop::collection::vec(prop::collection::vec((0..12_u8, any::<bool>()), 0..4), 0..6),
    ) {
        run(indexed_pages_hold(sort, count, between));
    }
}

#[tokio::test]
async fn equals_come_in_one_order_whoever_asks() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 3).await;
    let ask = Ask::new("Observation", &[("_sort", "status")], Within::Records(vec![record]));
    let sought = ask.of(&world, &world.all()).await.unwrap();
    assert_eq!(names(&sought.found), ["Observation/o1", "Observation/o2", "Observation/o3"]);
    let nobody = RecordNo::from_u64(7).unwrap();
    let ask = Ask::new("Observation", &[], Within::Records(vec![nobody]));
    assert_eq!(ask.of(&world, &world.all()).await.unwrap().total, 0);
}
