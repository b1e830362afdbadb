//! What someone changes in the closed store is detected: an error that names
//! the record or a finding of the check, never wrong data, never a panic.

mod logs;

use std::collections::BTreeMap;

use hygie_base::RecordNo;
use hygie_record::limits::ATTACHMENT_BYTES;
use hygie_record::{RecordError, Resource, RightsChange};
use hygie_store::StoreError;
use hygie_testkit::rusqlite::{Connection, params};
use hygie_testkit::{Builder, World, batch, letter, observation, organization, patient, put};

/// What is true: texts of all resources.
type Truth = BTreeMap<String, Vec<u8>>;

fn name(resource: &Resource) -> String {
    format!("{}/{}/{}", resource.resource_type, resource.id, resource.version)
}

/// A closed store of two persons and a registry resource, and what it holds.
async fn closed() -> (Builder, RecordNo, RecordNo, Truth) {
    let world = World::new();
    let mut truth = Truth::new();
    let mut keep = |kind: &str, id: &str, version: u32, text: &str| {
        truth.insert(format!("{kind}/{id}/{version}"), text.as_bytes().to_vec());
    };
    for p in ["p", "q"] {
        let (person, scan) = (patient(p, "Doe"), format!("scan-{p}"));
        keep("Patient", p, 1, &person);
        world.write(batch("a", vec![put(&person)])).await.unwrap();
        for (n, version) in [(1, 1), (2, 1), (1, 2)] {
            let text = observation(&format!("{p}{n}"), p, &version.to_string());
            keep("Observation", &format!("{p}{n}"), version, &text);
            world.write(batch("a", vec![put(&text)])).await.unwrap();
        }
        let text = letter(&scan, p, &"A".repeat(ATTACHMENT_BYTES));
        keep("DocumentReference", &scan, 1, &text);
        world.write(batch("b", vec![put(&text)])).await.unwrap();
    }
    let org = organization("org", "House");
    keep("Organization", "org", 1, &org);
    world.write(batch("a", vec![put(&org)])).await.unwrap();
    let (p, q) = (world.record("p").await, world.record("q").await);
    (world.close().await, p, q, truth)
}

/// Whether something was refused; whatever was released must be true.
struct Seen<'a> {
    truth: &'a Truth,
    refused: Vec<RecordError>,
}

impl Seen<'_> {
    fn take(&mut self, read: Result<Vec<Resource>, RecordError>) {
        match read {
            Ok(resources) => {
                for resource in resources {
                    let expect = self.truth.get(&name(&resource));
                    assert_eq!(expect.map(Vec::as_slice), Some(resource.text.as_slice()));
                }
            }
            Err(error) => self.refused.push(error),
        }
    }

    /// Whether the record is named as damaged.
    fn names(&self, record: RecordNo) -> bool {
        self.refused.iter().any(
            |error| matches!(error, RecordError::Damaged { record: named, .. } if *named == record),
        )
    }
}

/// Reads everything there is, in every way.
async fn read_all<'a>(world: &World, of: &[RecordNo], truth: &'a Truth) -> Seen<'a> {
    let mut seen = Seen { truth, refused: Vec::new() };
    let (records, all) = (&world.records, world.all());
    for name in truth.keys() {
        let mut parts = name.split('/');
        let (kind, id) = (parts.next().unwrap(), parts.next().unwrap());
        seen.take(records.read(&all, kind, id).await.map(|resource| vec![resource]));
        seen.take(records.history(&all, kind, id).await);
    }
    for &record in of {
        seen.take(records.open(&all, record, None).await.map(|snapshot| snapshot.resources));
        seen.take(records.traces(&all, record).await.map(|_| Vec::new()));
        let found = records.search(&all, record, "Observation", &[("status", "final")]).await;
        seen.take(found.map(|found| found.resources));
    }
    let found = records.find_patient(&all, "urn:oid:1.2.3|nr-p").await;
    seen.take(found.map(|_| Vec::new()));
    seen
}

/// Findings of the check, whether it ran to its end or not.
async fn finds(world: &World) -> bool {
    match world.records.check(&world.all()).await {
        Ok(report) => !report.findings.is_empty(),
        Err(RecordError::Damaged { .. } | RecordError::Store(StoreError::Damaged(_))) => true,
        Err(error) => unreachable!("{error}"),
    }
}

/// Columns that hold sealed bytes, and what tells their rows apart.
const SEALED: [(&str, &str, &str); 7] = [
    ("entries", "body", "id"),
    ("keys", "wrapped", "record || ':' || key"),
    ("traces", "body", "id"),
    ("traces", "leaf", "id"),
    ("traces", "actor", "id"),
    ("ids", "locator", "token"),
    ("terms", "locator", "token || tag"),
];

/// The sealed values of one column, by what tells their rows apart.
fn values(db: &Connection, (table, column, key): (&str, &str, &str)) -> Vec<(String, Vec<u8>)> {
    let sql = format!("SELECT hex({key}), {column} FROM {table} ORDER BY 1");
    let mut query = db.prepare(&sql).unwrap();
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

fn put_value(db: &Connection, place: (&str, &str, &str), row: &str, value: &[u8]) {
    let (table, column, key) = place;
    let sql = format!("UPDATE {table} SET {column} = ?2 WHERE hex({key}) = ?1");
    assert_eq!(db.execute(&sql, params![row, value]).unwrap(), 1);
}

#[tokio::test]
async fn a_flipped_byte_is_never_read_as_data() {
    let (mut closed, p, q, truth) = closed().await;
    for place in SEALED {
        let mut rows = Vec::new();
        closed = closed.tamper(|db| rows = values(db, place));
        assert!(!rows.is_empty());
        // Rows of all ages, each at one byte, and these spread over all bytes.
        let step = rows.len().div_ceil(8);
        for (n, (row, good)) in rows.iter().enumerate().step_by(step) {
            let mut bad = good.clone();
            let at = n * 37 % good.len();
            bad[at] ^= 1 << (n % 8);
            let world = closed.tamper(|db| put_value(db, place, row, &bad)).open();
            let seen = read_all(&world, &[p, q], &truth).await;
            if matches!(place.0, "entries") {
                assert!(!seen.refused.is_empty(), "byte {at} of {place:?} {row}");
            }
            assert!(finds(&world).await, "byte {at} of {place:?} {row}");
            closed = world.close().await.tamper(|db| put_value(db, place, row, good));
        }
    }
    let world = closed.open();
    assert_eq!(read_all(&world, &[p, q], &truth).await.refused.len(), 0);
    world.is_clean().await;
}

#[tokio::test]
async fn every_byte_of_an_entry_a_key_and_a_blob_counts() {
    let (mut closed, p, _, truth) = closed().await;
    let slot = "(SELECT slot FROM records WHERE number = ?1)";
    let number = i64::try_from(p.get()).unwrap();
    let entry = format!("SELECT body FROM entries WHERE id = {slot} << 24 | 2");
    let key = "SELECT wrapped FROM keys WHERE record = ?1 AND kind = 1";
    for (select, update) in [
        (entry.as_str(), format!("UPDATE entries SET body = ?2 WHERE id = {slot} << 24 | 2")),
        (key, "UPDATE keys SET wrapped = ?2 WHERE record = ?1 AND kind = 1 AND wrapped <> ?2 AND key = (SELECT key FROM keys WHERE record = ?1 AND kind = 1 LIMIT 1)".to_owned()),
    ] {
        let mut good: Vec<u8> = Vec::new();
        closed = closed.tamper(|db| {
            good = db.query_row(select, [number], |row| row.get(0)).unwrap();
        });
        for at in (0..good.len()).step_by(7) {
            let mut bad = good.clone();
            bad[at] ^= 0x80;
            let world =
                closed.tamper(|db| assert_eq!(db.execute(&update, params![number, bad]).unwrap(), 1)).open();
            let opened = world.records.open(&world.all(), p, None).await;
            assert!(matches!(opened, Err(RecordError::Damaged { record, .. }) if record == p));
            closed = world.close().await.tamper(|db| assert_eq!(db.execute(&update, params![number, good]).unwrap(), 1));
        }
    }
    let world = closed.open();
    assert_eq!(read_all(&world, &[p], &truth).await.refused.len(), 0);
}

#[tokio::test]
async fn a_damaged_or_missing_blob_is_refused() {
    let (closed, p, q, truth) = closed().await;
    let mut blobs = Vec::new();
    let mut folders = vec![closed.blob_folder()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let list = if entry.file_type().unwrap().is_dir() { &mut folders } else { &mut blobs };
            list.push(entry.path());
        }
    }
    assert_eq!(blobs.len(), 2);
    let mut closed = closed;
    for path in blobs {
        let good = std::fs::read(&path).unwrap();
        let mut flipped = good.clone();
        flipped[good.len() / 2] ^= 1;
        for bad in [Some(flipped), Some(good[..good.len() - 1].to_vec()), Some(Vec::new()), None] {
            match &bad {
                Some(bad) => overwrite(&path, bad),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let world = closed.open();
            let seen = read_all(&world, &[p, q], &truth).await;
            assert!(seen.names(p) || seen.names(q));
            assert!(finds(&world).await);
            closed = world.close().await;
            overwrite(&path, &good);
        }
    }
    closed.open().is_clean().await;
}

fn overwrite(path: &std::path::Path, bytes: &[u8]) {
    use std::io::Write as _;
    std::fs::File::create(path).unwrap().write_all(bytes).unwrap();
}

/// Alters a fresh store and expects the record to be refused by name, and the
/// check to find something.
async fn check(what: &str, alter: &str) {
    let (closed, p, q, truth) = closed().await;
    let (one, other) = (i64::try_from(p.get()).unwrap(), i64::try_from(q.get()).unwrap());
    let sql = alter
        .replace("{P}", &format!("(SELECT slot << 24 FROM records WHERE number = {one})"))
        .replace("{Q}", &format!("(SELECT slot << 24 FROM records WHERE number = {other})"))
        .replace("{p}", &one.to_string())
        .replace("{q}", &other.to_string());
    let world = closed.tamper(|db| db.execute_batch(&sql).unwrap()).open();
    let opened = world.records.open(&world.all(), p, None).await;
    match opened {
        Err(RecordError::Damaged { record, .. }) => assert_eq!(record, p, "{what}"),
        Err(RecordError::Store(StoreError::Damaged(_))) => {}
        other => unreachable!("{what}: {:?}", other.map(|snapshot| snapshot.head)),
    }
    read_all(&world, &[p, q], &truth).await;
    assert!(finds(&world).await, "{what}");
    let write = world.write(batch("a", vec![put(&observation("new", "p", "1"))])).await;
    if matches!(what, "the last entry cut off" | "the head put back" | "the keys emptied") {
        assert!(write.is_err(), "{what}: nothing is built upon it");
    }
}

#[tokio::test]
async fn entries_that_are_moved_swapped_or_cut_off_are_detected() {
    let swap = |a: &str, b: &str| {
        format!(
            "UPDATE entries SET id = -1 WHERE id = {a};
            UPDATE entries SET id = {a} WHERE id = {b};
            UPDATE entries SET id = {b} WHERE id = -1;"
        )
    };
    check("two entries swapped", &swap("({P} | 2)", "({P} | 3)")).await;
    check("entries of two records swapped", &swap("({P} | 2)", "({Q} | 2)")).await;
    check("the middle removed", "DELETE FROM entries WHERE id = {P} | 3;").await;
    check(
        "the middle removed and the gap closed",
        "DELETE FROM entries WHERE id = {P} | 3;
        UPDATE entries SET id = {P} | 3 WHERE id = {P} | 4;
        UPDATE entries SET id = {P} | 4 WHERE id = {P} | 5;
        UPDATE records SET head = 4 WHERE number = {p};",
    )
    .await;
    check(
        "the last entry cut off",
        "DELETE FROM entries WHERE id = {P} | 5; UPDATE records SET head = 4 WHERE number = {p};",
    )
    .await;
    check("the head put back", "UPDATE records SET head = 4 WHERE number = {p};").await;
    check(
        "everything cut off",
        "DELETE FROM entries WHERE id > {P} AND id <= ({P} | 5);
        UPDATE records SET head = 0 WHERE number = {p};",
    )
    .await;
    check(
        "an entry in another's place",
        "UPDATE entries SET body = (SELECT body FROM entries WHERE id = {P} | 2)
            WHERE id = {P} | 4;",
    )
    .await;
    check(
        "an entry added",
        "INSERT INTO entries SELECT {P} | 6, key, epoch, body FROM entries WHERE id = {P} | 5;
        UPDATE records SET head = 6 WHERE number = {p};",
    )
    .await;
    check(
        "two records' numbers swapped",
        "
        UPDATE records SET number = -1 WHERE number = {p};
        UPDATE records SET number = {p} WHERE number = {q};
        UPDATE records SET number = {q} WHERE number = -1;",
    )
    .await;
}

#[tokio::test]
async fn keys_and_traces_that_are_removed_or_put_back_are_detected() {
    check("the keys removed", "DELETE FROM keys WHERE record = {p} AND kind = 1;").await;
    check("all keys removed", "DELETE FROM keys WHERE record = {p};").await;
    check("the keys emptied", "UPDATE keys SET wrapped = x'' WHERE record = {p} AND kind = 1;")
        .await;
    check(
        "one key emptied",
        "UPDATE keys SET wrapped = x'' WHERE record = {p} AND kind = 1 AND key =
            (SELECT key FROM entries WHERE id = {P} | 2);",
    )
    .await;
    check(
        "another record's keys",
        "DELETE FROM keys WHERE record = {p}; UPDATE keys SET record = {p} WHERE record = {q};",
    )
    .await;
    let written = "(SELECT written FROM records WHERE number = {p})";
    check("the last write's trace removed", &format!("DELETE FROM traces WHERE id = {written};"))
        .await;
    let older = "(SELECT max(t.id) FROM traces t JOIN records r ON r.slot = t.slot
        WHERE r.number = {p} AND t.write AND t.id < r.written)";
    check(
        "the last entry cut off and an older write's trace put back",
        &format!(
            "UPDATE records SET written = {older}, head = 4 WHERE number = {{p}};
            DELETE FROM entries WHERE id = {{P}} | 5;"
        ),
    )
    .await;
    check("no write was ever traced", "UPDATE records SET written = NULL WHERE number = {p};")
        .await;
}

#[tokio::test]
async fn an_older_writes_trace_put_back_hides_nothing() {
    let (closed, p, q, truth) = closed().await;
    let sql = "UPDATE records SET written = (SELECT max(t.id) FROM traces t
        WHERE t.slot = records.slot AND t.write AND t.id < records.written)
        WHERE head > 1";
    let world = closed.tamper(|db| db.execute_batch(sql).unwrap()).open();
    let opened = world.records.open(&world.all(), p, None).await.unwrap();
    assert_eq!(opened.head, 5);
    assert_eq!(read_all(&world, &[p, q], &truth).await.refused.len(), 0);
}

#[tokio::test]
async fn a_wrong_index_is_found_and_does_not_mislead() {
    for alter in [
        "DELETE FROM ids",
        "DELETE FROM terms",
        "UPDATE ids SET locator = (SELECT locator FROM ids i ORDER BY token DESC LIMIT 1)",
        "UPDATE terms SET locator = (SELECT locator FROM terms t ORDER BY token DESC LIMIT 1)",
        "UPDATE blobs SET record = 77",
        "UPDATE blobs SET key = 77",
        "DELETE FROM blobs",
        "INSERT INTO blobs VALUES (x'00000000000000000000000000000000', 1, 1)",
        "DELETE FROM traces WHERE id = 3",
        "DELETE FROM logs",
    ] {
        let (closed, p, q, truth) = closed().await;
        let world = closed.tamper(|db| db.execute_batch(alter).unwrap()).open();
        read_all(&world, &[p, q], &truth).await;
        assert!(finds(&world).await, "{alter}");
    }
}

#[tokio::test]
async fn the_rights_of_another_record_open_nothing() {
    let world = World::new();
    for (id, family) in [("p", "Doe"), ("q", "Roe")] {
        world.write(batch("a", vec![put(&patient(id, family))])).await.unwrap();
    }
    let records = [world.record("p").await, world.record("q").await];
    for record in records {
        let follows = world.records.rights(world.mint(), record).await.unwrap();
        let text = record.to_string();
        let change = RightsChange {
            follows: &follows,
            text: text.as_bytes(),
            what: "decided".into(),
            cells: Vec::new(),
        };
        let permit = world.all();
        world.records.change_rights(world.mint(), &permit, record, change).await.unwrap();
    }
    // Each is the second entry of its record, and there is no other second entry.
    let swap = "CREATE TEMP TABLE second AS SELECT id, body FROM entries WHERE id & 0xffffff = 2;
        UPDATE entries SET body = (SELECT body FROM second WHERE second.id <> entries.id)
        WHERE id & 0xffffff = 2;";
    let world = world.close().await.tamper(|db| db.execute_batch(swap).unwrap()).open();
    for record in records {
        let found = world.records.rights(world.mint(), record).await;
        assert!(matches!(found, Err(RecordError::Damaged { .. })));
    }
}
