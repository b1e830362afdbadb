//! The notice that health professionals read before they look into records: that each look
//! is in their name, traced and told to the person (référencement Ségur, requirements
//! SC.DMP/CONF.11 and .21). At the first time, and again after so many days.

mod read;

use hygie_base::Timestamp;

use crate::Accounts;
use crate::account::Account;
use crate::session::Standing;

pub use crate::days::LegalNoticeDays;

impl Accounts {
    /// Has the notice read again after so many days; before this is called, never. The
    /// first call counts.
    pub fn tell_the_law_every(&self, days: LegalNoticeDays) {
        let _first = self.legal_notice.get_or_init(|| days);
    }

    /// Whether who acts in this session is to read it now.
    pub(crate) fn owes_legal_notice(&self, account: &Account, standing: &Standing) -> bool {
        let Some(days) = self.legal_notice.get() else { return false };
        let chosen = account.chosen(standing.activity.as_deref());
        chosen.is_some_and(|activity| activity.role.is_health_professional())
            && is_due(account.law_read, *days, self.now())
    }
}

/// Whether it was not read yet, or too long ago. One that was read in the future was read
/// by a clock that was wrong then, or is now.
fn is_due(read: Option<i64>, days: LegalNoticeDays, now: Timestamp) -> bool {
    read.is_none_or(|at| !(0..days.millis()).contains(&now.0.saturating_sub(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_again_after_so_many_days() {
        let days = LegalNoticeDays::default();
        let due = |read| is_due(read, days, Timestamp(days.millis()));
        for (read, expect) in
            [(None, true), (Some(0), true), (Some(1), false), (Some(days.millis()), false)]
        {
            assert_eq!(due(read), expect, "{read:?}");
        }
        assert!(due(Some(days.millis() + 1)), "by a wrong clock");
    }
}
