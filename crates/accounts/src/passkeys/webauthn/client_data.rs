//! What the browser says of the page that asked: WebAuthn 5.8.1.

use serde::Deserialize;

use super::{Party, PasskeyFault};

/// Client data, read. A name that comes twice is refused.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClientData {
    r#type: String,
    /// As base64url, which is how we made it.
    pub(super) challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: bool,
    top_origin: Option<String>,
}

impl ClientData {
    /// Reads it, of a ceremony of this type on a page of ours that is in nobody's
    /// frame.
    pub(super) fn read(json: &[u8], r#type: &str, party: &Party) -> Result<Self, PasskeyFault> {
        let read: Self = serde_json::from_slice(json).map_err(|_| PasskeyFault::ClientData)?;
        if read.r#type != r#type {
            return Err(PasskeyFault::ClientData);
        }
        if read.origin != party.origin() || read.cross_origin || read.top_origin.is_some() {
            return Err(PasskeyFault::Origin);
        }
        Ok(read)
    }
}
