//! Who looked at a record, as AuditEvents to apps: the person's own, a professional's own,
//! and all to the médecin traitant.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use hygie_gate::acts::{Choose, Register};
use hygie_gate::rights::Party;
use hygie_testkit::{batch, patient, put};
use serde_json::Value;

use crate::flow::Flow;
use crate::help::{Answer, MINUTE};

const ALL: &str = "launch/patient patient/*.rs patient/AuditEvent.rs user/*.rs user/AuditEvent.rs";
const OWN: &str = "launch/patient patient/AuditEvent.rs";
const SEARCH: &str = "/fhir/AuditEvent?patient=Patient/p";

impl Flow {
    /// The persons' app, which names AuditEvent.
    async fn own(&self) -> String {
        self.tokens(&self.person, OWN).await.token()
    }

    /// Traces of the record by the command line: so many.
    async fn looked(&self, times: usize) {
        for _ in 0..times {
            let permit = self.house.operator();
            self.house.app.records.read(&permit, "Observation", "o").await.unwrap();
        }
    }

    /// All events that a search and the pages behind it tell, and how many each page had.
    async fn pages(&self, token: &str, first: &str) -> (Vec<Value>, Vec<usize>) {
        let (mut all, mut sizes, mut path) = (Vec::new(), Vec::new(), first.to_owned());
        loop {
            let answer = self.house.get(&path, token).await;
            let page = found(&answer);
            sizes.push(page.len());
            all.extend(page);
            match link(&answer, "next") {
                Some(next) => path = next,
                None => return (all, sizes),
            }
        }
    }
}

/// What a search found.
#[track_caller]
fn found(answer: &Answer) -> Vec<Value> {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.json);
    assert_eq!(answer.json["type"], "searchset");
    let entries = answer.json["entry"].as_array().cloned().unwrap_or_default();
    let of = entries.into_iter().filter(|entry| entry["search"]["mode"] == "match");
    of.map(|entry| entry["resource"].clone()).collect()
}

fn link(answer: &Answer, relation: &str) -> Option<String> {
    let links = answer.json["link"].as_array()?;
    let one = links.iter().find(|link| link["relation"] == relation)?;
    one["url"].as_str()?.strip_prefix("http://localhost:8080").map(str::to_owned)
}

fn types(event: &Value) -> &str {
    event["type"]["code"].as_str().unwrap()
}

fn actor(event: &Value) -> &str {
    event["agent"][0]["who"]["identifier"]["value"].as_str().unwrap_or_default()
}

async fn validated(flow: &Flow, token: &str, resource: &Value) {
    let kind = resource["resourceType"].as_str().unwrap();
    let request = Request::builder()
        .method(Method::POST)
        .uri(format!("/fhir/{kind}/$validate"))
        .header("host", "localhost:8080")
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/fhir+json")
        .body(Body::from(resource.to_string()))
        .unwrap();
    let answer = flow.house.send(request).await;
    assert_eq!(answer.json["issue"][0]["severity"], "information", "{} {resource}", answer.json);
}

#[tokio::test]
async fn the_persons_own_app_reads_who_looked() {
    let flow = Flow::new(ALL).await;
    let physicians = flow.tokens(&flow.physician, "launch/patient patient/*.rs").await.token();
    let read = flow.house.get("/fhir/Patient/p", &physicians).await;
    assert_eq!(read.status, StatusCode::OK);
    let own = flow.own().await;
    let events = found(&flow.house.get(SEARCH, &own).await);
    for event in &events {
        validated(&flow, &own, event).await;
        assert!(event["meta"].get("profile").is_none(), "none conforms to one");
        assert_eq!(event["agent"].as_array().unwrap().len(), 2);
        assert!(event["period"]["start"].is_string());
        assert_eq!(event["source"]["observer"]["identifier"]["value"], crate::flow::API);
    }
    let read = &events[0];
    assert_eq!(
        (types(read), &read["action"], &read["outcome"]),
        ("rest", &"R".into(), &"0".into())
    );
    assert_eq!(read["subtype"][0]["code"], "read");
    let (user, client) = (&read["agent"][0], &read["agent"][1]);
    assert_eq!((&user["requestor"], &user["name"]), (&true.into(), &"Claire Vasseur".into()));
    assert_eq!(user["who"]["display"], "Claire Vasseur, Cabinet");
    assert_eq!(user["role"][0]["text"], "physician");
    assert_eq!(user["purposeOfUse"][0]["coding"][0]["code"], "TREAT");
    assert_eq!(client["who"]["display"], "app Courbes");
    assert_eq!(read["entity"][0]["what"]["reference"], "Patient/p");
    assert_eq!(read["entity"][0]["role"]["code"], "1");
    assert_eq!(read["entity"][1]["what"]["reference"], "Patient/p/_history/1");
    // The reading is told in the next one, under the app's name, as an act of its own.
    let again = found(&flow.house.get(SEARCH, &own).await);
    assert_eq!(again.len(), events.len() + 1);
    assert_eq!((types(&again[0]), &again[0]["action"]), ("110101", &"R".into()));
    assert_eq!(again[0]["agent"][1]["who"]["display"], "app Courbes");
    assert_eq!(again[0]["agent"][0]["purposeOfUse"][0]["coding"][0]["code"], "PATRQT");
    assert_eq!(again[1..], events);
    // Whoever reads without naming the person reads the record of the app.
    assert_eq!(found(&flow.house.get("/fhir/AuditEvent", &own).await).len(), again.len() + 1);
    // What the operator of the machine is called is not told.
    let operators = again.iter().filter(|event| event["agent"][0]["role"][0]["text"] == "operator");
    for event in operators {
        assert!(!event.to_string().contains("tester"), "{event}");
    }
}

#[tokio::test]
async fn the_scope_names_it() {
    let flow = Flow::new(ALL).await;
    let refused = async |scope: &str, path: &str, words: &str| {
        let token = flow.tokens(&flow.person, scope).await.token();
        let answer = flow.house.get(path, &token).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{scope} {path} {}", answer.json);
        let why = answer.json["issue"][0]["diagnostics"].as_str().unwrap();
        assert!(why.contains(words), "{why}");
    };
    refused("launch/patient patient/*.rs", SEARCH, "AuditEvent").await;
    refused("launch/patient patient/*.rs", "/fhir/AuditEvent/trace.0.1", "AuditEvent").await;
    refused("launch/patient patient/AuditEvent.r", SEARCH, "both r and s").await;
    refused("launch/patient patient/AuditEvent.s", SEARCH, "AuditEvent").await;
    let reads = flow.tokens(&flow.person, "launch/patient patient/AuditEvent.r").await.token();
    let id = found(&flow.house.get(SEARCH, &flow.own().await).await)[0]["id"].clone();
    let path = format!("/fhir/AuditEvent/{}", id.as_str().unwrap());
    assert_eq!(flow.house.get(&path, &reads).await.json["id"], id);
    // It opens nothing else of the record.
    assert_eq!(flow.house.get("/fhir/Observation/o", &reads).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn anothers_is_like_what_is_not_there() {
    let flow = Flow::new(ALL).await;
    let own = flow.own().await;
    for path in [
        "/fhir/AuditEvent?patient=Patient/q",
        "/fhir/AuditEvent?patient=Patient/nobody",
        "/fhir/AuditEvent?entity=Patient/q",
        "/fhir/Patient/q/AuditEvent",
        "/fhir/AuditEvent/trace.7.1",
        "/fhir/AuditEvent/trace.0.999999",
        "/fhir/AuditEvent/trace.x",
        "/fhir/AuditEvent/other",
    ] {
        let answer = flow.house.get(path, &own).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} {}", answer.json);
        assert!(answer.json["issue"][0].get("diagnostics").is_none(), "{path}");
    }
    // A trace of the other record is none of this one, whoever knows its number.
    let mut refused = 0;
    let mine = flow.pages(&own, SEARCH).await.0;
    for index in 0..20 {
        let id = format!("trace.0.{index}");
        let answer = flow.house.get(&format!("/fhir/AuditEvent/{id}"), &own).await;
        let known = mine.iter().any(|event| event["id"] == id);
        if known {
            assert_eq!(answer.json["id"], id);
        } else if answer.status == StatusCode::NOT_FOUND {
            refused += 1;
        }
    }
    assert!(refused > 0);
}

#[tokio::test]
async fn professionals_read_their_own_and_the_medecin_traitant_all() {
    let flow = Flow::new(ALL).await;
    flow.looked(3).await;
    let scope = "launch/patient patient/Patient.rs patient/AuditEvent.rs";
    let physicians = flow.tokens(&flow.physician, scope).await.token();
    flow.house.get("/fhir/Patient/p", &physicians).await;
    let me = flow.physician.session.asker().unwrap().clone();
    let events = found(&flow.house.get(SEARCH, &physicians).await);
    assert!(!events.is_empty() && events.iter().all(|event| actor(event) == me.id));
    let others = found(&flow.house.get(SEARCH, &flow.own().await).await);
    let other = others.iter().find(|event| actor(event) != me.id).unwrap();
    let path = format!("/fhir/AuditEvent/{}", other["id"].as_str().unwrap());
    let answer = flow.house.get(&path, &physicians).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", answer.json);
    // The médecin traitant whom the person chose, while they take care of them.
    let organisation = Party::Organisation { id: "org".into(), name: "Cabinet".into() };
    let act = Register { informed: true, ..Register::default() };
    let gate = &flow.house.app.gate;
    gate.register("test", flow.record, &organisation, &act).await.unwrap();
    let choose = Choose { account: me.id.clone(), name: me.name.clone() };
    let person = flow.person.session.asker().unwrap();
    gate.decide(person, flow.record, &choose).await.unwrap();
    let events = found(&flow.house.get(SEARCH, &physicians).await);
    assert!(events.iter().any(|event| actor(event) == person.id));
    assert_eq!(flow.house.get(&path, &physicians).await.json["id"], other["id"]);
    // What was noted in words stays with the person.
    let words = |event: &&Value| event["entity"][1].get("description").is_some();
    assert_eq!(events.iter().filter(words).count(), 0);
}

#[tokio::test]
async fn dates_bound_what_is_told() {
    let flow = Flow::new(ALL).await;
    flow.house.world.clock.advance(10 * MINUTE);
    flow.looked(2).await;
    let own = flow.own().await;
    let count = async |dates: &str| {
        let path = format!("{SEARCH}&{dates}");
        flow.pages(&own, &path).await.0.len()
    };
    let first = count("date=ge2026-11-22T12:00:00Z&date=le2026-11-22T12:05:00Z").await;
    assert!(first > 0);
    assert_eq!(count("date=ge2026-11-22T12:01:00Z&date=le2026-11-22T12:09:00Z").await, 0);
    assert_eq!(count("date=lt2026-11-22T12:05:00Z").await, first);
    assert_eq!(count("date=gt2026-11-22&date=le2026-11-24").await, 0);
    assert_eq!(count("date=2026-11-21").await, 0);
    let all = count("date=2026-11-22").await;
    let rest = count("date=ge2026-11-22T12:10:00Z").await;
    assert!(rest >= 2 && all >= first + 2, "{rest} of {all}");
    // The other values of an AuditEvent narrow it too.
    assert_eq!(count("date=ge2026-11-22T12:10:00Z&action=R&subtype=read").await, 2);
    assert_eq!(count("action=D").await, 0);
    assert_eq!(count("entity=Observation/o&date=ge2026-11-22T12:05:00Z").await, 2);
    assert!(count("_sort=-date&date=2026-11-22").await > all, "with what was read meanwhile");
}

#[tokio::test]
async fn what_cannot_be_asked_is_told_with_its_place() {
    let flow = Flow::new(ALL).await;
    let own = flow.own().await;
    for (asked, words) in [
        ("date=ge2026-13", "parameter 2 (date)"),
        ("date=yesterday", "parameter 2 (date)"),
        ("_sort=date", "-date"),
        ("_sort=agent", "-date"),
        ("_count=0", "_count"),
        ("_summary=count", "_count"),
        ("_count=x", "_count"),
        ("_include=AuditEvent:patient", "included"),
        ("patient.name=morel", "no chain"),
        ("date:exact=2026", "date"),
    ] {
        let answer = flow.house.get(&format!("{SEARCH}&{asked}"), &own).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{asked} {}", answer.json);
        let why = answer.json["issue"][0]["diagnostics"].as_str().unwrap_or_default();
        assert!(why.contains(words), "{asked}: {why}");
    }
    let answer = flow.house.get(&format!("{SEARCH}&unknown=1"), &own).await;
    assert!(!found(&answer).is_empty());
    let told = answer.json["entry"].as_array().unwrap().last().unwrap();
    assert_eq!(told["search"]["mode"], "outcome");
    let headers = [("authorization", &*format!("Bearer {own}")), ("prefer", "handling=strict")];
    let path = format!("{SEARCH}&unknown=1");
    let answer = flow.house.call(Method::GET, &path, &headers).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.json);
    let wrong = flow.house.get("/fhir/AuditEvent/trace.0.1?date=2026", &own).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST, "{}", wrong.json);
}

#[tokio::test]
async fn pages_neither_skip_nor_repeat_and_have_a_size() {
    let flow = Flow::new(ALL).await;
    flow.looked(510).await;
    let own = flow.own().await;
    let bounded = format!("{SEARCH}&action=R&subtype=read");
    let (all, sizes) = flow.pages(&own, &format!("{bounded}&_count=100")).await;
    assert_eq!(all.len(), 510);
    assert!(sizes.iter().all(|size| *size <= 100), "{sizes:?}");
    let mut times: Vec<_> = all.iter().map(|it| it["recorded"].as_str().unwrap()).collect();
    let told = times.clone();
    times.sort_unstable_by(|one, other| other.cmp(one));
    assert_eq!(told, times, "newest first");
    let mut ids: Vec<_> = all.iter().map(|it| it["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all.len());
    for (asked, size) in [("", 50), ("_count=500", 500), ("_count=501", 500), ("_count=1", 1)] {
        let answer = flow.house.get(&format!("{SEARCH}&{asked}"), &own).await;
        assert_eq!(found(&answer).len(), size, "{asked}");
        assert!(answer.json.get("total").is_none(), "what is not counted is not told");
        let next = link(&answer, "next").unwrap();
        assert!(!next.contains("patient") && !next.contains("trace"), "{next}");
        // It belongs to who was given it.
        let other = flow.tokens(&flow.physician, OWN).await.token();
        let answer = flow.house.get(&next, &other).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.json);
    }
}

#[tokio::test]
async fn every_way_of_asking_tells_the_same() {
    let flow = Flow::new(ALL).await;
    let own = flow.own().await;
    let bearer = format!("Bearer {own}");
    let day = "date=le2026-11-22T12:00:00Z";
    let ids =
        |events: &[Value]| -> Vec<Value> { events.iter().map(|it| it["id"].clone()).collect() };
    let last = found(&flow.house.get(SEARCH, &own).await);
    let compartment = found(&flow.house.get("/fhir/Patient/p/AuditEvent", &own).await);
    assert_eq!(ids(&compartment)[1..], ids(&last));
    let send = async |uri: &str, kind: &str, body: String| {
        let request = Request::builder()
            .method(Method::POST)
            .uri(uri)
            .header("host", "localhost:8080")
            .header("authorization", &bearer)
            .header("content-type", kind)
            .body(Body::from(body))
            .unwrap();
        flow.house.send(request).await
    };
    let form = "application/x-www-form-urlencoded";
    let posted = send("/fhir/AuditEvent/_search", form, "patient=p".into()).await;
    assert_eq!(ids(&found(&posted))[2..], ids(&last));
    let entry = format!(r#"{{"request":{{"method":"GET","url":"AuditEvent?patient=p&{day}"}}}}"#);
    let batch = format!(r#"{{"resourceType":"Bundle","type":"batch","entry":[{entry}]}}"#);
    let answer = send("/fhir/", "application/fhir+json", batch).await;
    let inner = &answer.json["entry"][0];
    assert_eq!(inner["response"]["status"], "200 OK", "{}", answer.json);
    assert!(inner["resource"]["entry"].as_array().is_some_and(|all| !all.is_empty()));
    // Parts of them, as of any resource.
    let path = format!("{SEARCH}&_elements=action");
    let part = found(&flow.house.get(&path, &own).await);
    assert!(part[0].get("period").is_none() && part[0].get("agent").is_some());
}

#[tokio::test]
async fn what_was_looked_at_by_who_may_not_know_is_held_back() {
    let flow = Flow::new(ALL).await;
    let label = r#""meta":{"security":[{"code":"INVISIBLE_PATIENT"}]},"status""#;
    let waits = hygie_testkit::observation("w", "p", "9").replace(r#""status""#, label);
    let permit = flow.house.operator();
    let records = &flow.house.app.records;
    records
        .write(&permit, batch("org", vec![put(&waits), put(&patient("r", "Else"))]))
        .await
        .unwrap();
    records.read(&permit, "Observation", "w").await.unwrap();
    records.read(&permit, "Observation", "o").await.unwrap();
    let own = flow.own().await;
    let answer = flow.house.get(&format!("{SEARCH}&subtype=read"), &own).await;
    assert_eq!(found(&answer).len(), 2, "that it was read is told");
    assert!(!answer.json.to_string().contains("Observation/w"), "{}", answer.json);
    assert!(answer.json.to_string().contains("Observation/o"));
}
