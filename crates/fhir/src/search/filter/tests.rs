use super::super::tests::{NOW, json};
use super::super::{Matching, Query, SearchCode, Subject, Values, World, extract};
use super::parse::{Expr, parse};
use crate::limits::{FILTER_DEPTH, FILTER_TESTS};

/// A world of the resource alone.
struct Alone;

impl World for Alone {
    fn target<'a>(&'a self, _: usize, _: &str, _: &str) -> Option<Subject<'a>> {
        None
    }

    fn all<'a>(&'a self, _: usize, _: &str) -> Vec<Subject<'a>> {
        Vec::new()
    }

    fn goes_on(&self) -> bool {
        true
    }
}

fn query(kind: &str, filter: &str) -> Result<Query, SearchCode> {
    Query::parse_wide(kind, &[("_filter", filter)], NOW).map_err(|error| error.code)
}

#[track_caller]
fn check(values: &Values, filter: &str, expect: bool) {
    let query = query(values.kind(), filter).unwrap_or_else(|code| panic!("{filter}: {code:?}"));
    let subject = Subject { home: 0, id: "a", values, text: b"{}" };
    assert_eq!(Matching::new(&Alone).matches(&query, subject), expect, "{filter}");
}

#[test]
fn operators_do_what_their_table_says() {
    let patient = extract(
        &json(
            r#"{"resourceType":"Patient","id":"a","name":[{"family":"Lefèvre","given":["Zoé"]}],"birthDate":"1980-05-02","gender":"female","identifier":[{"system":"urn:a","value":"Nr-1"}],"generalPractitioner":[{"reference":"Practitioner/d"}],"maritalStatus":{"coding":[{"system":"http://loinc.org","code":"X-1"}]}}"#,
        ),
        None,
    );
    for found in [
        r#"family eq "LEFEVRE""#,
        "family co FEV",
        "family sw lef",
        "family ew vre",
        "family gt a",
        "family le lefevre",
        "name ne zoe",
        "birthdate eq 1980-05",
        "birthdate ge 1980-05-02",
        "birthdate po 1980",
        "birthdate sa 1979",
        "gender eq FEMALE",
        "gender pr true",
        "phone pr false",
        "gender in http://hl7.org/fhir/ValueSet/administrative-gender",
        "identifier eq urn:a|nr-1",
        "id eq a",
        "_id eq a",
        "general-practitioner re Practitioner/d",
        r#"given eq "zoe" and birthdate lt 1990"#,
        "gender eq male or family co fev",
        "not (gender eq male)",
        "not(gender eq male)",
        "((gender eq female))",
        r#"family eq "lef\u00e8vre""#,
        // From left to right: (a or b) and c.
        "gender eq female or gender eq male and birthdate gt 1970",
    ] {
        check(&patient, found, true);
    }
    for not_found in [
        "family eq lef",
        "family co zoe",
        "family ew lef",
        "family lt a",
        "gender ne female",
        "birthdate po 1981",
        "gender pr false",
        "gender ni http://hl7.org/fhir/ValueSet/administrative-gender",
        "identifier eq urn:b|nr-1",
        "gender eq male and family co fev",
        "not (gender eq female)",
        "gender eq female or gender eq male and birthdate gt 1990",
        "general-practitioner re Practitioner/e",
    ] {
        check(&patient, not_found, false);
    }
    let observation = extract(
        &json(
            r#"{"resourceType":"Observation","id":"a","code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":5.4,"unit":"mg"}}"#,
        ),
        None,
    );
    for found in [
        "code eq loinc|8480-6",
        "value-quantity gt 5",
        "value-quantity eq 5.4||mg",
        "code-value-quantity eq http://loinc.org|8480-6$gt5",
    ] {
        check(&observation, found, true);
    }
    check(&observation, "code eq snomed|8480-6", false);
    check(&observation, "value-quantity ap 9", false);
}

#[test]
fn wrong_filters_are_refused() {
    use SearchCode::{InvalidValue, UnknownParameter, UnsupportedModifier};
    let check = |filter: &str, expect: SearchCode| {
        assert_eq!(query("Patient", filter), Err(expect), "{filter}");
    };
    for wrong in [
        "",
        "gender",
        "gender eq",
        "gender eq male and",
        "gender eq male xor gender eq female",
        "(gender eq male",
        "gender eq male)",
        "gender eq \"male",
        r#"gender eq "\x""#,
        r#"gender eq "\ud800""#,
        "gender in",
        "gender co male",
        "birthdate eq yesterday",
        "birthdate eq gt1980",
        "gender pr maybe",
        "gender[id eq 1] eq male",
        "gender.name eq a",
        "general-practitioner[name eq a] eq b",
        "not gender eq male",
        "= = =",
    ] {
        check(wrong, InvalidValue);
    }
    check("nonsense eq a", UnknownParameter);
    check("gender ss a", UnsupportedModifier);
    check("gender in http://snomed.info/sct?fhir_vs", UnsupportedModifier);
    check("link.name eq a", SearchCode::UnsupportedParameter);
}

#[test]
fn depth_and_number_have_limits() {
    let deep = |depth| format!("{}gender eq a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(query("Patient", &deep(FILTER_DEPTH)).is_ok());
    assert_eq!(query("Patient", &deep(FILTER_DEPTH + 1)), Err(SearchCode::TooLarge));
    let many = |tests| vec!["gender eq a"; tests].join(" or ");
    assert!(query("Patient", &many(FILTER_TESTS)).is_ok());
    assert_eq!(query("Patient", &many(FILTER_TESTS + 1)), Err(SearchCode::TooLarge));
}

#[test]
fn paths_are_read_with_their_filters() {
    let Ok(Expr::Test { path, operator, value }) = parse("a[b eq c or d pr true].e.f sw \"g h\"")
    else {
        panic!("a test");
    };
    let names: Vec<&str> = path.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(
        (names.as_slice(), operator.as_str(), value.as_str()),
        (&["a", "e", "f"][..], "sw", "g h")
    );
    assert!(matches!(&path[0].filter, Some(Expr::Either(parts)) if parts.len() == 2));
}
