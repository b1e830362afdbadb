//! The versions of one resource as a bundle.

use hygie_fhir::validate::validate;
use hygie_testkit::{observation, patient};

use crate::help::House;

async fn house() -> House {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    for value in ["1", "2", "3"] {
        house.put(&observation("a", "p", value)).await;
        house.world.clock.advance(1000);
    }
    house.call("DELETE", "/Observation/a", None).await.is(204);
    house
}

#[tokio::test]
async fn the_newest_version_comes_first() {
    let house = house().await;
    let answer = house.get("/Observation/a/_history").await.is(200);
    validate(&answer.json()).unwrap();
    assert_eq!(answer.json().str("type"), Some("history"));
    assert_eq!(answer.total(), Some(4));
    let told: Vec<_> = answer
        .entries()
        .iter()
        .map(|entry| {
            let response = entry.get("response").unwrap();
            let method = entry.get("request").unwrap().str("method").unwrap().to_owned();
            let version = entry.get("resource").map(|it| it.get("meta").unwrap().str("versionId"));
            let etag = response.str("etag").unwrap().to_owned();
            assert!(version.is_none_or(|it| etag == format!("W/\"{}\"", it.unwrap())));
            (method, etag)
        })
        .collect();
    let expect = [("DELETE", "4"), ("PUT", "3"), ("PUT", "2"), ("PUT", "1")];
    let expect = expect.map(|(method, version)| (method.to_owned(), format!("W/\"{version}\"")));
    assert_eq!(told, expect);
}

#[tokio::test]
async fn pages_are_linked() {
    let house = house().await;
    let mut path = "/Observation/a/_history?_count=3".to_owned();
    let first = house.get(&path).await.is(200);
    assert_eq!((first.entries().len(), first.total()), (3, Some(4)));
    path = first.link("next").unwrap();
    let second = house.get(&path).await.is(200);
    assert_eq!((second.entries().len(), second.total()), (1, Some(4)));
    assert_eq!(second.link("next"), None);
    for wrong in [
        "_since=2026",
        "_at=x",
        "_at=2026&_at=2026",
        "_summary=count",
        "_count=x",
        "_count=1&_count=2",
        "_cursor=a",
        "x=y",
    ] {
        house.get(&format!("/Observation/a/_history?{wrong}")).await.refuses(400, "usage");
    }
    house.get("/Observation/b/_history").await.refuses(404, "not-found");
}

/// Versions of a history, as `id/version`, a deletion as `id/-version`.
fn versions(answer: &crate::help::Answer) -> Vec<String> {
    let one = |entry: &hygie_fhir::json::Json| {
        let request = entry.get("request").unwrap();
        let id = request.str("url").unwrap().rsplit('/').next().unwrap().to_owned();
        let etag = entry.get("response").unwrap().str("etag").unwrap().to_owned();
        let version = etag.trim_start_matches("W/").trim_matches('"').to_owned();
        let sign = if request.str("method") == Some("DELETE") { "-" } else { "" };
        format!("{id}/{sign}{version}")
    };
    answer.entries().iter().map(one).collect()
}

#[tokio::test]
async fn a_history_can_begin_at_a_time_or_be_of_one() {
    // A version a second from noon on; the fourth says that it is gone.
    let house = house().await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(&format!("/Observation/a/_history?{query}")).await.is(200);
        validate(&answer.json()).unwrap();
        assert_eq!(versions(&answer), expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    check("_since=2026-11-22T12:00:01Z", &["a/-4", "a/3", "a/2"]).await;
    check("_since=2026-11-22T12:00:01.001Z", &["a/-4", "a/3"]).await;
    check("_since=2026-11-23T00:00:00%2B01:00", &[]).await;
    check("_at=2026-11-22T12:00:01.500Z", &["a/2"]).await;
    check("_at=2026-11-22T12:00:01Z", &["a/2"]).await;
    check("_at=2026-11-22", &["a/3", "a/2", "a/1"]).await;
    check("_at=2026-11-21", &[]).await;
    check("_at=2026-11-22T12:00:09Z", &[]).await;
    let whole = house.get("/Observation/a/_history?_elements=status").await.is(200);
    validate(&whole.json()).unwrap();
    assert!(whole.text().contains("SUBSETTED") && !whole.text().contains("mmHg"));
}

#[tokio::test]
async fn pages_of_a_history_are_of_one_moment() {
    let house = house().await;
    let first = house.get("/Observation/a/_history?_count=2").await.is(200);
    assert_eq!(versions(&first), ["a/-4", "a/3"]);
    house.put(&observation("a", "p", "9")).await;
    let second = house.get(&first.link("next").unwrap()).await.is(200);
    assert_eq!((versions(&second), second.total()), (vec!["a/2".into(), "a/1".into()], Some(4)));
    assert_eq!(house.get("/Observation/a/_history").await.is(200).total(), Some(5));
}

#[tokio::test]
async fn changes_of_a_type_or_of_all_are_listed_since_a_time() {
    let house = house().await;
    house.put(&patient("q", "Durand")).await;
    house.put(&observation("b", "q", "1")).await;
    house.put(&hygie_testkit::organization("o", "House")).await;
    let since = "_since=2026-11-22T12:00:00Z";
    let check = async |path: &str, expect: &[&str]| {
        let answer = house.get(path).await.is(200);
        validate(&answer.json()).unwrap();
        let mut found = versions(&answer);
        found.sort();
        let mut expect = expect.to_vec();
        expect.sort_unstable();
        assert_eq!(found, expect, "{path}");
        assert_eq!(answer.total(), Some(expect.len()), "{path}");
    };
    check(&format!("/Observation/_history?{since}"), &["a/-4", "a/3", "a/2", "a/1", "b/1"]).await;
    check(&format!("/Patient/_history?{since}"), &["p/1", "q/1"]).await;
    let all = ["a/-4", "a/3", "a/2", "a/1", "b/1", "p/1", "q/1", "o/1"];
    check(&format!("/_history?{since}"), &all).await;
    check("/Observation/_history?_since=2026-11-22T12:00:03Z", &["a/-4", "b/1"]).await;
    check("/Encounter/_history?_since=2026-11-22T12:00:00Z", &[]).await;
    check("/_history?_since=2027-01-01T00:00:00Z", &[]).await;
    for path in ["/_history", "/Observation/_history?_count=3"] {
        let answer = house.get(path).await.refuses(400, "usage");
        assert_eq!(answer.issue("code"), "too-costly");
        assert!(answer.issue("diagnostics").contains("_since"));
    }
    house.get(&format!("/_history?{since}&_at=2026")).await.refuses(400, "usage");
}

#[tokio::test]
async fn pages_of_changes_neither_skip_nor_repeat_while_others_write() {
    let house = house().await;
    let whole = house.get("/_history?_since=2026-11-22T12:00:00Z").await.is(200);
    let mut path = Some("/_history?_since=2026-11-22T12:00:00Z&_count=2".to_owned());
    let mut seen = Vec::new();
    while let Some(at) = path {
        let page = house.get(&at).await.is(200);
        assert_eq!(page.total(), Some(5));
        seen.extend(versions(&page));
        path = page.link("next");
        house.world.clock.advance(10);
        house.put(&observation("later", "p", &seen.len().to_string())).await;
    }
    assert_eq!(seen, versions(&whole));
}

#[tokio::test]
async fn changes_go_through_the_scope_and_are_traced() {
    let house = house().await;
    let since = "_since=2026-11-22T12:00:00Z";
    let narrow = house.token("system/Patient.rs system/Observation.r", "org").await;
    let get = async |path: String| house.as_(&narrow, "GET", &path, None).await;
    let all = get(format!("/_history?{since}")).await.is(200);
    assert_eq!((versions(&all), all.total()), (vec!["p/1".to_owned()], Some(1)));
    get(format!("/Observation/_history?{since}")).await.refuses(403, "forbidden");
    let record = house.world.records.record_of("p").await.unwrap().unwrap();
    let traces = house.world.records.traces(&house.operator(), record).await.unwrap();
    let told = |it: &hygie_record::TraceSeen| it.trace.what == "everything since a time";
    assert_eq!(traces.iter().filter(|it| told(it)).count(), 1);
}
