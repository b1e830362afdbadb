//! What resources refer to, read off their text.

use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

use hygie_fhir::assign::{Rule, row};
use hygie_fhir::reference::Reference;
use hygie_record::Resource;
use memchr::memmem::Finder;

/// Type and id.
pub(super) type Name = (String, String);

/// How a reference stands in stored text, which has no blanks and escapes quotes
/// within strings.
static MEMBER: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(br#""reference":""#));

/// Adds what a resource refers to here, in the order of its text.
pub(super) fn references(resource: &Resource, mut found: impl FnMut(&str, &str)) {
    for text in texts(resource) {
        if let Reference::Local { kind, id, .. } = Reference::parse(text) {
            found(kind, id);
        }
    }
}

/// Texts of its references, in order.
fn texts(resource: &Resource) -> impl Iterator<Item = &str> {
    MEMBER.find_iter(&resource.text).filter_map(|at| {
        let rest = resource.text.get(at + MEMBER.needle().len()..)?;
        let end = memchr::memchr(b'"', rest)?;
        std::str::from_utf8(rest.get(..end)?).ok()
    })
}

/// Those of the registry that any of these refers to: organisations, places,
/// professionals.
pub(super) fn of_the_registry(resources: &[Resource]) -> Vec<Name> {
    let mut names: BTreeSet<Name> = BTreeSet::new();
    // Thousands of entries refer to the same few.
    let mut known: HashSet<&str> = HashSet::new();
    for text in resources.iter().flat_map(texts) {
        if leads_elsewhere(text) || !known.insert(text) {
            continue;
        }
        if let Reference::Local { kind, id, .. } = Reference::parse(text)
            && row(kind).is_some_and(|row| matches!(row.rule, Rule::Registry))
        {
            names.insert((kind.to_owned(), id.to_owned()));
        }
    }
    names.into_iter().collect()
}

/// Whether a reference begins with a type that is not of the registry. Most do,
/// and to tell costs less than to remember them.
fn leads_elsewhere(text: &str) -> bool {
    let kind = text.split_once('/').map(|(kind, _)| kind);
    kind.and_then(row).is_some_and(|row| !matches!(row.rule, Rule::Registry))
}
