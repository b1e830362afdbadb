//! Whose user is away at a log-in provider: what must be known when they come back.
//!
//! It is sealed, and the browser that began carries it: strangers may begin as many
//! log-ins as they like, fill nothing here and push nobody out, and any node of a shared
//! store takes back what another one gave, also after a restart. As of the challenges of
//! passkeys, what is kept is each one that was *used*, in one commit that fails when it
//! is kept already. Of those that came to nothing as many are kept as are traced
//! ([`crate::limits::STRAY_REFUSALS`] a minute): to try one of the others again leads to
//! the same checks by the provider, and to nothing here.

use aws_lc_rs::aead::AES_256_GCM_SIV;
use hygie_base::{SecretString, Timestamp};
use hygie_record::{CellChange, Expected, Table};
use zeroize::Zeroizing;

use crate::limits::AWAY_BYTES;
use crate::parcel::Parcel;
use crate::passkeys::Mark;
use crate::service::{UNKNOWN, nobody};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, secret};

const TIME_BYTES: usize = 8;
const PARCEL: Parcel = Parcel {
    algorithm: &AES_256_GCM_SIV,
    bound_to: b"hygie log-in begun at a provider 1",
    most: TIME_BYTES + AWAY_BYTES,
};
const PURPOSE: &str = "log-ins begun at a provider";

/// What came back, in time and not used.
pub struct Away {
    /// Name of its cell once it is used; also says which form is its own.
    pub(super) name: String,
    until: i64,
    pub(super) said: Zeroizing<Vec<u8>>,
    /// Name of the cell of the form that waits for it.
    pub(super) form: Option<String>,
}

impl Away {
    /// What was given to be carried.
    pub fn said(&self) -> &[u8] {
        &self.said
    }

    /// The changes that use it up; they hold once.
    pub(super) fn used(&self) -> Result<Vec<CellChange>, AccountError> {
        let mark = Mark { name: self.name.clone(), until: self.until };
        let form = self.form.iter().map(|name| remove(Table::AwayForm, name, Expected::Any));
        let mark = put(Table::Challenge, &self.name, &mark, Expected::Absent)?;
        Ok(std::iter::once(mark).chain(form).collect())
    }
}

impl Accounts {
    /// Seals what the browser is to carry until then: the value of a cookie. `None` when
    /// it is longer than [`AWAY_BYTES`].
    ///
    /// # Errors
    /// When the store fails.
    pub async fn carry_away(
        &self,
        said: &[u8],
        until: Timestamp,
    ) -> Result<Option<SecretString>, AccountError> {
        if said.len() > AWAY_BYTES {
            return Ok(None);
        }
        let mut sealed = Zeroizing::new(until.0.to_be_bytes().to_vec());
        sealed.extend_from_slice(said);
        let key = self.derived_key(PURPOSE).await?;
        Ok(Some(PARCEL.seal(&key, &*self.rng, sealed)?.into()))
    }

    /// What this cookie carries; `None` when it is none of ours, too old, or used.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn come_back(&self, cookie: &str) -> Result<Option<Away>, AccountError> {
        let opened = PARCEL.open(&self.derived_key(PURPOSE).await?, cookie)?;
        let Some(opened) = opened else { return Ok(None) };
        let Some((until, said)) = opened.split_first_chunk() else { return Ok(None) };
        let until = i64::from_be_bytes(*until);
        // Strict base64 gives each cookie one spelling, so its hash is one name.
        let name = secret::name(cookie);
        if until <= self.now().0 || self.records.cell(Table::Challenge, &name).await?.is_some() {
            return Ok(None);
        }
        Ok(Some(Away { name, until, said: Zeroizing::new(said.to_vec()), form: None }))
    }

    /// Uses it up. `false` when somebody else did so first.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn use_up(&self, away: &Away) -> Result<bool, AccountError> {
        let permit = self.gate.itself(&nobody(UNKNOWN, "log-in"));
        self.change(&permit, away.used()?, None).await
    }
}
