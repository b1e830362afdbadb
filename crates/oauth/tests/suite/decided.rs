//! What the person decided about who sees their record, as Consents to their own app.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use hygie_gate::acts::{Block, Entrust, InEmergencies, Mask, Refuse, Register};
use hygie_gate::rights::{Emergencies, Party, Reach};
use hygie_testkit::{batch, put};
use serde_json::Value;

use crate::flow::Flow;
use crate::help::Answer;

const ALL: &str = "launch/patient patient/*.cruds patient/Consent.rs";
const OWN: &str = "launch/patient patient/Consent.rs";
const SEARCH: &str = "/fhir/Consent?patient=Patient/p";
/// One that somebody wrote, which grants nothing.
const WRITTEN: &str = r#"{"resourceType":"Consent","id":"written","status":"active","scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"treatment"}]},"category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],"patient":{"reference":"Patient/p"},"dateTime":"2020-01-02","policyRule":{"text":"on paper"}}"#;

fn all(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json);
    let entries = answer.json["entry"].as_array().cloned().unwrap_or_default();
    let found = entries.into_iter().filter(|entry| entry["search"]["mode"] == "match");
    found.map(|entry| entry["resource"].clone()).collect()
}

fn ids(answer: &Answer) -> Vec<String> {
    let names = all(answer).into_iter().map(|it| it["id"].as_str().unwrap().to_owned());
    names.collect()
}

impl Flow {
    /// A person who decided several things, and a Consent that somebody wrote.
    async fn decided() -> Self {
        let flow = Self::new(ALL).await;
        let house = &flow.house;
        let permit = house.operator();
        house.app.records.write(&permit, batch("org", vec![put(WRITTEN)])).await.unwrap();
        let gate = &house.app.gate;
        let organisation = Party::Organisation { id: "org".into(), name: "Cabinet".into() };
        let act = Register { informed: true, ..Register::default() };
        gate.register("test", flow.record, &organisation, &act).await.unwrap();
        let person = flow.person.session.asker().unwrap();
        let elsewhere = Party::Organisation { id: "b".into(), name: "Clinique".into() };
        let refuse = Refuse { party: elsewhere };
        gate.decide(person, flow.record, &refuse).await.unwrap();
        let block = Block { account: "x".into(), name: "Paul Noir".into() };
        gate.decide(person, flow.record, &block).await.unwrap();
        let wants = Emergencies { opposes_access: true, ..Emergencies::default() };
        gate.decide(person, flow.record, &InEmergencies(wants)).await.unwrap();
        let mask = Mask { kind: "Observation".into(), id: "o".into() };
        gate.decide(person, flow.record, &mask).await.unwrap();
        let carer = Entrust {
            id: "secret-delegation".into(),
            name: "Anne Aide".into(),
            reach: Reach::Reading,
            end: None,
        };
        gate.decide(person, flow.record, &carer).await.unwrap();
        flow
    }
}

#[tokio::test]
async fn the_persons_own_app_reads_what_they_decided() {
    let flow = Flow::decided().await;
    let token = flow.tokens(&flow.person, OWN).await.token();
    let answer = flow.house.get(SEARCH, &token).await;
    let found = all(&answer);
    assert_eq!(answer.json["total"], found.len());
    let one = |begins: &str| {
        let is = |it: &&Value| it["id"].as_str().unwrap().starts_with(begins);
        found.iter().find(is).cloned().unwrap_or_else(|| panic!("{begins} in {}", answer.json))
    };
    let kind = |consent: &Value| consent["provision"]["type"].clone();
    assert_eq!(kind(&one("right.informed")), "permit");
    let refused = one("right.consent.");
    assert_eq!(
        (kind(&refused), &refused["policyRule"]["coding"][0]["code"]),
        ("deny".into(), &"OPTOUT".into())
    );
    assert_eq!(refused["provision"]["actor"][0]["reference"]["display"], "Clinique");
    let blocked = one("right.block.");
    assert_eq!(blocked["provision"]["actor"][0]["reference"]["display"], "Paul Noir");
    let emergency = one("right.emergency");
    assert_eq!(emergency["provision"]["purpose"][1]["code"], "BTG");
    assert_eq!(
        one("right.masked")["provision"]["data"][0]["reference"]["reference"],
        "Observation/o"
    );
    let carer = one("right.delegation.");
    assert_eq!(carer["provision"]["actor"][0]["reference"]["display"], "Anne Aide");
    assert_eq!(one("written")["policyRule"]["text"], "on paper");
    assert!(!answer.json.to_string().contains("secret-delegation"), "an account acts by it");
    for consent in &found {
        let request = Request::builder()
            .method(Method::POST)
            .uri("/fhir/Consent/$validate")
            .header("host", "localhost:8080")
            .header("authorization", format!("Bearer {token}"))
            .header("content-type", "application/fhir+json")
            .body(Body::from(consent.to_string()))
            .unwrap();
        let told = flow.house.send(request).await;
        assert_eq!(told.json["issue"][0]["severity"], "information", "{} {consent}", told.json);
        let id = consent["id"].as_str().unwrap();
        let read = flow.house.get(&format!("/fhir/Consent/{id}"), &token).await;
        assert_eq!(read.json["id"], consent["id"], "{}", read.json);
    }
    let absent = flow.house.get("/fhir/Consent/right.nothing", &token).await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_else_is_told_and_what_is_written_stays_what_it_is() {
    let flow = Flow::decided().await;
    let stored = vec!["written".to_owned()];
    let narrow = flow.tokens(&flow.person, "launch/patient patient/*.rs").await.token();
    assert_eq!(ids(&flow.house.get(SEARCH, &narrow).await), stored, "* does not bring it");
    let refused = flow.house.get("/fhir/Consent/right.informed", &narrow).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let why = refused.json["issue"][0]["diagnostics"].as_str().unwrap();
    assert!(why.contains("Consent"), "{why}");
    let physicians = flow.tokens(&flow.physician, OWN).await.token();
    assert_eq!(ids(&flow.house.get(SEARCH, &physicians).await), stored);
    let refused = flow.house.get("/fhir/Consent/right.informed", &physicians).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.json);
    // Of another person there is nothing to be found.
    let token = flow.tokens(&flow.person, OWN).await.token();
    let other = flow.house.get("/fhir/Consent?patient=Patient/q", &token).await;
    assert_eq!(ids(&other), Vec::<String>::new());
    assert_eq!(other.json["total"], 0);
}

#[tokio::test]
async fn a_search_narrows_both_and_pages_through_them() {
    let flow = Flow::decided().await;
    let token = flow.tokens(&flow.person, OWN).await.token();
    let count =
        async |asked: &str| ids(&flow.house.get(&format!("{SEARCH}&{asked}"), &token).await);
    assert_eq!(count("_id=right.informed").await, ["right.informed"]);
    assert_eq!(count("scope=treatment").await, ["written"]);
    assert_eq!(count("date=2020-01-02").await, ["written"]);
    assert!(count("scope=patient-privacy").await.len() >= 6);
    let whole = ids(&flow.house.get(SEARCH, &token).await);
    for size in 1..=whole.len() + 1 {
        let (mut found, mut path) = (Vec::new(), format!("{SEARCH}&_count={size}"));
        loop {
            let answer = flow.house.get(&path, &token).await;
            let page = ids(&answer);
            assert!(page.len() <= size && answer.json["total"] == whole.len());
            found.extend(page);
            let links = answer.json["link"].as_array().cloned().unwrap_or_default();
            let Some(next) = links.iter().find(|link| link["relation"] == "next") else { break };
            let next = next["url"].as_str().unwrap().strip_prefix("http://localhost:8080");
            path = next.unwrap().to_owned();
        }
        assert_eq!(found, whole, "{size} a page");
    }
    let counted = flow.house.get(&format!("{SEARCH}&_summary=count"), &token).await;
    assert_eq!(counted.json["total"], whole.len());
    assert!(ids(&counted).is_empty());
    // What looks beyond the values of a Consent is told not to look here.
    let scope = "launch/patient patient/Consent.rs patient/Patient.rs";
    let token = flow.tokens(&flow.person, scope).await.token();
    let chained = flow.house.get(&format!("{SEARCH}&patient.name=morel"), &token).await;
    assert_eq!(ids(&chained), ["written"]);
    let told = chained.json["entry"].as_array().unwrap().last().unwrap();
    assert_eq!(told["search"]["mode"], "outcome");
}
