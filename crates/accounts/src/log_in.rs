//! Logging in with a password.

use std::sync::Arc;

use hygie_base::{SecretString, Timestamp};
use hygie_record::{CellChange, CellTag, Expected, Table};
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::account::Account;
use crate::guesses::{Attempt, Source};
use crate::limits::{ATTEMPTS, PASSWORD_BYTES, SECOND_MILLIS, SESSIONS_PER_ACCOUNT};
use crate::password::Hashes;
use crate::service::{UNKNOWN, nobody};
use crate::session::{self, Standing, Stored};
use crate::stored::{put, remove};
use crate::{
    AccountError, Accounts, LoggedIn, Login, Proved, SecondFactor, Stage, password, secret,
};

/// What became of checking a password.
pub(crate) struct Checked {
    pub(crate) right: bool,
    /// A new hash of the same password, when the one kept was made with less.
    renewed: Option<String>,
}

/// With what a session begins.
pub(crate) struct Begin {
    /// When the person logged in.
    pub(crate) begun: Timestamp,
    pub(crate) standing: Standing,
    /// What else happens in the same commit.
    pub(crate) changes: Vec<CellChange>,
}

/// As what somebody logs in who knows a password.
#[derive(Clone, Copy)]
struct As {
    proved: Proved,
    /// Whether they regulate medical calls, which no password says.
    regulates: bool,
}

impl As {
    const PASSWORD: Self = Self { proved: Proved::PASSWORD, regulates: false };
    const PERSONA: Self =
        Self { proved: Proved { persona: true, ..Proved::PASSWORD }, regulates: false };
}

impl Accounts {
    /// Begins a new session for who knows the password. The cookie is always a
    /// fresh one; a door that was sent an older cookie ends that session with
    /// [`Accounts::log_out`].
    ///
    /// # Errors
    /// [`AccountError::Refused`] for an unknown login and a wrong password
    /// alike; when too many attempts were wrong, too many log in at this
    /// moment, the one-time password has expired, the account is suspended or
    /// revoked, or the store fails.
    pub async fn log_in(
        self: &Arc<Self>,
        login: &str,
        password: &str,
    ) -> Result<LoggedIn, AccountError> {
        self.log_in_from(login, password, &Source::default()).await
    }

    /// The same, where it is known from where: strangers are slowed by their
    /// address too, a known device never by strangers, and the owner of the session
    /// reads from which kind of device it began.
    ///
    /// # Errors
    /// As for [`Accounts::log_in`].
    pub async fn log_in_from(
        self: &Arc<Self>,
        login: &str,
        password: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        self.log_in_proving(login, password, source, As::PASSWORD).await
    }

    /// Enters as a persona of a demonstration, whose password the server itself
    /// made: no second factor is asked.
    ///
    /// # Errors
    /// As for [`Accounts::log_in`]; refused where the house is no demonstration.
    pub async fn enter(
        self: &Arc<Self>,
        login: &str,
        password: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        self.enter_as(login, password, source, As::PERSONA).await
    }

    /// The same as a persona who regulates medical calls: the session says so, as one
    /// does that began at Pro Santé Connect. Nothing of it is in the account, and a
    /// log-in of the same persona by password says nothing.
    ///
    /// # Errors
    /// As for [`Accounts::enter`].
    pub async fn enter_regulating(
        self: &Arc<Self>,
        login: &str,
        password: &str,
        source: &Source,
    ) -> Result<LoggedIn, AccountError> {
        self.enter_as(login, password, source, As { regulates: true, ..As::PERSONA }).await
    }

    /// The one place that lets a persona in: nowhere but in a demonstration.
    async fn enter_as(
        self: &Arc<Self>,
        login: &str,
        password: &str,
        source: &Source,
        persona: As,
    ) -> Result<LoggedIn, AccountError> {
        if self.second_factor != SecondFactor::Demonstration {
            return Err(AccountError::Refused);
        }
        self.log_in_proving(login, password, source, persona).await
    }

    async fn log_in_proving(
        self: &Arc<Self>,
        login: &str,
        password: &str,
        source: &Source,
        whom: As,
    ) -> Result<LoggedIn, AccountError> {
        // What cannot be a login or a password of any account is not hashed.
        let Ok(login) = Login::parse(login) else { return Err(AccountError::Refused) };
        if password.len() > PASSWORD_BYTES {
            return Err(AccountError::Refused);
        }
        let this = Arc::clone(self);
        let (password, source) = (Zeroizing::new(password.to_owned()), source.clone());
        let work = async move { this.log_in_now(&login, password, &source, whom).await };
        Self::to_the_end(work).await
    }

    async fn log_in_now(
        &self,
        login: &Login,
        password: Zeroizing<String>,
        source: &Source,
        As { proved, regulates }: As,
    ) -> Result<LoggedIn, AccountError> {
        // A persona's password was typed by nobody, so there is nothing to count.
        let attempt = match proved.persona {
            true => None,
            false => Some(self.attempt_from(login.as_str(), source).await?),
        };
        let arriving = self.arriving(login.as_str(), source, proved).await?;
        let standing = Standing { regulates, ..arriving };
        let mut found = self.read_account(login.as_str()).await?;
        let known = found.as_ref().map(|(account, _)| account);
        let asker = known.map_or_else(|| nobody(UNKNOWN, "log-in"), |known| known.asker(None));
        let checked = self.check_password(known, password).await?;
        let verified = known.map(|account| account.password.clone());
        if !checked.right {
            let seconds = attempt.map_or(0, |attempt| attempt.wrong(self.now()));
            let what = format!("wrong login or password; the next attempt waits {seconds} s");
            self.refused(&asker, Action::LogIn, what).await?;
            return Err(AccountError::Refused);
        }
        for _ in 0..ATTEMPTS {
            let Some((mut account, tag)) = found else { return Err(AccountError::Refused) };
            if Some(&account.password) != verified.as_ref() {
                // Changed while it was checked.
                return Err(AccountError::Refused);
            }
            if account.bar.is_some() {
                let what = format!("the account is {}", account.state(self.second_factor));
                self.refused(&asker, Action::LogIn, what).await?;
                return Err(AccountError::Barred);
            }
            if account.one_time_until.is_some_and(|until| self.now().0 >= until) {
                let what = "expired one-time password".to_owned();
                self.refused(&asker, Action::LogIn, what).await?;
                return Err(AccountError::OneTimeExpired);
            }
            if let Some(hash) = &checked.renewed {
                account.password.clone_from(hash);
            }
            let ended = self.make_room(&mut account, SESSIONS_PER_ACCOUNT - 1).await?;
            let note = (Action::LogIn, "logged in");
            let begin = Begin { begun: self.now(), standing: standing.clone(), changes: ended };
            if let Some(logged_in) = self.begin_session(account, tag, begin, note).await? {
                attempt.into_iter().for_each(Attempt::right);
                return Ok(logged_in);
            }
            found = self.read_account(login.as_str()).await?;
        }
        Err(AccountError::Contended)
    }

    /// Checks what was typed, as long for no account as for one.
    async fn check_password(
        &self,
        account: Option<&Account>,
        typed: Zeroizing<String>,
    ) -> Result<Checked, AccountError> {
        Self::check_in(&self.hashes, account, typed).await
    }

    /// The same in the queue of who has a session already.
    pub(crate) async fn check_own_password(
        &self,
        account: &Account,
        typed: Zeroizing<String>,
    ) -> Result<Checked, AccountError> {
        Self::check_in(&self.session_hashes, Some(account), typed).await
    }

    async fn check_in(
        hashes: &Hashes,
        account: Option<&Account>,
        typed: Zeroizing<String>,
    ) -> Result<Checked, AccountError> {
        let hash = account.map(|account| account.password.clone());
        let one_time = account.is_some_and(|account| account.one_time_until.is_some());
        let work = move |hasher: &password::Hasher| {
            let read = if one_time { password::as_given } else { password::normal };
            let Some(password) = read(&typed) else {
                return Ok(Checked { right: false, renewed: None });
            };
            let right = hasher.verify(&password, hash.as_deref());
            let old = hash.filter(|hash| right && hasher.is_old(hash));
            let renewed = old.map(|_| hasher.hash(&password)).transpose()?;
            Ok(Checked { right, renewed })
        };
        hashes.run(work).await?
    }

    /// Begins a session of what was proved, with the account as it is about to
    /// be kept. Every way in ends here. `None` when the account changed
    /// meanwhile: then nothing has happened.
    pub(crate) async fn begin_session(
        &self,
        account: Account,
        tag: CellTag,
        begin: Begin,
        note: (Action, &str),
    ) -> Result<Option<LoggedIn>, AccountError> {
        let known_by = [secret::id(&*self.rng), secret::fresh(&*self.rng).to_string()];
        self.begin_session_as(account, tag, begin, known_by, note).await
    }

    /// The same with this id and this token of forms.
    pub(crate) async fn begin_session_as(
        &self,
        mut account: Account,
        tag: CellTag,
        begin: Begin,
        known_by: [String; 2],
        (action, what): (Action, &str),
    ) -> Result<Option<LoggedIn>, AccountError> {
        let Begin { begun, mut standing, mut changes } = begin;
        let cookie = secret::fresh(&*self.rng);
        let stage = Stage::of(&account, &standing, self.second_factor);
        let now = self.now();
        // Who has not proved the second factor is not there yet.
        if stage == Stage::Second {
            account.notices.half_way(&standing, begun);
        } else if !standing.arrived {
            standing.arrived = true;
            account.arrived(&standing, now);
        }
        let begun = (begun, standing);
        let mut stored = Stored::new(secret::name(&cookie), &account, now, known_by, begun);
        if stage == Stage::Second {
            stored.ends = now.0.saturating_add(SECOND_MILLIS);
        }
        account.last = Some(stored.begun);
        account.sessions.push(stored.name.clone());
        changes.push(session::begin(&stored)?);
        changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
        let permit = self.gate.itself(&account.asker(stored.standing.activity.as_deref()));
        let trace = (action, format!("{what}; session {}", stored.id));
        if !self.change(&permit, changes, Some(trace)).await? {
            return Ok(None);
        }
        let session = stored.shown(&account, self);
        Ok(Some(LoggedIn { cookie: SecretString::from(cookie.as_str()), session }))
    }

    /// Forgets the sessions of an account that are over, and ends those that
    /// rested longest until at most `most` remain.
    pub(crate) async fn make_room(
        &self,
        account: &mut Account,
        most: usize,
    ) -> Result<Vec<CellChange>, AccountError> {
        let now: Timestamp = self.now();
        let mut alive = Vec::new();
        let mut ended = Vec::new();
        for name in std::mem::take(&mut account.sessions) {
            let Some(live) = self.live(&name).await? else { continue };
            if live.is_alive(account, now) {
                // Who knows the password alone must not push out who proved more.
                let stage = Stage::of(account, &live.stored.standing, self.second_factor);
                alive.push(((stage != Stage::Second, live.last()), name));
            } else {
                ended.push(name);
            }
        }
        // Stable, so of those used at the same time the earliest goes.
        alive.sort_by_key(|(worth, _)| *worth);
        let too_many = alive.len().saturating_sub(most);
        ended.extend(alive.drain(..too_many).map(|(_, name)| name));
        account.sessions = alive.into_iter().map(|(_, name)| name).collect();
        Ok(ended.iter().map(|name| remove(Table::Session, name, Expected::Any)).collect())
    }
}

#[cfg(test)]
mod tests;
