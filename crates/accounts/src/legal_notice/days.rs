//! After how many days the notice is read again.

use crate::limits::{LEGAL_NOTICE_DAYS, LEGAL_NOTICE_DAYS_MOST};

/// A number of days within its limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LegalNoticeDays(u16);

impl LegalNoticeDays {
    /// From 1 to [`LEGAL_NOTICE_DAYS_MOST`]; `None` for any other number.
    pub fn new(days: i64) -> Option<Self> {
        let days = u16::try_from(days).ok()?;
        (1..=LEGAL_NOTICE_DAYS_MOST).contains(&days).then_some(Self(days))
    }

    /// How many.
    pub const fn get(self) -> u16 {
        self.0
    }

    pub(super) fn millis(self) -> i64 {
        i64::from(self.0) * 86_400_000
    }
}

impl Default for LegalNoticeDays {
    fn default() -> Self {
        Self(LEGAL_NOTICE_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_limits() {
        let most = i64::from(LEGAL_NOTICE_DAYS_MOST);
        for (days, expect) in [(0, false), (1, true), (most, true), (most + 1, false), (-1, false)]
        {
            assert_eq!(LegalNoticeDays::new(days).is_some(), expect, "{days}");
        }
        assert_eq!(LegalNoticeDays::default().get(), LEGAL_NOTICE_DAYS);
    }
}
