//! References by search, `Type?identifier=system|value`
//! (<https://hl7.org/fhir/R4/http.html#trules>): first among the entries of the
//! same bundle, then, by the run, in the store.

use std::collections::{BTreeSet, HashMap};

use hygie_base::Timestamp;
use hygie_fhir::json::Json;
use hygie_fhir::reference::{Reference, rewrite, walk};
use hygie_fhir::search::{Query, extract};
use hygie_record::{Basis, Permit, RecordError, Records};

use crate::ExchangeError;
use crate::entry::Entry;
use crate::unit::{Group, Ready};

/// The conditional references of a resource, each once.
pub(crate) fn conditionals(resource: &Json) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(resource, &mut |text| {
        if matches!(Reference::parse(text), Reference::Conditional { .. }) {
            found.insert(text.to_owned());
        }
    });
    found
}

/// Puts what conditional references led to in their place.
pub(crate) fn replace(resource: &mut Json, found: &HashMap<String, String>) {
    rewrite(resource, &mut |reference| match reference {
        Reference::Conditional { kind, query } => found.get(&format!("{kind}?{query}")).cloned(),
        _ => None,
    });
}

/// Resolves what one entry of the bundle says of another by its identifiers.
/// An entry whose reference fits several others is marked as one that cannot
/// be taken; what fits none is left for the store.
pub(crate) fn settle(entries: &mut [Entry]) {
    let of_each: Vec<_> = entries.iter().map(|entry| conditionals(&entry.resource)).collect();
    let asked: BTreeSet<&String> = of_each.iter().flatten().collect();
    let asked: Vec<(&String, Asked<'_>)> =
        asked.into_iter().filter_map(|text| Some((text, Asked::of(text)?))).collect();
    if asked.is_empty() {
        return;
    }
    let by_value = by_identifier(entries);
    let mut found = HashMap::new();
    let mut ambiguous = BTreeSet::new();
    for (text, asked) in asked {
        let candidates = by_value.get(&asked.value).map(Vec::as_slice).unwrap_or_default();
        let mut names = candidates.iter().filter_map(|at| {
            let resource = &entries.get(*at)?.resource;
            let fits = resource.resource_type() == Some(asked.kind)
                && asked.query.matches(&extract(resource, None));
            fits.then(|| format!("{}/{}", asked.kind, resource.id().unwrap_or_default()))
        });
        match (names.next(), names.next()) {
            (Some(name), None) => drop(found.insert(text.clone(), name)),
            (Some(_), Some(_)) => drop(ambiguous.insert(text.clone())),
            (None, _) => {}
        }
    }
    for (entry, own) in entries.iter_mut().zip(&of_each) {
        if own.iter().any(|text| ambiguous.contains(text)) {
            let what = "a conditional reference matches several resources of the bundle";
            entry.fault = Some(ExchangeError::Shape(what.into()));
        }
        if own.iter().any(|text| found.contains_key(text)) {
            replace(&mut entry.resource, &found);
        }
    }
}

/// Resolves conditional references against what is written so far, and tells on
/// what that rests.
pub(crate) async fn resolved(
    records: &Records,
    permit: &Permit,
    mut group: Group,
) -> Result<(Ready, Basis), ExchangeError> {
    let mut found = HashMap::new();
    let mut basis = Basis::default();
    for entry in &group.entries {
        for reference in conditionals(&entry.resource) {
            if found.contains_key(&reference) {
                continue;
            }
            let target = match records.find_one_on(permit, &reference).await {
                Ok((target, on)) => {
                    basis.and(on);
                    target
                }
                Err(error @ RecordError::Rule(_)) => {
                    let error = ExchangeError::Unresolved(error);
                    return Err(group.refusal(&entry.place, error));
                }
                // Its own words may quote the reference.
                Err(RecordError::Search(_)) => {
                    let what = "no index serves a conditional reference: use an identifier, or a \
                                patient and more";
                    let error = RecordError::Search(what.into());
                    return Err(group.refusal(&entry.place, error.into()));
                }
                Err(error) => return Err(group.refusal(&entry.place, error.into())),
            };
            found.insert(reference, target);
        }
    }
    for entry in &mut group.entries {
        replace(&mut entry.resource, &found);
    }
    Ok((group.ready()?, basis))
}

/// Which entries have an identifier of this value, whatever its system.
fn by_identifier(entries: &[Entry]) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let Some(identifiers) = entry.resource.get("identifier") else { continue };
        let one = std::slice::from_ref(identifiers);
        for value in identifiers.as_array().unwrap_or(one).iter().filter_map(|i| i.str("value")) {
            let known = index.entry(value.to_lowercase()).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        }
    }
    index
}

/// A conditional reference by identifiers alone.
struct Asked<'a> {
    kind: &'a str,
    query: Query,
    /// Value of one of the identifiers, in lower case.
    value: String,
}

impl<'a> Asked<'a> {
    fn of(text: &'a str) -> Option<Self> {
        let (kind, query) = text.split_once('?')?;
        let mut params = Vec::new();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=')?;
            params.push((decoded(name).filter(|name| name == "identifier")?, decoded(value)?));
        }
        // No identifier depends on the time.
        let query = Query::parse(kind, &params, Timestamp(0)).ok()?;
        let (_, value) = params.first()?;
        let value = value.split_once('|').map_or(value.as_str(), |(_, value)| value);
        let plain = !value.is_empty() && !value.contains(['\\', ',']);
        plain.then(|| Self { kind, query, value: value.to_lowercase() })
    }
}

/// Percent-decoding (RFC 3986, section 2.1); `None` for what is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%' {
            let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = rest.get(2..)?;
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> Entry {
        let resource = hygie_fhir::json::parse(text.as_bytes(), &Default::default()).unwrap();
        Entry { place: String::new(), resource, subject: None, fault: None }
    }

    /// The performer of an Observation beside two Practitioners, once settled.
    fn check(query: &str, expect: Result<&str, ()>) {
        let practitioner = |id: &str, system: &str, value: &str| {
            entry(&format!(
                r#"{{"resourceType":"Practitioner","id":"{id}","identifier":[{{"system":"{system}","value":"{value}"}}]}}"#
            ))
        };
        let mut entries = [
            entry(&format!(
                r#"{{"resourceType":"Observation","performer":[{{"reference":"{query}"}}]}}"#
            )),
            practitioner("a", "urn:x", "1"),
            practitioner("b", "urn:y", "1"),
            practitioner("c", "urn:y", "2"),
        ];
        settle(&mut entries);
        let performer = entries[0].resource.get("performer").unwrap().as_array().unwrap();
        let reference = performer[0].str("reference").unwrap();
        let settled = if entries[0].fault.is_some() { Err(()) } else { Ok(reference) };
        assert_eq!(settled, expect, "{query}");
    }

    #[test]
    fn identifiers_lead_within_the_bundle() {
        check("Practitioner?identifier=urn:x|1", Ok("Practitioner/a"));
        check("Practitioner?identifier=urn%3Ay%7C1", Ok("Practitioner/b"));
        check("Practitioner?identifier=2", Ok("Practitioner/c"));
        check("Practitioner?identifier=1", Err(()));
        for left in [
            "Organization?identifier=urn:x|1",
            "Practitioner?identifier=urn:x|2",
            "Practitioner?identifier=urn:x|1&name=a",
            "Practitioner?identifier=urn:x|",
            "Practitioner?identifier",
            "Practitioner?identifier=%zz",
        ] {
            check(left, Ok(left));
        }
    }
}
