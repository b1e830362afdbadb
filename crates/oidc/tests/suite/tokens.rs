//! ID tokens that are wrong in one way each.

use std::sync::Arc;

use hygie_oidc::limits::{METHODS, SKEW_MILLIS, SUBJECT_BYTES, TEXT_BYTES, TOKEN_MILLIS};
use hygie_oidc::{
    Algorithm, Back, Begun, Call, CallFault, OidcError, Options, Pending, TokenFault,
};
use serde_json::{Value, json};

use crate::hostile::{Answer, CLIENT, Key, Script, Signer};
use crate::world::{BACK, NOW, World, bad_token, world, world_with};

fn claim(name: &'static str, value: Value) -> impl FnOnce(&mut Script) {
    move |script| {
        script.claims.insert(name.to_owned(), value);
    }
}

async fn good(world: &World, change: impl FnOnce(&mut Script)) {
    change(&mut world.hostile.script());
    world.log_in().await.unwrap();
}

#[tokio::test]
async fn another_issuer() {
    bad_token(claim("iss", json!("https://other.example")), TokenFault::Issuer).await;
    let world = world().await;
    let slash = format!("{}/", world.hostile.url);
    assert_eq!(
        world.refused(claim("iss", json!(slash))).await,
        OidcError::IdToken(TokenFault::Issuer)
    );
}

#[tokio::test]
async fn another_audience() {
    bad_token(claim("aud", json!("another")), TokenFault::Audience).await;
    bad_token(claim("aud", json!([])), TokenFault::Audience).await;
    bad_token(claim("aud", json!(["another", "third"])), TokenFault::Audience).await;
    // Whoever else it is for could use it here.
    bad_token(claim("aud", json!([CLIENT, "another"])), TokenFault::Audience).await;
    good(&world().await, claim("aud", json!([CLIENT]))).await;
}

#[tokio::test]
async fn another_party() {
    bad_token(claim("azp", json!("another")), TokenFault::Party).await;
    good(&world().await, claim("azp", json!(CLIENT))).await;
}

#[tokio::test]
async fn another_nonce_or_none() {
    bad_token(claim("nonce", json!("another")), TokenFault::Nonce).await;
    bad_token(claim("nonce", Value::Null), TokenFault::Nonce).await;
}

#[tokio::test]
async fn expired_but_for_what_clocks_differ() {
    let at = |millis: i64| claim("exp", json!((NOW + millis) / 1000));
    bad_token(at(-SKEW_MILLIS), TokenFault::Expired).await;
    bad_token(at(-315_360_000_000), TokenFault::Expired).await;
    good(&world().await, at(-SKEW_MILLIS + 1000)).await;
}

#[tokio::test]
async fn it_does_not_count_yet_but_for_what_clocks_differ() {
    let at = |seconds: i64| claim("nbf", json!((NOW + SKEW_MILLIS) / 1000 + seconds));
    good(&world().await, at(0)).await;
    bad_token(at(1), TokenFault::Early).await;
    bad_token(at(315_360_000), TokenFault::Early).await;
    bad_token(claim("nbf", json!("soon")), TokenFault::Shape).await;
}

#[tokio::test]
async fn issued_too_long_ago_or_in_the_future() {
    let at = |millis: i64| claim("iat", json!((NOW + millis) / 1000));
    for good_at in [-TOKEN_MILLIS - SKEW_MILLIS, SKEW_MILLIS] {
        good(&world().await, at(good_at)).await;
    }
    for bad_at in [-TOKEN_MILLIS - SKEW_MILLIS - 1000, SKEW_MILLIS + 1000, 315_360_000_000] {
        bad_token(at(bad_at), TokenFault::Issued).await;
    }
}

#[tokio::test]
async fn a_strength_that_is_not_the_one_asked_for() {
    let asks = |options: &mut Options| options.acr_values = vec!["eidas1".into(), "eidas2".into()];
    for (acr, well) in [
        (json!("eidas1"), true),
        (json!("eidas2"), true),
        (json!("eidas0"), false),
        (json!("EIDAS1"), false),
        (json!("eidas1 eidas2"), false),
        (Value::Null, false),
    ] {
        let world = world_with(asks).await;
        claim("acr", acr.clone())(&mut world.hostile.script());
        let expect = (!well).then_some(OidcError::IdToken(TokenFault::Strength));
        assert_eq!(world.log_in().await.err(), expect, "{acr}");
    }
    good(&world().await, claim("acr", Value::Null)).await;
}

#[tokio::test]
async fn what_must_be_there_is_missing() {
    for name in ["exp", "iat", "sub", "iss"] {
        let error = world().await.refused(claim(name, Value::Null)).await;
        let shape =
            matches!(error, OidcError::Call { call: Call::Token, fault: CallFault::Unreadable(_) });
        assert!(shape, "{name}: {error}");
    }
    bad_token(claim("aud", json!([])), TokenFault::Audience).await;
    for (name, value) in
        [("exp", json!("soon")), ("iat", json!({})), ("sub", json!(7)), ("aud", json!(7))]
    {
        let error = world().await.refused(claim(name, value)).await;
        assert!(matches!(error, OidcError::Call { .. }), "{name}: {error}");
    }
}

#[tokio::test]
async fn numbers_and_claims_beyond_all_bounds() {
    let deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
    let odd = [
        json!(1e300),
        json!(-1e300),
        json!(i64::MAX),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(-1),
        json!(0),
        json!(0.5),
        json!([]),
        json!(true),
        json!(""),
        deep,
    ];
    let names: [&'static str; 17] = [
        "exp",
        "iat",
        "auth_time",
        "updated_at",
        "aud",
        "acr",
        "amr",
        "azp",
        "nonce",
        "at_hash",
        "sub",
        "name#",
        "#fr",
        "birthdate#x#y",
        "email_verified",
        "address",
        "locale",
    ];
    for name in names {
        for value in &odd {
            // Most are refused; whatever is taken is of this subject.
            let world = world().await;
            claim(name, value.clone())(&mut world.hostile.script());
            if let Ok(identity) = world.log_in().await {
                assert_eq!(identity.subject, "somebody", "{name} {value}");
                assert!(
                    !["exp", "iat", "aud", "nonce", "azp", "at_hash", "sub"].contains(&name)
                        || (name == "exp" && value.as_f64().is_some_and(|at| at > 1e9)),
                    "{name} {value}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_subject_has_a_length() {
    let world = world().await;
    world.hostile.script().subject = "s".repeat(SUBJECT_BYTES);
    assert_eq!(world.log_in().await.unwrap().subject.len(), SUBJECT_BYTES);
    for subject in [String::new(), "s".repeat(SUBJECT_BYTES + 1), "é".to_owned()] {
        world.hostile.script().subject = subject;
        let error = world.log_in().await.err();
        assert_eq!(error, Some(OidcError::IdToken(TokenFault::Subject)));
    }
}

#[tokio::test]
async fn methods_are_few_and_short() {
    let world = world().await;
    let long = ["a".repeat(TEXT_BYTES), "b".repeat(TEXT_BYTES + 1)];
    claim("amr", json!(long))(&mut world.hostile.script());
    assert_eq!(world.log_in().await.unwrap().amr, ["a".repeat(TEXT_BYTES)]);
    claim("amr", json!(vec!["pwd"; METHODS + 1]))(&mut world.hostile.script());
    assert_eq!(world.log_in().await.unwrap().amr.len(), METHODS);
}

#[tokio::test]
async fn another_key_under_a_known_id() {
    bad_token(|script| script.signer = Signer::Key(Arc::new(Key::new())), TokenFault::Signature)
        .await;
}

#[tokio::test]
async fn a_key_that_the_provider_does_not_have() {
    let stranger = |script: &mut Script| {
        script.signer = Signer::Key(Arc::new(Key::new()));
        script.header["kid"] = "two".into();
    };
    bad_token(stranger, TokenFault::Key).await;
    // A key that the token brings along is not looked at.
    let brought = |script: &mut Script| {
        let key = Arc::new(Key::new());
        script.header = json!({ "alg": "ES256", "jwk": key.public("x"), "kid": "x",
                                "jku": "https://other.example/jwks" });
        script.signer = Signer::Key(key);
    };
    bad_token(brought, TokenFault::Key).await;
}

#[tokio::test]
async fn no_signature() {
    for alg in ["none", "None", "NONE"] {
        let change = |script: &mut Script| {
            script.header = json!({ "alg": alg });
            script.signer = Signer::Nobody;
        };
        let error = world().await.refused(change).await;
        let refused = matches!(
            error,
            OidcError::IdToken(TokenFault::Algorithm)
                | OidcError::Call { call: Call::Token, fault: CallFault::Unreadable(_) }
        );
        assert!(refused, "{alg}: {error}");
    }
    bad_token(|script| script.signer = Signer::Nobody, TokenFault::Signature).await;
}

#[tokio::test]
async fn a_shared_secret_signs_only_where_the_operator_says_so() {
    let shared = |script: &mut Script| {
        script.header = json!({ "alg": "HS256" });
        script.signer = Signer::Secret;
    };
    bad_token(shared, TokenFault::Algorithm).await;
    let world = world_with(|options| options.algorithms = vec![Algorithm::Hs256]).await;
    good(&world, shared).await;
    let error = world.refused(|script| script.signer = Signer::Nobody).await;
    assert_eq!(error, OidcError::IdToken(TokenFault::Signature));
    // And then it is the only one.
    let key = world.hostile.key.clone();
    let error = world
        .refused(|script| {
            script.header = json!({ "alg": "ES256", "kid": "one" });
            script.signer = Signer::Key(key);
        })
        .await;
    assert_eq!(error, OidcError::IdToken(TokenFault::Algorithm));
}

#[tokio::test]
async fn headers_that_change_the_meaning() {
    for header in [
        json!({ "alg": "ES256", "kid": "one", "crit": ["exp"], "exp": 1 }),
        json!({ "alg": "ES256", "kid": "one", "cty": "JWT" }),
        json!({ "alg": "ES256", "kid": "one", "typ": "at+jwt" }),
    ] {
        bad_token(|script| script.header = header, TokenFault::Shape).await;
    }
}

#[tokio::test]
async fn another_access_token() {
    bad_token(claim("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")), TokenFault::AccessToken).await;
    let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, b"hidden-access");
    let half = base64::Engine::encode(
        &base64::engine::general_purpose::URL_SAFE_NO_PAD,
        &hash.as_ref()[..16],
    );
    good(&world().await, claim("at_hash", json!(half))).await;
}

#[tokio::test]
async fn every_cut_and_every_flipped_character_for_every_algorithm() {
    for algorithm in Algorithm::ALL.into_iter().filter(|one| *one != Algorithm::Es384) {
        let world = world_with(|options| options.algorithms = vec![algorithm]).await;
        signed_by(&world, algorithm);
        let begun = world.provider.begin(BACK).await.unwrap();
        world.hostile.authorize(&begun.url);
        let (token, back, bytes) = kept(&world, &begun);
        let finish = async |token: &str| {
            let answer = json!({ "access_token": "hidden-access", "token_type": "Bearer",
                                 "id_token": token });
            world.hostile.script().token = Some(Answer::json(&answer));
            world.provider.finish(Pending::from_bytes(&bytes).unwrap(), &back).await
        };
        assert!(finish(&token).await.is_ok(), "{algorithm:?}");
        let signature = token.rfind('.').unwrap();
        for end in (0..signature).step_by(31).chain(signature..token.len()) {
            assert!(finish(&token[..end]).await.is_err(), "{algorithm:?} cut at {end}");
        }
        assert!(finish(&format!("{token}AAAA")).await.is_err());
        // The last character of each part may hold bits that mean nothing.
        let dots = token.match_indices('.').map(|(at, _)| at - 1);
        let ends: Vec<_> = dots.chain([token.len() - 1]).collect();
        for at in (0..token.len()).step_by(5).filter(|at| !ends.contains(at)) {
            let other = if &token[at..=at] == "A" { "B" } else { "A" };
            let flipped = format!("{}{other}{}", &token[..at], &token[at + 1..]);
            assert!(finish(&flipped).await.is_err(), "{algorithm:?} changed at {at}");
        }
    }
}

/// Makes the provider sign with this algorithm.
fn signed_by(world: &World, algorithm: Algorithm) {
    let mut script = world.hostile.script();
    script.header["alg"] = algorithm.name().into();
    let key = match algorithm {
        Algorithm::Hs256 => {
            script.signer = Signer::Secret;
            return;
        }
        Algorithm::Rs256 | Algorithm::Ps256 => Arc::new(Key::rsa()),
        Algorithm::Es256 | Algorithm::Es384 => Arc::new(Key::new()),
    };
    script.keys = vec![key.public("one")];
    script.signer = Signer::Key(key);
}

/// A good token, the way back, and the pending log-in as it is kept.
fn kept(world: &World, begun: &Begun) -> (String, Back, Vec<u8>) {
    let state = begun.url.split("state=").nth(1).unwrap().split('&').next().unwrap();
    let back = Back::parse(&format!("code=c&state={state}")).unwrap();
    (world.hostile.script().id_token(), back, begun.pending.to_bytes())
}

#[tokio::test]
async fn one_padding_is_not_the_other() {
    for (taken, used) in [(Algorithm::Rs256, "PS256"), (Algorithm::Ps256, "RS256")] {
        let world = world_with(|options| options.algorithms = vec![taken]).await;
        signed_by(&world, taken);
        world.log_in().await.unwrap();
        let error = world.refused(|script| script.header["alg"] = used.into()).await;
        assert_eq!(error, OidcError::IdToken(TokenFault::Algorithm));
    }
}

#[tokio::test]
async fn keys_that_are_none() {
    let (ec, rsa) = (Key::new().public("one"), Key::rsa().public("one"));
    let with = |key: &Value, name: &str, value: Value| {
        let mut key = key.clone();
        key[name] = value;
        key
    };
    let odd = [
        with(&ec, "x", json!("")),
        with(&ec, "x", json!("AA")),
        with(&ec, "x", ec["y"].clone()),
        with(&ec, "y", json!("A".repeat(4000))),
        with(&ec, "crv", json!("P-521")),
        with(&ec, "crv", json!("P-384")),
        with(&ec, "crv", json!("none")),
        with(&ec, "x", json!(7)),
        with(&rsa, "e", json!("")),
        with(&rsa, "e", json!("AA")),
        with(&rsa, "e", json!("AQ")),
        with(&rsa, "e", json!("Ag")),
        with(&rsa, "e", json!("_".repeat(400))),
        with(&rsa, "n", json!("_".repeat(2000))),
        with(&rsa, "n", json!("/".repeat(342))),
        with(&rsa, "kty", json!("EC")),
        with(&ec, "kty", json!("RSA")),
        with(&ec, "use", json!("enc")),
        with(&ec, "kid", json!({})),
    ];
    for key in odd {
        for algorithm in [Algorithm::Es256, Algorithm::Rs256, Algorithm::Ps256] {
            let world = world().await;
            signed_by(&world, algorithm);
            let error = world.refused(|script| script.keys = vec![key.clone()]).await;
            assert!(matches!(error, OidcError::IdToken(_)), "{key}: {error}");
        }
    }
}
