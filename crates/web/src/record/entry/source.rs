//! The bare resource for reading: JSON on several lines, and every element
//! under its name.

use hygie_fhir::json::Json;
use hygie_synthesis::Detail;

use crate::Page;
use crate::record::path::Path;

/// Bytes of JSON that a page shows.
const SHOWN_BYTES: usize = 256 << 10;

/// JSON indented by two; `None` when it is longer than a page shows.
pub(crate) fn pretty(json: &Json) -> Option<String> {
    let mut out = Vec::new();
    write(json, 0, &mut out);
    if out.len() > SHOWN_BYTES {
        return None;
    }
    String::from_utf8(out).ok()
}

fn write(json: &Json, depth: usize, out: &mut Vec<u8>) {
    if out.len() > SHOWN_BYTES {
        return;
    }
    match json {
        Json::Array(items) if !items.is_empty() => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                begin(at, depth, out);
                write(item, depth + 1, out);
            }
            end(b']', depth, out);
        }
        Json::Object(object) if !object.is_empty() => {
            out.push(b'{');
            for (at, (name, value)) in object.iter().enumerate() {
                begin(at, depth, out);
                Json::string(name).write(out);
                out.extend_from_slice(b": ");
                write(value, depth + 1, out);
            }
            end(b'}', depth, out);
        }
        simple => simple.write(out),
    }
}

fn begin(at: usize, depth: usize, out: &mut Vec<u8>) {
    if at > 0 {
        out.push(b',');
    }
    line(depth + 1, out);
}

fn end(closing: u8, depth: usize, out: &mut Vec<u8>) {
    line(depth, out);
    out.push(closing);
}

fn line(depth: usize, out: &mut Vec<u8>) {
    out.push(b'\n');
    out.resize(out.len() + 2 * depth, b' ');
}

/// One element in a list of all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Element {
    /// Its name in the language of the page, else FHIR's.
    pub(crate) name: String,
    /// Its value; empty for a group.
    pub(crate) text: String,
    /// Address of the entry that it refers to; empty when it leads nowhere here.
    pub(crate) href: String,
    /// Groups it lies in.
    pub(crate) depth: usize,
}

/// Every element, groups before what they hold.
pub(crate) fn elements(page: &Page, path: &Path, details: &[Detail]) -> Vec<Element> {
    let mut elements = Vec::new();
    gather(page, path, details, 0, &mut elements);
    elements
}

/// Steps to the right that a page shows; deeper groups stay at the last.
const STEPS: usize = 4;

fn gather(page: &Page, path: &Path, details: &[Detail], depth: usize, all: &mut Vec<Element>) {
    for detail in details {
        let reference = detail.reference.as_deref().and_then(local);
        all.push(Element {
            name: element(page, &detail.name),
            text: detail.text.as_deref().map(|text| value(page, text)).unwrap_or_default(),
            href: reference.map(|(kind, id)| path.entry(kind, id)).unwrap_or_default(),
            depth: depth.min(STEPS),
        });
        gather(page, path, &detail.inner, depth + 1, all);
    }
}

/// Dates as the language writes them; every other text as it is.
fn value(page: &Page, text: &str) -> String {
    let date =
        text.len() >= 10 && text.is_ascii() && hygie_synthesis::Moment::parse(text).is_some();
    if !date {
        return text.to_owned();
    }
    let time = page.time(text);
    if time.is_empty() {
        page.day(text)
    } else {
        page.t2("date-time", "day", page.day(text), "time", &time)
    }
}

/// A relative reference to a resource of the same record.
pub(crate) fn local(reference: &str) -> Option<(&str, &str)> {
    let (kind, id) = reference.split_once('/')?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let is_id = !id.is_empty() && id.len() <= 64 && id.bytes().all(plain);
    (hygie_fhir::assign::is_resource_type(kind) && is_id && !is_shared(kind)).then_some((kind, id))
}

/// Types of the registry, which have no page in a record.
fn is_shared(kind: &str) -> bool {
    matches!(
        kind,
        "Organization" | "Practitioner" | "PractitionerRole" | "Location" | "HealthcareService"
    )
}

/// FHIR elements that have a message.
const ELEMENTS: &[&str] = &[
    "abatementDateTime",
    "activity",
    "address",
    "attachment",
    "author",
    "authoredOn",
    "basedOn",
    "birthDate",
    "bodySite",
    "category",
    "class",
    "clinicalStatus",
    "code",
    "communication",
    "component",
    "conclusion",
    "content",
    "contentType",
    "context",
    "created",
    "criticality",
    "custodian",
    "data",
    "date",
    "dateTime",
    "deceasedDateTime",
    "description",
    "detail",
    "diagnosis",
    "display",
    "docStatus",
    "doseAndRate",
    "doseQuantity",
    "dosageInstruction",
    "effectiveDateTime",
    "effectivePeriod",
    "encounter",
    "end",
    "extension",
    "finding",
    "gender",
    "generalPractitioner",
    "goal",
    "identifier",
    "intent",
    "interpretation",
    "issued",
    "language",
    "lifecycleStatus",
    "location",
    "lotNumber",
    "managingOrganization",
    "manifestation",
    "maritalStatus",
    "medicationCodeableConcept",
    "medicationReference",
    "name",
    "note",
    "occurrenceDateTime",
    "onsetDateTime",
    "participant",
    "patient",
    "performedDateTime",
    "performedPeriod",
    "performer",
    "period",
    "presentedForm",
    "primarySource",
    "priority",
    "reaction",
    "reasonCode",
    "reasonReference",
    "recordedDate",
    "recorder",
    "referenceRange",
    "relatesTo",
    "repeat",
    "requester",
    "result",
    "securityLabel",
    "sent",
    "serviceProvider",
    "severity",
    "size",
    "start",
    "status",
    "statusReason",
    "subject",
    "substance",
    "telecom",
    "text",
    "timing",
    "title",
    "type",
    "url",
    "use",
    "vaccineCode",
    "valueBoolean",
    "valueCodeableConcept",
    "valueDateTime",
    "valueInteger",
    "valueQuantity",
    "valueString",
    "verificationStatus",
];

fn element(page: &Page, name: &str) -> String {
    if ELEMENTS.contains(&name) { page.t(&format!("element-{name}")) } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use hygie_fhir::{json::parse, limits::JsonLimits};
    use hygie_synthesis::Details;

    use super::{ELEMENTS, SHOWN_BYTES, element, elements, local, pretty};
    use crate::Lang;
    use crate::page::promises::sample;
    use crate::record::path::Path;

    #[test]
    fn json_is_indented_digit_for_digit() {
        let json = parse(br#"{"a":[1.50,{}],"b":{"c":"<\u0000>"},"d":[]}"#, &JsonLimits::default());
        let expect = "{\n  \"a\": [\n    1.50,\n    {}\n  ],\n  \"b\": {\n    \"c\": \"<\\u0000>\"\n  },\n  \"d\": []\n}";
        assert_eq!(pretty(&json.unwrap()).unwrap(), expect);
    }

    #[test]
    fn a_page_shows_so_much_json() {
        let of = |bytes: usize| {
            let text = format!("\"{}\"", "a".repeat(bytes - 2));
            pretty(&parse(text.as_bytes(), &JsonLimits::default()).unwrap())
        };
        assert_eq!(of(SHOWN_BYTES).unwrap().len(), SHOWN_BYTES);
        assert_eq!(of(SHOWN_BYTES + 1), None);
    }

    #[test]
    fn only_references_within_the_record_are_links() {
        assert_eq!(local("Condition/a-1"), Some(("Condition", "a-1")));
        for other in [
            "Practitioner/1",
            "https://x/Condition/1",
            "Condition/",
            "Condition/a/b",
            "#x",
            "Evil/1",
        ] {
            assert_eq!(local(other), None, "{other}");
        }
    }

    #[test]
    fn elements_are_named_and_dated() {
        let json = parse(
            br#"{"resourceType":"Condition","code":{"text":"Asthme"},"subject":{"reference":"Patient/p"},"onsetDateTime":"2019-03-12","foo":{"bar":{"baz":1}}}"#,
            &JsonLimits::default(),
        );
        let page = sample(Lang::Fr);
        let path = Path::of(hygie_base::RecordNo::from_u64(1).unwrap());
        let all = elements(&page, &path, &Details::of(&json.unwrap()).lines);
        let line =
            |one: &super::Element| format!("{}{}: {}", " ".repeat(one.depth), one.name, one.text);
        let lines: Vec<String> = all.iter().map(line).collect();
        assert_eq!(
            lines,
            [
                "Code: Asthme",
                "Personne: Patient/p",
                "Début: 12 mars 2019",
                "foo: ",
                " bar: ",
                "  baz: 1"
            ]
        );
        assert_eq!(all[1].href, "/records/0000000000000001/entries/Patient/p");
        for name in ELEMENTS {
            assert!(!element(&page, name).contains('⟦'), "{name}");
        }
    }
}
