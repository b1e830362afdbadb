//! Numbers of days that an operator may choose.

use crate::limits::{
    INVITATION_DAYS, INVITATION_DAYS_MOST, LEGAL_NOTICE_DAYS, LEGAL_NOTICE_DAYS_MOST,
};

/// A number of days from 1 to `MOST`; by itself `DEFAULT`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days<const DEFAULT: u16, const MOST: u16>(u16);

/// For how many days a code of activation may be used.
pub type InvitationDays = Days<INVITATION_DAYS, INVITATION_DAYS_MOST>;

/// After how many days the notice on looking into records is read again.
pub type LegalNoticeDays = Days<LEGAL_NOTICE_DAYS, LEGAL_NOTICE_DAYS_MOST>;

impl<const DEFAULT: u16, const MOST: u16> Days<DEFAULT, MOST> {
    /// `None` for a number out of its limits.
    pub fn new(days: i64) -> Option<Self> {
        let days = u16::try_from(days).ok()?;
        (1..=MOST).contains(&days).then_some(Self(days))
    }

    /// How many.
    pub const fn get(self) -> u16 {
        self.0
    }

    pub(crate) fn millis(self) -> i64 {
        i64::from(self.0) * 86_400_000
    }
}

impl<const DEFAULT: u16, const MOST: u16> Default for Days<DEFAULT, MOST> {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limits<const DEFAULT: u16, const MOST: u16>() {
        let most = i64::from(MOST);
        for (days, expect) in [(0, false), (1, true), (most, true), (most + 1, false), (-1, false)]
        {
            assert_eq!(Days::<DEFAULT, MOST>::new(days).is_some(), expect, "{days}");
        }
        assert_eq!(Days::<DEFAULT, MOST>::default().get(), DEFAULT);
    }

    #[test]
    fn days_have_limits() {
        limits::<INVITATION_DAYS, INVITATION_DAYS_MOST>();
        limits::<LEGAL_NOTICE_DAYS, LEGAL_NOTICE_DAYS_MOST>();
    }
}
