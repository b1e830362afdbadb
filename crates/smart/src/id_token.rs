//! Who the user is, signed (OpenID Connect Core 1.0, section 2), by a key of
//! ours: ES256, kept in a sealed cell, replaced each month.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_accounts::AccountError;
use hygie_gate::Role;
use hygie_record::{Expected, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::client::Client;
use crate::grant::Grant;
use crate::limits::{APP_MILLIS, ATTEMPTS, SIGNING_KEY_MILLIS};
use crate::scope::{Asked, Extra};
use crate::stored::{from_bytes, put, remove};
use crate::{Smart, SmartError, secret};

/// A key as it is kept. No `Debug`: it holds a secret.
#[derive(Serialize, Deserialize, ZeroizeOnDrop)]
struct Stored {
    kid: String,
    /// PKCS #8, in base64url.
    key: String,
    made: i64,
}

impl Stored {
    fn pair(&self) -> Result<EcdsaKeyPair, SmartError> {
        let damaged = || SmartError::Damaged("signing key");
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(&self.key).map_err(|_| damaged())?);
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &bytes).map_err(|_| damaged())
    }

    /// Whether it signs: for a month.
    const fn signs(&self, now: i64) -> bool {
        let since = now.saturating_sub(self.made);
        since >= 0 && since < SIGNING_KEY_MILLIS
    }

    /// Whether nothing that it signed can still be within its time.
    const fn is_over(&self, now: i64) -> bool {
        now.saturating_sub(self.made) >= SIGNING_KEY_MILLIS + 2 * APP_MILLIS
    }
}

impl Smart {
    /// A signed token that says who allowed this.
    pub(crate) async fn id_token(
        &self,
        grant: &Grant,
        client: &Client,
        scopes: &Asked,
        endpoint: &str,
    ) -> Result<String, SmartError> {
        let now = self.now().0;
        let server = endpoint.strip_suffix("/oauth/token").unwrap_or(endpoint);
        let mut claims = json!({
            "iss": server,
            "sub": grant.account,
            "aud": client.id,
            "iat": now.div_euclid(1000),
            "exp": now.saturating_add(APP_MILLIS).div_euclid(1000),
        });
        let mut add = |name: &str, value: String| {
            if let Some(claims) = claims.as_object_mut() {
                claims.insert(name.to_owned(), Value::String(value));
            }
        };
        if let Some(nonce) = &grant.nonce {
            add("nonce", nonce.clone());
        }
        if scopes.has(Extra::FhirUser)
            && let Some(user) = self.fhir_user(grant).await?
        {
            add("fhirUser", format!("{server}/fhir/{user}"));
        }
        let key = self.signing_key().await?;
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = json!({"alg": "ES256", "typ": "JWT", "kid": key.kid});
        let message = format!("{}.{}", part(&head), part(&claims));
        let signed = key.pair()?.sign(&SystemRandom::new(), message.as_bytes());
        let signature = signed.map_err(|_| SmartError::Broken)?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref())))
    }

    /// The resource that says who allowed this: a person's own Patient, a
    /// professional's Practitioner or PractitionerRole where one is named in
    /// their account.
    pub(crate) async fn fhir_user(&self, grant: &Grant) -> Result<Option<String>, SmartError> {
        if grant.is_of(Role::Person) {
            return Ok(grant.patient.as_ref().map(|patient| format!("Patient/{}", patient.id)));
        }
        Ok(self.accounts.resource_of(grant.was()).await?)
    }

    /// The public halves of our keys (RFC 7517).
    ///
    /// # Errors
    /// When the store fails.
    pub async fn own_key_set(&self) -> Result<String, SmartError> {
        let now = self.now().0;
        let mut keys = Vec::new();
        for key in self.signing_keys().await?.iter().filter(|key| !key.is_over(now)) {
            let pair = key.pair()?;
            let point = pair.public_key().as_ref();
            let half = |range| point.get(range).map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
            keys.push(json!({
                "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256", "kid": key.kid,
                "x": half(1..33), "y": half(33..65),
            }));
        }
        Ok(json!({ "keys": keys }).to_string())
    }

    async fn signing_keys(&self) -> Result<Vec<Stored>, SmartError> {
        let cells = self.records.cells(Table::SigningKey).await?;
        let kept = cells.iter().map(|cell| from_bytes(&cell.value, "signing key"));
        Ok(kept.collect::<Result<_, AccountError>>()?)
    }

    /// The key that signs now; makes one when there is none, and drops old ones.
    async fn signing_key(&self) -> Result<Stored, SmartError> {
        for _ in 0..ATTEMPTS {
            let now = self.now().0;
            let (live, old): (Vec<_>, Vec<_>) =
                self.signing_keys().await?.into_iter().partition(|key| !key.is_over(now));
            let newest = live.into_iter().filter(|key| key.signs(now)).max_by_key(|key| key.made);
            if let Some(key) = newest {
                return Ok(key);
            }
            let fresh = self.fresh_key(now)?;
            let what = format!("made signing key {}", fresh.kid);
            // One node makes it: the period names the cell.
            let name = period(now);
            let mut changes = vec![put(Table::SigningKey, &name, &fresh, Expected::Absent)?];
            let others = old.iter().map(|key| period(key.made)).filter(|other| *other != name);
            changes.extend(others.map(|other| remove(Table::SigningKey, &other, Expected::Any)));
            let permit = self.gate.itself(&crate::service::nobody());
            if self.change(&permit, changes, Some((Action::Account, what))).await? {
                return Ok(fresh);
            }
        }
        Err(SmartError::Contended)
    }

    fn fresh_key(&self, made: i64) -> Result<Stored, SmartError> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING);
        let whole = pair.and_then(|pair| pair.to_pkcs8v1()).map_err(|_| SmartError::Broken)?;
        let key = URL_SAFE_NO_PAD.encode(whole.as_ref());
        Ok(Stored { kid: secret::id(&*self.rng), key, made })
    }
}

/// The name of the cell of a key that is made at this time.
fn period(now: i64) -> String {
    now.div_euclid(SIGNING_KEY_MILLIS).to_string()
}
