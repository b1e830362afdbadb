//! Writing and what a write refuses.

use hygie_record::{Change, Effect, RecordError, State};
use hygie_testkit::{
    World, batch, delete, draft, encounter, observation, organization, patient, put,
};

use crate::{ids, observe, text, with_patient};

#[tokio::test]
async fn what_was_written_is_read_back_byte_for_byte() {
    let (world, record) = with_patient().await;
    let exact = observation("o", "p", "1.50");
    let written = world.write(batch("a", vec![put(&exact)])).await.unwrap();
    assert_eq!(written.effects, [Effect::Created]);
    let read = world.records.read(&world.all(), "Observation", "o").await.unwrap();
    assert_eq!(text(&read), exact);
    assert_eq!((read.version, read.state), (1, State::Live));
    assert_eq!((read.author.as_str(), read.custodian.as_str()), ("operator", "a"));
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p", "o"]);
    world.is_clean().await;
}

#[tokio::test]
async fn what_the_server_assigns_is_not_kept_in_the_text() {
    let (world, _) = with_patient().await;
    let plain = observation("o", "p", "1");
    let meta = r#""meta":{"versionId":"7","lastUpdated":"2020-01-01T00:00:00Z"},"status""#;
    let with = plain.replace(r#""status""#, meta);
    world.write(batch("a", vec![put(&with)])).await.unwrap();
    let read = world.records.read(&world.all(), "Observation", "o").await.unwrap();
    assert_eq!(text(&read), plain);
    let again = world.write(batch("a", vec![put(&plain)])).await.unwrap();
    assert_eq!(again.effects, [Effect::Unchanged]);
}

#[tokio::test]
async fn equal_content_makes_no_new_version_and_another_does() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 1).await;
    let head = world.records.open(&world.all(), record, None).await.unwrap().head;
    let same = batch("a", vec![put(&observation("o1", "p", "1"))]);
    assert_eq!(world.write(same).await.unwrap().effects, [Effect::Unchanged]);
    let unmoved = world.records.open(&world.all(), record, None).await.unwrap().head;
    assert_eq!(unmoved, head);
    let mixed = vec![put(&observation("o1", "p", "1")), put(&observation("o2", "p", "2"))];
    let written = world.write(batch("a", mixed)).await.unwrap();
    assert_eq!(written.effects, [Effect::Unchanged, Effect::Created]);
    // 1.0 is not 1: the text is kept exactly.
    let other = batch("a", vec![put(&observation("o1", "p", "1.0"))]);
    assert_eq!(world.write(other).await.unwrap().effects, [Effect::Updated]);
    let read = world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    assert_eq!(read.version, 2);
}

#[tokio::test]
async fn versions_count_per_resource() {
    let (world, _) = with_patient().await;
    observe(&world, "a", 3).await;
    for value in ["7", "8", "9"] {
        world.write(batch("a", vec![put(&observation("o2", "p", value))])).await.unwrap();
    }
    let history = world.records.history(&world.all(), "Observation", "o2").await.unwrap();
    let versions: Vec<_> = history.iter().map(|version| version.version).collect();
    assert_eq!(versions, [4, 3, 2, 1], "newest first");
    assert!(text(&history[0]).contains(r#""value":9"#));
    assert!(text(&history[3]).contains(r#""value":2"#));
    let other = world.records.history(&world.all(), "Observation", "o3").await.unwrap();
    assert_eq!(other.len(), 1);
}

#[tokio::test]
async fn a_deletion_is_a_version_and_the_id_can_live_again() {
    let (world, record) = with_patient().await;
    observe(&world, "a", 1).await;
    let gone = || batch("a", vec![delete("Observation", "o1")]);
    assert_eq!(world.write(gone()).await.unwrap().effects, [Effect::Deleted]);
    assert_eq!(world.write(gone()).await.unwrap().effects, [Effect::Unchanged]);
    let read = world.records.read(&world.all(), "Observation", "o1").await.unwrap();
    assert_eq!((read.state, read.version, read.text.len()), (State::Deleted, 2, 0));
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p"]);
    let back = batch("a", vec![put(&observation("o1", "p", "1"))]);
    assert_eq!(world.write(back).await.unwrap().effects, [Effect::Updated]);
    let history = world.records.history(&world.all(), "Observation", "o1").await.unwrap();
    let states: Vec<_> = history.iter().map(|v| (v.version, v.state)).collect();
    assert_eq!(states, [(3, State::Live), (2, State::Deleted), (1, State::Live)]);
    world.is_clean().await;
}

#[tokio::test]
async fn deleting_what_is_not_there_is_not_found() {
    let (world, _) = with_patient().await;
    let gone = world.write(batch("a", vec![delete("Observation", "none")])).await;
    assert!(crate::is_not_found(gone));
}

#[tokio::test]
async fn a_resource_stands_in_a_batch_once() {
    let (world, record) = with_patient().await;
    let twice = vec![put(&observation("o", "p", "1")), put(&observation("o", "p", "2"))];
    let refused = world.write(batch("a", twice)).await;
    assert!(matches!(refused, Err(RecordError::Rule(_))));
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p"]);
}

#[tokio::test]
async fn a_batch_is_all_or_nothing() {
    let (world, record) = with_patient().await;
    let half = vec![put(&observation("o", "p", "1")), put(&observation("x", "nobody", "2"))];
    let refused = world.write(batch("a", half)).await;
    assert!(matches!(refused, Err(RecordError::AbsentPatient { .. })));
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(ids(&snapshot), ["p"]);
    let read = world.records.read(&world.all(), "Observation", "o").await;
    assert!(crate::is_not_found(read));
}

#[tokio::test]
async fn a_large_batch_is_one_commit() {
    let world = World::new();
    let mut changes = vec![put(&patient("p", "Doe")), put(&organization("org", "House"))];
    changes.push(put(&encounter("e", "p")));
    changes.extend((0..500).map(|n| put(&observation(&format!("o{n}"), "p", "1"))));
    let written = world.write(batch("a", changes)).await.unwrap();
    assert!(written.effects.iter().all(|effect| *effect == Effect::Created));
    let record = world.record("p").await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!((snapshot.head, snapshot.resources.len()), (502, 502));
    // From OPEN_FROM existing resources on, the record is compared as a whole.
    let again = (0..500).map(|n| put(&observation(&format!("o{n}"), "p", &(n % 2).to_string())));
    let written = world.write(batch("a", again.collect())).await.unwrap();
    let updated = written.effects.iter().filter(|effect| **effect == Effect::Updated).count();
    assert_eq!(updated, 250);
    world.is_clean().await;
}

#[tokio::test]
async fn labels_that_exclude_each_other_are_refused() {
    let (world, _) = with_patient().await;
    let labelled = |codes: &[&str]| {
        let codings: Vec<String> = codes
            .iter()
            .map(|code| format!(r#"{{"system":"urn:oid:1.2.250.1.213.1.1.4.13","code":"{code}"}}"#))
            .collect();
        let meta = format!(r#""meta":{{"security":[{}]}},"status""#, codings.join(","));
        draft(&observation("o", "p", "1").replace(r#""status""#, &meta))
    };
    for mask in ["MASQUE_PS", "masque_ps", "MASQUE_PSOCIAL", "MASQUE_PT"] {
        let Err(RecordError::Rule(why)) = labelled(&["INVISIBLE_PATIENT", mask]) else {
            panic!("{mask} passed beside INVISIBLE_PATIENT");
        };
        assert!(why.starts_with("Observation/o is labelled INVISIBLE_PATIENT"), "{why}");
    }
    for codes in [
        ["INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX"],
        ["MASQUE_PS", "INVISIBLE_REPRESENTANTS_LEGAUX"],
    ] {
        let change = Change::Put(labelled(&codes).unwrap());
        let written = world.write(batch("a", vec![change])).await.unwrap();
        assert_ne!(written.effects, [Effect::Unchanged]);
    }
}
