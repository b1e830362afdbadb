//! The first start: whoever has the set-up token makes the first administrator.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::Role;
use hygie_record::{Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::service::{CLAIMED, HOUSE, SET_UP, UNKNOWN, nobody};
use crate::stored::{put, remove};
use crate::strays::Stray;
use crate::{AccountError, Accounts, NewAccount, secret};

/// The first administrator.
pub struct FirstAdministrator {
    /// The person's name.
    pub name: String,
    /// As typed.
    pub login: String,
    /// A password of the person's own choice.
    pub password: SecretString,
}

const DOOR: &str = "set-up";

impl Accounts {
    /// A fresh set-up token, which replaces an older one; `None` when an
    /// account exists. It works once, until it is used or replaced.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn setup_token(&self) -> Result<Option<SecretString>, AccountError> {
        if self.is_claimed().await? {
            return Ok(None);
        }
        let token = secret::fresh(&*self.rng);
        let change = put(Table::House, SET_UP, &secret::name(&token), Expected::Any)?;
        let trace = Some((Action::Account, "made a set-up token".to_owned()));
        self.change(&self.gate.itself(&nobody(HOUSE, DOOR)), vec![change], trace).await?;
        Ok(Some(SecretString::from(token.as_str())))
    }

    /// Makes the first administrator and uses up the set-up token, in one
    /// commit: of two who try at the same time, one succeeds.
    ///
    /// # Errors
    /// When an account exists, the token is wrong, a field or the password is
    /// refused or the store fails.
    pub async fn claim(
        self: &Arc<Self>,
        token: &str,
        first: FirstAdministrator,
    ) -> Result<(), AccountError> {
        let this = Arc::clone(self);
        let token = Zeroizing::new(token.to_owned());
        Self::to_the_end(async move { this.claim_now(&token, first).await }).await
    }

    async fn claim_now(&self, token: &str, first: FirstAdministrator) -> Result<(), AccountError> {
        if self.is_claimed().await? {
            return Err(AccountError::AlreadyClaimed);
        }
        if !secret::is_well_formed(token) {
            return Err(AccountError::SetUpToken);
        }
        let kept = self.read::<String>(Table::House, SET_UP, "set-up token").await?;
        let Some((_, tag)) = kept.filter(|(kept, _)| secret::same(kept, &secret::name(token)))
        else {
            let what = "wrong set-up token".to_owned();
            let asker = nobody(UNKNOWN, DOOR);
            self.refused_astray(Stray::SetUp, &asker, Action::Account, what).await?;
            return Err(AccountError::SetUpToken);
        };
        let new = NewAccount {
            login: first.login,
            name: first.name,
            role: Role::Administrator,
            organisation: String::new(),
            organisation_name: String::new(),
            person: None,
            delegation: None,
        };
        let login = new.check()?;
        let hash = self.hash_own(first.password.expose_secret(), &new.own_words()).await?;
        let id = secret::id(&*self.rng);
        let ids = [id.clone(), secret::id(&*self.rng)];
        let account = Account::new(ids, &login, &new, hash, None, self.now());
        let mut changes = self.whose_changes(None, &account).await?;
        changes.extend([
            remove(Table::House, SET_UP, Expected::Is(tag)),
            put(Table::House, CLAIMED, &self.now().0, Expected::Absent)?,
            put(Table::Account, login.as_str(), &account, Expected::Absent)?,
        ]);
        let what = format!("made account {id} (administrator), the first one");
        let permit = self.gate.itself(&account.asker(None));
        if self.change(&permit, changes, Some((Action::Account, what))).await? {
            self.claimed.store(true, Ordering::Release);
            return Ok(());
        }
        let claimed = self.is_claimed().await?;
        Err(if claimed { AccountError::AlreadyClaimed } else { AccountError::SetUpToken })
    }
}
