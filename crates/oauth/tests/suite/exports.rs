//! Through an app, the whole of a record is an export by its user: what they may read and
//! not take away is missing, and neither told nor counted.

use axum::http::StatusCode;
use hygie_gate::Scopes;
use hygie_gate::acts::{Announce, Register};
use hygie_gate::rights::Party;
use hygie_testkit::{batch, observation, put};

use crate::flow::Flow;

/// A result of a laboratory: read by physicians also where another organisation keeps it.
fn shared(id: &str) -> String {
    let category = r#""category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}]}],"code""#;
    observation(id, "p", "7").replacen(r#""code""#, category, 1)
}

fn waiting(id: &str) -> String {
    let label = r#""meta":{"security":[{"code":"INVISIBLE_PATIENT"}]},"status""#;
    observation(id, "p", "9").replace(r#""status""#, label)
}

impl Flow {
    /// With an organisation that takes care of the person, one that keeps a result
    /// of theirs too, and an entry that waits to be announced to them.
    async fn with_more() -> Self {
        let flow = Self::new("launch/patient patient/*.rs user/*.rs").await;
        let records = &flow.house.app.records;
        for (custodian, text) in [("org", waiting("w")), ("elsewhere", shared("e"))] {
            let batch = batch(custodian, vec![put(&text)]);
            records.write(&flow.house.operator(), batch).await.unwrap();
        }
        let organisation = Party::Organisation { id: "org".into(), name: "Cabinet".into() };
        let act = Register { informed: true, ..Register::default() };
        let gate = &flow.house.app.gate;
        gate.register("test", flow.record, &organisation, &act).await.unwrap();
        flow
    }

    /// Ids of the observations of the whole record, and how many resources it counts.
    async fn takes(&self, token: &str) -> (Vec<String>, u64) {
        let answer = self.house.get("/fhir/Patient/p/$everything", token).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.json);
        let all = answer.json["entry"].as_array().cloned().unwrap_or_default();
        let text = |name: &str, entry: &serde_json::Value| {
            entry["resource"][name].as_str().unwrap_or_default().to_owned()
        };
        let of = all.iter().filter(|entry| text("resourceType", entry) == "Observation");
        let mut ids: Vec<String> = of.map(|entry| text("id", entry)).collect();
        ids.sort_unstable();
        assert!(all.iter().any(|entry| text("resourceType", entry) == "Patient"));
        assert!(!answer.json.to_string().contains("OperationOutcome"), "nothing is told of it");
        (ids, answer.json["total"].as_u64().unwrap())
    }

    async fn reads(&self, token: &str, id: &str) -> bool {
        let path = format!("/fhir/Observation/{id}");
        self.house.get(&path, token).await.status == StatusCode::OK
    }
}

#[tokio::test]
async fn a_professionals_app_takes_away_what_they_may_export() {
    let flow = Flow::with_more().await;
    let token = flow.tokens(&flow.physician, "launch/patient user/*.rs").await.token();
    for id in ["o", "w", "e"] {
        assert!(flow.reads(&token, id).await, "{id} is read one by one");
    }
    let found = flow.house.get("/fhir/Observation?patient=p", &token).await;
    assert_eq!(found.json["total"], 3, "and found");
    // The other organisation's result and what waits to be announced stay.
    assert_eq!(flow.takes(&token).await, (vec!["o".to_owned()], 2));
    let narrowed = flow.house.get("/fhir/Patient/p/$everything?_type=Observation", &token).await;
    assert_eq!(narrowed.json["total"], 1);
    // What was announced is taken away as anything.
    let physician = flow.physician.session.asker().unwrap().clone();
    let act = Announce { kind: "Observation".into(), id: "w".into() };
    flow.house.app.gate.decide(&physician, flow.record, &act).await.unwrap();
    assert_eq!(flow.takes(&token).await, (vec!["o".to_owned(), "w".to_owned()], 3));
}

#[tokio::test]
async fn a_persons_app_takes_away_all_that_they_read() {
    let flow = Flow::with_more().await;
    let token = flow.tokens(&flow.person, "launch/patient patient/*.rs").await.token();
    assert!(!flow.reads(&token, "w").await, "it waits to be announced");
    let all = vec!["e".to_owned(), "o".to_owned()];
    assert_eq!(flow.takes(&token).await, (all, 3));
}

/// A machine has its token: it works for what its organisation keeps.
#[tokio::test]
async fn a_machine_takes_away_what_its_organisation_keeps() {
    let flow = Flow::with_more().await;
    let new = hygie_accounts::NewToken {
        system: "laboratory".into(),
        scopes: Scopes::parse("system/*.rs").unwrap(),
        expires: hygie_base::Timestamp(hygie_base::Clock::now(&*flow.house.world.clock).0 + 60_000),
        organisation: "org".into(),
        organisation_name: "Cabinet".into(),
        certificate: None,
    };
    let accounts = &flow.house.app.accounts;
    let token = accounts.issue_token(&flow.house.operator(), new).await.unwrap();
    let token = hygie_base::ExposeSecret::expose_secret(&token).to_owned();
    assert_eq!(flow.takes(&token).await, (vec!["o".to_owned(), "w".to_owned()], 3));
}
