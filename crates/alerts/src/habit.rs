//! What somebody does on usual days, and what others in the same role do.

use std::collections::BTreeMap;

use hygie_base::RecordNo;
use serde::{Deserialize, Serialize};

use crate::limits::{BARE_KEPT, DAYS_KNOWN, HABIT_DAYS, ROUTINE_PERCENT, TOLD_KEPT};

/// The habits of all who came.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Habits {
    /// By the id of the account.
    pub actors: BTreeMap<String, Habit>,
    /// By organisation and role: [`Habits::group`].
    pub peers: BTreeMap<String, Peers>,
}

impl Habits {
    /// Under which name those are kept who do the same work.
    pub fn group(organisation: &str, role: &str) -> String {
        format!("{organisation} {role}")
    }
}

/// What one actor did on their last days.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Habit {
    days: Vec<Counted>,
    bare: Vec<(u64, i64)>,
    told: Vec<(u64, i64, u32)>,
}

/// What those of one role did on their last days, together.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Peers {
    days: Vec<(Counted, u32)>,
}

/// Records of one day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Counted {
    /// The day.
    pub(crate) day: i64,
    /// All.
    pub(crate) records: u32,
    /// By a looser link than that of their ward.
    pub(crate) loose: u32,
    /// By none.
    pub(crate) bare: u32,
}

impl Counted {
    fn and(self, other: Self) -> Self {
        Self {
            day: self.day,
            records: self.records.saturating_add(other.records),
            loose: self.loose.saturating_add(other.loose),
            bare: self.bare.saturating_add(other.bare),
        }
    }
}

impl Habit {
    /// Whether nothing of it is of the last days before this one, nor of it.
    pub fn is_over(&self, day: i64) -> bool {
        self.days.last().is_none_or(|it| it.day < day - HABIT_DAYS)
    }

    /// What is no longer of the last days falls out.
    pub(crate) fn begin(&mut self, day: i64) {
        let lasts = |of: i64| of < day && of >= day - HABIT_DAYS;
        self.days.retain(|it| lasts(it.day));
        self.bare.retain(|(_, of)| lasts(*of));
        self.told.retain(|(_, of, _)| lasts(*of));
    }

    pub(crate) fn end(&mut self, counted: Counted) {
        self.days.push(counted);
        keep(&mut self.bare, BARE_KEPT);
        keep(&mut self.told, TOLD_KEPT);
    }

    /// A record that was opened without any care link.
    pub(crate) fn bare(&mut self, record: RecordNo, day: i64) {
        if !self.bare.contains(&(record.get(), day)) {
            self.bare.push((record.get(), day));
        }
    }

    /// On how many earlier days it was.
    pub(crate) fn returns(&self, record: RecordNo) -> u32 {
        let of = self.bare.iter().filter(|(it, _)| *it == record.get()).count();
        u32::try_from(of).unwrap_or(u32::MAX)
    }

    /// Whether as much was told of it already; else it is told now.
    pub(crate) fn is_told(&mut self, record: RecordNo, day: i64, weight: u32) -> bool {
        let number = record.get();
        let told = self.told.iter().any(|(it, _, was)| *it == number && *was >= weight);
        if !told {
            self.told.push((number, day, weight));
        }
        told
    }

    /// Records on a usual day in tenths, of all or those without any link; `None` while too
    /// few days are known.
    pub(crate) fn usual(&self, of: impl Fn(&Counted) -> u32) -> Option<u32> {
        if self.days.len() < DAYS_KNOWN {
            return None;
        }
        tenths(self.days.iter().map(of), self.days.len())
    }

    /// Whether records of other wards are their work.
    pub(crate) fn is_routine(&self) -> bool {
        let all: u32 = self.days.iter().map(|it| it.records).sum();
        let loose: u32 = self.days.iter().map(|it| it.loose).sum();
        let share = loose.saturating_mul(100) >= all.saturating_mul(ROUTINE_PERCENT);
        self.days.len() >= DAYS_KNOWN && all > 0 && share
    }
}

impl Peers {
    pub(crate) fn begin(&mut self, day: i64) {
        self.days.retain(|(it, _)| it.day < day && it.day >= day - HABIT_DAYS);
    }

    /// Adds what one of them did today.
    pub(crate) fn add(&mut self, counted: Counted) {
        match self.days.last_mut() {
            Some((it, actors)) if it.day == counted.day => {
                *it = it.and(counted);
                *actors = actors.saturating_add(1);
            }
            _ => self.days.push((counted, 1)),
        }
    }

    /// Records of one of them on a day in tenths, this actor's own of today left out.
    pub(crate) fn usual(&self, own: Counted, of: impl Fn(&Counted) -> u32) -> Option<u32> {
        let all: u32 = self.days.iter().map(|(it, _)| of(it)).fold(0, u32::saturating_add);
        let actors: u32 = self.days.iter().map(|(_, actors)| *actors).sum();
        let others = usize::try_from(actors.checked_sub(1)?).ok()?;
        if others < DAYS_KNOWN {
            return None;
        }
        tenths(std::iter::once(all.saturating_sub(of(&own))), others)
    }
}

fn tenths(all: impl Iterator<Item = u32>, of: usize) -> Option<u32> {
    let sum = all.fold(0, u32::saturating_add).saturating_mul(10);
    sum.checked_div(u32::try_from(of).ok()?)
}

fn keep<T>(all: &mut Vec<T>, most: usize) {
    let beyond = all.len().saturating_sub(most);
    all.drain(..beyond);
}

#[cfg(test)]
mod tests {
    use hygie_base::RecordNo;

    use super::{Counted, Habit, Peers};
    use crate::limits::{BARE_KEPT, DAYS_KNOWN, HABIT_DAYS, ROUTINE_PERCENT, TOLD_KEPT};

    fn record(number: u64) -> RecordNo {
        RecordNo::from_u64(number).unwrap()
    }

    fn counted(day: i64, records: u32, loose: u32) -> Counted {
        Counted { day, records, loose, bare: 0 }
    }

    #[test]
    fn only_the_last_days_count_and_only_once_there_are_enough() {
        let mut habit = Habit::default();
        for day in 0..i64::try_from(DAYS_KNOWN).unwrap() {
            assert_eq!(habit.usual(|it| it.records), None);
            habit.begin(day);
            habit.end(counted(day, 30, 0));
        }
        assert_eq!(habit.usual(|it| it.records), Some(300));
        habit.begin(HABIT_DAYS);
        assert!(habit.usual(|it| it.records).is_some(), "the first day is thirty days old");
        let last = i64::try_from(DAYS_KNOWN).unwrap() - 1;
        assert!(!habit.is_over(last + HABIT_DAYS) && habit.is_over(last + HABIT_DAYS + 1));
        habit.begin(HABIT_DAYS + 1);
        assert_eq!(habit.usual(|it| it.records), None);
    }

    #[test]
    fn so_many_are_kept_and_the_oldest_fall_out() {
        let mut habit = Habit::default();
        for number in 1..=u64::try_from(BARE_KEPT.max(TOLD_KEPT)).unwrap() + 1 {
            habit.bare(record(number), 1);
            assert!(!habit.is_told(record(number), 1, 60));
            if number == u64::try_from(BARE_KEPT).unwrap() {
                habit.end(counted(1, 1, 0));
                assert_eq!((habit.bare.len(), habit.returns(record(1))), (BARE_KEPT, 1));
                assert!(habit.is_told(record(1), 1, 60));
            }
        }
        habit.end(counted(1, 1, 0));
        assert_eq!((habit.bare.len(), habit.told.len()), (BARE_KEPT, TOLD_KEPT));
        assert_eq!(habit.returns(record(1)), 0);
        assert!(!habit.is_told(record(1), 1, 60));
    }

    #[test]
    fn more_reasons_are_told_again_and_fewer_are_not() {
        let mut habit = Habit::default();
        assert!(!habit.is_told(record(1), 1, 60));
        assert!(habit.is_told(record(1), 2, 60) && habit.is_told(record(1), 2, 59));
        assert!(!habit.is_told(record(1), 2, 61) && !habit.is_told(record(2), 2, 1));
    }

    #[test]
    fn other_wards_are_routine_from_a_share_on() {
        for (loose, routine) in [(ROUTINE_PERCENT - 1, false), (ROUTINE_PERCENT, true)] {
            let mut habit = Habit::default();
            (0..4).for_each(|day| habit.end(counted(day, 100, loose)));
            assert_eq!(habit.is_routine(), routine);
        }
        assert!(!Habit::default().is_routine());
    }

    #[test]
    fn peers_are_all_others_of_a_role() {
        let mut peers = Peers::default();
        for number in 0..u32::try_from(DAYS_KNOWN).unwrap() {
            peers.add(counted(1, 20, 0));
            assert_eq!(peers.usual(counted(1, 20, 0), |it| it.records), None, "{number}");
        }
        peers.add(counted(1, 500, 0));
        assert_eq!(peers.usual(counted(1, 500, 0), |it| it.records), Some(200));
        peers.begin(2 + HABIT_DAYS);
        assert_eq!(peers, Peers::default());
    }
}
