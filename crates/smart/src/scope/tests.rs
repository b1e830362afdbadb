use hygie_record::{Act, Lens};
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::proptest;

use super::{Asked, AskedError, Extra, Level};
use crate::limits::{SCOPES, SCOPES_BYTES};

fn read(text: &str) -> Asked {
    Asked::parse(text).unwrap()
}

#[test]
fn scopes_are_read_in_both_spellings() {
    let check = |text: &str, expect: &str| assert_eq!(read(text).to_string(), expect, "{text}");
    check("patient/Observation.read", "patient/Observation.rs");
    check("user/*.write", "user/*.cud");
    check("system/*.*", "system/*.cruds");
    check("patient/Observation.r patient/Observation.s", "patient/Observation.rs");
    check("launch openid fhirUser launch", "launch openid fhirUser");
    check(
        "launch/patient offline_access online_access",
        "launch/patient offline_access online_access",
    );
    check("", "");
    let part = "patient/Observation.rs?category=http://s/c|lab";
    check(part, part);
    check(&format!("{part} openid user/*.r {part}"), &format!("openid user/*.r {part}"));
    assert!(read(part).reaches(Level::Patient) && !read(part).is_empty());
}

#[test]
fn categories_are_granted_as_far_as_both_say() {
    let check = |asked: &str, allowed: &str, expect: &str| {
        let (asked, allowed) = (read(asked), read(allowed));
        assert_eq!(asked.within(&allowed).to_string(), expect, "{asked} in {allowed}");
        assert_eq!(allowed.within(&asked).to_string(), expect, "{allowed} in {asked}");
        assert_eq!(asked.is_within(&allowed), asked.to_string() == expect, "{asked} in {allowed}");
    };
    let lab = "patient/Observation.rs?category=s|lab";
    let vital = "patient/Observation.rs?category=s|vital";
    check(lab, "patient/Observation.rs", lab);
    check(lab, "patient/*.cruds", lab);
    check(lab, lab, lab);
    check(lab, vital, "");
    check(lab, "user/Observation.rs", "");
    check(lab, "patient/Observation.r", "");
    check(&format!("{lab} {vital}"), vital, vital);
    check("patient/Observation.rs", lab, lab);
    check("patient/*.rs", &format!("{lab} patient/Patient.r"), &format!("patient/Patient.r {lab}"));
    let both = "patient/*.rs patient/Observation.rs?category=s|lab";
    assert_eq!(read(both).within(&read(both)).to_string(), "patient/*.rs", "what the whole has");
}

#[test]
fn what_the_lens_of_a_category_lets_through() {
    let lens = |text: &str| {
        let scopes = read(text).scopes(&[Level::Patient]);
        Lens::new(None, scopes.kinds()).with_parts(scopes.parts().clone())
    };
    let lens = lens("patient/Observation.rs?category=s|lab patient/Patient.r user/Condition.rs");
    assert!(lens.allows(Act::Search, "Observation") && !lens.allows(Act::Update, "Observation"));
    assert!(!lens.allows(Act::Search, "Patient") && !lens.allows(Act::Read, "Condition"));
}

#[test]
fn what_cannot_be_read_is_refused_and_what_is_unknown_noted() {
    let check = |text: &str, expect: AskedError| {
        assert_eq!(Asked::parse(text).unwrap_err(), expect, "{text}");
    };
    check("openid patient/Observation", AskedError::Form(2));
    check("patient/Observation.sr", AskedError::Form(1));
    check("patient/Observation.", AskedError::Form(1));
    check("patient/Patiant.rs", AskedError::Type(1));
    check("patient/Observation.rs?category=laboratory", AskedError::Finer(1));
    check("patient/Observation.rs?code=s|c", AskedError::Finer(1));
    check("patient/Observation.rs?category=s|c&status=final", AskedError::Finer(1));
    check("openid patient/Observation.cruds?category=s|c", AskedError::Finer(2));
    check("patient/Observation.read?category=s|c", AskedError::Finer(1));
    check("patient/*.rs?category=s|c", AskedError::Finer(1));
    check("patient/Patient.rs?category=s|c", AskedError::Finer(1));
    let asked = read("profile launch/encounter patient/Patient.r");
    assert_eq!((asked.unknown(), asked.to_string().as_str()), (Some(1), "patient/Patient.r"));
    assert_eq!(read("Patient/*.rs").unknown(), Some(1), "levels are spelled small");
}

#[test]
fn lists_have_a_length() {
    let some = |count| vec!["openid"; count].join(" ");
    assert!(Asked::parse(&some(SCOPES)).is_ok());
    assert_eq!(Asked::parse(&some(SCOPES + 1)), Err(AskedError::Length));
    let most = format!("openid{}", " ".repeat(SCOPES_BYTES - 6));
    assert!(Asked::parse(&most).is_ok());
    assert_eq!(Asked::parse(&format!("{most} ")), Err(AskedError::Length));
}

#[test]
fn what_grows_too_long_in_the_second_spelling_is_not_kept() {
    let kinds: Vec<&str> = hygie_fhir::assign::resource_types().take(SCOPES).collect();
    let all = |acts: &str| -> String {
        let scopes: Vec<_> = kinds.iter().map(|kind| format!("patient/{kind}.{acts}")).collect();
        scopes.join(" ")
    };
    let short = read(&all("*"));
    let long = format!("{}{}", all("*"), " ".repeat(SCOPES_BYTES - all("*").len()));
    assert_eq!(read(&long), short);
    assert_eq!(short.kept().is_ok(), short.to_string().len() <= SCOPES_BYTES);
    assert!(short.kept().is_err(), "{} bytes", short.to_string().len());
    assert_eq!(read(&all("r")).kept().unwrap().len(), all("r").len());
}

#[test]
fn what_is_granted_is_what_both_say() {
    let check = |asked: &str, allowed: &str, expect: &str| {
        let (asked, allowed) = (read(asked), read(allowed));
        assert_eq!(asked.within(&allowed).to_string(), expect, "{asked} in {allowed}");
        assert_eq!(asked.is_within(&allowed), asked.to_string() == expect, "{asked} in {allowed}");
    };
    check("patient/*.rs openid", "patient/Observation.r launch", "patient/Observation.r");
    check("patient/Observation.rs", "patient/*.r", "patient/Observation.r");
    check("patient/Observation.rs", "patient/Observation.r patient/*.s", "patient/Observation.rs");
    check("patient/*.rs", "user/*.rs", "");
    check("patient/*.rs", "patient/*.r patient/Condition.rs", "patient/*.r patient/Condition.rs");
    check("system/Patient.rs", "system/*.cruds", "system/Patient.rs");
    assert!(read("openid").has(Extra::OpenId) && read("user/*.r").reaches(Level::User));
}

#[test]
fn what_the_house_keeps_about_a_record_is_asked_for_by_name() {
    let check = |asked: &str, allowed: &str, expect: &str| {
        let (asked, allowed) = (read(asked), read(allowed));
        let both = asked.within(&allowed);
        assert_eq!(both.to_string(), expect, "{asked} in {allowed}");
        let named = both.scopes(&[Level::Patient]).name("AuditEvent", Act::Read);
        assert_eq!(named, expect.contains("AuditEvent"), "{asked} in {allowed}");
    };
    let both = "patient/*.rs patient/AuditEvent.rs";
    check("patient/*.rs", "patient/*.rs", "patient/*.rs");
    check("patient/*.rs", both, "patient/*.rs");
    check(both, both, both);
    check(both, "patient/*.rs", both);
    check("patient/AuditEvent.r", "patient/*.rs", "patient/AuditEvent.r");
    check("patient/AuditEvent.rs", "patient/AuditEvent.r", "patient/AuditEvent.r");
    check("patient/AuditEvent.rs", "patient/Consent.rs", "");
    check("patient/Consent.rs patient/*.r", "patient/*.cruds", "patient/*.r patient/Consent.rs");
}

/// A list of scopes at one level.
fn some() -> impl Strategy<Value = String> {
    let kind = prop_oneof![Just("*"), Just("Patient"), Just("Observation"), Just("Condition")];
    let one = (kind, 1_u8..32).prop_map(|(kind, bits)| {
        let letters = "cruds".chars().enumerate().filter(|(at, _)| bits & (1 << at) != 0);
        format!("patient/{kind}.{}", letters.map(|(_, letter)| letter).collect::<String>())
    });
    proptest::collection::vec(one, 1..6).prop_map(|all| all.join(" "))
}

fn lens(asked: &Asked) -> Option<Lens> {
    let scopes = asked.scopes(&[Level::Patient]);
    (!asked.is_empty()).then(|| Lens::new(None, scopes.kinds()))
}

proptest! {
    #[test]
    fn the_part_within_is_the_intersection(one in some(), other in some()) {
        let (one, other) = (read(&one), read(&other));
        let both = one.within(&other);
        for kind in ["Patient", "Observation", "Condition", "Encounter"] {
            for act in [Act::Create, Act::Read, Act::Update, Act::Delete, Act::Search] {
                let allows = |asked: &Asked| lens(asked).is_some_and(|lens| lens.allows(act, kind));
                assert_eq!(allows(&both), allows(&one) && allows(&other), "{one} / {other}: {both}");
            }
        }
        assert!(both.is_within(&one) && both.is_within(&other));
        assert_eq!(read(&both.to_string()), both);
    }
}
