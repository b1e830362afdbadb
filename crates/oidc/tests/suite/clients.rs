//! How this service proves who it is.

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use hygie_oidc::OidcError;
use serde_json::{Value, json};

use crate::hostile::SECRET;
use crate::world::{file, world, world_with};

/// A private key in PEM, and its public half.
pub fn pem() -> (String, Value) {
    let document = EcdsaKeyPair::generate_pkcs8(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        &aws_lc_rs::rand::SystemRandom::new(),
    )
    .unwrap();
    let pair =
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, document.as_ref()).unwrap();
    let point = pair.public_key().as_ref();
    let part = |from: usize| URL_SAFE_NO_PAD.encode(&point[from..from + 32]);
    let public = json!({ "kty": "EC", "crv": "P-256", "kid": "ours", "alg": "ES256", "use": "sig",
                         "x": part(1), "y": part(33) });
    let text = STANDARD.encode(document.as_ref());
    (format!("-----BEGIN PRIVATE KEY-----\n{text}\n-----END PRIVATE KEY-----\n"), public)
}

#[tokio::test]
async fn the_secret_goes_where_the_provider_takes_it() {
    for methods in [
        Value::Null,
        json!(["client_secret_basic", "client_secret_post"]),
        json!(["client_secret_post"]),
    ] {
        let world = world().await;
        world.hostile.script().metadata["token_endpoint_auth_methods_supported"] = methods;
        world.log_in().await.unwrap();
    }
}

#[tokio::test]
async fn a_wrong_secret_is_refused_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let wrong = file(&folder, "wrong", &format!("{SECRET}x"));
    let world = world_with(|options| {
        options.authentication = hygie_oidc::Authentication::SecretFile(wrong);
    })
    .await;
    let error = world.refused(|_| {}).await;
    assert_eq!(error, OidcError::Refused("invalid_client".into()));
}
