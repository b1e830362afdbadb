//! Each rule of safe reading: what a status allows to say.

use hygie_synthesis::{Certainty, Fact, Kind, KindSet, Standing, Timeline};

use crate::record::{NOW, Record, fact, json, told};

/// A resource of this type with these members.
fn of(resource_type: &str, members: &str) -> String {
    format!(r#"{{"resourceType":"{resource_type}","id":"x",{members}}}"#)
}

#[test]
fn a_status_reads_as_what_it_allows() {
    let check = |resource_type: &str, members: &str, expect| {
        let read = fact(&of(resource_type, members));
        assert_eq!(read.standing, expect, "{resource_type} {members}");
        let measured = read.standing.is_measured() && !read.standing.is_fact();
        assert!(!measured, "{resource_type} {members}");
    };
    let coded = |name: &str, code: &str| format!(r#""{name}":{{"coding":[{{"code":"{code}"}}]}}"#);
    for resource_type in ["Condition", "AllergyIntolerance"] {
        for (code, expect) in [
            ("active", Standing::Current),
            ("inactive", Standing::Past),
            ("resolved", Standing::Past),
            ("other", Standing::Unknown),
            ("entered-in-error", Standing::EnteredInError),
        ] {
            check(resource_type, &coded("clinicalStatus", code), expect);
        }
        let active = coded("clinicalStatus", "active");
        for (code, expect) in [
            ("refuted", Standing::Refuted),
            ("entered-in-error", Standing::EnteredInError),
            ("differential", Standing::Current),
        ] {
            let both = format!("{active},{}", coded("verificationStatus", code));
            check(resource_type, &both, expect);
        }
        check(resource_type, r#""note":[]"#, Standing::Unknown);
    }
    check("Condition", r#""abatementDateTime":"2020""#, Standing::Past);
    check("Condition", &coded("clinicalStatus", "relapse"), Standing::Current);
}

#[test]
fn an_order_needs_an_intent_and_a_status() {
    let check = |resource_type: &str, members: &str, expect| {
        assert_eq!(fact(&of(resource_type, members)).standing, expect, "{resource_type} {members}");
    };
    for resource_type in ["MedicationRequest", "ServiceRequest", "DeviceRequest"] {
        let with =
            |intent: &str, status: &str| format!(r#""intent":"{intent}","status":"{status}""#);
        for (intent, status, expect) in [
            ("order", "active", Standing::Current),
            ("reflex-order", "active", Standing::Current),
            ("instance-order", "on-hold", Standing::OnHold),
            ("order", "completed", Standing::Past),
            ("order", "draft", Standing::Draft),
            ("order", "revoked", Standing::Cancelled),
            ("order", "cancelled", Standing::Cancelled),
            ("order", "unknown", Standing::Unknown),
            ("order", "entered-in-error", Standing::EnteredInError),
            ("proposal", "active", Standing::Proposal),
            ("plan", "active", Standing::Proposal),
            ("option", "active", Standing::Proposal),
            ("whim", "active", Standing::Unknown),
        ] {
            check(resource_type, &with(intent, status), expect);
        }
        check(resource_type, r#""status":"active""#, Standing::Unknown);
        check(resource_type, r#""intent":"order""#, Standing::Unknown);
        for forbidden in ["true", "\"true\""] {
            let members = format!("{},\"doNotPerform\":{forbidden}", with("order", "active"));
            check(resource_type, &members, Standing::Prohibited);
        }
        let allowed = format!("{},\"doNotPerform\":false", with("order", "active"));
        check(resource_type, &allowed, Standing::Current);
    }
    check("MedicationStatement", r#""status":"active""#, Standing::Current);
    check("MedicationStatement", r#""status":"not-taken""#, Standing::NotDone);
    check("MedicationStatement", r#""status":"intended""#, Standing::Planned);
    check("MedicationStatement", r#""status":"unknown""#, Standing::Unknown);
    check("MedicationStatement", r#""effectiveDateTime":"2020""#, Standing::Unknown);
    check("CarePlan", r#""status":"active","intent":"plan""#, Standing::Current);
    check("CarePlan", r#""status":"active","intent":"proposal""#, Standing::Proposal);
}

#[test]
fn an_event_that_did_not_happen_is_not_done() {
    let check = |resource_type: &str, status: &str, expect| {
        let members = format!(r#""status":"{status}""#);
        assert_eq!(fact(&of(resource_type, &members)).standing, expect, "{resource_type} {status}");
    };
    for resource_type in [
        "Immunization",
        "Procedure",
        "Observation",
        "DiagnosticReport",
        "Encounter",
        "DocumentReference",
        "Communication",
        "Appointment",
        "MedicationAdministration",
        "MedicationDispense",
        "QuestionnaireResponse",
        "ImagingStudy",
        "FamilyMemberHistory",
        "Flag",
        "CareTeam",
        "Device",
    ] {
        check(resource_type, "entered-in-error", Standing::EnteredInError);
        check(resource_type, "unknown", Standing::Unknown);
        check(resource_type, "gibberish", Standing::Unknown);
        let absent = fact(&of(resource_type, r#""language":"fr""#));
        assert_eq!(absent.standing, Standing::Unknown, "{resource_type} without a status");
    }
    for (resource_type, status, expect) in [
        ("Immunization", "completed", Standing::Done),
        ("Immunization", "not-done", Standing::NotDone),
        ("Procedure", "not-done", Standing::NotDone),
        ("Procedure", "stopped", Standing::Cancelled),
        ("Procedure", "completed", Standing::Done),
        ("Communication", "not-done", Standing::NotDone),
        ("MedicationAdministration", "not-done", Standing::NotDone),
        ("MedicationDispense", "declined", Standing::NotDone),
        ("Observation", "final", Standing::Done),
        ("Observation", "registered", Standing::Draft),
        ("Observation", "cancelled", Standing::Cancelled),
        ("Encounter", "cancelled", Standing::Cancelled),
        ("Encounter", "planned", Standing::Planned),
        ("Encounter", "in-progress", Standing::Current),
        ("Appointment", "noshow", Standing::NotDone),
        ("Appointment", "proposed", Standing::Proposal),
        ("Appointment", "booked", Standing::Planned),
        ("DocumentReference", "superseded", Standing::Superseded),
        ("QuestionnaireResponse", "in-progress", Standing::Draft),
        ("Goal", "active", Standing::Unknown),
    ] {
        check(resource_type, status, expect);
    }
    let goal = fact(&of("Goal", r#""lifecycleStatus":"active""#));
    assert_eq!(goal.standing, Standing::Current);
    let document =
        fact(&of("DocumentReference", r#""status":"current","docStatus":"entered-in-error""#));
    assert_eq!(document.standing, Standing::EnteredInError);
}

#[test]
fn a_modifier_that_is_not_known_stops_the_reading() {
    let check = |members: &str, modified: bool| {
        let read = fact(&of("Observation", &format!(r#""status":"final",{members}"#)));
        let expect = if modified { Standing::Uninterpretable } else { Standing::Done };
        assert_eq!((read.standing, read.modifier_unknown), (expect, modified), "{members}");
    };
    check(r#""extension":[{"url":"http://a"}]"#, false);
    check(r#""modifierExtension":[{"url":"http://a","valueBoolean":true}]"#, true);
    check(r#""component":[{"modifierExtension":[{"url":"http://a"}]}]"#, true);
    check(r#""implicitRules":"http://rules""#, true);
    // In error wins: it may not even be shown as unclear.
    let error = r#"{"resourceType":"Observation","id":"x","status":"entered-in-error","modifierExtension":[{"url":"a"}]}"#;
    assert_eq!(fact(error).standing, Standing::EnteredInError);
}

#[test]
fn doubt_is_kept() {
    let check = |resource_type: &str, members: &str, expect| {
        assert_eq!(fact(&of(resource_type, members)).certainty, expect, "{members}");
    };
    let verified =
        |code: &str| format!(r#""verificationStatus":{{"coding":[{{"code":"{code}"}}]}}"#);
    check("Condition", &verified("confirmed"), Certainty::Confirmed);
    check("Condition", &verified("provisional"), Certainty::Provisional);
    check("Condition", &verified("differential"), Certainty::Differential);
    check("AllergyIntolerance", &verified("unconfirmed"), Certainty::Unconfirmed);
    check("Condition", r#""language":"fr""#, Certainty::Unstated);
    check("Observation", r#""status":"preliminary""#, Certainty::Preliminary);
    check(
        "DocumentReference",
        r#""status":"current","docStatus":"preliminary""#,
        Certainty::Preliminary,
    );
}

#[test]
fn what_is_no_fact_for_people_is_not_read() {
    for other in
        ["Claim", "ExplanationOfBenefit", "Coverage", "Provenance", "AuditEvent", "Consent"]
    {
        assert!(!Fact::interests(other), "{other}");
        assert!(Fact::read(&json(&of(other, r#""status":"active""#))).is_none(), "{other}");
    }
    for other in ["Location", "Organization", "Practitioner", "Patient", "Nonsense"] {
        assert!(!Fact::interests(other), "{other}");
    }
    assert!(Fact::interests("Observation") && Fact::interests("Medication"));
    for kind in Kind::ALL {
        let types = ["AllergyIntolerance", "Condition", "MedicationRequest", "Medication"];
        let typed = types.iter().filter(|one| Kind::of_type(one).has(kind)).count();
        assert!(typed <= 1, "{kind:?}");
    }
}

#[test]
fn what_is_not_so_is_in_the_timeline_only_and_errors_nowhere() {
    let resources = [
        r#"{"resourceType":"Immunization","id":"not-done","status":"not-done","vaccineCode":{"text":"ROR"},"occurrenceDateTime":"2026-11-20"}"#,
        r#"{"resourceType":"Condition","id":"refuted","clinicalStatus":{"coding":[{"code":"active"}]},"verificationStatus":{"coding":[{"code":"refuted"}]},"code":{"text":"Asthme"},"onsetDateTime":"2026"}"#,
        r#"{"resourceType":"Appointment","id":"cancelled","status":"cancelled","start":"2026-12-03T09:30:00+01:00"}"#,
        r#"{"resourceType":"Observation","id":"modified","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"effectiveDateTime":"2026-11-20","valueQuantity":{"value":1},"modifierExtension":[{"url":"http://a"}]}"#,
        r#"{"resourceType":"MedicationRequest","id":"plan","status":"active","intent":"plan","medicationCodeableConcept":{"text":"Aspirine"},"authoredOn":"2026-11-20"}"#,
        r#"{"resourceType":"MedicationRequest","id":"do-not","status":"active","intent":"order","doNotPerform":true,"medicationCodeableConcept":{"text":"Aspirine"},"authoredOn":"2026-11-20"}"#,
        r#"{"resourceType":"Observation","id":"error","status":"entered-in-error","code":{"coding":[{"system":"http://loinc.org","code":"2160-0"}]},"effectiveDateTime":"2026-11-20","valueQuantity":{"value":9}}"#,
    ];
    let record = Record::of(&resources);
    let told = told(&record.synthesis());
    let timeline = Timeline::of(record.seen(), KindSet::NONE, Default::default());
    let sources = timeline.entries.iter().flat_map(|entry| {
        entry.encounter.into_iter().chain(entry.items.iter().map(|item| item.source))
    });
    let listed: Vec<String> = sources.map(|seen| seen.id.to_owned()).collect();
    for id in ["not-done", "refuted", "cancelled", "modified", "plan", "do-not", "error"] {
        assert!(!told.contains(&format!("/{id}")), "{id} in {told}");
        assert_eq!(listed.contains(&id.to_owned()), id != "error", "{id} in {listed:?}");
    }
    let synthesis = record.synthesis();
    assert_eq!(synthesis.results.unclear, 1);
    assert!(synthesis.news.is_some_and(|news| news.since < NOW && news.total == 0));
}
