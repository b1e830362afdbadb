//! Operations, by their answers.

use hygie_api::limits::{DOCUMENT_ENTRIES, EVERYTHING_PAGE};
use hygie_fhir::json::Json;
use hygie_fhir::validate::validate;
use hygie_testkit::{observation, patient};
use hygie_trace::{Action, Outcome};

use crate::help::{House, person};
use crate::transactions::{bundle, entry};

fn glucose(id: &str, code: &str, date: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}","status":"final","code":{{"coding":[{{"system":"http://loinc.org","code":"{code}"}}]}},"subject":{{"reference":"Patient/p"}},"effectiveDateTime":"{date}"}}"#
    )
}

async fn house() -> House {
    let house = House::new().await;
    house.put(&person("p", "Martin", "1980-05-02")).await;
    house
}

fn included(answer: &crate::help::Answer) -> Vec<String> {
    let entries = answer.entries();
    let beside = entries.iter().filter(|entry| {
        entry.get("search").and_then(|search| search.str("mode")) == Some("include")
    });
    beside.filter_map(|entry| Some(entry.get("resource")?.id()?.to_owned())).collect()
}

#[tokio::test]
async fn everything_is_the_record_and_what_of_the_registry_it_names() {
    let house = house().await;
    for id in ["org", "other"] {
        house.put(&format!(r#"{{"resourceType":"Organization","id":"{id}","name":"A"}}"#)).await;
    }
    house.put(&person("q", "Durand", "1980-05-02")).await;
    house.put(&observation("of-q", "q", "1")).await;
    let of = r#"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"a"},"subject":{"reference":"Patient/p"},"performer":[{"reference":"Organization/org"}]}"#;
    house.put(of).await;
    let answer = house.get("/Patient/p/$everything").await.is(200);
    validate(&answer.json()).unwrap();
    assert_eq!(answer.found(), ["Patient/p", "Observation/o"]);
    assert_eq!(answer.total(), Some(2));
    assert_eq!(included(&answer), ["org"]);
    let posted = house.call("POST", "/Patient/p/$everything", None).await.is(200);
    assert_eq!(posted.found(), answer.found());
    house.call("HEAD", "/Patient/p/$everything", None).await.is(200);
    house.get("/Patient/p/%24everything").await.is(200);
}

#[tokio::test]
async fn everything_is_narrowed_by_type_writing_and_care() {
    let house = house().await;
    house.put(&glucose("old", "a", "2020-03-01")).await;
    house.put(&glucose("new", "a", "2026-03-01")).await;
    let allergy =
        r#"{"resourceType":"AllergyIntolerance","id":"al","patient":{"reference":"Patient/p"}}"#;
    house.put(allergy).await;
    house.world.clock.advance(60_000);
    let since = hygie_base::Clock::now(&*house.world.clock).to_string();
    house.put(&glucose("late", "a", "2021-03-01")).await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(&format!("/Patient/p/$everything?{query}")).await.is(200);
        let ids: Vec<String> =
            answer.found().iter().map(|name| name.split('/').nth(1).unwrap().to_owned()).collect();
        assert_eq!(ids, expect, "{query}");
    };
    check("_type=Observation", &["old", "new", "late"]).await;
    check("_type=Patient,AllergyIntolerance", &["p", "al"]).await;
    check(&format!("_since={}", since.replace(':', "%3A")), &["late"]).await;
    // What has no date is always meant.
    check("start=2021-01-01", &["p", "new", "al", "late"]).await;
    check("end=2020-12-31", &["p", "old", "al"]).await;
    check("start=2021&end=2025", &["p", "al", "late"]).await;
    let parameters = r#"{"resourceType":"Parameters","parameter":[{"name":"_type","valueString":"Patient"},{"name":"_count","valueInteger":5}]}"#;
    let posted = house.call("POST", "/Patient/p/$everything", Some(parameters)).await.is(200);
    assert_eq!(posted.found(), ["Patient/p"]);
    for query in
        ["_since=yesterday", "start=x", "_type=Nonsense", "color=red", "_head=3", "_count=x"]
    {
        house.get(&format!("/Patient/p/$everything?{query}")).await.refuses(400, "usage");
    }
}

#[tokio::test]
async fn pages_of_everything_are_of_one_moment() {
    let house = house().await;
    for n in 0..5 {
        house.put(&observation(&format!("o{n}"), "p", "1")).await;
    }
    let first = house.get("/Patient/p/$everything?_count=2").await.is(200);
    assert_eq!(first.total(), Some(6));
    let mut found = first.found();
    // Written between two pages: a version more, a resource more, one less.
    house.put(&observation("o0", "p", "2")).await;
    house.put(&observation("o9", "p", "1")).await;
    house.call("DELETE", "/Observation/o4", None).await.is(204);
    let mut next = first.link("next");
    while let Some(link) = next {
        let page = house.get(&link).await.is(200);
        assert_eq!(page.total(), Some(6));
        found.extend(page.found());
        next = page.link("next");
    }
    let expect = ["Patient/p", "Observation/o0", "Observation/o1", "Observation/o2"];
    assert_eq!(found[..4], expect);
    assert_eq!(found[4..], ["Observation/o3", "Observation/o4"]);
    let whole = house.get("/Patient/p/$everything").await.is(200).total();
    assert_eq!(whole, Some(6));
}

#[tokio::test]
async fn a_page_of_everything_that_says_nothing_is_large() {
    let house = house().await;
    let many: Vec<String> = (1..EVERYTHING_PAGE)
        .map(|n| entry("", &observation("x", "p", &n.to_string()), "POST", "Observation"))
        .collect();
    house.call("POST", "", Some(&bundle(&many))).await.is(200);
    let whole = house.get("/Patient/p/$everything").await.is(200);
    assert_eq!((whole.entries().len(), whole.link("next")), (EVERYTHING_PAGE, None));
    house.put(&observation("more", "p", "1")).await;
    let first = house.get("/Patient/p/$everything").await.is(200);
    assert_eq!(first.entries().len(), EVERYTHING_PAGE);
    let rest = house.get(&first.link("next").unwrap()).await.is(200);
    assert_eq!(rest.found(), ["Observation/more"]);
}

#[tokio::test]
async fn everything_of_whom_one_may_not_know_is_like_of_nobody() {
    let house = house().await;
    let token = house.token("system/Encounter.r", "org").await;
    let hidden = house.as_(&token, "GET", "/Patient/p/$everything", None).await;
    let absent = house.as_(&token, "GET", "/Patient/nobody/$everything", None).await;
    assert_eq!(hidden.but_for_the_id(), absent.but_for_the_id());
    hidden.refuses(404, "not-found");
    let narrow = house.token("system/Patient.r", "org").await;
    house.put(&observation("o", "p", "1")).await;
    let answer = house.as_(&narrow, "GET", "/Patient/p/$everything", None).await.is(200);
    assert_eq!((answer.found(), answer.total()), (vec!["Patient/p".to_owned()], Some(1)));
}

#[tokio::test]
async fn an_operation_that_reads_is_traced() {
    let house = house().await;
    house.put(&glucose("o", "a", "2020")).await;
    house.get("/Patient/p/$everything").await.is(200);
    house.get("/Observation/$lastn?patient=p").await.is(200);
    house.get("/Observation/o/$meta").await.is(200);
    house.call("POST", "/Patient/$match", Some(&person("x", "Martin", "1980-05-02"))).await.is(200);
    let record = house.world.records.record_of("p").await.unwrap().unwrap();
    let seen = house.world.records.traces(&house.operator(), record).await.unwrap();
    let granted = seen.iter().filter(|seen| seen.trace.outcome == Outcome::Granted);
    let mut actions: Vec<Action> = granted.map(|seen| seen.trace.action).collect();
    actions.retain(|action| *action != Action::Write);
    actions.reverse();
    assert_eq!(actions, [Action::Export, Action::Search, Action::Read, Action::Find]);
}

#[tokio::test]
async fn meta_is_that_of_the_version_that_stands() {
    let house = house().await;
    let tagged = r#"{"resourceType":"Basic","id":"b","meta":{"tag":[{"system":"urn:t","code":"x"}]},"code":{"text":"a"},"subject":{"reference":"Patient/p"}}"#;
    house.put(tagged).await;
    let answer = house.get("/Basic/b/$meta").await.is(200);
    validate(&answer.json()).unwrap();
    let parameter = &answer.json().get("parameter").unwrap().as_array().unwrap()[0].clone();
    let meta = parameter.get("valueMeta").unwrap();
    assert_eq!(meta.str("versionId"), Some("1"));
    assert_eq!(meta.get("tag").unwrap().as_array().unwrap().len(), 1);
    house.call("DELETE", "/Basic/b", None).await.is(204);
    house.get("/Basic/b/$meta").await.refuses(410, "gone");
    house.get("/Basic/none/$meta").await.refuses(404, "not-found");
}

#[tokio::test]
async fn validation_says_what_a_write_would_and_stores_nothing() {
    let house = house().await;
    let told = async |path: &str, body: &str| {
        let answer = house.call("POST", path, Some(body)).await.is(200);
        validate(&answer.json()).unwrap();
        (answer.issue("severity"), answer.issue("code"), answer.issue("expression"))
    };
    let sound = ("information".to_owned(), "informational".to_owned(), String::new());
    assert_eq!(told("/Patient/$validate", &patient("new", "Martin")).await, sound);
    house.get("/Patient/new").await.refuses(404, "not-found");
    let wrong = r#"{"resourceType":"Patient","birthDate":"yesterday"}"#;
    let (severity, code, place) = told("/Patient/$validate", wrong).await;
    assert_eq!((&*severity, &*code, &*place), ("error", "value", "Patient.birthDate"));
    let within = format!(
        r#"{{"resourceType":"Parameters","parameter":[{{"name":"mode","valueCode":"update"}},{{"name":"resource","resource":{wrong}}}]}}"#
    );
    assert_eq!(told("/Patient/p/$validate", &within).await.1, "value");
    let delete =
        r#"{"resourceType":"Parameters","parameter":[{"name":"mode","valueCode":"delete"}]}"#;
    assert_eq!(told("/Patient/p/$validate", delete).await, sound);
    let profiled = house
        .call("POST", "/Patient/$validate?profile=http://a", Some(&patient("new", "Martin")))
        .await
        .is(200);
    assert!(profiled.text().contains("Profiles are not checked"));
    house.call("POST", "/Patient/$validate", Some(delete)).await.refuses(400, "usage");
    house.call("POST", "/Patient/$validate", None).await.refuses(400, "usage");
    house.call("POST", "/Patient/$validate", Some("{")).await.refuses(400, "invalid-json");
    house.call("POST", "/Group/$validate", Some(wrong)).await.refuses(422, "invalid-resource");
    house.call("GET", "/Patient/$validate", None).await.refuses(405, "method-not-allowed");
}

#[tokio::test]
async fn the_last_results_of_each_kind_come_newest_first() {
    let house = house().await;
    for (id, code, date) in [
        ("a1", "a", "2020-01-01"),
        ("a2", "a", "2022-01-01"),
        ("a3", "a", "2021-01-01"),
        ("b1", "b", "2023-01-01"),
    ] {
        house.put(&glucose(id, code, date)).await;
    }
    house.put(&observation("worded", "p", "1")).await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(&format!("/Observation/$lastn?{query}")).await.is(200);
        validate(&answer.json()).unwrap();
        let found = answer.found();
        let ids: Vec<&str> = found.iter().map(|name| name.split('/').nth(1).unwrap()).collect();
        assert_eq!(ids, expect, "{query}");
    };
    check("patient=p", &["b1", "a2", "worded"]).await;
    check("subject=Patient/p&max=2", &["b1", "a2", "a3", "worded"]).await;
    check("patient=p&code=http://loinc.org|a&max=9", &["a2", "a3", "a1"]).await;
    check("patient=nobody", &[]).await;
    for query in ["", "code=a", "patient=p&max=0", "patient=p&_sort=date", "patient=p&color=red"] {
        house.get(&format!("/Observation/$lastn?{query}")).await.refuses(400, "usage");
    }
    let token = house.token("system/Observation.r", "org").await;
    let answer = house.as_(&token, "GET", "/Observation/$lastn?patient=p", None).await;
    answer.refuses(403, "forbidden");
}

#[tokio::test]
async fn a_match_says_how_sure_it_is() {
    let house = house().await;
    house.put(&person("q", "Martin", "1991-01-01")).await;
    house.put(&person("r", "Durand", "1991-01-01")).await;
    let grades = async |body: &str| {
        let answer = house.call("POST", "/Patient/$match", Some(body)).await.is(200);
        validate(&answer.json()).unwrap();
        let grade = |entry: &Json| {
            let search = entry.get("search").unwrap();
            let grade = search.get("extension").unwrap().as_array().unwrap()[0].clone();
            let id = entry.get("resource").unwrap().id().unwrap().to_owned();
            (id, grade.str("valueCode").unwrap().to_owned())
        };
        answer.entries().iter().map(grade).collect::<Vec<_>>()
    };
    let pairs = |all: &[(&str, &str)]| {
        all.iter().map(|(id, grade)| ((*id).to_owned(), (*grade).to_owned())).collect::<Vec<_>>()
    };
    let by_number =
        r#"{"resourceType":"Patient","identifier":[{"system":"urn:oid:1.2.3","value":"nr-r"}]}"#;
    assert_eq!(grades(by_number).await, pairs(&[("r", "certain")]));
    let exact = r#"{"resourceType":"Patient","name":[{"family":"Martin","given":["Zoé"]}],"birthDate":"1980-05-02"}"#;
    assert_eq!(grades(exact).await, pairs(&[("p", "probable")]));
    let undated = r#"{"resourceType":"Patient","name":[{"family":"Martim"}]}"#;
    assert_eq!(grades(undated).await, pairs(&[("p", "possible"), ("q", "possible")]));
    let wrap = |patient: &str, rest: &str| {
        format!(
            r#"{{"resourceType":"Parameters","parameter":[{{"name":"resource","resource":{patient}}},{rest}]}}"#
        )
    };
    let certain = wrap(exact, r#"{"name":"onlyCertainMatches","valueBoolean":true}"#);
    assert_eq!(grades(&certain).await, []);
    let one = wrap(undated, r#"{"name":"count","valueInteger":1}"#);
    assert_eq!(grades(&one).await.len(), 1);
    let nobody = r#"{"resourceType":"Patient","gender":"male"}"#;
    house.call("POST", "/Patient/$match", Some(nobody)).await.refuses(422, "invalid-resource");
    house.call("POST", "/Patient/$match", None).await.refuses(400, "usage");
    let token = house.token("system/Observation.rs", "org").await;
    house.as_(&token, "POST", "/Patient/$match", Some(exact)).await.refuses(403, "forbidden");
}

fn composition(entries: &[String]) -> String {
    let entries: Vec<String> =
        entries.iter().map(|name| format!(r#"{{"reference":"{name}"}}"#)).collect();
    format!(
        r#"{{"resourceType":"Composition","id":"c","status":"final","type":{{"text":"letter"}},"subject":{{"reference":"Patient/p"}},"date":"2026-01-01","author":[{{"reference":"Organization/org"}}],"title":"A","section":[{{"title":"B","entry":[{}]}}]}}"#,
        entries.join(",")
    )
}

#[tokio::test]
async fn a_document_is_the_composition_and_what_it_names() {
    let house = house().await;
    house.put(r#"{"resourceType":"Organization","id":"org","name":"A"}"#).await;
    house.put(&observation("o", "p", "1")).await;
    house.put(&observation("gone", "p", "1")).await;
    house.call("DELETE", "/Observation/gone", None).await.is(204);
    let names = ["Observation/o", "Observation/gone", "Observation/none", "Observation/o"];
    house.put(&composition(&names.map(str::to_owned))).await;
    let answer = house.get("/Composition/c/$document").await.is(200);
    let json = answer.json();
    validate(&json).unwrap();
    assert_eq!(json.str("type"), Some("document"));
    assert!(json.get("identifier").unwrap().str("value").unwrap().starts_with("urn:uuid:"));
    let expect = ["Composition/c", "Patient/p", "Organization/org", "Observation/o"];
    assert_eq!(answer.found(), expect);
    house.get("/Composition/c/$document?persist=true").await.refuses(501, "not-supported");
    house.get("/Composition/none/$document").await.refuses(404, "not-found");
}

#[tokio::test]
async fn entries_of_a_document_are_bounded() {
    let house = house().await;
    house.put(r#"{"resourceType":"Organization","id":"org","name":"A"}"#).await;
    // The composition, its subject and its author are entries too.
    let names = |number: usize| -> Vec<String> {
        (0..number).map(|n| format!("Observation/o{n}")).collect()
    };
    house.put(&composition(&names(DOCUMENT_ENTRIES - 3))).await;
    house.get("/Composition/c/$document").await.is(200);
    house.put(&composition(&names(DOCUMENT_ENTRIES - 2))).await;
    house.get("/Composition/c/$document").await.refuses(413, "too-large");
}
