//! What is kept of records, by custodian, for the rules of retention.

use hygie_base::CommitId;
use hygie_policy::retention::Day;
use hygie_record::limits::RETENTION_PAGE;
use hygie_record::{KeptPart, RecordError};
use hygie_store::{Commit, KeyKind, KeyOp, KeyRow, Store as _};
use hygie_testkit::{World, batch, delete, observation, organization, patient, put};

use super::with_patient;

/// An Observation of the person `p`, made on a day.
fn made(id: &str, day: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"text":"x"}},"subject":{{"reference":"Patient/p"}},"effectiveDateTime":"{day}"}}"#
    )
}

async fn parts(world: &World) -> Vec<KeptPart> {
    let record = world.record("p").await;
    world.records.kept_parts_of(world.mint(), &world.all(), record).await.unwrap().parts
}

#[tokio::test]
async fn each_custodian_has_what_it_wrote_last() {
    let (world, _) = with_patient().await;
    let part = |custodian: &str, versions, last: Option<Day>| KeptPart {
        custodian: Some(custodian.into()),
        versions,
        last_act: last,
        ..KeptPart::default()
    };
    // A Patient alone tells no act.
    assert_eq!(parts(&world).await, [part("a", 1, None)]);
    world.write(batch("a", vec![put(&made("o", "2006-05-10"))])).await.unwrap();
    world.write(batch("a", vec![put(&made("x", "2030"))])).await.unwrap();
    // Another house corrects it: what the first one wrote stays its own.
    world.write(batch("b", vec![put(&made("o", "2008-01-01"))])).await.unwrap();
    let (a, b) = (Day::of(2030, 12, 31), Day::of(2008, 1, 1));
    assert_eq!(parts(&world).await, [part("a", 3, Some(a)), part("b", 1, Some(b))]);
    // What was entered in error and taken back is no act, and one that is corrected is as
    // it stands.
    world.write(batch("a", vec![delete("Observation", "x")])).await.unwrap();
    let a = Day::of(2006, 5, 10);
    assert_eq!(parts(&world).await, [part("a", 4, Some(a)), part("b", 1, Some(b))]);
    world.write(batch("b", vec![put(&made("o", "2007-01-01"))])).await.unwrap();
    assert_eq!(parts(&world).await[1], part("b", 2, Some(Day::of(2007, 1, 1))));
}

#[tokio::test]
async fn birth_and_death_are_those_of_the_patient() {
    let (world, record) = with_patient().await;
    let life = async || {
        let kept = world.records.kept_parts_of(world.mint(), &world.all(), record).await.unwrap();
        (kept.born, kept.died)
    };
    let says = |members: &str| format!(r#"{{"resourceType":"Patient","id":"p"{members}}}"#);
    let check = async |members: &str, born, died| {
        world.write(batch("a", vec![put(&says(members))])).await.unwrap();
        assert_eq!(life().await, (born, died), "{members}");
    };
    check(r#","active":true"#, None, None).await;
    check(r#","birthDate":"1950","deceasedBoolean":true"#, Some(Day::of(1950, 12, 31)), None).await;
    let died = Some(Day::of(2020, 2, 29));
    let born = Some(Day::of(1950, 3, 1));
    check(r#","birthDate":"1950-03-01","deceasedDateTime":"2020-02""#, born, died).await;
}

#[tokio::test]
async fn records_come_page_by_page_and_one_that_is_damaged_stops_none() {
    let world = World::new();
    world.write(batch("a", vec![put(&organization("org", "House"))])).await.unwrap();
    for p in 0..=RETENTION_PAGE {
        world.write(batch("a", vec![put(&patient(&format!("p{p}"), "Doe"))])).await.unwrap();
    }
    let damaged = world.record("p1").await;
    let of_a = world.store.keys(damaged).await.unwrap();
    world.write(batch("b", vec![put(&observation("o", "p1", "1"))])).await.unwrap();
    let keys = world.store.keys(damaged).await.unwrap();
    let of_b = |key: &&KeyRow| key.kind == KeyKind::Record && !of_a.contains(key);
    let key = keys.iter().find(of_b).unwrap().key;
    let erased = world.record("p2").await;
    world.records.erase(&world.all(), erased, None).await.unwrap();
    // A key is gone of which no erasure tells.
    let mut commit = Commit::new(CommitId([7; 16]));
    commit.keys.push(KeyOp::Destroy(damaged, key));
    world.store.commit(commit).await.unwrap();
    let (mut whole, mut faults, mut pages, mut after) = (0, Vec::new(), 0, None);
    let (mint, permit) = (world.mint(), world.all());
    while let Some(page) = world.records.kept_parts(mint, &permit, after).await.unwrap() {
        (after, pages) = (Some(page.last), pages + 1);
        for (record, kept) in page.records {
            match kept {
                Ok(kept) => {
                    assert_eq!((kept.record, kept.parts.len()), (record, 1));
                    whole += 1;
                }
                Err(_) => faults.push(record),
            }
        }
    }
    assert_eq!((whole, faults, pages), (RETENTION_PAGE - 1, vec![damaged], 2));
}

#[tokio::test]
async fn only_a_permit_for_everything_asks() {
    let (world, record) = with_patient().await;
    world.write(batch("a", vec![put(&observation("o", "p", "1"))])).await.unwrap();
    let visitor = world.only(record);
    let is_refused = |done: Result<(), RecordError>| {
        assert!(matches!(done, Err(RecordError::NotFound)), "{done:?}");
    };
    let mint = world.mint();
    is_refused(world.records.kept_parts(mint, &visitor, None).await.map(|_| ()));
    is_refused(world.records.kept_parts_of(mint, &visitor, record).await.map(|_| ()));
    let always = |_: &hygie_record::KeptParts| Ok("because".to_owned());
    let erased = world.records.erase_kept(mint, &visitor, record, None, &always).await;
    is_refused(erased.map(|_| ()));
    assert_eq!(world.records.open(&visitor, record, None).await.unwrap().resources.len(), 2);
}
