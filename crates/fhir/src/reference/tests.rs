use std::collections::BTreeSet;

use super::link::is_uri_element;
use super::{Reference, is_id, rewrite, walk};
use crate::definitions::{Definitions, Kind, Primitive};
use crate::json::{Json, parse};
use crate::limits::JsonLimits;

fn json(text: &str) -> Json {
    parse(text.as_bytes(), &JsonLimits::DEFAULT).unwrap()
}

#[test]
fn references_are_read() {
    let check = |text, expect| assert_eq!(Reference::parse(text), expect, "{text}");
    let local = |kind, id, version| Reference::Local { kind, id, version };
    check("Patient/1", local("Patient", "1", None));
    check("Patient/1/_history/3", local("Patient", "1", Some("3")));
    check(
        "https://a.example/fhir/Patient/1",
        Reference::Absolute {
            base: "https://a.example/fhir",
            kind: "Patient",
            id: "1",
            version: None,
        },
    );
    check(
        "https://a.example/Patient/1/_history/2",
        Reference::Absolute {
            base: "https://a.example",
            kind: "Patient",
            id: "1",
            version: Some("2"),
        },
    );
    check("urn:uuid:x", Reference::Urn("urn:uuid:x"));
    check("urn:oid:1.2", Reference::Urn("urn:oid:1.2"));
    check("urn:isbn:1", Reference::Other("urn:isbn:1"));
    check("#p", Reference::Contained("p"));
    check("#", Reference::Contained(""));
    check("Patient?a=b", Reference::Conditional { kind: "Patient", query: "a=b" });
    for other in [
        "",
        "/",
        "Patient",
        "Patient/",
        "Nobody/1",
        "patient/1",
        "x/Patient/1",
        "/Patient/1",
        "Patient/a b",
        "Patient/1/_history/",
        "Patient/1/_history/a b",
        "_history/1",
        "https://a.example/Nobody/1",
        "https://a.example/x?y=z",
        "Nobody?a=b",
        "Patient/1#p",
    ] {
        check(other, Reference::Other(other));
    }
}

#[test]
fn ids_have_one_to_sixty_four_characters() {
    assert!(is_id("a") && is_id(&"a".repeat(64)) && is_id("A-0.z"));
    assert!(!is_id("") && !is_id(&"a".repeat(65)) && !is_id("a_b") && !is_id("é"));
}

/// Walks `text` and, rewriting every link to `X`, meets the same places.
#[track_caller]
fn check_links(text: &str, expect: &[&str]) {
    let mut resource = json(text);
    let mut found = Vec::new();
    walk(&resource, &mut |link| found.push(link.to_owned()));
    assert_eq!(found, expect);
    assert_eq!(rewrite(&mut resource, &mut |_| Some("X".to_owned())), expect.len());
    let written = String::from_utf8(resource.to_vec()).unwrap();
    assert_eq!(written.matches(r#""X""#).count(), expect.len(), "{written}");
}

#[test]
fn reference_elements_are_links() {
    check_links(
        r##"{"resourceType":"Observation","subject":{"reference":"urn:uuid:1","display":"urn:uuid:1"},
            "performer":[{"reference":"Practitioner/2"},{"display":"x"}],
            "contained":[{"resourceType":"Device","id":"d","patient":{"reference":"#p"}}]}"##,
        &["urn:uuid:1", "Practitioner/2", "#p"],
    );
}

#[test]
fn uris_are_links_only_as_urns() {
    check_links(
        r#"{"resourceType":"DocumentReference","masterIdentifier":{"system":"urn:ietf:rfc:3986","value":"urn:uuid:1"},
            "content":[{"attachment":{"url":"urn:uuid:2","title":"urn:uuid:2"}},{"attachment":{"url":"https://a.example"}}],
            "extension":[{"url":"urn:oid:1.2","valueUri":"urn:oid:3"},{"url":"x","valueCanonical":"urn:uuid:4"}],
            "text":{"status":"generated","div":"<div><a href=\"urn:uuid:2\">urn:uuid:2</a></div>"}}"#,
        &["urn:uuid:2", "urn:oid:3"],
    );
    check_links(
        r#"{"resourceType":"NutritionOrder","instantiatesUri":["urn:uuid:1","x"],"instantiatesCanonical":["urn:uuid:1"]}"#,
        &["urn:uuid:1"],
    );
}

#[test]
fn what_only_looks_like_a_reference_is_not_one() {
    check_links(
        r#"{"resourceType":"DetectedIssue","reference":"http://a.example/Patient/1"}"#,
        &[],
    );
    check_links(r#"{"resourceType":"DetectedIssue","reference":"urn:uuid:1"}"#, &["urn:uuid:1"]);
    check_links(
        r#"{"resourceType":"Immunization","education":[{"reference":"http://a.example"}]}"#,
        &[],
    );
    check_links(
        r#"{"resourceType":"PlanDefinition","x":{"language":"text/cql","reference":"http://a.example"}}"#,
        &[],
    );
    check_links(
        r#"{"resourceType":"Consent","provision":{"actor":[{"reference":{"reference":"Patient/1"}}]}}"#,
        &["Patient/1"],
    );
}

#[test]
fn only_what_the_closure_names_changes() {
    let mut resource = json(
        r#"{"resourceType":"Task","for":{"reference":"urn:uuid:1"},"focus":{"reference":"urn:uuid:2"}}"#,
    );
    let count = rewrite(&mut resource, &mut |reference| match reference {
        Reference::Urn("urn:uuid:1") => Some("Patient/1".to_owned()),
        _ => None,
    });
    assert_eq!(count, 1);
    assert_eq!(
        String::from_utf8(resource.to_vec()).unwrap(),
        r#"{"resourceType":"Task","for":{"reference":"Patient/1"},"focus":{"reference":"urn:uuid:2"}}"#
    );
}

/// Every primitive element of every resource type, with what holds it, as
/// `holder.name`; `visit` learns whether it is of type uri, url, oid or uuid.
fn each_primitive(visit: &mut impl FnMut(&str, &str, bool)) {
    let definitions = Definitions::r4();
    let mut seen = BTreeSet::new();
    let mut queue: Vec<(String, &'static str)> =
        definitions.resource_types().map(|kind| (kind.to_owned(), kind)).collect();
    while let Some((holder, kind)) = queue.pop() {
        if !seen.insert((holder.clone(), kind)) {
            continue;
        }
        for element in &definitions.type_named(kind).unwrap().elements {
            for type_ref in &element.types {
                let target = definitions.type_at(type_ref.type_id);
                let mut name = element.name.to_owned();
                if element.choice {
                    name.push_str(&target.name[..1].to_uppercase());
                    name.push_str(&target.name[1..]);
                }
                match target.kind {
                    Kind::Primitive(primitive) => {
                        use Primitive::{Oid, Uri, Url, Uuid};
                        visit(&holder, &name, matches!(primitive, Oid | Uri | Url | Uuid));
                    }
                    Kind::Complex | Kind::Backbone => queue.push((name, target.name)),
                    Kind::Resource | Kind::Abstract => {}
                }
            }
        }
    }
}

#[test]
fn the_table_of_links_agrees_with_the_definitions() {
    let mut differ = BTreeSet::new();
    each_primitive(&mut |holder, name, is_uri| {
        if is_uri_element(holder, name) != is_uri {
            differ.insert(format!("{holder}.{name} {is_uri}"));
        }
    });
    // Names of extensions and types lead to definitions. What else differs
    // cannot hold a urn: booleans, the required codes of ContactPoint.system,
    // and Reference.reference, which is told before.
    let harmless = [".reference false", ".system false", ".type true", "xtension.url true"];
    differ.retain(|text| !harmless.iter().any(|end| text.ends_with(end)));
    assert_eq!(differ.into_iter().collect::<Vec<_>>(), ["type.code true"]);
}

/// The only string members called `reference` are those that `is_reference`
/// tells from a Reference's own.
#[test]
fn reference_is_a_name_of_references() {
    let mut found = BTreeSet::new();
    each_primitive(&mut |holder, name, is_uri| {
        if name == "reference" && is_uri {
            found.insert(holder.to_owned());
        }
    });
    let expression = Definitions::r4().type_named("Expression").unwrap();
    assert_eq!(expression.element("language").map(|element| element.min), Some(1));
    assert!(Definitions::r4().type_named("Reference").unwrap().element("language").is_none());
    let expressions = ["condition", "criteria", "expression"];
    found.retain(|holder| {
        !holder.ends_with("Expression") && !expressions.contains(&holder.as_str())
    });
    assert_eq!(found.into_iter().collect::<Vec<_>>(), ["DetectedIssue", "education"]);
}
