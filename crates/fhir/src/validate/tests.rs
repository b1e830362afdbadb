use proptest::prelude::*;

use super::{IssueCode, validate, xhtml};
use crate::json::{Json, Object, parse};
use crate::limits::{ISSUES, JsonLimits, OBJECT_DEPTH, STRING_CHARACTERS, XHTML_DEPTH};

fn issues(json: &Json) -> Vec<String> {
    let issues = validate(json).err().unwrap_or_default();
    let shown = issues.iter().map(|issue| format!("{} {}", issue.code.as_str(), issue.expression));
    shown.collect()
}

/// Checks a resource; `expect` lists `code place` of its faults.
fn check(text: &str, expect: &[&str]) {
    let json = parse(text.as_bytes(), &JsonLimits::DEFAULT).expect(text);
    assert_eq!(issues(&json), expect, "{text}");
}

/// Checks members put into a Patient.
fn check_patient(members: &str, expect: &[&str]) {
    check(&format!(r#"{{"resourceType":"Patient",{members}}}"#), expect);
}

/// Checks a primitive as an extension's value, with the type's name in the
/// member's name.
fn check_primitive(kind: &str, valid: &[&str], invalid: &[&str]) {
    let resource = |json: &str| {
        format!(
            r#"{{"resourceType":"Basic","code":{{"text":"x"}},"extension":[{{"url":"u","value{kind}":{json}}}]}}"#
        )
    };
    for json in valid {
        check(&resource(json), &[]);
    }
    for json in invalid {
        check(&resource(json), &["value Basic.extension[0].value"]);
    }
}

#[test]
fn resources_must_state_a_known_type() {
    check(r#"{"resourceType":"Patient"}"#, &[]);
    check(r#"{"id":"a"}"#, &["structure Resource"]);
    check(r#"{"resourceType":"Person2"}"#, &["structure Resource"]);
    check(r#"{"resourceType":"HumanName"}"#, &["structure Resource"]);
    check(r#"{"resourceType":"DomainResource"}"#, &["structure Resource"]);
    check(r#"{"resourceType":7}"#, &["structure Resource"]);
    check("[]", &["structure Resource"]);
    check("\"Patient\"", &["structure Resource"]);
}

#[test]
fn unknown_elements_are_refused() {
    check_patient(r#""nickname":"x""#, &["structure Patient.nickname"]);
    check_patient(r#""name":[{"family":"x","nick":"x"}]"#, &["structure Patient.name[0].nick"]);
    check_patient(r#""name":[{"resourceType":"x"}]"#, &["structure Patient.name[0].resourceType"]);
    check_patient(r#""deceased":true"#, &["structure Patient.deceased"]);
    check_patient(r#""fhir_comments":["x"]"#, &["structure Patient.fhir_comments"]);
    // A name that may be a value is not shown.
    check_patient(r#""Jane Doe":true"#, &["structure Patient"]);
    // Only primitives take a sibling, and not what XML writes as an attribute.
    check_patient(r#""_name":[{"id":"x"}]"#, &["structure Patient._name"]);
    check_patient(r#""name":[{"_id":{"id":"x"}}]"#, &["structure Patient.name[0]._id"]);
    let text = r#""text":{"status":"empty","div":"<div/>","_div":{"id":"x"}}"#;
    check_patient(text, &["structure Patient.text._div"]);
}

#[test]
fn json_types_must_fit() {
    check_patient(r#""active":"true""#, &["structure Patient.active"]);
    check_patient(r#""birthDate":1970"#, &["structure Patient.birthDate"]);
    check_patient(r#""multipleBirthInteger":"1""#, &["structure Patient.multipleBirth"]);
    check_patient(r#""maritalStatus":"M""#, &["structure Patient.maritalStatus"]);
    check_patient(r#""contained":["x"]"#, &["structure Patient.contained[0]"]);
    check_patient(r#""_birthDate":"x""#, &["structure Patient.birthDate"]);
}

#[test]
fn arrays_stand_where_elements_repeat() {
    check_patient(r#""name":{"family":"x"}"#, &["structure Patient.name"]);
    check_patient(r#""gender":["male"]"#, &["structure Patient.gender"]);
    check_patient(r#""name":[{"given":"x"}]"#, &["structure Patient.name[0].given"]);
    check_patient(r#""name":[[{"family":"x"}]]"#, &["structure Patient.name[0]"]);
    check_patient(r#""_birthDate":[{"id":"x"}]"#, &["structure Patient.birthDate"]);
}

#[test]
fn nothing_is_empty() {
    check_patient(r#""name":[]"#, &["structure Patient.name"]);
    check_patient(r#""name":[{}]"#, &["structure Patient.name[0]"]);
    check_patient(r#""maritalStatus":{}"#, &["structure Patient.maritalStatus"]);
    check_patient(r#""birthDate":"""#, &["value Patient.birthDate"]);
    check_patient(r#""name":[{"family":""}]"#, &["value Patient.name[0].family"]);
    check_patient(r#""name":[{"given":["a"],"_given":[]}]"#, &["structure Patient.name[0].given"]);
    check_patient(r#""_birthDate":{}"#, &["structure Patient.birthDate"]);
    check_patient(r#""birthDate":null"#, &["structure Patient.birthDate"]);
    check_patient(r#""name":[null]"#, &["structure Patient.name[0]"]);
}

#[test]
fn required_elements_must_be_present() {
    let expect = ["required Observation", "required Observation"];
    check(r#"{"resourceType":"Observation"}"#, &expect);
    check_patient(r#""link":[{"type":"seealso"}]"#, &["required Patient.link[0]"]);
    // A primitive with an extension only is present.
    let reason = r#"{"extension":[{"url":"u","valueCode":"unknown"}]}"#;
    let text =
        format!(r#"{{"resourceType":"Observation","_status":{reason},"code":{{"text":"x"}}}}"#);
    check(&text, &[]);
    // A required choice.
    let dispense = r#"{"resourceType":"MedicationDispense","status":"completed""#;
    check(&format!("{dispense}}}"), &["required MedicationDispense"]);
    check(&format!(r#"{dispense},"medicationReference":{{"reference":"Medication/1"}}}}"#), &[]);
}

#[test]
fn one_type_of_a_choice() {
    let both = r#""deceasedBoolean":true,"deceasedDateTime":"2020""#;
    check_patient(both, &["structure Patient.deceased"]);
    let beside = r#""deceasedBoolean":true,"_deceasedDateTime":{"id":"x"}"#;
    check_patient(beside, &["structure Patient.deceased"]);
    check_patient(r#""deceasedBoolean":true,"_deceasedBoolean":{"id":"x"}"#, &[]);
    check_patient(r#""deceasedString":"yes""#, &["structure Patient.deceasedString"]);
}

#[test]
fn siblings_are_aligned() {
    let x = r#"{"extension":[{"url":"u","valueString":"v"}]}"#;
    let name = |members: &str| format!(r#""name":[{{{members}}}]"#);
    check_patient(&name(&format!(r#""given":["a",null,"c"],"_given":[null,{x},{x}]"#)), &[]);
    check_patient(&name(&format!(r#""_given":[{x}]"#)), &[]);
    check_patient(&name(&format!(r#""_family":{x}"#)), &[]);
    let given = |members: &str, expect: &str| check_patient(&name(members), &[expect]);
    given(r#""given":["a",null]"#, "structure Patient.name[0].given[1]");
    given(&format!(r#""given":["a","b"],"_given":[{x}]"#), "structure Patient.name[0].given");
    given(r#""_given":[null]"#, "structure Patient.name[0].given[0]");
    given(r#""given":["a"],"_given":["x"]"#, "structure Patient.name[0].given[0]");
    given(r#""given":["a"],"_given":{"id":"x"}"#, "structure Patient.name[0].given");
    let unknown = r#""given":["a"],"_given":[{"value":"x"}]"#;
    given(unknown, "structure Patient.name[0].given[0].value");
    let both = [r#""given":[null],"_given":[null]"#];
    let place = "structure Patient.name[0].given[0]";
    check_patient(&name(both[0]), &[place, place]);
}

#[test]
fn extensions_have_a_value_or_extensions() {
    let extension = |members: &str| format!(r#""extension":[{{"url":"u"{members}}}]"#);
    check_patient(&extension(r#","valueCoding":{"code":"x"}"#), &[]);
    check_patient(&extension(r#","extension":[{"url":"v","valueString":"x"}]"#), &[]);
    check_patient(&extension(r#","_valueString":{"id":"x"}"#), &[]);
    let place = "invariant Patient.extension[0]";
    check_patient(&extension(""), &[place]);
    let both = r#","valueString":"x","extension":[{"url":"v","valueString":"x"}]"#;
    check_patient(&extension(both), &[place]);
    check_patient(r#""extension":[{"valueString":"x"}]"#, &["required Patient.extension[0]"]);
    let unknown = ["structure Patient.extension[0].valueNarrative", place];
    check_patient(&extension(r#","valueNarrative":{}"#), &unknown[..1]);
    let two = r#","valueString":"x","valueCode":"x""#;
    check_patient(&extension(two), &["structure Patient.extension[0].value"]);
}

#[test]
fn required_bindings_hold() {
    check_patient(r#""gender":"female""#, &[]);
    check_patient(r#""gender":"F""#, &["code-invalid Patient.gender"]);
    let use_place = "code-invalid Patient.identifier[0].use";
    check_patient(r#""identifier":[{"use":"primary"}]"#, &[use_place]);
    let condition = |status: &str| {
        format!(
            r#"{{"resourceType":"Condition","subject":{{"reference":"Patient/1"}},"clinicalStatus":{status}}}"#
        )
    };
    let system = "http://terminology.hl7.org/CodeSystem/condition-clinical";
    let place = "code-invalid Condition.clinicalStatus";
    let local = r#"{"system":"http://example.org","code":"active"}"#;
    let listed = format!(r#"{{"system":"{system}","code":"active"}}"#);
    check(&condition(&format!(r#"{{"coding":[{local},{listed}]}}"#)), &[]);
    check(&condition(r#"{"extension":[{"url":"u","valueCode":"unknown"}]}"#), &[]);
    check(&condition(&format!(r#"{{"coding":[{local}]}}"#)), &[place]);
    check(&condition(r#"{"text":"active"}"#), &[place]);
}

#[test]
fn quantities_that_allow_no_comparator() {
    let dispense = |quantity: &str| {
        format!(
            r#"{{"resourceType":"MedicationDispense","status":"completed","medicationCodeableConcept":{{"text":"x"}},"quantity":{quantity}}}"#
        )
    };
    check(&dispense(r#"{"value":1.50}"#), &[]);
    let place = "structure MedicationDispense.quantity.comparator";
    check(&dispense(r#"{"value":1.50,"comparator":"<"}"#), &[place]);
}

#[test]
fn resources_inside_resources() {
    check_patient(r#""contained":[{"resourceType":"Organization","id":"o","name":"x"}]"#, &[]);
    let place = ["structure Patient.contained[0].nick"];
    check_patient(r#""contained":[{"resourceType":"Organization","nick":"x"}]"#, &place);
    let nested =
        r#""contained":[{"resourceType":"Organization","contained":[{"resourceType":"Basic"}]}]"#;
    check_patient(nested, &["structure Patient.contained[0].contained[0]"]);
    check_patient(r#""contained":[{"id":"x"}]"#, &["structure Patient.contained[0]"]);
    let bundle = |resource: &str| {
        format!(
            r#"{{"resourceType":"Bundle","type":"collection","entry":[{{"resource":{resource}}}]}}"#
        )
    };
    check(&bundle(r#"{"resourceType":"Patient","gender":"male"}"#), &[]);
    let place = "code-invalid Bundle.entry[0].resource.gender";
    check(&bundle(r#"{"resourceType":"Patient","gender":"x"}"#), &[place]);
    let contained =
        bundle(r#"{"resourceType":"Patient","contained":[{"resourceType":"Patient"}]}"#);
    check(&contained, &[]);
    let parameters = r#"{"resourceType":"Parameters","parameter":[{"name":"x","resource":{"resourceType":"Patient","active":1}}]}"#;
    check(parameters, &["structure Parameters.parameter[0].resource.active"]);
}

#[test]
fn content_references_are_followed() {
    let item =
        r#"{"linkId":"1","text":"x","item":[{"linkId":"2","item":[{"linkId":"3","type":"x"}]}]}"#;
    check(
        &format!(
            r#"{{"resourceType":"QuestionnaireResponse","status":"completed","item":[{item}]}}"#
        ),
        &["structure QuestionnaireResponse.item[0].item[0].item[0].type"],
    );
}

#[test]
fn dates() {
    let valid =
        [r#""2024""#, r#""2024-02""#, r#""2024-02-29""#, r#""2000-02-29""#, r#""0001-01-01""#];
    let invalid = [
        r#""24""#,
        r#""2024-2""#,
        r#""2024-13""#,
        r#""2024-00""#,
        r#""2023-02-29""#,
        r#""2024-02-30""#,
        r#""1900-02-29""#,
        r#""2024-04-31""#,
        r#""2024-01-00""#,
        r#""2024-01-32""#,
        r#""0000""#,
        r#""2024-01-01 ""#,
        r#""2024-""#,
        r#""20240101""#,
        r#""+2024""#,
        r#""2024-01-01T10:00:00Z""#,
        r#""2024-01-01-01""#,
        r#""２０２４""#,
    ];
    check_primitive("Date", &valid, &invalid);
}

#[test]
fn date_times_and_instants() {
    let instants = [
        r#""2024-02-29T00:00:00Z""#,
        r#""2024-02-29T23:59:60.123456789+14:00""#,
        r#""2016-12-31T23:59:60-13:59""#,
    ];
    let neither = [
        r#""2024-02-30T00:00:00Z""#,
        r#""2024-02-29T24:00:00Z""#,
        r#""2024-02-29T10:60:00Z""#,
        r#""2024-02-29T10:00:61Z""#,
        r#""2024-02-29T10:00Z""#,
        r#""2024-02-29T10:00:00""#,
        r#""2024-02-29T10:00:00.Z""#,
        r#""2024-02-29T10:00:00+14:01""#,
        r#""2024-02-29T10:00:00+0100""#,
        r#""2024-02-29T10:00:00 +01:00""#,
        r#""2024-02-29t10:00:00z""#,
        r#""2024-02T10:00:00Z""#,
        r#""2024-02-29T10:00:00ZZ""#,
        r#""2024-02-29T""#,
        r#""2024-02-29T10:00:00é""#,
    ];
    check_primitive("DateTime", &instants, &neither);
    check_primitive("Instant", &instants, &neither);
    check_primitive(
        "DateTime",
        &[r#""2024""#, r#""2024-02""#, r#""2024-02-29""#],
        &[r#""2023-02-29""#],
    );
    check_primitive("Instant", &[], &[r#""2024""#, r#""2024-02-29""#]);
    let times = [r#""00:00:00""#, r#""23:59:60.5""#];
    let wrong =
        [r#""24:00:00""#, r#""10:00""#, r#""1:00:00""#, r#""10:00:00Z""#, r#""10:00:00:00""#];
    check_primitive("Time", &times, &wrong);
}

#[test]
fn numbers() {
    check_primitive("Decimal", &["1.50", "-0", "0.10e-3", "12345678901234567890.1"], &[]);
    check_primitive(
        "Integer",
        &["0", "-2147483648", "2147483647"],
        &["2147483648", "-2147483649", "1.0", "1e3", "-0"],
    );
    check_primitive("UnsignedInt", &["0", "2147483647"], &["2147483648", "-1", "-0", "0.0"]);
    check_primitive("PositiveInt", &["1", "2147483647"], &["0", "-1", "2147483648", "1E1"]);
    check_primitive("Boolean", &["true", "false"], &[]);
}

#[test]
fn white_space_is_ascii() {
    check_primitive(
        "String",
        &["\"\u{a0}\"", "\" \"", "\"a\\tb\\r\\n\"", "\"\u{2003}\""],
        &["\"\\u0000\"", "\"a\\f\"", "\"\\u000b\""],
    );
    check_primitive("Markdown", &["\"# a\\n\\nb\""], &["\"\\u0007\""]);
    check_primitive(
        "Code",
        &["\"a b\"", "\"a\u{a0}\"", "\"<=\""],
        &["\" a\"", "\"a \"", "\"a  b\"", "\"a\\tb\"", "\" \""],
    );
    check_primitive("Uri", &["\"a:\u{a0}\"", "\"#x\""], &["\"a b\"", "\"a\\n\"", "\" \""]);
    check_primitive("Url", &["\"http://example.org/?a=b|c\""], &["\"http://example.org/ \""]);
    check_primitive(
        "Canonical",
        &["\"http://example.org/x|1.0#y\""],
        &["\"http://example.org /\""],
    );
}

#[test]
fn identifiers_and_bytes() {
    let longest = format!("\"{}\"", "a".repeat(64));
    let longer = format!("\"{}\"", "a".repeat(65));
    check_primitive("Id", &["\"A-z.0\"", &longest], &[&longer, "\"a_b\"", "\"a b\"", "\"é\""]);
    check_primitive(
        "Oid",
        &["\"urn:oid:1.2.840.0\"", "\"urn:oid:2.999\""],
        &["\"1.2\"", "\"urn:oid:1\"", "\"urn:oid:3.1\"", "\"urn:oid:1.02\"", "\"urn:oid:1..2\""],
    );
    check_primitive(
        "Uuid",
        &["\"urn:uuid:c757873d-ec9a-4326-a141-556f43239520\""],
        &[
            "\"c757873d-ec9a-4326-a141-556f43239520\"",
            "\"urn:uuid:C757873D-ec9a-4326-a141-556f43239520\"",
            "\"urn:uuid:c757873dec9a4326a141556f43239520\"",
            "\"urn:uuid:c757873d-ec9a-4326-a141-556f4323952\"",
        ],
    );
    check_primitive(
        "Base64Binary",
        &["\"AAAA\"", "\"AAA=\"", "\"AA==\"", "\"AA AA\\n+/+/\""],
        &["\"AAA\"", "\"A===\"", "\"A=AA\"", "\"AA==AAAA\"", "\"A-_A\"", "\" \"", "\"====\""],
    );
    check_patient(r#""id":"a_b""#, &["value Patient.id"]);
    check_patient(r#""name":[{"id":"any text","family":"x"}]"#, &[]);
}

#[test]
fn narratives_are_one_well_formed_div() {
    let valid = [
        "<div/>",
        "<div xmlns=\"http://www.w3.org/1999/xhtml\">a <b>b</b><br/>&nbsp;&#160;&#xA0;</div>",
        " <div><!-- c - d --><p class='a\"b' id = \"x\">é > f</p ></div>\n",
        "<div><div></div></div>",
    ];
    for text in valid {
        assert!(xhtml::is_div(text), "{text}");
    }
    let invalid = [
        "",
        "text",
        "<p>a</p>",
        "<div>",
        "<div></p>",
        "<div><p></div>",
        "<div></div></div>",
        "<div></div>x",
        "x<div></div>",
        "<div></div><div></div>",
        "<div>&</div>",
        "<div>& ;</div>",
        "<div>&#x;</div>",
        "<div a></div>",
        "<div a=b></div>",
        "<div a=\"b></div>",
        "<div a=\"<\"/>",
        "<div a=\"&\"/>",
        "<div a='1'b='2'/>",
        "<div><!-- -- --></div>",
        "<div><!DOCTYPE x></div>",
        "<div><![CDATA[x]]></div>",
        "<?xml version='1.0'?><div/>",
        "<DIV></DIV>",
        "<div><1/></div>",
        "<div",
        "< div></div>",
        "<divx/>",
    ];
    for text in invalid {
        assert!(!xhtml::is_div(text), "{text}");
    }
    check_patient(r#""text":{"status":"empty","div":"<p/>"}"#, &["value Patient.text.div"]);
}

#[test]
fn each_limit_holds_at_n_and_refuses_n_plus_1() {
    let nested = |depth: usize| format!("{}{}", "<div>".repeat(depth), "</div>".repeat(depth));
    assert!(xhtml::is_div(&nested(XHTML_DEPTH)) && !xhtml::is_div(&nested(XHTML_DEPTH + 1)));
    let family = |count: usize| format!(r#""name":[{{"family":"{}"}}]"#, "é".repeat(count));
    check_patient(&family(STRING_CHARACTERS), &[]);
    check_patient(&family(STRING_CHARACTERS + 1), &["too-long Patient.name[0].family"]);
    let genders = |count: usize| {
        let contact = vec![r#"{"gender":"x"}"#; count].join(",");
        let text = format!(r#"{{"resourceType":"Patient","contact":[{contact}]}}"#);
        issues(&parse(text.as_bytes(), &JsonLimits::DEFAULT).expect("JSON")).len()
    };
    assert_eq!(
        (genders(ISSUES - 1), genders(ISSUES), genders(ISSUES + 1)),
        (ISSUES - 1, ISSUES, ISSUES)
    );
}

/// Extensions within one another, by hand: text so deep is not read.
fn extensions(depth: usize) -> Json {
    let object = |members: Vec<(&str, Json)>| {
        let mut object = Object::new();
        for (name, value) in members {
            object.push(name.into(), value);
        }
        Json::Object(object)
    };
    let mut inner = object(vec![("url", Json::string("u")), ("valueCode", Json::string("x"))]);
    for _ in 1..depth {
        let url = ("url", Json::string("u"));
        inner = object(vec![url, ("extension", Json::Array(vec![inner]))]);
    }
    let kind = ("resourceType", Json::string("Patient"));
    object(vec![kind, ("extension", Json::Array(vec![inner]))])
}

#[test]
fn objects_nest_up_to_the_limit() {
    assert_eq!(validate(&extensions(OBJECT_DEPTH - 1)), Ok(()));
    let found = validate(&extensions(OBJECT_DEPTH)).expect_err("too deep");
    assert_eq!(found.iter().map(|issue| issue.code).collect::<Vec<_>>(), [IssueCode::TooLong]);
}

#[test]
fn sentences_name_elements_and_never_values() {
    let text =
        br#"{"resourceType":"Patient","gender":"Secret","birthDate":"Secret","Secret one":1}"#;
    let json = parse(text, &JsonLimits::DEFAULT).expect("JSON");
    let shown: Vec<_> =
        validate(&json).expect_err("faults").iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "Patient.gender: the code must be one of http://hl7.org/fhir/ValueSet/administrative-gender",
            "Patient.birthDate: date must be YYYY, YYYY-MM or YYYY-MM-DD and in the calendar",
            "Patient: a member is not an element of Patient",
        ]
    );
}

proptest! {
    #[test]
    fn no_narrative_panics(text in "[<>/&;#=\"' !divx-]{0,40}") {
        let _ = xhtml::is_div(&text);
    }

    #[test]
    fn no_primitive_panics(text in any::<String>(), kind in "(Date|DateTime|Instant|Time|Oid|Uuid|Id|Base64Binary)") {
        let mut extension = Object::new();
        extension.set("url", Json::string("u"));
        extension.set(&format!("value{kind}"), Json::string(&text));
        let mut patient = Object::new();
        patient.set("resourceType", Json::string("Patient"));
        patient.set("extension", Json::Array(vec![Json::Object(extension)]));
        let _ = validate(&Json::Object(patient));
    }
}
