//! Who it is: names, age, sex, identifiers, checks.

use hygie_base::Timestamp;
use hygie_synthesis::{
    Age, AgeUnit, Banner, Deceased, IdentifierSort, IdentityStatus, Moment, Sex,
};

use crate::record::{NOW, json, moment};

fn banner(members: &str) -> Banner {
    Banner::of(&json(&format!(r#"{{"resourceType":"Patient","id":"p",{members}}}"#)))
}

#[test]
fn the_used_name_and_the_one_at_birth() {
    let check = |names: &str, used: (&str, &str), birth: Option<(&str, &str)>| {
        let banner = banner(&format!(r#""name":{names}"#));
        let parts = |family: &str, given: &[Box<str>]| (family.to_owned(), given.join(" "));
        let own = |(family, given): (&str, &str)| (family.to_owned(), given.to_owned());
        assert_eq!(parts(&banner.name.family, &banner.name.given), own(used), "{names}");
        let at_birth = banner.birth_name.as_ref().map(|name| parts(&name.family, &name.given));
        assert_eq!(at_birth, birth.map(own), "{names}");
    };
    let official = r#"{"use":"official","family":"BERTHIER","given":["Jeanne","Marie"]}"#;
    let usual = r#"{"use":"usual","family":"MOREL","given":["Jeanne"]}"#;
    let maiden = r#"{"use":"maiden","family":"BERTHIER"}"#;
    let plain = r#"{"family":"MOREL","given":["Jeanne"]}"#;
    let old = r#"{"use":"old","family":"DUPONT"}"#;
    let both = format!("[{official},{usual}]");
    check(&both, ("MOREL", "Jeanne"), Some(("BERTHIER", "Jeanne Marie")));
    check(
        &format!("[{usual},{official}]"),
        ("MOREL", "Jeanne"),
        Some(("BERTHIER", "Jeanne Marie")),
    );
    check(&format!("[{official}]"), ("BERTHIER", "Jeanne Marie"), None);
    check(&format!("[{old},{plain}]"), ("MOREL", "Jeanne"), None);
    check(&format!("[{plain},{maiden}]"), ("MOREL", "Jeanne"), Some(("BERTHIER", "")));
    check(&format!("[{old}]"), ("DUPONT", ""), None);
    check("[]", ("", ""), None);
}

#[test]
fn ages_read_as_clinicians_say_them() {
    let check = |born: &str, on: &str, expect: Option<(u32, AgeUnit, bool)>| {
        let banner = banner(&format!(r#""birthDate":"{born}""#));
        let age = banner.age(Moment::parse(on).unwrap().start());
        let expect = expect.map(|(value, unit, approximate)| Age { value, unit, approximate });
        assert_eq!(age, expect, "{born} on {on}");
    };
    use AgeUnit::{Days, Months, Years};
    check("1942-03-12", "2026-11-25", Some((84, Years, false)));
    check("1942-11-25", "2026-11-25", Some((84, Years, false)));
    check("1942-11-26", "2026-11-25", Some((83, Years, false)));
    check("2024-02-29", "2027-02-28", Some((35, Months, false)));
    check("2024-02-29", "2027-03-01", Some((3, Years, false)));
    check("2024-11-25", "2026-11-25", Some((24, Months, false)));
    check("2026-10-25", "2026-11-25", Some((1, Months, false)));
    check("2026-10-26", "2026-11-25", Some((30, Days, false)));
    check("2026-11-25", "2026-11-25", Some((0, Days, false)));
    check("2026-11-26", "2026-11-25", None);
    check("1942", "2026-11-25", Some((84, Years, true)));
    check("1942-11", "2026-11-25", Some((84, Years, true)));
    check("1942-10", "2026-11-25", Some((84, Years, false)));
    check("hier", "2026-11-25", None);
}

#[test]
fn the_age_stops_at_death() {
    let check = |members: &str, deceased, years: u32| {
        let banner = banner(&format!(r#""birthDate":"1942-03-12",{members}"#));
        assert_eq!(banner.deceased, deceased, "{members}");
        assert_eq!(banner.age(NOW).map(|age| age.value), Some(years), "{members}");
    };
    check(r#""deceasedDateTime":"2020-05-01""#, Deceased::At(moment("2020-05-01").unwrap()), 78);
    check(r#""deceasedBoolean":true"#, Deceased::Yes, 84);
    check(r#""deceasedBoolean":false"#, Deceased::No, 84);
    check(r#""active":true"#, Deceased::Unstated, 84);
    assert_eq!(banner(r#""birthDate":"1942""#).age(Timestamp(i64::MIN)), None);
}

#[test]
fn the_national_identifier_comes_first() {
    let banner = banner(
        r#""identifier":[{"system":"http://hospital","value":"8051138","type":{"text":"IPP"}},{"use":"old","system":"http://hospital","value":"1"},{"use":"official","system":"urn:oid:1.2.250.1.213.1.4.8","value":"242032432200491"}]"#,
    );
    let sorts: Vec<_> = banner.identifiers.iter().map(|one| (one.sort, &*one.value)).collect();
    assert_eq!(
        sorts,
        [(IdentifierSort::InsNir, "242032432200491"), (IdentifierSort::Other, "8051138")]
    );
    assert_eq!(banner.ins().map(|one| &*one.value), Some("242032432200491"));
    assert_eq!(banner.identifiers.last().and_then(|one| one.label.as_deref()), Some("IPP"));
}

#[test]
fn identity_is_checked_only_when_coded() {
    let check = |code: &str, expect: Option<IdentityStatus>, marks: &[&str]| {
        let banner = banner(&format!(
            r#""extension":[{{"url":"https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-identity-reliability","extension":[{{"url":"identityStatus","valueCoding":{{"code":"{code}"}}}}]}}]"#
        ));
        assert_eq!(banner.identity, expect, "{code}");
        assert_eq!(banner.identity_marks.iter().map(|one| &**one).collect::<Vec<_>>(), marks);
    };
    check("QUAL", Some(IdentityStatus::Qualified), &[]);
    check("VALI", Some(IdentityStatus::Validated), &[]);
    check("RECUP", Some(IdentityStatus::Retrieved), &[]);
    check("PROV", Some(IdentityStatus::Provisional), &[]);
    check("DOUT", None, &["DOUT"]);
    assert_eq!(banner(r#""gender":"female""#).identity, None);
}

#[test]
fn sex_and_use_are_as_recorded() {
    let check = |members: &str, sex, inactive| {
        let banner = banner(members);
        assert_eq!((banner.sex, banner.inactive), (sex, inactive), "{members}");
    };
    check(r#""gender":"female""#, Sex::Female, false);
    check(r#""gender":"unknown""#, Sex::Unknown, false);
    check(r#""active":false"#, Sex::Unstated, true);
    check(
        r#""link":[{"type":"replaced-by","other":{"reference":"Patient/q"}}]"#,
        Sex::Unstated,
        true,
    );
    assert_eq!(format!("{:?}", banner(r#""gender":"male""#)), "Banner { .. }");
}
