//! The official examples of R4: each is read, none is stated that may not be.
#![expect(clippy::expect_used, reason = "helper of a test: clippy spares only the test functions")]

use std::fs;
use std::path::PathBuf;

use hygie_base::Timestamp;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Banner, Details, Fact, Kind, KindSet, Seen, Standing, Synthesis, Timeline};

/// 2026-11-25.
const NOW: Timestamp = Timestamp(1_795_600_800_000);

#[expect(clippy::disallowed_methods, reason = "a test has no other configuration")]
fn package() -> PathBuf {
    let place = std::env::var("HYGIE_R4_EXAMPLES").expect(
        "HYGIE_R4_EXAMPLES must name the unpacked `package` folder of npm \
         hl7.fhir.r4.examples@4.0.1; `make test` fetches it and sets it",
    );
    PathBuf::from(place)
}

/// Every resource of a type that is a fact, those inside bundles too.
fn resources() -> Vec<Json> {
    let mut found = Vec::new();
    for entry in fs::read_dir(package()).expect("the package is a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let definition = ["SearchParameter-", "ValueSet-", "CodeSystem-", "StructureDefinition-"];
        if !name.ends_with(".json") || definition.iter().any(|start| name.starts_with(start)) {
            continue;
        }
        let bytes = fs::read(&path).expect("the file is readable");
        let Ok(resource) = parse(&bytes, &JsonLimits::DEFAULT) else { continue };
        let inner = resource.get("entry").and_then(Json::as_array).unwrap_or_default();
        found.extend(inner.iter().filter_map(|one| one.get("resource").cloned()));
        found.push(resource);
    }
    found
}

#[test]
fn each_example_is_read() {
    let resources = resources();
    let mut facts = Vec::new();
    for resource in &resources {
        let resource_type = resource.resource_type().unwrap_or_default();
        if resource_type == "Patient" {
            assert!(Banner::of(resource).age(NOW).is_none_or(|age| age.value < 200));
        }
        let details = Details::of(resource);
        assert!(!details.lines.is_empty() || resource.as_object().is_none_or(|one| one.len() < 4));
        let fact = Fact::read(resource);
        assert_eq!(fact.is_some(), Fact::interests(resource_type), "{resource_type}");
        facts.extend(fact.map(|fact| (resource, fact)));
    }
    assert!(facts.len() > 300, "{}", facts.len());
    let seen = facts.iter().map(|(resource, fact)| Seen {
        fact,
        resource_type: resource.resource_type().unwrap_or_default(),
        id: resource.id().unwrap_or_default(),
        version: 1,
        written: NOW,
        author: "",
        custodian: "",
    });
    let unnamed: Vec<String> = facts
        .iter()
        .filter(|(_, fact)| fact.title.is_empty())
        .map(|(resource, _)| {
            let resource_type = resource.resource_type().unwrap_or_default();
            format!("{resource_type}/{}", resource.id().unwrap_or_default())
        })
        .collect();
    // Some truly say no more than their type.
    assert!(unnamed.len() * 20 < facts.len(), "{unnamed:?}");
    for (resource, fact) in &facts {
        let text = String::from_utf8(resource.to_vec()).expect("JSON is UTF-8");
        let status = resource.str("status").unwrap_or_default();
        assert!(!text.contains("\"modifierExtension\"") || !fact.standing.is_fact());
        assert!(status != "entered-in-error" || fact.standing == Standing::EnteredInError);
        assert!(status != "not-done" || !fact.standing.is_fact());
    }
    let synthesis = Synthesis::of(seen.clone(), NOW, KindSet::NONE, None);
    let (problems, results) = (synthesis.problems.total, synthesis.results.total);
    assert!(problems > 3 && results > 3, "{problems} problems, {results} results");
    let timeline = Timeline::of(seen, KindSet::NONE, Default::default());
    let vitals = timeline.kinds.iter().find(|(kind, _)| *kind == Kind::Vital);
    assert!(vitals.is_some_and(|(_, count)| *count > 10));
}
