//! A note as a FHIR R4 DocumentReference with its text inside.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_base::Timestamp;
use hygie_fhir::json::{Json, Object};

use super::typed::{KINDS, Typed};

/// The code system of visibility of the DMP.
const VISIBILITY: &str = "urn:oid:1.2.250.1.213.1.1.4.13";

/// Codes of TRE_A07, and what people read in their place.
const FROM_PERSON: [&str; 2] = ["INVISIBLE_PATIENT", "Non visible par le patient"];
const FROM_REPRESENTATIVES: [&str; 2] =
    ["INVISIBLE_REPRESENTANTS_LEGAUX", "Non visible par les représentants légaux du patient"];

/// Who signs what about whom.
pub(crate) struct Signature<'a> {
    /// The note's id.
    pub(crate) id: &'a str,
    /// The Patient's id.
    pub(crate) patient: &'a str,
    /// When it is written.
    pub(crate) now: Timestamp,
    /// The author's name.
    pub(crate) author: &'a str,
    /// The organisation's name.
    pub(crate) custodian: &'a str,
}

/// The resource. `date` is when it was written, `context.period` what it is
/// about: the clinical date.
pub(crate) fn document(typed: &Typed, by: &Signature<'_>) -> Json {
    let now = by.now.to_string();
    let display = KINDS.iter().find(|(code, _)| *code == typed.kind).map_or("", |(_, name)| name);
    let coding = [("system", "http://loinc.org"), ("code", &typed.kind), ("display", display)];
    let mut attachment = vec![
        ("contentType", Json::string("text/plain; charset=utf-8")),
        ("data", Json::string(&STANDARD.encode(&typed.text))),
    ];
    let mut members = vec![
        ("resourceType", Json::string("DocumentReference")),
        ("id", Json::string(by.id)),
        ("meta", meta(typed)),
        ("status", Json::string("current")),
        ("docStatus", Json::string("final")),
        ("type", object(vec![("coding", Json::Array(vec![texts(&coding)]))])),
        ("subject", texts(&[("reference", &format!("Patient/{}", by.patient))])),
        ("date", Json::string(&now)),
        ("author", Json::Array(vec![texts(&[("display", by.author)])])),
        ("custodian", texts(&[("display", by.custodian)])),
    ];
    if !typed.title.is_empty() {
        members.push(("description", Json::string(&typed.title)));
        attachment.push(("title", Json::string(&typed.title)));
    }
    attachment.push(("creation", Json::string(&now)));
    let content = object(vec![("attachment", object(attachment))]);
    members.push(("content", Json::Array(vec![content])));
    let period = texts(&[("start", &typed.date), ("end", &typed.date)]);
    members.push(("context", object(vec![("period", period)])));
    members.retain(|(_, value)| *value != Json::Null);
    object(members)
}

/// From whom it is hidden: from the person, where they are told first (CSP, R.1111-53), and
/// from who acts for them by law, in a secret connection (R.1111-50).
fn meta(typed: &Typed) -> Json {
    let labels = [(typed.announce, FROM_PERSON), (typed.secret, FROM_REPRESENTATIVES)];
    let label = |[code, display]: [&str; 2]| {
        texts(&[("system", VISIBILITY), ("code", code), ("display", display)])
    };
    let labels: Vec<Json> =
        labels.into_iter().filter(|(is, _)| *is).map(|(_, it)| label(it)).collect();
    if labels.is_empty() {
        return Json::Null;
    }
    object(vec![("security", Json::Array(labels))])
}

fn object(members: Vec<(&str, Json)>) -> Json {
    let mut object = Object::new();
    for (name, value) in members {
        object.push(name.into(), value);
    }
    Json::Object(object)
}

fn texts(members: &[(&str, &str)]) -> Json {
    object(members.iter().map(|(name, text)| (*name, Json::string(text))).collect())
}
