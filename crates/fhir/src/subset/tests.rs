use super::{Subset, has_element};
use crate::json::{Json, parse};
use crate::validate::validate;

const TAG: &str =
    r#"{"system":"http://terminology.hl7.org/CodeSystem/v3-ObservationValue","code":"SUBSETTED"}"#;

/// `expect` has `@` where the tag stands.
#[track_caller]
fn check(subset: &Subset, text: &str, expect: &str) {
    let mut json = parse(text.as_bytes(), &Default::default()).unwrap();
    validate(&json).unwrap();
    subset.apply(&mut json);
    validate(&json).unwrap();
    let out = String::from_utf8(json.to_vec()).unwrap();
    assert_eq!(out, expect.replace('@', &format!(r#""tag":[{TAG}]"#)), "{subset:?}");
    let again = {
        subset.apply(&mut json);
        String::from_utf8(json.to_vec()).unwrap()
    };
    assert_eq!(again, out, "a part of a part is that part");
}

const OBSERVATION: &str = r#"{"resourceType":"Observation","id":"a","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>"},"status":"final","code":{"text":"c"},"valueString":"v","_valueString":{"id":"x"},"interpretation":[{"text":"i"}],"component":[{"code":{"text":"d"},"valueString":"w","referenceRange":[{"text":"r"}]}],"note":[{"text":"n"}]}"#;

#[test]
fn the_summary_is_what_the_definitions_mark() {
    check(
        &Subset::Summary,
        OBSERVATION,
        r#"{"resourceType":"Observation","id":"a","meta":{@},"status":"final","code":{"text":"c"},"valueString":"v","_valueString":{"id":"x"},"component":[{"code":{"text":"d"},"valueString":"w"}]}"#,
    );
    check(
        &Subset::Summary,
        r#"{"resourceType":"Patient","id":"p","meta":{"profile":["http://a"]},"active":true,"name":[{"family":"x"}],"contact":[{"name":{"family":"y"}}],"communication":[{"language":{"text":"fr"}}],"maritalStatus":{"text":"m"}}"#,
        r#"{"resourceType":"Patient","id":"p","meta":{"profile":["http://a"],@},"active":true,"name":[{"family":"x"}]}"#,
    );
}

#[test]
fn text_and_data_part_the_narrative_from_the_rest() {
    check(
        &Subset::Text,
        OBSERVATION,
        r#"{"resourceType":"Observation","id":"a","meta":{@},"text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">a</div>"},"status":"final","code":{"text":"c"}}"#,
    );
    let mut json = parse(OBSERVATION.as_bytes(), &Default::default()).unwrap();
    Subset::Data.apply(&mut json);
    assert!(json.get("text").is_none() && json.get("note").is_some());
}

#[test]
fn named_elements_come_with_those_that_must_be_there() {
    check(
        &Subset::Elements(vec!["value".into()]),
        OBSERVATION,
        r#"{"resourceType":"Observation","id":"a","meta":{@},"status":"final","code":{"text":"c"},"valueString":"v","_valueString":{"id":"x"}}"#,
    );
    check(
        &Subset::Elements(vec!["birthDate".into()]),
        r#"{"resourceType":"Patient","id":"p","active":false,"name":[{"family":"x"}],"birthDate":"1980","deceasedBoolean":true}"#,
        r#"{"resourceType":"Patient","id":"p","meta":{@},"active":false,"birthDate":"1980","deceasedBoolean":true}"#,
    );
    assert!(has_element("Observation", "value") && !has_element("Observation", "valueString"));
    assert!(!has_element("Patient", "name.family") && !has_element("Nothing", "id"));
}

#[test]
fn what_is_no_resource_stays() {
    let mut json = Json::Null;
    Subset::Summary.apply(&mut json);
    assert_eq!(json, Json::Null);
}
