//! What an import takes: bundles of every kind, lines, folders, packed files.

use std::io::Write;

use hygie_fhir::json::Json;

use super::world::{World, bundle, observation, parse, patient, plain, post, resources};

const UUID: &str = "0d3c9a51-5f2e-4c1b-9a77-0123456789ab";

fn urn(last: u32) -> String {
    format!("urn:uuid:0d3c9a51-5f2e-4c1b-9a77-{last:012}")
}

fn gzip(text: &str) -> Vec<u8> {
    let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    to.write_all(text.as_bytes()).expect("gzip");
    to.finish().expect("gzip")
}

fn zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 3).expect("zstd")
}

#[test]
fn a_transaction_is_taken_whole_or_not_at_all() {
    let world = World::new();
    let good =
        [post(&urn(1), r#"{"resourceType":"Patient"}"#), post(&urn(2), &observation("o", &urn(1)))];
    let empty = world.healthy();
    for (bad, code, place, why) in [
        (
            post(&urn(3), r#"{"resourceType":"Observation","status":"final"}"#),
            "invalid-resource",
            "entry 2 (Observation): ",
            "Observation: code is required",
        ),
        (
            post(&urn(3), &observation("o3", "Patient/absent")),
            "unknown-reference",
            "entry 2 (Observation): ",
            "Patient/absent is not here",
        ),
        (
            post(&urn(3), &observation("o", &urn(1))),
            "business-rule",
            "",
            "Observation/o stands twice in one transaction",
        ),
        (
            plain(&observation("o3", &urn(1))),
            "invalid-resource",
            "",
            "Bundle.entry[2].request: an entry of a transaction or batch has a request",
        ),
    ] {
        let text = bundle("transaction", &[&good[..], &[bad]].concat());
        let report = world.import_text("bundle.json", text);
        report.expect(0, 0, 0, 3);
        let refusals = report.refusals();
        let (_, _, _, because) = &refusals[0];
        assert!(because.starts_with(place), "{because}");
        let entry = if place.is_empty() && code == "invalid-resource" { "" } else { "transaction" };
        report.refuses("bundle.json", entry, code, why);
        let after = world.healthy();
        assert_eq!((&after["records"], &after["entries"]), (&empty["records"], &empty["entries"]));
    }
    world.import_text("bundle.json", bundle("transaction", &good)).expect(2, 0, 0, 0);
    let exported = world.export(&urn(1)["urn:uuid:".len()..]);
    let observed = resources(&exported).pop().expect("an Observation").1;
    let subject = observed.get("subject").and_then(|subject| subject.str("reference"));
    assert_eq!(subject, Some(format!("Patient/{}", &urn(1)[9..]).as_str()));
}

#[test]
fn other_bundles_are_taken_entry_by_entry() {
    for kind in ["batch", "collection", "searchset"] {
        let world = World::new();
        let of_kind = |resource: &str| match kind {
            "batch" => post(&format!("urn:uuid:{kind}{}", resource.len()), resource),
            _ => plain(resource),
        };
        let mut entries = vec![
            of_kind(&observation("o1", "Patient/p")),
            of_kind(r#"{"resourceType":"Observation","id":"o2","status":"final"}"#),
            of_kind(&patient("p")),
        ];
        if kind == "searchset" {
            let outcome = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"warning","code":"processing"}]}"#;
            entries.push(format!(r#"{{"resource":{outcome},"search":{{"mode":"outcome"}}}}"#));
        }
        let report = world.import_text("bundle.json", bundle(kind, &entries));
        report.expect(2, 0, 0, 1);
        report.refuses(
            "bundle.json",
            "entry 1 (Observation)",
            "invalid-resource",
            "Observation: code is required",
        );
        assert_eq!(resources(&world.export("p")).len(), 2, "{kind}");
        world.import(&["bundle.json"]).expect(0, 0, 2, 1);
        world.healthy();
    }
}

#[test]
fn bundles_that_ask_for_nothing_are_refused() {
    let world = World::new();
    for kind in ["history", "message", "transaction-response", "batch-response", "nonsense"] {
        let report = world.import_text("bundle.json", bundle(kind, &[plain(&patient("p"))]));
        report.expect(0, 0, 0, 1);
        report.refuses("bundle.json", "", "invalid-resource", "Bundle");
    }
    world.import_text("bundle.json", bundle("transaction", &[])).expect(0, 0, 0, 0);
    world.healthy();
}

#[test]
fn a_bad_line_does_not_stop_the_others() {
    let world = World::new();
    let lines = [
        &patient("p"),
        "{",
        "",
        r#"{"resourceType":"Observation","id":"bad"}"#,
        &observation("o", "Patient/p"),
        &bundle("collection", &[plain(&observation("o2", "Patient/p")), plain("{}")]),
    ];
    let report = world.import_text("a.ndjson", lines.join("\r\n"));
    report.expect(3, 0, 0, 3);
    let places: Vec<_> =
        report.refusals().into_iter().map(|(_, entry, code, _)| (entry, code)).collect();
    let expect = [
        ("line 2", "invalid-json"),
        ("line 4 (Observation)", "invalid-resource"),
        ("line 6, entry 1", "invalid-resource"),
    ];
    assert_eq!(places, expect.map(|(entry, code)| (entry.to_owned(), code.to_owned())));
}

#[test]
fn folders_and_packed_files_are_read_by_what_they_hold() {
    let world = World::new();
    world.file("in/p.json", patient("p"));
    world.file("in/deep/er/o1.json.gz", gzip(&observation("o1", "Patient/p")));
    world.file("in/deep/o2.json.zst", zstd(&observation("o2", "Patient/p")));
    let lines = format!("{}\n{}", observation("o3", "Patient/p"), observation("o4", "Patient/p"));
    world.file("in/lines.ndjson.gz", gzip(&lines));
    world.file("in/lines.jsonl.zst", zstd(&observation("o5", "Patient/p")));
    world.file("in/README.md", "not FHIR");
    world.file("in/notes.txt", "not FHIR either");
    // A name lies; the first bytes do not.
    world.file("in/plain.json.gz", observation("o6", "Patient/p"));
    world.file("alone.bin", zstd(&observation("o7", "Patient/p")));
    let report = world.import(&["in", "alone.bin"]);
    report.expect(8, 0, 0, 0);
    assert_eq!(report.figure("files"), 7);
    // Members of gzip and frames of zstd that follow one another are one text.
    let (left, right) = lines.split_at(40);
    let twice = |pack: &dyn Fn(&str) -> Vec<u8>| [pack(left), pack(right)].concat();
    world.file("gzip.ndjson.gz", twice(&gzip));
    world.file("zstd.ndjson.zst", twice(&zstd));
    world.import(&["gzip.ndjson.gz", "zstd.ndjson.zst"]).expect(0, 0, 4, 0);
}

#[test]
fn a_second_run_adds_nothing() {
    let world = World::new();
    let entries = [
        post(&urn(1), r#"{"resourceType":"Patient","birthDate":"1970-01-01"}"#),
        post(&urn(2), &observation("", &urn(1)).replace(r#""id":"","#, "")),
        post("urn:oid:1.2.3", r#"{"resourceType":"Practitioner","active":true}"#),
    ];
    world.file("a.json", bundle("transaction", &entries));
    world.file(
        "b.ndjson",
        format!(
            "{}\n{}\n",
            observation("o", &format!("Patient/{}", &urn(1)[9..])),
            r#"{"resourceType":"Organization","name":"Alone"}"#
        ),
    );
    world.import(&["a.json", "b.ndjson"]).expect(5, 0, 0, 0);
    let before = world.healthy();
    let size = std::fs::metadata(world.path("data/hygie.db")).unwrap().len();
    world.import(&["a.json", "b.ndjson"]).expect(0, 0, 5, 0);
    world.import(&["b.ndjson", "a.json"]).expect(0, 0, 5, 0);
    let after = world.healthy();
    for figure in ["records", "entries", "resources", "tokens", "keys", "attachments"] {
        assert_eq!(before[figure], after[figure], "{figure}");
    }
    assert_eq!(size, std::fs::metadata(world.path("data/hygie.db")).unwrap().len());
    // Another content is another version of the same.
    let changed = entries.map(|entry| entry.replace("1970-01-01", "1970-01-02"));
    world.import_text("a.json", bundle("transaction", &changed)).expect(0, 1, 2, 0);
}

#[test]
fn what_several_bundles_repeat_is_kept_once() {
    let world = World::new();
    let shared = post(&urn(9), r#"{"resourceType":"Organization","id":"shared","name":"S"}"#);
    for person in ["p", "q"] {
        let entries = [shared.clone(), post(&format!("urn:uuid:{person}"), &patient(person))];
        world.file(&format!("in/{person}.json"), bundle("transaction", &entries));
    }
    world.import(&["in"]).expect(3, 0, 1, 0);
}

#[test]
fn ids_are_kept_whatever_the_method() {
    let world = World::new();
    let url = format!("urn:uuid:{UUID}");
    let entry = |full_url: &str, id: &str| {
        let id = if id.is_empty() { String::new() } else { format!(r#""id":"{id}","#) };
        post(full_url, &format!(r#"{{"resourceType":"Patient",{id}"active":true}}"#))
    };
    let entries = [
        entry(&url, "kept"),
        entry(&urn(7), ""),
        entry("urn:oid:1.2", ""),
        entry("urn:oid:1.3", "no_id"),
    ];
    world.import_text("bundle.json", bundle("batch", &entries)).expect(4, 0, 0, 0);
    world.export("kept");
    world.export(&urn(7)[9..]);
    for id in [UUID, "no_id"] {
        world.hygie(["export", id, "--out", "x"]).refused();
    }
    // Entry 2 and 3 have ids derived from their content.
    assert_eq!(world.healthy()["resources"], 5);
    world.import(&["bundle.json"]).expect(0, 0, 4, 0);
}

#[test]
fn what_comes_before_its_person_waits_for_it() {
    let world = World::new();
    let about = |id: &str| observation(id, "Patient/p");
    let lines = [about("o1"), about("o2"), patient("p"), about("o3")];
    world.import_text("a.ndjson", lines.join("\n")).expect(4, 0, 0, 0);
    // The person in a later file, and through a transaction.
    world
        .file("b/1.json", bundle("transaction", &[post(&urn(1), &observation("o4", "Patient/q"))]));
    world.file("b/2.ndjson", observation("o5", "Patient/q"));
    world.file("b/3.json", patient("q"));
    world.import(&["b"]).expect(3, 0, 0, 0);
    assert_eq!(resources(&world.export("q")).len(), 3);
    // Nowhere: told once, with the place.
    let report = world.import_text(
        "c.ndjson",
        format!("{}\n{}", patient("r"), observation("o6", "Patient/nobody")),
    );
    report.expect(1, 0, 0, 1);
    report.refuses(
        "c.ndjson",
        "line 2 (Observation)",
        "unknown-reference",
        "Patient/nobody is not here: import the person first, or in the same run",
    );
    world.healthy();
}

#[test]
fn what_goes_with_another_waits_for_it() {
    let world = World::new();
    let provenance = |id: &str, target: &str| {
        format!(
            r#"{{"resourceType":"Provenance","id":"{id}","recorded":"2020-01-01T00:00:00Z","target":[{{"reference":"{target}"}}],"agent":[{{"who":{{"display":"x"}}}}]}}"#
        )
    };
    let lines = [
        provenance("pr", "Specimen/child"),
        provenance("nowhere", "Specimen/absent"),
        r#"{"resourceType":"Specimen","id":"child","parent":[{"reference":"Specimen/parent"}]}"#
            .to_owned(),
        r#"{"resourceType":"Specimen","id":"parent","subject":{"reference":"Patient/p"}}"#
            .to_owned(),
        patient("p"),
    ];
    world.file("a.ndjson", lines.join("\n"));
    world.import(&["a.ndjson"]).expect(5, 0, 0, 0);
    world.import(&["a.ndjson"]).expect(0, 0, 5, 0);
    let names: Vec<_> = resources(&world.export("p")).into_iter().map(|(name, _)| name).collect();
    for name in ["Patient/p", "Specimen/parent", "Specimen/child", "Provenance/pr"] {
        assert!(names.iter().any(|found| found == name), "{name} in {names:?}");
    }
    assert_eq!(names.len(), 4);
    world.healthy();
}

#[test]
fn a_binary_goes_with_its_context_or_what_refers_to_it() {
    let world = World::new();
    let binary = |id: &str, context: &str| {
        format!(
            r#"{{"resourceType":"Binary","id":"{id}",{context}"contentType":"text/plain","data":"AAAA"}}"#
        )
    };
    let document = |id: &str, url: &str| {
        format!(
            r#"{{"resourceType":"DocumentReference","id":"{id}","status":"current","subject":{{"reference":"Patient/p"}},"content":[{{"attachment":{{"url":"{url}"}}}}]}}"#
        )
    };
    let context = |reference: &str| format!(r#""securityContext":{{"reference":"{reference}"}},"#);
    let entries = [
        post("urn:uuid:0", &patient("p")),
        post(&urn(1), &binary("own", &context("Patient/p"))),
        post(&urn(2), &binary("through", &context("Observation/o"))),
        post(&urn(3), &binary("referred", "")),
        post("http://x.org/fhir/Binary/absolute", &binary("absolute", "")),
        post(&urn(4), &binary("alone", "")),
        post("urn:uuid:5", &document("d", &urn(3))),
        post("urn:uuid:6", &document("e", "http://x.org/fhir/Binary/absolute")),
        post("urn:uuid:7", &observation("o", "Patient/p")),
    ];
    for kind in ["transaction", "batch"] {
        let world = World::new();
        world.import_text("a.json", bundle(kind, &entries)).expect(9, 0, 0, 0);
        world.import(&["a.json"]).expect(0, 0, 9, 0);
        let names: Vec<_> =
            resources(&world.export("p")).into_iter().map(|(name, _)| name).collect();
        for id in ["own", "through", "referred", "absolute"] {
            assert!(names.contains(&format!("Binary/{id}")), "{kind}: {id} in {names:?}");
        }
        assert!(!names.contains(&"Binary/alone".to_owned()), "{kind}");
        world.healthy();
    }
    drop(world);
}

#[test]
fn what_names_no_person_is_put_aside() {
    let world = World::new();
    let lines = [
        r#"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"display":"a woman in bed 4"}}"#,
        r#"{"resourceType":"Organization","id":"org","name":"House"}"#,
    ];
    world.import_text("a.ndjson", lines.join("\n")).expect(2, 0, 0, 0);
    world.import(&["a.ndjson"]).expect(0, 0, 2, 0);
    // Once it names one it would move, which only a merge may do.
    let report = world
        .import_text("b.ndjson", format!("{}\n{}", patient("p"), observation("o", "Patient/p")));
    report.expect(1, 0, 0, 1);
    report.refuses(
        "b.ndjson",
        "line 2 (Observation)",
        "business-rule",
        "a subject changes only by a merge",
    );
    assert_eq!(resources(&world.export("p")).len(), 1);
    world.healthy();
}

#[test]
fn the_custodian_is_the_named_organisation() {
    let world = World::new();
    world.file("p.json", patient("p"));
    let answer = world.hygie(["import", "--organisation", "Other  House", "p.json"]);
    assert_eq!((answer.code, answer.err.as_str()), (Some(0), "New organisation: Other  House.\n"));
    assert_eq!(answer.out, "1 file, 1 resource: 1 new, 0 changed, 0 already here, 0 refused.\n");
    // Known by now, however it is spelt.
    world.file("o.json", observation("o", "Patient/p"));
    world.hygie(["import", "--organisation", " other house", "o.json"]).done();
    let said = world.hygie(["import", "--organisation", " ", "p.json"]).refused();
    assert!(said.contains("an organisation needs a name"), "{said}");
    // Each keeps its own part.
    world.file("o2.json", observation("o2", "Patient/p"));
    world.hygie(["import", "o2.json"]).done();
    let erased = world.hygie(["keys", "erase", "p", "--custodian", "House", "--json"]).json();
    assert_eq!(erased["resources"], 1);
    assert_eq!(resources(&world.export("p")).len(), 2);
}

#[test]
fn a_report_for_people_says_where_and_why() {
    let world = World::new();
    world.file("a.json", r#"{"resourceType":"Patient","gender":"x"}"#);
    world.file("b.json", patient("p"));
    let answer = world.hygie(["import", "a.json", "b.json"]);
    assert_eq!(answer.code, Some(1));
    let lines: Vec<_> = answer.err.lines().collect();
    assert_eq!(lines.len(), 1, "{}", answer.err);
    assert!(lines[0].starts_with("a.json: Patient: Patient.gender"), "{}", lines[0]);
    assert!(lines[0].ends_with("[invalid-resource]"), "{}", lines[0]);
    assert_eq!(answer.out, "2 files, 2 resources: 1 new, 0 changed, 0 already here, 1 refused.\n");
}

#[test]
fn numbers_and_order_come_back_as_they_came() {
    let world = World::new();
    let text = r#"{"id":"p","resourceType":"Patient","multipleBirthInteger":2,"extension":[{"valueDecimal":1.50,"url":"http://x"},{"url":"http://y","valueDecimal":1.0e2}],"name":[{"given":["\u00e9l\u00e8ve"],"family":"D\"x"}]}"#;
    world.import_text("p.json", text).expect(1, 0, 0, 0);
    let exported = world.export("p");
    assert_eq!(resources(&exported)[0].1, parse(text.as_bytes()));
    let written = String::from_utf8(std::fs::read(world.path("export.json")).unwrap()).unwrap();
    assert!(written.contains(r#""valueDecimal":1.50"#) && written.contains("1.0e2"), "{written}");
    assert_eq!(exported.str("type"), Some("transaction"));
    let entry = &exported.get("entry").and_then(Json::as_array).unwrap()[0];
    assert_eq!(entry.get("request").and_then(|r| r.str("url")), Some("Patient/p"));
}
