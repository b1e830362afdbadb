//! Making accounts, and giving a new one-time password.

use std::sync::Arc;

use hygie_base::{ExposeSecret as _, SecretString, Timestamp};
use hygie_record::{Expected, Permit, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::administer::{governs, others};
use crate::limits::{ATTEMPTS, ONE_TIME_MILLIS};
use crate::notices::Event;
use crate::service::{CLAIMED, SET_UP};
use crate::stored::{put, remove};
use crate::{
    AccountError, AccountId, Accounts, By, NewAccount, PasswordFault, Step, password, secret,
};

impl Accounts {
    /// Makes an account with a one-time password, which must be changed at the
    /// first log-in and works for [`ONE_TIME_MILLIS`].
    ///
    /// # Errors
    /// When a field is refused, the login is taken or the store fails.
    pub async fn create(
        &self,
        permit: &Permit,
        new: NewAccount,
    ) -> Result<(AccountId, SecretString), AccountError> {
        governs(permit)?;
        let shown = password::fresh(&*self.rng);
        let hash = self.hash_one_time(&shown).await?;
        let until = Timestamp(self.now().0.saturating_add(ONE_TIME_MILLIS));
        let id = self.add(permit, &new, hash, Some(until)).await?;
        Ok((id, shown))
    }

    /// Makes an account with a password that stays.
    ///
    /// # Errors
    /// As for [`Accounts::create`], and when the password is refused.
    pub async fn create_with_password(
        &self,
        permit: &Permit,
        new: NewAccount,
        password: &str,
    ) -> Result<AccountId, AccountError> {
        governs(permit)?;
        new.check()?;
        let hash = self.hash_own(password, &new.own_words()).await?;
        self.add(permit, &new, hash, None).await
    }

    /// Gives an account a new one-time password and ends its sessions, for
    /// those who forgot theirs or let the first one expire.
    ///
    /// # Errors
    /// When there is no such account, it is suspended, revoked or one's own, or
    /// the store fails.
    pub async fn renew(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
    ) -> Result<SecretString, AccountError> {
        governs(&permit)?;
        let login = crate::Login::parse(login)?;
        let this = Arc::clone(self);
        Self::to_the_end(async move {
            let shown = password::fresh(&*this.rng);
            let hash = this.hash_one_time(&shown).await?;
            let until = Timestamp(this.now().0.saturating_add(ONE_TIME_MILLIS));
            this.replace(&permit, &login, hash, Some(until)).await?;
            Ok(shown)
        })
        .await
    }

    /// Gives an account another password that stays, and ends its sessions: for
    /// demonstrations, which tell new passwords at each start.
    ///
    /// # Errors
    /// When there is no such account, the password is refused or the store fails.
    pub async fn give_password(
        self: &Arc<Self>,
        permit: Permit,
        login: &str,
        password: &str,
    ) -> Result<(), AccountError> {
        governs(&permit)?;
        let login = crate::Login::parse(login)?;
        let (this, password) = (Arc::clone(self), Zeroizing::new(password.to_owned()));
        Self::to_the_end(async move {
            let found = this.account(login.as_str()).await?;
            let account = found.ok_or(AccountError::NoSuchAccount)?;
            let hash = this.hash_own(&password, &account.own_words()).await?;
            this.replace(&permit, &login, hash, None).await
        })
        .await
    }

    async fn replace(
        &self,
        permit: &Permit,
        login: &crate::Login,
        hash: String,
        one_time_until: Option<Timestamp>,
    ) -> Result<(), AccountError> {
        for _ in 0..ATTEMPTS {
            let found = self.read_account(login.as_str()).await?;
            let Some((mut account, tag)) = found else {
                return Err(AccountError::NoSuchAccount);
            };
            others(permit, &account)?;
            account.may(self.second_factor, Step::Renew, By::Administrator)?;
            let mut changes = account.end_all_sessions();
            let before = account.clone();
            account.set_password(hash.clone(), one_time_until);
            // A demonstration gives passwords at each start, to everybody.
            if one_time_until.is_some() {
                account.keep_to_work();
                account.notices.others(Event::PasswordGiven, self.now());
            }
            changes.extend(self.whose_changes(Some(&before), &account).await?);
            changes.push(put(Table::Account, login.as_str(), &account, Expected::Is(tag))?);
            let kind = if one_time_until.is_some() { "one-time password" } else { "password" };
            let what = format!("new {kind} of account {}", account.id);
            if self.change(permit, changes, Some((Action::Account, what))).await? {
                return Ok(());
            }
        }
        Err(AccountError::Contended)
    }

    async fn add(
        &self,
        permit: &Permit,
        new: &NewAccount,
        hash: String,
        one_time_until: Option<Timestamp>,
    ) -> Result<AccountId, AccountError> {
        let login = new.check()?;
        let id = secret::id(&*self.rng);
        let ids = [id.clone(), secret::id(&*self.rng)];
        let account = Account::new(ids, &login, new, hash, one_time_until, self.now());
        for _ in 0..ATTEMPTS {
            let mut changes = vec![
                put(Table::Account, login.as_str(), &account, Expected::Absent)?,
                put(Table::House, CLAIMED, &self.now().0, Expected::Any)?,
                remove(Table::House, SET_UP, Expected::Any),
            ];
            changes.extend(self.whose_changes(None, &account).await?);
            let what = format!("made account {id} ({})", new.role.name());
            if self.change(permit, changes, Some((Action::Account, what))).await? {
                self.names.grew();
                return Ok(AccountId(id));
            }
            if self.read_account(login.as_str()).await?.is_some() {
                return Err(AccountError::Taken);
            }
            // Another account of the same person was made meanwhile.
        }
        Err(AccountError::Contended)
    }

    pub(crate) async fn hash_one_time(&self, shown: &SecretString) -> Result<String, AccountError> {
        let given = password::as_given(shown.expose_secret()).ok_or(AccountError::Broken)?;
        self.hashes.run(move |hasher| hasher.hash(&given)).await?
    }

    /// Judges a password of a person's own choice and hashes it. `own` is what
    /// a guesser would try first.
    pub(crate) async fn hash_own(&self, typed: &str, own: &[&str]) -> Result<String, AccountError> {
        if typed.len() > crate::limits::PASSWORD_BYTES {
            return Err(PasswordFault::TooLong.into());
        }
        let typed = Zeroizing::new(typed.to_owned());
        let own: Vec<String> = own.iter().map(|&text| text.to_owned()).collect();
        let breached = self.breached.clone();
        let judged = move |hasher: &password::Hasher| {
            let own: Vec<&str> = own.iter().map(String::as_str).collect();
            let password = password::judge(&typed, &own)?;
            if let Some(breached) = breached {
                // The lists hold passwords as they were typed somewhere else.
                if breached.holds(&password)? || breached.holds(&typed)? {
                    return Err(PasswordFault::Breached.into());
                }
            }
            hasher.hash(&password)
        };
        self.hashes.run(judged).await?
    }
}
