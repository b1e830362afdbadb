//! Ending sessions, one or all, and listing one's own.

use std::sync::Arc;

use hygie_base::Timestamp;
use hygie_record::{CellChange, CellTag, Expected, Table};
use hygie_trace::Action;

use crate::account::Account;
use crate::activity::Activity;
use crate::limits::ATTEMPTS;
use crate::log_in::Begin;
use crate::session::{Standing, Stored};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, ActivitySeen, LoggedIn, Session, Stage};

/// One of a person's sessions, as they see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionSeen {
    /// By which it can be ended.
    pub id: String,
    /// When it began.
    pub begun: Timestamp,
    /// When it was last used.
    pub last: Timestamp,
    /// From which kind of device; empty when that is not known.
    pub place: String,
    /// In which activity; none when none was chosen.
    pub activity: Option<ActivitySeen>,
    /// Whether it is the one that asks.
    pub current: bool,
}

impl Account {
    /// Ends every session: removes their cells, and makes those that could
    /// still come from elsewhere ones of an older generation.
    pub(crate) fn end_all_sessions(&mut self) -> Vec<CellChange> {
        self.generation = self.generation.saturating_add(1);
        let ended = std::mem::take(&mut self.sessions);
        ended.iter().map(|name| remove(Table::Session, name, Expected::Any)).collect()
    }
}

impl Accounts {
    /// Ends a session; one that has ended already stays so.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn log_out(self: &Arc<Self>, session: &Session) -> Result<(), AccountError> {
        self.end(session, session.name.clone(), "logged out", &session.id).await?;
        Ok(())
    }

    /// Ends all sessions of the person, this one too, and tells how many.
    ///
    /// # Errors
    /// When the last full proof was too long ago, this session is locked or has ended
    /// already, or the store fails.
    pub async fn log_out_everywhere(
        self: &Arc<Self>,
        session: &Session,
    ) -> Result<usize, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            this.demand_fresh(&session)?;
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner(&session).await?;
                let mut changes = account.end_all_sessions();
                let ended = changes.len();
                changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
                let permit = this.gate.itself(session.actor());
                let what = format!("logged out everywhere; {ended} sessions ended");
                if this.change(&permit, changes, Some((Action::LogOut, what))).await? {
                    return Ok(ended);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// The person's live sessions, the one used last first.
    ///
    /// # Errors
    /// When this session has ended already or the store fails.
    pub async fn sessions(&self, session: &Session) -> Result<Vec<SessionSeen>, AccountError> {
        let (account, _) = self.owner(session).await?;
        let mut seen = Vec::new();
        for name in &account.sessions {
            let Some(live) = self.live(name).await? else { continue };
            if live.is_alive(&account, self.now()) {
                seen.push(SessionSeen {
                    id: live.stored.id.clone(),
                    begun: Timestamp(live.stored.begun),
                    last: Timestamp(live.last()),
                    place: live.stored.standing.place.clone(),
                    activity: account
                        .chosen(live.stored.standing.activity.as_deref())
                        .map(Activity::seen),
                    current: *name == session.name,
                });
            }
        }
        seen.sort_by_key(|one| std::cmp::Reverse((one.last, one.begun)));
        Ok(seen)
    }

    /// Ends one of the person's sessions. `false` when there is none of this id.
    ///
    /// # Errors
    /// When this session has ended already or the store fails.
    pub async fn end_session(
        self: &Arc<Self>,
        session: &Session,
        id: &str,
    ) -> Result<bool, AccountError> {
        let (account, _) = self.owner(session).await?;
        for name in account.sessions {
            let Some(live) = self.live(&name).await? else { continue };
            if live.stored.id == id {
                return self.end(session, name, "ended", id).await;
            }
        }
        Ok(false)
    }

    /// The account of a session that has not been ended, nor locked meanwhile.
    pub(crate) async fn owner(
        &self,
        session: &Session,
    ) -> Result<(Account, CellTag), AccountError> {
        let found = self.owner_locked(session).await?;
        let live = self.live(&session.name).await?.ok_or(AccountError::Ended)?;
        if live.stored.standing.locked { Err(AccountError::NotNow) } else { Ok(found) }
    }

    /// The same, locked or not.
    pub(crate) async fn owner_locked(
        &self,
        session: &Session,
    ) -> Result<(Account, CellTag), AccountError> {
        let found = self.read_account(&session.login).await?;
        let own = |(account, _): &(Account, CellTag)| {
            account.id == session.account.0
                && account.bar.is_none()
                && account.sessions.contains(&session.name)
        };
        found.filter(own).ok_or(AccountError::Ended)
    }

    /// The same, of a session that is at such a stage as the account stands now.
    pub(crate) async fn owner_at(
        &self,
        session: &Session,
        may: fn(Stage) -> bool,
    ) -> Result<(Account, CellTag), AccountError> {
        let (account, tag) = self.owner(session).await?;
        let stage = Stage::of(&account, &session.standing, self.second_factor);
        if may(stage) { Ok((account, tag)) } else { Err(AccountError::NotNow) }
    }

    /// Changes one's own account in one commit, again while others change it. `change` says
    /// what it came to and the words of its trace; what it refuses is not written.
    pub(crate) async fn change_own<T: Send + 'static>(
        self: &Arc<Self>,
        session: &Session,
        may: fn(Stage) -> bool,
        change: impl Fn(&Self, &mut Account) -> Result<(T, String), AccountError> + Send + 'static,
    ) -> Result<T, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner_at(&session, may).await?;
                let (done, what) = change(&this, &mut account)?;
                let put = put(Table::Account, &account.login, &account, Expected::Is(tag))?;
                let permit = this.gate.itself(session.actor());
                if this.change(&permit, vec![put], Some((Action::Account, what))).await? {
                    return Ok(done);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// Ends a session and begins the one that follows it, with other changes, under a
    /// new cookie: what was granted changes, so the old one must not be worth more.
    pub(crate) async fn go_on(
        &self,
        mut account: Account,
        tag: CellTag,
        session: &Session,
        (standing, mut changes): (Standing, Vec<CellChange>),
        (action, what): (Action, &str),
    ) -> Result<Option<LoggedIn>, AccountError> {
        let Some((_, cell)) = self.unless_locked(session).await? else { return Ok(None) };
        account.sessions.retain(|one| *one != session.name);
        changes.push(remove(Table::Session, &session.name, Expected::Is(cell)));
        let begin = Begin { begun: session.begun, standing, changes };
        let what = format!("{what}; session {} goes on", session.id);
        self.begin_session(account, tag, begin, (action, &what)).await
    }

    /// The same for the very same session, its standing changed like this, with other
    /// changes: only its cookie is another one, and what its pages and its apps know it by
    /// stays.
    pub(crate) async fn go_on_as_same(
        &self,
        mut account: Account,
        tag: CellTag,
        session: &Session,
        (change, mut changes): (impl FnOnce(&mut Standing), Vec<CellChange>),
        note: (Action, &str),
    ) -> Result<Option<LoggedIn>, AccountError> {
        let Some((stored, cell)) = self.unless_locked(session).await? else { return Ok(None) };
        let mut standing = stored.standing;
        change(&mut standing);
        account.sessions.retain(|one| *one != session.name);
        changes.push(remove(Table::Session, &session.name, Expected::Is(cell)));
        let begin = Begin { begun: session.begun, standing, changes };
        let known_by = [session.id.clone(), session.csrf.clone()];
        self.begin_session_as(account, tag, begin, known_by, note).await
    }

    /// The cell of a session that goes on, which its end is bound to. `None` when it was
    /// locked since it was looked at: then that is looked at again. A lock that lands
    /// after this fails the commit, for it changes the cell.
    async fn unless_locked(
        &self,
        session: &Session,
    ) -> Result<Option<(Stored, CellTag)>, AccountError> {
        let read = self.read::<Stored>(Table::Session, &session.name, "session").await?;
        let (stored, cell) = read.ok_or(AccountError::Ended)?;
        let locked_since = stored.standing.locked && !session.standing.locked;
        Ok((!locked_since).then_some((stored, cell)))
    }

    /// Ends every other session of the person, and tells how many.
    ///
    /// # Errors
    /// As for [`Accounts::log_out_everywhere`].
    pub async fn end_others(self: &Arc<Self>, session: &Session) -> Result<usize, AccountError> {
        let (this, session) = (Arc::clone(self), session.clone());
        Self::to_the_end(async move {
            this.demand_fresh(&session)?;
            for _ in 0..ATTEMPTS {
                let (mut account, tag) = this.owner(&session).await?;
                let others = account.sessions.iter().filter(|one| **one != session.name);
                let mut changes: Vec<CellChange> =
                    others.map(|name| remove(Table::Session, name, Expected::Any)).collect();
                let ended = changes.len();
                account.sessions.retain(|one| *one == session.name);
                changes.push(put(Table::Account, &account.login, &account, Expected::Is(tag))?);
                let permit = this.gate.itself(session.actor());
                let what = format!("ended the {ended} other sessions");
                if this.change(&permit, changes, Some((Action::LogOut, what))).await? {
                    return Ok(ended);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }

    /// Ends the session of this cell, if the account still has it.
    async fn end(
        self: &Arc<Self>,
        session: &Session,
        name: String,
        what: &str,
        id: &str,
    ) -> Result<bool, AccountError> {
        let this = Arc::clone(self);
        let (login, actor) = (session.login.clone(), session.actor().clone());
        let what = format!("{what}; session {id}");
        Self::to_the_end(async move {
            for _ in 0..ATTEMPTS {
                let found = this.read_account(&login).await?;
                let Some((mut account, tag)) = found.filter(|(account, _)| account.id == actor.id)
                else {
                    return Ok(false);
                };
                let before = account.sessions.len();
                account.sessions.retain(|one| *one != name);
                if account.sessions.len() == before {
                    return Ok(false);
                }
                let changes = vec![
                    remove(Table::Session, &name, Expected::Any),
                    put(Table::Account, &login, &account, Expected::Is(tag))?,
                ];
                let permit = this.gate.itself(&actor);
                let trace = Some((Action::LogOut, what.clone()));
                if this.change(&permit, changes, trace).await? {
                    return Ok(true);
                }
            }
            Err(AccountError::Contended)
        })
        .await
    }
}
