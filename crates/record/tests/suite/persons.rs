//! Finding persons as people ask for them.

use std::collections::BTreeMap;

use hygie_record::{
    Acts, Kinds, Lens, Likeness, RecordError, Scope, TraceQuery, TracesOf, Wanted,
    limits::FIND_PERSONS,
};
use hygie_testkit::{World, batch, put};
use hygie_trace::{Action, Outcome};

fn person(id: &str, family: &str, given: &str, born: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","identifier":[{{"system":"urn:nr","value":"9{id}"}}],"name":[{{"family":"{family}","given":["{given}"]}}],"birthDate":"{born}"}}"#
    )
}

async fn world() -> World {
    let world = World::new();
    for (custodian, text) in [
        ("a", person("1", "Lefèvre", "Jeanne", "1942-03-12")),
        ("a", person("2", "Rodriguez", "Anaïs", "1988-07-01")),
        ("a", person("3", "Rodrigues", "Ana", "1988-07-02")),
        ("b", person("4", "Lefebvre", "Jean", "1950-01-01")),
        ("a", person("5", "Ng", "Li", "2001-11-30")),
    ] {
        world.write(batch(custodian, vec![put(&text)])).await.unwrap();
    }
    world
}

fn lens() -> Lens {
    let kinds = BTreeMap::from([("Patient".to_owned(), Acts::READ)]);
    Lens::new(Some(vec!["a".into()]), Kinds::Only(kinds))
}

async fn found(world: &World, line: &str) -> Vec<(String, Likeness)> {
    let permit = world.permit("doctor", Scope::Any, lens());
    let wanted = Wanted::parse(line).unwrap();
    let found = world.records.find_persons(&permit, &wanted).await.unwrap();
    assert!(!found.more);
    found.people.into_iter().map(|found| (found.patient.id, found.likeness)).collect()
}

#[tokio::test]
async fn names_are_found_however_they_are_typed() {
    let world = world().await;
    let check = |line: &'static str, expect: &'static [(&'static str, Likeness)]| {
        let world = &world;
        async move {
            let found = found(world, line).await;
            let found: Vec<_> = found.iter().map(|(id, like)| (id.as_str(), *like)).collect();
            assert_eq!(found, expect, "{line}");
        }
    };
    check("lefevre", &[("1", Likeness::Exact)]).await;
    check("LEFÈVRE jeanne", &[("1", Likeness::Exact)]).await;
    check("jeanne lefèvre", &[("1", Likeness::Exact)]).await;
    check("lefvre", &[("1", Likeness::OneLetter)]).await;
    check("lefevrre", &[("1", Likeness::OneLetter)]).await;
    check("kefevre", &[("1", Likeness::OneLetter)]).await;
    check("elfevre", &[("1", Likeness::OneLetter)]).await;
    check("lefaivre", &[("1", Likeness::SoundsAlike)]).await;
    check("lef", &[("1", Likeness::Begins)]).await;
    check("rodriguez", &[("2", Likeness::Exact), ("3", Likeness::OneLetter)]).await;
    check("rodriguez 1988", &[("2", Likeness::Exact), ("3", Likeness::OneLetter)]).await;
    check("rodriguez 02/07/1988", &[("3", Likeness::OneLetter)]).await;
    check("ng li", &[("5", Likeness::Exact)]).await;
    check("12/03/1942", &[("1", Likeness::BirthDate)]).await;
    check("91", &[("1", Likeness::Exact)]).await;
    check("urn:nr|92", &[("2", Likeness::Exact)]).await;
    check("durand", &[]).await;
    check("lefevre paul", &[]).await;
}

#[tokio::test]
async fn whoever_is_named_is_told_and_nobody_found_is_a_refusal() {
    let world = world().await;
    found(&world, "rodriguez").await;
    found(&world, "durand").await;
    for id in ["2", "3"] {
        let record = world.record(id).await;
        let asked = TraceQuery { before: None, limit: 50, of: TracesOf::Actor("doctor") };
        let page = world.records.traces_page(&world.only(record), record, &asked).await.unwrap();
        let listed: Vec<_> = page.traces.iter().map(|seen| &seen.trace).collect();
        assert_eq!(listed.len(), 1);
        assert_eq!((listed[0].action, listed[0].what.as_str()), (Action::Find, "persons, by name"));
    }
    let mine = world.records.traces_by(&world.all(), "doctor", None, 50).await.unwrap();
    let refused = mine.iter().filter(|seen| seen.trace.outcome == Outcome::Refused).count();
    assert_eq!(refused, 1);
    let hidden = world.record("4").await;
    let asked = TraceQuery { before: None, limit: 50, of: TracesOf::Actor("doctor") };
    let page = world.records.traces_page(&world.only(hidden), hidden, &asked).await.unwrap();
    assert!(page.traces.is_empty(), "another organisation's person was not named");
}

#[tokio::test]
async fn who_may_not_search_is_refused() {
    let world = world().await;
    let permit = world.permit("doctor", Scope::Any, Lens::nothing());
    let wanted = Wanted::parse("lefevre").unwrap();
    let refused = world.records.find_persons(&permit, &wanted).await;
    assert!(matches!(refused, Err(RecordError::Forbidden(_))));
    let by = [("family", "lefevre")];
    let refused = world.records.find_resources(&permit, "Patient", &by, 0..10).await;
    assert!(matches!(refused, Err(RecordError::Forbidden(_))));
}

#[tokio::test]
async fn persons_named_at_once_are_limited() {
    let world = World::new();
    let people = |range: std::ops::Range<usize>| {
        range.map(|n| put(&person(&format!("n{n}"), "Martin", "Paul", "1980-01-01"))).collect()
    };
    world.write(batch("a", people(0..FIND_PERSONS))).await.unwrap();
    let permit = world.permit("doctor", Scope::Any, lens());
    let wanted = Wanted::parse("martin").unwrap();
    let found = world.records.find_persons(&permit, &wanted).await.unwrap();
    assert_eq!((found.people.len(), found.more), (FIND_PERSONS, false));
    world.write(batch("a", people(FIND_PERSONS..FIND_PERSONS + 1))).await.unwrap();
    let found = world.records.find_persons(&permit, &wanted).await.unwrap();
    assert_eq!((found.people.len(), found.more), (FIND_PERSONS, true));
}

#[tokio::test]
async fn resources_are_found_by_what_has_an_index() {
    let world = world().await;
    let permit = world.permit("doctor", Scope::Any, lens());
    let find = |params: &'static [(&'static str, &'static str)]| {
        let (records, permit) = (&world.records, &permit);
        async move {
            let found = records.find_resources(permit, "Patient", params, 0..10).await?;
            assert_eq!(found.total, found.resources.len());
            Ok::<_, RecordError>(found.resources.into_iter().map(|it| it.id).collect::<Vec<_>>())
        }
    };
    assert_eq!(find(&[("family", "rodrigue")]).await.unwrap(), ["2", "3"]);
    assert_eq!(find(&[("family", "rodrigue"), ("_sort", "-birthdate")]).await.unwrap(), ["3", "2"]);
    assert_eq!(find(&[("birthdate", "1942")]).await.unwrap(), ["1"]);
    assert_eq!(find(&[("identifier", "urn:nr|92")]).await.unwrap(), ["2"]);
    assert_eq!(find(&[("family", "lefebvre")]).await.unwrap(), [""; 0], "kept by another");
    assert!(matches!(find(&[("gender", "female")]).await, Err(RecordError::Search(_))));
}
