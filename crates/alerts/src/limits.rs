//! Every limit and weight of this crate, by name. Each limit is tested at n and n + 1.

/// What the facts of an access must weigh together for an alert.
pub const ALERT: u32 = 60;

/// Alerts of one actor on one day; the heaviest are kept.
pub const ALERTS_OF_ACTOR: usize = 20;

/// Days of which the habits of an actor and of their peers are kept, and in which an alert
/// on the same access is not told again.
pub const HABIT_DAYS: i64 = 30;

/// Accesses without any care link kept of one actor, the latest.
pub const BARE_KEPT: usize = 400;

/// Alerts kept of one actor so as not to be told again, the latest.
pub const TOLD_KEPT: usize = 400;

/// Days of an actor from which on their own habits count.
pub const DAYS_KNOWN: usize = 4;

/// How far anything is counted among the persons who are known: beyond, it is common.
pub const COUNTED: u32 = 400;

/// Bearers of a family name up to which it is rare: to share it weighs alone.
pub const RARE_BEARERS: u32 = 6;

/// Bearers up to which it is uncommon.
pub const UNCOMMON_BEARERS: u32 = 150;

/// Persons in a street up to which living there weighs fully.
pub const STREET_PERSONS: u32 = 120;

/// Persons in a town up to which everybody knows everybody.
pub const TOWN_PERSONS: u32 = 150;

/// Days after the end of a care link during which letters, results and bills still come.
pub const AFTER_CARE_DAYS: u32 = 30;

/// Hour of Paris at which the night begins, and ends (code du travail, L.3122-2: night work
/// is what includes midnight to five; L.3122-20: from 21 h to 6 h where nothing is agreed).
pub const NIGHT: (i64, i64) = (21, 6);

/// Accesses with a care link in one night from which on somebody is on duty.
pub const NIGHT_ROUND: usize = 3;

/// Records without any care link in one day from which on that may be browsing.
pub const BROWSED: u32 = 7;

/// How many times what is usual browsing is.
pub const BROWSED_TIMES: u32 = 4;

/// Records in one day from which on that may be too many.
pub const VOLUME: u32 = 60;

/// How many times what is usual too many is.
pub const VOLUME_TIMES: u32 = 2;

/// Per cent of somebody's accesses on other wards, without writing, from which on that is
/// their work.
pub const ROUTINE_PERCENT: u32 = 4;

/// Persons who bear an actor's names up to whom each may be the actor: where they live, the
/// actor may.
pub const MAY_BE_ACTOR: u32 = 5;

/// Persons who bear a colleague's names up to whom it is likely the colleague.
pub const LIKELY_COLLEAGUE: u32 = 2;

/// The same up to whom it may be.
pub const MAY_BE_COLLEAGUE: u32 = 4;

/// What the facts weigh.
pub mod weights {
    /// No care link at all.
    pub const BARE: u32 = 40;
    /// A care link that ended long ago.
    pub const ENDED: u32 = 25;
    /// One that ended a few days ago.
    pub const ENDED_OF_LATE: u32 = 10;
    /// One that the actor declared, which nobody else knows of.
    pub const DECLARED: u32 = 30;
    /// A link with another ward, or an emergency.
    pub const LOOSE: u32 = 20;
    /// A link with another ward, or a declared one, where that is the actor's work by day.
    pub const LOOSE_ROUTINE: u32 = 10;
    /// A rare family name that both bear.
    pub const RARE: u32 = 60;
    /// An uncommon one.
    pub const UNCOMMON: u32 = 40;
    /// A common one.
    pub const COMMON: u32 = 30;
    /// A given name of theirs as well.
    pub const GIVEN_TOO: u32 = 20;
    /// A colleague of the same ward, and one of the house, as far as names tell.
    pub const COLLEAGUE: (u32, u32) = (50, 30);
    /// The same where some others bear the names as well.
    pub const COLLEAGUE_PERHAPS: (u32, u32) = (40, 20);
    /// The same where many do.
    pub const COLLEAGUE_HARDLY: (u32, u32) = (25, 10);
    /// The same address.
    pub const HOUSEHOLD: u32 = 60;
    /// The same street.
    pub const STREET: u32 = 50;
    /// A long street.
    pub const LONG_STREET: u32 = 30;
    /// The same small town.
    pub const TOWN: u32 = 20;
    /// At night, not on duty.
    pub const NIGHT: u32 = 40;
    /// A person marked as well known.
    pub const WELL_KNOWN: u32 = 50;
    /// Each further day on which the same record was opened without any care link.
    pub const RETURN: u32 = 25;
    /// Many records without any care link, or far more than usual.
    pub const MANY: u32 = 60;
}
