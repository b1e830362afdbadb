//! Whom a resource concerns decides where it goes.

use hygie_record::{Effect, RecordError};
use hygie_testkit::{World, batch, encounter, observation, organization, patient, put};

use crate::{ids, with_patient};

fn names(list: &[(String, String)]) -> Vec<String> {
    list.iter().map(|(kind, id)| format!("{kind}/{id}")).collect()
}

/// A Specimen's parent record is found through the Encounter or subject it names.
fn appointment(id: &str, patients: &[&str]) -> String {
    let actors: Vec<_> = patients
        .iter()
        .map(|p| format!(r#"{{"actor":{{"reference":"Patient/{p}"}},"status":"accepted"}}"#))
        .collect();
    let actors = actors.join(",");
    format!(
        r#"{{"resourceType":"Appointment","id":"{id}","status":"proposed","participant":[{actors}]}}"#
    )
}

#[tokio::test]
async fn an_absent_patient_is_refused_and_one_of_the_same_batch_is_not() {
    let world = World::new();
    let alone = world.write(batch("a", vec![put(&observation("o", "p", "1"))])).await;
    let Err(RecordError::AbsentPatient { reference }) = alone else { panic!("refused") };
    assert_eq!(reference, "Patient/p");
    let together = vec![put(&observation("o", "p", "1")), put(&patient("p", "Doe"))];
    let written = world.write(batch("a", together)).await.unwrap();
    assert_eq!(written.effects, [Effect::Created; 2]);
    world.is_clean().await;
}

#[tokio::test]
async fn a_subject_does_not_change() {
    let (world, _) = with_patient().await;
    let setup = vec![put(&patient("q", "Roe")), put(&observation("o", "p", "1"))];
    world.write(batch("a", setup)).await.unwrap();
    let moved = world.write(batch("a", vec![put(&observation("o", "q", "1"))])).await;
    assert!(matches!(moved, Err(RecordError::SubjectChanged { .. })));
    let nobody = observation("o", "p", "1").replace(r#""subject":{"reference":"Patient/p"},"#, "");
    let moved = world.write(batch("a", vec![put(&nobody)])).await;
    assert!(matches!(moved, Err(RecordError::SubjectChanged { .. })));
}

#[tokio::test]
async fn what_should_have_a_person_but_names_none_goes_to_the_tray() {
    let (world, record) = with_patient().await;
    let nobody = observation("o", "p", "1").replace(r#""subject":{"reference":"Patient/p"},"#, "");
    world.write(batch("a", vec![put(&nobody)])).await.unwrap();
    let read = world.records.read(&world.all(), "Observation", "o").await.unwrap();
    assert_eq!(read.custodian, "a");
    assert!(crate::is_not_found(world.records.read(&world.only(record), "Observation", "o").await));
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p"]);
    let assigned = world.write(batch("a", vec![put(&observation("o", "p", "1"))])).await;
    assert!(matches!(assigned, Err(RecordError::SubjectChanged { .. })), "only by a merge");
    world.is_clean().await;
}

#[tokio::test]
async fn what_several_batches_repeat_of_the_registry_is_stored_once() {
    let world = World::new();
    let org = organization("org", "House");
    for (n, expect) in [Effect::Created, Effect::Unchanged, Effect::Unchanged].iter().enumerate() {
        let changes = vec![put(&org), put(&patient(&format!("p{n}"), "Doe"))];
        let written = world.write(batch("a", changes)).await.unwrap();
        assert_eq!(written.effects, [*expect, Effect::Created]);
    }
    let history = world.records.history(&world.all(), "Organization", "org").await.unwrap();
    assert_eq!(history.len(), 1);
    let names = [("Organization".to_owned(), "org".to_owned()), ("Patient".into(), "p1".into())];
    let registry = world.records.registry(&world.all(), &names).await.unwrap();
    assert_eq!(registry.len(), 1, "a person is passed over");
    world.is_clean().await;
}

#[tokio::test]
async fn several_subjects_store_it_once_and_point_to_it() {
    let world = World::new();
    let changes = vec![
        put(&patient("p", "Doe")),
        put(&patient("q", "Roe")),
        put(&patient("r", "Poe")),
        put(&appointment("apt", &["p", "q"])),
    ];
    world.write(batch("a", changes)).await.unwrap();
    let (p, q, r) = (world.record("p").await, world.record("q").await, world.record("r").await);
    let first = world.records.open(&world.all(), p, None).await.unwrap();
    assert_eq!(ids(&first), ["p", "apt"]);
    assert_eq!(names(&first.elsewhere), [""; 0]);
    let second = world.records.open(&world.all(), q, None).await.unwrap();
    assert_eq!(ids(&second), ["q"]);
    assert_eq!(names(&second.elsewhere), ["Appointment/apt"]);
    let released = world.records.elsewhere(&world.all(), &second.elsewhere).await.unwrap();
    assert_eq!(released.len(), 1);
    let own = world.records.elsewhere(&world.only(q), &second.elsewhere).await.unwrap();
    assert_eq!(own.len(), 0, "not without a permit for all");
    // A subject that joins later is pointed to as well, and no one twice.
    world.write(batch("a", vec![put(&appointment("apt", &["p", "q", "r"]))])).await.unwrap();
    let third = world.records.open(&world.all(), r, None).await.unwrap();
    assert_eq!(names(&third.elsewhere), ["Appointment/apt"]);
    let second = world.records.open(&world.all(), q, None).await.unwrap();
    assert_eq!(names(&second.elsewhere), ["Appointment/apt"]);
    world.is_clean().await;
}

#[tokio::test]
async fn what_follows_an_encounter_lies_with_it_also_while_it_is_on_its_way() {
    let world = World::new();
    world.store.hold();
    let list = r#"{"resourceType":"Device","id":"d","patient":{"reference":"Patient/p"}}"#;
    let submit =
        async |changes| world.records.submit(&world.all(), batch("a", changes)).await.unwrap();
    // The registry's trace key comes first and would wait behind the hold.
    world.store.release();
    world.write(batch("a", vec![put(&organization("org", "House"))])).await.unwrap();
    world.store.hold();
    let first = submit(vec![put(&patient("p", "Doe"))]).await;
    let second = submit(vec![put(list), put(&encounter("e", "p"))]).await;
    let metric = r#"{"resourceType":"DeviceMetric","id":"m","type":{"text":"x"},"source":{"reference":"Device/d"},"category":"measurement"}"#;
    let third = submit(vec![put(metric)]).await;
    world.store.release();
    for pending in [first, second, third] {
        pending.wait().await.unwrap();
    }
    let record = world.record("p").await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p", "d", "e", "m"]);
    let again =
        world.write(batch("a", vec![put(&metric.replace(r#""x""#, r#""y""#))])).await.unwrap();
    assert_eq!(again.effects, [Effect::Updated]);
    world.is_clean().await;
}
