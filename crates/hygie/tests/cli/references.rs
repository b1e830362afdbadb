//! References that an import resolves: by urn, by full URL, by search.

use hygie_fhir::json::Json;

use super::world::{World, bundle, observation, patient, post, resources};

fn practitioner(id: &str, value: &str) -> String {
    format!(
        r#"{{"resourceType":"Practitioner","id":"{id}","identifier":[{{"system":"urn:x","value":"{value}"}}]}}"#
    )
}

/// An Observation of `Patient/p` by a performer.
fn performed(id: &str, performer: &str) -> String {
    let text = observation(id, "Patient/p");
    let end = text.len() - 1;
    format!(r#"{},"performer":[{{"reference":"{performer}"}}]}}"#, &text[..end])
}

/// The performer of an Observation of `Patient/p`.
#[track_caller]
fn performer(world: &World, id: &str) -> String {
    let all = resources(&world.export("p"));
    let name = format!("Observation/{id}");
    let (_, resource) = all.iter().find(|(found, _)| *found == name).expect("the Observation");
    let performers = resource.get("performer").and_then(Json::as_array).expect("performers");
    performers[0].str("reference").expect("a reference").to_owned()
}

#[test]
fn entries_name_one_another_by_full_url() {
    for kind in ["transaction", "batch"] {
        let world = World::new();
        let entries = [
            post("urn:uuid:1", &performed("o1", "urn:oid:1.2.3")),
            post("urn:uuid:2", &performed("o2", "http://x.org/fhir/Practitioner/far")),
            post("urn:uuid:3", &performed("o3", "Practitioner/near")),
            post("urn:uuid:4", &performed("o4", "http://other.org/Practitioner/far")),
            post("urn:uuid:5", &patient("p")),
            post("urn:oid:1.2.3", &practitioner("a", "1")),
            post("http://x.org/fhir/Practitioner/far", &practitioner("b", "2")),
            post("http://x.org/fhir/Practitioner/near", &practitioner("near", "3")),
        ];
        world.import_text("a.json", bundle(kind, &entries)).expect(8, 0, 0, 0);
        assert_eq!(performer(&world, "o1"), "Practitioner/a");
        assert_eq!(performer(&world, "o2"), "Practitioner/b");
        assert_eq!(performer(&world, "o3"), "Practitioner/near");
        // Of another server: as it came.
        assert_eq!(performer(&world, "o4"), "http://other.org/Practitioner/far");
        let names = resources(&world.export("p"));
        assert_eq!(names.len(), 8, "the three Practitioners come with the record");
        world.import(&["a.json"]).expect(0, 0, 8, 0);
    }
}

#[test]
fn a_search_leads_within_the_bundle_first() {
    for kind in ["transaction", "batch"] {
        let world = World::new();
        // The store has another of the same identifier.
        world.import_text("before.json", practitioner("before", "1")).expect(1, 0, 0, 0);
        let entries = [
            post("urn:uuid:1", &patient("p")),
            post("urn:uuid:2", &performed("o", "Practitioner?identifier=urn:x|1")),
            post("urn:uuid:3", &practitioner("within", "1")),
        ];
        world.import_text("a.json", bundle(kind, &entries)).expect(3, 0, 0, 0);
        assert_eq!(performer(&world, "o"), "Practitioner/within");
        world.import(&["a.json"]).expect(0, 0, 3, 0);
    }
}

#[test]
fn a_search_leads_to_what_the_run_brings_before_or_later() {
    let world = World::new();
    let by = |value: u32| format!("Practitioner?identifier=urn:x%7C{value}");
    world.file("in/1.ndjson", format!("{}\n{}", patient("p"), performed("later", &by(2))));
    let entries = [post("urn:uuid:1", &performed("also", &by(2)))];
    world.file("in/2.json", bundle("transaction", &entries));
    world
        .file("in/3.ndjson", format!("{}\n{}", practitioner("one", "1"), practitioner("two", "2")));
    world.file("in/4.ndjson", performed("before", &by(1)));
    world.import(&["in"]).expect(6, 0, 0, 0);
    assert_eq!(performer(&world, "before"), "Practitioner/one");
    assert_eq!(performer(&world, "later"), "Practitioner/two");
    assert_eq!(performer(&world, "also"), "Practitioner/two");
    world.import(&["in"]).expect(0, 0, 6, 0);
    world.healthy();
}

#[test]
fn a_search_that_leads_to_none_or_several_is_refused() {
    let world = World::new();
    let twice = [practitioner("a", "1"), practitioner("b", "1"), patient("p")];
    world.import_text("in.ndjson", twice.join("\n")).expect(3, 0, 0, 0);
    let check = |reference: &str, code: &str, why: &str| {
        let report = world.import_text("o.ndjson", performed("o", reference));
        report.expect(0, 0, 0, 1);
        report.refuses("o.ndjson", "line 1 (Observation)", code, why);
        let entries = [post("urn:uuid:1", &performed("o", reference))];
        let report = world.import_text("t.json", bundle("transaction", &entries));
        report.expect(0, 0, 0, 1);
        report.refuses("t.json", "transaction", code, why);
        let (_, _, _, because) = report.refusals().remove(0);
        assert!(because.starts_with("entry 0 (Observation): "), "{because}");
    };
    check("Practitioner?identifier=urn:x|9", "unknown-reference", "matches nothing here");
    check("Practitioner?identifier=urn:x|1", "unknown-reference", "matches several resources");
    check("Practitioner?identifier", "unknown-reference", "is written Type?parameter=value");
    check("Medication?identifier=urn:x|1", "usage", "no index serves a conditional reference");
    // Several in the bundle itself.
    let world = World::new();
    let entries = [
        post("urn:uuid:1", &patient("p")),
        post("urn:uuid:2", &performed("o", "Practitioner?identifier=urn:x|1")),
        post("urn:uuid:3", &practitioner("a", "1")),
        post("urn:uuid:4", &practitioner("b", "1")),
    ];
    let report = world.import_text("t.json", bundle("transaction", &entries));
    report.expect(0, 0, 0, 4);
    report.refuses("t.json", "transaction", "invalid-resource", "several resources of the bundle");
    let report = world.import_text("b.json", bundle("batch", &entries));
    report.expect(3, 0, 0, 1);
    report.refuses("b.json", "entry 1 (Observation)", "invalid-resource", "several resources");
}

#[test]
fn a_person_by_search_is_the_same_person() {
    let world = World::new();
    let person =
        r#"{"resourceType":"Patient","id":"p","identifier":[{"system":"urn:x","value":"1"}]}"#;
    let lines = [observation("o", "Patient?identifier=urn:x|1"), person.to_owned()];
    world.import_text("a.ndjson", lines.join("\n")).expect(2, 0, 0, 0);
    assert_eq!(resources(&world.export("p")).len(), 2);
    assert_eq!(resources(&world.export("urn:x|1")).len(), 2);
}
