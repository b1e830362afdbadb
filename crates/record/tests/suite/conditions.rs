//! What writes rest on, and what only one resource may have.

use std::sync::Arc;

use hygie_record::{Basis, Effect, RecordError};
use hygie_testkit::{World, batch, delete, draft, observation, organization, patient, put};

use crate::{is_not_found, with_patient};

fn numbered(id: &str, number: &str) -> String {
    format!(
        r#"{{"resourceType":"Organization","id":"{id}","identifier":[{{"value":"{number}"}}],"name":"{id}"}}"#
    )
}

async fn look(world: &World, kind: &str, name: &str, value: &str) -> (Vec<String>, Basis) {
    let found = world.records.matched(&world.all(), kind, &[(name, value)]).await.unwrap();
    (found.ids, found.basis)
}

async fn write_on(world: &World, text: &str, basis: Basis) -> Result<Effect, RecordError> {
    let changes = batch("a", vec![put(text)]);
    let written = world.records.write_on(&world.all(), changes, basis).await?;
    Ok(written.effects[0])
}

fn is_moved<T>(result: Result<T, RecordError>) -> bool {
    result.is_err_and(|error| matches!(error, RecordError::Moved))
}

#[tokio::test]
async fn a_write_rests_on_what_was_found() {
    let world = World::new();
    let (ids, nothing) = look(&world, "Organization", "identifier", "1").await;
    assert!(ids.is_empty());
    assert_eq!(
        write_on(&world, &numbered("a", "1"), nothing.clone()).await.unwrap(),
        Effect::Created
    );
    assert!(is_moved(write_on(&world, &numbered("b", "1"), nothing).await));
    assert!(is_not_found(world.records.read(&world.all(), "Organization", "b").await));
    // One was found: neither another one nor another version of it came in between.
    let (ids, one) = look(&world, "Organization", "identifier", "1").await;
    assert_eq!(ids, ["a"]);
    world.write(batch("a", vec![put(&numbered("c", "2"))])).await.unwrap();
    let changed = numbered("a", "1").replace(r#""name":"a""#, r#""name":"b""#);
    assert_eq!(write_on(&world, &changed, one.clone()).await.unwrap(), Effect::Updated);
    assert!(is_moved(write_on(&world, &numbered("a", "1"), one).await));
    let (_, one) = look(&world, "Organization", "identifier", "1").await;
    world.write(batch("a", vec![put(&numbered("d", "1"))])).await.unwrap();
    assert!(is_moved(write_on(&world, &numbered("a", "1"), one).await));
    let (mut ids, _) = look(&world, "Organization", "identifier", "1").await;
    ids.sort();
    assert_eq!(ids, ["a", "d"]);
    world.write(batch("a", vec![delete("Organization", "d")])).await.unwrap();
    assert_eq!(look(&world, "Organization", "identifier", "1").await.0, ["a"]);
    world.is_clean().await;
}

#[tokio::test]
async fn a_write_rests_on_an_id_and_on_a_record() {
    let (world, _) = with_patient().await;
    let (ids, none) = look(&world, "Organization", "_id", "o").await;
    assert!(ids.is_empty());
    world.write(batch("a", vec![put(&organization("o", "A"))])).await.unwrap();
    assert!(is_moved(write_on(&world, &organization("n", "A"), none).await));
    let (ids, none) = look(&world, "Observation", "patient", "p").await;
    assert!(ids.is_empty());
    write_on(&world, &observation("a", "p", "1"), none.clone()).await.unwrap();
    assert!(is_moved(write_on(&world, &observation("b", "p", "1"), none).await));
    assert_eq!(look(&world, "Observation", "subject", "Patient/p").await.0, ["a"]);
    let (ids, nobody) = look(&world, "Observation", "patient", "q").await;
    assert!(ids.is_empty());
    world.write(batch("a", vec![put(&patient("q", "Petit"))])).await.unwrap();
    assert!(is_moved(write_on(&world, &observation("c", "q", "1"), nobody).await));
    for (kind, name, value) in
        [("Organization", "active", "true"), ("Observation", "subject", "Group/g")]
    {
        let found = world.records.matched(&world.all(), kind, &[(name, value)]).await;
        assert!(found.is_err_and(|error| matches!(error, RecordError::Search(_))), "{name}");
    }
    let (version, stands) =
        world.records.standing(&world.all(), "Organization", "o").await.unwrap();
    assert_eq!(version, 1);
    write_on(&world, &organization("o", "B"), stands.clone()).await.unwrap();
    assert!(is_moved(write_on(&world, &organization("o", "C"), stands).await));
    world.is_clean().await;
}

#[tokio::test]
async fn a_further_version_needs_a_first_one() {
    let world = World::new();
    let write = async |text: &str| {
        let change = hygie_record::Change::Put(draft(text).unwrap().further());
        world.write(batch("a", vec![change])).await
    };
    assert!(is_not_found(write(&organization("o", "A")).await));
    world.write(batch("a", vec![put(&organization("o", "A"))])).await.unwrap();
    assert_eq!(write(&organization("o", "B")).await.unwrap().effects, [Effect::Updated]);
}

#[tokio::test]
async fn candidates_are_limited() {
    use hygie_record::limits::CONDITION_ROWS;
    let world = World::new();
    let many: Vec<_> = (0..CONDITION_ROWS).map(|n| put(&numbered(&format!("o{n}"), "1"))).collect();
    world.write(batch("a", many)).await.unwrap();
    assert_eq!(look(&world, "Organization", "identifier", "1").await.0.len(), CONDITION_ROWS);
    world.write(batch("a", vec![put(&numbered("more", "1"))])).await.unwrap();
    let found = world.records.matched(&world.all(), "Organization", &[("identifier", "1")]).await;
    assert!(found.is_err_and(|error| matches!(error, RecordError::TooLarge { .. })));
}

fn qualified(id: &str, number: &str) -> String {
    let identifier = format!(
        r#""identifier":[{{"use":"official","system":"urn:oid:1.2.250.1.213.1.4.8","value":"{number}"}}]"#
    );
    format!(r#"{{"resourceType":"Patient","id":"{id}",{identifier}}}"#)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_qualified_ins_has_one_patient_whoever_comes_together() {
    let world = Arc::new(World::new());
    let writers: Vec<_> = (0..8)
        .map(|n| {
            let world = Arc::clone(&world);
            tokio::spawn(async move {
                world.write(batch("a", vec![put(&qualified(&format!("p{n}"), "1"))])).await
            })
        })
        .collect();
    let (mut made, mut refused) = (0, 0);
    for writer in writers {
        match writer.await.unwrap() {
            Ok(_) => made += 1,
            Err(RecordError::SecondIns { .. }) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!((made, refused), (1, 7));
    world.is_clean().await;
}
