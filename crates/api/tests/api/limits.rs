//! Each limit at n and at n + 1.

use futures_util::FutureExt as _;
use hygie_api::limits::{
    BATCH_ENTRIES, BODY_BYTES, ENTRIES, LARGEST_PAGE, PAGE, QUERY_BYTES, RESOURCE_BYTES,
    TRANSACTIONS,
};
use hygie_testkit::{observation, patient};

use crate::help::House;
use crate::transactions::{bundle, entry};

/// JSON of exactly this many bytes, blanks at the end.
fn padded(text: &str, bytes: usize) -> String {
    format!("{text}{}", " ".repeat(bytes - text.len()))
}

#[tokio::test]
async fn bytes_of_a_resource_and_of_a_body() {
    let house = House::new().await;
    let one = patient("p", "Martin");
    house.call("POST", "/Patient", Some(&padded(&one, RESOURCE_BYTES))).await.is(201);
    let answer = house.call("POST", "/Patient", Some(&padded(&one, RESOURCE_BYTES + 1))).await;
    answer.refuses(413, "too-large");
    let all = bundle(&[entry("", &one, "POST", "Patient")]);
    house.call("POST", "", Some(&padded(&all, BODY_BYTES))).await.is(200);
    let answer = house.call("POST", "", Some(&padded(&all, BODY_BYTES + 1))).await;
    answer.refuses(413, "too-large");
}

#[tokio::test]
async fn an_announced_length_is_refused_unread() {
    let house = House::new().await;
    let length = (BODY_BYTES + 1).to_string();
    let headers = [("content-length", length.as_str())];
    house.call_with("POST", "/Patient", Some("{}"), &headers).await.refuses(413, "too-large");
}

#[tokio::test]
async fn entries_of_a_transaction() {
    let house = House::new().await;
    let many = |number: usize| bundle(&vec!["{}".to_owned(); number]);
    let answer = house.call("POST", "", Some(&many(ENTRIES + 1))).await.refuses(413, "too-large");
    assert_eq!(answer.issue("expression"), "Bundle.entry");
    let batch = |number: usize| many(number).replace("\"transaction\"", "\"batch\"");
    let answer = house.call("POST", "", Some(&batch(BATCH_ENTRIES + 1))).await;
    assert_eq!(answer.refuses(413, "too-large").issue("expression"), "Bundle.entry");
    let answer = house.call("POST", "", Some(&batch(BATCH_ENTRIES))).await.is(200);
    assert_eq!(answer.entries().len(), BATCH_ENTRIES);
    // One fewer passes the limit and fails by its first entry.
    let answer = house.call("POST", "", Some(&many(ENTRIES))).await;
    assert_eq!(
        answer.refuses(422, "invalid-resource").issue("expression"),
        "Bundle.entry[0].request"
    );
}

#[tokio::test]
async fn resources_of_a_page() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    let all: Vec<String> = (0..=LARGEST_PAGE)
        .map(|at| entry("", &observation("x", "p", &at.to_string()), "POST", "Observation"))
        .collect();
    house.call("POST", "", Some(&bundle(&all))).await.is(200);
    let check = async |query: &str, expect: usize| {
        let answer = house.get(&format!("/Observation?patient=p{query}")).await.is(200);
        assert_eq!(answer.entries().len(), expect, "{query}");
        assert_eq!(answer.total(), Some(LARGEST_PAGE + 1));
        assert!(answer.link("next").is_some());
    };
    check("", PAGE).await;
    check(&format!("&_count={LARGEST_PAGE}"), LARGEST_PAGE).await;
    check(&format!("&_count={}", LARGEST_PAGE + 1), LARGEST_PAGE).await;
    check("&_count=4294967295", LARGEST_PAGE).await;
}

#[tokio::test]
async fn the_longest_search_has_a_next_page_that_can_be_asked_for() {
    let house = House::new().await;
    house.put(&patient("p", "Martin")).await;
    house.put(&observation("a", "p", "1")).await;
    house.put(&observation("b", "p", "2")).await;
    let start = "patient=p&_count=1&status:not=";
    let mut query = format!("{start}{}", "|".repeat(QUERY_BYTES - start.len()));
    query.replace_range(start.len().., &"é".repeat((QUERY_BYTES - start.len()) / 2));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let answer = house.call_with("POST", "/Observation/_search", Some(&query), &form).await.is(200);
    let next = answer.link("next").unwrap();
    assert!(next.len() + "/fhir".len() <= hygie_http::limits::TARGET_BYTES, "{}", next.len());
    assert_eq!(house.get(&next).await.is(200).found(), ["Observation/b"]);
    query.push_str("aa");
    let answer = house.call_with("POST", "/Observation/_search", Some(&query), &form).await;
    answer.refuses(400, "too-large");
}

#[tokio::test]
async fn transactions_at_once() {
    let house = House::new().await;
    let text = bundle(&[entry("", &patient("p", "Martin"), "POST", "Patient")]);
    house.call("POST", "", Some(&text)).await.is(200);
    let mut under_way = Vec::new();
    for _ in 0..TRANSACTIONS {
        let mut call = Box::pin(house.call("POST", "", Some(&text)));
        assert!((&mut call).now_or_never().is_none());
        under_way.push(call);
    }
    let answer = house.call("POST", "", Some(&text)).await.refuses(503, "unavailable");
    assert_eq!(answer.header("retry-after"), Some("1"));
    for call in under_way {
        call.await.is(200);
    }
    house.call("POST", "", Some(&text)).await.is(200);
}
