//! How many persons' records somebody opens in an hour. In the great leaks
//! somebody logged in with a stolen password and looked up one person after the
//! other (Viamedis, Almerys, Mediboard). Care never needs that, so it has a cap by
//! role, far above what anybody needs, and beyond it an alarm.
//!
//! What was opened is remembered in this process alone: a restart forgets it, and
//! where several nodes serve one store each counts what was opened through it.

mod caps;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hygie_base::{Clock, RecordNo, Timestamp};

pub use caps::{CapFault, Caps};

use crate::Asker;
use crate::limits::{PACE_MILLIS, PACED_ASKERS};

/// What each asker opened lately.
pub(crate) struct Pace {
    caps: Caps,
    clock: Arc<dyn Clock>,
    lately: Mutex<HashMap<String, Opened>>,
}

/// Records and when each was last opened.
#[derive(Default)]
struct Opened {
    records: HashMap<RecordNo, Timestamp>,
    last: Timestamp,
}

impl Pace {
    pub(crate) fn new(caps: Caps, clock: Arc<dyn Clock>) -> Self {
        Self { caps, clock, lately: Mutex::default() }
    }

    /// Whether this asker may open this record too, which then counts for an hour
    /// from its last opening. What was opened within the hour may be opened again.
    pub(crate) fn admits(&self, asker: &Asker, record: RecordNo) -> bool {
        let Some(cap) = self.caps.of(asker.role) else { return true };
        let now = self.clock.now();
        let mut lately = self.lately.lock().unwrap_or_else(PoisonError::into_inner);
        if !lately.contains_key(&asker.id) && lately.len() >= PACED_ASKERS {
            let idle = lately.iter().min_by_key(|(_, opened)| opened.last);
            let idle = idle.map(|(id, _)| id.clone());
            idle.map(|idle| lately.remove(&idle));
        }
        let opened = lately.entry(asker.id.clone()).or_default();
        opened.last = now;
        if !opened.records.contains_key(&record) && opened.records.len() >= cap {
            // By a clock that was set back nothing counts that is yet to come.
            let counts = |at: &Timestamp| (0..PACE_MILLIS).contains(&(now.0.saturating_sub(at.0)));
            opened.records.retain(|_, at| counts(at));
            if opened.records.len() >= cap {
                return false;
            }
        }
        opened.records.insert(record, now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Role;
    use hygie_base::FixedClock;

    fn asker(id: usize, role: Role) -> Asker {
        Asker {
            id: id.to_string(),
            name: String::new(),
            organisation: "a".to_owned(),
            ..Asker::of(role, "")
        }
    }

    fn record(number: usize) -> RecordNo {
        RecordNo::from_u64(u64::try_from(number).unwrap() + 1).unwrap()
    }

    fn pace(caps: &str) -> (Arc<FixedClock>, Pace) {
        let clock = Arc::new(FixedClock::new(Timestamp(1_000_000_000_000)));
        (Arc::clone(&clock), Pace::new(Caps::parse(&[caps]).unwrap(), clock))
    }

    #[test]
    fn so_many_persons_in_an_hour_and_no_more() {
        let (clock, pace) = pace("nurse=5");
        let nurse = asker(1, Role::Nurse);
        for number in 0..5 {
            assert!(pace.admits(&nurse, record(number)), "{number}");
            assert!(pace.admits(&nurse, record(number)), "again");
        }
        assert!(!pace.admits(&nurse, record(5)), "one above");
        assert!(pace.admits(&nurse, record(0)), "what is open may be opened again");
        assert!(pace.admits(&asker(2, Role::Nurse), record(5)), "another one");
        clock.advance(PACE_MILLIS - 1);
        assert!(!pace.admits(&nurse, record(5)));
        clock.advance(1);
        assert!(pace.admits(&nurse, record(5)), "an hour later");
    }

    #[test]
    fn the_hour_slides() {
        let (clock, pace) = pace("nurse=2");
        let nurse = asker(1, Role::Nurse);
        assert!(pace.admits(&nurse, record(0)));
        clock.advance(PACE_MILLIS / 2);
        assert!(pace.admits(&nurse, record(1)));
        assert!(!pace.admits(&nurse, record(2)));
        clock.advance(PACE_MILLIS / 2);
        assert!(pace.admits(&nurse, record(2)), "the first counts no more");
        assert!(!pace.admits(&nurse, record(3)), "the second does");
    }

    #[test]
    fn a_clock_that_was_wrong_locks_nobody_out() {
        for wrong in [-315_360_000_000, 315_360_000_000] {
            let (clock, pace) = pace("nurse=1");
            let nurse = asker(1, Role::Nurse);
            assert!(pace.admits(&nurse, record(0)));
            clock.advance(wrong);
            assert!(pace.admits(&nurse, record(1)), "{wrong}");
            assert!(!pace.admits(&nurse, record(2)), "{wrong}: and the cap holds");
        }
    }

    #[test]
    fn so_many_askers_are_remembered() {
        let (clock, pace) = pace("nurse=1");
        for id in 0..=PACED_ASKERS {
            assert!(pace.admits(&asker(id, Role::Nurse), record(0)));
            clock.advance(1);
            let remembered = pace.lately.lock().unwrap().len();
            assert_eq!(remembered, (id + 1).min(PACED_ASKERS));
        }
        assert!(!pace.admits(&asker(1, Role::Nurse), record(1)));
        assert!(pace.admits(&asker(0, Role::Nurse), record(1)), "who rested longest made room");
    }
}
