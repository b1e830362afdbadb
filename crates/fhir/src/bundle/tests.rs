use super::{Item, Method, Plan, Shape, plan};
use crate::json::{Json, Object, parse};
use crate::limits::{BUNDLE_ENTRIES, JsonLimits};

fn json(text: &str) -> Json {
    parse(text.as_bytes(), &JsonLimits::DEFAULT).unwrap()
}

/// An item as `place fullUrl Type/id METHOD url`, an error as its words.
fn shown(item: &Item) -> String {
    let id = item.resource.id().unwrap_or("-");
    let mut text = format!("{}/{id}", item.resource.resource_type().unwrap());
    if let Some(url) = &item.full_url {
        text = format!("{url} {text}");
    }
    if let Some(entry) = item.entry {
        text = format!("{entry} {text}");
    }
    if let Some(request) = &item.request {
        let method = if request.method == Method::Post { "POST" } else { "PUT" };
        text = format!("{text} {method} {}", request.url);
        for condition in [&request.if_none_exist, &request.if_match].into_iter().flatten() {
            text = format!("{text} if {condition}");
        }
    }
    text
}

#[track_caller]
fn check(text: &str, expect: &[&str]) {
    let found = match plan(json(text)) {
        Ok(Plan { items, .. }) => {
            items.iter().map(|item| item.as_ref().map_or_else(ToString::to_string, shown)).collect()
        }
        Err(error) => vec![error.to_string()],
    };
    assert_eq!(found, expect, "{text}");
}

fn bundle(kind: &str, entries: &str) -> String {
    format!(r#"{{"resourceType":"Bundle","type":"{kind}","entry":[{entries}]}}"#)
}

#[test]
fn a_resource_by_itself() {
    check(r#"{"resourceType":"Patient","id":"a"}"#, &["Patient/a"]);
    check("[]", &["Bundle: there is no resource here"]);
    check(r#"{"resourceType":3}"#, &["Bundle: there is no resource here"]);
}

#[test]
fn transactions_and_batches_say_what_to_do() {
    let entries = r#"
        {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient"},"request":{"method":"POST","url":"Patient","ifNoneExist":"identifier=1"}},
        {"resource":{"resourceType":"Patient","id":"b"},"request":{"method":"PUT","url":"Patient/b","ifMatch":"W/\"2\""}},
        {"resource":{"resourceType":"Patient"},"request":{"method":"PUT","url":"Patient?identifier=3"}},
        {"resource":{"resourceType":"Patient","id":"d"},"request":{"method":"PUT","url":"https://a.example/Patient/d"}}"#;
    for kind in ["transaction", "batch"] {
        check(
            &bundle(kind, entries),
            &[
                "0 urn:uuid:1 Patient/- POST Patient if identifier=1",
                "1 Patient/b PUT Patient/b if W/\"2\"",
                "2 Patient/- PUT Patient?identifier=3",
                "3 Patient/d PUT https://a.example/Patient/d",
            ],
        );
    }
}

#[test]
fn one_bad_entry_does_not_hide_the_others() {
    let patient = r#""resource":{"resourceType":"Patient","id":"a"}"#;
    let request = |method: &str, url: &str| {
        format!(r#"{{{patient},"request":{{"method":"{method}","url":"{url}"}}}}"#)
    };
    let entries = [
        "3".to_owned(),
        format!("{{{patient}}}"),
        request("DELETE", "Patient/a"),
        request("post", "Patient"),
        format!(r#"{{{patient},"request":{{"method":"PUT"}}}}"#),
        request("PUT", "Patient/b"),
        request("PUT", "Group/a"),
        request("PUT", "Patient"),
        request("PUT", "Patient/a/_history/1"),
        request("POST", "Patient/a"),
        r#"{"request":{"method":"POST","url":"Patient"}}"#.to_owned(),
        format!(r#"{{"fullUrl":3,{patient},"request":{{"method":"POST","url":"Patient"}}}}"#),
        request("POST", "Patient"),
    ];
    check(
        &bundle("batch", &entries.join(",")),
        &[
            "Bundle.entry[0]: an entry is an object",
            "Bundle.entry[1].request: an entry of a transaction or batch has a request",
            "Bundle.entry[2].request.method: only POST and PUT are imported",
            "Bundle.entry[3].request.method: only POST and PUT are imported",
            "Bundle.entry[4].request.url: a request has a URL",
            "Bundle.entry[5].request.url: the request's URL is not that of the resource",
            "Bundle.entry[6].request.url: the request's URL is not that of the resource",
            "Bundle.entry[7].request.url: the request's URL is not that of the resource",
            "Bundle.entry[8].request.url: the request's URL is not that of the resource",
            "Bundle.entry[9].request.url: the request's URL is not that of the resource",
            "Bundle.entry[10].resource: there is no resource here",
            "Bundle.entry[11].fullUrl: this is a text",
            "12 Patient/a POST Patient",
        ],
    );
}

#[test]
fn collections_and_searchsets_need_no_request() {
    let entries = r#"
        {"fullUrl":"https://a.example/Patient/a","resource":{"resourceType":"Patient","id":"a"},"search":{"mode":"match"}},
        {"resource":{"resourceType":"OperationOutcome"},"search":{"mode":"outcome"}},
        {"fullUrl":"urn:uuid:1"}"#;
    check(
        &bundle("searchset", entries),
        &[
            "0 https://a.example/Patient/a Patient/a",
            "Bundle.entry[2].resource: there is no resource here",
        ],
    );
    check(
        &bundle("collection", entries),
        &[
            "0 https://a.example/Patient/a Patient/a",
            "1 OperationOutcome/-",
            "Bundle.entry[2].resource: there is no resource here",
        ],
    );
    check(r#"{"resourceType":"Bundle","type":"collection"}"#, &[]);
}

#[test]
fn full_urls_are_unique_save_for_versions() {
    let entry = |version: &str| {
        format!(
            r#"{{"fullUrl":"urn:uuid:1","resource":{{"resourceType":"Patient","meta":{{"versionId":"{version}"}}}}}}"#
        )
    };
    check(
        &bundle("collection", &[entry("1"), entry("2"), entry("1")].join(",")),
        &[
            "0 urn:uuid:1 Patient/-",
            "1 urn:uuid:1 Patient/-",
            "Bundle.entry[2].fullUrl: another entry has this full URL",
        ],
    );
}

#[test]
fn documents_stay_whole() {
    let document = bundle("document", r#"{"resource":{"resourceType":"Composition"}}"#);
    check(&document, &["Bundle/-"]);
    let found = plan(json(&document)).unwrap();
    assert_eq!(found.shape, Shape::Document);
    let resource = &found.items[0].as_ref().unwrap().resource;
    assert_eq!(*resource, json(&document));
    for entries in ["", r#"{"resource":{"resourceType":"Patient"}}"#] {
        check(
            &bundle("document", entries),
            &["Bundle.entry[0].resource: a document begins with a Composition"],
        );
    }
}

#[test]
fn other_bundles_are_refused() {
    check(&bundle("history", ""), &["Bundle: a history is not imported"]);
    check(&bundle("message", ""), &["Bundle: a message is not imported"]);
    check(&bundle("batch-response", ""), &["Bundle: a server's answer is not imported"]);
    check(&bundle("transaction-response", ""), &["Bundle: a server's answer is not imported"]);
    check(&bundle("other", ""), &["Bundle.type: this is no type of bundle"]);
    check(r#"{"resourceType":"Bundle"}"#, &["Bundle.type: this is no type of bundle"]);
    check(
        r#"{"resourceType":"Bundle","type":"batch","entry":{}}"#,
        &["Bundle.entry: entries are an array"],
    );
}

#[test]
fn entries_are_counted() {
    let with = |count| {
        let mut bundle = Object::new();
        bundle.set("resourceType", Json::string("Bundle"));
        bundle.set("type", Json::string("collection"));
        bundle.set("entry", Json::Array(vec![Json::Null; count]));
        plan(Json::Object(bundle))
    };
    assert_eq!(with(BUNDLE_ENTRIES).unwrap().items.len(), BUNDLE_ENTRIES);
    assert_eq!(
        with(BUNDLE_ENTRIES + 1).unwrap_err().to_string(),
        "Bundle.entry: a bundle has 100,000 entries at most"
    );
}
