//! Searching in one record and by indexes.

use hygie_fhir::validate::validate;
use hygie_testkit::{encounter, observation, organization};

use crate::help::{House, person};

async fn house() -> House {
    let house = House::new().await;
    house.put(&person("p", "Lefèvre", "1980-05-02")).await;
    house.put(&person("q", "Lefort", "1981-05-02")).await;
    for (id, value) in [("a", "120"), ("b", "130.0"), ("c", "140")] {
        house.put(&observation(id, "p", value)).await;
    }
    house.put(&observation("d", "q", "150")).await;
    house.put(&encounter("e", "p")).await;
    house.put(&organization("o", "Hôpital")).await;
    house
}

#[tokio::test]
async fn a_record_is_searched_by_any_parameter() {
    let house = house().await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(query).await.is(200);
        validate(&answer.json()).unwrap();
        assert_eq!(answer.found(), expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    let all = ["Observation/a", "Observation/b", "Observation/c"];
    check("/Observation?patient=p", &all).await;
    check("/Observation?patient=Patient/p", &all).await;
    check("/Observation?subject=Patient/p", &all).await;
    check("/Observation?subject:Patient=p", &all).await;
    check("/Observation?patient=http://localhost:8080/fhir/Patient/p", &all).await;
    check("/Patient/p/Observation", &all).await;
    check("/Patient/p/Observation?status=final", &all).await;
    check("/Observation?patient=p&code=http://loinc.org%7C8480-6", &all).await;
    check("/Observation?patient=p&code=other", &[]).await;
    check("/Observation?patient=p&value-quantity=gt125", &all[1..]).await;
    check(
        "/Observation?patient=p&_sort=-_id",
        &["Observation/c", "Observation/b", "Observation/a"],
    )
    .await;
    check("/Observation?_id=d", &["Observation/d"]).await;
    check("/Observation?_id=d,a,nobody&_sort=_id", &["Observation/a", "Observation/d"]).await;
    check(
        "/Observation?patient=p,q&_sort=-_id&value-quantity=gt130.0",
        &["Observation/d", "Observation/c"],
    )
    .await;
    check("/Observation?patient=p&_id=d", &[]).await;
    check("/Observation?patient=nobody", &[]).await;
    check("/Patient/nobody/Observation", &[]).await;
    check("/Encounter?patient=p", &["Encounter/e"]).await;
    check("/Organization?_id=o", &["Organization/o"]).await;
    check("/Patient?_id=p", &["Patient/p"]).await;
    check("/Patient?_id=nobody", &[]).await;
}

/// Only who has the name and the birth date is opened.
#[tokio::test]
async fn each_index_narrows_what_the_others_lead_to() {
    let house = house().await;
    let opened = async |query: &str| {
        house.world.store.calls();
        house.get(query).await.is(200);
        house.world.store.calls().get("entry").copied().unwrap_or_default()
    };
    let both = opened("/Patient?name=Lef&birthdate=1980-05-02").await;
    assert_eq!(both, opened("/Patient?birthdate=1980-05-02").await);
    assert!(both < opened("/Patient?name=Lef").await);
    assert_eq!(house.get("/Patient?name=Lef&birthdate=1980-05-02").await.found(), ["Patient/p"]);
}

#[tokio::test]
async fn persons_are_found_by_what_is_indexed() {
    let house = house().await;
    let check = async |query: &str, expect: &[&str]| {
        let answer = house.get(query).await.is(200);
        let mut found = answer.found();
        found.sort();
        assert_eq!(found, expect, "{query}");
        assert_eq!(answer.total(), Some(expect.len()), "{query}");
    };
    check("/Patient?family=lefevre", &["Patient/p"]).await;
    check("/Patient?name=Lef", &["Patient/p", "Patient/q"]).await;
    check("/Patient?given=zoe&birthdate=1981-05-02", &["Patient/q"]).await;
    check("/Patient?birthdate=1980-05-02", &["Patient/p"]).await;
    check("/Patient?identifier=urn:oid:1.2.3%7Cnr-p", &["Patient/p"]).await;
    check("/Patient?identifier=nr-q", &["Patient/q"]).await;
    check("/Patient?identifier=nobody", &[]).await;
    check("/Organization?name=hopital", &["Organization/o"]).await;
}

#[tokio::test]
async fn post_searches_alike_and_says_nothing_in_the_address() {
    let house = house().await;
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let body = Some("patient=p&code=8480-6");
    let posted = house.call_with("POST", "/Observation/_search", body, &form).await.is(200);
    let got = house.get("/Observation?patient=p&code=8480-6").await.is(200);
    assert_eq!(posted.body, got.body);
    let both =
        house.call_with("POST", "/Observation/_search?patient=p", Some("_id=b"), &form).await;
    assert_eq!(both.is(200).found(), ["Observation/b"]);
    let paged = Some("patient=p&_count=1");
    let paged = house.call_with("POST", "/Observation/_search", paged, &form).await.is(200);
    let next = paged.link("next").unwrap();
    assert!(!next.contains("patient"), "{next}");
    assert_eq!(house.get(&next).await.is(200).found(), ["Observation/b"]);
    house.call("POST", "/Observation/_search", body).await.refuses(415, "media-type");
}

#[tokio::test]
async fn pages_neither_skip_nor_repeat() {
    let house = house().await;
    let mut path = Some("/Observation?patient=p&_count=1&_sort=-_id&_pretty=true".to_owned());
    let mut seen = Vec::new();
    while let Some(at) = path {
        let answer = house.get(&at).await.is(200);
        assert_eq!(answer.total(), Some(3));
        seen.extend(answer.found());
        path = answer.link("next");
    }
    assert_eq!(seen, ["Observation/c", "Observation/b", "Observation/a"]);
    let next = house.get("/Observation?patient=p&_count=1").await.link("next").unwrap();
    let cursor = next.split_once('?').unwrap().1;
    house.get(&format!("/Encounter?{cursor}")).await.refuses(400, "usage");
    house.get(&format!("{next}&status=final")).await.refuses(400, "usage");
    let other = house.token("system/*.rs", "org").await;
    house.as_(&other, "GET", &next, None).await.refuses(400, "usage");
}

#[tokio::test]
async fn a_number_alone_can_be_asked_for() {
    let house = house().await;
    for query in ["patient=p&_summary=count", "patient=p&_count=0"] {
        let answer = house.get(&format!("/Observation?{query}")).await.is(200);
        assert_eq!((answer.total(), answer.entries().len()), (Some(3), 0), "{query}");
        assert_eq!(answer.link("next"), None);
        assert_eq!(answer.link("self").unwrap(), format!("/Observation?{query}"));
    }
    let answer = house.get("/Patient?name=lef&_summary=count").await.is(200);
    assert_eq!((answer.total(), answer.entries().len()), (Some(2), 0));
}

#[tokio::test]
async fn what_is_not_known_is_refused_or_reported() {
    let house = house().await;
    let strict = [("prefer", "handling=strict")];
    for unknown in
        ["nonsense=1", "_include=Observation:nonsense", "_query=all", "_elements=nothing"]
    {
        let query = format!("/Observation?patient=p&{unknown}");
        let answer = house.call_with("GET", &query, None, &strict).await.refuses(400, "usage");
        assert_eq!(answer.issue("code"), "not-supported");
        let answer = house.get(&query).await.is(200);
        validate(&answer.json()).unwrap();
        assert_eq!((answer.total(), answer.entries().len()), (Some(3), 4), "{query}");
        let last = answer.entries().pop().unwrap();
        assert_eq!(last.get("search").unwrap().str("mode"), Some("outcome"));
        assert!(!answer.link("self").unwrap().contains(unknown.split('=').next().unwrap()));
    }
}

#[tokio::test]
async fn a_search_of_everything_says_what_to_add() {
    let house = house().await;
    let check = async |query: &str, words: &str| {
        let answer = house.get(query).await.refuses(400, "usage");
        assert_eq!(answer.issue("code"), "too-costly", "{query}");
        assert!(answer.issue("diagnostics").contains(words), "{}", answer.text());
    };
    check("/Observation", "patient").await;
    check("/Observation?code=8480-6", "patient").await;
    check("/Patient", "identifier").await;
    check("/Patient?gender=female", "birthdate").await;
    check("/Patient?name=le", "three letters").await;
    check("/Basic?code=x", "patient").await;
    check("/CodeSystem?status=active", "_id").await;
}

#[tokio::test]
async fn bad_values_are_refused_with_their_place() {
    let house = house().await;
    for query in [
        "date=yesterday",
        "value-quantity=much",
        "code:below=1",
        "status=",
        "_sort=nonsense",
        "_count=-1",
        "_count=1&_count=2",
        "_sort=_id&_sort=_id",
        "_summary=some",
        "_summary=text&_include=Observation:subject",
        "_elements=id&_summary=true",
        "_include=Observation",
        "_revinclude=*",
        "_filter=code",
        "_total=some",
    ] {
        let answer = house.get(&format!("/Observation?patient=p&{query}")).await;
        assert!(!answer.refuses(400, "usage").issue("diagnostics").is_empty(), "{query}");
    }
}

#[tokio::test]
async fn another_persons_entries_are_never_among_the_found() {
    let house = house().await;
    let answer = house.get("/Observation?patient=p&_id=d").await.is(200);
    assert_eq!(answer.total(), Some(0));
    let answer = house.get("/Patient/p/Observation?patient=q").await.is(200);
    assert_eq!(answer.total(), Some(0));
}

#[tokio::test]
async fn what_names_no_person_is_in_no_persons_search() {
    let house = house().await;
    let subjects = [
        ("n", ""),
        ("i", r#","subject":{"identifier":{"system":"urn:oid:1.2.3","value":"nr-p"}}"#),
        ("w", r#","subject":{"display":"Zoé Lefèvre"}"#),
    ];
    for (id, subject) in subjects {
        let code = r#""status":"final","code":{"text":"x"}"#;
        house
            .put(&format!(r#"{{"resourceType":"Observation","id":"{id}",{code}{subject}}}"#))
            .await
            .is(201);
        house.get(&format!("/Observation/{id}")).await.is(200);
        let found = house.get(&format!("/Observation?_id={id}")).await.is(200).found();
        assert_eq!(found, [format!("Observation/{id}")]);
        let found = house.get(&format!("/Observation?patient=p&_id={id}")).await.is(200).found();
        assert!(found.is_empty(), "{id} {found:?}");
        let text = format!(r#"{{"resourceType":"Observation","id":"{id}",{code}{subject}}}"#);
        house.put(&text.replace("final", "amended")).await.is(200);
    }
    assert_eq!(house.get("/Observation?patient=p").await.is(200).total(), Some(3));
}

#[tokio::test]
async fn an_appointment_of_two_is_found_by_the_first() {
    let house = house().await;
    let with = |person: &str| {
        format!(r#"{{"actor":{{"reference":"Patient/{person}"}},"status":"accepted"}}"#)
    };
    let both = format!("{},{}", with("p"), with("q"));
    house
        .put(&format!(
            r#"{{"resourceType":"Appointment","id":"t","status":"booked","start":"2026-11-23T09:00:00Z","end":"2026-11-23T09:30:00Z","participant":[{both}]}}"#
        ))
        .await
        .is(201);
    let found = async |query: &str| house.get(query).await.is(200).found();
    assert_eq!(found("/Appointment?patient=p").await, ["Appointment/t"]);
    assert!(found("/Appointment?patient=q").await.is_empty());
    assert_eq!(found("/Appointment?_id=t").await, ["Appointment/t"]);
    house.get("/Appointment/t").await.is(200);
}

#[tokio::test]
async fn what_to_add_is_what_would_help() {
    let house = house().await;
    let check = async |query: &str, helps: bool| {
        let answer = house.get(query).await.refuses(400, "usage");
        assert_eq!(answer.issue("code"), "too-costly");
        let told = answer.issue("diagnostics");
        let (ways, _) = told.split_once("; or have the operator ").unwrap();
        let by_itself = ways.split(", or of ").any(|way| way == "identifier");
        assert_eq!(by_itself, helps, "{told}");
    };
    check("/Observation?identifier=urn:oid:1.2.3%7Ca", false).await;
    check("/Encounter?class=AMB", true).await;
}
