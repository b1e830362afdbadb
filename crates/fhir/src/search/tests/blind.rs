use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Query, blind_probe, blind_terms, extract, parameters};
use super::{NOW, json};
use crate::limits::{BLIND_PREFIX_CHARS, BLIND_TERMS};

#[track_caller]
fn check(resource: &str, expect: &[&str]) {
    let terms = blind_terms(&json(resource));
    let shown: Vec<_> = terms
        .iter()
        .map(|term| format!("{} {}", term.param, std::str::from_utf8(&term.value).unwrap()))
        .collect();
    assert_eq!(shown, expect);
}

#[test]
fn identity_and_logistics_have_terms() {
    check(
        r#"{"resourceType":"Patient","identifier":[{"system":"urn:i","value":"1"},{"value":"2"},{"system":"urn:i"}],
            "name":[{"family":"Pérès","given":["Li","Anne"],"prefix":["Madame"]}],"birthDate":"1980-05-02","gender":"female"}"#,
        &[
            "Patient.birthdate 1980",
            "Patient.birthdate 1980-05",
            "Patient.birthdate 1980-05-02",
            "Patient.identifier *|1",
            "Patient.identifier *|2",
            "Patient.identifier urn:i|1",
            "Patient.identifier |2",
            "Patient.name ann",
            "Patient.name anne",
            "Patient.name per",
            "Patient.name pere",
            "Patient.name peres",
            "Patient.near ane",
            "Patient.near ann",
            "Patient.near anne",
            "Patient.near eres",
            "Patient.near i",
            "Patient.near l",
            "Patient.near li",
            "Patient.near nne",
            "Patient.near pees",
            "Patient.near pere",
            "Patient.near peres",
            "Patient.near pers",
            "Patient.near pres",
            "Patient.sound an",
            "Patient.sound li",
            "Patient.sound pr",
        ],
    );
    check(
        r#"{"resourceType":"Organization","name":"CHU","alias":["Hosp"],"type":[{"coding":[{"code":"prov"}]}]}"#,
        &["Organization.name chu", "Organization.name hos", "Organization.name hosp"],
    );
    check(
        r#"{"resourceType":"Encounter","status":"planned","class":{"code":"AMB"},"reasonCode":[{"coding":[{"code":"x"}]}]}"#,
        &["Encounter.status planned"],
    );
    check(r#"{"resourceType":"Patient","birthDate":"1980"}"#, &["Patient.birthdate 1980"]);
    check(r#"{"resourceType":"Patient","birthDate":"once"}"#, &[]);
}

#[test]
fn clinical_resources_have_none() {
    for kind in ["Observation", "Condition", "MedicationRequest", "Procedure", "AllergyIntolerance"]
    {
        check(
            &format!(
                r#"{{"resourceType":"{kind}","identifier":[{{"value":"1"}}],"status":"final","code":{{"coding":[{{"code":"x"}}]}}}}"#
            ),
            &[],
        );
    }
}

#[test]
fn terms_are_capped() {
    let name = "a".repeat(BLIND_PREFIX_CHARS + 5);
    let terms = blind_terms(&json(&format!(r#"{{"resourceType":"Location","name":"{name}"}}"#)));
    assert_eq!(terms.last().map(|term| term.value.len()), Some(BLIND_PREFIX_CHARS));
    let identifiers = |count: usize| {
        let all: Vec<_> = (0..count).map(|at| format!(r#"{{"value":"{at}"}}"#)).collect();
        json(&format!(r#"{{"resourceType":"Patient","identifier":[{}]}}"#, all.join(",")))
    };
    assert_eq!(blind_terms(&identifiers(BLIND_TERMS / 2)).len(), BLIND_TERMS);
    assert_eq!(blind_terms(&identifiers(BLIND_TERMS / 2 + 1)).len(), BLIND_TERMS);
}

#[test]
fn logistics_are_found_by_day_place_and_state() {
    let start = r#"{"resourceType":"Appointment","start":"2026-11-22T23:30:00-05:00"}"#;
    let days = ["2026", "2026-11", "2026-11-23"].map(|day| format!("Appointment.date {day}"));
    check(start, &days.each_ref().map(String::as_str));
    let place =
        r#"{"resourceType":"Encounter","location":[{"location":{"reference":"Location/w1"}}]}"#;
    check(place, &["Encounter.location Location/w1"]);
    check(r#"{"resourceType":"Task","status":"requested"}"#, &["Task.status requested"]);
}

#[test]
fn probes_say_when_no_index_helps() {
    let check = |kind, code, value, expect: Option<&str>| {
        let found = blind_probe(kind, code, value);
        let shown = found.as_ref().map(|term| std::str::from_utf8(&term.value).unwrap());
        assert_eq!(shown, expect, "{kind} {code} {value}");
    };
    check("Patient", "identifier", "urn:i|1", Some("urn:i|1"));
    check("Patient", "identifier", "|1", Some("|1"));
    check("Patient", "identifier", "1", Some("*|1"));
    check("Patient", "identifier", "urn:i|", None);
    check("Patient", "identifier", "1,2", None);
    check("Patient", "family", "PÉRÈS", Some("peres"));
    check("Patient", "name", "pe", None);
    check("Patient", "name", "jean pierre dupont", Some("jean pierre "));
    check("Patient", "birthdate", "1980-05", Some("1980-05"));
    check("Patient", "birthdate", "eq1980", Some("1980"));
    check("Patient", "birthdate", "gt1980", None);
    check("Encounter", "status", "http://hl7.org/fhir/encounter-status|planned", Some("planned"));
    check("Encounter", "location", "Location/w1", Some("Location/w1"));
    check("Encounter", "location", "w1", Some("Location/w1"));
    check("Appointment", "date", "2026-11-22", Some("2026-11-22"));
    check("Task", "status", "requested", Some("requested"));
    check("Observation", "code", "x", None);
    check("Patient", "gender", "female", None);
}

/// The parameters of probes are R4's.
#[test]
fn indexed_parameters_exist() {
    let every = r#"{"resourceType":"KIND","identifier":{"value":"1"},"status":"planned","name":"abc","birthDate":"1980","start":"1980-01-01T00:00:00Z","location":[{"location":{"reference":"Location/1"}}]}"#;
    let mut seen = BTreeSet::new();
    for kind in crate::assign::resource_types() {
        for term in blind_terms(&json(&every.replace("KIND", kind))) {
            let (of, code) = term.param.split_once('.').unwrap();
            assert_eq!(of, kind);
            assert!(parameters().find(of, code).is_some(), "{}", term.param);
            seen.insert(term.param);
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

proptest! {
    /// What a search finds, its probe finds: the index misses nothing.
    #[test]
    fn probes_miss_nothing(
        family in "[aé -]{0,16}",
        given in "[aeb' ]{0,5}",
        value in "[1|]{0,2}",
        birth in "19(8[0-2])(-0[12](-0[12])?)?",
        code in prop::sample::select(vec!["name", "family", "given", "identifier", "birthdate"]),
        asked in "[aeé 1|b'-]{0,16}|19(8[0-2])(-0[12](-0[12])?)?",
    ) {
        let patient = json(&format!(
            r#"{{"resourceType":"Patient","name":[{{"family":"{family}","given":["{given}"]}}],
                "identifier":[{{"system":"1","value":"{value}"}},{{"value":"{value}"}}],"birthDate":"{birth}"}}"#
        ));
        let Ok(query) = Query::parse("Patient", &[(code, asked.as_str())], NOW) else {
            return Ok(());
        };
        if query.matches(&extract(&patient, None))
            && let Some(probe) = blind_probe("Patient", code, &asked)
        {
            prop_assert!(blind_terms(&patient).contains(&probe), "{probe:?}");
        }
    }
}
