//! Trains the compression dictionary of `crates/seal`.
//!
//! `cargo xtask dictionary [--bytes N] OUT [WEIGHT:]FOLDER…` reads every
//! `.json` file below the folders, takes bundles apart, gives each resource the
//! form in which it is sealed and writes what zstd learns from them to OUT. A
//! folder of weight 8 counts as if it were there eight times.
//! `crates/seal/src/generated/README.md` says from what the shipped one came.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// Bytes of the dictionary unless told otherwise.
const BYTES: usize = 256 << 10;
/// Samples of one resource type that one folder may give, spread evenly: what
/// is frequent weighs more, without drowning the rest.
const PER_TYPE: usize = 5000;
/// Bytes beyond which a resource is no typical entry.
const SAMPLE_BYTES: usize = 16 << 10;

/// Types that define rather than record; records hold none or few of them.
const SKIPPED: &[&str] = &[
    "ActivityDefinition",
    "CapabilityStatement",
    "ChargeItemDefinition",
    "CodeSystem",
    "CompartmentDefinition",
    "ConceptMap",
    "EffectEvidenceSynthesis",
    "EventDefinition",
    "Evidence",
    "EvidenceVariable",
    "ExampleScenario",
    "GraphDefinition",
    "ImplementationGuide",
    "Library",
    "Measure",
    "MessageDefinition",
    "NamingSystem",
    "ObservationDefinition",
    "OperationDefinition",
    "PlanDefinition",
    "ResearchDefinition",
    "ResearchElementDefinition",
    "RiskEvidenceSynthesis",
    "SearchParameter",
    "SpecimenDefinition",
    "StructureDefinition",
    "StructureMap",
    "TerminologyCapabilities",
    "TestReport",
    "TestScript",
    "ValueSet",
];

const USAGE: &str = "usage: cargo xtask dictionary [--bytes N] OUT [WEIGHT:]FOLDER…";

pub fn run(args: &[String]) -> Result<()> {
    let (bytes, rest) = match args {
        [flag, bytes, rest @ ..] if flag == "--bytes" => {
            (bytes.parse().context("--bytes wants a number")?, rest)
        }
        rest => (BYTES, rest),
    };
    let [out, folders @ ..] = rest else { bail!("{USAGE}") };
    ensure!(!folders.is_empty(), "{USAGE}");

    let mut samples = Vec::new();
    let mut uuids = Uuids(0);
    for folder in folders {
        let (weight, folder) = folder.split_once(':').unwrap_or(("1", folder));
        let weight: usize = weight.parse().context(USAGE)?;
        let texts = of_folder(Path::new(folder))?;
        for _ in 0..weight {
            samples.extend(texts.iter().map(|text| uuids.replace(text)));
        }
    }
    let dictionary = zstd::dict::from_samples(&samples, bytes).context("training")?;
    write(Path::new(out), &dictionary)
}

#[expect(clippy::disallowed_methods, reason = "a generated source file, not data")]
fn write(out: &Path, dictionary: &[u8]) -> Result<()> {
    fs::write(out, dictionary).with_context(|| out.display().to_string())
}

/// The samples of one folder: no text twice, at most [`PER_TYPE`] a type.
fn of_folder(folder: &Path) -> Result<Vec<String>> {
    let mut files = Vec::new();
    json_files(folder, &mut files)?;
    ensure!(!files.is_empty(), "no .json below {}", folder.display());
    let mut by_type: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        let json: Value =
            serde_json::from_str(&text).with_context(|| file.display().to_string())?;
        resources(json, &mut |resource_type, text| {
            by_type.entry(resource_type.to_owned()).or_default().insert(text);
        });
    }
    let mut samples = Vec::new();
    for texts in by_type.into_values() {
        let step = texts.len().div_ceil(PER_TYPE).max(1);
        samples.extend(texts.into_iter().step_by(step));
    }
    Ok(samples)
}

fn json_files(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let read = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut entries = read.collect::<std::io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            json_files(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "json") {
            files.push(path);
        }
    }
    Ok(())
}

/// Gives every resource of a file, bundles taken apart, as compact text whose
/// references look as they do once imported.
fn resources(mut json: Value, give: &mut impl FnMut(&str, String)) {
    let Some(resource_type) = type_of(&json) else { return };
    if resource_type != "Bundle" {
        sample(json, &BTreeMap::new(), give);
        return;
    }
    let Some(Value::Array(entries)) = json.get_mut("entry").map(Value::take) else { return };
    let types: BTreeMap<String, String> = entries
        .iter()
        .filter_map(|entry| {
            let url = entry.get("fullUrl")?.as_str()?;
            Some((url.to_owned(), type_of(entry.get("resource")?)?.to_owned()))
        })
        .collect();
    for mut entry in entries {
        if let Some(resource) = entry.get_mut("resource") {
            sample(resource.take(), &types, give);
        }
    }
}

fn type_of(resource: &Value) -> Option<&str> {
    resource.get("resourceType")?.as_str()
}

fn sample(
    mut resource: Value,
    types: &BTreeMap<String, String>,
    give: &mut impl FnMut(&str, String),
) {
    resolve(&mut resource, types);
    let text = resource.to_string();
    match type_of(&resource) {
        Some(kind) if !SKIPPED.contains(&kind) && text.len() <= SAMPLE_BYTES => give(kind, text),
        _ => {}
    }
}

/// Rewrites references `urn:uuid:X` to `Type/X`, as the import does.
fn resolve(value: &mut Value, types: &BTreeMap<String, String>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| resolve(item, types)),
        Value::Object(members) => {
            for (name, member) in members {
                let found = member
                    .as_str()
                    .and_then(|url| Some((types.get(url)?, url.strip_prefix("urn:uuid:")?)));
                match found {
                    Some((target, id)) if name == "reference" => {
                        *member = Value::String(format!("{target}/{id}"));
                    }
                    _ => resolve(member, types),
                }
            }
        }
        _ => {}
    }
}

/// Puts a fresh UUID in place of each one: none may enter the dictionary, both
/// because it would only waste room and because it would name someone.
struct Uuids(u64);

impl Uuids {
    const PATTERN: &[u8] = b"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

    /// Within one sample equal UUIDs stay equal.
    fn replace(&mut self, text: &str) -> String {
        let mut seen: BTreeMap<&str, String> = BTreeMap::new();
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find('-') {
            let start = at.checked_sub(8);
            let found = start.and_then(|start| rest.get(start..start + Self::PATTERN.len()));
            match (start, found.filter(|found| Self::is_uuid(found))) {
                (Some(start), Some(found)) => {
                    out.push_str(&rest[..start]);
                    out.push_str(seen.entry(found).or_insert_with(|| self.fresh()));
                    rest = &rest[start + found.len()..];
                }
                _ => {
                    out.push_str(&rest[..=at]);
                    rest = &rest[at + 1..];
                }
            }
        }
        out.push_str(rest);
        out
    }

    fn is_uuid(text: &str) -> bool {
        text.bytes().zip(Self::PATTERN).all(|(byte, &pattern)| {
            if pattern == b'-' { byte == b'-' } else { byte.is_ascii_hexdigit() }
        })
    }

    fn fresh(&mut self) -> String {
        let (a, b) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            a >> 32,
            a >> 16 & 0xffff,
            a & 0xffff,
            b >> 48,
            b & 0xffff_ffff_ffff
        )
    }

    /// SplitMix64: the same samples give the same dictionary.
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_look_as_they_do_when_sealed() {
        let bundle = serde_json::json!({
            "resourceType": "Bundle",
            "entry": [
                { "fullUrl": "urn:uuid:1", "resource": { "resourceType": "Patient", "id": "1" } },
                { "resource": { "resourceType": "Task", "for": { "reference": "urn:uuid:1" } } },
                { "resource": { "resourceType": "ValueSet" } },
            ],
        });
        let mut samples = Vec::new();
        resources(bundle, &mut |_, text| samples.push(text));
        let expect = [
            r#"{"resourceType":"Patient","id":"1"}"#,
            r#"{"resourceType":"Task","for":{"reference":"Patient/1"}}"#,
        ];
        assert_eq!(samples, expect);
    }

    #[test]
    fn no_uuid_survives() {
        let uuid = "9ab1e586-0000-4000-8000-00000000002f";
        let text = format!("a-b {uuid}-{uuid} é-9ab1e586-0000 {uuid}");
        let replaced = Uuids(0).replace(&text);
        assert!(!replaced.contains(uuid));
        assert_eq!(replaced.len(), text.len());
        assert_eq!(replaced[4..40], replaced[41..77]);
        assert_eq!(replaced[77..93], text[77..93]);
    }
}
