//! An assertion: somebody used a passkey (WebAuthn 7.2).

use aws_lc_rs::digest::{SHA256, digest};
use serde::Deserialize;

use super::authenticator_data::AuthenticatorData;
use super::cbor::Reader;
use super::client_data::ClientData;
use super::cose::{NOBODYS, PublicKey};
use super::{Party, PasskeyFault, answer};
use crate::limits::CREDENTIAL_ID_BYTES;

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
    authenticator_data: String,
    signature: String,
    user_handle: Option<String>,
}

/// An assertion as it came: nothing of it is believed yet.
pub struct Assertion {
    /// Id of the passkey, as base64url without padding.
    pub id: String,
    /// Which account the passkey says it is of; discoverable ones always say it.
    pub handle: Option<Vec<u8>>,
    client_data: Vec<u8>,
    authenticator_data: Vec<u8>,
    signature: Vec<u8>,
}

/// What is known of a passkey before.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// Its public key, in COSE.
    pub key: &'a [u8],
    /// The counter of its last use.
    pub count: u32,
    /// Whether it may be copied to other devices.
    pub may_be_copied: bool,
}

/// An assertion that holds, but for its challenge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asserted {
    /// The challenge that was signed, to be held against one that was given.
    pub challenge: String,
    /// The counter, to be kept.
    pub count: u32,
    /// Whether it is copied to other devices now.
    pub is_copied: bool,
}

impl Known<'_> {
    /// Nobody's passkey: an assertion held against it fails, as late as one that
    /// is held against somebody's.
    pub const NOBODYS: Self = Self { key: &NOBODYS, count: 0, may_be_copied: false };
}

impl Assertion {
    /// Reads what the script sent.
    ///
    /// # Errors
    /// When it is too long or not of that form.
    pub fn read(json: &str) -> Result<Self, PasskeyFault> {
        let Wire { id, response } = answer::read(json)?;
        let handle = response.user_handle.filter(|handle| !handle.is_empty());
        if !(1..=CREDENTIAL_ID_BYTES).contains(&answer::bytes(&id)?.len()) {
            return Err(PasskeyFault::Answer);
        }
        Ok(Self {
            id,
            handle: handle.map(|handle| answer::bytes(&handle)).transpose()?,
            client_data: answer::bytes(&response.client_data)?,
            authenticator_data: answer::bytes(&response.authenticator_data)?,
            signature: answer::bytes(&response.signature)?,
        })
    }

    /// Checks it against what is known of the passkey; the challenge is the
    /// caller's to check.
    ///
    /// # Errors
    /// What is wrong first, in the order of WebAuthn 7.2.
    pub fn check(&self, party: &Party, known: Known<'_>) -> Result<Asserted, PasskeyFault> {
        let client = ClientData::read(&self.client_data, "webauthn.get", party)?;
        let data = AuthenticatorData::read(&self.authenticator_data);
        let data = data.filter(|data| data.made.is_none());
        let data = data.ok_or(PasskeyFault::AuthenticatorData)?;
        data.check(party)?;
        let key = PublicKey::read(&mut Reader::new(known.key)).ok_or(PasskeyFault::Key)?;
        let mut message = self.authenticator_data.clone();
        message.extend_from_slice(digest(&SHA256, &self.client_data).as_ref());
        if !key.verifies(&message, &self.signature) {
            return Err(PasskeyFault::Signature);
        }
        if data.may_be_copied() != known.may_be_copied {
            return Err(PasskeyFault::Backup);
        }
        if (data.count != 0 || known.count != 0) && data.count <= known.count {
            return Err(PasskeyFault::Counter);
        }
        let (count, is_copied) = (data.count, data.is_copied());
        Ok(Asserted { challenge: client.challenge, count, is_copied })
    }
}
