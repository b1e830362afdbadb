//! Reading one resource, and a version of it.

use hygie_testkit::{observation, patient};

use crate::help::{House, json};

#[tokio::test]
async fn a_resource_comes_as_it_went_with_its_version() {
    let house = House::new().await;
    let text = r#"{"resourceType":"Patient","id":"p","meta":{"profile":["http://a"]},"multipleBirthInteger":2,"name":[{"family":"Éloïse \"<b>\""}]}"#;
    house.put(text).await;
    let answer = house.get("/Patient/p").await.is(200);
    let expect = text.replace(
        r#""meta":{"#,
        r#""meta":{"versionId":"1","lastUpdated":"2026-11-22T12:00:00.000Z","#,
    );
    assert_eq!(String::from_utf8(answer.body.clone()).unwrap(), expect);
    assert_eq!(answer.header("etag"), Some("W/\"1\""));
    assert_eq!(answer.header("last-modified"), Some("Sun, 22 Nov 2026 12:00:00 GMT"));
    assert_eq!(answer.header("content-type"), Some("application/fhir+json; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let pretty = house.get("/Patient/p?_pretty=true").await.is(200);
    assert!(pretty.body.starts_with(b"{\n  \"resourceType\""));
    assert_eq!(pretty.json(), answer.json());
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let get = house.get("/Patient/p").await;
    let head = house.call("HEAD", "/Patient/p", None).await.is(200);
    assert!(head.body.is_empty());
    for name in ["etag", "last-modified", "content-type", "content-length"] {
        let length = get.body.len().to_string();
        let expect = if name == "content-length" { Some(&*length) } else { get.header(name) };
        assert_eq!(head.header(name), expect, "{name}");
    }
}

#[tokio::test]
async fn what_the_caller_has_already_is_not_sent_again() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let check = async |headers: &[(&str, &str)], expect: u16| {
        let answer = house.call_with("GET", "/Patient/p", None, headers).await;
        assert_eq!(answer.status.as_u16(), expect, "{headers:?}");
        assert_eq!(answer.header("etag"), Some("W/\"1\""));
        assert_eq!(answer.body.is_empty(), expect == 304);
    };
    check(&[("if-none-match", "W/\"1\"")], 304).await;
    check(&[("if-none-match", "\"7\", W/\"1\"")], 304).await;
    check(&[("if-none-match", "W/\"2\"")], 200).await;
    check(&[("if-modified-since", "Sun, 22 Nov 2026 12:00:00 GMT")], 304).await;
    check(&[("if-modified-since", "Sun, 22 Nov 2026 11:59:59 GMT")], 200).await;
    let both =
        [("if-none-match", "W/\"2\""), ("if-modified-since", "Sun, 22 Nov 2026 12:00:00 GMT")];
    check(&both, 200).await;
}

#[tokio::test]
async fn versions_are_read_each() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1.50")).await;
    house.world.clock.advance(1000);
    house.put(&observation("a", "p", "2")).await;
    let value = |body: &[u8]| {
        let json = json(body);
        let quantity = json.get("valueQuantity").unwrap();
        String::from_utf8(quantity.get("value").unwrap().to_vec()).unwrap()
    };
    let first = house.get("/Observation/a/_history/1").await.is(200);
    assert_eq!((value(&first.body).as_str(), first.header("etag")), ("1.50", Some("W/\"1\"")));
    let second = house.get("/Observation/a/_history/2").await.is(200);
    assert_eq!((value(&second.body).as_str(), second.header("etag")), ("2", Some("W/\"2\"")));
    assert_eq!(second.body, house.get("/Observation/a").await.body);
    for absent in ["0", "3", "01", "x", "+1", "4294967296", "99999999999"] {
        house.get(&format!("/Observation/a/_history/{absent}")).await.refuses(404, "not-found");
    }
}

#[tokio::test]
async fn a_deleted_resource_is_gone_and_its_versions_stay() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    let deleted = house.call("DELETE", "/Observation/a", None).await.is(204);
    assert_eq!(deleted.header("etag"), Some("W/\"2\""));
    house.get("/Observation/a").await.refuses(410, "gone");
    house.get("/Observation/a/_history/2").await.refuses(410, "gone");
    house.get("/Observation/a/_history/1").await.is(200);
    let back = house.call("PUT", "/Observation/a", Some(&observation("a", "p", "3"))).await;
    assert_eq!(back.header("etag"), Some("W/\"3\""));
    house.get("/Observation/a").await.is(200);
}
