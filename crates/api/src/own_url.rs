//! Our own address in what clients send: `http://localhost:8080/fhir/Patient/1`
//! is `Patient/1` here.

use hygie_fhir::json::Json;
use hygie_fhir::reference::{Reference, rewrite};

/// Makes references to our own address relative.
pub(crate) fn make_relative(resource: &mut Json, base: &str) {
    rewrite(resource, &mut |reference| match reference {
        Reference::Absolute { base: own, kind, id, version } if *own == base => {
            Some(relative(kind, id, *version))
        }
        _ => None,
    });
}

fn relative(kind: &str, id: &str, version: Option<&str>) -> String {
    match version {
        None => format!("{kind}/{id}"),
        Some(version) => format!("{kind}/{id}/_history/{version}"),
    }
}

/// A search value in which resources at our own address are named relatively,
/// as they are stored.
pub(crate) fn relative_value(value: &str, base: &str) -> Option<String> {
    let own = |piece: &str| match Reference::parse(piece) {
        Reference::Absolute { base: of, kind, id, version } if of == base => {
            Some(relative(kind, id, version))
        }
        _ => None,
    };
    let pieces: Vec<_> = value.split(',').map(|piece| (own(piece), piece)).collect();
    pieces.iter().any(|(own, _)| own.is_some()).then(|| {
        let written = pieces.into_iter().map(|(own, piece)| own.unwrap_or(piece.to_owned()));
        written.collect::<Vec<_>>().join(",")
    })
}

/// The Patient id that a search value names: `1`, `Patient/1`, or that at our
/// own address.
pub(crate) fn patient_id<'a>(value: &'a str, base: &str) -> Option<&'a str> {
    match Reference::parse(value) {
        Reference::Local { kind: "Patient", id, version: None } => Some(id),
        Reference::Absolute { base: own, kind: "Patient", id, version: None } if own == base => {
            Some(id)
        }
        _ => hygie_fhir::reference::is_id(value).then_some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patient_is_named_in_three_ways() {
        let check = |value: &str, expect: Option<&str>| {
            assert_eq!(patient_id(value, "http://here/fhir"), expect, "{value}");
        };
        check("a", Some("a"));
        check("Patient/a", Some("a"));
        check("http://here/fhir/Patient/a", Some("a"));
        check("http://there/fhir/Patient/a", None);
        check("Group/a", None);
        check("Patient/a,Patient/b", None);
        check("", None);
    }

    #[test]
    fn values_name_our_own_resources_relatively() {
        let check = |value: &str, expect: Option<&str>| {
            assert_eq!(relative_value(value, "http://here/fhir").as_deref(), expect, "{value}");
        };
        check("http://here/fhir/Patient/a,b", Some("Patient/a,b"));
        check("http://there/fhir/Patient/a", None);
        check("http://here/fhir/sid|7", None);
        check("Patient/a", None);
    }

    #[test]
    fn own_addresses_become_relative() {
        let text = r#"{"resourceType":"Basic","subject":{"reference":"http://here/fhir/Patient/a"},"author":{"reference":"http://there/fhir/Patient/a"}}"#;
        let mut json = hygie_fhir::json::parse(text.as_bytes(), &Default::default()).unwrap();
        make_relative(&mut json, "http://here/fhir");
        assert_eq!(json.get("subject").unwrap().str("reference"), Some("Patient/a"));
        let author = json.get("author").unwrap().str("reference");
        assert_eq!(author, Some("http://there/fhir/Patient/a"));
    }
}
