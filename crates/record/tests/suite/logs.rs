//! The transparency log: what it signs, proves and holds itself to.

use hygie_base::{LogNo, RecordNo};
use hygie_record::limits::{LOG_PAGE, PROVEN_TRACES};
use hygie_record::{Held, Lens, LogReport, Proofs, Scope};
use hygie_store::{Commit, Store as _, TracePut, TraceRow};
use hygie_testkit::{Builder, World, batch, observation, patient, put};
use hygie_tlog::{Checkpoint, check_inclusion, entry_hash};
use hygie_trace::logged;

use crate::{is_not_found, with_patient};

/// The last checkpoint of this node's log.
pub(crate) async fn signed(world: &World) -> (String, Checkpoint) {
    let (note, _) = world.records.publish_log().await.unwrap().unwrap();
    let key = world.records.log_key(world.records.own_log()).await.unwrap().unwrap();
    let checkpoint = Checkpoint::open(&note, &key).unwrap();
    (note, checkpoint)
}

pub(crate) async fn verified(world: &World, held: &[&str]) -> LogReport {
    let held: Vec<_> =
        held.iter().map(|note| ("elsewhere".to_owned(), (*note).to_owned())).collect();
    world.records.verify_logs(&world.all(), &held).await.unwrap()
}

/// Reads the Patient so many times, each with its trace.
pub(crate) async fn look(world: &World, times: usize) {
    for _ in 0..times {
        world.records.read(&world.all(), "Patient", "p").await.unwrap();
    }
}

#[tokio::test]
async fn what_is_durable_is_signed_and_nothing_twice() {
    let (world, _) = with_patient().await;
    let traces = |world: &World| {
        let store = world.store.clone();
        async move { store.logs(None, 10).await.unwrap() }
    };
    let (note, first) = signed(&world).await;
    assert_eq!(traces(&world).await, [(world.records.own_log(), first.size)]);
    let again = world.records.publish_log().await.unwrap();
    assert_eq!(again, Some((note.clone(), false)), "signing leaves no trace of its own");
    look(&world, 3).await;
    let (_, second) = signed(&world).await;
    assert_eq!(second.size, first.size + 3);
    assert_eq!(second.origin, first.origin);
    let stored = world.records.checkpoint(world.records.own_log()).await.unwrap().unwrap();
    assert_ne!(stored, note);
    let report = verified(&world, &[&note, &stored]).await;
    assert_eq!(report.findings, []);
    assert_eq!(report.logs[0].signed, second.size);
    assert_eq!(report.logs[0].held, second.size);
    assert_eq!(report.logs[0].traces, second.size + 1, "the walk itself was traced before");
}

#[tokio::test]
async fn a_log_without_traces_signs_nothing() {
    let world = World::new();
    assert_eq!(world.records.publish_log().await.unwrap(), None);
    assert_eq!(world.records.checkpoint(LogNo(0)).await.unwrap(), None);
    let report = verified(&world, &[]).await;
    assert_eq!(report.findings, []);
    assert_eq!(report.logs.iter().map(|log| log.signed).sum::<u64>(), 0);
}

#[tokio::test]
async fn only_who_may_do_everything_verifies() {
    let (world, record) = with_patient().await;
    let permit = world.permit("visitor", Scope::Record(record), Lens::everything());
    assert!(is_not_found(world.records.verify_logs(&permit, &[]).await));
}

/// Adds so many traces of a record.
async fn put_many(world: &World, record: RecordNo, count: usize) {
    let log = world.records.own_log();
    let mut commit = Commit::new(hygie_base::CommitId::random(&hygie_base::SystemRng));
    commit.log = log;
    let row = world.store.traces_of(record, None, 1).await.unwrap().remove(0);
    let TraceRow { actor, key, leaf, body, .. } = row;
    commit.traces = vec![TracePut { record, actor, write: false, key, leaf, body }; count];
    world.store.commit(commit).await.unwrap();
}

/// A person's traces are given out up to a limit, and what is older is told.
#[tokio::test]
async fn so_many_traces_are_given_out_with_their_proofs() {
    let (world, record) = with_patient().await;
    let there = world.records.traces(&world.all(), record).await.unwrap().len() + 1;
    put_many(&world, record, PROVEN_TRACES - there).await;
    let at = world.records.traces_proven(&world.all(), record).await.unwrap();
    assert_eq!((at.traces.len(), at.whole), (PROVEN_TRACES, true));
    assert!(at.traces.iter().all(|one| one.proven.is_some()));
    // The listing itself is one more.
    let above = world.records.traces_proven(&world.all(), record).await.unwrap();
    assert_eq!((above.traces.len(), above.whole), (PROVEN_TRACES, false));
}

/// Who signs at the same time as another is not in each other's way.
#[tokio::test(flavor = "multi_thread")]
async fn several_sign_at_once() {
    let (world, record) = with_patient().await;
    put_many(&world, record, 2 * LOG_PAGE).await;
    let mut signing = tokio::task::JoinSet::new();
    for _ in 0..4 {
        let records = std::sync::Arc::clone(&world.records);
        signing.spawn(async move { records.publish_log().await.unwrap().unwrap().0 });
    }
    let notes = signing.join_all().await;
    assert!(notes.iter().all(|note| note == &notes[0]), "the same tree for all");
    let held = world.records.hold_to(&notes[0]).await.unwrap();
    assert_eq!(held, Held::Agrees(world.records.own_log()));
}

/// Traces that fill more tiles and checkpoints than one.
#[tokio::test]
async fn a_log_of_many_traces_goes_on_after_it_was_opened_again() {
    let (world, record) = with_patient().await;
    let log = world.records.own_log();
    put_many(&world, record, LOG_PAGE - 1).await;
    let (old_note, old) = signed(&world).await;
    put_many(&world, record, 2 * LOG_PAGE + 300).await;
    let world = world.reopen().await;
    let (_, new) = signed(&world).await;
    assert!(new.size > old.size + 2 * LOG_PAGE as u64);
    assert_eq!(world.records.hold_to(&old_note).await.unwrap(), Held::Agrees(log));
    let mut proofs = Proofs::default();
    for index in [0, 255, 256, old.size, new.size - 1] {
        let row = world.store.traces(log, index, 1).await.unwrap().remove(0);
        let proven = world.records.prove(&mut proofs, (log, index)).await.unwrap().unwrap();
        assert_eq!(proven.size, new.size);
        let entry = entry_hash(&logged(&row));
        check_inclusion(&proven.path, (new.size, &new.root), (index, &entry)).unwrap();
    }
    let beyond = world.records.prove(&mut proofs, (log, new.size)).await.unwrap();
    assert_eq!(beyond, None, "no checkpoint has it yet");
}

#[tokio::test]
async fn a_checkpoint_of_another_store_says_nothing() {
    let (world, _) = with_patient().await;
    let (_, _) = signed(&world).await;
    let (other, _) = with_patient().await;
    look(&other, 1).await;
    let other = other.close().await;
    let other = other.open();
    let (theirs, _) = signed(&other).await;
    let held = world.records.hold_to(&theirs).await.unwrap();
    // Worlds of one seed have the same key: then it is another tree of the same log.
    assert_ne!(held, Held::Agrees(world.records.own_log()));
    assert_eq!(world.records.hold_to("no checkpoint").await.unwrap(), Held::Unknown);
    let report = verified(&world, &["no checkpoint"]).await;
    assert_eq!(report.findings.len(), 1);
    assert!(report.findings[0].what.contains("not here"), "{}", report.findings[0].what);
}

/// Each node has a log of its own, and verifying walks them all.
#[tokio::test(flavor = "multi_thread")]
async fn two_nodes_sign_two_logs() {
    let here = Builder::on_postgres().open();
    here.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let there = here.beside();
    look(&there, 2).await;
    let (one, two) = (signed(&here).await, signed(&there).await);
    assert_ne!(one.1.origin, two.1.origin);
    let report = verified(&here, &[&one.0, &two.0]).await;
    assert_eq!(report.findings, []);
    assert_eq!(report.logs.len(), 2);
    assert!(report.logs.iter().all(|log| log.held == log.signed && log.signed > 0));
    let log = there.records.own_log();
    assert_eq!(here.records.hold_to(&two.0).await.unwrap(), Held::Agrees(log));
}

/// Who may not read a resource is not told what a trace says of it, and can hold the log to
/// the trace all the same.
#[tokio::test]
async fn what_the_lens_hides_is_proven_and_not_disclosed() {
    let (world, record) = with_patient().await;
    let text = observation("o", "p", "1");
    world.write(batch("b", vec![put(&text)])).await.unwrap();
    world.records.read(&world.all(), "Observation", "o").await.unwrap();
    let all = world.records.traces_proven(&world.all(), record).await.unwrap();
    assert!(all.whole && all.traces.iter().all(|one| one.disclosed.is_some()));
    assert!(all.traces.iter().all(|one| one.proven.is_some()));
    let of_a =
        world.permit("visitor", Scope::Record(record), Lens::custodians(vec!["a".to_owned()]));
    let some = world.records.traces_proven(&of_a, record).await.unwrap();
    assert_eq!(some.traces.len(), all.traces.len() + 1, "the listing before is among them");
    let hidden: Vec<_> = some.traces.iter().filter(|one| one.disclosed.is_none()).collect();
    assert!(!hidden.is_empty() && hidden.iter().all(|one| one.proven.is_some()));
    for one in some.traces.iter().filter_map(|one| one.disclosed.as_ref()) {
        assert!(!one.trace().unwrap().what.contains("Observation"));
    }
    let (log, note) = some.proofs.checkpoints().next().unwrap();
    let key = world.records.log_key(log).await.unwrap().unwrap();
    let checkpoint = Checkpoint::open(note, &key).unwrap();
    for one in &some.traces {
        let (proven, entry) = (one.proven.as_ref().unwrap(), entry_hash(&one.entry));
        let tree = (checkpoint.size, &checkpoint.root);
        check_inclusion(&proven.path, tree, (one.index, &entry)).unwrap();
    }
    let nobody = world.permit("visitor", Scope::Nothing, Lens::everything());
    assert!(is_not_found(world.records.traces_proven(&nobody, record).await));
}
