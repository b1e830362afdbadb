//! What our script sends of an answer: JSON, with bytes in base64url (the form of
//! WebAuthn 5.1, `toJSON`).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::de::DeserializeOwned;

use super::PasskeyFault;
use crate::limits::ANSWER_BYTES;

/// Reads it.
pub(super) fn read<T: DeserializeOwned>(json: &str) -> Result<T, PasskeyFault> {
    if json.len() > ANSWER_BYTES {
        return Err(PasskeyFault::Answer);
    }
    serde_json::from_str(json).map_err(|_| PasskeyFault::Answer)
}

/// The bytes that a text of base64url without padding says.
pub(super) fn bytes(text: &str) -> Result<Vec<u8>, PasskeyFault> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| PasskeyFault::Answer)
}
