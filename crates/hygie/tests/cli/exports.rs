//! Export: what came in comes out, and brings it back.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use hygie_fhir::json::Json;
use hygie_fhir::reference::{Reference, rewrite, walk};

use super::world::{
    World, observation, parse, patient, resources, samples, ten_records, without_assigned,
};

/// The resources of a sample as they should be kept: references by urn led to
/// type and id.
fn expected(sample: &Json) -> BTreeMap<String, Json> {
    let entries = sample.get("entry").and_then(Json::as_array).expect("entries");
    let mut names = BTreeMap::new();
    for entry in entries {
        let resource = entry.get("resource").expect("a resource");
        let kind = resource.resource_type().expect("a type");
        let name = format!("{kind}/{}", resource.id().expect("an id"));
        names.insert(entry.str("fullUrl").expect("a fullUrl").to_owned(), name);
    }
    let mut expected = BTreeMap::new();
    for entry in entries {
        let mut resource = without_assigned(entry.get("resource").expect("a resource").clone());
        rewrite(&mut resource, &mut |reference| match reference {
            Reference::Urn(urn) => names.get(*urn).cloned(),
            _ => None,
        });
        expected.insert(names[entry.str("fullUrl").expect("a fullUrl")].clone(), resource);
    }
    expected
}

fn text(json: &Json) -> String {
    String::from_utf8(json.to_vec()).expect("UTF-8")
}

#[test]
fn each_record_comes_out_as_it_came_in() {
    let world = ten_records();
    for (file, sample) in samples() {
        let sample = parse(&sample);
        let expected = expected(&sample);
        let person = expected.keys().find_map(|name| name.strip_prefix("Patient/")).expect("one");
        let exported = world.export(person);
        let found = resources(&exported);
        assert_eq!(found.len(), expected.len(), "{file}");
        for (name, resource) in &found {
            assert_eq!(text(resource), text(&expected[name]), "{file}: {name}");
        }
        // The registry's resources stand first, whatever refers to them later.
        let first = found.iter().position(|(name, _)| name.starts_with("Patient/")).expect("one");
        let registry =
            ["Organization/", "Practitioner/", "PractitionerRole/", "Location/", "Device/"];
        let before = &found[..first];
        assert!(before.iter().all(|(name, _)| registry.iter().any(|r| name.starts_with(r))));
        assert!(!before.is_empty(), "{file}");
        assert_put(&exported);
    }
}

/// Each entry puts its own resource; everything referred to is there.
fn assert_put(exported: &Json) {
    let mut names = Vec::new();
    for entry in exported.get("entry").and_then(Json::as_array).expect("entries") {
        let resource = entry.get("resource").expect("a resource");
        let kind = resource.resource_type().expect("a type");
        let name = format!("{kind}/{}", resource.id().expect("an id"));
        let request = entry.get("request").expect("a request");
        assert_eq!((request.str("method"), request.str("url")), (Some("PUT"), Some(&*name)));
        let meta = resource.get("meta").expect("meta");
        assert!(meta.str("versionId").is_some() && meta.str("lastUpdated").is_some());
        names.push(name);
    }
    walk(exported, &mut |link| {
        if let Reference::Local { kind, id, .. } = Reference::parse(link) {
            let name = format!("{kind}/{id}");
            assert!(names.contains(&name), "{name} is referred to and not there");
        }
    });
}

#[test]
fn an_export_brings_the_record_back() {
    let world = ten_records();
    let (_, sample) = samples().swap_remove(5);
    let expected = expected(&parse(&sample));
    let person = expected.keys().find_map(|name| name.strip_prefix("Patient/")).expect("one");
    let first = world.export(person);
    let other = World::new();
    fs::copy(world.path("export.json"), other.path("in.json")).unwrap();
    let count = expected.len() as u64;
    other.import(&["in.json"]).expect(count, 0, 0, 0);
    other.import(&["in.json"]).expect(0, 0, count, 0);
    let order = |json: &Json| {
        let mut all: Vec<_> =
            resources(json).into_iter().map(|(name, r)| (name, text(&r))).collect();
        all.sort();
        all
    };
    assert_eq!(order(&first), order(&other.export(person)));
    other.healthy();
    // Into the folder it came from, nothing is new.
    world.import(&["export.json"]).expect(0, 0, count, 0);
}

#[test]
fn a_record_is_named_by_id_identifier_or_number() {
    let world = World::new();
    let person = |id: &str, value: &str| {
        format!(
            r#"{{"resourceType":"Patient","id":"{id}","identifier":[{{"system":"urn:x","value":"{value}"}},{{"system":"urn:y","value":"same"}}]}}"#
        )
    };
    let lines = [person("p", "1"), person("q", "2"), observation("o", "Patient/p")];
    world.import_text("a.ndjson", lines.join("\n")).expect(3, 0, 0, 0);
    let by_id = world.export("p");
    let figures = world.hygie(["export", "p", "--out", "x", "--json"]).json();
    let number = figures["record"].as_str().expect("a number").to_owned();
    assert_eq!((figures["resources"].as_u64(), figures["registry"].as_u64()), (Some(2), Some(0)));
    for named in ["Patient/p", "urn:x|1", &number] {
        assert_eq!(text(&world.export(named)), text(&by_id), "{named}");
    }
    let said = world.hygie(["export", "urn:y|same", "--out", "x"]).refused();
    assert!(said.contains("2 records answer to that"), "{said}");
    for nobody in ["urn:x|3", "|1", "x|", "|", "", "Patient/", "0000000000000000"] {
        let said = world.hygie(["export", nobody, "--out", "y"]).refused();
        assert!(said.contains("no record here answers to that"), "{nobody}: {said}");
    }
    assert!(!world.path("y").exists());
}

#[test]
fn an_export_is_a_private_file() {
    let world = World::new();
    world.import_text("p.json", patient("p")).expect(1, 0, 0, 0);
    let said = world.hygie(["export", "p", "--out", "out.json"]).done();
    assert!(said.contains("The file is in clear: protect it."), "{said}");
    let mode = |name: &str| fs::metadata(world.path(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode("out.json"), 0o600);
    // One that is there is replaced, by a private one.
    world.file("open.json", "old");
    fs::set_permissions(world.path("open.json"), fs::Permissions::from_mode(0o644)).unwrap();
    world.hygie(["export", "p", "--out", "open.json"]).done();
    assert_eq!(mode("open.json"), 0o600);
    // A link is replaced, not followed.
    std::os::unix::fs::symlink("p.json", world.path("link.json")).unwrap();
    world.hygie(["export", "p", "--out", "link.json"]).done();
    assert!(fs::symlink_metadata(world.path("link.json")).unwrap().is_file());
    assert_eq!(fs::read_to_string(world.path("p.json")).unwrap(), patient("p"));

    fs::create_dir(world.path("folder")).unwrap();
    for (target, expect) in [
        ("folder", "is not a plain file"),
        ("/dev/null", "is not a plain file"),
        ("absent/out.json", "No such file or directory"),
        ("folder/..", "is not a plain file"),
        ("p.json/x", "Not a directory"),
    ] {
        let said = world.hygie(["export", "p", "--out", target]).refused();
        assert!(said.contains(expect), "{target}: {said}");
    }
    let left: Vec<_> =
        fs::read_dir(world.path("")).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().ends_with(".part")), "{left:?}");
}

#[test]
fn a_resource_about_several_persons_is_in_each_export() {
    let world = World::new();
    let appointment = r#"{"resourceType":"Appointment","id":"a","status":"booked","participant":[{"actor":{"reference":"Patient/p"},"status":"accepted"},{"actor":{"reference":"Patient/q"},"status":"accepted"}]}"#;
    let lines = [patient("p"), patient("q"), appointment.to_owned()];
    world.import_text("a.ndjson", lines.join("\n")).expect(3, 0, 0, 0);
    for person in ["p", "q"] {
        let names: Vec<_> = resources(&world.export(person)).into_iter().map(|(n, _)| n).collect();
        assert_eq!(names, [format!("Patient/{person}"), "Appointment/a".to_owned()]);
    }
    world.import(&["a.ndjson"]).expect(0, 0, 3, 0);
    world.healthy();
}
