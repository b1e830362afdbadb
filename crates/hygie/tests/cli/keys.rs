//! Erasing, rotating, and the trace of both.

use std::fs;

use serde_json::Value;

use super::world::{World, bundle, observation, patient, post, resources};

/// One person of two houses, and another person.
fn world() -> World {
    let world = World::new();
    let person =
        r#"{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:x","value":"1"}]}"#;
    let lines = [person.to_owned(), observation("o1", "Patient/p"), patient("q")];
    world.import_text("a.ndjson", lines.join("\n")).expect(3, 0, 0, 0);
    world.file("b.ndjson", observation("o2", "Patient/p"));
    let answer = world.hygie(["import", "--organisation", "Other", "b.ndjson"]);
    assert_eq!(answer.code, Some(0));
    world
}

fn number(world: &World, person: &str) -> String {
    let answer = world.hygie(["export", person, "--out", "x", "--json"]);
    answer.json()["record"].as_str().expect("a number").to_owned()
}

/// Action, outcome and detail of each trace of a record, newest first.
fn traces(world: &World, record: &str) -> Vec<(String, String)> {
    let listed = world.hygie(["trace", "list", "--record", record, "--json"]).json();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = listed.as_array().expect("a list").iter();
    list.map(|seen| (word(&seen["trace"]["action"]), word(&seen["trace"]["outcome"]))).collect()
}

#[test]
fn a_record_is_erased_for_good() {
    let world = world();
    let record = number(&world, "p");
    let before = traces(&world, &record);
    let said = world.hygie(["keys", "erase", "p"]).done();
    assert_eq!(
        said,
        format!(
            "Erased 3 resources and 0 attachments of record {record}; 2 keys destroyed. \
             Final once `hygie keys rotate` has run.\n"
        )
    );
    for named in ["p", "urn:x|1"] {
        let said = world.hygie(["export", named, "--out", "y"]).refused();
        assert!(said.contains("no record here answers to that"), "{said}");
    }
    let said = world.hygie(["export", &record, "--out", "y"]).refused();
    assert!(said.contains("this record was erased"), "{said}");
    let said = world.hygie(["keys", "erase", &record]).refused();
    assert!(said.contains("this record was erased already"), "{said}");
    world.healthy();
    // Its ids are never used again; nobody else is touched.
    let report = world.import(&["a.ndjson"]);
    report.expect(0, 0, 1, 2);
    assert!(report.refusals()[0].3.contains("was erased: its id is never used again"));
    assert_eq!(resources(&world.export("q")).len(), 1);
    // Traces survive, and tell of the erasure.
    let after = traces(&world, &record);
    assert!(after.len() > before.len() && after.ends_with(&before[..]));
    assert!(
        after.iter().any(|(action, outcome)| action == "erase" && outcome == "granted"),
        "{after:?}"
    );

    let said = world.hygie(["keys", "rotate"]).done();
    assert!(said.starts_with("The key ring is at epoch 2: "), "{said}");
    assert!(said.contains("1 older epoch destroyed"), "{said}");
    assert_eq!(traces(&world, &record).len(), after.len() + 1);
    world.healthy();
}

#[test]
fn one_organisations_part_is_erased() {
    let world = world();
    let record = number(&world, "p");
    let said = world.hygie(["keys", "erase", "p", "--custodian", "other"]).done();
    assert!(said.starts_with("Erased 1 resource and 0 attachments"), "{said}");
    assert!(said.contains("1 key destroyed"), "{said}");
    let names: Vec<_> = resources(&world.export("p")).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["Patient/p", "Observation/o1"]);
    world.healthy();
    let said = world.hygie(["keys", "erase", "p", "--custodian", "other"]).refused();
    assert!(said.starts_with("hygie: "), "{said}");
    world.import_text("c.ndjson", observation("o3", "Patient/p")).expect(1, 0, 0, 0);
    world.hygie(["keys", "rotate"]).done();
    world.healthy();
    world.hygie(["keys", "erase", &record]).done();
    world.healthy();
}

#[test]
fn a_rotation_leaves_everything_readable_and_the_old_ring_useless() {
    let world = world();
    let old = fs::read(world.path("data/ring")).unwrap();
    let before = world.export("p");
    let figures = world.hygie(["keys", "rotate", "--json"]).json();
    assert_eq!((figures["epoch"].as_u64(), figures["destroyed"].as_u64()), (Some(2), Some(1)));
    assert!(figures["rewrapped"].as_u64().is_some_and(|keys| keys >= 4));
    assert_eq!(resources(&world.export("p")), resources(&before));
    world.import_text("d.ndjson", observation("o4", "Patient/p")).expect(1, 0, 0, 0);
    world.healthy();
    let new = fs::read(world.path("data/ring")).unwrap();
    assert_ne!(old, new);
    super::world::put(&world.path("data/ring"), &old);
    let said = world.hygie(["doctor"]).refused();
    assert!(said.contains("is not the one of this store, or an older copy of it"), "{said}");
    super::world::put(&world.path("data/ring"), &new);
    world.healthy();
}

#[test]
fn a_trace_says_who_did_what_and_when() {
    let world = world();
    world.export("p");
    let record = number(&world, "p");
    let text = world.hygie(["trace", "list", "--record", "p"]).done();
    let lines: Vec<_> = text.lines().collect();
    for line in &lines {
        assert!(line.contains("command-line:uid-") && line.contains("(operator)"), "{line}");
        assert!(line.ends_with(", from the command line"), "{line}");
    }
    // Newest first: this search, then two exports and their searches, three writes.
    let words = ["search", "export", "search", "export", "search", "write", "write", "write"];
    assert_eq!(lines.len(), words.len(), "{text}");
    for (line, word) in lines.iter().zip(words) {
        assert!(line.contains(&format!(": {word}")), "{word}: {line}");
    }
    // Reading traces is traced too.
    let listed = traces(&world, &record);
    assert_eq!((listed.len(), listed[0].0.as_str()), (9, "list-traces"), "{listed:?}");
    // A refusal that names nobody is nobody's trace.
    world.hygie(["export", "nobody", "--out", "y"]).refused();
    let again = traces(&world, &record);
    assert!(again.iter().all(|(_, outcome)| outcome == "granted"), "{again:?}");
}

#[test]
fn an_attachment_goes_with_its_record() {
    let world = World::new();
    let data = "QUJD".repeat(40_000);
    let binary = format!(
        r#"{{"resourceType":"Binary","id":"b","contentType":"text/plain","securityContext":{{"reference":"Patient/p"}},"data":"{data}"}}"#
    );
    let entries = [post("urn:uuid:1", &patient("p")), post("urn:uuid:2", &binary)];
    world.import_text("a.json", bundle("transaction", &entries)).expect(2, 0, 0, 0);
    assert_eq!(world.healthy()["attachments"], 1);
    assert_eq!(resources(&world.export("p"))[1].1, super::world::parse(binary.as_bytes()));
    world.import(&["a.json"]).expect(0, 0, 2, 0);
    let blobs = || {
        let files = |path: &std::path::Path| fs::read_dir(path).unwrap().count();
        files(&world.path("data/blobs"))
    };
    assert!(blobs() > 0);
    let figures = world.hygie(["keys", "erase", "p", "--json"]).json();
    assert_eq!(figures["attachments"], 1);
    let after = world.healthy();
    assert_eq!((&after["attachments"], &after["orphans"]), (&Value::from(0), &Value::from(0)));
}

#[test]
fn an_unknown_organisation_erases_nothing() {
    let world = world();
    let said = world.hygie(["keys", "erase", "p", "--custodian", "nobody"]).refused();
    assert!(said.contains("keeps nothing of this record: nothing was erased"), "{said}");
    world.healthy();
    assert_eq!(resources(&world.export("p")).len(), 3);
}
