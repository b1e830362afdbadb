//! A session: what stands behind a cookie.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use hygie_base::{RecordNo, SecretString, Timestamp};
use hygie_gate::Asker;
use hygie_record::{CellChange, CellChanges, Expected, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::activity::Activity;
use crate::factors::Seed;
use crate::limits::{
    ABSOLUTE_MILLIS, ATTEMPTS, FRESH_MILLIS, IDLE_ADMINISTRATOR_MILLIS, IDLE_MILLIS,
    SEEN_EVERY_MILLIS,
};
use crate::provider::Through;
use crate::service::{HOUSE, nobody};
use crate::stored::{put, remove};
use crate::{
    AccountError, AccountId, Accounts, ActivitySeen, NoticeSeen, Proved, Stage, proved, secret,
};

/// A live session, as it was when it was checked.
#[derive(Clone)]
pub struct Session {
    /// Id by which its owner can end it; not the cookie.
    pub id: String,
    /// How far it has come. Before [`Stage::Open`] it opens nothing but what
    /// its stage is for, and logging out.
    pub stage: Stage,
    /// Id of the account.
    pub account: AccountId,
    /// Counts what ended all sessions of the account.
    pub generation: u64,
    /// The person's name, as others see it.
    pub holder: String,
    /// What they do here, to choose from.
    pub activities: Vec<ActivitySeen>,
    /// The one in which the session acts.
    pub activity: Option<ActivitySeen>,
    /// What each unsafe request must carry besides the cookie.
    pub csrf: String,
    /// Whether the account has an authenticator app.
    pub has_app: bool,
    /// Whether it has a passkey.
    pub has_passkey: bool,
    /// When the person logged in.
    pub begun: Timestamp,
    /// When it ends at the latest.
    pub ends: Timestamp,
    /// The login of the account, as it is kept.
    pub login: String,
    /// When the person last proved wholly who they are.
    pub proved_at: Timestamp,
    /// Whether the account has a second factor, which a full proof then asks for.
    pub second_factor: bool,
    /// Whether its password, and its second factor where it has one, are a full proof: not
    /// where two factors are demanded and a provider's word is one of them.
    pub password_confirms: bool,
    /// Milliseconds after which it is locked when nobody uses it; none when never.
    pub lock_after: Option<i64>,
    /// The latest notice that is news on this device.
    pub news: Option<NoticeSeen>,
    /// Ids of the activities that a provider named; to be offered first.
    pub named: Vec<String>,
    /// Whether the notice on looking into records is to be read first.
    pub owes_legal_notice: bool,
    /// Issuers of the log-in providers that the account is linked to.
    pub issuers: Vec<String>,
    /// Who acts, for traces and, once it is open, for the gate.
    actor: Asker,
    pub(crate) standing: Standing,
    /// Name of its cell.
    pub(crate) name: String,
}

/// What a session was granted so far; goes on to the one that follows it.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Standing {
    #[serde(default = "proved::password")]
    pub(crate) proved: Proved,
    /// Id of the activity chosen.
    pub(crate) activity: Option<String>,
    /// Whether enrolling a second factor was put off.
    pub(crate) waits: bool,
    /// From which kind of device; empty when that is not known.
    pub(crate) place: String,
    /// From where, shortened; empty when that is not known.
    pub(crate) address: String,
    /// Id of the device; none of sessions from before devices were kept.
    pub(crate) device: Option<String>,
    /// Whether it showed then that this login had logged in from it.
    pub(crate) known: bool,
    /// Whether the account has noted that it came.
    pub(crate) arrived: bool,
    /// When it was last proved wholly who it is.
    pub(crate) proved_at: i64,
    /// Whether it is locked.
    pub(crate) locked: bool,
    /// The seed that is shown to be enrolled.
    pub(crate) offered: Option<Seed>,
    /// Ids of the activities that a provider named.
    pub(crate) named: Vec<String>,
    /// Through which provider it began, where the session there is to be ended too.
    pub(crate) through: Option<Through>,
    /// Whether the log-in said that they regulate medical calls.
    pub(crate) regulates: bool,
    /// Numbers of the records that it has open in a secret connection.
    pub(crate) secret: Vec<u64>,
}

/// A session that has just begun, and its cookie, which is never shown again.
pub struct LoggedIn {
    /// The value of the cookie.
    pub cookie: SecretString,
    /// The session behind it.
    pub session: Session,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("id", &self.id).finish_non_exhaustive()
    }
}

impl fmt::Debug for LoggedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoggedIn").field("session", &self.session).finish_non_exhaustive()
    }
}

/// A session as it is kept, under the hash of its cookie.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Stored {
    /// Name of its cell, so that a list of cells tells which is which.
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) login: String,
    /// Id of the account, which a later account of the same login has not.
    account: String,
    generation: u64,
    csrf: String,
    pub(crate) begun: i64,
    /// When it was last used, at most [`SEEN_EVERY_MILLIS`] ago.
    pub(crate) last: i64,
    pub(crate) ends: i64,
    #[serde(flatten)]
    pub(crate) standing: Standing,
}

/// A session in memory, which knows to the millisecond when it was last used.
pub(crate) struct Live {
    pub(crate) stored: Stored,
    last: AtomicI64,
    /// What was last written of `last`.
    written: AtomicI64,
}

/// Milliseconds after which an unused session of this account ends. Before an
/// activity is chosen, those of the strictest one.
pub(crate) fn idle_millis(account: &Account, activity: Option<&str>) -> i64 {
    let strict = match account.chosen(activity) {
        Some(chosen) => chosen.role.is_of_the_house(),
        None => account.activities.iter().any(|one| one.role.is_of_the_house()),
    };
    if strict { IDLE_ADMINISTRATOR_MILLIS } else { IDLE_MILLIS }
}

impl Session {
    /// Who asks; nobody before the session is open.
    pub fn asker(&self) -> Option<&Asker> {
        (self.stage == Stage::Open).then_some(&self.actor)
    }

    /// Who acts on their own account, at any stage.
    pub(crate) const fn actor(&self) -> &Asker {
        &self.actor
    }

    /// Whether who they are was proved wholly not longer ago than [`FRESH_MILLIS`]: what
    /// is sensitive demands it. A persona of a demonstration proves nothing, and is as
    /// fresh as a click.
    pub fn is_fresh(&self, now: Timestamp) -> bool {
        // A proof from the future is none: by a clock that was wrong then, or is now.
        let since = now.0.saturating_sub(self.standing.proved_at);
        self.standing.proved.persona || (0..FRESH_MILLIS).contains(&since)
    }

    /// Whether a PIN may be set in it: two factors were proved, or it is one of a
    /// demonstration's personas.
    pub fn may_set_pin(&self) -> bool {
        let proved = self.standing.proved;
        self.standing.device.is_some() && (proved.is_two() || proved.persona)
    }

    /// The same as it is once it was locked.
    #[must_use]
    pub fn as_locked(&self) -> Self {
        let standing = Standing { locked: true, ..self.standing.clone() };
        Self { stage: Stage::Locked, standing, ..self.clone() }
    }

    /// Whether it is of a demonstration's persona, who proved nothing.
    pub const fn is_persona(&self) -> bool {
        self.standing.proved.persona
    }
}

impl Standing {
    /// The records that it has open in a secret connection.
    fn secret_records(&self) -> Vec<RecordNo> {
        self.secret.iter().copied().filter_map(RecordNo::from_u64).collect()
    }
}

impl Stored {
    /// A session that begins now; what the person proved may have begun before.
    pub(crate) fn new(
        name: String,
        account: &Account,
        now: Timestamp,
        secrets: [String; 2],
        (begun, standing): (Timestamp, Standing),
    ) -> Self {
        let [id, csrf] = secrets;
        Self {
            name,
            id,
            login: account.login.clone(),
            account: account.id.clone(),
            generation: account.generation,
            csrf,
            begun: begun.0,
            last: now.0,
            ends: begun.0.saturating_add(ABSOLUTE_MILLIS),
            standing,
        }
    }

    /// As its owner sees it.
    pub(crate) fn shown(&self, account: &Account, accounts: &Accounts) -> Session {
        let activity = self.standing.activity.as_deref();
        let device = self.standing.device.as_deref();
        Session {
            id: self.id.clone(),
            stage: Stage::of(account, &self.standing, accounts.second_factor),
            proved_at: Timestamp(self.standing.proved_at),
            second_factor: account.factors.any(),
            password_confirms: !accounts.second_factor.demands(account),
            lock_after: accounts.lock_after.of_session(account, &self.standing),
            // A persona of a demonstration is entered by anybody, from anywhere: what was
            // done to their record is news all the same.
            news: account
                .notices
                .news(device)
                .rfind(|notice| !self.standing.proved.persona || notice.is_of_record())
                .map(|notice| notice.seen(device)),
            account: AccountId(account.id.clone()),
            generation: account.generation,
            holder: account.name.clone(),
            activities: account.activities_seen(),
            activity: account.chosen(activity).map(Activity::seen),
            csrf: self.csrf.clone(),
            has_app: account.factors.totp.is_some(),
            has_passkey: !account.factors.passkeys.is_empty(),
            begun: Timestamp(self.begun),
            ends: Timestamp(self.ends),
            login: self.login.clone(),
            named: self.standing.named.clone(),
            owes_legal_notice: accounts.owes_legal_notice(account, &self.standing),
            issuers: account.links.iter().map(|link| link.issuer.clone()).collect(),
            actor: Asker {
                regulates: self.standing.regulates,
                secret: self.standing.secret_records(),
                ..account.asker(activity)
            },
            standing: self.standing.clone(),
            name: self.name.clone(),
        }
    }

    /// Whether time alone has ended it, when it was last used at `last`.
    pub(crate) fn is_over(&self, idle_millis: i64, last: i64, now: Timestamp) -> bool {
        now.0 >= self.ends || now.0 >= last.saturating_add(idle_millis)
    }
}

impl Live {
    fn new(stored: Stored) -> Self {
        let last = stored.last;
        Self { stored, last: AtomicI64::new(last), written: AtomicI64::new(last) }
    }

    /// When it was last used.
    pub(crate) fn last(&self) -> i64 {
        self.last.load(Ordering::Relaxed)
    }

    /// Whether it is a session of this account as it stands, and not over.
    pub(crate) fn is_alive(&self, account: &Account, now: Timestamp) -> bool {
        let idle = idle_millis(account, self.stored.standing.activity.as_deref());
        let own = self.stored.account == account.id && self.stored.generation == account.generation;
        own && account.bar.is_none() && !self.stored.is_over(idle, self.last(), now)
    }

    /// Notes a use. `true` when it is time to write it, for one caller only: often
    /// enough that another node, which reads what was written, locks it not much early.
    fn is_used(&self, lock_after: Option<i64>, now: Timestamp) -> bool {
        self.last.fetch_max(now.0, Ordering::Relaxed);
        let written = self.written.load(Ordering::Relaxed);
        let every = lock_after.map_or(SEEN_EVERY_MILLIS, |after| SEEN_EVERY_MILLIS.min(after / 4));
        now.0.saturating_sub(written) >= every
            && self
                .written
                .compare_exchange(written, now.0, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }
}

impl Accounts {
    /// The session behind a cookie, and a note that it was used; `None` when
    /// there is none, or none any more.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn session(&self, cookie: &str) -> Result<Option<Session>, AccountError> {
        if !secret::is_well_formed(cookie) {
            return Ok(None);
        }
        let name = secret::name(cookie);
        let Some(live) = self.live(&name).await? else { return Ok(None) };
        let account = self.account(&live.stored.login).await?;
        let now = self.now();
        let Some(account) = account else { return Ok(None) };
        if !live.is_alive(&account, now) {
            self.remove_ended(&live, &account).await?;
            return Ok(None);
        }
        match self.stage(&live, &account) {
            // It stays as it is: a request that comes to the lock is no use of it.
            Stage::Locked if live.stored.standing.locked => {}
            Stage::Locked => return self.lock_idle(&name).await,
            _ => {
                let after = self.lock_after.of_session(&account, &live.stored.standing);
                if live.is_used(after, now) && !self.write_last(&name, now).await? {
                    return Ok(None);
                }
            }
        }
        Ok(Some(live.stored.shown(&account, self)))
    }

    /// A session from memory or the store, alive or not.
    pub(crate) async fn live(&self, name: &str) -> Result<Option<Arc<Live>>, AccountError> {
        let edition = match self.sessions.get(name) {
            Ok(live) => return Ok(Some(live)),
            Err(edition) => edition,
        };
        let read = self.read::<Stored>(Table::Session, name, "session").await?;
        let Some((stored, _)) = read else { return Ok(None) };
        Ok(Some(self.sessions.keep(edition, name, Arc::new(Live::new(stored)))))
    }

    /// Writes when a session was last used, unless it has ended meanwhile.
    /// Untraced: whatever was done in it has traces of its own.
    async fn write_last(&self, name: &str, now: Timestamp) -> Result<bool, AccountError> {
        let permit = self.gate.itself(&nobody(HOUSE, "accounts"));
        for _ in 0..ATTEMPTS {
            let read = self.read::<Stored>(Table::Session, name, "session").await?;
            let Some((mut stored, tag)) = read else { return Ok(false) };
            stored.last = now.0;
            let change = put(Table::Session, name, &stored, Expected::Is(tag))?;
            let changes = CellChanges { changes: vec![change], trace: None };
            // Past `change`, so that what is in memory stays: it knows the last
            // use better than the store.
            if self.records.change_cells(&permit, changes).await? {
                return Ok(true);
            }
        }
        Err(AccountError::Contended)
    }

    /// A cookie that comes back after its session ended: the cell goes, so
    /// that no clock set back revives it.
    async fn remove_ended(&self, live: &Live, account: &Account) -> Result<(), AccountError> {
        let stored = &live.stored;
        let read = self.read::<Stored>(Table::Session, &stored.name, "session").await?;
        let Some((_, tag)) = read else { return Ok(()) };
        let change = remove(Table::Session, &stored.name, Expected::Is(tag));
        let trace = (Action::LogOut, format!("session {} was over", stored.id));
        let permit = self.gate.itself(&account.asker(stored.standing.activity.as_deref()));
        self.change(&permit, vec![change], Some(trace)).await?;
        Ok(())
    }
}

/// The cell of a session that begins.
pub(crate) fn begin(stored: &Stored) -> Result<CellChange, AccountError> {
    put(Table::Session, &stored.name, stored, Expected::Absent)
}
