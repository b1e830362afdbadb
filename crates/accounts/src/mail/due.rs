//! Which accounts are owed mail, and from when on: a cell for each, written in the commit
//! of what is owed.

use hygie_base::Timestamp;
use hygie_base::calendar::days;
use hygie_base::paris::{midnight, paris};
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use super::MailPace;
use crate::account::Account;
use crate::limits::{MAIL_DIGEST_MILLIS, MAIL_KEPT_MILLIS};
use crate::stored::put;
use crate::{AccountError, Accounts, stored};

/// That an account is owed mail, under its login.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Due {
    pub(super) login: String,
    /// From when on.
    pub(super) at: i64,
    /// How often it was tried.
    pub(super) tries: u32,
}

impl Account {
    /// From when on something is to be sent; `None` when nothing is. What is older than
    /// [`MAIL_KEPT_MILLIS`] is told in the app alone.
    pub(super) fn mail_due(&self, now: Timestamp) -> Option<Timestamp> {
        let mail = &self.mail;
        let fresh = |at: i64| now.0.saturating_sub(at) <= MAIL_KEPT_MILLIS;
        let code = mail.pending.iter().filter(|it| it.owed && it.is_open(now)).map(|it| it.asked);
        let farewell = mail.farewell.iter().filter(|it| fresh(it.at)).map(|it| it.at);
        let confirmed = mail.confirmed.as_ref().filter(|it| it.refused.is_none());
        let notices = confirmed.into_iter().flat_map(|confirmed| {
            let owed = self.notices.owed().filter(move |(_, at, _)| fresh(at.0));
            owed.map(|(_, _, ready)| match confirmed.pace {
                MailPace::AtOnce => ready.0,
                MailPace::Daily => next_morning(ready).0,
            })
        });
        code.chain(farewell).chain(notices).min().map(Timestamp)
    }
}

/// The next time that gathered notices are sent, at or after this moment.
fn next_morning(at: Timestamp) -> Timestamp {
    let local = paris(at);
    let day = days(local.year, local.month, local.day);
    let of = |day| Timestamp(midnight(day).0.saturating_add(MAIL_DIGEST_MILLIS));
    if at <= of(day) { of(day) } else { of(day.saturating_add(1)) }
}

impl Accounts {
    /// These changes, with those that say that an account among them is owed mail.
    pub(crate) fn with_mail(
        &self,
        mut changes: Vec<CellChange>,
    ) -> Result<Vec<CellChange>, AccountError> {
        if !self.sends_mail() {
            return Ok(changes);
        }
        let mut due = Vec::new();
        for change in changes.iter().filter(|change| change.table == Table::Account) {
            let Some(value) = &change.value else { continue };
            let account: Account = stored::from_bytes(value, "account")?;
            if let Some(at) = account.mail_due(self.now()) {
                let it = Due { login: account.login.clone(), at: at.0, tries: 0 };
                due.push(put(Table::MailDue, &account.login, &it, Expected::Any)?);
            }
        }
        changes.extend(due);
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gathered_notices_go_out_in_the_morning() {
        let at = |day: i64, hour: i64, minute: i64| {
            Timestamp(midnight(day).0 + (hour * 60 + minute) * 60_000)
        };
        for day in [days(2026, 1, 10), days(2026, 7, 10), days(2026, 12, 31)] {
            let check = |from, to| assert_eq!(next_morning(from), to, "{from:?}");
            check(at(day, 6, 59), at(day, 7, 0));
            check(at(day, 7, 0), at(day, 7, 0));
            check(at(day, 7, 1), at(day + 1, 7, 0));
            check(at(day, 23, 59), at(day + 1, 7, 0));
        }
    }
}
