//! Assertions that are forged, stale, replayed or made for others: none gives a
//! token, and each is told why.

use aws_lc_rs::hmac;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use hygie_base::RecordNo;
use hygie_smart::limits::{ASKED_PER_MINUTE, ASSERTION_BYTES, JTI_BYTES};
use hygie_smart::{ASSERTION_TYPE, Client};
use serde_json::{Value, json};

use crate::help::{Answer, Holder, House, MINUTE, claims, coded64};

const SCOPE: &str = "system/Patient.rs";

async fn house() -> (House, Holder, Client) {
    let (house, holder) = (House::new(), Holder::rsa("k"));
    let client = house.machine(&holder, SCOPE).await;
    (house, holder, client)
}

/// Asks with changed claims.
async fn with(
    (house, holder, client): &(House, Holder, Client),
    change: impl FnOnce(&mut Value),
) -> Answer {
    let mut claims = claims(house, client, "jti");
    change(&mut claims);
    house.ask(&holder.jwt(&holder.head(), &claims), SCOPE).await
}

#[tokio::test]
async fn claims_are_checked_one_by_one() {
    let world = house().await;
    let now = world.0.seconds();
    let check = async |name: &str, value: Value, word: &str| {
        let answer = with(&world, |claims| claims[name] = value).await;
        answer.refused("invalid_client", word);
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    };
    for aud in [
        json!("http://localhost:8080/oauth/token/"),
        json!("http://localhost:8080/fhir"),
        json!("https://localhost:8080/oauth/token"),
        json!(["https://other.example"]),
        json!([]),
        json!(""),
    ] {
        check("aud", aud, "aud").await;
    }
    check("sub", json!("somebody"), "iss and sub").await;
    check("iss", json!("somebody"), "no client").await;
    check("iss", json!("A".repeat(22)), "no client").await;
    check("exp", json!(now), "expired").await;
    check("exp", json!(now - 10 * 366 * 86_400), "expired").await;
    check("exp", json!(i64::MIN), "expired").await;
    check("exp", json!(now + 331), "five minutes").await;
    check("exp", json!(i64::MAX), "five minutes").await;
    check("nbf", json!(now + 31), "future").await;
    check("iat", json!(now + 31), "future").await;
    check("jti", json!(""), "jti").await;
    check("jti", json!("x".repeat(JTI_BYTES + 1)), "jti").await;
    for (name, value) in [
        ("exp", json!("soon")),
        ("exp", json!(1e300)),
        ("exp", json!(1.5)),
        ("exp", Value::Null),
        ("iss", json!(7)),
        ("aud", json!({})),
        ("jti", json!(7)),
    ] {
        check(name, value, "no JWT").await;
    }
    for name in ["iss", "sub", "aud", "exp", "jti"] {
        let answer = with(&world, |claims| {
            claims.as_object_mut().unwrap().remove(name);
        });
        answer.await.refused("invalid_client", "no JWT");
    }
    let several = json!(["https://other.example", crate::help::TOKEN]);
    with(&world, |claims| claims["aud"] = several).await.token();
    with(&world, |claims| claims["jti"] = json!("x".repeat(JTI_BYTES))).await.token();
    with(&world, |claims| {
        claims["exp"] = json!(now + 330);
        claims["jti"] = json!("late");
    })
    .await
    .token();
}

#[tokio::test]
async fn the_key_decides_on_the_algorithm() {
    let (house, holder, client) = house().await;
    let claims = claims(&house, &client, "a");
    let part = |value: &Value| coded64(value.to_string().as_bytes());
    for alg in ["none", "None", "HS256", "HS384", "RS256", "PS384", "ES384", "EdDSA", ""] {
        let head = json!({"alg": alg, "kid": "k"});
        house.ask(&holder.jwt(&head, &claims), SCOPE).await.refused("invalid_client", "RS384");
        let unsigned = format!("{}.{}.", part(&head), part(&claims));
        house.ask(&unsigned, SCOPE).await.refused("invalid_client", "RS384");
        // The public key taken for a shared secret.
        let message = format!("{}.{}", part(&head), part(&claims));
        for secret in [holder.public_bytes(), holder.set().into_bytes()] {
            let key = hmac::Key::new(hmac::HMAC_SHA384, &secret);
            let tag = hmac::sign(&key, message.as_bytes());
            let forged = format!("{message}.{}", coded64(tag.as_ref()));
            house.ask(&forged, SCOPE).await.refused("invalid_client", "RS384");
        }
    }
    for head in [
        json!({"alg": "RS384", "kid": "k", "crit": ["b64"], "b64": false}),
        json!({"alg": "RS384", "kid": "k", "b64": false}),
        json!({"alg": "RS384", "kid": "k", "crit": ["x"]}),
    ] {
        house.ask(&holder.jwt(&head, &claims), SCOPE).await.refused("invalid_client", "extension");
    }
    let head = json!({"alg": "RS384", "kid": "k", "jku": "https://evil.example/keys"});
    house.ask(&holder.jwt(&head, &claims), SCOPE).await.refused("invalid_client", "jku");
    assert_eq!(*house.elsewhere.asked.lock().unwrap(), 0, "no token says where keys are fetched");
    let head = json!({"alg": "RS384", "kid": "k", "jwk": Holder::rsa("k").jwk()});
    house
        .ask(&Holder::rsa("k").jwt(&head, &claims), SCOPE)
        .await
        .refused("invalid_client", "signature");
    house
        .ask(&holder.jwt(&json!({"alg": "RS384"}), &claims), SCOPE)
        .await
        .refused("invalid_client", "kid");
    let head = json!({"alg": "RS384", "kid": "other"});
    house.ask(&holder.jwt(&head, &claims), SCOPE).await.refused("invalid_client", "kid");
}

#[tokio::test]
async fn what_another_key_signed_or_somebody_changed_is_refused() {
    let (house, holder, client) = house().await;
    let good = holder.assertion(&house, &client, "a");
    let stranger = Holder::rsa("k").assertion(&house, &client, "a");
    house.ask(&stranger, SCOPE).await.refused("invalid_client", "signature");
    let (message, signature) = good.rsplit_once('.').unwrap();
    let (head, _) = message.split_once('.').unwrap();
    let mut other = claims(&house, &client, "a");
    other["exp"] = json!(house.seconds() + 299);
    let other = coded64(other.to_string().as_bytes());
    house
        .ask(&format!("{head}.{other}.{signature}"), SCOPE)
        .await
        .refused("invalid_client", "signature");
    for bad in [
        "",
        ".",
        "..",
        "a.b.c",
        message,
        &format!("{good}.{good}"),
        &format!("{good}="),
        &good.replace('.', " "),
        &format!("{message}.{}", &signature[..signature.len() - 4]),
        &format!("{message}."),
        &"A".repeat(ASSERTION_BYTES),
        &"A".repeat(ASSERTION_BYTES + 1),
        "é.é.é",
    ] {
        let answer = house.ask(bad, SCOPE).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{bad:.60}");
        answer.refused("invalid_client", "");
    }
    house.ask(&good, SCOPE).await.token();
}

#[tokio::test]
async fn an_assertion_works_once_at_all_nodes() {
    let (house, holder, client) = house().await;
    let good = holder.assertion(&house, &client, "a");
    let (one, two) = tokio::join!(house.ask(&good, SCOPE), house.ask(&good, SCOPE));
    let given = [&one, &two].into_iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!(given, 1, "of two at once one is served");
    house.ask(&good, SCOPE).await.refused("invalid_client", "used before");
    if house.world.records.is_shared() {
        house.beside().ask(&good, SCOPE).await.refused("invalid_client", "used before");
    }
    // Still refused in the last second of its life, and after clearing up.
    house.world.clock.advance(5 * MINUTE - 1000);
    house.app.smart.sweep().await.unwrap();
    house.ask(&good, SCOPE).await.refused("invalid_client", "used before");
    house.world.clock.advance(1000);
    house.app.smart.sweep().await.unwrap();
    house.ask(&good, SCOPE).await.refused("invalid_client", "expired");
    // Another client may use the same jti.
    let other = house.machine(&holder, SCOPE).await;
    house.ask(&holder.assertion(&house, &client, "b"), SCOPE).await.token();
    house.ask(&holder.assertion(&house, &other, "b"), SCOPE).await.token();
}

#[tokio::test]
async fn a_request_is_read_strictly() {
    let (house, holder, client) = house().await;
    let good = holder.assertion(&house, &client, "a");
    let grant = ("grant_type", "client_credentials");
    let kind = ("client_assertion_type", ASSERTION_TYPE);
    let proof = ("client_assertion", good.as_str());
    let scope = ("scope", SCOPE);
    let check = async |fields: &[(&str, &str)], code: &str, word: &str| {
        house.post("/oauth/token", fields).await.refused(code, word);
    };
    check(&[kind, proof, scope], "invalid_request", "grant_type").await;
    check(&[("grant_type", "password"), kind, proof], "unsupported_grant_type", "").await;
    check(&[grant, proof, scope], "invalid_client", "client_assertion_type").await;
    check(&[grant, kind, scope], "invalid_client", "client_assertion").await;
    check(&[grant, ("client_assertion_type", "x"), proof, scope], "invalid_client", "jwt-bearer")
        .await;
    check(&[grant, kind, proof, scope, scope], "invalid_request", "twice").await;
    check(&[grant, kind, proof, scope, ("client_id", "x")], "invalid_client", "client_id").await;
    check(&[grant, ("client_id", &client.id), ("client_secret", "x"), scope], "invalid_client", "")
        .await;
    let many: Vec<(String, &str)> = (0..40).map(|at| (format!("n{at}"), "")).collect();
    let many: Vec<(&str, &str)> =
        many.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    check(&many, "invalid_request", "too many").await;
    let huge = "x".repeat(40_000);
    check(&[grant, kind, ("client_assertion", &huge)], "invalid_request", "bytes").await;
    let raw = |kind: &str, body: &str| {
        Request::post("/oauth/token")
            .header("host", "localhost:8080")
            .header("content-type", kind)
            .header("authorization", "Basic eDp5")
            .body(Body::from(body.to_owned()))
            .unwrap()
    };
    let answer = house.send(raw("application/json", "{}")).await;
    assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let answer = house.send(raw("application/x-www-form-urlencoded", "grant_type=x")).await;
    answer.refused("invalid_client", "Authorization");
    let answer = house.get("/oauth/token", "x").await;
    assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(answer.json["error"], "invalid_request");
    // Nothing of all this used the assertion up.
    house.ask(&good, SCOPE).await.token();
}

#[tokio::test]
async fn a_client_asks_so_often_in_a_minute() {
    let (house, holder, client) = house().await;
    let bad = Holder::p384("k").assertion(&house, &client, "a");
    for _ in 0..=ASKED_PER_MINUTE {
        house.ask(&bad, SCOPE).await.refused("invalid_client", "");
    }
    // Who only says to be it takes nothing from it, and fills no log.
    let traces = house.world.records.traces(&house.operator(), RecordNo::REGISTRY).await.unwrap();
    let refused = traces.iter().filter(|seen| seen.trace.what.starts_with("refused a token"));
    assert_eq!(refused.count(), ASKED_PER_MINUTE as usize);
    for at in 0..ASKED_PER_MINUTE {
        house.ask(&holder.assertion(&house, &client, &at.to_string()), SCOPE).await.token();
    }
    let answer = house.ask(&holder.assertion(&house, &client, "b"), SCOPE).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() <= 60);
    answer.refused("temporarily_unavailable", "too many");
    house.world.clock.advance(MINUTE);
    house.ask(&holder.assertion(&house, &client, "b"), SCOPE).await.token();
}

#[tokio::test]
async fn what_is_no_token_opens_nothing() {
    let (house, holder, client) = house().await;
    let token = house.ask(&holder.assertion(&house, &client, "a"), SCOPE).await.token();
    let long = format!("hyga_{}", "A".repeat(20_000));
    for wrong in [
        "hyga_",
        &token[..token.len() - 1],
        &format!("{token}A"),
        &token.replace("hyga_", "hyg_"),
        &token.to_uppercase(),
        &format!("hyga_{}", "A".repeat(43)),
        &long,
    ] {
        let status = house.get("/fhir/Patient/p", wrong).await.status;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{wrong:.60}");
    }
}
