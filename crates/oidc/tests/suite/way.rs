//! There and back: state, PKCE, the issuer of the answer, time, and use once.

use hygie_base::{Code, ExposeSecret as _};
use hygie_oidc::limits::{PENDING_MILLIS, SKEW_MILLIS};
use hygie_oidc::{Back, Claims, OidcError, Pending, PendingFault, TokenFault};
use openidconnect::url::Url;
use serde_json::json;

use crate::hostile::{Answer, Script};
use crate::world::{BACK, NOW, bad_token, world, world_with};

#[tokio::test]
async fn who_logs_in_is_issuer_and_subject() {
    let world = world().await;
    let identity = world.log_in().await.unwrap();
    assert_eq!((&identity.issuer, &*identity.subject), (&world.hostile.url, "somebody"));
    assert_eq!(identity.acr.as_deref(), Some("eidas1"));
    assert_eq!(identity.amr, ["pwd", "otp"]);
    assert_eq!(identity.auth_time.unwrap().0, NOW / 1000 * 1000 - 5000);
    let Claims::Described(described) = &identity.claims else { panic!("{identity:?}") };
    assert_eq!(described.name.as_deref(), Some("Anne"));
    assert!(!format!("{identity:?}{:?}", identity.log_out).contains("somebody"));
}

#[tokio::test]
async fn the_address_asks_for_what_is_configured_and_nothing_twice() {
    let world = world_with(|options| {
        options.scopes = vec!["openid".into(), "scope_all".into()];
        options.acr_values = vec!["eidas1".into(), "eidas2".into()];
    })
    .await;
    let url = Url::parse(&world.provider.begin(BACK).await.unwrap().url).unwrap();
    let mut pairs: Vec<_> = url.query_pairs().map(|(name, _)| name.into_owned()).collect();
    pairs.sort_unstable();
    let expect = [
        "acr_values",
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "nonce",
        "prompt",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
    ];
    assert_eq!(pairs, expect);
    let get = |name: &str| url.query_pairs().find(|(one, _)| one == name).unwrap().1.into_owned();
    assert_eq!(
        (get("scope"), get("acr_values")),
        ("openid scope_all".into(), "eidas1 eidas2".into())
    );
    assert_eq!((get("redirect_uri").as_str(), get("prompt").as_str()), (BACK, "login"));
}

#[tokio::test]
async fn a_proof_is_asked_for_anew_and_an_earlier_one_is_refused() {
    let url = world().await.provider.begin(BACK).await.unwrap().url;
    assert!(url.contains("&prompt=login"), "{url}");
    let at = |millis: i64| {
        let seconds = (NOW + millis) / 1000;
        move |script: &mut Script| drop(script.claims.insert("auth_time".into(), json!(seconds)))
    };
    bad_token(at(-SKEW_MILLIS - 1000), TokenFault::Earlier).await;
    let world = world().await;
    at(-SKEW_MILLIS)(&mut world.hostile.script());
    world.log_in().await.unwrap();
}

#[tokio::test]
async fn no_two_log_ins_have_a_secret_in_common() {
    let world = world().await;
    let mut seen = std::collections::HashSet::new();
    for _ in 0..8 {
        let url = Url::parse(&world.provider.begin(BACK).await.unwrap().url).unwrap();
        for (name, value) in url.query_pairs() {
            if ["state", "nonce", "code_challenge"].contains(&&*name) {
                assert!(value.len() >= 43 && seen.insert(value.into_owned()), "{name}");
            }
        }
    }
    assert_eq!(world.hostile.count("/jwks"), 1, "what a provider says of itself is kept");
}

#[tokio::test]
async fn another_state_is_refused_before_anything_is_asked() {
    let world = world().await;
    let (one, two) =
        (world.provider.begin(BACK).await.unwrap(), world.provider.begin(BACK).await.unwrap());
    let query = world.hostile.authorize(&one.url);
    let error = world.provider.finish(two.pending, &Back::parse(&query).unwrap()).await.err();
    assert_eq!(error, Some(OidcError::State));
    let back = Back::parse("code=a-code&state=x").unwrap();
    assert_eq!(world.provider.finish(one.pending, &back).await.err(), Some(OidcError::State));
    assert_eq!(world.hostile.count("/token"), 0);
}

#[tokio::test]
async fn a_code_for_another_log_in_fails_at_pkce_and_a_token_at_its_nonce() {
    let world = world().await;
    let (one, two) =
        (world.provider.begin(BACK).await.unwrap(), world.provider.begin(BACK).await.unwrap());
    // The victim's code under the state of the attacker's own log-in.
    let own = world.hostile.authorize(&one.url);
    world.hostile.authorize(&two.url);
    let error =
        world.provider.finish(one.pending, &Back::parse(&own).unwrap()).await.err().unwrap();
    assert_eq!(error, OidcError::Refused("invalid_grant".into()));
    assert_eq!(error.code(), Code::LogIn);
    // The same token again.
    let kept = world.hostile.script().id_token();
    let answer =
        json!({ "access_token": "hidden-access", "token_type": "Bearer", "id_token": kept });
    let error = world.refused(|script| script.token = Some(Answer::json(&answer))).await;
    assert_eq!(error, OidcError::IdToken(TokenFault::Nonce));
}

#[tokio::test]
async fn a_pending_log_in_has_its_time() {
    let world = world().await;
    for (millis, good) in
        [(PENDING_MILLIS - 1, true), (PENDING_MILLIS, false), (-315_360_000_000, false)]
    {
        world.clock.set(hygie_base::Timestamp(NOW));
        let begun = world.provider.begin(BACK).await.unwrap();
        assert_eq!(begun.pending.expires().0, NOW + PENDING_MILLIS);
        let query = world.hostile.authorize(&begun.url);
        world.clock.advance(millis);
        world.hostile.script().now = NOW + millis;
        let done = world.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await;
        let expect = (!good).then_some(OidcError::Pending(PendingFault::Expired));
        assert_eq!(done.err(), expect, "{millis}");
    }
}

#[tokio::test]
async fn what_was_kept_is_finished_by_another_node_and_not_at_another_provider() {
    let world = world().await;
    let begun = world.provider.begin(BACK).await.unwrap();
    let query = Back::parse(&world.hostile.authorize(&begun.url)).unwrap();
    let bytes = begun.pending.to_bytes();
    let kept = || Pending::from_bytes(&bytes).unwrap();
    assert!(world.other(7).finish(kept(), &query).await.is_ok());
    let elsewhere = crate::world::world().await;
    let error = elsewhere.provider.finish(kept(), &query).await.err();
    assert_eq!(error, Some(OidcError::Pending(PendingFault::Provider)));
    assert_eq!(elsewhere.hostile.count("/token"), 0);
}

#[tokio::test]
async fn the_issuer_of_the_answer_is_checked() {
    for (announced, iss, good) in [
        (false, None, true),
        (false, Some(true), true),
        (false, Some(false), false),
        (true, None, false),
        (true, Some(true), true),
        (true, Some(false), false),
    ] {
        let world = world().await;
        world.hostile.script().metadata["authorization_response_iss_parameter_supported"] =
            announced.into();
        let begun = world.provider.begin(BACK).await.unwrap();
        let mut query = world.hostile.authorize(&begun.url);
        match iss {
            Some(true) => query.push_str(&format!("&iss={}", world.hostile.url)),
            Some(false) => query.push_str("&iss=https://other.example"),
            None => {}
        }
        let done = world.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await;
        let expect = (!good).then_some(OidcError::AnswerIssuer);
        assert_eq!(done.err(), expect, "{announced} {iss:?}");
    }
}

#[tokio::test]
async fn a_person_who_gives_up_is_told_so() {
    let world = world().await;
    let begun = world.provider.begin(BACK).await.unwrap();
    let state = begun.url.split("state=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let query = format!("error=access_denied&error_description=hidden&state={state}");
    let error = world.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await.err();
    assert_eq!(error, Some(OidcError::Refused("access_denied".into())));
    assert_eq!(world.hostile.count("/token"), 0);
}

#[tokio::test]
async fn an_address_of_our_own_stays_as_it_was_written() {
    let world = world().await;
    for address in ["https://hygie.example", "https://Hygie.example:443/a/../b"] {
        let begun = world.provider.begin(address).await.unwrap();
        let query = world.hostile.authorize(&begun.url);
        world.provider.finish(begun.pending, &Back::parse(&query).unwrap()).await.unwrap();
        let url = Url::parse(&begun.url).unwrap();
        let sent = url.query_pairs().find(|(name, _)| name == "redirect_uri");
        assert_eq!(sent.map(|(_, value)| value.into_owned()).as_deref(), Some(address));
    }
}

#[tokio::test]
async fn only_an_address_of_our_own_is_come_back_to() {
    let world = world().await;
    for address in
        ["", "/back", "http://hygie.example/", "https://a@hygie.example/", "javascript:x"]
    {
        let error = world.provider.begin(address).await.err().unwrap();
        assert!(matches!(error, OidcError::OwnAddress(_)), "{address}");
        assert_eq!(error.code(), Code::Usage);
    }
}

#[tokio::test]
async fn log_out_is_a_form_where_the_provider_offers_it() {
    let world = world().await;
    let hint = world.log_in().await.unwrap().log_out;
    assert!(world.provider.log_out(&hint, BACK).await.unwrap().is_none());
    let end = format!("{}/end?a=b", world.hostile.url);
    world.hostile.script().metadata["end_session_endpoint"] = end.clone().into();
    let form = world.other(1).log_out(&hint, BACK).await.unwrap().unwrap();
    assert_eq!(form.action, end);
    let field = |name| {
        let found = form.fields.iter().find(|(one, _)| *one == name);
        found.map(|(_, value)| value.expose_secret().to_owned()).unwrap()
    };
    assert_eq!(field("id_token_hint"), hint.secret().expose_secret());
    assert_eq!(field("post_logout_redirect_uri"), BACK);
    assert_eq!(
        (field("client_id"), field("state")),
        ("hygie".into(), form.state.expose_secret().into())
    );
}
