//! What a browser is asked: the options of WebAuthn 5.4 and 5.5, as JSON with bytes in
//! base64url.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use super::webauthn::{ALGORITHMS, Party};
use crate::account::Account;
use crate::limits::CHALLENGE_MILLIS;

/// To make a passkey.
pub(super) fn creation(party: &Party, account: &Account, challenge: &str) -> String {
    let algorithms = ALGORITHMS.map(|alg| json!({ "type": "public-key", "alg": alg }));
    json!({
        "rp": { "id": party.id(), "name": "Hygie" },
        // Random, never the login (WebAuthn 14.6.1).
        "user": {
            "id": URL_SAFE_NO_PAD.encode(&account.id),
            "name": account.login,
            "displayName": account.name,
        },
        "challenge": challenge,
        "pubKeyCredParams": algorithms,
        "timeout": CHALLENGE_MILLIS,
        "excludeCredentials": descriptors(account),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": true,
            "userVerification": "required",
        },
        "attestation": "none",
    })
    .to_string()
}

/// To use one: any of this server, or one of this account.
pub(super) fn request(party: &Party, account: Option<&Account>, challenge: &str) -> String {
    json!({
        "challenge": challenge,
        "rpId": party.id(),
        "timeout": CHALLENGE_MILLIS,
        "userVerification": "required",
        "allowCredentials": account.map(descriptors).unwrap_or_default(),
    })
    .to_string()
}

fn descriptors(account: &Account) -> Vec<Value> {
    let all = account.factors.passkeys.iter();
    all.map(|one| json!({ "type": "public-key", "id": one.credential })).collect()
}
