//! Every limit that can be seen from outside, at n and n + 1.

use std::sync::Arc;

use hygie_base::{Clock as _, Timestamp};
use hygie_record::limits::{
    COMERS, FIND_CANDIDATES, FIND_FEW, FIND_PERSONS, FIND_ROWS, LOOK_TRACES, RELEASE_BYTES,
    RESOURCE_BYTES, REVIEW_TRACES, VISIT_MILLIS,
};
use hygie_record::{Lens, RecordError, Scope, TraceQuery, TracesOf, Wanted};
use hygie_store::limits::QUEUE_COMMITS;
use hygie_testkit::{World, batch, draft, letter, patient, put};
use tokio::task::JoinSet;

#[test]
fn a_resource_is_limited_in_bytes() {
    let frame = letter("x", "p", "").len();
    let spare = (RESOURCE_BYTES - frame) % 4;
    let check = |bytes: usize| {
        // The id takes up what a multiple of four leaves.
        let id = "x".repeat(1 + spare);
        let data = "A".repeat(bytes - letter(&id, "p", "").len());
        draft(&letter(&id, "p", &data)).map(|_| ())
    };
    assert!(check(RESOURCE_BYTES).is_ok());
    let refused = check(RESOURCE_BYTES + 4);
    assert!(matches!(refused, Err(RecordError::TooLarge { most: RESOURCE_BYTES, .. })));
}

#[tokio::test]
async fn matches_of_a_person_are_limited() {
    let world = World::new();
    let twin = |n: usize| {
        let id = format!("t{n}");
        put(&patient(&id, "Twin").replace(&format!("nr-{id}"), "shared"))
    };
    world.write(batch("a", (0..FIND_ROWS).map(twin).collect())).await.unwrap();
    let shared = "urn:oid:1.2.3|shared";
    let found = world.records.find_patient(&world.all(), shared).await.unwrap();
    assert_eq!(found.len(), FIND_ROWS);
    world.write(batch("a", vec![twin(FIND_ROWS)])).await.unwrap();
    let refused = world.records.find_patient(&world.all(), shared).await;
    assert!(matches!(refused, Err(RecordError::TooLarge { most: FIND_ROWS, .. })));
}

#[tokio::test]
async fn attachments_of_one_entry_are_limited() {
    use hygie_seal::limits::BLOBS_PER_ENTRY;
    let (world, _) = crate::with_patient().await;
    let data = "A".repeat(hygie_record::limits::ATTACHMENT_BYTES);
    let with = |count: usize| {
        let one = format!(r#"{{"attachment":{{"data":"{data}"}}}}"#);
        let all = vec![one; count].join(",");
        letter("many", "p", "")
            .replace(r#"{"attachment":{"contentType":"application/pdf","data":""}}"#, &all)
    };
    world.write(batch("a", vec![put(&with(BLOBS_PER_ENTRY))])).await.unwrap();
    let refused = world.write(batch("a", vec![put(&with(BLOBS_PER_ENTRY + 1))])).await;
    assert!(matches!(refused, Err(RecordError::TooLarge { most: BLOBS_PER_ENTRY, .. })));
    assert_eq!(world.blobs_on_disk().await, BLOBS_PER_ENTRY, "no blob of a refused write stays");
}

/// Reads a Patient so many times, which leaves as many traces; no more at once than may
/// wait for their commit.
async fn read(world: &World, count: usize) {
    let mut reads: JoinSet<Result<(), RecordError>> = JoinSet::new();
    for _ in 0..count {
        if reads.len() == QUEUE_COMMITS {
            reads.join_next().await.unwrap().unwrap().unwrap();
        }
        let (all, records) = (world.all(), Arc::clone(&world.records));
        reads.spawn(async move { records.read(&all, "Patient", "p").await.map(|_| ()) });
    }
    while let Some(read) = reads.join_next().await {
        read.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_somebody_did_is_walked_among_so_many_traces() {
    let (world, record) = crate::with_patient().await;
    let doctor = world.permit("doctor", Scope::Record(record), Lens::everything());
    let at = world.clock.now();
    world.records.view(&doctor, record, "synthesis").await.unwrap();
    let listed = world.records.traces(&world.all(), record).await.unwrap().len() + 1;
    read(&world, REVIEW_TRACES - listed).await;
    let during = (at, Timestamp(at.0 + 1));
    let found = async |during| {
        let (all, mint) = (world.all(), world.mint());
        world.records.traces_between(mint, &all, record, ("doctor", "test"), during).await.unwrap()
    };
    let seen = found(during).await;
    assert_eq!((seen.traces.len(), seen.whole, seen.unreadable), (1, true, 0));
    // Its own listing is one more.
    let seen = found(during).await;
    assert_eq!((seen.traces.len(), seen.whole), (1, false));
    for outside in [(Timestamp(at.0 - 9), at), (Timestamp(at.0 + 1), Timestamp(at.0 + 9))] {
        assert!(found(outside).await.traces.is_empty(), "until just before its end");
    }
}

#[tokio::test]
async fn so_many_who_came_are_told_and_that_there_are_more() {
    let (world, record) = crate::with_patient().await;
    world.clock.advance(1);
    let at = world.clock.now();
    for (number, more) in [(COMERS, false), (COMERS + 1, true)] {
        world.clock.advance(1);
        for who in 0..number {
            let who = format!("doctor-{who}");
            let permit = world.permit(&who, Scope::Record(record), Lens::everything());
            world.records.view(&permit, record, "synthesis").await.unwrap();
        }
        let end = Timestamp(world.clock.now().0 + 1);
        let came = world.records.comers(world.mint(), record, at, end).await.unwrap();
        assert_eq!((came.all.len(), came.more), (COMERS, more));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_last_look_is_searched_among_so_many_traces() {
    let (world, record) = crate::with_patient().await;
    let doctor = world.permit("doctor", Scope::Record(record), Lens::everything());
    let at = world.clock.now();
    world.records.view(&doctor, record, "synthesis").await.unwrap();
    world.clock.advance(VISIT_MILLIS);
    let of_doctor = TraceQuery { before: None, limit: 10, of: TracesOf::Actor("doctor") };
    read(&world, LOOK_TRACES - 1).await;
    assert_eq!(world.records.last_look(&doctor, record).await.unwrap(), Some(at));
    // Its own listing becomes the newest trace.
    let page = world.records.traces_page(&world.all(), record, &of_doctor).await.unwrap();
    assert_eq!((page.traces.len(), page.next.is_some()), (1, true));
    assert_eq!(world.records.last_look(&doctor, record).await.unwrap(), None);
    let page = world.records.traces_page(&world.all(), record, &of_doctor).await.unwrap();
    assert_eq!((page.traces.len(), page.next.is_some()), (0, true), "it goes on from there");
    let rest = TraceQuery { before: page.next, ..of_doctor };
    let page = world.records.traces_page(&world.all(), record, &rest).await.unwrap();
    assert_eq!((page.traces.len(), page.next.is_some()), (1, false));
    // So are those of a time.
    let then = Some((at, Timestamp(at.0 + 1)));
    let newest = TraceQuery { before: None, limit: 10, of: TracesOf::Everyone };
    let page = world.records.traces_during(&world.all(), record, &newest, then).await.unwrap();
    assert_eq!((page.traces.len(), page.next.is_some()), (0, true));
    let rest = TraceQuery { before: page.next, ..newest };
    let page = world.records.traces_during(&world.all(), record, &rest, then).await.unwrap();
    assert!(!page.traces.is_empty() && page.traces.iter().all(|seen| seen.trace.at == at));
    assert!(page.next.is_none());
}

#[tokio::test]
async fn a_word_that_leads_to_too_many_says_nothing() {
    let world = World::new();
    let many = |n: usize| put(&patient(&format!("m{n}"), "Lemoine"));
    let other = |n: usize| put(&patient(&format!("o{n}"), "Quiquempoix"));
    let both = patient("both", "Lemoine")
        .replace(r#"{"family":"Lemoine"}"#, r#"{"family":"Lemoine"},{"family":"Quiquempoix"}"#);
    let mut changes: Vec<_> = (1..FIND_CANDIDATES).map(many).collect();
    // With the one who has both names, one more than can be named on their own.
    changes.extend((0..FIND_ROWS).map(other));
    changes.push(put(&both));
    while !changes.is_empty() {
        let rest = changes.split_off(changes.len().min(1000));
        world.write(batch("a", std::mem::replace(&mut changes, rest))).await.unwrap();
    }
    let wanted = Wanted::parse("Lemoine Quiquempoix").unwrap();
    let found = world.records.find_persons(&world.all(), &wanted).await.unwrap();
    assert_eq!(found.people.len(), 1);
    assert_eq!(found.people[0].patient.id, "both");
    world.write(batch("a", vec![many(0)])).await.unwrap();
    let refused = world.records.find_persons(&world.all(), &wanted).await;
    assert!(matches!(refused, Err(RecordError::Search(_))), "the other name leads to too many");
}

#[tokio::test]
async fn few_who_may_answer_are_looked_at_themselves() {
    let world = World::new();
    let born = |n: usize| {
        let with = r#""birthDate":"1942-03-12","name""#;
        put(&patient(&format!("d{n}"), "Lemoine").replace(r#""name""#, with))
    };
    world.write(batch("a", (0..FIND_FEW).map(born).collect())).await.unwrap();
    // No row leads from two letters to anybody; who is looked at begins so.
    let wanted = Wanted::parse("le 12/03/1942").unwrap();
    let found = world.records.find_persons(&world.all(), &wanted).await.unwrap();
    assert_eq!(found.people.len(), FIND_PERSONS);
    world.write(batch("a", vec![born(FIND_FEW)])).await.unwrap();
    let found = world.records.find_persons(&world.all(), &wanted).await.unwrap();
    assert_eq!(found.people.len(), 0);
}

#[tokio::test]
async fn attachments_of_one_answer_are_limited_in_bytes() {
    const PARTS: usize = 8;
    let (world, record) = crate::with_patient().await;
    let most = usize::try_from(RELEASE_BYTES).unwrap();
    let part = |bytes: usize| {
        // Each four characters stand for three bytes; the padding for fewer.
        let (whole, rest) = (bytes / 3, bytes % 3);
        format!("{}{}", "AAAA".repeat(whole), ["", "AA==", "AAA="][rest])
    };
    for n in 0..PARTS {
        let text = letter(&format!("l{n}"), "p", &part(most / PARTS));
        world.write(batch("a", vec![put(&text)])).await.unwrap();
    }
    let by = [("status", "current")];
    let all = world.all();
    let search = || world.records.search(&all, record, "DocumentReference", &by);
    assert_eq!(search().await.unwrap().resources.len(), PARTS);
    let text = letter("l0", "p", &part(most / PARTS + 1));
    world.write(batch("a", vec![put(&text)])).await.unwrap();
    let refused = search().await.map(|_| ());
    assert!(matches!(refused, Err(RecordError::TooLarge { most: told, .. }) if told == most));
}
