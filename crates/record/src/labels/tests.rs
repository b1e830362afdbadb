use hygie_fhir::definitions::Definitions;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_policy::facts::{Confidentiality, DocType, Status};
use hygie_policy::tables::{ResourceTypes, Tables};
use proptest::prelude::*;

use super::{AUTHORS, DOCUMENT, Labels, says_more};

const DMP: &str = "urn:oid:1.2.250.1.213.1.1.4.13";
const TRE_A07: &str = "https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument";
const TRE_A07_OTHER: &str = "https://mos.esante.gouv.fr/NOS/TRE_A07-StatusVisibiliteDocument/FHIR/TRE-A07-StatusVisibiliteDocument";
const V3: &str = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
const V3_OID: &str = "urn:oid:2.16.840.1.113883.5.25";

fn tables() -> ResourceTypes {
    Tables::built_in().unwrap().resources
}

/// The labels of a resource, stored as the record stores it.
fn of(kind: &str, text: &str) -> Labels {
    let json = parse(text.as_bytes(), &JsonLimits::default()).unwrap();
    Labels::of(&tables(), kind, &json.to_vec())
}

fn secret(labels: Labels) -> bool {
    labels.masked
        && labels.hidden_from_person
        && labels.hidden_from_representatives
        && labels.confidentiality == Confidentiality::VeryRestricted
}

fn labelled(system: &str, code: &str) -> Labels {
    let coding = format!(r#"{{"system":"{system}","code":"{code}"}}"#);
    let meta = of(
        "Encounter",
        &format!(r#"{{"resourceType":"Encounter","meta":{{"security":[{coding}]}}}}"#),
    );
    let document = of(
        DOCUMENT,
        &format!(
            r#"{{"resourceType":"DocumentReference","securityLabel":[{{"coding":[{coding}]}}]}}"#
        ),
    );
    assert_eq!(meta, document, "{system} {code}");
    meta
}

#[test]
fn labels_count_in_every_code_system() {
    let plain = Labels::PLAIN;
    for system in [DMP, TRE_A07, TRE_A07_OTHER, V3, "http://example.org", ""] {
        let check = |code: &str, expect: Labels| {
            assert_eq!(labelled(system, code), expect, "{system} {code}");
        };
        check("MASQUE_PS", Labels { masked: true, ..plain });
        check("masque_ps", Labels { masked: true, ..plain });
        check("MASQUE_PSOCIAL", Labels { masked: true, ..plain });
        check("MASQUE_PT", Labels { masked: true, ..plain });
        check("INVISIBLE_PATIENT", Labels { hidden_from_person: true, ..plain });
        check(
            "INVISIBLE_REPRESENTANTS_LEGAUX",
            Labels { hidden_from_representatives: true, ..plain },
        );
        check("MASQUE", plain);
    }
    let without = of("Encounter", r#"{"meta":{"security":[{"code":"MASQUE_PS"}]}}"#);
    assert!(without.masked, "no code system");
}

#[test]
fn of_several_confidentialities_the_strictest_counts() {
    let check = |codes: &[&str], expect| {
        let codings: Vec<String> = codes
            .iter()
            .zip([V3, V3_OID, TRE_A07, ""].into_iter().cycle())
            .map(|(code, system)| format!(r#"{{"system":"{system}","code":"{code}"}}"#))
            .collect();
        let text = format!(r#"{{"meta":{{"security":[{}]}}}}"#, codings.join(","));
        assert_eq!(of("Condition", &text).confidentiality, expect, "{codes:?}");
    };
    check(&[], Confidentiality::Normal);
    for code in ["N", "L", "M", "U", "HIV"] {
        check(&[code], Confidentiality::Normal);
    }
    for system in [V3, V3_OID] {
        assert_eq!(labelled(system, "R").confidentiality, Confidentiality::Restricted);
        assert_eq!(labelled(system, "V").confidentiality, Confidentiality::VeryRestricted);
    }
    check(&["N", "R"], Confidentiality::Restricted);
    check(&["R", "N"], Confidentiality::Restricted);
    check(&["R", "V", "N"], Confidentiality::VeryRestricted);
    check(&["V", "R"], Confidentiality::VeryRestricted);
    check(&["N", "N", "R", "L"], Confidentiality::Restricted);
}

#[test]
fn labels_of_meta_and_of_the_document_add_up() {
    let both = of(
        DOCUMENT,
        r#"{"resourceType":"DocumentReference",
            "meta":{"security":[{"code":"INVISIBLE_REPRESENTANTS_LEGAUX"},{"code":"R"}]},
            "securityLabel":[{"coding":[{"code":"MASQUE_PS"},{"code":"N"}]},{"text":"secret"},{"coding":[{"code":"V"}]}]}"#,
    );
    assert!(both.masked && both.hidden_from_representatives && !both.hidden_from_person);
    assert_eq!(both.confidentiality, Confidentiality::VeryRestricted);
}

#[test]
fn a_secret_within_counts_for_the_whole() {
    let masked = |kind: &str, text: &str| of(kind, text).masked;
    let inner = r#"{"resourceType":"Condition","meta":{"security":[{"code":"MASQUE_PS"}]}}"#;
    assert!(masked("Bundle", &format!(r#"{{"entry":[{{"resource":{inner}}}]}}"#)));
    assert!(masked("Observation", &format!(r#"{{"contained":[{inner}]}}"#)));
    let document = r#"{"resourceType":"DocumentReference","securityLabel":[{"coding":[{"code":"MASQUE_PS"}]}]}"#;
    assert!(masked("Bundle", &format!(r#"{{"entry":[{{"resource":{document}}}]}}"#)));
    // What a consent is about is not what it is.
    let label = r#"[{"code":"MASQUE_PS"}]"#;
    assert!(!masked("Consent", &format!(r#"{{"provision":{{"securityLabel":{label}}}}}"#)));
    assert!(!masked("CapabilityStatement", &format!(r#"{{"rest":[{{"security":{label}}}]}}"#)));
}

#[test]
fn one_label_may_stand_without_its_array() {
    assert!(of("Encounter", r#"{"meta":{"security":{"code":"MASQUE_PS"}}}"#).masked);
    assert!(of("Encounter", r#"{"meta":[{"security":{"code":"MASQUE_PS"}}]}"#).masked);
    assert!(of(DOCUMENT, r#"{"securityLabel":{"coding":{"code":"MASQUE_PS"}}}"#).masked);
}

#[test]
fn what_cannot_be_read_is_as_secret_as_can_be() {
    let table = tables();
    for text in ["", "[]", "null", "\"security\"", "{", "}", "{\"security", "\u{feff}{}", "{}x"] {
        for kind in ["Encounter", "Observation", DOCUMENT] {
            let labels = Labels::of(&table, kind, text.as_bytes());
            assert!(secret(labels), "{kind} {text}");
            assert_eq!((labels.doc_type, labels.deposited_by_person), (None, false));
        }
    }
    assert!(secret(Labels::of(&table, DOCUMENT, b"{\"a\":\xff}")));
    assert!(secret(Labels::of(&table, "Encounter", br#"{"meta":{"security":[],"security":[]}}"#)));
}

#[test]
fn a_label_of_a_wrong_type_is_as_secret_as_can_be() {
    for wrong in [
        "null",
        "true",
        "1",
        r#""MASQUE_PS""#,
        "[null]",
        r#"["N"]"#,
        r#"{"code":null}"#,
        r#"[{"code":["N"]}]"#,
        r#"[{"coding":[1]}]"#,
        r#"[{"coding":{"code":{}}}]"#,
    ] {
        assert!(
            secret(of("Encounter", &format!(r#"{{"meta":{{"security":{wrong}}}}}"#))),
            "{wrong}"
        );
        assert!(secret(of(DOCUMENT, &format!(r#"{{"securityLabel":{wrong}}}"#))), "{wrong}");
    }
    for nothing in ["[]", "{}", "[{}]", r#"[{"display":"N"}]"#, r#"{"coding":[]}"#] {
        assert_eq!(
            of("Encounter", &format!(r#"{{"meta":{{"security":{nothing}}}}}"#)),
            Labels::PLAIN
        );
    }
}

/// An escaped name is not hidden from the look at the text, and `Json::write` leaves none.
#[test]
fn an_escaped_name_does_not_slip_through() {
    let table = tables();
    for text in [
        r#"{"meta":{"\u0073ecurity":[{"code":"MASQUE_PS"}]}}"#,
        r#"{"m\u0065ta":{"secu\u0072ity":[{"code":"MASQUE\u005fPS"}]}}"#,
    ] {
        assert!(Labels::of(&table, "Encounter", text.as_bytes()).masked, "{text}");
        let stored = parse(text.as_bytes(), &JsonLimits::default()).unwrap().to_vec();
        assert!(!stored.contains(&b'\\'));
        assert!(Labels::of(&table, "Encounter", &stored).masked, "{text}");
    }
    let deposit = r#"{"resourceType":"Condition","subject":{"reference":"\u0050atient/1"},"recorder":{"reference":"\u0050atient/1"}}"#;
    assert!(Labels::of(&table, "Condition", deposit.as_bytes()).deposited_by_person);
}

#[test]
fn a_document_says_its_type() {
    let check = |coding: &str, expect: Option<&str>| {
        let text = format!(r#"{{"type":{{"coding":{coding}}}}}"#);
        assert_eq!(of(DOCUMENT, &text).doc_type.map(DocType::code), expect, "{coding}");
    };
    let loinc = r#"{"system":"http://loinc.org","code":"60591-5"}"#;
    let oid = r#"{"system":"urn:oid:2.16.840.1.113883.6.1","code":"60591-5"}"#;
    let agency = r#"{"system":"https://mos.esante.gouv.fr/NOS/TRE_A05-TypeDocComplementaire/FHIR/TRE-A05-TypeDocComplementaire","code":"EXPPAT_3"}"#;
    let agency_oid = r#"{"system":"urn:oid:1.2.250.1.213.1.1.4.12","code":"EXPPAT_3"}"#;
    let own = r#"{"system":"http://hospital.example","code":"SYNTH"}"#;
    check(loinc, Some("60591-5"));
    check(&format!("[{loinc}]"), Some("60591-5"));
    check(&format!("[{oid},{loinc},{own}]"), Some("60591-5"));
    check(&format!("[{own},{agency},{agency_oid}]"), Some("EXPPAT_3"));
    check(&format!("[{loinc},{agency}]"), None);
    check(own, None);
    check(r#"{"code":"60591-5"}"#, None);
    check(r#"{"system":"urn:oid:2.16.840.1.113883.6.103","code":"60591-5"}"#, None);
    check(r#"{"system":"http://loinc.org","code":"0-0"}"#, None);
    for wrong in ["null", "1", r#""60591-5""#, "[]", r#"[["60591-5"]]"#, r#"{"code":1}"#] {
        check(wrong, None);
    }
    assert_eq!(of(DOCUMENT, r#"{"type":"60591-5"}"#).doc_type, None);
    assert_eq!(of(DOCUMENT, "{}").doc_type, None);
}

#[test]
fn what_is_no_document_has_the_type_of_its_category() {
    let check = |kind: &str, text: &str, expect: Option<&str>| {
        assert_eq!(of(kind, text).doc_type.map(DocType::code), expect, "{kind} {text}");
    };
    let coding = |code: &str| {
        format!(
            r#"{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"{code}"}}]}}"#
        )
    };
    let (lab, vital) = (coding("laboratory"), coding("vital-signs"));
    check("Observation", &format!(r#"{{"category":{lab}}}"#), Some("11502-2"));
    check("Observation", &format!(r#"{{"category":[{vital}]}}"#), Some("29274-8"));
    check("Observation", &format!(r#"{{"category":[{vital},{lab}]}}"#), None);
    for wrong in ["null", "1", r#""laboratory""#, "[[]]", r#"{"coding":"laboratory"}"#] {
        check("Observation", &format!(r#"{{"category":{wrong}}}"#), None);
    }
    check("Immunization", "{}", Some("87273-9"));
    check("Immunization", r#"{"meta":{"security":[{"code":"R"}]}}"#, Some("87273-9"));
    check("Encounter", "{}", None);
    check("Encounter", r#"{"type":[{"coding":[{"code":"60591-5"}]}]}"#, None);
}

#[test]
fn a_document_says_its_status() {
    let check = |text: &str, expect| assert_eq!(of(DOCUMENT, text).status, expect, "{text}");
    let archived = |url: &str, value: &str| {
        format!(
            r#""extension":[{{"url":"http://other"}},{{"url":"{url}","valueBoolean":{value}}}]"#
        )
    };
    check("{}", Status::Active);
    check(r#"{"status":"current"}"#, Status::Active);
    check(r#"{"status":"entered-in-error"}"#, Status::Active);
    check(r#"{"status":"superseded"}"#, Status::Obsolete);
    check(r#"{"status":["superseded"]}"#, Status::Active);
    for url in super::ARCHIVED {
        let (yes, no) = (archived(url, "true"), archived(url, "false"));
        check(&format!(r#"{{"status":"current",{yes}}}"#), Status::Archived);
        check(&format!("{{{no}}}"), Status::Active);
        check(&format!("{{{}}}", archived(url, r#""true""#)), Status::Archived);
        check(&format!(r#"{{"status":"superseded",{yes}}}"#), Status::Obsolete);
    }
    check(&format!("{{{}}}", archived("http://other", "true")), Status::Active);
    check(r#"{"extension":"archived"}"#, Status::Active);
    let list = format!("{{{}}}", archived(super::ARCHIVED[0], "true"));
    assert_eq!(of("List", &list).status, Status::Active, "documents only");
}

/// The element of the type's row in AUTHORS can name a Patient in R4.
#[test]
fn authors_are_elements_that_may_name_the_person() {
    for (kind, element) in AUTHORS {
        let element = Definitions::r4().resource_type(kind).unwrap().element(element).unwrap();
        let mut targets = element.types.iter().flat_map(|it| &it.targets);
        assert!(targets.any(|target| *target == "Patient"), "{kind}");
    }
}

#[test]
fn the_person_deposits_what_they_alone_are_the_author_of() {
    let text = |kind: &str, subject: &str, element: &str, author: &str| {
        format!(
            r#"{{"resourceType":"{kind}","{subject}":{{"reference":"Patient/1"}},"{element}":{author},
                "contained":[{{"resourceType":"Patient","id":"p"}},{{"resourceType":"RelatedPerson","id":"r"}},{{"resourceType":"PractitionerRole","id":"d"}}]}}"#
        )
    };
    for (kind, element) in AUTHORS {
        let subject = if kind == "AllergyIntolerance" { "patient" } else { "subject" };
        let check = |references: &[&str], expect: bool| {
            let one = |reference: &&str| format!(r#"{{"reference":"{reference}"}}"#);
            let all: Vec<String> = references.iter().map(one).collect();
            let array = text(kind, subject, element, &format!("[{}]", all.join(",")));
            assert_eq!(of(kind, &array).deposited_by_person, expect, "{array}");
            if let [only] = &all[..] {
                let single = text(kind, subject, element, only);
                assert_eq!(of(kind, &single).deposited_by_person, expect, "{single}");
            }
        };
        check(&["Patient/1"], true);
        check(&["Patient/1/_history/3"], true);
        check(&["RelatedPerson/9"], true);
        check(&["Patient/1", "RelatedPerson/9"], true);
        check(&["#p"], true);
        check(&["#r"], true);
        check(&[], false);
        check(&["Patient/2"], false);
        check(&["Practitioner/1"], false);
        check(&["Patient/1", "Practitioner/1"], false);
        check(&["#d"], false);
        check(&["#none"], false);
        check(&["https://elsewhere.example/Patient/1"], false);
        check(&["urn:uuid:0c3f2c1e-0f0d-4b9f-9a55-0d5b3a4f0b11"], false);
        check(&["Patient"], false);
        for wrong in ["null", "1", r#""Patient/1""#, "{}", r#"{"reference":1}"#, "[[]]"] {
            assert!(!of(kind, &text(kind, subject, element, wrong)).deposited_by_person, "{wrong}");
        }
    }
    // Who told it, or asked for it, did not deposit it.
    for (kind, element) in [
        ("Condition", "asserter"),
        ("MedicationStatement", "informationSource"),
        ("MedicationRequest", "requester"),
        ("Consent", "performer"),
    ] {
        let text = text(kind, "subject", element, r#"{"reference":"Patient/1"}"#);
        assert!(!of(kind, &text).deposited_by_person, "{kind}");
    }
}

/// Where nothing can count, the text is not parsed: the person's own reference alone does
/// not make it so.
#[test]
fn most_texts_need_no_parsing() {
    let check = |kind: &str, text: &str, expect: bool| {
        assert_eq!(says_more(kind, text.as_bytes()), expect, "{kind} {text}");
    };
    check("Encounter", r#"{"subject":{"reference":"Patient/1"}}"#, false);
    check("Encounter", r#"{"a":"Patient/1","b":"Patient/1","c":"\"RelatedPerson/1\n"}"#, false);
    check("Condition", r#"{"subject":{"reference":"Patient/1"}}"#, false);
    check("Condition", r#"{"a":"Patient/1","b":"Patient/1","c":"RelatedPerson/1"}"#, false);
    check("Condition", r##"{"a":"#p","b":"Patient/1","recorder":"Practitioner/1"}"##, false);
    check("Condition", r#"{"b":"Patient/1","recorder":"Patient/1"}"#, true);
    check("Condition", r#"{"recorder":"RelatedPerson/1"}"#, true);
    check("Condition", r##"{"recorder":"#p"}"##, true);
    check("Encounter", r#"{"securityLabel":1}"#, true);
}

fn value() -> impl Strategy<Value = Json> {
    let words = [
        "MASQUE_PS",
        "INVISIBLE_PATIENT",
        "INVISIBLE_REPRESENTANTS_LEGAUX",
        "R",
        "V",
        "N",
        "Patient/1",
        "Patient/2",
        "RelatedPerson/1",
        "Practitioner/1",
        "#p",
        "#",
        "security",
        "laboratory",
        "http://terminology.hl7.org/CodeSystem/observation-category",
        "60591-5",
        "http://loinc.org",
        "superseded",
        "Patient",
        "p",
        "\u{1}",
        "\"security\"",
        "\\u",
    ];
    let names = [
        "meta",
        "security",
        "securityLabel",
        "code",
        "system",
        "coding",
        "category",
        "type",
        "subject",
        "patient",
        "reference",
        "author",
        "recorder",
        "performer",
        "contained",
        "resourceType",
        "id",
        "extension",
        "status",
        "resource",
        "source",
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        Just(Json::Number("1.50".into())),
        prop::sample::select(words.to_vec()).prop_map(Json::string),
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let member = (prop::sample::select(names.to_vec()), inner.clone());
        prop_oneof![
            prop::collection::vec(inner, 0..3).prop_map(Json::Array),
            prop::collection::vec(member, 0..5).prop_map(object),
        ]
    })
}

fn object(members: Vec<(&str, Json)>) -> Json {
    let mut object = hygie_fhir::json::Object::new();
    for (name, value) in members {
        object.set(name, value);
    }
    Json::Object(object)
}

/// A resource more often right than wrong.
fn resource() -> impl Strategy<Value = (&'static str, Json)> {
    let kinds: Vec<&str> = AUTHORS
        .iter()
        .map(|(kind, _)| *kind)
        .chain(["Encounter", "Immunization", "Bundle"])
        .collect();
    let reference = prop::sample::select(vec!["Patient/1", "Patient/2", "RelatedPerson/1", "#p"])
        .prop_map(|text| object(vec![("reference", Json::string(text))]));
    let label =
        prop::sample::select(vec!["MASQUE_PS", "INVISIBLE_PATIENT", "R", "V", "N", "\u{1}"])
            .prop_map(|code| object(vec![("code", Json::string(code))]));
    let meta = label.prop_map(|label| object(vec![("security", Json::Array(vec![label]))]));
    let (author, meta, extra) =
        (prop::option::of(reference.clone()), prop::option::of(meta), prop::option::of(value()));
    (prop::sample::select(kinds), reference, author, meta, extra).prop_map(
        |(kind, subject, author, meta, extra)| {
            let place = if kind == "AllergyIntolerance" { "patient" } else { "subject" };
            let mut members = vec![("resourceType", Json::string(kind)), (place, subject)];
            let element =
                AUTHORS.iter().find(|(it, _)| *it == kind).map_or("author", |(_, it)| *it);
            members.extend(author.map(|author| (element, author)));
            members.extend(meta.map(|meta| ("meta", meta)));
            members.extend(extra.map(|extra| ("contained", extra)));
            (kind, object(members))
        },
    )
}

proptest! {
    /// The look at the text never hides what parsing it would tell.
    #[test]
    fn looking_before_parsing_changes_nothing((kind, json) in resource(), other in value()) {
        let table = tables();
        let text = json.to_vec();
        prop_assert_eq!(Labels::of(&table, kind, &text), Labels::read(&table, kind, &text));
        // Whatever its shape, and whatever the entry is said to be.
        let text = other.to_vec();
        prop_assert_eq!(Labels::of(&table, kind, &text), Labels::read(&table, kind, &text));
        let text = object(vec![("meta", other.clone()), ("contained", other)]).to_vec();
        prop_assert_eq!(Labels::of(&table, kind, &text), Labels::read(&table, kind, &text));
    }

    /// Labels only ever add secrecy: what a resource has more of hides no less.
    #[test]
    fn a_label_more_hides_no_less((kind, json) in resource(), more in value()) {
        let table = tables();
        let before = Labels::of(&table, kind, &json.to_vec());
        let mut json = json;
        if let Some(object) = json.as_object_mut() {
            let old = object.remove("meta").into_iter();
            object.set("meta", Json::Array(old.chain([object_of_security(more)]).collect()));
        }
        let after = Labels::of(&table, kind, &json.to_vec());
        prop_assert!(after.masked >= before.masked);
        prop_assert!(after.hidden_from_person >= before.hidden_from_person);
        prop_assert!(after.hidden_from_representatives >= before.hidden_from_representatives);
        prop_assert!(after.confidentiality as u8 >= before.confidentiality as u8);
    }
}

fn object_of_security(value: Json) -> Json {
    object(vec![("security", value)])
}
