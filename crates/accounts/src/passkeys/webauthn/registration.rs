//! A registration: a passkey was made (WebAuthn 7.1), without attestation.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::authenticator_data::AuthenticatorData;
use super::cbor::Reader;
use super::client_data::ClientData;
use super::cose::PublicKey;
use super::{Party, PasskeyFault, answer};

#[derive(Deserialize)]
struct Wire {
    id: String,
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Response {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    attestation_object: String,
}

/// A registration as it came: nothing of it is believed yet.
pub struct Registration {
    id: String,
    client_data: Vec<u8>,
    attestation: Vec<u8>,
}

/// A passkey that was made, but for its challenge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Created {
    /// The challenge that was answered, to be held against one that was given.
    pub challenge: String,
    /// Id of the passkey, as base64url without padding.
    pub id: String,
    /// Its public key, in COSE.
    pub key: Vec<u8>,
    /// Its counter.
    pub count: u32,
    /// Whether it may be copied to other devices.
    pub may_be_copied: bool,
    /// Whether it is.
    pub is_copied: bool,
}

impl Registration {
    /// Reads what the script sent.
    ///
    /// # Errors
    /// When it is too long or not of that form.
    pub fn read(json: &str) -> Result<Self, PasskeyFault> {
        let Wire { id, response } = answer::read(json)?;
        let client_data = answer::bytes(&response.client_data)?;
        let attestation = answer::bytes(&response.attestation_object)?;
        Ok(Self { id, client_data, attestation })
    }

    /// Checks it; the challenge is the caller's to check.
    ///
    /// # Errors
    /// What is wrong first, in the order of WebAuthn 7.1.
    pub fn check(&self, party: &Party) -> Result<Created, PasskeyFault> {
        let client = ClientData::read(&self.client_data, "webauthn.create", party)?;
        let data = unattested(&self.attestation).ok_or(PasskeyFault::Attestation)?;
        let data = AuthenticatorData::read(data).ok_or(PasskeyFault::AuthenticatorData)?;
        data.check(party)?;
        let made = data.made.as_ref().ok_or(PasskeyFault::AuthenticatorData)?;
        let key = PublicKey::read(&mut Reader::new(made.key));
        if !key.is_some_and(|key| key.is_sound()) {
            return Err(PasskeyFault::Key);
        }
        let id = URL_SAFE_NO_PAD.encode(made.id);
        if id != self.id {
            return Err(PasskeyFault::Answer);
        }
        Ok(Created {
            challenge: client.challenge,
            id,
            key: made.key.to_vec(),
            count: data.count,
            may_be_copied: data.may_be_copied(),
            is_copied: data.is_copied(),
        })
    }
}

/// The authenticator data of an attestation object that attests nothing (WebAuthn
/// 6.5.4, 8.7).
fn unattested(bytes: &[u8]) -> Option<&[u8]> {
    let mut reader = Reader::new(bytes);
    let (mut format, mut empty, mut data) = (None, false, None);
    for _ in 0..reader.map()? {
        match reader.text()? {
            "fmt" if format.is_none() => format = Some(reader.text()?),
            "attStmt" if !empty => empty = reader.map()? == 0,
            "authData" if data.is_none() => data = Some(reader.bytes()?),
            _ => return None,
        }
    }
    let whole = format == Some("none") && empty && reader.rest().is_empty();
    data.filter(|_| whole)
}
