//! The second half of registering a passkey: it is taken into the account.

use std::sync::Arc;

use hygie_base::SecretString;
use hygie_record::{Expected, Table};
use hygie_trace::Action;

use super::Passkey;
use super::begin_registration::may_register;
use super::challenge::For;
use super::kept::{cell, owned};
use super::webauthn::{Created, Party, PasskeyFault, Registration};
use crate::account::{Field, text};
use crate::factors::Recovery;
use crate::limits::{ATTEMPTS, PASSKEY_NAME_CHARS, PASSKEYS};
use crate::log_in::Begin;
use crate::notices::Event;
use crate::stored::remove;
use crate::{AccountError, Accounts, By, LoggedIn, Session, Step, secret};

/// A passkey that was registered.
pub struct Registered {
    /// The session that goes on, under a new cookie, with the passkey proved.
    pub logged_in: LoggedIn,
    /// Recovery codes, which are never shown again; none when the account has some.
    pub codes: Vec<SecretString>,
}

/// A name that its owner may give a passkey.
pub(super) fn named(name: &str) -> Result<String, AccountError> {
    text(Field::Passkey, name, false)?;
    let name = name.trim();
    let fits = name.chars().count() <= PASSKEY_NAME_CHARS;
    if fits { Ok(name.to_owned()) } else { Err(AccountError::Field { field: Field::Passkey }) }
}

impl Accounts {
    /// Takes the passkey that the browser made for
    /// [`begin_registration`](Accounts::begin_registration), and goes on under a new
    /// cookie with two factors proved. Other sessions stay: those that proved one
    /// factor only are asked for the second from now on. With the first factor come
    /// recovery codes.
    ///
    /// # Errors
    /// [`AccountError::Passkey`] for an answer that does not count, which is traced;
    /// [`AccountError::Field`] for a name of no or too many characters;
    /// [`AccountError::TooManyPasskeys`], [`AccountError::SamePasskey`]; when the
    /// session has ended or is at another stage, or the store fails.
    pub async fn finish_registration(
        self: &Arc<Self>,
        session: &Session,
        party: &Party,
        name: &str,
        answer: &str,
    ) -> Result<Registered, AccountError> {
        let name = named(name)?;
        let (this, session) = (Arc::clone(self), session.clone());
        let created = Registration::read(answer).and_then(|made| made.check(party));
        Self::to_the_end(async move {
            match created {
                Ok(created) => this.register(&session, &name, &created).await,
                Err(fault) => Err(this.not_registered(&session, fault).await?),
            }
        })
        .await
    }

    async fn register(
        &self,
        session: &Session,
        name: &str,
        created: &Created,
    ) -> Result<Registered, AccountError> {
        for _ in 0..ATTEMPTS {
            let (mut account, tag) = self.owner_at(session, may_register).await?;
            account.may(self.second_factor, Step::Factor, By::Holder)?;
            if account.factors.passkeys.len() >= PASSKEYS {
                return Err(AccountError::TooManyPasskeys);
            }
            let answered = self.answered(&created.challenge, For::Register(session)).await?;
            let answered = match answered {
                Ok(answered) => answered,
                Err(fault) => return Err(self.not_registered(session, fault).await?),
            };
            if self.records.cell(Table::Passkey, &cell(&created.id)).await?.is_some() {
                return Err(AccountError::SamePasskey);
            }
            let id = secret::id(&*self.rng);
            let passkey = Passkey::new(id, name.to_owned(), created, self.now());
            account.factors.passkeys.push(passkey);
            let mut codes = Vec::new();
            if account.factors.recovery.left() == 0 {
                (account.factors.recovery, codes) = Recovery::fresh(&*self.rng);
            }
            account.sessions.retain(|one| *one != session.name);
            let ended = remove(Table::Session, &session.name, Expected::Any);
            let changes = vec![ended, answered.used()?, owned(&created.id, &account)?];
            let mut standing = session.standing.clone();
            standing.proved.passkey = true;
            account.notices.led(session.stage, Event::FactorAdded, &standing, self.now());
            let begin = Begin { begun: session.begun, standing, changes };
            let note = (Action::Account, "registered a passkey");
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                return Ok(Registered { logged_in, codes });
            }
        }
        Err(AccountError::Contended)
    }

    /// Traces it, and gives what to answer.
    async fn not_registered(
        &self,
        session: &Session,
        fault: PasskeyFault,
    ) -> Result<AccountError, AccountError> {
        self.refused(session.actor(), Action::Account, format!("no passkey registered: {fault}"))
            .await?;
        Ok(AccountError::Passkey(fault))
    }
}
