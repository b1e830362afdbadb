//! Finding persons by the strict traits of their identity.

use std::collections::BTreeMap;

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_record::{
    Acts, Birth, Bounds, Candidate, Kinds, Lens, Permit, RecordError, RightsChange, Scope, Sex,
    TraceQuery, TracesOf, Traits,
};
use hygie_testkit::{World, batch, delete, put};
use hygie_trace::{Action, Outcome};

fn person(id: &str, family: &str, given: &str, born: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","gender":"female","name":[{{"family":"{family}","given":["{given}"]}}],"birthDate":"{born}"}}"#
    )
}

fn traits(family: &str, given: &str, born: &str) -> Traits {
    Traits::of(family, given, Birth::parse(born).unwrap(), None).unwrap()
}

async fn world() -> World {
    let world = World::new();
    for (custodian, text) in [
        ("a", person("1", "Lefèvre-Ng", "Jeanne", "1942-03-12")),
        ("b", person("2", "Lefevre Ng", "Jeanne", "1942-03-12")),
        ("b", person("3", "Lefevre", "Jeanne", "1942-03-12")),
        ("a", person("4", "Ng", "Li", "1942-03-12")),
        ("a", person("5", "Lefevre-Ng", "Jeanne", "1943-03-12")),
    ] {
        world.write(batch(custodian, vec![put(&text)])).await.unwrap();
    }
    world
}

fn lens() -> Lens {
    Lens::new(None, Kinds::Only(BTreeMap::from([("Patient".to_owned(), Acts::READ)])))
}

/// Each candidate with a permit that opens it.
async fn opened(world: &World, traits: &Traits) -> Vec<(Candidate, Permit)> {
    let found = world.records.persons_with(world.mint(), traits).await.unwrap().unwrap();
    let open = |one: Candidate| {
        let permit = world.permit("regulator", Scope::Record(one.record()), lens());
        (one, permit)
    };
    found.into_iter().map(open).collect()
}

async fn told(world: &World, traits: &Traits) -> Vec<String> {
    let permit = world.permit("regulator", Scope::Any, lens());
    let opened = opened(world, traits).await;
    let people = world.records.tell_persons(&permit, traits, &opened).await.unwrap();
    people.into_iter().map(|found| found.patient.id).collect()
}

/// How often `regulator` is named in the traces of a record.
async fn traced(world: &World, record: RecordNo) -> Vec<(Action, String)> {
    let asked = TraceQuery { before: None, limit: 50, of: TracesOf::Actor("regulator") };
    let page = world.records.traces_page(&world.only(record), record, &asked).await.unwrap();
    page.traces.into_iter().map(|seen| (seen.trace.action, seen.trace.what)).collect()
}

#[tokio::test]
async fn whoever_keeps_them_persons_are_found_by_exact_traits() {
    let world = world().await;
    let check = async |family, given, born, expect: &[&str]| {
        assert_eq!(told(&world, &traits(family, given, born)).await, expect, "{family} {given}");
    };
    check("LEFEVRE NG", "jeanne", "12/03/1942", &["1", "2"]).await;
    check("Lefèvre", "Jeanne", "12/03/1942", &["3"]).await;
    check("ng", "li", "12/03/1942", &["4"]).await;
    check("lefevre-ng", "jeanne", "12/03/1943", &["5"]).await;
    check("lefevrre-ng", "jeanne", "12/03/1942", &[]).await;
    check("lefevre-ng", "jean", "12/03/1942", &[]).await;
    check("lefevre-ng", "jeanne", "13/03/1942", &[]).await;
    let birth = || Birth::parse("12/03/1942").unwrap();
    let he = Traits::of("lefevre-ng", "jeanne", birth(), Some(Sex::Male)).unwrap();
    assert!(told(&world, &he).await.is_empty());
    let she = Traits::of("lefevre-ng", "jeanne", birth(), Some(Sex::Female)).unwrap();
    assert_eq!(told(&world, &she).await, ["1", "2"]);
    world.write(batch("a", vec![delete("Patient", "1")])).await.unwrap();
    assert_eq!(told(&world, &she).await, ["2"], "who is deleted is gone");
}

#[tokio::test]
async fn whoever_is_named_is_told_so_and_nobody_found_is_a_refusal() {
    let world = world().await;
    told(&world, &traits("lefevre-ng", "jeanne", "12/03/1942")).await;
    told(&world, &traits("durand", "jeanne", "12/03/1942")).await;
    let what = "persons, by name at birth, given name, birth date".to_owned();
    for id in ["1", "2"] {
        let traced = traced(&world, world.record(id).await).await;
        assert_eq!(traced, [(Action::Find, what.clone())], "{id}");
    }
    for id in ["3", "4", "5"] {
        assert!(traced(&world, world.record(id).await).await.is_empty(), "{id} was not named");
    }
    let mine = world.records.traces_by(&world.all(), "regulator", None, 50).await.unwrap();
    let refused: Vec<_> =
        mine.iter().filter(|seen| seen.trace.outcome == Outcome::Refused).collect();
    assert_eq!(refused.len(), 1);
    assert_eq!((refused[0].trace.action, &refused[0].trace.what), (Action::Find, &what));
}

/// Looking who has the traits, which is for the gate to weigh, is not told to anybody.
#[tokio::test]
async fn who_is_not_opened_is_not_told_of() {
    let world = world().await;
    let wanted = traits("lefevre-ng", "jeanne", "12/03/1942");
    let mut all = opened(&world, &wanted).await;
    // The permit of another record, or one that shows nothing, opens nobody.
    let (first, second) = (world.record("1").await, world.record("2").await);
    all[0].1 = world.permit("regulator", Scope::Record(second), lens());
    all[1].1 = world.permit("regulator", Scope::Record(second), Lens::nothing());
    let permit = world.permit("regulator", Scope::Any, lens());
    assert!(world.records.tell_persons(&permit, &wanted, &all).await.unwrap().is_empty());
    for record in [first, second] {
        assert!(traced(&world, record).await.is_empty());
    }
}

#[tokio::test]
async fn nobody_is_told_of_once_the_rights_of_one_changed_or_ended() {
    let world = world().await;
    let wanted = traits("lefevre-ng", "jeanne", "12/03/1942");
    let permit = world.permit("regulator", Scope::Any, lens());
    let (first, second) = (world.record("1").await, world.record("2").await);
    let rights = world.records.rights(world.mint(), second).await.unwrap();
    let bound = async |rests, until| {
        let mut all = opened(&world, &wanted).await;
        let bounds = Bounds { rests, until };
        all[1].1 = world.bounded("regulator", Scope::Record(second), lens(), bounds);
        all
    };
    let changes = bound(Some(rights.mark.clone()), None).await;
    let ends = bound(None, Some(Timestamp(world.clock.now().0 + 5))).await;
    for all in [&changes, &ends] {
        let told = world.records.tell_persons(&permit, &wanted, all).await.unwrap();
        assert_eq!(told.len(), 2);
    }
    let (text, what) = (b"{}".as_slice(), "decided".to_owned());
    let change = RightsChange { follows: &rights, text, what, cells: Vec::new() };
    world.records.change_rights(world.mint(), &world.all(), second, change).await.unwrap();
    world.clock.advance(5);
    let late = world.records.tell_persons(&permit, &wanted, &changes).await;
    assert!(matches!(late, Err(RecordError::Regranted)));
    let late = world.records.tell_persons(&permit, &wanted, &ends).await;
    assert!(matches!(late, Err(RecordError::Ended)));
    assert_eq!(traced(&world, first).await.len(), 2, "nobody more was named");
}
