//! Traces of a day as comings: one for each who came to a record, however often.

use std::collections::BTreeMap;

use hygie_alerts::is_night;
use hygie_base::{RecordNo, Timestamp};
use hygie_trace::{Action, Actor, Outcome, Purpose, Trace};

use crate::Role;

/// Somebody's coming to one record on one day.
pub(super) struct Coming {
    pub(super) actor: Actor,
    pub(super) first: Timestamp,
    pub(super) last: Timestamp,
    pub(super) night: Option<Timestamp>,
    pub(super) wrote: bool,
    pub(super) emergency: bool,
    pub(super) regulation: bool,
}

/// By record first, then by who came as what.
type Key = (RecordNo, String, String, String);

/// All of a day.
pub(super) struct Comings {
    all: BTreeMap<Key, Coming>,
    most: usize,
    more: bool,
}

impl Comings {
    /// None yet, and at most so many.
    pub(super) const fn of(most: usize) -> Self {
        Self { all: BTreeMap::new(), most, more: false }
    }

    /// Whether there were more.
    pub(super) const fn more(&self) -> bool {
        self.more
    }

    /// Counts a trace, when it is of somebody's work with a person's record.
    pub(super) fn came(&mut self, record: RecordNo, trace: Trace) {
        if record == RecordNo::REGISTRY || !is_work(&trace) {
            return;
        }
        let actor = &trace.actor;
        let key = (record, actor.id.clone(), actor.role.clone(), actor.organisation.clone());
        if !self.all.contains_key(&key) && self.all.len() >= self.most {
            self.more = true;
            return;
        }
        let at = trace.at;
        let coming = self.all.entry(key).or_insert_with(|| Coming {
            actor: trace.actor,
            first: at,
            last: at,
            night: None,
            wrote: false,
            emergency: false,
            regulation: false,
        });
        coming.first = coming.first.min(at);
        coming.last = coming.last.max(at);
        coming.night = coming.night.into_iter().chain(is_night(at).then_some(at)).min();
        coming.wrote |= trace.action == Action::Write;
        coming.emergency |= trace.purpose == Purpose::Emergency;
        coming.regulation |= trace.purpose == Purpose::Regulation;
    }

    /// Those of each record together.
    pub(super) fn by_record(self) -> Vec<(RecordNo, Vec<Coming>)> {
        let mut all: Vec<(RecordNo, Vec<Coming>)> = Vec::new();
        for ((record, ..), coming) in self.all {
            match all.last_mut() {
                Some((it, comings)) if *it == record => comings.push(coming),
                _ => all.push((record, vec![coming])),
            }
        }
        all
    }
}

/// Machines, persons and the house itself do not come for their work; who was refused, or
/// saw a name in a list, did not come.
pub(super) fn is_work(trace: &Trace) -> bool {
    let works = Role::parse(&trace.actor.role).is_some_and(Role::is_of_an_organisation);
    let cares =
        matches!(trace.purpose, Purpose::CareTeam | Purpose::Emergency | Purpose::Regulation);
    let opens = matches!(
        trace.action,
        Action::Open
            | Action::Read
            | Action::History
            | Action::Search
            | Action::Write
            | Action::Export
            | Action::ListTraces
    );
    works && cares && opens && trace.outcome == Outcome::Granted
}

#[cfg(test)]
mod tests {
    use hygie_base::{RecordNo, Timestamp};
    use hygie_trace::{Action, Actor, Outcome, Purpose, Trace};

    use super::Comings;

    fn trace(id: &str, at: i64, action: Action) -> Trace {
        Trace {
            at: Timestamp(at),
            actor: Actor { id: id.into(), role: "nurse".into(), ..Actor::default() },
            purpose: Purpose::CareTeam,
            action,
            outcome: Outcome::Granted,
            what: String::new(),
            lens: String::new(),
            head: None,
            from: String::new(),
        }
    }

    fn record(number: u64) -> RecordNo {
        RecordNo::from_u64(number).unwrap()
    }

    #[test]
    fn what_one_did_with_a_record_is_one_coming() {
        let mut comings = Comings::of(9);
        comings.came(record(2), trace("a", 7, Action::Open));
        comings.came(record(1), trace("b", 3, Action::Read));
        comings.came(record(2), trace("a", 5, Action::Write));
        let refused = Trace { outcome: Outcome::Refused, ..trace("c", 1, Action::Open) };
        let own = Trace { purpose: Purpose::Own, ..trace("c", 1, Action::Open) };
        let mut machine = trace("c", 1, Action::Open);
        machine.actor.role = "system".into();
        for none in [refused, own, machine, trace("c", 1, Action::Find)] {
            comings.came(record(1), none);
        }
        comings.came(RecordNo::REGISTRY, trace("c", 1, Action::Open));
        let all = comings.by_record();
        assert_eq!(
            all.iter().map(|(it, all)| (it.get(), all.len())).collect::<Vec<_>>(),
            [(1, 1), (2, 1)]
        );
        let coming = &all[1].1[0];
        assert_eq!((coming.first, coming.last), (Timestamp(5), Timestamp(7)));
        assert!(coming.wrote && coming.night.is_some(), "it was just after midnight");
    }

    #[test]
    fn so_many_are_counted_and_it_is_said_that_there_were_more() {
        let mut comings = Comings::of(2);
        for number in 1..=2 {
            comings.came(record(number), trace("a", 1, Action::Open));
        }
        assert!(!comings.more());
        comings.came(record(1), trace("a", 2, Action::Open));
        assert!(!comings.more());
        comings.came(record(3), trace("a", 1, Action::Open));
        assert!(comings.more());
    }
}
