//! Laws that hold for any record.

use hygie_base::Timestamp;
use hygie_fhir::json::{Json, Object};
use hygie_synthesis::{
    Banner, Details, Fact, Kind, KindSet, Standing, Synthesis, Timeline, note_text,
};
use proptest::prelude::*;

use crate::record::{NOW, Record, json, told};

const TYPES: &[&str] = &[
    "AllergyIntolerance",
    "Condition",
    "MedicationRequest",
    "MedicationStatement",
    "Immunization",
    "Observation",
    "Encounter",
    "Procedure",
    "DiagnosticReport",
    "DocumentReference",
    "Appointment",
    "CarePlan",
    "Goal",
    "Flag",
    "Device",
    "CareTeam",
    "ServiceRequest",
];

const STATUSES: &[&str] = &[
    "active",
    "completed",
    "final",
    "finished",
    "booked",
    "current",
    "stopped",
    "on-hold",
    "unknown",
    "entered-in-error",
    "not-done",
    "cancelled",
    "resolved",
    "draft",
    "revoked",
];

/// One resource of a small world, where codes, dates and encounters repeat.
fn resource() -> impl Strategy<Value = (String, [bool; 4])> {
    let pick = |list: &'static [&'static str]| proptest::sample::select(list);
    let codes = pick(&["716186003", "2160-0", "8480-6", "8462-4", "a", "b"]);
    let dates = pick(&["2026", "2026-11-01", "2026-11-01T08:00:00Z", "2020-01", "1999-01-01"]);
    let verified = pick(&["confirmed", "confirmed", "refuted", "entered-in-error", "provisional"]);
    let intent = pick(&["order", "order", "order", "plan", "proposal"]);
    let odd = proptest::array::uniform4(proptest::bool::weighted(0.15));
    (pick(TYPES), pick(STATUSES), codes, dates, verified, intent, 0_u8..5, odd).prop_map(
        |(resource_type, status, code, date, verified, intent, number, odd)| {
            let system = if code.len() > 8 { "http://snomed.info/sct" } else { "http://loinc.org" };
            let concept = format!(r#"{{"coding":[{{"system":"{system}","code":"{code}"}}]}}"#);
            let coded = |code: &str| format!(r#"{{"coding":[{{"code":"{code}"}}]}}"#);
            let [modified, forbidden, undated, loose] = odd;
            let mut text = format!(
                r#""status":"{status}","lifecycleStatus":"{status}","clinicalStatus":{},"verificationStatus":{},"intent":"{intent}","code":{concept},"vaccineCode":{concept},"medicationCodeableConcept":{concept},"valueQuantity":{{"value":{number},"unit":"g"}}"#,
                coded(status),
                coded(verified),
            );
            if !undated {
                for name in ["onsetDateTime", "authoredOn", "occurrenceDateTime", "effectiveDateTime", "performedDateTime", "date"] {
                    text += &format!(r#","{name}":"{date}""#);
                }
                text += &format!(r#","period":{{"start":"{date}"}}"#);
            }
            if !loose {
                text += &format!(r#","encounter":{{"reference":"Encounter/r{number}"}}"#);
            }
            if modified {
                text += r#","modifierExtension":[{"url":"http://a"}]"#;
            }
            if forbidden {
                text += r#","doNotPerform":true"#;
            }
            (format!(r#"{{"resourceType":"{resource_type}",{text}"#), odd)
        },
    )
}

fn record(resources: &[(String, [bool; 4])]) -> Record {
    let mut record = Record::default();
    for (at, (text, _)) in resources.iter().enumerate() {
        let written = Timestamp(NOW.0 - i64::try_from(at).unwrap());
        record.add(&json(&format!(r#"{text},"id":"r{at}"}}"#)), written);
    }
    record
}

fn some_json() -> impl Strategy<Value = Json> {
    let names = proptest::sample::select(
        &[
            "resourceType",
            "status",
            "code",
            "coding",
            "text",
            "div",
            "display",
            "system",
            "value",
            "valueQuantity",
            "unit",
            "period",
            "start",
            "end",
            "extension",
            "url",
            "name",
            "given",
            "family",
            "birthDate",
            "effectiveDateTime",
            "component",
            "referenceRange",
            "low",
            "high",
            "interpretation",
            "content",
            "attachment",
            "data",
            "contentType",
            "dosageInstruction",
            "timing",
            "repeat",
            "reaction",
            "contained",
            "reference",
            "encounter",
            "category",
            "participant",
            "modifierExtension",
        ][..],
    );
    let texts = proptest::sample::select(
        &[
            "Observation",
            "Patient",
            "Condition",
            "MedicationRequest",
            "AllergyIntolerance",
            "DocumentReference",
            "active",
            "final",
            "2024-02-29",
            "2024-02-29T10:00:00+01:00",
            "text/plain",
            "w4l0",
            "é",
            "",
            " ",
            "<div>&#x110000;</div",
            "8480-6",
            "http://loinc.org",
            "#c",
            "/",
            "vital-signs",
        ][..],
    );
    let numbers = proptest::sample::select(
        &["0", "-1", "1e999", "1.50", "123456789012345678901234567890"][..],
    );
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        numbers.prop_map(|text| Json::Number(text.into())),
        texts.prop_map(Json::string),
        ".{0,12}".prop_map(|text| Json::string(&text)),
    ];
    leaf.prop_recursive(6, 96, 8, move |inner| {
        let member = (names.clone(), inner.clone());
        prop_oneof![
            proptest::collection::vec(inner, 0..4).prop_map(Json::Array),
            proptest::collection::vec(member, 0..8).prop_map(|members| {
                let mut object = Object::new();
                for (name, value) in members {
                    object.set(name, value);
                }
                Json::Object(object)
            }),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_not_so_is_never_stated(resources in proptest::collection::vec(resource(), 0..24)) {
        let record = record(&resources);
        let told = told(&record.synthesis());
        for seen in record.seen() {
            if !seen.fact.standing.is_fact() {
                let name = format!("{}/{}", seen.resource_type, seen.id);
                let stands = told.split([' ', '[', ']', ',', '\n', '"', '@']).any(|word| word == name);
                prop_assert!(!stands, "{name} is {:?} in {told}", seen.fact.standing);
            }
        }
    }

    #[test]
    fn the_order_of_facts_does_not_matter(
        resources in proptest::collection::vec(resource(), 0..24),
        keys in proptest::collection::vec(any::<u32>(), 24),
    ) {
        let record = record(&resources);
        let mut turned: Vec<_> = record.seen().zip(keys).collect();
        turned.sort_by_key(|(_, key)| *key);
        let turned = turned.into_iter().map(|(seen, _)| seen);
        let other = Synthesis::of(turned.clone(), NOW, KindSet::NONE, Some(Timestamp(0)));
        prop_assert_eq!(told(&record.synthesis()), told(&other));
        let shown = |timeline: Timeline<'_>| {
            let items = |entry: &hygie_synthesis::timeline::Entry<'_>| {
                let all: Vec<_> = entry.items.iter().map(|item| (format!("{:?}", item.source), format!("{:?}", item.also))).collect();
                (entry.at, format!("{:?}", entry.encounter), all)
            };
            timeline.entries.iter().map(items).collect::<Vec<_>>()
        };
        let one = Timeline::of(record.seen(), KindSet::NONE, Default::default());
        let other = Timeline::of(turned, KindSet::NONE, Default::default());
        prop_assert_eq!(shown(one), shown(other));
    }

    #[test]
    fn what_is_closed_changes_nothing(
        resources in proptest::collection::vec(resource(), 0..16),
        more in proptest::collection::vec(resource(), 0..16),
        closed in proptest::sample::subsequence(Kind::ALL.to_vec(), 0..6),
    ) {
        let closed = KindSet::of(&closed);
        let count = resources.len();
        let all: Vec<_> = resources.into_iter().chain(more).collect();
        let record = record(&all);
        let open = |seen: &hygie_synthesis::Seen<'_>| {
            let number: usize = seen.id.trim_start_matches('r').parse().unwrap();
            number < count || closed.has(seen.fact.kind)
        };
        let of = |facts: Vec<hygie_synthesis::Seen<'_>>| {
            let timeline = Timeline::of(facts.clone(), closed, Default::default());
            let counts = (timeline.total, timeline.facts, timeline.kinds, timeline.years);
            (told(&Synthesis::of(facts, NOW, closed, Some(Timestamp(0)))), counts)
        };
        let with: Vec<_> = record.seen().filter(open).collect();
        let without: Vec<_> = with.iter().filter(|seen| !closed.has(seen.fact.kind)).copied().collect();
        prop_assert_eq!(of(with), of(without));
    }

    #[test]
    fn any_json_is_read_or_passed_over(value in some_json(), resource_type in proptest::sample::select(TYPES)) {
        let _ = (Banner::of(&value).age(NOW), note_text(&value), Details::of(&value));
        let mut value = value;
        if let Some(object) = value.as_object_mut() {
            object.set("resourceType", Json::string(resource_type));
            object.set("id", Json::string("r"));
        }
        if let Some(fact) = Fact::read(&value) {
            prop_assert!(Kind::of_type(resource_type).has(fact.kind));
            prop_assert!(!fact.modifier_unknown || !fact.standing.is_fact());
            prop_assert_eq!(format!("{fact:?}"), "Fact { .. }");
            let mut record = Record::default();
            record.add(&value, NOW);
            let synthesis = record.synthesis();
            prop_assert!(!told(&synthesis).is_empty());
            let shown = Timeline::of(record.seen(), KindSet::NONE, Default::default()).total;
            prop_assert_eq!(shown, usize::from(fact.standing != Standing::EnteredInError));
        }
    }
}
