//! The official examples of R4: read, validated, and written back equal.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "helpers of a test: clippy spares only the test functions themselves"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::validate::validate;

/// Resources of the package besides definitions and terminology.
const COUNT: usize = 873;

/// Types left out: what the definitions themselves are made of, 4,433 files.
const LEFT_OUT: [&str; 4] = ["SearchParameter", "ValueSet", "CodeSystem", "StructureDefinition"];

/// What the specification's own examples break, with all their faults.
const BROKEN: [(&str, &[&str]); 3] = [
    // R4 requires `name` and `status` of an ImplementationGuide; both have neither.
    ("ImplementationGuide-fhir.json", &["name is required", "status is required"]),
    ("ig-r4.json", &["name is required", "status is required"]),
    // R4 requires `linkId` of each item; this one leaves it out all through,
    // in more items than are reported.
    ("Questionnaire-qs1.json", &["linkId is required"]),
];

#[expect(clippy::disallowed_methods, reason = "a test has no other configuration")]
fn package() -> PathBuf {
    let place = std::env::var("HYGIE_R4_EXAMPLES").expect(
        "HYGIE_R4_EXAMPLES must name the unpacked `package` folder of npm \
         hl7.fhir.r4.examples@4.0.1; `make test` fetches it and sets it",
    );
    PathBuf::from(place)
}

/// The examples by file name.
fn examples() -> BTreeMap<String, Vec<u8>> {
    let mut examples = BTreeMap::new();
    for entry in fs::read_dir(package()).expect("the examples folder") {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a plain name");
        if !name.ends_with(".json") || name == "package.json" {
            continue;
        }
        let text = fs::read(entry.path()).expect("a file");
        let second: serde_json::Value = serde_json::from_slice(&text).expect(&name);
        let kind = second["resourceType"].as_str().expect("resourceType");
        if !LEFT_OUT.contains(&kind) {
            examples.insert(name, text);
        }
    }
    examples
}

#[test]
fn the_official_examples_are_valid_and_come_back_equal() {
    let examples = examples();
    assert_eq!(examples.len(), COUNT);
    let mut faults: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (name, text) in &examples {
        let json = parse(text, &JsonLimits::DEFAULT).expect(name);
        let written = json.to_vec();
        assert_eq!(String::from_utf8_lossy(&written), compacted(text), "{name}");
        let first: serde_json::Value = serde_json::from_slice(text).expect(name);
        let second: serde_json::Value = serde_json::from_slice(&written).expect(name);
        assert_eq!(first, second, "{name}");
        if let Err(issues) = validate(&json) {
            faults.insert(name, issues.into_iter().map(|issue| issue.sentence).collect());
        }
    }
    for sentences in faults.values_mut() {
        sentences.dedup();
    }
    let broken = BROKEN.map(|(name, sentences)| {
        (name, sentences.iter().map(ToString::to_string).collect::<Vec<_>>())
    });
    assert_eq!(faults, BTreeMap::from(broken));
}

/// The text without white space between tokens: a second reading, which knows
/// only where strings begin and end. Strings are rewritten by another library,
/// numbers kept as they are.
fn compacted(text: &[u8]) -> String {
    let text = str::from_utf8(text).expect("UTF-8");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((plain, from)) = rest.split_once('"') {
        out.extend(plain.chars().filter(|letter| !letter.is_ascii_whitespace()));
        let end = end_of_string(from);
        let string: String =
            serde_json::from_str(&format!("\"{}\"", &from[..end])).expect("string");
        out.push_str(&serde_json::to_string(&string).expect("string"));
        rest = &from[end + 1..];
    }
    out.extend(rest.chars().filter(|letter| !letter.is_ascii_whitespace()));
    out
}

/// Where the closing quote is.
fn end_of_string(text: &str) -> usize {
    let mut escaped = false;
    let closing = text.bytes().position(|byte| {
        let closes = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        closes
    });
    closing.expect("a closing quote")
}
