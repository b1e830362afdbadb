//! Types and their elements, from the snapshots of StructureDefinitions.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, ensure};
use serde_json::Value;

use super::value_sets::ValueSets;
use super::{Rows, STRUCTURE, items, text};

/// The one profile that R4 uses in the definitions of its own elements: a
/// Quantity without comparator.
const PROFILED: &str = "SimpleQuantity";
const FHIR_TYPE: &str = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type";
const FHIRPATH: &str = "http://hl7.org/fhirpath/System.";

pub(super) fn rows(structures: &[Value], sets: &mut ValueSets) -> anyhow::Result<Rows> {
    let mut types: BTreeMap<String, Rows> = BTreeMap::new();
    for structure in structures {
        let name = text(structure, "name");
        let derived = text(structure, "derivation") == "constraint" && name != PROFILED;
        if derived || text(structure, "kind") == "logical" {
            continue;
        }
        if text(structure, "kind") == "primitive-type" {
            let mut rows = Rows::default();
            rows.push(["T", name, "primitive"])?;
            types.insert(name.to_owned(), rows);
        } else {
            pack(structure, name, sets, &mut types).with_context(|| format!("pack {name}"))?;
        }
    }
    let mut all = Rows::default();
    for rows in types.into_values() {
        all.append(&rows);
    }
    Ok(all)
}

/// Packs a type and the unnamed types of its elements that have elements.
fn pack(
    structure: &Value,
    name: &str,
    sets: &mut ValueSets,
    types: &mut BTreeMap<String, Rows>,
) -> anyhow::Result<()> {
    let snapshot = structure.get("snapshot").context("no snapshot")?;
    let elements = items(snapshot, "element");
    let parents: BTreeSet<&str> =
        elements.iter().filter_map(|element| parent(text(element, "path"))).collect();
    let kind = match text(structure, "kind") {
        _ if structure.get("abstract") == Some(&Value::Bool(true)) => "abstract",
        "resource" => "resource",
        _ => "complex",
    };
    for element in elements {
        let path = text(element, "path");
        let Some(parent) = parent(path) else {
            start(types, name, kind)?;
            continue;
        };
        let owner = renamed(parent, name);
        if text(element, "max") != "0" {
            let row = row(element, &parents, sets)?;
            types.get_mut(&owner).context("a child before its parent")?.push(row)?;
        }
        if parents.contains(path) {
            start(types, path, "backbone")?;
        }
    }
    Ok(())
}

fn start(types: &mut BTreeMap<String, Rows>, name: &str, kind: &str) -> anyhow::Result<()> {
    let mut rows = Rows::default();
    rows.push(["T", name, kind])?;
    ensure!(types.insert(name.to_owned(), rows).is_none(), "{name} is defined twice");
    Ok(())
}

fn parent(path: &str) -> Option<&str> {
    path.rsplit_once('.').map(|(parent, _)| parent)
}

/// The profile's snapshot speaks of the type it profiles.
fn renamed(path: &str, name: &str) -> String {
    if path.contains('.') { path.to_owned() } else { name.to_owned() }
}

fn row(
    element: &Value,
    parents: &BTreeSet<&str>,
    sets: &mut ValueSets,
) -> anyhow::Result<Vec<String>> {
    let path = text(element, "path");
    let (_, name) = path.rsplit_once('.').context("an element without parent")?;
    let min = element.get("min").context("no min")?.to_string();
    let max = text(element, "max");
    ensure!(max == "1" || max == "*", "{path} has the maximum {max}");
    let attribute = items(element, "representation").iter().any(|how| how == "xmlAttr");
    let says = |name| element.get(name) == Some(&Value::Bool(true));
    let flags = [(attribute, 'a'), (says("isModifier"), 'm'), (says("isSummary"), 's')];
    let flags: String = flags.iter().filter(|(set, _)| *set).map(|(_, flag)| flag).collect();
    let binding = element.get("binding").filter(|found| text(found, "strength") == "required");
    let set = binding.map_or("-".to_owned(), |found| sets.bind(text(found, "valueSet"), path));
    let mut row = vec!["E".to_owned(), name.to_owned(), min, max.to_owned(), flags, set];
    let reference = text(element, "contentReference");
    if let Some(target) = reference.strip_prefix('#') {
        row.push(target.to_owned());
    } else if parents.contains(path) {
        row.push(path.to_owned());
    } else {
        for kind in items(element, "type") {
            row.push(type_of(kind, text(element.get("base").unwrap_or(element), "path"))?);
        }
    }
    ensure!(row.len() > 6, "{path} has no type");
    Ok(row)
}

fn type_of(kind: &Value, base: &str) -> anyhow::Result<String> {
    let code = text(kind, "code");
    if code.starts_with(FHIRPATH) {
        // R4 says `string` of Resource.id, which is an `id`: corrected in R4B.
        if base == "Resource.id" {
            return Ok("id".to_owned());
        }
        let stated = items(kind, "extension").iter().find(|found| text(found, "url") == FHIR_TYPE);
        let stated = stated.map(|found| text(found, "valueUrl")).unwrap_or_default();
        ensure!(!stated.is_empty(), "{base} has no FHIR type");
        return Ok(stated.to_owned());
    }
    let mut targets = Vec::new();
    for target in items(kind, "targetProfile").iter().filter_map(Value::as_str) {
        targets.push(target.strip_prefix(STRUCTURE).context("a target outside R4")?);
    }
    let profiles: Vec<&str> = items(kind, "profile").iter().filter_map(Value::as_str).collect();
    Ok(match profiles.as_slice() {
        [] if targets.is_empty() => code.to_owned(),
        [] => format!("{code}({})", targets.join("|")),
        [profile] if profile.strip_prefix(STRUCTURE) == Some(PROFILED) => {
            format!("{code}:{PROFILED}")
        }
        _ => anyhow::bail!("{base} is profiled by {profiles:?}"),
    })
}
