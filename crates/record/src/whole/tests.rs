use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use hygie_base::{KeyNo, RecordNo, SeededRng, Timestamp};
use hygie_fhir::assign::resource_types;
use hygie_fhir::definitions::Definitions;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_seal::{EntryKind, Header, Link, RecordKey};
use hygie_store::KeyKind;
use proptest::prelude::*;
use zeroize::Zeroizing;

use super::links::{copies, each_mention, links};
use super::table::{TABLE, Ways, is_drawn};
use crate::Name;
use crate::OpenRecord;
use crate::keys::OpenedKey;
use crate::limits::COVERED;
use crate::opened::{OpenEntry, Segment};

/// A resource with these further members.
fn resource(name: &str, members: &str) -> String {
    let (kind, id) = name.split_once('/').unwrap();
    let comma = if members.is_empty() { "" } else { "," };
    format!(
        r#"{{"resourceType":"{kind}","id":"{id}","patient":{{"reference":"Patient/p"}}{comma}{members}}}"#
    )
}

/// A resource whose element, dots for objects within, is a reference.
fn refers(name: &str, element: &str, to: &str) -> String {
    let mut member = format!(r#"{{"reference":"{to}"}}"#);
    for part in element.rsplit('.') {
        member = format!(r#"{{"{part}":[{member}]}}"#);
    }
    resource(name, member.strip_prefix('{').unwrap().strip_suffix('}').unwrap())
}

/// A record of these versions; an empty text after a name deletes it.
fn record_of(texts: &[(Name, EntryKind, Vec<u8>)]) -> OpenRecord {
    let (mut arena, mut entries) = (Zeroizing::new(Vec::new()), Vec::new());
    let key = Arc::new(OpenedKey {
        number: KeyNo(1),
        kind: KeyKind::Record,
        label: "org:a".into(),
        key: RecordKey::generate(&SeededRng::new(1)),
    });
    for (seq, ((kind, id), state, text)) in (1..).zip(texts) {
        let header = Header {
            resource_type: kind.clone(),
            id: id.clone(),
            version: 1,
            previous: 0,
            author: "a".to_owned(),
            at: Timestamp(0),
            kind: *state,
            blobs: Vec::new(),
        };
        let start = arena.len();
        arena.extend_from_slice(text);
        let (text, key) = (start..arena.len(), Arc::clone(&key));
        let (values, fact) = (OnceLock::new(), OnceLock::new());
        let labels = OnceLock::new();
        entries.push(OpenEntry { seq, header, key, text, values, labels, fact });
    }
    let number = RecordNo::from_u64(1).unwrap();
    let head = u64::try_from(texts.len()).unwrap();
    let segment = Arc::new(Segment { arena, entries });
    OpenRecord::new(number, head, Link::START, 0, vec![segment], Vec::new())
}

fn record(texts: &[String]) -> OpenRecord {
    let live = texts.iter().map(|text| {
        let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
        let id = json.get("id").and_then(Json::as_str).unwrap();
        let name = (json.resource_type().unwrap().to_owned(), id.to_owned());
        (name, EntryKind::Live, json.to_vec())
    });
    record_of(&live.collect::<Vec<_>>())
}

fn names(names: &[&str]) -> BTreeSet<Name> {
    let split = names.iter().map(|name| name.split_once('/').unwrap());
    split.map(|(kind, id)| (kind.to_owned(), id.to_owned())).collect()
}

#[track_caller]
fn check(texts: &[String], roots: &[&str], expect: &[&str]) {
    let whole = record(texts).whole(&names(roots));
    assert_eq!(whole, names(&[roots, expect].concat()));
}

#[track_caller]
fn check_naming(texts: &[String], hidden: &[&str], expect: &[&str]) {
    let record = record(texts);
    let (whole, covered) = (record.whole(&names(hidden)), record.covered(&names(hidden)));
    assert_eq!(&covered - &whole, names(expect));
}

/// Whether secrecy goes from `b` up to `a`, which refers to it, and from `a` down.
#[track_caller]
fn edge(a: &str, element: &str, b: &str, (up, down): (bool, bool)) {
    let texts = [resource(b, ""), refers(a, element, b)];
    check(&texts, &[b], if up { std::slice::from_ref(&a) } else { &[] });
    check(&texts, &[a], if down { std::slice::from_ref(&b) } else { &[] });
}

const UP: (bool, bool) = (true, false);
const DOWN: (bool, bool) = (false, true);
const BOTH: (bool, bool) = (true, true);
const NONE: (bool, bool) = (false, false);

#[test]
fn a_visit_hides_its_entries_and_what_led_to_it() {
    for kind in ["Observation", "CareTeam", "Condition", "Flag", "List", "Task", "Immunization"] {
        edge(&format!("{kind}/a"), "encounter", "Encounter/b", UP);
    }
    edge("Claim/a", "item.encounter", "Encounter/b", UP);
    edge("ExplanationOfBenefit/a", "item.encounter", "Encounter/b", UP);
    edge("DocumentReference/a", "context.encounter", "Encounter/b", UP);
    edge("MedicationStatement/a", "context", "Encounter/b", UP);
    edge("ChargeItem/a", "context", "EpisodeOfCare/b", UP);
    edge("Encounter/a", "partOf", "Encounter/b", UP);
    edge("Encounter/a", "appointment", "Appointment/b", BOTH);
    edge("AppointmentResponse/a", "appointment", "Appointment/b", BOTH);
    edge("Encounter/a", "basedOn", "ServiceRequest/b", BOTH);
    edge("Appointment/a", "basedOn", "ServiceRequest/b", BOTH);
    edge("DocumentReference/a", "context.related", "Encounter/b", NONE);
}

#[test]
fn a_request_hides_what_fulfils_it() {
    edge("Observation/a", "basedOn", "ServiceRequest/b", BOTH);
    edge("Observation/a", "basedOn", "CarePlan/b", UP);
    edge("MedicationAdministration/a", "request", "MedicationRequest/b", UP);
    edge("MedicationDispense/a", "authorizingPrescription", "MedicationRequest/b", UP);
    edge("MedicationRequest/a", "priorPrescription", "MedicationRequest/b", UP);
    edge("DeviceRequest/a", "priorRequest", "DeviceRequest/b", UP);
    edge("ServiceRequest/a", "replaces", "ServiceRequest/b", BOTH);
    edge("EpisodeOfCare/a", "referralRequest", "ServiceRequest/b", BOTH);
    edge("Procedure/a", "partOf", "Procedure/b", UP);
    edge("Specimen/a", "parent", "Specimen/b", UP);
    edge("Task/a", "focus", "ServiceRequest/b", UP);
    edge("Task/a", "output.valueReference", "Observation/b", DOWN);
}

#[test]
fn what_is_charged_for_a_secret_is_secret() {
    edge("Claim/a", "referral", "ServiceRequest/b", UP);
    edge("Claim/a", "prescription", "MedicationRequest/b", UP);
    edge("Claim/a", "originalPrescription", "MedicationRequest/b", UP);
    edge("Claim/a", "related.claim", "Claim/b", UP);
    edge("ExplanationOfBenefit/a", "claim", "Claim/b", UP);
    edge("Claim/a", "insurance.claimResponse", "ClaimResponse/b", UP);
    edge("ClaimResponse/a", "request", "Claim/b", UP);
    edge("PaymentNotice/a", "response", "ClaimResponse/b", UP);
    edge("PaymentReconciliation/a", "detail.response", "ClaimResponse/b", UP);
    edge("PaymentNotice/a", "payment", "PaymentReconciliation/b", UP);
    edge("ChargeItem/a", "service", "Procedure/b", UP);
    edge("Invoice/a", "lineItem.chargeItemReference", "ChargeItem/b", BOTH);
    edge("Invoice/a", "account", "Account/b", BOTH);
    edge("ChargeItem/a", "account", "Account/b", BOTH);
    edge("Encounter/a", "account", "Account/b", DOWN);
}

#[test]
fn results_and_parts_are_as_secret_as_what_consists_of_them() {
    edge("DiagnosticReport/a", "result", "Observation/b", DOWN);
    edge("DiagnosticReport/a", "media.link", "Media/b", DOWN);
    edge("DiagnosticReport/a", "imagingStudy", "ImagingStudy/b", BOTH);
    edge("Observation/a", "hasMember", "Observation/b", DOWN);
    edge("Observation/a", "derivedFrom", "Observation/b", UP);
    edge("MedicationStatement/a", "derivedFrom", "MedicationRequest/b", UP);
    edge("Observation/a", "specimen", "Specimen/b", BOTH);
    edge("Procedure/a", "report", "DiagnosticReport/b", DOWN);
    edge("Procedure/a", "complicationDetail", "Condition/b", DOWN);
    edge("Immunization/a", "reaction.detail", "Observation/b", DOWN);
    edge("AdverseEvent/a", "resultingCondition", "Condition/b", DOWN);
    edge("ImmunizationEvaluation/a", "immunizationEvent", "Immunization/b", UP);
    edge("ClinicalImpression/a", "investigation.item", "Observation/b", UP);
    edge("ClinicalImpression/a", "finding.itemReference", "Condition/b", UP);
    edge("ClinicalImpression/a", "previous", "ClinicalImpression/b", UP);
    edge("GuidanceResponse/a", "outputParameters", "Parameters/b", DOWN);
    edge("Observation/a", "component.result", "Observation/b", DOWN);
    edge("MedicationRequest/a", "reasonReference", "Condition/b", NONE);
}

#[test]
fn documents_plans_and_words_about_them() {
    edge("Composition/a", "section.entry", "Observation/b", DOWN);
    edge("List/a", "entry.item", "Condition/b", DOWN);
    edge("DocumentManifest/a", "content", "DocumentReference/b", DOWN);
    edge("DocumentReference/a", "relatesTo.target", "DocumentReference/b", BOTH);
    edge("Composition/a", "relatesTo.targetReference", "Composition/b", BOTH);
    edge("Binary/a", "securityContext", "DocumentReference/b", UP);
    edge("Consent/a", "sourceReference", "DocumentReference/b", DOWN);
    edge("CarePlan/a", "activity.reference", "ServiceRequest/b", DOWN);
    edge("CarePlan/a", "activity.outcomeReference", "Observation/b", DOWN);
    edge("CarePlan/a", "activity.detail.reasonReference", "Condition/b", NONE);
    edge("CarePlan/a", "goal", "Goal/b", DOWN);
    edge("CarePlan/a", "careTeam", "CareTeam/b", DOWN);
    edge("RequestGroup/a", "action.resource", "Task/b", DOWN);
    edge("Provenance/a", "target", "Observation/b", UP);
    edge("VerificationResult/a", "target", "Coverage/b", UP);
    edge("AuditEvent/a", "entity.what", "Observation/b", UP);
    edge("Communication/a", "about", "Observation/b", UP);
    edge("Communication/a", "inResponseTo", "Communication/b", UP);
    edge("Communication/a", "payload.contentReference", "DocumentReference/b", DOWN);
    edge("Basic/a", "subject", "Observation/b", UP);
}

#[test]
fn content_is_one_with_its_document() {
    let letter = |element: &str| {
        resource("DocumentReference/d", &format!(r#""content":[{{"attachment":{{{element}}}}}]"#))
    };
    let texts = [resource("Binary/b", ""), letter(r#""url":"Binary/b""#)];
    check(&texts, &["DocumentReference/d"], &["Binary/b"]);
    check(&texts, &["Binary/b"], &["DocumentReference/d"]);
    let report = resource("DiagnosticReport/r", r#""presentedForm":[{"url":"Binary/b"}]"#);
    check(&[resource("Binary/b", ""), report], &["DiagnosticReport/r"], &["Binary/b"]);
    let versioned = letter(r#""url":"https://else.where/fhir/Binary/b/_history/2""#);
    check(&[resource("Binary/b", ""), versioned], &["DocumentReference/d"], &["Binary/b"]);
}

/// Elements with elements of their own in which rows find theirs.
const PATHS: [&str; 14] = [
    "",
    "action",
    "activity",
    "context",
    "detail",
    "entity",
    "item",
    "lineItem",
    "media",
    "reaction",
    "related",
    "relatesTo",
    "insurance",
    "section",
];

/// Whether R4 has these members, one within the other, somewhere in a type.
fn has(kind: &str, element: &str) -> bool {
    let types = Definitions::r4();
    let (within, last) = element.rsplit_once('.').unwrap_or_default();
    let last = if within.is_empty() { element } else { last };
    PATHS.iter().any(|path| {
        let owner = if path.is_empty() { kind.to_owned() } else { format!("{kind}.{path}") };
        let fits = within.is_empty() || *path == within;
        let owner = types.type_named(&owner);
        fits && owner.is_some_and(|owner| owner.field(last).is_some())
    })
}

#[test]
fn every_row_is_of_an_element_that_the_specification_has() {
    for row in TABLE.iter().filter(|row| row.element != "url") {
        if row.of.is_empty() {
            let kinds = || resource_types().filter(|kind| is_drawn(kind));
            assert!(kinds().any(|kind| has(kind, row.element)), "{}", row.element);
        }
        for kind in row.of {
            assert!(is_drawn(kind), "{kind}");
            assert!(has(kind, row.element), "{kind}.{}", row.element);
        }
    }
    assert!(Definitions::r4().type_named("Attachment").unwrap().field("url").is_some());
}

#[test]
fn secrecy_goes_on_and_ends_in_a_circle() {
    let texts = [
        resource("Appointment/a", ""),
        refers("Encounter/e", "appointment", "Appointment/a"),
        refers("DiagnosticReport/r", "encounter", "Encounter/e"),
        refers("DiagnosticReport/r2", "result", "Observation/other"),
        refers("Observation/o", "derivedFrom", "DiagnosticReport/r"),
        refers("Claim/c", "item.encounter", "Encounter/e"),
        refers("ExplanationOfBenefit/x", "claim", "Claim/c"),
        resource("Observation/other", ""),
        refers("Observation/m", "hasMember", "Observation/n"),
        refers("Observation/n", "derivedFrom", "Observation/m"),
    ];
    let all =
        ["Encounter/e", "DiagnosticReport/r", "Observation/o", "Claim/c", "ExplanationOfBenefit/x"];
    check(&texts, &["Appointment/a"], &all);
    check(&texts, &["Observation/m"], &["Observation/n"]);
    check(&texts, &["Observation/n"], &[]);
    check(&texts, &["Observation/none"], &[]);
    check(&texts, &[], &[]);
}

#[test]
fn what_stands_behind_several_is_secret_with_the_last_of_them() {
    let mut texts = vec![
        resource("ServiceRequest/q", ""),
        refers("Observation/a", "basedOn", "ServiceRequest/q"),
        refers("Observation/b", "basedOn", "ServiceRequest/q"),
    ];
    check(&texts, &["Observation/a"], &[]);
    check(&texts, &["Observation/a", "Observation/b"], &["ServiceRequest/q"]);
    texts.push(refers("Task/t", "focus", "ServiceRequest/q"));
    texts.push(refers("List/l", "entry.item", "ServiceRequest/q"));
    let with = ["ServiceRequest/q", "Task/t"];
    check(&texts, &["Observation/a", "Observation/b"], &with);
    texts.push(refers("Condition/c", "evidence.detail", "ServiceRequest/q"));
    check(&texts, &["Observation/a", "Observation/b"], &[]);

    let visit = |name| {
        let members = r#""episodeOfCare":[{"reference":"EpisodeOfCare/x"}],"diagnosis":[{"condition":{"reference":"Condition/c"}}],"reasonReference":[{"reference":"Condition/c"}]"#;
        resource(name, members)
    };
    let team = refers("EpisodeOfCare/x", "team", "CareTeam/t");
    let texts = [resource("Condition/c", ""), team, visit("Encounter/1"), visit("Encounter/2")];
    check(&texts, &["Encounter/1"], &[]);
    let all = ["Condition/c", "EpisodeOfCare/x", "CareTeam/t"];
    check(&texts, &["Encounter/1", "Encounter/2"], &all);
    check(
        &texts,
        &["EpisodeOfCare/x"],
        &["Encounter/1", "Encounter/2", "Condition/c", "CareTeam/t"],
    );
}

#[test]
fn persons_and_the_house_are_never_drawn_in() {
    let members = r#""participant":[{"actor":{"reference":"RelatedPerson/r"}}],"basedOn":[{"reference":"Practitioner/d"}],"appointment":{"reference":"Patient/p"}"#;
    let texts = [
        resource("Patient/p", r#""photo":[{"url":"Binary/b"}]"#),
        resource("Binary/b", ""),
        resource("RelatedPerson/r", r#""photo":[{"url":"Binary/b"}]"#),
        resource("Encounter/e", members),
        resource("Observation/o", ""),
    ];
    check(&texts, &["Encounter/e"], &[]);
    check(&texts, &["Binary/b"], &[]);
    check(&texts, &["Patient/p"], &[]);
    check_naming(&texts, &["Binary/b", "Patient/p"], &[]);
    for kind in ["Patient", "RelatedPerson", "Practitioner", "Organization", "Medication", "X"] {
        assert!(!is_drawn(kind), "{kind}");
    }
}

#[test]
fn every_version_counts_and_deleted_ones_too() {
    let name = |kind: &str, id: &str| (kind.to_owned(), id.to_owned());
    let live = |kind, id, text: String| (name(kind, id), EntryKind::Live, text.into_bytes());
    let texts = [
        live("Encounter", "e", resource("Encounter/e", "")),
        live("Observation", "o", refers("Observation/o", "encounter", "Encounter/e")),
        live("Observation", "o", resource("Observation/o", "")),
        live("Flag", "f", refers("Flag/f", "encounter", "Encounter/e/_history/1")),
        (name("Flag", "f"), EntryKind::Deleted, Vec::new()),
        live("Task", "t", refers("Task/t", "focus", "http://else.where/fhir/Flag/f")),
        live("Media", "broken", r#"{"about":"Encounter/e""#.to_owned()),
    ];
    let whole = record_of(&texts).whole(&names(&["Encounter/e"]));
    assert_eq!(
        whole,
        names(&["Encounter/e", "Observation/o", "Flag/f", "Task/t", "Media/broken"]),
        "what cannot be read is taken to belong to what it mentions"
    );
}

#[test]
fn extensions_contained_and_bundled_resources_count() {
    let extended = r#""encounter":{"extension":[{"url":"urn:x","valueReference":{"reference":"Encounter/e"}}]}"#;
    let contained = r#""contained":[{"resourceType":"MedicationRequest","id":"m","encounter":{"reference":"Encounter/e"}}]"#;
    let bundled = r#""entry":[{"resource":{"resourceType":"Observation","id":"o","encounter":{"reference":"Encounter/e"}}}]"#;
    let texts = [
        resource("Encounter/e", ""),
        resource("Flag/extended", extended),
        resource("Procedure/contained", contained),
        resource("Bundle/b", bundled),
    ];
    check(&texts, &["Encounter/e"], &["Flag/extended", "Procedure/contained", "Bundle/b"]);
    check_naming(&texts, &["Observation/o"], &["Bundle/b"]);
    check_naming(&texts, &["MedicationRequest/m"], &[]);
}

#[test]
fn what_names_a_secret_betrays_it_and_draws_nothing_but_its_content() {
    let report = r#""result":[{"reference":"Observation/s"},{"reference":"Observation/o"}],"presentedForm":[{"url":"Binary/pdf"}]"#;
    let texts = [
        resource("Observation/s", ""),
        resource("Observation/o", ""),
        resource("Binary/pdf", ""),
        resource("DiagnosticReport/r", report),
        refers("List/l", "entry.item", "Observation/s"),
        refers("Condition/c", "evidence.detail", "Observation/s"),
        resource("Composition/told", r#""text":{"div":"<a href=\"Observation/s\">there</a>"}"#),
        resource("Flag/extended", r#""extension":[{"url":"urn:x","valueUri":"Observation/s"}]"#),
        resource("Composition/other", r#""text":{"div":"Observation/s2 xObservation/s"}"#),
    ];
    let naming = ["DiagnosticReport/r", "Binary/pdf", "List/l", "Condition/c", "Composition/told"];
    check(&texts, &["Observation/s"], &[]);
    check_naming(&texts, &["Observation/s"], &[&naming[..], &["Flag/extended"]].concat());
    check_naming(&texts, &[], &[]);
    check_naming(
        &texts,
        &["Observation/s", "List/l"],
        &["DiagnosticReport/r", "Binary/pdf", "Condition/c", "Composition/told", "Flag/extended"],
    );
}

#[test]
fn a_look_at_the_bytes_finds_every_link() {
    let text = r#"{"a":"Observation/1","b":"http://x/Encounter/e-2/_history/3","c":"Patient/p /Flag/ Flag/f.","d":"Observation/"}"#;
    let mut found = Vec::new();
    each_mention(text.as_bytes(), &mut |it| found.push(String::from_utf8_lossy(it)));
    assert_eq!(found, ["Observation/1", "Encounter/e-2", "Flag/f."]);
    assert!(links(b"{").is_none());
    assert!(copies(b"{").is_empty());
    let long = "x".repeat(64);
    let text = refers("Flag/f", "encounter", &format!("Encounter/{long}"));
    let link = links(text.as_bytes()).unwrap().pop().unwrap();
    let mut found = Vec::new();
    each_mention(text.as_bytes(), &mut |it| found.push(it.to_vec()));
    assert_eq!(found, [super::text(&link.to)]);
    assert_eq!(link.ways, Ways { up: true, ..Ways::default() });
}

const ELEMENTS: [&str; 12] = [
    "encounter",
    "result",
    "hasMember",
    "basedOn",
    "diagnosis",
    "derivedFrom",
    "entry",
    "focus",
    "appointment",
    "reasonReference",
    "specimen",
    "evidence",
];
const KINDS: [&str; 6] =
    ["Encounter", "Observation", "DiagnosticReport", "List", "ServiceRequest", "Condition"];

fn any_name() -> impl Strategy<Value = String> {
    (0..KINDS.len(), 0..4_u8).prop_map(|(kind, id)| format!("{}/{id}", KINDS[kind]))
}

fn any_texts() -> impl Strategy<Value = Vec<String>> {
    let one = (any_name(), 0..ELEMENTS.len(), any_name());
    let text = one.prop_map(|(name, element, to)| refers(&name, ELEMENTS[element], &to));
    prop::collection::vec(text, 0..24)
}

fn any_roots() -> impl Strategy<Value = BTreeSet<Name>> {
    let name = any_name().prop_map(|name| names(&[&name]));
    prop::collection::vec(name, 0..3).prop_map(|all| all.into_iter().flatten().collect())
}

proptest! {
    #[test]
    fn more_roots_never_give_less_and_the_whole_is_whole(
        texts in any_texts(), roots in any_roots(), more in any_roots(),
    ) {
        let record = record(&texts);
        let whole = record.whole(&roots);
        prop_assert!(whole.is_superset(&roots));
        prop_assert_eq!(&record.whole(&whole), &whole);
        let both = roots.union(&more).cloned().collect();
        prop_assert!(record.whole(&both).is_superset(&whole));
        let covered = record.covered(&roots);
        prop_assert!(covered.is_superset(&whole));
        for seen in record.entries().filter(|seen| !covered.contains(&super::owned(*seen))) {
            for link in links(seen.short()).unwrap() {
                prop_assert!(!whole.contains(&link.to), "what stays names no secret");
            }
        }
    }
}

#[test]
fn what_is_covered_is_kept_of_so_many_secrets() {
    let texts: Vec<String> =
        (0..4).map(|number| resource(&format!("Observation/o{number}"), "")).collect();
    let record = record(&texts);
    for number in 0..=COVERED {
        let roots = names(&[&format!("Observation/o{number}")]);
        assert_eq!(record.kept_covered(roots.clone()), record.covered(&roots));
        assert_eq!(record.kept_covered(roots.clone()), roots, "from memory too");
    }
    assert_eq!(record.covered.of().len(), COVERED, "the oldest made room");
    assert!(record.kept_covered(BTreeSet::new()).is_empty());
}
