//! Documents stay whole and go with the person they are about.

use super::world::{World, bundle, parse, patient, plain, resources};

const SUBJECT: &str = "urn:uuid:0d3c9a51-5f2e-4c1b-9a77-0123456789ab";

fn entry(full_url: &str, resource: &str) -> String {
    format!(r#"{{"fullUrl":"{full_url}","resource":{resource}}}"#)
}

fn composition(subject: &str) -> String {
    entry(
        "urn:uuid:1",
        &format!(
            r#"{{"resourceType":"Composition","id":"c","status":"final","type":{{"text":"letter"}},"subject":{{"reference":"{subject}"}},"date":"2020-01-01","author":[{{"display":"x"}}],"title":"Letter"}}"#
        ),
    )
}

fn document(id: &str, entries: &[String]) -> String {
    let text = bundle("document", entries);
    let parts =
        r#""identifier":{"system":"urn:x","value":"d"},"timestamp":"2020-01-01T00:00:00Z","#;
    let id = if id.is_empty() { String::new() } else { format!(r#""id":"{id}","#) };
    text.replacen(r#""type""#, &format!(r#"{id}{parts}"type""#), 1)
}

#[test]
fn a_document_brings_its_person() {
    let world = World::new();
    let text = document(
        "d",
        &[composition(SUBJECT), entry(SUBJECT, r#"{"resourceType":"Patient","active":true}"#)],
    );
    world.import_text("d.json", &text).expect(2, 0, 0, 0);
    let exported = resources(&world.export(&SUBJECT[9..]));
    let names: Vec<_> = exported.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, [&format!("Patient/{}", &SUBJECT[9..]), "Bundle/d"]);
    // Whole, urns and all.
    assert_eq!(exported[1].1, parse(text.as_bytes()));
    world.import(&["d.json"]).expect(0, 0, 1, 0);
    world.healthy();
}

#[test]
fn a_person_who_is_here_is_left_alone() {
    let world = World::new();
    let here = r#"{"resourceType":"Patient","id":"p","birthDate":"1970-01-01"}"#;
    world.import_text("p.json", here).expect(1, 0, 0, 0);
    for subject in ["Patient/p", "http://x.org/fhir/Patient/p"] {
        let entries = [composition(subject), entry("http://x.org/fhir/Patient/p", &patient("p"))];
        let text = document(if subject.len() > 9 { "d1" } else { "d2" }, &entries);
        world.import_text("d.json", text).expect(1, 0, 0, 0);
    }
    let exported = resources(&world.export("p"));
    assert_eq!(exported.len(), 3);
    assert_eq!(exported[0].1, parse(here.as_bytes()));
}

#[test]
fn a_document_about_someone_elsewhere_waits_for_him() {
    let world = World::new();
    world.file("1.json", document("", &[composition("Patient/p")]));
    let report = world.import(&["1.json"]);
    report.expect(0, 0, 0, 1);
    report.refuses("1.json", "Bundle", "unknown-reference", "Patient/p is not here");
    world.file("2.json", patient("p"));
    world.import(&["1.json", "2.json"]).expect(2, 0, 0, 0);
    // Its id comes from its content.
    world.import(&["1.json", "2.json"]).expect(0, 0, 2, 0);
    assert_eq!(resources(&world.export("p")).len(), 2);
}

#[test]
fn a_document_within_a_bundle_stays_whole_too() {
    let world = World::new();
    let text = document("d", &[composition("Patient/p"), entry("urn:uuid:2", &patient("q"))]);
    let outer = [entry("urn:uuid:1", &patient("p")), plain(&text)];
    world.import_text("a.json", bundle("collection", &outer)).expect(2, 0, 0, 0);
    let exported = resources(&world.export("p"));
    assert_eq!(exported[1].1, parse(text.as_bytes()));
}

#[test]
fn what_is_wrong_in_a_document_is_told_with_its_place() {
    let world = World::new();
    let check = |entries: &[String], code: &str, why: &str| {
        let report = world.import_text("d.json", document("d", entries));
        assert_eq!(report.figure("created"), 0);
        let (_, _, by, because) = report.refusals().remove(0);
        assert_eq!(by, code, "{because}");
        assert!(because.contains(why), "{because}");
    };
    check(&[entry("urn:uuid:1", &patient("p"))], "invalid-resource", "begins with a Composition");
    let bad = entry(SUBJECT, r#"{"resourceType":"Patient","active":1}"#);
    check(&[composition(SUBJECT), bad], "invalid-resource", "its Patient: Patient.active");
    let bad = entry("urn:uuid:2", r#"{"resourceType":"Observation"}"#);
    check(
        &[composition(SUBJECT), entry(SUBJECT, &patient("p")), bad],
        "invalid-resource",
        "Bundle.entry[2].resource",
    );
    assert_eq!(world.healthy()["records"], 1);
}
