//! Locking a session that nobody used: found out when it is looked at.

use hygie_base::Timestamp;
use hygie_record::{Expected, Table};
use hygie_trace::Action;

use crate::account::Account;
use crate::limits::ATTEMPTS;
use crate::session::{Live, Stored};
use crate::stored::put;
use crate::{AccountError, Accounts, Session, Stage};

impl Accounts {
    /// The stage of a session at this moment: one that nobody used for long is locked,
    /// also before anybody has written so.
    pub(crate) fn stage(&self, live: &Live, account: &Account) -> Stage {
        self.stage_at(&live.stored, live.last(), account)
    }

    fn stage_at(&self, stored: &Stored, last: i64, account: &Account) -> Stage {
        let stage = Stage::of(account, &stored.standing, self.second_factor);
        let after = self.lock_after.of_session(account, &stored.standing);
        let rested = |after| self.now().0 >= last.saturating_add(after);
        match stage {
            Stage::Open | Stage::Activity if after.is_some_and(rested) => Stage::Locked,
            other => other,
        }
    }

    /// Writes that a session is locked, so that no use and no clock set back unlocks it,
    /// and gives it as it now is; `None` when it has ended meanwhile.
    pub(crate) async fn lock_idle(&self, name: &str) -> Result<Option<Session>, AccountError> {
        for _ in 0..ATTEMPTS {
            let read = self.read::<Stored>(Table::Session, name, "session").await?;
            let Some((mut stored, tag)) = read else { return Ok(None) };
            let Some(account) = self.account(&stored.login).await? else { return Ok(None) };
            // In memory it may have been used later than is written.
            let last = self.live(name).await?.map_or(stored.last, |live| live.last());
            stored.last = stored.last.max(last);
            if self.stage_at(&stored, stored.last, &account) != Stage::Locked
                || stored.standing.locked
            {
                return Ok(Some(stored.shown(&account, self)));
            }
            stored.standing.locked = true;
            let permit = self.gate.itself(&account.asker(stored.standing.activity.as_deref()));
            let since = Timestamp(stored.last);
            let what = format!("session {} was locked, unused since {since}", stored.id);
            let change = put(Table::Session, name, &stored, Expected::Is(tag))?;
            if self.change(&permit, vec![change], Some((Action::Account, what))).await? {
                return Ok(Some(stored.shown(&account, self)));
            }
        }
        Err(AccountError::Contended)
    }
}
