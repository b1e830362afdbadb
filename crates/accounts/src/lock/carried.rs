//! A form that is carried through the lock, sealed: whoever stands at the workstation
//! meanwhile has its page, and must not find in it what was written.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use zeroize::Zeroizing;

use crate::limits::CARRIED_BYTES;
use crate::{AccountError, Accounts, Session};

/// Bytes of the tag of AES-256-GCM (NIST SP 800-38D).
const TAG_BYTES: usize = 16;
/// What a sealed form is bound to besides its key.
const AAD: &[u8] = b"hygie form carried through the lock";

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
        let mut sealed = Zeroizing::new(written);
        if sealed.len() > CARRIED_BYTES {
            return Ok(None);
        }
        let key = self.carrying_key(session).await?;
        let mut nonce = [0; NONCE_LEN];
        self.rng.fill(&mut nonce);
        key.seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(AAD),
            &mut *sealed,
        )
        .map_err(|_| AccountError::Broken)?;
        let whole = [nonce.as_slice(), &sealed].concat();
        Ok(Some(URL_SAFE_NO_PAD.encode(whole)))
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
        let most = (NONCE_LEN + CARRIED_BYTES + TAG_BYTES).div_ceil(3) * 4;
        if session.asker().is_none() || sealed.len() > most {
            return Ok(None);
        }
        let Ok(whole) = URL_SAFE_NO_PAD.decode(sealed) else { return Ok(None) };
        let mut whole = Zeroizing::new(whole);
        let Some((nonce, sealed)) = whole.split_first_chunk_mut::<NONCE_LEN>() else {
            return Ok(None);
        };
        let key = self.carrying_key(session).await?;
        let nonce = Nonce::assume_unique_for_key(*nonce);
        let opened = key.open_in_place(nonce, Aad::from(AAD), sealed);
        Ok(opened.ok().and_then(|opened| serde_json::from_slice(opened).ok()))
    }

    /// The key of this account's forms, the same on each node.
    async fn carrying_key(&self, session: &Session) -> Result<LessSafeKey, AccountError> {
        let purpose = format!("carried forms of account {}", session.account);
        let key = self.derived_key(&purpose).await?;
        let key = UnboundKey::new(&AES_256_GCM, key.as_ref()).map_err(|_| AccountError::Broken)?;
        Ok(LessSafeKey::new(key))
    }
}
