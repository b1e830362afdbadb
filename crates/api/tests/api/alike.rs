//! What may not be seen is like what is not there: the same answer to the byte,
//! and the same calls of the store, by which somebody with a clock could tell.

use std::collections::BTreeMap;

use hygie_fhir::json::Json;
use hygie_testkit::{Calls, encounter, letter, observation, organization};

use crate::help::{Answer, House, person};
use crate::transactions::{ask, bundle, entry};

/// Stands for an id in paths and bodies.
const ID: &str = "{}";
/// There, and hidden from whoever asks.
const HIDDEN: &str = "aaaa1111";
/// Not there.
const ABSENT: &str = "bbbb2222";

const JSON_PATCH: &str = r#"[{"op":"replace","path":"/status","value":"amended"}]"#;
const FHIR_PATCH: &str = r#"{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"delete"},{"name":"path","valueString":"Observation.note"}]}]}"#;

/// A request, as text with [`ID`] in it.
struct Ask {
    method: &'static str,
    path: &'static str,
    body: String,
    headers: Vec<(&'static str, &'static str)>,
}

fn get(path: &'static str) -> Ask {
    sent("GET", path, "")
}

fn sent(method: &'static str, path: &'static str, body: &str) -> Ask {
    Ask { method, path, body: body.to_owned(), headers: Vec::new() }
}

impl Ask {
    fn with(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }
}

/// Somebody of whom a Patient alone is here.
fn known(id: &str) -> String {
    person(id, "Martin", "1980-05-02")
}

/// A Condition that refers to an encounter of its person's and to a professional.
fn condition(id: &str) -> String {
    format!(
        r#"{{"resourceType":"Condition","id":"c{id}","subject":{{"reference":"Patient/q{id}"}},"encounter":{{"reference":"Encounter/e{id}"}},"asserter":{{"reference":"Practitioner/{id}"}}}}"#
    )
}

fn diagnosed(id: &str, of: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"{id}","status":"finished","class":{{"code":"AMB"}},"subject":{{"reference":"Patient/q{of}"}},"diagnosis":[{{"condition":{{"reference":"Condition/c{of}"}}}}]}}"#
    )
}

fn listed(id: &str, of: &str) -> String {
    format!(
        r#"{{"resourceType":"List","id":"{id}","status":"current","mode":"working","subject":{{"reference":"Patient/q{of}"}},"entry":[{{"item":{{"reference":"Condition/c{of}"}}}}]}}"#
    )
}

fn composition(id: &str) -> String {
    format!(
        r#"{{"resourceType":"Composition","id":"k{id}","status":"final","type":{{"text":"a"}},"subject":{{"reference":"Patient/q{id}"}},"date":"2026-01-02","author":[{{"reference":"Practitioner/{id}"}}],"title":"A","section":[{{"entry":[{{"reference":"Encounter/e{id}"}}]}}]}}"#
    )
}

/// Two persons of whom much may be seen, alike but for this: what the first
/// one's resources refer to is there, what the second one's refer to is not.
async fn house() -> House {
    let house = House::new().await;
    for id in [HIDDEN, &format!("d{HIDDEN}"), &format!("q{HIDDEN}"), &format!("q{ABSENT}")] {
        house.put(&known(id)).await;
    }
    let practitioner = format!(
        r#"{{"resourceType":"Practitioner","id":"{HIDDEN}","name":[{{"family":"Dubois"}}]}}"#
    );
    let binary = format!(
        r#"{{"resourceType":"Binary","id":"{HIDDEN}","contentType":"text/plain","securityContext":{{"reference":"Patient/{HIDDEN}"}},"data":"YQ=="}}"#
    );
    for hidden in [
        observation(HIDDEN, HIDDEN, "1"),
        observation(&format!("gone{HIDDEN}"), HIDDEN, "1"),
        encounter(HIDDEN, HIDDEN),
        organization(HIDDEN, "A"),
        letter(HIDDEN, HIDDEN, "YQ=="),
        practitioner,
        binary,
        diagnosed(&format!("e{HIDDEN}"), HIDDEN),
        diagnosed("another", ABSENT),
        listed(&format!("l{HIDDEN}"), HIDDEN),
        listed("another", ABSENT),
    ] {
        house.put(&hidden).await;
    }
    for id in [HIDDEN, ABSENT] {
        house.put(&condition(id)).await;
        house.put(&composition(id)).await;
    }
    house.call("DELETE", &format!("/Observation/gone{HIDDEN}"), None).await.is(204);
    // A record that nobody has opened yet costs more than one that is not there:
    // that much tells who looks first. From here on it is in memory.
    for id in [HIDDEN, &format!("d{HIDDEN}")] {
        house.get(&format!("/Patient/{id}/$everything")).await.is(200);
    }
    house
}

/// What an answer says, but for ids and dates.
fn told(answer: &Answer) -> (u16, BTreeMap<String, String>, String) {
    let request = answer.header("x-request-id").unwrap();
    let body = String::from_utf8_lossy(&answer.body);
    let made = body.starts_with('{').then(|| answer.json());
    let made = made.as_ref().and_then(Json::id).unwrap_or(request);
    let masked = |text: &str| {
        let known = [HIDDEN, ABSENT, request, made].into_iter();
        without_uuids(&known.fold(text.to_owned(), |text, id| text.replace(id, "…")))
    };
    let headers = answer.headers.iter().filter(|(name, _)| *name != "date");
    let headers = headers.map(|(name, value)| (name.to_string(), masked(value.to_str().unwrap())));
    (answer.status.as_u16(), headers.collect(), masked(&body))
}

/// What is made anew for each answer, and its request's id in a batch.
fn without_uuids(text: &str) -> String {
    let mut parts = text.split("urn:uuid:");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + "urn:uuid:" + part.get(36..).unwrap_or_default())
}

async fn asked(house: &House, token: &str, ask: &Ask, id: &str) -> (Answer, Calls) {
    let authorization = format!("Bearer {token}");
    let headers: Vec<(&str, String)> =
        ask.headers.iter().map(|(name, value)| (*name, value.replace(ID, id))).collect();
    let mut all = vec![("authorization", authorization.as_str())];
    all.extend(headers.iter().map(|(name, value)| (*name, value.as_str())));
    let body = ask.body.replace(ID, id);
    let body = (!body.is_empty()).then_some(body.as_str());
    house.world.store.calls();
    let answer = house.call_with(ask.method, &ask.path.replace(ID, id), body, &all).await;
    (answer, house.world.store.calls())
}

/// Asks the same of both, by turns, so that what is kept in memory counts too.
async fn alike(house: &House, scopes: &str, status: u16, asks: &[Ask]) {
    let token = house.token(scopes, "org").await;
    let warm = get("/Slot/{}");
    asked(house, &token, &warm, ABSENT).await;
    for ask in asks {
        let name = format!("{scopes}: {} {} {:?}", ask.method, ask.path, ask.headers);
        for round in 0..2 {
            let (hidden, cost) = asked(house, &token, ask, HIDDEN).await;
            let (absent, of_absent) = asked(house, &token, ask, ABSENT).await;
            assert_eq!(hidden.status, status, "{name} {}", hidden.text());
            assert_eq!(told(&hidden), told(&absent), "{name}");
            assert_eq!(cost, of_absent, "{name}, round {round}");
        }
    }
}

/// The same, each asked of a server that was started just now.
async fn alike_when_started(mut house: House, scopes: &str, status: u16, asks: &[Ask]) {
    let (token, warm) = (house.token(scopes, "org").await, get("/Slot/{}"));
    for ask in asks {
        let mut both = Vec::new();
        for id in [HIDDEN, ABSENT] {
            house = House::open(house.world.reopen().await);
            asked(&house, &token, &warm, ABSENT).await;
            let (answer, cost) = asked(&house, &token, ask, id).await;
            assert_eq!(answer.status, status, "{} {}", ask.path, answer.text());
            both.push((told(&answer), cost));
        }
        assert_eq!(both[0], both[1], "{scopes}: {} {}", ask.method, ask.path);
    }
}

#[tokio::test]
async fn a_read_does_not_tell_hidden_from_absent() {
    let house = house().await;
    let reads = [
        get("/Observation/{}"),
        sent("HEAD", "/Observation/{}", ""),
        get("/Observation/{}").with("if-none-match", "W/\"1\""),
        get("/Observation/{}/_history"),
        get("/Observation/{}/_history?_since=2020-01-01T00:00:00Z"),
        get("/Observation/{}/_history/1"),
        get("/Observation/{}/_history/2"),
        get("/Observation/{}/$meta"),
        get("/Observation/{}?_elements=status"),
        get("/Observation/gone{}"),
        get("/Observation/gone{}/_history/2"),
        get("/Encounter/{}"),
        get("/DocumentReference/{}"),
        get("/Binary/{}"),
        get("/Binary/{}").with("accept", "application/fhir+json"),
        get("/Organization/{}"),
        get("/Organization/{}/_history"),
        get("/Practitioner/{}/_history/1"),
        get("/Composition/k{}/$document"),
    ];
    alike(&house, "system/Patient.cruds system/Condition.cruds", 404, &reads).await;
    let batch = bundle(&[ask("GET", "Observation/{}")]).replace("transaction", "batch");
    let bundles =
        [sent("POST", "", &batch), sent("POST", "", &bundle(&[ask("GET", "Observation/{}")]))];
    alike(&house, "system/Condition.cruds", 200, &bundles).await;
}

#[tokio::test]
async fn a_write_does_not_tell_hidden_from_absent() {
    let house = house().await;
    let body = observation(ID, HIDDEN, "2");
    let update = || sent("PUT", "/Observation/{}", &body);
    let patch = || {
        sent("PATCH", "/Observation/{}", JSON_PATCH)
            .with("content-type", "application/json-patch+json")
    };
    let fhir_patch = || sent("PATCH", "/Observation/{}", FHIR_PATCH);
    let delete = || sent("DELETE", "/Observation/{}", "");
    let version = ("if-match", "W/\"1\"");
    let forbidden = [update(), patch(), delete(), sent("PUT", "/Observation?_id={}", &body)];
    alike(&house, "system/Condition.cruds", 403, &forbidden).await;
    let updates = [
        update(),
        update().with(version.0, version.1),
        patch(),
        patch().with(version.0, version.1),
        fhir_patch(),
    ];
    alike(&house, "system/Observation.u", 404, &updates).await;
    alike(&house, "system/Observation.cu", 404, &[update().with(version.0, version.1)]).await;
    alike(
        &house,
        "system/Organization.u",
        404,
        &[sent("PUT", "/Organization/{}", &organization(ID, "B"))],
    )
    .await;
    let deletes = [
        delete(),
        delete().with(version.0, version.1),
        sent("POST", "", &bundle(&[ask("DELETE", "Observation/{}")])),
    ];
    alike(&house, "system/Observation.d", 404, &deletes).await;
    alike(&house, "system/Organization.d", 404, &[sent("DELETE", "/Organization/{}", "")]).await;
}

#[tokio::test]
async fn a_condition_does_not_tell_hidden_from_absent() {
    let house = house().await;
    let absent = ("if-none-exist", "patient={}&code=b");
    let fresh = format!(
        r#"{{"resourceType":"Condition","code":{{"coding":[{{"code":"a"}}]}},"subject":{{"reference":"Patient/q{HIDDEN}"}}}}"#
    );
    let scopes = "system/Condition.cruds";
    alike(&house, scopes, 204, &[sent("DELETE", "/Condition?patient={}", "")]).await;
    let patch = sent("PATCH", "/Condition?patient={}", JSON_PATCH)
        .with("content-type", "application/json-patch+json");
    alike(&house, scopes, 404, &[patch]).await;
    let create = sent("POST", "/Condition", &fresh).with(absent.0, absent.1);
    alike(&house, scopes, 201, &[create, sent("PUT", "/Condition?patient={}", &fresh)]).await;
    let about = observation("x", HIDDEN, "1")
        .replace(&format!("Patient/{HIDDEN}"), "Patient?identifier=urn:oid:1.2.3%7Cnr-{}");
    let entry = entry("", &about, "POST", "Observation");
    alike(&house, "system/Observation.cruds", 422, &[sent("POST", "", &bundle(&[entry]))]).await;
}

#[tokio::test]
async fn a_search_does_not_tell_hidden_from_absent() {
    let house = house().await;
    let hops = [
        get("/Condition?patient=q{}&_include=Condition:encounter"),
        get("/Condition?patient=q{}&_include=Condition:asserter"),
        get("/Condition?patient=q{}&_include=*"),
        get("/Condition?_id=c{}&_include=Condition:encounter&_include:iterate=Encounter:diagnosis"),
        get("/Condition?patient=q{}&_revinclude=Encounter:diagnosis"),
        get("/Condition?patient=q{}&encounter.status=finished"),
        get("/Condition?patient=q{}&asserter:Practitioner.family=Dubois"),
        get("/Condition?patient=q{}&_has:Encounter:diagnosis:status=finished"),
        get("/Condition?patient=q{}&_list=l{}"),
        get("/Condition?patient.identifier=urn:oid:1.2.3%7Cnr-q{}&_include=Condition:asserter"),
        get("/Patient?identifier=urn:oid:1.2.3%7Cnr-q{}&_revinclude=Encounter:patient"),
        get("/Patient/q{}/$everything"),
    ];
    alike(&house, "system/Patient.rs system/Condition.rs", 200, &hops).await;
    alike(&house, "system/Composition.rs", 200, &[get("/Composition/k{}/$document")]).await;
    let persons = [
        get("/Condition?patient={}"),
        get("/Condition?subject=Patient/{}&_sort=recorded-date"),
        get("/Condition?patient.identifier=urn:oid:1.2.3%7Cnr-{}"),
        get("/Condition?_id={}"),
        get("/Patient/{}/Condition"),
        get("?_type=Condition&patient={}"),
        sent("POST", "/Condition/_search", "patient={}")
            .with("content-type", "application/x-www-form-urlencoded"),
    ];
    alike(&house, "system/Condition.rs", 200, &persons).await;
    alike(&house, "system/Observation.rs", 200, &[get("/Observation/$lastn?patient=d{}")]).await;
    alike(
        &house,
        "system/Observation.rs",
        400,
        &[get("/Observation/$lastn?patient=d{}&nonsense=1")],
    )
    .await;
    alike(&house, "system/Condition.rs", 404, &[get("/Patient/{}/$everything")]).await;
    let closed = [
        get("/Observation?_id={}"),
        get("/Observation?patient={}"),
        get("/Organization?identifier={}"),
    ];
    alike(&house, "system/Condition.rs", 403, &closed).await;
    let match_ = format!(
        r#"{{"resourceType":"Patient","identifier":[{{"system":"urn:oid:1.2.3","value":"nr-{ID}"}}]}}"#
    );
    alike(&house, "system/Patient.s", 403, &[sent("POST", "/Patient/$match", &match_)]).await;
    alike(
        &house,
        "system/Patient.s system/Condition.rs",
        200,
        &[get("/Condition?patient.identifier=urn:oid:1.2.3%7Cnr-{}")],
    )
    .await;
}

#[tokio::test]
async fn a_server_that_was_started_just_now_does_not_tell_either() {
    let house = house().await;
    let asks = [
        get("/Observation/{}"),
        get("/Observation/{}/_history"),
        get("/Observation/{}/_history/1"),
        get("/Organization/{}"),
    ];
    alike_when_started(house, "system/Condition.cruds", 404, &asks).await;
}

#[tokio::test]
async fn nor_does_it_tell_who_writes() {
    let house = house().await;
    let body = observation(ID, HIDDEN, "2");
    let asks = [
        sent("PUT", "/Observation/{}", &body),
        sent("DELETE", "/Observation/{}", ""),
        sent("DELETE", "/Observation/{}", "").with("if-match", "W/\"1\""),
    ];
    alike_when_started(house, "system/Observation.ud", 404, &asks).await;
}
