//! A session: what stands behind a cookie.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use hygie_base::{SecretString, Timestamp};
use hygie_gate::{Asker, Role};
use hygie_record::{CellChange, CellChanges, Expected, Table};
use hygie_trace::Action;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::limits::{
    ABSOLUTE_MILLIS, ATTEMPTS, IDLE_ADMINISTRATOR_MILLIS, IDLE_MILLIS, SEEN_EVERY_MILLIS,
};
use crate::service::{HOUSE, nobody, put, remove};
use crate::{AccountError, Accounts, secret};

/// A live session, as it was when it was checked.
#[derive(Clone)]
pub struct Session {
    /// Id by which its owner can end it; not the cookie.
    pub id: String,
    /// Who asks.
    pub asker: Asker,
    /// What each unsafe request must carry besides the cookie.
    pub csrf: String,
    /// Whether the password is a one-time one. Until it is changed, nothing but
    /// changing it and logging out is allowed.
    pub must_change: bool,
    /// When the person logged in.
    pub begun: Timestamp,
    /// When it ends at the latest.
    pub ends: Timestamp,
    /// The login of the account, as it is kept.
    pub login: String,
    /// Name of its cell.
    pub(crate) name: String,
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
    ends: i64,
}

/// A session in memory, which knows to the millisecond when it was last used.
pub(crate) struct Live {
    pub(crate) stored: Stored,
    last: AtomicI64,
    /// What was last written of `last`.
    written: AtomicI64,
}

/// Milliseconds after which an unused session of this role ends.
pub(crate) const fn idle_millis(role: Role) -> i64 {
    match role {
        Role::Administrator => IDLE_ADMINISTRATOR_MILLIS,
        _ => IDLE_MILLIS,
    }
}

impl Stored {
    /// A session that begins now.
    pub(crate) fn new(
        name: String,
        account: &Account,
        now: Timestamp,
        secrets: [String; 2],
    ) -> Self {
        let [id, csrf] = secrets;
        Self {
            name,
            id,
            login: account.login.clone(),
            account: account.id.clone(),
            generation: account.generation,
            csrf,
            begun: now.0,
            last: now.0,
            ends: now.0.saturating_add(ABSOLUTE_MILLIS),
        }
    }

    /// As its owner sees it.
    pub(crate) fn shown(&self, account: &Account) -> Session {
        Session {
            id: self.id.clone(),
            asker: account.asker(),
            csrf: self.csrf.clone(),
            must_change: account.one_time_until.is_some(),
            begun: Timestamp(self.begun),
            ends: Timestamp(self.ends),
            name: self.name.clone(),
            login: self.login.clone(),
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
        let idle = idle_millis(account.role);
        let own = self.stored.account == account.id && self.stored.generation == account.generation;
        own && !self.stored.is_over(idle, self.last(), now)
    }

    /// Notes a use. `true` when it is time to write it, for one caller only.
    fn is_used(&self, now: Timestamp) -> bool {
        self.last.fetch_max(now.0, Ordering::Relaxed);
        let written = self.written.load(Ordering::Relaxed);
        now.0.saturating_sub(written) >= SEEN_EVERY_MILLIS
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
        if live.is_used(now) && !self.write_last(&name, now).await? {
            return Ok(None);
        }
        Ok(Some(live.stored.shown(&account)))
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
        let permit = self.gate.itself(&account.asker());
        self.change(&permit, vec![change], Some(trace)).await?;
        Ok(())
    }
}

/// The cell of a session that begins.
pub(crate) fn begin(stored: &Stored) -> Result<CellChange, AccountError> {
    put(Table::Session, &stored.name, stored, Expected::Absent)
}
