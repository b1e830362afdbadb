//! Apps that act for people: codes, what their tokens reach, and giving back.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use axum::http::{Method, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::ExposeSecret as _;
use hygie_smart::limits::{CONSENTS, LAUNCH_MILLIS, STATE_BYTES, VERIFIER_CHARS};
use hygie_smart::{ASSERTION_TYPE, AuthorizationRequest, Keys, Kind, NewClient};
use serde_json::Value;

use crate::flow::{API, Flow, app, challenge};
use crate::help::{Holder, House, MINUTE};

const ALL: &str =
    "launch/patient openid fhirUser offline_access online_access patient/*.cruds user/*.cruds";

async fn status(house: &House, path: &str, token: &str) -> StatusCode {
    house.get(path, token).await.status
}

#[tokio::test]
async fn an_app_reaches_the_one_record_within_its_scopes() {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    let answer = flow.tokens(&flow.person, "launch/patient patient/Observation.rs").await;
    assert_eq!((&answer.json["patient"], &answer.json["expires_in"]), (&"p".into(), &900.into()));
    assert_eq!(answer.json["scope"], "launch/patient patient/Observation.rs");
    assert!(answer.json.get("refresh_token").is_none() && answer.json.get("id_token").is_none());
    let token = answer.token();
    assert_eq!(status(house, "/fhir/Observation/o", &token).await, StatusCode::OK);
    let found = house.get("/fhir/Observation?patient=p", &token).await;
    assert_eq!((found.status, &found.json["total"]), (StatusCode::OK, &1.into()));
    // Beyond the scopes, and beyond the record.
    for path in ["/fhir/Patient/p", "/fhir/Observation/u", "/fhir/Patient/q"] {
        assert_eq!(status(house, path, &token).await, StatusCode::NOT_FOUND, "{path}");
    }
    let found = house.get("/fhir/Observation?patient=q", &token).await;
    assert_eq!((found.status, &found.json["total"]), (StatusCode::OK, &0.into()));
    for path in ["/fhir/Observation?_id=u", "/fhir/Observation?patient.identifier=x"] {
        let found = house.get(path, &token).await;
        assert_ne!(found.json["total"], 1, "{path}");
    }
    let history = house.get("/fhir/_history", &token).await;
    assert!(!history.json.to_string().contains("Patient/q"), "{}", history.json);
    // A person's app writes no more than the person does: nothing.
    let wide = flow.tokens(&flow.person, "patient/*.cruds").await.token();
    let bearer = format!("Bearer {wide}");
    let headers = [("authorization", bearer.as_str())];
    let deleted = house.call(Method::DELETE, "/fhir/Observation/o", &headers).await;
    assert!(deleted.status.is_client_error(), "{}", deleted.status);
    assert_eq!(status(house, "/fhir/Observation/o", &wide).await, StatusCode::OK);
    assert_eq!(status(house, "/fhir/Observation/u", &wide).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_professionals_app_sees_what_both_may() {
    let flow = Flow::new(ALL).await;
    let token = flow.tokens(&flow.physician, "launch/patient user/Patient.rs").await.token();
    assert_eq!(status(&flow.house, "/fhir/Patient/p", &token).await, StatusCode::OK);
    for path in ["/fhir/Observation/o", "/fhir/Patient/q"] {
        assert_eq!(status(&flow.house, path, &token).await, StatusCode::NOT_FOUND, "{path}");
    }
    let found = flow.house.get("/fhir/Patient?family=garnier", &token).await;
    assert_ne!(found.json["total"], 1, "an app does not look for other persons");
    // Its reads are the physician's, through the app.
    let traces =
        flow.house.world.records.traces(&flow.house.operator(), flow.record).await.unwrap();
    let read = traces.iter().find(|seen| seen.trace.from == "app Courbes").unwrap();
    assert_eq!(read.trace.actor.id, flow.physician.session.account.to_string());
}

#[tokio::test]
async fn a_code_works_once_for_whom_it_was_given() {
    let flow = Flow::new(ALL).await;
    let scope = "openid patient/*.rs";
    let other = flow.house.register(app(ALL)).await;
    let long = "a".repeat(129);
    let wrong: [&[(&str, &str)]; 8] = [
        &[("client_id", &other.id)],
        &[("redirect_uri", "https://app.example/other")],
        &[("redirect_uri", "")],
        &[("code_verifier", "")],
        &[("code_verifier", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl")],
        &[("code_verifier", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")],
        &[("code_verifier", "short")],
        &[("code_verifier", &long)],
    ];
    for fields in wrong {
        let code = flow.code(&flow.person, scope).await;
        flow.exchange_with(&code, fields).await.refused("invalid_grant", "");
        flow.exchange(&code).await.refused("invalid_grant", "");
    }
    for bad in ["", ".", "x", &format!("{}.{}", "A".repeat(43), "A".repeat(43)), &"A".repeat(5000)]
    {
        flow.exchange(bad).await.refused("invalid_grant", "");
    }
    let code = flow.code(&flow.person, scope).await;
    let token = flow.exchange(&code).await.token();
    assert_eq!(status(&flow.house, "/fhir/Patient/p", &token).await, StatusCode::OK);
    flow.exchange(&code).await.refused("invalid_grant", "was used");
    let after = status(&flow.house, "/fhir/Patient/p", &token).await;
    assert_eq!(after, StatusCode::UNAUTHORIZED, "a replayed code ends what came of it");
    let (one, two) = {
        let code = flow.code(&flow.person, scope).await;
        tokio::join!(flow.exchange(&code), flow.exchange(&code))
    };
    let given = [&one, &two].into_iter().filter(|answer| answer.status == StatusCode::OK);
    assert!(given.count() <= 1, "of two at once at most one is served");
}

#[tokio::test]
async fn a_code_lives_a_minute() {
    let flow = Flow::new(ALL).await;
    let code = flow.code(&flow.person, "patient/*.rs").await;
    flow.house.world.clock.advance(MINUTE - 1);
    flow.exchange(&code).await.token();
    let code = flow.code(&flow.person, "patient/*.rs").await;
    flow.house.world.clock.advance(MINUTE);
    flow.exchange(&code).await.refused("invalid_grant", "past its end");
    let code = flow.code(&flow.person, "patient/*.rs").await;
    flow.house.world.clock.advance(-1);
    flow.exchange(&code).await.refused("invalid_grant", "");
}

#[tokio::test]
async fn a_token_ends_with_what_it_stands_on() {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    let works = async |token: &str| status(house, "/fhir/Patient/p", token).await == StatusCode::OK;
    // With its time.
    let token = flow.tokens(&flow.person, "offline_access patient/*.rs").await.token();
    house.world.clock.advance(15 * MINUTE - 1);
    assert!(works(&token).await);
    house.world.clock.advance(1);
    assert!(!works(&token).await);
    // With the person's word.
    let token = flow.tokens(&flow.person, "offline_access patient/*.rs").await.token();
    for app in house.app.smart.apps(&flow.person.session).await.unwrap() {
        assert!(!house.app.smart.end_app(&flow.physician.session, &app.id).await.unwrap());
        assert!(house.app.smart.end_app(&flow.person.session, &app.id).await.unwrap());
    }
    assert!(!works(&token).await);
    // With the session, unless it goes on without the person.
    let bound = flow.tokens(&flow.person, "patient/*.rs").await.token();
    let free = flow.tokens(&flow.person, "offline_access patient/*.rs").await.token();
    assert!(works(&bound).await && works(&free).await);
    house.app.accounts.log_out(&flow.person.session).await.unwrap();
    assert!(!works(&bound).await && works(&free).await);
    // With the account's own word, and with the client.
    let given = house.app.accounts.renew(house.operator(), "person").await.unwrap();
    assert!(!works(&free).await);
    // It does not come back with the owner.
    let anew = house.app.accounts.log_in("person", given.expose_secret()).await.unwrap();
    let own = "seven quiet herons under glass";
    house.app.accounts.change_password(&anew.session, given.expose_secret(), own).await.unwrap();
    assert!(!works(&free).await);
    let token = flow.tokens(&flow.physician, "offline_access user/*.rs").await.token();
    assert!(works(&token).await);
    house.app.smart.end_client(house.operator(), &flow.client.id).await.unwrap();
    assert!(!works(&token).await);
}

#[tokio::test]
async fn who_the_user_is_comes_signed() {
    let flow = Flow::new(ALL).await;
    let answer = flow.tokens(&flow.person, "openid fhirUser patient/*.rs").await;
    let token = answer.json["id_token"].as_str().unwrap();
    let (message, signature) = token.rsplit_once('.').unwrap();
    let (head, claims) = message.split_once('.').unwrap();
    let read = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let (head, claims) = (read(head), read(claims));
    assert_eq!((&head["alg"], &claims["nonce"]), (&"ES256".into(), &"n-1".into()));
    assert_eq!(claims["aud"], flow.client.id.as_str());
    assert_eq!(claims["iss"], "http://localhost:8080");
    assert_eq!(claims["sub"], flow.person.session.account.to_string());
    assert_eq!(claims["fhirUser"], "http://localhost:8080/fhir/Patient/p");
    let keys = flow.house.call(Method::GET, "/oauth/jwks", &[]).await.json;
    let key = &keys["keys"][0];
    assert_eq!((&key["kid"], &key["d"]), (&head["kid"], &Value::Null));
    let half = |name: &str| URL_SAFE_NO_PAD.decode(key[name].as_str().unwrap()).unwrap();
    let point = [vec![4], half("x"), half("y")].concat();
    let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
    key.verify(message.as_bytes(), &URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
    // A month later another key signs, and the old one is checked no longer.
    flow.house.world.clock.advance(31 * 24 * 60 * MINUTE);
    let again = flow.house.app.accounts.log_in("person", "brume tiroir cactus").await.unwrap();
    let later = flow.tokens(&again, "openid").await.json["id_token"].as_str().unwrap().to_owned();
    assert_ne!(later.split('.').next(), token.split('.').next());
    let keys = flow.house.call(Method::GET, "/oauth/jwks", &[]).await.json;
    assert_eq!(keys["keys"].as_array().unwrap().len(), 1);
    assert_ne!(keys["keys"][0]["kid"], head["kid"]);
}

#[tokio::test]
async fn an_app_with_a_key_must_show_it() {
    let flow = Flow::new(ALL).await;
    let holder = Holder::p384("k");
    let new = NewClient { kind: Kind::Confidential, keys: Keys::Value(holder.set()), ..app(ALL) };
    let client = flow.house.register(new).await;
    let flow = Flow { client, ..flow };
    let code = flow.code(&flow.person, "patient/*.rs").await;
    flow.exchange(&code).await.refused("invalid_client", "client_assertion");
    let proof = holder.assertion(&flow.house, &flow.client, "a");
    let shown = [("client_assertion_type", ASSERTION_TYPE), ("client_assertion", proof.as_str())];
    flow.exchange_with(&code, &shown).await.token();
    let code = flow.code(&flow.person, "patient/*.rs").await;
    flow.exchange_with(&code, &shown).await.refused("invalid_client", "used before");
    let machine = [("grant_type", "client_credentials"), ("scope", "patient/*.rs")];
    let proof = holder.assertion(&flow.house, &flow.client, "b");
    let shown = [("client_assertion_type", ASSERTION_TYPE), ("client_assertion", proof.as_str())];
    let answer = flow.house.post("/oauth/token", &[machine, shown].concat()).await;
    answer.refused("unauthorized_client", "people");
}

#[tokio::test]
async fn tokens_are_told_to_services_and_given_back_by_their_app() {
    let flow = Flow::new(ALL).await;
    let house = &flow.house;
    let holder = Holder::p384("k");
    let service = house.machine(&holder, "system/*.rs").await;
    let answer = flow.tokens(&flow.person, "openid offline_access patient/*.rs").await;
    let token = answer.token();
    let ask = async |jti: &str, token: &str| {
        let proof = holder.assertion(house, &service, jti);
        let shown = [
            ("client_assertion_type", ASSERTION_TYPE),
            ("client_assertion", proof.as_str()),
            ("token", token),
        ];
        let answer = house.post("/oauth/introspect", &shown).await;
        let again = house.post("/oauth/introspect", &shown).await;
        again.refused("invalid_client", "used before");
        answer.json
    };
    let told = ask("a", &token).await;
    assert_eq!((&told["active"], &told["patient"]), (&true.into(), &"p".into()));
    assert_eq!(told["client_id"], flow.client.id.as_str());
    assert_eq!(told["sub"], flow.person.session.account.to_string());
    assert_eq!(told["exp"].as_i64().unwrap() - told["iat"].as_i64().unwrap(), 900);
    for (jti, wrong) in [("b", ""), ("c", "x"), ("d", flow.person.cookie.expose_secret())] {
        assert_eq!(ask(jti, wrong).await, serde_json::json!({ "active": false }));
    }
    let open = [("client_id", flow.client.id.as_str()), ("token", &token)];
    house.post("/oauth/introspect", &open).await.refused("unauthorized_client", "keys");
    house.post("/oauth/introspect", &[("token", &token)]).await.refused("invalid_client", "");

    // Another app's word ends nothing; its own does, and the same is answered.
    let other = house.register(app(ALL)).await;
    let refresh = answer.json["refresh_token"].as_str().unwrap();
    for given in [token.as_str(), refresh, "unknown"] {
        let fields = [("client_id", other.id.as_str()), ("token", given)];
        let answer = house.post("/oauth/revoke", &fields).await;
        assert_eq!((answer.status, answer.json), (StatusCode::OK, serde_json::json!({})));
    }
    assert_eq!(status(house, "/fhir/Patient/p", &token).await, StatusCode::OK);
    house.post("/oauth/revoke", &open).await;
    assert_eq!(ask("e", &token).await, serde_json::json!({ "active": false }));
    let second = flow.refresh(refresh, &[]).await;
    let fields = [
        ("client_id", flow.client.id.as_str()),
        ("token", second.json["refresh_token"].as_str().unwrap()),
    ];
    house.post("/oauth/revoke", &fields).await;
    assert_eq!(status(house, "/fhir/Patient/p", &second.token()).await, StatusCode::UNAUTHORIZED);
    assert!(house.app.smart.apps(&flow.person.session).await.unwrap().is_empty());
    let missing = [("client_id", flow.client.id.as_str())];
    house.post("/oauth/revoke", &missing).await.refused("invalid_request", "token");
}

#[tokio::test]
async fn a_person_has_so_many_consents() {
    let flow = Flow::new(ALL).await;
    let smart = &flow.house.app.smart;
    let first = flow.tokens(&flow.person, "patient/*.rs").await.token();
    for at in 1..=CONSENTS {
        flow.house.world.clock.advance(1);
        assert_eq!(status(&flow.house, "/fhir/Patient/p", &first).await, StatusCode::OK, "{at}");
        flow.code(&flow.person, "patient/*.rs").await;
    }
    assert_eq!(smart.apps(&flow.person.session).await.unwrap().len(), CONSENTS);
    assert_eq!(status(&flow.house, "/fhir/Patient/p", &first).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn verifiers_states_and_launches_have_their_limits() {
    let flow = Flow::new("launch patient/*.rs").await;
    let most = VERIFIER_CHARS.end();
    for (length, passes) in [(42, false), (43, true), (*most, true), (most + 1, false)] {
        let verifier = "a".repeat(length);
        let challenge = challenge(&verifier);
        let request =
            AuthorizationRequest { challenge: Some(&challenge), ..flow.request("patient/*.rs") };
        let code = flow.code_for(&flow.person, request).await;
        let answer = flow.exchange_with(&code, &[("code_verifier", &verifier)]).await;
        assert_eq!(answer.status == StatusCode::OK, passes, "{length}");
    }
    for (length, passes) in [(STATE_BYTES, true), (STATE_BYTES + 1, false)] {
        let text = "s".repeat(length);
        let request = flow.request("patient/*.rs");
        assert_eq!(
            flow.hears(AuthorizationRequest { state: Some(&text), ..request }).await,
            passes
        );
        assert_eq!(
            flow.hears(AuthorizationRequest { nonce: Some(&text), ..request }).await,
            passes
        );
    }
    let smart = &flow.house.app.smart;
    let to = smart
        .launch(flow.physician.session.asker().unwrap(), &flow.client.id, flow.record, API)
        .await;
    let to = to.unwrap().unwrap();
    let word = to.rsplit_once('=').unwrap().1;
    let request =
        AuthorizationRequest { launch: Some(word), ..flow.request("launch patient/*.rs") };
    flow.house.world.clock.advance(LAUNCH_MILLIS - 1);
    assert!(flow.hears(request).await);
    let bare = AuthorizationRequest { scope: Some("patient/*.rs"), ..request };
    assert!(!flow.hears(bare).await, "without the scope launch");
    flow.house.world.clock.advance(1);
    assert!(!flow.hears(request).await);
}
