//! What becomes of tokens and consents when their client is changed, suspended or
//! ended, and how they are found among many.

use std::sync::Arc;

use axum::http::StatusCode;
use hygie_accounts::LoggedIn;
use hygie_record::{CellChange, CellChanges, Expected, Table};
use hygie_smart::limits::CONSENT_MILLIS;
use hygie_smart::{Client, Kind, NewClient, Parts, Smart, SmartError, Unreachable};

use crate::flow::{Flow, app};
use crate::help::{Holder, House, MINUTE};

const ALL: &str = "launch/patient openid offline_access patient/*.rs";

async fn works(house: &House, path: &str, token: &str) -> bool {
    house.get(path, token).await.status == StatusCode::OK
}

#[tokio::test]
async fn a_suspended_client_gets_and_does_nothing_until_it_is_resumed() {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    let smart = &house.app.smart;
    let answer = flow.tokens(&flow.person, "offline_access patient/*.rs").await;
    let (token, refresh) = (answer.token(), answer.json["refresh_token"].as_str().unwrap());
    let holder = Holder::p384("k");
    let machine = house.machine(&holder, "system/*.rs").await;
    let own = house.ask(&holder.assertion(house, &machine, "a"), "system/*.rs").await.token();
    let set = async |client: &Client, suspended: bool| {
        let set = smart.suspend_client(house.operator(), &client.id, suspended).await.unwrap();
        assert_eq!(set.unwrap().suspended, suspended);
    };
    for client in [&flow.client, &machine] {
        set(client, true).await;
    }
    assert!(!works(house, "/fhir/Patient/p", &token).await);
    assert!(!works(house, "/fhir/Patient/p", &own).await);
    let proof = holder.assertion(house, &machine, "b");
    house.ask(&proof, "system/*.rs").await.refused("invalid_client", "suspended");
    flow.refresh(refresh, &[]).await.refused("invalid_client", "suspended");
    assert!(!flow.hears(flow.request("launch/patient patient/*.rs")).await);
    assert!(smart.launchable().await.unwrap().is_empty());
    let asker = flow.physician.session.asker().unwrap();
    assert!(smart.launch(asker, &flow.client.id, flow.record, "x").await.unwrap().is_none());
    assert!(!smart.is_origin("https://app.example").await.unwrap());
    for client in [&flow.client, &machine] {
        set(client, false).await;
    }
    assert!(works(house, "/fhir/Patient/p", &token).await, "what was allowed stays");
    flow.refresh(refresh, &[]).await.token();
    assert!(smart.is_origin("https://app.example").await.unwrap());
    house.ask(&proof, "system/*.rs").await.token();
    assert!(smart.suspend_client(house.operator(), "nobody", true).await.unwrap().is_none());
}

#[tokio::test]
async fn what_is_registered_anew_counts_at_once() {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    let smart = &house.app.smart;
    let answer = flow.tokens(&flow.person, "launch/patient offline_access patient/*.rs").await;
    let (token, refresh) = (answer.token(), answer.json["refresh_token"].as_str().unwrap());
    let change = async |new: NewClient| {
        smart.change_client(house.operator(), &flow.client.id, new).await.map(Option::unwrap)
    };
    let less = NewClient { name: "Poids".into(), ..app("launch/patient patient/Patient.r") };
    let changed = change(less).await.unwrap();
    assert_eq!((changed.name.as_str(), changed.id.as_str()), ("Poids", flow.client.id.as_str()));
    assert_eq!((changed.by.as_str(), changed.registered()), ("tester", flow.client.registered()));
    assert!(works(house, "/fhir/Patient/p", &token).await);
    assert!(!works(house, "/fhir/Observation/o", &token).await, "less than was allowed");
    let again = flow.refresh(refresh, &[]).await;
    assert_eq!(again.json["scope"], "launch/patient patient/Patient.r");
    change(app(ALL)).await.unwrap();
    assert!(works(house, "/fhir/Observation/o", &token).await, "never more than was allowed");
    let kind = NewClient { kind: Kind::Confidential, ..app(ALL) };
    assert!(matches!(change(kind).await, Err(SmartError::Registration(_))));
    let nowhere = NewClient { redirects: Vec::new(), ..app(ALL) };
    assert!(change(nowhere).await.unwrap_err().to_string().contains("redirect"));
    let none = smart.change_client(house.operator(), "nobody", app(ALL)).await.unwrap();
    assert!(none.is_none());
}

#[tokio::test]
async fn every_flaw_is_told_at_once() {
    let house = House::new();
    let new = NewClient {
        name: String::new(),
        redirects: vec!["nowhere".into()],
        origins: vec!["*".into()],
        launch: Some("x".into()),
        ..app("patient/Patiant.rs")
    };
    let refused = house.app.smart.register(&house.operator(), new, "tester").await;
    let Err(SmartError::Registration(flaws)) = refused else { panic!("registered") };
    assert_eq!(flaws.0.len(), 5, "{flaws}");
}

async fn usage(flow: &Flow) -> (usize, Option<i64>) {
    let smart = &flow.house.app.smart;
    let shown = smart.show_client(&flow.house.operator(), &flow.client.id).await.unwrap();
    let (_, usage) = shown.unwrap();
    (usage.consents, usage.last.map(|at| at.0))
}

#[tokio::test]
async fn how_much_a_client_is_used_is_told() {
    let flow = Flow::new(ALL).await;
    assert_eq!(usage(&flow).await, (0, None));
    let now = flow.house.app.clock.now().0;
    flow.tokens(&flow.person, "offline_access patient/*.rs").await;
    assert_eq!(usage(&flow).await, (1, Some(now)));
    flow.house.world.clock.advance(MINUTE / 2);
    flow.tokens(&flow.physician, "launch/patient patient/*.rs").await;
    assert_eq!(usage(&flow).await, (2, Some(now + MINUTE / 2)));
    flow.code(&flow.person, "patient/*.rs").await;
    assert_eq!(usage(&flow).await.0, 3);
    flow.house.world.clock.advance(MINUTE);
    assert_eq!(usage(&flow).await.0, 2, "a code that nobody used is over");
    for app in flow.house.app.smart.apps(&flow.person.session).await.unwrap() {
        assert!(flow.house.app.smart.end_app(&flow.person.session, &app.id).await.unwrap());
    }
    assert_eq!(usage(&flow).await.0, 1);
    flow.house.world.clock.advance(CONSENT_MILLIS);
    flow.house.app.smart.sweep().await.unwrap();
    assert_eq!(usage(&flow).await.0, 0);
    let left = flow.house.app.records.cells(Table::Consented).await.unwrap();
    assert!(left.is_empty());
    // Nothing is left of the index but the mark that it is whole.
    assert_eq!(flow.house.app.records.cells(Table::ConsentIndex).await.unwrap().len(), 1);
}

/// Takes the whole index away, as a store from before there was one has none.
async fn forget_index(flow: &Flow) {
    let smart = &flow.house.app.smart;
    let mut names = vec!["whole".to_owned()];
    for who in [&flow.person, &flow.physician] {
        names.push(format!("account {}", who.session.account));
    }
    let first = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for client in smart.clients(&flow.house.operator()).await.unwrap() {
        names.extend(first.chars().map(|first| format!("client {} {first}", client.id)));
    }
    let change =
        |name| CellChange { table: Table::ConsentIndex, name, value: None, expect: Expected::Any };
    let changes = CellChanges { changes: names.into_iter().map(change).collect(), trace: None };
    assert!(flow.house.app.records.change_cells(&flow.house.operator(), changes).await.unwrap());
    assert!(flow.house.app.records.cells(Table::ConsentIndex).await.unwrap().is_empty());
}

#[tokio::test]
async fn consents_from_before_the_index_are_found() {
    let flow = Flow::new(ALL).await;
    for who in [&flow.person, &flow.person, &flow.physician] {
        flow.tokens(who, "launch/patient offline_access patient/*.rs").await;
    }
    forget_index(&flow).await;
    // A process that starts on such a store takes them in before it answers.
    let app = &flow.house.app;
    let started = Smart::new(Parts {
        records: Arc::clone(&app.records),
        gate: Arc::clone(&app.gate),
        accounts: Arc::clone(&app.accounts),
        clock: Arc::clone(&app.clock),
        rng: Arc::clone(&app.rng),
        fetch: Arc::new(Unreachable),
    });
    let count = async |who: &LoggedIn| -> usize { started.apps(&who.session).await.unwrap().len() };
    assert_eq!((count(&flow.person).await, count(&flow.physician).await), (2, 1));
    assert_eq!(usage(&flow).await.0, 3);
    // One that a node of an earlier version left out is taken in by the sweep.
    forget_index(&flow).await;
    assert_eq!(count(&flow.person).await, 0);
    started.sweep().await.unwrap();
    assert_eq!(count(&flow.person).await, 2);
}

#[tokio::test]
async fn one_persons_consents_are_found_among_many() {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    flow.tokens(&flow.person, "offline_access patient/*.rs").await;
    for _ in 0..60 {
        house.world.clock.advance(MINUTE);
        flow.tokens(&flow.physician, "launch/patient offline_access patient/*.rs").await;
    }
    let smart = &house.app.smart;
    assert_eq!(smart.apps(&flow.person.session).await.unwrap().len(), 1);
    let own = smart.apps(&flow.physician.session).await.unwrap();
    assert_eq!(own.len(), hygie_smart::limits::CONSENTS);
    assert_eq!(usage(&flow).await.0, hygie_smart::limits::CONSENTS + 1);
    // Two at the same moment are both kept.
    let (one, two) = tokio::join!(
        flow.code(&flow.person, "patient/*.rs"),
        flow.code(&flow.person, "patient/*.rs")
    );
    assert_ne!(one, two);
    assert_eq!(smart.apps(&flow.person.session).await.unwrap().len(), 3);
}
