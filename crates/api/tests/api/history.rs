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
    for wrong in ["_since=2026", "_at=2026", "_count=x", "_count=1&_count=2", "_cursor=a", "x=y"] {
        house.get(&format!("/Observation/a/_history?{wrong}")).await.refuses(400, "usage");
    }
    house.get("/Observation/b/_history").await.refuses(404, "not-found");
}
