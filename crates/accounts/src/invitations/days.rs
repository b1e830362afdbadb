//! For how many days a code may be used.

use crate::limits::{INVITATION_DAYS, INVITATION_DAYS_MOST};

/// A number of days within its limits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InvitationDays(u16);

impl InvitationDays {
    /// From 1 to [`INVITATION_DAYS_MOST`]; `None` for any other number.
    pub fn new(days: i64) -> Option<Self> {
        let days = u16::try_from(days).ok()?;
        (1..=INVITATION_DAYS_MOST).contains(&days).then_some(Self(days))
    }

    /// How many.
    pub const fn get(self) -> u16 {
        self.0
    }

    pub(super) fn millis(self) -> i64 {
        i64::from(self.0) * 86_400_000
    }
}

impl Default for InvitationDays {
    fn default() -> Self {
        Self(INVITATION_DAYS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_limits() {
        let most = i64::from(INVITATION_DAYS_MOST);
        for (days, expect) in [(0, false), (1, true), (most, true), (most + 1, false), (-1, false)]
        {
            assert_eq!(InvitationDays::new(days).is_some(), expect, "{days}");
        }
        assert_eq!(InvitationDays::default().get(), INVITATION_DAYS);
    }
}
