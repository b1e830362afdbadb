//! How long parts of records are kept, and destroying what is past its time.

use std::sync::Arc;

use hygie_base::{FixedClock, LogNo, SystemRng, Timestamp};
use hygie_blobs::DiskBlobs;
use hygie_gate::acts::Close;
use hygie_gate::rights::Closing;
use hygie_gate::{Asker, Gate, Role};
use hygie_record::{Parts, Records};
use hygie_seal::Ring;
use hygie_store::Store;
use hygie_store_sqlite::{Options, SqliteStore};
use serde_json::Value;

use super::world::World;

/// 1 June 2010.
const CLOSED: Timestamp = Timestamp(1_275_386_400_000);
const REASON: &str = "decided by the director on 2 May";

fn stay(id: &str, person: &str, end: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"{id}","status":"finished","class":{{"code":"IMP"}},"subject":{{"reference":"Patient/{person}"}},"period":{{"start":"1999-01-01","end":"{end}"}}}}"#
    )
}

fn person(id: &str, members: &str) -> String {
    format!(r#"{{"resourceType":"Patient","id":"{id}","name":[{{"family":"Leblanc"}}]{members}}}"#)
}

/// Two persons of two houses: one whom House saw last in 2001 and Other in 2022, and one of
/// whom no birth date is known.
fn world() -> World {
    let world = World::new();
    let (born, old) = (r#","birthDate":"1950-03-01""#, stay("s1", "p", "2001-05-10"));
    let lines = [person("p", born), old, person("q", ""), stay("s3", "q", "2001-05-10")];
    world.import_text("a.ndjson", lines.join("\n")).expect(4, 0, 0, 0);
    world.file("b.ndjson", stay("s2", "p", "2022-06-12"));
    let answer = world.hygie(["import", "--organisation", "Other", "b.ndjson"]);
    assert_eq!(answer.code, Some(0));
    world
}

/// The person closed their shared record long ago.
async fn close(world: &World, patient: &str) {
    let path = world.data().join("hygie.db");
    let store = Arc::new(SqliteStore::open(&path, &Options::default()).expect("a store"));
    let ring = std::fs::read(world.data().join("ring")).expect("a ring");
    let records = Records::new(Parts {
        store: Arc::clone(&store) as Arc<dyn Store>,
        blobs: Arc::new(DiskBlobs::open(&world.data().join("blobs")).expect("blobs")),
        ring: Ring::from_bytes(&ring).expect("a ring"),
        clock: Arc::new(FixedClock::new(CLOSED)),
        rng: Arc::new(SystemRng),
        log: LogNo(0),
        cache_bytes: 1 << 20,
    });
    let gate = Gate::open(&records).expect("the gate");
    let record = records.record_of(patient).await.expect("a store").expect("a record");
    let by = Asker {
        id: "account".into(),
        name: "Leblanc".into(),
        person: Some(record),
        ..Asker::of(Role::Person, "test")
    };
    gate.decide(&by, record, &Close { reason: Closing::Request }).await.expect("closed");
    store.close().await.expect("it closes");
}

fn number(world: &World, person: &str) -> String {
    let answer = world.hygie(["export", person, "--out", "x", "--json"]);
    answer.json()["record"].as_str().expect("a number").to_owned()
}

/// The lines of a list as JSON: the parts, then the counts.
fn listed(world: &World, words: &[&str]) -> (Vec<Value>, Value) {
    let out = world.hygie(["retention", "list", "--json"].iter().chain(words)).done();
    let mut lines: Vec<Value> =
        out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let counts = lines.pop().expect("the counts");
    (lines, counts)
}

#[test]
fn an_open_shared_record_holds_every_part() {
    let world = world();
    let said = world.hygie(["retention", "list"]).done();
    assert_eq!(
        said,
        "3 parts: 0 past their time, 0 with a later end, 3 without an end yet, 0 whose end is not \
         known. Of those that are kept, the shared record alone holds 1 part, whose custodian's \
         own time is over.\n"
    );
    let all = world.hygie(["retention", "list", "--all"]).done();
    let lines: Vec<_> = all.lines().collect();
    assert_eq!(lines.len(), 4, "{all}");
    let record = number(&world, "p");
    let own = "; as the custodian's own until 2021-05-10, last-act";
    assert_eq!(lines.iter().filter(|line| line.ends_with(own)).count(), 1, "{all}");
    assert_eq!(lines.iter().filter(|line| line.starts_with(&record)).count(), 2, "{all}");
    assert!(!all.contains("Leblanc") && !all.contains("1950"), "no person is named: {all}");
    let said = world.hygie(["retention", "destroy", "p", "--reason", REASON, "--yes"]).refused();
    assert!(said.contains("is not past its time: it is kept without an end yet"), "{said}");
    world.healthy();
    assert_eq!(super::world::resources(&world.export("p")).len(), 3);
}

#[tokio::test]
async fn what_is_past_its_time_is_listed_and_destroyed() {
    let world = world();
    close(&world, "p").await;
    close(&world, "q").await;
    let (parts, counts) = listed(&world, &[]);
    let record = number(&world, "p");
    assert_eq!(parts.len(), 1, "{parts:?}");
    let past = &parts[0];
    assert_eq!((past["record"].as_str(), past["past"].as_bool()), (Some(&*record), Some(true)));
    assert_eq!(
        (past["until"].as_str(), past["rule"].as_str()),
        (Some("2021-05-10"), Some("last-act"))
    );
    assert_eq!((past["versions"].as_u64(), past["missing"].as_str()), (Some(2), None));
    assert_eq!(
        counts.to_string(),
        r#"{"past":1,"later":1,"noEnd":0,"unknown":1,"heldByShared":0,"unread":0}"#
    );
    let (all, _) = listed(&world, &["--all"]);
    assert!(all.iter().any(|it| it["missing"] == "birth" && it["until"].is_null()), "{all:?}");
    assert!(all.iter().any(|it| it["until"] == "2042-06-12" && it["past"] == false), "{all:?}");
    let said = world.hygie(["retention", "list"]).done();
    assert!(said.starts_with(&format!("{record}  ")), "{said}");
    assert!(
        said.contains("past its time, kept until 2021-05-10: last-act (CSP R.1112-7"),
        "{said}"
    );

    let words = |custodian, reason| {
        ["retention", "destroy", "p", "--custodian", custodian, "--reason", reason]
    };
    // Said first, and nothing is done.
    let answer = world.hygie(words("house", REASON));
    assert!(answer.out.contains("; 2 versions, 0 attachments"), "{}", answer.out);
    assert!(answer.refused().contains("give it again with --yes"));
    let yes = |custodian, reason| world.hygie(words(custodian, reason).iter().chain(&["--yes"]));
    let said = yes("other", REASON).refused();
    assert!(said.contains("is not past its time: it is kept until 2042-06-12"), "{said}");
    let said = yes("nobody", REASON).refused();
    assert!(said.contains("nothing of this record is kept there"), "{said}");
    let said = yes("house", "because").refused();
    assert!(said.contains("write between 10 and 500 letters"), "{said}");
    assert_eq!(super::world::resources(&world.export("p")).len(), 3);

    let said = yes("house", REASON).done();
    assert_eq!(
        said,
        format!(
            "Destroyed 2 resources and 0 attachments of record {record}; 1 key destroyed. \
             Final once `hygie keys rotate` has run.\n"
        )
    );
    world.healthy();
    let traces = world.hygie(["trace", "list", "--record", &record]).done();
    assert!(traces.contains(&format!("past its time, which was until 2021-05-10 (CSP R.1112-7; [B] for organisations that are no hospital): {REASON}")), "{traces}");
    assert_eq!(listed(&world, &[]).0.len(), 0);
    world.hygie(["keys", "rotate"]).done();
    world.healthy();
}
