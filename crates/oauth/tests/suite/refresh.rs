//! Refresh tokens: each works once, and one that comes again ends everything.

use axum::http::StatusCode;

use crate::flow::{Flow, app};
use crate::help::{Answer, MINUTE};

const DAY: i64 = 24 * 60 * MINUTE;
const SCOPE: &str = "offline_access patient/*.rs";

fn next(answer: &Answer) -> String {
    answer.json["refresh_token"].as_str().unwrap().to_owned()
}

async fn works(flow: &Flow, answer: &Answer) -> bool {
    flow.house.get("/fhir/Patient/p", &answer.token()).await.status == StatusCode::OK
}

#[tokio::test]
async fn a_refresh_token_is_replaced_each_time() {
    let flow = Flow::new("offline_access patient/*.rs").await;
    let first = flow.tokens(&flow.person, SCOPE).await;
    assert!(next(&first).starts_with("hygr_"));
    let second = flow.refresh(&next(&first), &[]).await;
    let third = flow.refresh(&next(&second), &[]).await;
    assert_ne!(next(&second), next(&third));
    assert!(works(&flow, &third).await);
    assert_eq!(third.json["patient"], "p");
    // The first one has two holders now.
    flow.refresh(&next(&first), &[]).await.refused("invalid_grant", "");
    assert!(!works(&flow, &third).await);
    flow.refresh(&next(&third), &[]).await.refused("invalid_grant", "");
    assert!(flow.house.app.smart.apps(&flow.person.session).await.unwrap().is_empty());
}

#[tokio::test]
async fn it_is_of_one_client_and_asks_for_no_more() {
    let flow = Flow::new("openid offline_access patient/*.rs").await;
    let first =
        flow.tokens(&flow.person, "offline_access patient/Observation.rs patient/Patient.rs").await;
    for more in [
        "patient/*.rs",
        "patient/Patient.cruds",
        "openid",
        "user/Patient.rs",
        "nonsense",
        "system/*.rs",
    ] {
        flow.refresh(&next(&first), &[("scope", more)]).await.refused("invalid_scope", "no more");
    }
    let fewer = flow.refresh(&next(&first), &[("scope", "patient/Observation.rs")]).await;
    assert_eq!(fewer.json["scope"], "patient/Observation.rs");
    assert!(!works(&flow, &fewer).await, "the patient is not asked for");
    let again = flow.refresh(&next(&fewer), &[]).await;
    assert!(works(&flow, &again).await, "what was granted stays");
    for bad in ["", "x", "hygr_", &next(&again)[5..], &next(&again).replace("hygr_", "hyga_")] {
        flow.refresh(bad, &[]).await.refused("invalid_grant", "");
    }
    let other = flow.house.register(app("offline_access patient/*.rs")).await;
    flow.refresh(&next(&again), &[("client_id", &other.id)]).await.refused("invalid_grant", "");
    assert!(!works(&flow, &again).await, "stolen by another client: everything ends");
}

#[tokio::test]
async fn it_ends_unused_and_at_last() {
    let flow = Flow::new("offline_access patient/*.rs").await;
    let mut last = flow.tokens(&flow.person, SCOPE).await;
    let idle = flow.tokens(&flow.person, SCOPE).await;
    for _ in 0..2 {
        flow.house.world.clock.advance(30 * DAY - 1);
        last = flow.refresh(&next(&last), &[]).await;
        assert!(works(&flow, &last).await);
    }
    flow.refresh(&next(&idle), &[]).await.refused("invalid_grant", "");
    flow.house.world.clock.advance(30 * DAY - 1);
    last = flow.refresh(&next(&last), &[]).await;
    flow.house.world.clock.advance(3);
    flow.refresh(&next(&last), &[]).await.refused("invalid_grant", "");
    assert!(!works(&flow, &last).await, "after ninety days the person is asked again");
    assert!(flow.house.app.smart.sweep().await.unwrap() > 0);
}

#[tokio::test]
async fn online_access_ends_with_the_session() {
    let flow = Flow::new("online_access patient/*.rs").await;
    let first = flow.tokens(&flow.person, "online_access patient/*.rs").await;
    let second = flow.refresh(&next(&first), &[]).await;
    assert!(works(&flow, &second).await);
    flow.house.app.accounts.log_out(&flow.person.session).await.unwrap();
    assert!(!works(&flow, &second).await);
    flow.refresh(&next(&second), &[]).await.refused("invalid_grant", "logged out");
}

#[tokio::test]
async fn without_the_scope_there_is_none() {
    let flow = Flow::new("offline_access patient/*.rs").await;
    let answer = flow.tokens(&flow.person, "patient/*.rs").await;
    assert!(answer.json.get("refresh_token").is_none());
}

#[tokio::test]
async fn of_two_at_once_at_most_one_is_served() {
    let flow = Flow::new("offline_access patient/*.rs").await;
    let first = flow.tokens(&flow.person, SCOPE).await;
    let token = next(&first);
    let (one, two) = tokio::join!(flow.refresh(&token, &[]), flow.refresh(&token, &[]));
    let given = [&one, &two].into_iter().filter(|answer| answer.status == StatusCode::OK);
    assert!(given.count() <= 1);
    assert!(!works(&flow, &first).await, "two holders: everything ends");
}
