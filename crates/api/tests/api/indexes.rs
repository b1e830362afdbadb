//! Searches and conditions by indexes that an operator adds.

use hygie_fhir::search::Indexed;
use hygie_testkit::{observation, organization};

use crate::help::{House, person};

async fn house() -> House {
    let house = House::new().await;
    for (id, family) in [("p", "Lefèvre"), ("q", "Lefort")] {
        house.put(&person(id, family, "1980-05-02")).await;
    }
    house.put(&observation("a", "p", "120")).await;
    house.put(&observation("b", "q", "130")).await;
    house.put(&observation("c", "q", "140").replace("8480-6", "other")).await;
    house.put(&organization("o", "Hôpital")).await;
    house
}

async fn reindex(house: &House, names: &[&str]) {
    let wanted: Vec<Indexed> = names.iter().map(|name| Indexed::parse(name).unwrap()).collect();
    house.world.records.reindex(&house.operator(), &wanted, &|_, _| {}).await.unwrap();
}

async fn is_clean(house: &House) {
    let report = house.world.records.check(&house.operator()).await.unwrap();
    assert_eq!(report.findings, []);
}

async fn why(house: &House, query: &str) -> String {
    let answer = house.get(query).await.refuses(400, "usage");
    assert_eq!(answer.issue("code"), "too-costly", "{query}");
    answer.issue("diagnostics")
}

#[tokio::test]
async fn the_index_that_would_help_is_named() {
    let house = house().await;
    let named = async |query: &str, index: &str| {
        let why = why(&house, query).await;
        let add = format!("add `{index}` to `index` in hygie.toml and run `hygie reindex`");
        assert!(why.contains(&add) && why.contains("add one value of _id"), "{query}: {why}");
    };
    named("/Observation?code=8480-6", "Observation.code").await;
    named("/Observation?date=gt2020&code=http://loinc.org%7C8480-6", "Observation.code").await;
    named("/Observation?performer=Practitioner/x", "Observation.performer").await;
    named("/Patient?gender=female", "Patient.gender").await;
    named("/CodeSystem?url=http://a", "CodeSystem.url").await;
    named("/Observation?_tag=x", "Observation._tag").await;
    for query in [
        "/Observation",
        "/Observation?date=2026-01-01",
        "/Observation?code:not=x",
        "/Observation?code:text=x",
        "/Observation?code=http://loinc.org%7C",
        "/Patient?name=le",
        "/Basic?_text=x",
    ] {
        let why = why(&house, query).await;
        assert!(!why.contains("hygie.toml"), "{query}: {why}");
    }
    // One of two is there: the search by the other names the other.
    reindex(&house, &["Observation.code"]).await;
    named("/Observation?status=final", "Observation.status").await;
}

#[tokio::test]
async fn an_added_index_serves_searches_and_their_pages() {
    let house = house().await;
    why(&house, "/Observation?code=8480-6").await;
    reindex(&house, &["Observation.code", "Observation.subject", "Patient.gender"]).await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(query).await.is(200);
        assert_eq!(answer.found(), expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    let both = ["Observation/a", "Observation/b"];
    check("/Observation?code=8480-6", &both).await;
    check("/Observation?code=http://loinc.org%7C8480-6&value-quantity=gt125", &both[1..]).await;
    check("/Observation?code=other,8480-6&_sort=-_id", &["Observation/c", both[1], both[0]]).await;
    check("/Observation?code=nothing", &[]).await;
    check("/Observation?subject:Patient=q&code=other", &["Observation/c"]).await;
    let first = house.get("/Observation?code=8480-6&_count=1").await.is(200);
    assert_eq!((first.total(), first.found().len()), (Some(2), 1));
    let next = house.get(&first.link("next").unwrap()).await.is(200);
    assert_eq!(next.found(), both[1..]);
    // What is written, changed and deleted later counts at once.
    house.put(&observation("d", "p", "1")).await;
    house.put(&observation("a", "p", "2").replace("8480-6", "other")).await;
    house.call("DELETE", "/Observation/b", None).await.is(204);
    check("/Observation?code=8480-6", &["Observation/d"]).await;
    is_clean(&house).await;
}

#[tokio::test]
async fn what_is_hidden_stays_hidden_from_an_added_index() {
    let house = house().await;
    reindex(&house, &["Observation.code"]).await;
    let ask = async |scopes: &str| {
        let token = house.token(scopes, "org").await;
        house.as_(&token, "GET", "/Observation?code=8480-6", None).await
    };
    assert_eq!(ask("system/Observation.rs").await.is(200).total(), Some(2));
    for scopes in ["system/Patient.rs", "system/Observation.r", "system/Observation.s"] {
        ask(scopes).await.refuses(403, "forbidden");
    }
    let records = &house.world.records;
    let [record] = records.find_patient(&house.operator(), "p").await.unwrap()[..] else {
        panic!("one record")
    };
    let before = house.world.records.traces(&house.operator(), record).await.unwrap().len();
    house.get("/Observation?code=8480-6").await.is(200);
    let traces = house.world.records.traces(&house.operator(), record).await.unwrap();
    let found = traces.iter().any(|it| it.trace.what == "Observation by code");
    assert!(found && traces.len() > before, "each person who is named gets a trace");
}

#[tokio::test]
async fn a_condition_may_rest_on_an_added_index() {
    let house = house().await;
    let text = observation("x", "p", "1").replace(r#""id":"x","#, "").replace("8480-6", "new");
    let create = async || {
        let headers = [("if-none-exist", "code=new")];
        house.call_with("POST", "/Observation", Some(&text), &headers).await
    };
    let refused = create().await.refuses(400, "usage");
    assert_eq!(refused.issue("code"), "too-costly");
    assert!(refused.issue("diagnostics").contains("add `Observation.code`"), "{}", refused.text());
    reindex(&house, &["Observation.code"]).await;
    let all = tokio::join!(create(), create(), create());
    let mut statuses = [all.0, all.1, all.2].map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 201]);
    assert_eq!(house.get("/Observation?code=new").await.is(200).total(), Some(1));
    is_clean(&house).await;
}
