use proptest::prelude::*;

use super::{FhirPathPatch, JsonPatch, PatchFault};
use crate::json::{Json, parse};
use crate::limits::{PATCH_COPY_BYTES, PATCH_COPY_VALUES, PATCH_OPERATIONS, PATCH_PATH_BYTES};

fn json(text: &str) -> Json {
    parse(text.as_bytes(), &Default::default()).unwrap()
}

fn shown(json: &Json) -> String {
    String::from_utf8(json.to_vec()).unwrap()
}

#[track_caller]
fn check(before: &str, patch: &str, expect: Result<&str, PatchFault>) {
    let patched = JsonPatch::read(&json(patch)).and_then(|patch| patch.apply(&json(before)));
    let patched = patched.map(|json| shown(&json)).map_err(|error| error.fault);
    assert_eq!(patched, expect.map(str::to_owned), "{patch}");
}

/// The examples of RFC 6902, appendix A.
#[test]
fn the_examples_of_json_patch() {
    let one = |patch: &str| format!("[{patch}]");
    check(
        r#"{"foo":"bar"}"#,
        &one(r#"{"op":"add","path":"/baz","value":"qux"}"#),
        Ok(r#"{"foo":"bar","baz":"qux"}"#),
    );
    check(
        r#"{"foo":["bar","baz"]}"#,
        &one(r#"{"op":"add","path":"/foo/1","value":"qux"}"#),
        Ok(r#"{"foo":["bar","qux","baz"]}"#),
    );
    check(
        r#"{"baz":"qux","foo":"bar"}"#,
        &one(r#"{"op":"remove","path":"/baz"}"#),
        Ok(r#"{"foo":"bar"}"#),
    );
    check(
        r#"{"foo":["bar","qux","baz"]}"#,
        &one(r#"{"op":"remove","path":"/foo/1"}"#),
        Ok(r#"{"foo":["bar","baz"]}"#),
    );
    check(
        r#"{"baz":"qux","foo":"bar"}"#,
        &one(r#"{"op":"replace","path":"/baz","value":"boo"}"#),
        Ok(r#"{"baz":"boo","foo":"bar"}"#),
    );
    check(
        r#"{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}"#,
        &one(r#"{"op":"move","from":"/foo/waldo","path":"/qux/thud"}"#),
        Ok(r#"{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}"#),
    );
    check(
        r#"{"foo":["all","grass","cows","eat"]}"#,
        &one(r#"{"op":"move","from":"/foo/1","path":"/foo/3"}"#),
        Ok(r#"{"foo":["all","cows","eat","grass"]}"#),
    );
    check(
        r#"{"baz":"qux","foo":["a",2,"c"]}"#,
        r#"[{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}]"#,
        Ok(r#"{"baz":"qux","foo":["a",2,"c"]}"#),
    );
    check(
        r#"{"baz":"qux"}"#,
        &one(r#"{"op":"test","path":"/baz","value":"bar"}"#),
        Err(PatchFault::Test),
    );
    check(
        r#"{"foo":"bar"}"#,
        &one(r#"{"op":"add","path":"/child","value":{"grandchild":{}},"xyz":123}"#),
        Ok(r#"{"foo":"bar","child":{"grandchild":{}}}"#),
    );
    check(
        r#"{"foo":"bar"}"#,
        &one(r#"{"op":"add","path":"/baz/bat","value":"qux"}"#),
        Err(PatchFault::Missing),
    );
    check(
        r#"{"/":9,"~1":10}"#,
        &one(r#"{"op":"test","path":"/~01","value":10}"#),
        Ok(r#"{"/":9,"~1":10}"#),
    );
    check(
        r#"{"foo":["bar"]}"#,
        &one(r#"{"op":"add","path":"/foo/-","value":["abc","def"]}"#),
        Ok(r#"{"foo":["bar",["abc","def"]]}"#),
    );
}

#[test]
fn what_json_patch_cannot_do_is_told() {
    let fails = |operation: &str, fault| {
        check(r#"{"a":[1],"b":{"c":1.50},"d":7}"#, &format!("[{operation}]"), Err(fault));
    };
    fails(r#"{"op":"replace","path":"/x","value":1}"#, PatchFault::Missing);
    fails(r#"{"op":"remove","path":"/a/1"}"#, PatchFault::Missing);
    fails(r#"{"op":"add","path":"/a/2","value":1}"#, PatchFault::OutOfRange);
    fails(r#"{"op":"add","path":"/a/01","value":1}"#, PatchFault::Missing);
    fails(r#"{"op":"add","path":"/d/x","value":1}"#, PatchFault::NotAContainer);
    fails(r#"{"op":"remove","path":""}"#, PatchFault::Root);
    fails(r#"{"op":"replace","path":"","value":{}}"#, PatchFault::Root);
    fails(r#"{"op":"move","from":"/b","path":"/b/c"}"#, PatchFault::Within);
    fails(r#"{"op":"copy","from":"/x","path":"/y"}"#, PatchFault::Missing);
    fails(r#"{"op":"add","path":"/y"}"#, PatchFault::Value);
    fails(r#"{"op":"add","path":"y","value":1}"#, PatchFault::Pointer);
    fails(r#"{"op":"add","path":"/~2","value":1}"#, PatchFault::Pointer);
    fails(r#"{"op":"merge","path":"/a"}"#, PatchFault::Operation);
    fails(r#"{"op":"test","path":"/b/c","value":1.5}"#, PatchFault::Test);
    fails("7", PatchFault::Operation);
    check("{}", "{}", Err(PatchFault::NotAList));
    let many = |number: usize| {
        let one = r#"{"op":"test","path":"/a","value":1}"#;
        JsonPatch::read(&json(&format!("[{}]", vec![one; number].join(",")))).is_ok()
    };
    assert!(many(PATCH_OPERATIONS) && !many(PATCH_OPERATIONS + 1));
}

#[test]
fn copies_of_copies_end() {
    let double = r#"{"op":"copy","from":"/a","path":"/a/-"}"#;
    check(
        r#"{"a":["x"]}"#,
        &format!("[{}]", vec![double; 200].join(",")),
        Err(PatchFault::TooLarge),
    );
}

#[test]
fn what_could_not_be_read_again_is_not_made() {
    use crate::limits::JsonLimits;
    let before = |items: usize| {
        let mut object = crate::json::Object::new();
        object.push("a".into(), Json::Array(vec![Json::Null; items]));
        Json::Object(object)
    };
    let add = JsonPatch::read(&json(r#"[{"op":"add","path":"/b","value":1}]"#)).unwrap();
    // The object, its array and what is added count too.
    let most = JsonLimits::DEFAULT.values - super::ASSIGNED - 3;
    assert!(add.apply(&before(most)).is_ok());
    let fault = add.apply(&before(most + 1)).unwrap_err();
    assert_eq!((fault.operation, fault.fault), (0, PatchFault::TooLarge));
    let copy = JsonPatch::read(&json(r#"[{"op":"copy","from":"/a","path":"/b"}]"#)).unwrap();
    assert!(copy.apply(&before(PATCH_COPY_VALUES - 1)).is_ok());
    assert!(copy.apply(&before(PATCH_COPY_VALUES)).is_err());
    let long = |bytes: usize| {
        let mut object = crate::json::Object::new();
        // With its quotes.
        object.push("a".into(), Json::string(&"x".repeat(bytes - 2)));
        copy.apply(&Json::Object(object)).is_ok()
    };
    assert!(long(PATCH_COPY_BYTES) && !long(PATCH_COPY_BYTES + 1));
}

#[test]
fn two_forms_of_a_choice_do_not_become_one_name() {
    let before = r#"{"resourceType":"Patient","deceasedBoolean":false,"deceasedDateTime":"2020"}"#;
    let patch = operation(&[
        ("type", r#""valueCode":"replace""#),
        ("path", r#""valueString":"Patient.deceased.ofType(boolean)""#),
        ("value", r#""valueDateTime":"2021""#),
    ]);
    assert_eq!(patched(before, &patch), Err(PatchFault::Exists));
}

const PATIENT: &str = r#"{"resourceType":"Patient","name":[{"use":"official","family":"A","given":["B","C"],"_given":[null,{"id":"c"}]},{"use":"usual","family":"D"}],"birthDate":"1980","_birthDate":{"id":"b"},"deceasedBoolean":false,"contact":[{"name":{"family":"E"}}]}"#;

fn operation(parts: &[(&str, &str)]) -> String {
    let parts: Vec<String> =
        parts.iter().map(|(name, value)| format!(r#"{{"name":"{name}",{value}}}"#)).collect();
    format!(
        r#"{{"resourceType":"Parameters","parameter":[{{"name":"operation","part":[{}]}}]}}"#,
        parts.join(",")
    )
}

fn patched(before: &str, patch: &str) -> Result<String, PatchFault> {
    let patched = FhirPathPatch::read(&json(patch)).and_then(|patch| patch.apply(&json(before)));
    patched.map(|json| shown(&json)).map_err(|error| error.fault)
}

/// A patch of the Patient above; what must stand in the result, and what not.
#[track_caller]
fn fhirpath(kind: &str, path: &str, rest: &[(&str, &str)], has: &str, has_not: &str) {
    let (kind, path) = (format!(r#""valueCode":"{kind}""#), format!(r#""valueString":"{path}""#));
    let mut parts = vec![("type", kind.as_str()), ("path", path.as_str())];
    parts.extend(rest);
    let result = patched(PATIENT, &operation(&parts)).unwrap();
    assert!(result.contains(has), "{path}: {result}");
    assert!(has_not.is_empty() || !result.contains(has_not), "{path}: {result}");
}

#[test]
fn elements_are_added_inserted_replaced_deleted_and_moved() {
    let text = |text: &'static str| ("value", text);
    let name = |name: &'static str| ("name", name);
    fhirpath(
        "add",
        "Patient",
        &[name(r#""valueString":"gender""#), text(r#""valueCode":"male""#)],
        r#""gender":"male""#,
        "",
    );
    fhirpath(
        "add",
        "Patient.name[0]",
        &[name(r#""valueString":"given""#), text(r#""valueString":"Z""#)],
        r#""given":["B","C","Z"],"_given":[null,{"id":"c"},null]"#,
        "",
    );
    fhirpath(
        "add",
        "Patient",
        &[name(r#""valueString":"multipleBirth""#), text(r#""valueInteger":2"#)],
        r#""multipleBirthInteger":2"#,
        "",
    );
    let spelt = r#""part":[{"name":"name","valueHumanName":{"family":"F"}},{"name":"gender","valueCode":"male"}]"#;
    fhirpath(
        "add",
        "Patient",
        &[name(r#""valueString":"contact""#), text(spelt)],
        r#"{"name":{"family":"F"},"gender":"male"}]"#,
        "",
    );
    let at = |at: &'static str| ("index", at);
    fhirpath(
        "insert",
        "Patient.name[0].given",
        &[at(r#""valueInteger":0"#), text(r#""valueString":"Z""#)],
        r#""given":["Z","B","C"],"_given":[null,null,{"id":"c"}]"#,
        "",
    );
    fhirpath("delete", "Patient.birthDate", &[], r#""deceasedBoolean":false"#, "irthDate");
    fhirpath("delete", "Patient.name.where(use = 'usual')", &[], r#""family":"A""#, "\"D\"");
    fhirpath("delete", "Patient.name[0].given[1]", &[], r#""given":["B"]"#, "_given");
    fhirpath("delete", "Patient.photo", &[], r#""family":"A""#, "");
    fhirpath(
        "replace",
        "Patient.birthDate",
        &[text(r#""valueDate":"1981-01-02""#)],
        r#"}],"birthDate":"1981-01-02","deceasedBoolean""#,
        "_birthDate",
    );
    fhirpath(
        "replace",
        "Patient.deceased",
        &[text(r#""valueDateTime":"2020""#)],
        r#""deceasedDateTime":"2020""#,
        "deceasedBoolean",
    );
    fhirpath(
        "replace",
        "Patient.name.where(family = 'A' and use = 'official').given.first()",
        &[text(r#""valueString":"Z""#)],
        r#""given":["Z","C"]"#,
        "",
    );
    fhirpath(
        "replace",
        "Patient.contact.last().name.family",
        &[text(r#""valueString":"Z""#)],
        r#"{"name":{"family":"Z"}}"#,
        "",
    );
    fhirpath(
        "move",
        "Patient.name[0].given",
        &[("source", r#""valueInteger":0"#), ("destination", r#""valueInteger":1"#)],
        r#""given":["C","B"],"_given":[{"id":"c"},null]"#,
        "",
    );
}

#[test]
fn decimals_keep_their_digits() {
    let before = r#"{"resourceType":"Observation","valueQuantity":{"value":1.50,"unit":"g"}}"#;
    let patch = operation(&[
        ("type", r#""valueCode":"replace""#),
        ("path", r#""valueString":"Observation.value.ofType(Quantity).value""#),
        ("value", r#""valueDecimal":2.00"#),
    ]);
    let expect = r#"{"resourceType":"Observation","valueQuantity":{"value":2.00,"unit":"g"}}"#;
    assert_eq!(patched(before, &patch).unwrap(), expect);
}

#[test]
fn what_fhirpath_patch_cannot_do_is_told() {
    let fails = |kind: &str, path: &str, rest: &[(&str, &str)], fault| {
        let kind = format!(r#""valueCode":"{kind}""#);
        let path = format!(r#""valueString":"{path}""#);
        let mut parts = vec![("type", kind.as_str()), ("path", path.as_str())];
        parts.extend(rest);
        assert_eq!(patched(PATIENT, &operation(&parts)), Err(fault), "{path}");
    };
    let value = ("value", r#""valueString":"Z""#);
    fails("replace", "Patient.name", &[value], PatchFault::Several);
    fails("replace", "Patient.gender", &[value], PatchFault::Missing);
    fails("delete", "Patient.name", &[], PatchFault::Several);
    fails("delete", "Patient.nonsense", &[], PatchFault::Name);
    fails("delete", "Patient", &[], PatchFault::Root);
    for path in [
        "Patient.link.other.resolve()",
        "Patient.name[",
        "Patient..name",
        "name.where(use)",
        "descendants()",
        "Patient.name | Patient.contact",
        "",
    ] {
        fails("delete", path, &[], PatchFault::Path);
    }
    let name = |name: &'static str| ("name", name);
    fails("add", "Patient", &[name(r#""valueString":"birthDate""#), value], PatchFault::Exists);
    fails("add", "Patient", &[name(r#""valueString":"nonsense""#), value], PatchFault::Name);
    fails("add", "Patient", &[name(r#""valueString":"gender""#)], PatchFault::Value);
    fails("add", "Patient.photo", &[name(r#""valueString":"url""#), value], PatchFault::Missing);
    let index = ("index", r#""valueInteger":9"#);
    fails("insert", "Patient.name[0].given", &[index, value], PatchFault::OutOfRange);
    fails("insert", "Patient.name[0].given", &[value], PatchFault::Index);
    fails("insert", "Patient.birthDate", &[index, value], PatchFault::NotAListElement);
    let ends = [("source", r#""valueInteger":0"#), ("destination", r#""valueInteger":2"#)];
    fails("move", "Patient.name", &ends, PatchFault::OutOfRange);
    fails("merge", "Patient.name", &[], PatchFault::Operation);
    let long = |bytes: usize| {
        let path = format!(r#""valueString":"Patient{}""#, " ".repeat(bytes - "Patient".len()));
        patched(PATIENT, &operation(&[("type", r#""valueCode":"delete""#), ("path", &path)]))
    };
    assert_eq!(long(PATCH_PATH_BYTES), Err(PatchFault::Root));
    assert_eq!(long(PATCH_PATH_BYTES + 1), Err(PatchFault::Path));
    assert_eq!(patched(PATIENT, "{}"), Err(PatchFault::NotParameters));
    let many = |number: usize| {
        let one = operation(&[
            ("type", r#""valueCode":"delete""#),
            ("path", r#""valueString":"Patient.photo""#),
        ]);
        let one = one.split_once(":[").unwrap().1.strip_suffix("]}").unwrap();
        let all = vec![one; number].join(",");
        let text = format!(r#"{{"resourceType":"Parameters","parameter":[{all}]}}"#);
        FhirPathPatch::read(&json(&text)).is_ok()
    };
    assert!(many(PATCH_OPERATIONS) && !many(PATCH_OPERATIONS + 1));
}

proptest! {
    /// Whatever is asked, what comes back can be written and read again.
    #[test]
    fn no_path_breaks(path in "(Patient|name|given|contact)(\\.(name|given|family|period|first\\(\\)|where\\(use='usual'\\))|\\[[0-2]\\]){0,4}", kind in "(delete|replace|insert|add|move)") {
        let patch = operation(&[
            ("type", &format!(r#""valueCode":"{kind}""#)),
            ("path", &format!(r#""valueString":"{path}""#)),
            ("name", r#""valueString":"given""#),
            ("value", r#""valueString":"Z""#),
            ("index", r#""valueInteger":1"#),
            ("source", r#""valueInteger":0"#),
            ("destination", r#""valueInteger":1"#),
        ]);
        if let Ok(text) = patched(PATIENT, &patch) {
            json(&text);
        }
    }
}
