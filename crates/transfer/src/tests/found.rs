//! What was changed behind the copy's back is found, and where it is.

use std::sync::Arc;

use hygie_base::{Epoch, KeyNo, LogNo};
use hygie_store::{
    BlobName, BlobOp, BlobRow, CellOp, Commit, EntryRow, IdToken, KeyKind, KeyOp, KeyRow, Store,
    Tag, TermToken, TokenOp, TracePut,
};
use hygie_testkit::postgres::{run, schema};
use hygie_testkit::{Meddle, Meddler};
use tempfile::TempDir;

use super::help::{Dice, copy, done, full, postgres_at, record, sqlite};
use crate::{CopyError, Place, TABLE, is_half_copied};

/// Copies everything, but the mark stays.
async fn all_but_the_mark(from: &dyn Store, to: Arc<dyn Store>) {
    let to = Meddler::new(to);
    to.meddle(|commit| {
        let last = |op: &CellOp| matches!(op, CellOp::Delete { table: TABLE, .. });
        if commit.cells.iter().any(last) { Meddle::Fail } else { Meddle::Pass }
    });
    let error = copy(from, &to).await.unwrap_err();
    assert!(matches!(error, CopyError::Target(_)), "{error}");
}

async fn differs(from: &dyn Store, to: &dyn Store, place: &Place) {
    match copy(from, to).await {
        Err(CopyError::Differs(found)) => assert_eq!(found, *place),
        other => panic!("{place}: {other:?}"),
    }
    assert!(is_half_copied(to).await.unwrap(), "it stays marked");
}

/// A change of each kind through the contract, and where it is to be found.
async fn changes(of: &dyn Store) -> Vec<(Commit, Place)> {
    let dice = Dice::new(99);
    let (id, _) = of.all_ids(None, 1).await.unwrap().remove(0);
    let (term, row) = of.all_terms(None, 1).await.unwrap().remove(0);
    let (key, epoch) = (KeyNo(9999), Epoch(1));
    let lost = of.all_keys((record(0), KeyNo(0)), 999).await.unwrap();
    let lost = lost.into_iter().find(|row| !row.wrapped.is_empty()).unwrap();
    let add = KeyRow { record: record(5), key, kind: KeyKind::Record, epoch, wrapped: vec![1] };
    let head = of.head(record(2)).await.unwrap();
    let entry = EntryRow { record: record(2), seq: head + 1, key, epoch, body: vec![1] };
    let blob = of.blobs(None, 1).await.unwrap().remove(0);
    let (actor, leaf, log) = ([1; 16], [2; 32], LogNo(3));
    let trace = TracePut { record: record(1), actor, write: false, key, leaf, body: vec![3] };
    let index = of.traces(log, 0, 999).await.unwrap().len() as u64;
    let last = of.outbox(None, 999).await.unwrap().pop().unwrap();
    let (value, at) = (vec![9; 9], vec![7]);
    let put_id = |id| Commit { tokens: vec![TokenOp::PutId(id, vec![7; 99])], ..dice.commit() };
    let put_term = TokenOp::PutTerm(term, row.tag, vec![7; 99]);
    let gone = TokenOp::DeleteTerm(term, row.tag);
    let name = |row| Commit { blobs: vec![BlobOp::Name(row)], ..dice.commit() };
    let cell = CellOp::Put { table: 4, key: at.clone(), value };
    let (new_id, new_name) = (IdToken([0xee; 16]), BlobName([0xee; 16]));
    vec![
        (put_id(id), Place::Id(id)),
        (put_id(new_id), Place::Id(new_id)),
        (Commit { tokens: vec![put_term], ..dice.commit() }, Place::Term(term, row.tag)),
        (Commit { tokens: vec![gone], ..dice.commit() }, Place::Term(term, row.tag)),
        (Commit { keys: vec![KeyOp::Add(add)], ..dice.commit() }, Place::Key(record(5), key)),
        (
            Commit { keys: vec![KeyOp::Destroy(lost.record, lost.key)], ..dice.commit() },
            Place::Key(lost.record, lost.key),
        ),
        (Commit { appends: vec![entry], ..dice.commit() }, Place::Entry(record(2), head + 1)),
        (name(BlobRow { record: record(6), ..blob }), Place::Blob(blob.name)),
        (name(BlobRow { name: new_name, ..blob }), Place::Blob(new_name)),
        (Commit { traces: vec![trace], log, ..dice.commit() }, Place::Trace(log, index)),
        (Commit { done: vec![last.id], ..dice.commit() }, Place::Outbox(last.id)),
        (Commit { cells: vec![cell], ..dice.commit() }, Place::Cell(4, at)),
    ]
}

async fn copied(folder: &TempDir, from: &dyn Store, name: &str) -> Arc<dyn Store> {
    let to = sqlite(folder, name);
    all_but_the_mark(from, Arc::clone(&to)).await;
    to
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_any_kind_in_the_copy_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let first = copied(&folder, &*from, "first.db").await;
    let several = changes(&*first).await.len();
    for number in 0..several {
        let to = copied(&folder, &*from, &format!("to-{number}.db")).await;
        let (change, mut place) = changes(&*to).await.remove(number);
        if let Place::Outbox(_) = place {
            place = Place::Outbox(from.outbox(None, 999).await.unwrap().pop().unwrap().id);
        }
        done(&*to, change).await;
        differs(&*from, &*to, &place).await;
    }
    copy(&*from, &*first).await.unwrap();
}

/// Somebody else's trace comes between, which the mark does not keep away.
#[tokio::test(flavor = "multi_thread")]
async fn a_trace_that_gets_another_index_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let (from, inner) = (full(&folder).await, sqlite(&folder, "to.db"));
    let to = Meddler::new(Arc::clone(&inner));
    let mut foreign = Some(write(&Dice::new(5), 3, 1));
    to.meddle(move |commit| {
        if commit.log == LogNo(3)
            && let Some(foreign) = foreign.take()
        {
            drop(inner.submit(foreign));
        }
        Meddle::Pass
    });
    match copy(&*from, &to).await {
        Err(CopyError::Renumbered { log: LogNo(3), expected: 0, found: 1 }) => {}
        other => panic!("{other:?}"),
    }
    differs(&*from, &to, &Place::Trace(LogNo(3), 0)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_source_meanwhile_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let to = copied(&folder, &*from, "to.db").await;
    let head = from.head(record(1)).await.unwrap();
    let (key, epoch) = (KeyNo(1), Epoch(1));
    let entry = EntryRow { record: record(1), seq: head + 1, key, epoch, body: vec![1] };
    done(&*from, Commit { appends: vec![entry], ..Dice::new(5).commit() }).await;
    differs(&*from, &*to, &Place::Entry(record(1), head + 1)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_changed_under_the_store_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let flip = "set_byte(body, 0, (get_byte(body, 0) + 1) % 256)";
    let head = from.head(record(2)).await.unwrap();
    let cases = [
        (
            format!("UPDATE entries SET body = {flip} WHERE record = 2 AND seq = {head}"),
            Place::Entry(record(2), head),
        ),
        (
            "UPDATE entries SET epoch = 8 WHERE record = 2 AND seq = 1".into(),
            Place::Entry(record(2), 1),
        ),
        (
            "UPDATE traces SET write = NOT write WHERE log = 3 AND place = 2".into(),
            Place::Trace(LogNo(3), 2),
        ),
        (
            "UPDATE traces SET leaf = set_byte(leaf, 31, (get_byte(leaf, 31) + 1) % 256)
                WHERE log = 0 AND place = 4"
                .into(),
            Place::Trace(LogNo(0), 4),
        ),
    ];
    for (sql, place) in cases {
        let address = schema().await;
        let to = postgres_at(&address).await;
        all_but_the_mark(&*from, Arc::clone(&to)).await;
        run(&address, &sql).await;
        differs(&*from, &*to, &place).await;
    }
}

/// In one go: the target's digest is another one, and the row is found by reading.
#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_the_target_changes_on_its_way_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let from = full(&folder).await;
    let head = from.head(record(2)).await.unwrap();
    let (term, row) = from.all_terms(None, 1).await.unwrap().remove(0);
    let (token, _) = from.all_ids(None, 1).await.unwrap().remove(0);
    let cases = [
        (
            "entries",
            "epoch = 9",
            format!("NEW.record = 2 AND NEW.seq = {head}"),
            Place::Entry(record(2), head),
        ),
        ("ids", "locator = 'other'", of_token(&token.0), Place::Id(token)),
        ("terms", "locator = 'other'", of_token(&term.0), Place::Term(term, row.tag)),
        (
            "traces",
            "body = 'other'",
            "NEW.log = 3 AND NEW.place = 2".to_owned(),
            Place::Trace(LogNo(3), 2),
        ),
    ];
    for (table, change, row, place) in cases {
        let address = schema().await;
        let to = postgres_at(&address).await;
        let meddle = format!(
            "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN NEW.{change}; RETURN NEW; END $$;
            CREATE TRIGGER meddle BEFORE INSERT ON {table} FOR EACH ROW
            WHEN ({row}) EXECUTE FUNCTION meddle()"
        );
        run(&address, &meddle).await;
        differs(&*from, &*to, &place).await;
    }
}

fn of_token(token: &[u8]) -> String {
    let hex: String = token.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("NEW.token = '\\x{hex}'")
}

fn write(dice: &Dice, log: u32, of: u64) -> Commit {
    let (actor, leaf, key) = ([1; 16], [2; 32], KeyNo(1));
    let trace = TracePut { record: record(of), actor, write: true, key, leaf, body: vec![3] };
    Commit { traces: vec![trace], log: LogNo(log), ..dice.commit() }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_last_write_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let from = sqlite(&folder, "from.db");
    let dice = Dice::new(7);
    for log in [0, 5] {
        done(&*from, write(&dice, log, 1)).await;
    }
    let address = schema().await;
    let to = postgres_at(&address).await;
    all_but_the_mark(&*from, Arc::clone(&to)).await;
    run(&address, "UPDATE records SET written_log = 0").await;
    match copy(&*from, &*to).await {
        Err(CopyError::LastWrite(found)) => assert_eq!(found, record(1)),
        other => panic!("{other:?}"),
    }
}

/// Each record's last write is said to be one that happened before the other's.
#[tokio::test(flavor = "multi_thread")]
async fn last_writes_that_contradict_each_other_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let address = schema().await;
    let from = postgres_at(&address).await;
    let dice = Dice::new(7);
    for (log, of) in [(0, 1), (0, 2), (5, 2), (5, 1)] {
        done(&*from, write(&dice, log, of)).await;
    }
    run(&address, "UPDATE records SET written_log = 0, written_index = 0 WHERE number = 1").await;
    run(&address, "UPDATE records SET written_log = 5, written_index = 0 WHERE number = 2").await;
    let error = copy(&*from, &*sqlite(&folder, "to.db")).await.unwrap_err();
    assert!(matches!(error, CopyError::Contradiction(_)), "{error}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_check_finds_ends_the_copy() {
    let folder = tempfile::tempdir().unwrap();
    let address = schema().await;
    let from = postgres_at(&address).await;
    done(&*from, write(&Dice::new(7), 0, 1)).await;
    run(&address, "INSERT INTO entries VALUES (44, 1, 1, 1, '')").await;
    let error = copy(&*from, &*sqlite(&folder, "to.db")).await.unwrap_err();
    assert!(matches!(error, CopyError::Counts("entries")), "{error}");
    run(&address, "DELETE FROM entries; UPDATE records SET head = 3").await;
    let error = copy(&*from, &*sqlite(&folder, "other.db")).await.unwrap_err();
    assert!(
        error.to_string().contains("entry 1 of record 0000000000000001 is not there"),
        "{error}"
    );
}

#[test]
fn errors_say_where_and_never_what() {
    let place = Place::Term(TermToken([1; 16]), Tag([2; 8]));
    let said = CopyError::Differs(place).to_string();
    assert!(
        said.contains("term token 01010101010101010101010101010101 0202020202020202"),
        "{said}"
    );
}
