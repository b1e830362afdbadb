//! Unlocking a session.

use std::sync::Arc;

use hygie_record::{Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use super::pin::digits;
use crate::limits::{ATTEMPTS, PIN_TRIES};
use crate::notices::Event;
use crate::passkeys::webauthn::Party;
use crate::session::Standing;
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, LoggedIn, Session, Source, Stage};

/// By what it is shown who has come back. Another way is another variant here, and an
/// arm of [`Accounts::unlock`].
pub enum Proof {
    /// The PIN of this device.
    Pin(Zeroizing<String>),
    /// The password.
    Password(Zeroizing<String>),
    /// The answer of one of the account's passkeys to
    /// [`Accounts::passkey_challenge_again`].
    Passkey(Party, String),
}

impl Proof {
    /// A PIN as typed.
    pub fn pin(typed: &str) -> Self {
        Self::Pin(Zeroizing::new(typed.to_owned()))
    }

    /// A password as typed.
    pub fn password(typed: &str) -> Self {
        Self::Password(Zeroizing::new(typed.to_owned()))
    }
}

/// What unlocking changes.
pub(crate) const fn unlocked(standing: &mut Standing) {
    standing.locked = false;
}

impl Accounts {
    /// Unlocks a session: it goes on as the same, under another cookie. What it was
    /// proved before stays as fresh or as old as it was.
    ///
    /// # Errors
    /// [`AccountError::WrongPin`] for a wrong PIN, and [`AccountError::Ended`] for the last
    /// one of [`PIN_TRIES`], after which the session has ended and the device has no PIN;
    /// [`AccountError::Refused`] for a wrong password, and for a PIN where there is none;
    /// [`AccountError::Throttled`] after too many passwords; when the session has ended or
    /// the store fails.
    pub async fn unlock(
        self: &Arc<Self>,
        session: &Session,
        proof: Proof,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        if session.stage != Stage::Locked {
            return Err(AccountError::NotNow);
        }
        let (this, session, source) = (Arc::clone(self), session.clone(), source.clone());
        Self::to_the_end(async move {
            match proof {
                Proof::Pin(typed) => {
                    let device = this.prove_pin(&session, typed, &source).await?;
                    this.open_again(&session, "by the PIN of its device", Some(&device)).await
                }
                Proof::Password(typed) => {
                    let (account, _) = this.owner_locked(&session).await?;
                    this.prove(&account, &session, typed).await?;
                    this.open_again(&session, "by the password", None).await
                }
                Proof::Passkey(party, answer) => {
                    let what = "unlocked by a passkey";
                    this.go_on_by_passkey(&session, &party, &answer, what, unlocked).await
                }
            }
        })
        .await
    }

    /// Holds a PIN against the one of the session's device, and gives the device.
    async fn prove_pin(
        &self,
        session: &Session,
        typed: Zeroizing<String>,
        source: &Source,
    ) -> Result<String, AccountError> {
        digits(&typed)?;
        let device = self.device_of(session, source).await?.ok_or(AccountError::Refused)?;
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_locked(session).await?;
            let pin = account.devices.pin_mut(&device).ok_or(AccountError::Refused)?;
            let left = PIN_TRIES.saturating_sub(pin.tries.saturating_add(1));
            if pin.tries >= PIN_TRIES {
                // Others were under way, and none of them is known to be right.
                return Err(self.give_up(session, &device).await?);
            }
            pin.tries = pin.tries.saturating_add(1);
            let hash = pin.hash.clone();
            let change = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
            if !self.change(&self.gate.itself(session.actor()), vec![change], None).await? {
                continue;
            }
            let verify = move |hasher: &crate::password::Hasher| hasher.verify(&typed, Some(&hash));
            if self.session_hashes.run(verify).await? {
                return Ok(device);
            }
            let what = format!("wrong PIN at the lock; {left} attempts are left");
            self.refused(session.actor(), Action::Account, what).await?;
            if left == 0 {
                return Err(self.give_up(session, &device).await?);
            }
            return Err(AccountError::WrongPin { left });
        }
        Err(AccountError::Contended)
    }

    /// Ends a session whose PIN was guessed at too often, and forgets that PIN; gives
    /// what to answer. The account itself stays as it was.
    async fn give_up(&self, session: &Session, device: &str) -> Result<AccountError, AccountError> {
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = match self.owner_locked(session).await {
                Ok(found) => found,
                // Another attempt ended it.
                Err(AccountError::Ended) => return Ok(AccountError::Ended),
                Err(error) => return Err(error),
            };
            account.devices.forget_pin(device);
            account.sessions.retain(|one| *one != session.name);
            account.notices.own(Event::PinGuessed, &session.standing, self.now());
            let changes = vec![
                remove(Table::Session, &session.name, Expected::Any),
                put(Table::Account, &account.login, &account, Expected::Is(tag))?,
            ];
            let permit = self.gate.itself(session.actor());
            let what = format!("too many wrong PINs; session {} ended", session.id);
            if self.change(&permit, changes, Some((Action::LogOut, what))).await? {
                return Ok(AccountError::Ended);
            }
        }
        Err(AccountError::Contended)
    }

    async fn open_again(
        &self,
        session: &Session,
        how: &str,
        device: Option<&str>,
    ) -> Result<LoggedIn, AccountError> {
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_locked(session).await?;
            if let Some(pin) = device.and_then(|device| account.devices.pin_mut(device)) {
                pin.tries = 0;
            }
            let what = format!("unlocked {how}");
            let with = (unlocked, Vec::new());
            let note = (Action::Account, what.as_str());
            if let Some(logged_in) = self.go_on_as_same(account, tag, session, with, note).await? {
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }
}
