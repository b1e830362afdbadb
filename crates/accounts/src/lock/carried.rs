//! A form that is carried through the lock, sealed: whoever stands at the workstation
//! meanwhile has its page, and must not find in it what was written.

use aws_lc_rs::aead::AES_256_GCM;
use aws_lc_rs::hmac;
use zeroize::Zeroizing;

use crate::limits::CARRIED_BYTES;
use crate::parcel::Parcel;
use crate::{AccountError, Accounts, Session};

const PARCEL: Parcel = Parcel {
    algorithm: &AES_256_GCM,
    bound_to: b"hygie form carried through the lock",
    most: CARRIED_BYTES,
};

impl Accounts {
    /// Seals the fields that its owner was writing. Only an open session of the same account opens
    /// it. `None` when it is longer than [`CARRIED_BYTES`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn seal_carried(
        &self,
        session: &Session,
        written: &[(String, String)],
    ) -> Result<Option<String>, AccountError> {
        let written = serde_json::to_vec(written).map_err(|_| AccountError::Broken)?;
        let written = Zeroizing::new(written);
        if written.len() > CARRIED_BYTES {
            return Ok(None);
        }
        let key = self.carrying_key(session).await?;
        PARCEL.seal(&key, &*self.rng, written).map(Some)
    }

    /// What was sealed; `None` for what is none of this account's, and before the session
    /// is open.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn open_carried(
        &self,
        session: &Session,
        sealed: &str,
    ) -> Result<Option<Vec<(String, String)>>, AccountError> {
        if session.asker().is_none() {
            return Ok(None);
        }
        let opened = PARCEL.open(&self.carrying_key(session).await?, sealed)?;
        Ok(opened.and_then(|opened| serde_json::from_slice(&opened).ok()))
    }

    /// The key of this account's forms, the same on each node.
    async fn carrying_key(&self, session: &Session) -> Result<hmac::Tag, AccountError> {
        self.derived_key(&format!("carried forms of account {}", session.account)).await
    }
}
