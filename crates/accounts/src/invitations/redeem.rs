//! Using a code: an account begins, or is given back to its holder.

use std::sync::Arc;

use hygie_base::{ExposeSecret as _, SecretString};
use hygie_gate::{GateError, Role};
use hygie_record::{CellChanges, Expected, RecordError, Table};
use hygie_trace::{Action, Outcome};
use zeroize::Zeroizing;

use super::adult::adult;
use super::check::Behind;
use super::code::Code;
use super::kept::How;
use super::{InvitationError, TOLD_ACTIVATED, TOLD_RESTORED};
use crate::account::Account;
use crate::guesses::Source;
use crate::limits::ATTEMPTS;
use crate::log_in::Begin;
use crate::notices::Event;
use crate::passkeys::dropped;
use crate::stored::put;
use crate::{AccountError, Accounts, LoggedIn, Login, NewAccount, Proved, secret};

/// What the record is opened for when its person's way in begins, as traces say it.
const OPENING: &str = "first log-in";

impl Accounts {
    /// Uses a code up. Where the person has no account it makes one, bound to the
    /// record, under the login that they choose; where they have one and lost the
    /// way into it, the login stays, the password is replaced, the second factors
    /// are taken away and every session ends. A code of who acts for the person makes an
    /// account that does that. Either way they are logged in.
    ///
    /// # Errors
    /// As for [`Accounts::check_code`]; when the login is refused or taken, or the
    /// password is refused: then the code may be used again.
    pub async fn redeem(
        self: &Arc<Self>,
        typed: &str,
        login: &str,
        password: SecretString,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let code = Code::read(typed).ok_or(InvitationError::Mistyped)?;
        let (this, login, source) = (Arc::clone(self), login.to_owned(), source.clone());
        let password = Zeroizing::new(password.expose_secret().to_owned());
        Self::to_the_end(async move {
            let login = this.redeem_now(&code, &login, &password, &source).await?;
            this.log_in_redeemed(&login, &source).await
        })
        .await
    }

    /// The login of the account, once the code was used for it.
    async fn redeem_now(
        &self,
        code: &Code,
        login: &str,
        password: &str,
        source: &Source,
    ) -> Result<String, AccountError> {
        let behind = self.behind(code, source).await?;
        if let Some(delegation) = behind.delegation {
            let held = (behind.record, delegation);
            return self.begin_delegate(code, held, &behind.invitation, (login, password)).await;
        }
        let Behind { record, invitation, account, .. } = behind;
        // Each try of a login tells whether it is taken, so tries are counted.
        let attempt = self.attempt(&format!("invitation {}", invitation.id))?;
        let mut new = match account {
            Some((account, _)) => account,
            None => self.begun(record, login)?,
        };
        if invitation.again.is_none() {
            new.name = self.name_in(record, &new).await?;
        }
        let hash = self.hash_own(password, &new.own_words()).await?;
        for _ in 0..ATTEMPTS {
            let Some(behind) = self.look_behind(&code.name()).await? else {
                return Err(InvitationError::Unknown.into());
            };
            let Behind { mut kept, expect, account, .. } = behind;
            let (mut account, was) = match account {
                Some((account, tag)) => (account, Expected::Is(tag)),
                None => (new.clone(), Expected::Absent),
            };
            let again = was != Expected::Absent;
            let before = again.then(|| account.clone());
            let mut changes = account.end_all_sessions();
            account.set_password(hash.clone(), None);
            // Who was given the way in again is the only one who has one.
            let (passkeys, links) =
                (std::mem::take(&mut account.factors).passkeys, std::mem::take(&mut account.links));
            changes.extend(dropped(&passkeys, &account));
            changes.extend(self.link_changes(&links, &account).await?);
            account.devices.forget_pins();
            if again {
                account.notices.others(Event::PasswordGiven, self.now());
            }
            let told = if again { TOLD_RESTORED } else { TOLD_ACTIVATED };
            let what = format!("{told}; invitation {}", invitation.id);
            changes.extend(kept.end_pending(How::Used, self.now()));
            changes.push(kept.put(expect)?);
            changes.extend(self.whose_changes(before.as_ref(), &account).await?);
            changes.push(put(Table::Account, &account.login, &account, was)?);
            let permit = self.gate.itself(&account.asker(None));
            let trace = Some((Action::Account, what, Outcome::Granted));
            if self.change_of(&permit, record, CellChanges { changes, trace }).await? {
                self.names.changed();
                attempt.right();
                return Ok(account.login);
            }
            if !again && self.read_account(&account.login).await?.is_some() {
                attempt.wrong(self.now());
                return Err(AccountError::Taken);
            }
        }
        Err(AccountError::Contended)
    }

    /// An account of the person of this record, without name and password.
    fn begun(&self, record: hygie_base::RecordNo, login: &str) -> Result<Account, AccountError> {
        let login = Login::parse(login)?;
        let new = NewAccount {
            login: login.to_string(),
            name: String::new(),
            role: Role::Person,
            organisation: String::new(),
            organisation_name: String::new(),
            person: Some(record),
            delegation: None,
        };
        let ids = [secret::id(&*self.rng), secret::id(&*self.rng)];
        Ok(Account::new(ids, &login, &new, String::new(), None, self.now()))
    }

    /// The person's name as their record has it today, read as they may read it: an
    /// invitation keeps none.
    async fn name_in(
        &self,
        record: hygie_base::RecordNo,
        account: &Account,
    ) -> Result<String, AccountError> {
        let gone = || AccountError::from(InvitationError::Unknown);
        let permit = match self.gate.record(&account.asker(None), record).await {
            Ok(permit) => permit,
            Err(GateError::Refused(_) | GateError::Act(_)) => return Err(gone()),
            Err(GateError::Record(error)) => return Err(error.into()),
        };
        match self.records.view(&permit, record, OPENING).await {
            Ok(view) => adult(&view, self.now()).map_err(|_| gone()),
            Err(RecordError::NotFound) => Err(gone()),
            Err(error) => Err(error.into()),
        }
    }

    /// Logs in who has just used a code, as who proved the password that they chose.
    async fn log_in_redeemed(
        &self,
        login: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        let standing = self.arriving(login, source, Proved::PASSWORD).await?;
        for _ in 0..ATTEMPTS {
            let Some((account, tag)) = self.read_account(login).await? else {
                return Err(AccountError::Refused);
            };
            if account.bar.is_some() {
                return Err(AccountError::Barred);
            }
            let standing = standing.clone();
            let begin = Begin { begun: self.now(), standing, changes: Vec::new() };
            let note = (Action::LogIn, "logged in by a code of activation");
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                return Ok(logged_in);
            }
        }
        Err(AccountError::Contended)
    }
}
