//! The official examples of R4 through HTTP: put, read back, and found again by
//! what they hold.

use std::collections::BTreeMap;
use std::fs;

use hygie_fhir::json::Json;
use hygie_fhir::search::{ParamKind, parameters};

use crate::help::{House, json};

/// What FHIR's own definitions are made of.
const LEFT_OUT: [&str; 4] = ["SearchParameter", "ValueSet", "CodeSystem", "StructureDefinition"];
/// What the house tells itself and nobody writes.
const TOLD: &str = "AuditEvent";
/// Examples that R4 itself breaks; `hygie-fhir` lists why.
const BROKEN: [&str; 3] = ["ImplementationGuide-fhir.json", "Questionnaire-qs1.json", "ig-r4.json"];
/// Parameters that are about another member than the one of their name: a coded
/// conclusion, the code of an item.
const ABOUT_ANOTHER: [(&str, &str); 2] =
    [("DiagnosticReport", "conclusion"), ("Questionnaire", "code")];
/// Letters of a text that are searched for: it is found by how it begins.
const LETTERS: usize = 60;
/// Of those put, at least so many are taken: the others' persons are nobody's example.
const TAKEN: usize = 600;
/// Searches by what they hold, at least.
const SEARCHES: usize = 3_000;

/// By file name, but for definitions and for bundles that are no documents: those
/// are sent, not kept.
#[expect(clippy::disallowed_methods, clippy::expect_used, reason = "a test's configuration")]
fn examples() -> BTreeMap<String, Json> {
    let package = std::env::var("HYGIE_R4_EXAMPLES").expect(
        "HYGIE_R4_EXAMPLES must name the unpacked `package` folder of npm \
         hl7.fhir.r4.examples@4.0.1; `make test` fetches it and sets it",
    );
    let mut examples = BTreeMap::new();
    for entry in fs::read_dir(package).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        if !name.ends_with(".json") || LEFT_OUT.iter().any(|kind| name.starts_with(kind)) {
            continue;
        }
        let json = json(&fs::read(entry.path()).unwrap());
        let kept =
            json.resource_type().is_some_and(|kind| !LEFT_OUT.contains(&kind) && kind != TOLD);
        let sent = json.resource_type() == Some("Bundle") && json.str("type") != Some("document");
        if kept && !sent && json.id().is_some() && !BROKEN.contains(&name.as_str()) {
            examples.insert(name, json);
        }
    }
    examples
}

/// As it was sent, so that it can be compared with what comes back.
fn without_stamp(mut resource: Json) -> Json {
    let object = resource.as_object_mut().unwrap();
    if let Some(Json::Object(meta)) = object.get_mut("meta") {
        meta.remove("versionId");
        meta.remove("lastUpdated");
        if meta.is_empty() {
            object.remove("meta");
        }
    }
    resource
}

/// The member that a parameter of the same name is about: `part-of` is `partOf`.
fn member(code: &str) -> String {
    let mut parts = code.split('-');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| {
        let (head, tail) = part.split_at(part.len().min(1));
        format!("{name}{}{tail}", head.to_uppercase())
    })
}

/// What one would search for to find this value.
fn searched(value: &Json, sort: ParamKind) -> Option<String> {
    let value = value.as_array().map_or(Some(value), <[Json]>::first)?;
    let escaped = |text: &str| {
        text.replace('\\', "\\\\").replace(',', "\\,").replace('|', "\\|").replace('$', "\\$")
    };
    let coded = |coding: &Json| {
        let code = escaped(coding.str("code")?);
        let system = coding.str("system").map(|system| format!("{}|", escaped(system)));
        Some(format!("{}{code}", system.unwrap_or_default()))
    };
    match (sort, value) {
        (ParamKind::Token | ParamKind::Date, Json::String(text)) => Some(escaped(text)),
        (ParamKind::Token, Json::Bool(yes)) => Some(yes.to_string()),
        (ParamKind::Token, Json::Object(_)) => match value.get("coding").and_then(Json::as_array) {
            Some(codings) => codings.iter().find_map(coded),
            None if value.get("code").is_some() => coded(value),
            None => {
                let system = value.str("system").map(|system| format!("{}|", escaped(system)));
                Some(format!("{}{}", system?, escaped(value.str("value")?)))
            }
        },
        (ParamKind::String, Json::String(text)) => {
            let begins: String = text.chars().take(LETTERS).collect();
            Some(escaped(&begins)).filter(|text| text.chars().any(char::is_alphanumeric))
        }
        (ParamKind::Reference, Json::Object(_)) => {
            value.str("reference").filter(|text| !text.starts_with('#')).map(escaped)
        }
        (ParamKind::Uri, Json::String(text)) | (ParamKind::Number, Json::Number(text)) => {
            Some(text.to_string())
        }
        _ => None,
    }
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[tokio::test]
async fn the_official_examples_are_kept_and_found_by_what_they_hold() {
    let house = House::new().await;
    let mut waiting = examples();
    let mut taken: BTreeMap<(String, String), Json> = BTreeMap::new();
    loop {
        let before = waiting.len();
        let mut later = BTreeMap::new();
        for (name, example) in waiting {
            let (kind, id) = (example.resource_type().unwrap(), example.id().unwrap());
            let text = String::from_utf8(example.to_vec()).unwrap();
            let answer = house.call("PUT", &format!("/{kind}/{id}"), Some(&text)).await;
            if answer.status.is_success() {
                taken.insert((kind.to_owned(), id.to_owned()), example);
                continue;
            }
            let told = answer.text();
            // Nobody brings the person, or two examples differ about whose it is.
            let sensible = told.contains("is not here") || told.contains("business-rule");
            assert!(sensible, "{name} {told}");
            later.insert(name, example);
        }
        waiting = later;
        if waiting.len() == before {
            break;
        }
    }
    assert!(taken.len() >= TAKEN, "{}", taken.len());
    let mut searches = 0;
    for ((kind, id), example) in taken {
        // A Binary would come as it is.
        let fhir = [("accept", "application/fhir+json")];
        let read = house.call_with("GET", &format!("/{kind}/{id}"), None, &fhir).await.is(200);
        let (read, sent) = (without_stamp(read.json()), without_stamp(example));
        if kind == "Subscription" {
            assert_eq!(read.str("status"), Some("off"), "kept, and not served");
            continue;
        }
        assert_eq!(read, sent, "{kind}/{id}");
        for (code, sort) in parameters().of(sent.resource_type().unwrap()) {
            let value = sent.get(&member(code)).and_then(|value| searched(value, sort));
            let elsewhere = ABOUT_ANOTHER.contains(&(kind.as_str(), code));
            let Some(value) = value.filter(|_| !elsewhere) else { continue };
            let query = format!("/{kind}?_id={id}&{code}={}", encoded(&value));
            let found = house.get(&query).await.is(200).found();
            assert_eq!(found, [format!("{kind}/{id}")], "{code}={value}");
            searches += 1;
        }
    }
    assert!(searches >= SEARCHES, "{searches}");
}
