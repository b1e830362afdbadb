//! What resources refer to, read off their text.

use std::collections::BTreeSet;

use hygie_fhir::assign::{Rule, row};
use hygie_fhir::reference::Reference;
use hygie_record::Resource;

/// Type and id.
pub(super) type Name = (String, String);

/// How a reference stands in stored text, which has no blanks and escapes quotes
/// within strings.
const MEMBER: &str = r#""reference":""#;

/// Adds what a resource refers to here, in the order of its text.
pub(super) fn references(resource: &Resource, mut found: impl FnMut(&str, &str)) {
    let Ok(text) = std::str::from_utf8(&resource.text) else { return };
    for (at, _) in text.match_indices(MEMBER) {
        let rest = text.get(at + MEMBER.len()..).unwrap_or_default();
        let reference = rest.split('"').next().unwrap_or_default();
        if let Reference::Local { kind, id, .. } = Reference::parse(reference) {
            found(kind, id);
        }
    }
}

/// Those of the registry that any of these refers to: organisations, places,
/// professionals.
pub(super) fn of_the_registry(resources: &[Resource]) -> Vec<Name> {
    let mut names: BTreeSet<Name> = BTreeSet::new();
    for resource in resources {
        references(resource, |kind, id| {
            if row(kind).is_some_and(|row| matches!(row.rule, Rule::Registry)) {
                names.insert((kind.to_owned(), id.to_owned()));
            }
        });
    }
    names.into_iter().collect()
}
