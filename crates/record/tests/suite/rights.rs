//! The rights of a record: one text, whose versions are entries that no interface shows,
//! and permits that hold as long as they do.

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_record::limits::RIGHTS_BYTES;
use hygie_record::{Bounds, Everything, Lens, RecordError, Rights, RightsChange, Scope};
use hygie_testkit::{Builder, World, batch, observation, patient, put};
use hygie_trace::Action;

use crate::{ids, is_not_found, with_patient};

async fn rights(world: &World, record: RecordNo) -> Rights {
    world.records.rights(world.mint(), record).await.unwrap()
}

async fn follow(
    world: &World,
    record: RecordNo,
    follows: &Rights,
    text: &[u8],
) -> Result<(), RecordError> {
    let change = RightsChange { follows, text, what: "decided".to_owned(), cells: Vec::new() };
    world.records.change_rights(world.mint(), &world.all(), record, change).await
}

async fn decide(world: &World, record: RecordNo, text: &str) {
    let follows = rights(world, record).await;
    follow(world, record, &follows, text.as_bytes()).await.unwrap();
}

#[tokio::test]
async fn versions_follow_each_other_and_are_remembered() {
    let (world, record) = with_patient().await;
    let none = rights(&world, record).await;
    assert_eq!((none.version, none.text.len()), (0, 0));
    let before = world.clock.now();
    world.clock.advance(10);
    decide(&world, record, "{\"one\":1}").await;
    world.clock.advance(10);
    decide(&world, record, "{\"two\":2}").await;
    // What rests on a version that is not the last one is refused, also the first one.
    let stale = follow(&world, record, &none, b"x").await;
    assert!(matches!(stale, Err(RecordError::Regranted)));
    let world = world.reopen().await;
    let last = rights(&world, record).await;
    assert_eq!((last.version, &**last.text), (2, &b"{\"two\":2}"[..]));
    let as_of = async |at: i64| {
        let at = Timestamp(at);
        let found = world.records.rights_between(world.mint(), record, at, at).await.unwrap();
        assert!(found.len() <= 1, "of one moment there is one");
        found.last().map(|rights| (rights.version, rights.at.0))
    };
    assert_eq!(as_of(before.0 + 9).await, None);
    assert_eq!(as_of(before.0 + 10).await, Some((1, before.0 + 10)));
    assert_eq!(as_of(before.0 + 20).await, Some((2, before.0 + 20)));
    assert!(is_not_found(follow(&world, RecordNo::from_u64(9).unwrap(), &none, b"x").await));
    world.is_clean().await;
}

#[tokio::test]
async fn no_interface_shows_them() {
    let (world, record) = with_patient().await;
    decide(&world, record, "{}").await;
    world.write(batch("a", vec![put(&observation("o", "p", "1"))])).await.unwrap();
    let (all, records) = (world.all(), &world.records);
    assert_eq!(ids(&records.open(&all, record, None).await.unwrap()), ["p", "o"]);
    assert_eq!(ids(&records.export(&all, record).await.unwrap()), ["p", "o"]);
    let found = records.everything(&all, record, &Everything::default()).await.unwrap();
    assert_eq!(found.total, 2);
    let name = record.to_string();
    assert!(is_not_found(records.read(&all, "-rights", &name).await));
    assert!(is_not_found(records.history(&all, "-rights", &name).await));
    assert!(is_not_found(records.vread(&all, "-rights", &name, 1).await));
    let traces = records.traces(&all, record).await.unwrap();
    let told = traces.iter().find(|seen| seen.trace.action == Action::Rights).unwrap();
    assert_eq!(told.trace.what, "decided");
}

#[tokio::test]
async fn a_permit_holds_as_long_as_they_do() {
    let (world, record) = with_patient().await;
    decide(&world, record, "{}").await;
    let mark = rights(&world, record).await.mark;
    let now = world.clock.now();
    let until = Some(Timestamp(now.0 + 5));
    let permit = |rests, until| {
        let bounds = Bounds { rests, until };
        world.bounded("who", Scope::Record(record), Lens::everything(), bounds)
    };
    let records = &world.records;
    let bound = permit(Some(mark), None);
    let timed = permit(None, until);
    for permit in [&bound, &timed] {
        assert!(records.read(permit, "Patient", "p").await.is_ok());
        let write = batch("a", vec![put(&observation("o", "p", "1"))]);
        assert!(records.write(permit, write).await.is_ok());
    }
    decide(&world, record, "{\"more\":1}").await;
    world.clock.advance(5);
    for (permit, says) in [(&bound, "changed"), (&timed, "ended")] {
        let is = |error: &RecordError| error.to_string().contains(says);
        assert!(records.read(permit, "Patient", "p").await.is_err_and(|it| is(&it)), "{says}");
        assert!(records.open(permit, record, None).await.is_err_and(|it| is(&it)), "{says}");
        let history = records.history(permit, "Patient", "p").await;
        assert!(history.is_err_and(|it| is(&it)), "{says}");
        let write = batch("a", vec![put(&observation("o2", "p", "1"))]);
        assert!(records.write(permit, write).await.is_err(), "{says}");
        assert!(is_not_found(records.read(&world.all(), "Observation", "o2").await));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_node_decides_holds_on_the_other() {
    let here = Builder::on_postgres().open();
    here.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let there = here.beside();
    let record = here.record("p").await;
    let mark = rights(&there, record).await.mark;
    let bounds = Bounds { rests: Some(mark), until: None };
    let permit = there.bounded("who", Scope::Record(record), Lens::everything(), bounds);
    assert!(there.records.read(&permit, "Patient", "p").await.is_ok());
    decide(&here, record, "{\"here\":1}").await;
    let late = there.records.read(&permit, "Patient", "p").await;
    assert!(matches!(late, Err(RecordError::Regranted)));
    assert_eq!(&**rights(&there, record).await.text, b"{\"here\":1}");
    // Both decide at the same time: one comes through, the other is told.
    let follows = (rights(&here, record).await, rights(&there, record).await);
    let both = tokio::join!(
        follow(&here, record, &follows.0, b"{\"a\":1}"),
        follow(&there, record, &follows.1, b"{\"b\":1}")
    );
    let (one, other) = (both.0.is_ok(), both.1.is_ok());
    assert!(one != other, "{one} {other}");
    assert_eq!(rights(&here, record).await.version, 2);
    here.is_clean().await;
}

#[tokio::test]
async fn writers_of_the_record_do_not_keep_it_from_being_decided() {
    let (world, record) = with_patient().await;
    let mut pending = Vec::new();
    for n in 0..20 {
        let text = observation(&format!("o{n}"), "p", "1");
        let batch = batch("a", vec![put(&text)]);
        pending.push(world.records.submit(&world.all(), batch).await.unwrap());
        if n == 10 {
            decide(&world, record, "{}").await;
        }
    }
    for write in pending {
        write.wait().await.unwrap();
    }
    assert_eq!(rights(&world, record).await.version, 1);
    let opened = world.records.open(&world.all(), record, None).await.unwrap();
    assert_eq!(opened.resources.len(), 21);
    world.is_clean().await;
}

#[tokio::test]
async fn they_have_a_length() {
    let (world, record) = with_patient().await;
    let none = rights(&world, record).await;
    let text = vec![b'x'; RIGHTS_BYTES + 1];
    let more = follow(&world, record, &none, &text).await;
    assert!(matches!(more, Err(RecordError::TooLarge { most: RIGHTS_BYTES, .. })));
    follow(&world, record, &none, &text[1..]).await.unwrap();
    assert_eq!(rights(&world, record).await.text.len(), RIGHTS_BYTES);
}
