//! Somebody with a database tool and time, but without the key ring.

use rusqlite::Connection;

use crate::folder::{Place, files, write};
use crate::program::{Ran, ask};
use crate::verdict::{Sound, Verdict, is_blob, told};

/// Every row of the two persons' journals, whose slots are `:a` and `:b`.
fn slots(db: &Connection) -> (i64, i64) {
    let sql = "SELECT id >> 24 FROM entries GROUP BY 1 HAVING count(*) > 3 ORDER BY 1";
    let mut find = db.prepare(sql).unwrap();
    let found: Vec<i64> =
        find.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(found.len(), 2);
    (found[0], found[1])
}

/// The folder after these statements.
fn after(template: &Place, sql: &str) -> Place {
    let place = template.copy();
    let db = Connection::open(place.store()).unwrap();
    let (a, b) = slots(&db);
    let sql = sql.replace(":a", &a.to_string()).replace(":b", &b.to_string());
    db.execute_batch(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
    assert!(db.total_changes() > 0, "{sql} changed nothing");
    db.close().unwrap();
    place
}

/// What `doctor` must say of it, and what reading must come to at least: which
/// rows are met is chance where keys and tokens are.
struct Case {
    name: &'static str,
    sql: &'static str,
    verdict: Verdict,
    doctor: &'static str,
}

const fn case(
    name: &'static str,
    sql: &'static str,
    verdict: Verdict,
    doctor: &'static str,
) -> Case {
    Case { name, sql, verdict, doctor }
}

const CASES: &[Case] = &[
    case(
        "two entries swapped",
        "CREATE TEMP TABLE t AS SELECT id, body FROM entries WHERE id IN (:a << 24 | 3, :a << 24 | 4);
         UPDATE entries SET body = (SELECT body FROM t WHERE t.id = (:a << 24 | 4)) WHERE id = (:a << 24 | 3);
         UPDATE entries SET body = (SELECT body FROM t WHERE t.id = (:a << 24 | 3)) WHERE id = (:a << 24 | 4)",
        Verdict::Refused,
        " does not verify: ",
    ),
    case(
        "an entry moved to another record",
        "UPDATE entries SET (key, epoch, body) =
            (SELECT key, epoch, body FROM entries WHERE id = (:b << 24 | 5)) WHERE id = (:a << 24 | 5)",
        Verdict::Refused,
        " does not verify: ",
    ),
    case(
        "an entry taken out of the middle",
        "DELETE FROM entries WHERE id = (:a << 24 | 5)",
        Verdict::Refused,
        "entry 5, does not verify: an entry is missing",
    ),
    case(
        "an entry taken out of the middle, those behind it moved up",
        "DELETE FROM entries WHERE id = (:a << 24 | 5);
         UPDATE entries SET id = id - 1 WHERE id > (:a << 24 | 5) AND id < ((:a + 1) << 24);
         UPDATE records SET head = head - 1 WHERE slot = :a",
        Verdict::Refused,
        " does not verify: ",
    ),
    case(
        "the last entry cut off",
        "DELETE FROM entries WHERE id = (SELECT max(id) FROM entries WHERE id < ((:a + 1) << 24));
         UPDATE records SET head = head - 1 WHERE slot = :a",
        Verdict::Refused,
        "does not verify: entries are cut off",
    ),
    case(
        "the last entry cut off, the record led to an earlier trace",
        "DELETE FROM entries WHERE id = (SELECT max(id) FROM entries WHERE id < ((:a + 1) << 24));
         UPDATE records SET head = head - 1, written = (SELECT max(id) FROM traces
            WHERE slot = :a AND write = 1 AND id < written) WHERE slot = :a",
        Verdict::Refused,
        "entries are cut off",
    ),
    case(
        "an earlier entry repeated at the end",
        "INSERT INTO entries SELECT (SELECT max(id) + 1 FROM entries WHERE id < ((:a + 1) << 24)), key,
            epoch, body FROM entries WHERE id = (:a << 24 | 4);
         UPDATE records SET head = head + 1 WHERE slot = :a",
        Verdict::Refused,
        " does not verify: ",
    ),
    case(
        "the journals of two persons exchanged",
        "UPDATE records SET number = -1 WHERE slot = :a;
         CREATE TEMP TABLE t AS SELECT number FROM records WHERE slot = :b;
         UPDATE records SET number = -2 WHERE slot = :b;
         UPDATE records SET number = (SELECT number FROM t) WHERE slot = :a",
        Verdict::Refused,
        "",
    ),
    case(
        "wrapped keys swapped",
        "CREATE TEMP TABLE t AS SELECT record, key, wrapped FROM keys WHERE kind = 1 AND record <> 0
            ORDER BY record LIMIT 2;
         UPDATE keys SET wrapped = (SELECT wrapped FROM t WHERE t.record <> keys.record)
            WHERE (record, key) IN (SELECT record, key FROM t)",
        Verdict::Refused,
        "does not unwrap",
    ),
    case(
        "a person's keys emptied as if erased",
        "UPDATE keys SET wrapped = x'' WHERE kind = 1
            AND record = (SELECT number FROM records WHERE slot = :a)",
        Verdict::Refused,
        "",
    ),
    case(
        "a person's keys deleted",
        "DELETE FROM keys WHERE record = (SELECT number FROM records WHERE slot = :a)",
        Verdict::Refused,
        "a key is missing",
    ),
    case(
        "every token of an id exchanged with another's",
        "CREATE TEMP TABLE t AS SELECT token, locator FROM ids ORDER BY token LIMIT 2;
         UPDATE ids SET locator = (SELECT locator FROM t WHERE t.token <> ids.token)
            WHERE token IN (SELECT token FROM t)",
        Verdict::Found,
        "a locator leads to the wrong version",
    ),
    case("all terms deleted", "DELETE FROM terms", Verdict::Found, "terms are missing"),
    case("all ids deleted", "DELETE FROM ids", Verdict::Refused, "are not found by their token"),
    case(
        "a trace deleted",
        "DELETE FROM traces WHERE id = (SELECT min(id) FROM traces WHERE slot = :a)",
        Verdict::Found,
        "traces were written, but",
    ),
    case(
        "two traces exchanged",
        "CREATE TEMP TABLE t AS SELECT id, slot, key, leaf, body FROM traces WHERE write = 1
            AND slot IN (:a, :b) GROUP BY slot;
         UPDATE traces SET (leaf, body) = (SELECT leaf, body FROM t WHERE t.id <> traces.id)
            WHERE id IN (SELECT id FROM t)",
        Verdict::Refused,
        "trace",
    ),
    case(
        "a trace of a write made one of a read",
        "UPDATE traces SET write = 0 WHERE id = (SELECT written FROM records WHERE slot = :a)",
        Verdict::Refused,
        "trace",
    ),
    case(
        "an attachment's name forgotten",
        "DELETE FROM blobs WHERE name = (SELECT min(name) FROM blobs)",
        Verdict::Refused,
        "attachment",
    ),
];

#[test]
fn what_a_database_tool_changes_is_detected() {
    let template = Place::filled();
    let sound = Sound::of(&template);
    for Case { name, sql, verdict, doctor } in CASES {
        let place = after(&template, sql);
        let ran = ask(&place.copy().data(), &["doctor", "--json"]);
        let told = told(&ran);
        assert!(told.iter().any(|told| told.contains(doctor)), "{name}: {told:?}");
        let judged = sound.judge(&place, name);
        assert!(judged >= *verdict, "{name}: {judged:?}");
    }
}

/// The whole of one record as it was before its last write, its tokens too, from
/// an older copy of the store; only the log of traces knows better.
#[test]
fn a_record_set_back_to_an_older_copy_is_detected() {
    let template = Place::filled();
    let older = template.copy();
    let mut one: serde_json::Value = crate::input::observation("one-0", "ada", 100);
    one["status"] = "amended".into();
    let file = template.input().join("newer.json");
    write(&file, one.to_string().as_bytes());
    ask(&template.data(), &["import", file.to_str().unwrap()]).done();
    let sql = format!(
        "ATTACH '{}' AS old;
         DELETE FROM entries WHERE id NOT IN (SELECT id FROM old.entries);
         UPDATE records SET (head, written) = (SELECT head, written FROM old.records o
            WHERE o.slot = records.slot) WHERE slot = :a;
         DELETE FROM ids; INSERT INTO ids SELECT * FROM old.ids;
         DELETE FROM terms; INSERT INTO terms SELECT * FROM old.terms;
         DETACH old",
        older.store().display()
    );
    let place = after(&template, &sql);
    let ran: Ran = ask(&place.data(), &["doctor", "--json"]).refused_in_silence();
    let told = told(&ran);
    assert!(told.iter().any(|told| told.contains("cut off")), "{told:?}");
}

#[test]
fn attachments_that_are_exchanged_or_gone_are_detected() {
    let template = Place::filled();
    let sound = Sound::of(&template);
    let blobs: Vec<_> = files(&template.data()).into_iter().filter(|path| is_blob(path)).collect();
    assert_eq!(blobs.len(), 2);
    let read = |n: usize| std::fs::read(template.data().join(&blobs[n])).unwrap();
    let changes: [&dyn Fn(&Place); 4] = [
        &|place| {
            write(&place.data().join(&blobs[0]), &read(1));
            write(&place.data().join(&blobs[1]), &read(0));
        },
        &|place| write(&place.data().join(&blobs[0]), &read(0)[..read(0).len() - 1]),
        &|place| write(&place.data().join(&blobs[0]), &[]),
        &|place| std::fs::remove_file(place.data().join(&blobs[0])).unwrap(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let place = template.copy();
        change(&place);
        let what = format!("change {number} of attachments");
        assert_eq!(sound.judge(&place, &what), Verdict::Refused, "{what}");
    }
}

/// What no row names is removed at the next start, as an interrupted write leaves
/// it; not so when the list names what is not there.
#[test]
fn a_damaged_list_removes_no_attachment() {
    let template = Place::filled();
    let sound = Sound::of(&template);
    let name = "(SELECT min(name) FROM blobs)";
    let place = after(
        &template,
        &format!("UPDATE blobs SET name = x'0102030405060708090a0b0c0d0e0f10' WHERE name = {name}"),
    );
    assert_eq!(sound.judge(&place, "a renamed attachment"), Verdict::Found);
    let blobs = |place: &Place| files(&place.data()).into_iter().filter(|p| is_blob(p)).count();
    assert_eq!(blobs(&place), 2);
    std::fs::remove_file(place.store()).unwrap();
    std::fs::copy(template.store(), place.store()).unwrap();
    assert_eq!(sound.judge(&place, "mended"), Verdict::Harmless);
}

/// The ring of another folder, an older epoch's, a cut one, none.
#[test]
fn a_ring_that_does_not_fit_is_refused() {
    let template = Place::filled();
    let ring = std::fs::read(template.data().join("ring")).unwrap();
    let other = std::fs::read(Place::made().data().join("ring")).unwrap();
    let sound = Sound::of(&template);
    for (what, bytes) in
        [("another's", &other[..]), ("cut", &ring[..ring.len() / 2]), ("empty", &[])]
    {
        let place = template.copy();
        write(&place.data().join("ring"), bytes);
        assert_eq!(sound.judge(&place, what), Verdict::Refused, "{what}");
    }
    let rotated = template.copy();
    ask(&rotated.data(), &["keys", "rotate"]).done();
    write(&rotated.data().join("ring"), &ring);
    assert_eq!(sound.judge(&rotated, "an older epoch's"), Verdict::Refused);
    let none = template.copy();
    std::fs::remove_file(none.data().join("ring")).unwrap();
    let ran = ask(&none.data(), &["doctor"]).refused();
    assert!(ran.err.contains("the key ring of"), "{ran:?}");
}
