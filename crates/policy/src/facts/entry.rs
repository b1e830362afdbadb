//! What counts of one entry.

use hygie_base::Timestamp;
use hygie_base::calendar::month_after;

use super::DocType;

/// What counts of one entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Entry {
    /// Which organisation keeps it.
    pub custodian: Custodian,
    /// Whether the asker is its author.
    pub authored: bool,
    /// Its document type; `None` when nothing maps it to one.
    pub doc_type: Option<DocType>,
    /// MASQUE_PS: the person masked it to professionals.
    pub masked: bool,
    /// INVISIBLE_PATIENT, and how the wait stands.
    pub for_person: ForPerson,
    /// INVISIBLE_REPRESENTANTS_LEGAUX: hidden from the legal representatives.
    pub hidden_from_representatives: bool,
    /// Deposited by the person.
    pub deposited_by_person: bool,
    /// Its status.
    pub status: Status,
    /// HL7 confidentiality.
    pub confidentiality: Confidentiality,
}

/// Which organisation keeps an entry.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Custodian {
    /// The asker's own.
    Own,
    /// Another, or the person.
    Other,
}

/// Whether the person sees it (CSP, R.1111-53).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ForPerson {
    /// It was never marked INVISIBLE_PATIENT.
    Shown,
    /// Marked, not announced, deposited less than two weeks ago.
    Waiting,
    /// Marked, not announced, deposited two weeks ago: the person is told that
    /// something waits, without content.
    Noticed,
    /// Marked, and announced at a consultation: visible.
    Announced,
    /// Marked, not announced, deposited a month ago: visible.
    Lapsed,
}

/// Status of an entry. Of several that hold, the last one here counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Status {
    /// In force.
    Active,
    /// Archived.
    Archived,
    /// A version that another one replaced.
    Obsolete,
    /// Deleted; still there.
    Deleted,
}

/// Confidentiality (2.16.840.1.113883.5.25).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Confidentiality {
    /// N.
    Normal,
    /// R.
    Restricted,
    /// V.
    VeryRestricted,
}

/// Days after deposit at which the person is told that something waits.
pub const NOTICE_DAYS: i64 = 14;
const MILLIS_PER_DAY: i64 = 86_400_000;

impl ForPerson {
    /// How the wait of an entry that is marked INVISIBLE_PATIENT stands at `now`. The
    /// month is a calendar month, counted by days in UTC; a day that the next month
    /// lacks is its last one.
    pub fn at(deposited: Timestamp, announced: bool, now: Timestamp) -> Self {
        let since = deposited.0.div_euclid(MILLIS_PER_DAY);
        let today = now.0.div_euclid(MILLIS_PER_DAY);
        if announced {
            Self::Announced
        } else if today >= month_after(since) {
            Self::Lapsed
        } else if today >= since + NOTICE_DAYS {
            Self::Noticed
        } else {
            Self::Waiting
        }
    }

    /// The beginnings of the days, in UTC, from which on the person is told that something
    /// waits, and sees it, unless it is announced before.
    pub fn days(deposited: Timestamp) -> (Timestamp, Timestamp) {
        let since = deposited.0.div_euclid(MILLIS_PER_DAY);
        let at = |day: i64| Timestamp(day * MILLIS_PER_DAY);
        (at(since + NOTICE_DAYS), at(month_after(since)))
    }

    /// Whether the person does not see it yet.
    pub const fn is_hidden(self) -> bool {
        match self {
            Self::Waiting | Self::Noticed => true,
            Self::Shown | Self::Announced | Self::Lapsed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;
    use hygie_base::calendar::days;

    use super::{ForPerson, MILLIS_PER_DAY};

    fn start((year, month, day): (i64, i64, i64)) -> Timestamp {
        Timestamp(days(year, month, day) * MILLIS_PER_DAY)
    }

    /// CSP, R.1111-53: two weeks, then one month.
    #[test]
    fn a_wait_lasts_a_month_at_most() {
        let at = |(year, month, day): (i64, i64, i64)| {
            Timestamp(days(year, month, day) * MILLIS_PER_DAY + 1)
        };
        let check = |deposited, now, expect| {
            assert_eq!(
                ForPerson::at(at(deposited), false, at(now)),
                expect,
                "{deposited:?} {now:?}"
            );
            assert_eq!(ForPerson::at(at(deposited), true, at(now)), ForPerson::Announced);
        };
        for deposited in [(2026, 3, 10), (2026, 1, 31), (2026, 12, 31)] {
            let (notice, shown) = ForPerson::days(at(deposited));
            let stands = |at: i64| ForPerson::at(start(deposited), false, Timestamp(at));
            assert_eq!(stands(notice.0 - 1), ForPerson::Waiting);
            assert_eq!(stands(notice.0), ForPerson::Noticed);
            assert_eq!(stands(shown.0 - 1), ForPerson::Noticed);
            assert_eq!(stands(shown.0), ForPerson::Lapsed);
        }
        check((2026, 3, 10), (2026, 3, 10), ForPerson::Waiting);
        check((2026, 3, 10), (2026, 3, 23), ForPerson::Waiting);
        check((2026, 3, 10), (2026, 3, 24), ForPerson::Noticed);
        check((2026, 3, 10), (2026, 4, 9), ForPerson::Noticed);
        check((2026, 3, 10), (2026, 4, 10), ForPerson::Lapsed);
        check((2026, 1, 31), (2026, 2, 27), ForPerson::Noticed);
        check((2026, 1, 31), (2026, 2, 28), ForPerson::Lapsed);
        check((2026, 12, 31), (2027, 1, 30), ForPerson::Noticed);
        check((2026, 12, 31), (2027, 1, 31), ForPerson::Lapsed);
        check((2026, 11, 30), (2026, 12, 30), ForPerson::Lapsed);
    }
}
