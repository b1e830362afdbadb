//! The official examples of R4, imported as a folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use hygie_fhir::json::Json;

use super::world::{World, parse, resources, without_assigned};

/// What FHIR's own definitions are made of: left out, by itself and in bundles.
const LEFT_OUT: [&str; 4] = ["SearchParameter", "ValueSet", "CodeSystem", "StructureDefinition"];

/// Examples that R4 itself breaks; `hygie-fhir` lists why.
const BROKEN: [&str; 3] = ["ImplementationGuide-fhir.json", "Questionnaire-qs1.json", "ig-r4.json"];

#[expect(clippy::disallowed_methods, reason = "a test has no other configuration")]
fn package() -> String {
    std::env::var("HYGIE_R4_EXAMPLES").expect(
        "HYGIE_R4_EXAMPLES must name the unpacked `package` folder of npm \
         hl7.fhir.r4.examples@4.0.1; `make test` fetches it and sets it",
    )
}

/// The examples by file name, but for definitions.
fn examples() -> BTreeMap<String, Json> {
    let mut examples = BTreeMap::new();
    for entry in fs::read_dir(package()).expect("the examples folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a plain name");
        if !name.ends_with(".json") || LEFT_OUT.iter().any(|kind| name.starts_with(kind)) {
            continue;
        }
        let json = parse(&fs::read(entry.path()).expect("a file"));
        let left_out = |json: &Json| json.resource_type().is_none_or(|k| LEFT_OUT.contains(&k));
        let within = json.get("entry").and_then(Json::as_array).unwrap_or_default();
        let definitions = within.iter().filter_map(|entry| entry.get("resource")).any(left_out);
        if !left_out(&json) && !definitions {
            examples.insert(name, json);
        }
    }
    examples
}

/// Whether a refusal of one of the examples is as it should be.
fn sensible(file: &str, example: &Json, code: &str, why: &str) -> bool {
    match code {
        // Nobody brings the person.
        "unknown-reference" => why.contains(" is not here: import the person first"),
        // Different examples use the same id for different persons.
        "business-rule" => {
            example.resource_type() == Some("Bundle") && why.contains("concerns another person")
        }
        "invalid-resource" if BROKEN.contains(&file) => why.contains(" is required"),
        "invalid-resource" => {
            example.resource_type() == Some("Bundle")
                && [
                    "a server's answer is not imported",
                    "a message is not imported",
                    "only POST and PUT are imported",
                ]
                .iter()
                .any(|reason| why.contains(reason))
        }
        _ => false,
    }
}

#[test]
fn the_official_examples_are_taken_or_refused_for_a_reason() {
    let examples = examples();
    assert!(examples.len() > 800, "{}", examples.len());
    let world = World::new();
    for name in examples.keys() {
        let from = Path::new(&package()).join(name);
        let to = world.file(&format!("in/{name}"), "");
        fs::copy(from, to).expect("a copy");
    }
    let report = world.import(&["in"]);
    let refusals = report.refusals();
    for (file, entry, code, why) in &refusals {
        assert!(sensible(file, &examples[file], code, why), "{file}, {entry}: {why} [{code}]");
    }
    // Few of those that are no bundle.
    let single = |file: &String| examples[file].resource_type() != Some("Bundle");
    let refused = refusals.iter().filter(|(file, ..)| single(file)).count();
    assert!(refused < 40, "{refused} of the single resources are refused");
    world.healthy();

    // What came once comes back as it came.
    let mut came: BTreeMap<String, Vec<Json>> = BTreeMap::new();
    for json in examples.values() {
        let mut add = |json: &Json| {
            let name =
                format!("{}/{}", json.resource_type().unwrap_or_default(), json.id().unwrap_or(""));
            came.entry(name).or_default().push(without_assigned(json.clone()));
        };
        add(json);
        let within = json.get("entry").and_then(Json::as_array).unwrap_or_default();
        within.iter().filter_map(|entry| entry.get("resource")).for_each(add);
    }
    let mut equal = 0;
    let patients = examples.values().filter(|json| json.resource_type() == Some("Patient"));
    for patient in patients.filter_map(Json::id) {
        for (name, resource) in resources(&world.export(patient)) {
            if let Some([one]) = came.get(&name).map(Vec::as_slice) {
                assert_eq!(
                    String::from_utf8_lossy(&resource.to_vec()),
                    String::from_utf8_lossy(&one.to_vec()),
                    "{name}"
                );
                equal += 1;
            }
        }
    }
    assert!(equal > 400, "only {equal} were compared");
}
