//! User info, plain and signed.

use std::sync::Arc;

use hygie_oidc::limits::SKEW_MILLIS;
use hygie_oidc::{Call, CallFault, Claims, OidcError, TokenFault};
use serde_json::{Value, json};

use crate::hostile::{Answer, CLIENT, Key, Script, Signer};
use crate::world::{NOW, World, world};

fn plain(body: Value) -> impl FnOnce(&mut Script) {
    move |script| script.user_info = Some(Answer::json(&body))
}

/// Signed, after a change of its claims.
async fn signed(
    world: &World,
    change: impl FnOnce(&mut Value, &mut Script),
) -> Result<String, OidcError> {
    {
        let mut script = world.hostile.script();
        let mut claims =
            json!({ "iss": world.hostile.url, "aud": CLIENT, "sub": "somebody", "name": "Signed" });
        change(&mut claims, &mut script);
        let body = script.sign(&claims);
        script.user_info =
            Some(Answer { status: 200, kind: "application/jwt; charset=utf-8", body });
        // The ID token is a good one again.
        script.header = json!({ "alg": "ES256", "kid": "one" });
        script.signer = Signer::Key(world.hostile.key.clone());
    }
    match world.log_in().await?.claims {
        Claims::Described(one) => Ok(one.name.unwrap()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn it_is_of_the_same_subject() {
    for body in
        [json!({ "sub": "another" }), json!({ "name": "A" }), json!({ "sub": ["somebody"] })]
    {
        let error = world().await.refused(plain(body)).await;
        assert_eq!(error, OidcError::UserInfo(TokenFault::Subject));
    }
    for body in [json!([]), json!("somebody")] {
        let error = world().await.refused(plain(body)).await;
        assert_eq!(error, OidcError::UserInfo(TokenFault::Shape));
    }
}

#[tokio::test]
async fn it_is_an_answer_as_the_standard_has_it() {
    let answers = |status, kind, body: &str| {
        let answer = Answer { status, kind, body: body.to_owned() };
        move |script: &mut Script| script.user_info = Some(answer)
    };
    let call = |fault| OidcError::Call { call: Call::UserInfo, fault };
    let error = world().await.refused(answers(401, "application/json", "hidden")).await;
    assert_eq!(error, call(CallFault::Status(401)));
    let error = world().await.refused(answers(200, "text/html", "hidden")).await;
    assert!(matches!(error, OidcError::Call { fault: CallFault::Unreadable(_), .. }), "{error}");
}

#[tokio::test]
async fn signed_ones_are_verified() {
    let one = world().await;
    assert_eq!(signed(&one, |_, _| {}).await.unwrap(), "Signed");
    let in_list = signed(&one, |claims, _| claims["aud"] = json!([CLIENT])).await;
    assert_eq!(in_list.unwrap(), "Signed");
    let in_time = signed(&one, |claims, _| {
        claims["exp"] = json!((NOW - SKEW_MILLIS) / 1000 + 1);
        claims["nbf"] = json!((NOW + SKEW_MILLIS) / 1000);
    });
    assert_eq!(in_time.await.unwrap(), "Signed");
    type Change = fn(&mut Value, &mut Script);
    let cases: [(TokenFault, Change); 13] = [
        (TokenFault::Expired, |claims, _| claims["exp"] = json!((NOW - SKEW_MILLIS) / 1000)),
        (TokenFault::Early, |claims, _| claims["nbf"] = json!((NOW + SKEW_MILLIS) / 1000 + 1)),
        (TokenFault::Shape, |claims, _| claims["nbf"] = "soon".into()),
        (TokenFault::Issuer, |claims, _| claims["iss"] = "https://other.example".into()),
        (TokenFault::Issuer, |claims, _| claims["iss"] = Value::Null),
        (TokenFault::Audience, |claims, _| claims["aud"] = "another".into()),
        (TokenFault::Audience, |claims, _| claims["aud"] = json!([CLIENT, "another"])),
        (TokenFault::Audience, |claims, _| claims["aud"] = json!([])),
        (TokenFault::Subject, |claims, _| claims["sub"] = "another".into()),
        (TokenFault::Signature, |_, script| script.signer = Signer::Key(Arc::new(Key::new()))),
        (TokenFault::Key, |_, script| script.header["kid"] = "two".into()),
        (TokenFault::Algorithm, |_, script| {
            script.header = json!({ "alg": "none" });
            script.signer = Signer::Nobody;
        }),
        (TokenFault::Algorithm, |_, script| {
            script.header = json!({ "alg": "HS256" });
            script.signer = Signer::Secret;
        }),
    ];
    for (number, (fault, change)) in cases.into_iter().enumerate() {
        let done = signed(&world().await, change).await;
        assert_eq!(done.err(), Some(OidcError::UserInfo(fault)), "case {number}");
    }
}

#[tokio::test]
async fn without_it_the_id_token_tells_who_it_is() {
    let world = world().await;
    {
        let mut script = world.hostile.script();
        script.metadata.as_object_mut().unwrap().remove("userinfo_endpoint");
        script.claims.insert("name".to_owned(), json!("Token"));
    }
    let Claims::Described(one) = world.log_in().await.unwrap().claims else { panic!() };
    assert_eq!(one.name.as_deref(), Some("Token"));
    assert_eq!(world.hostile.count("/userinfo"), 0);
}
