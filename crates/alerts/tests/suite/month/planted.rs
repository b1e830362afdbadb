//! Cases of people who look where they have no business, and work as usual beside it.

use std::collections::BTreeSet;
use std::ops::Range;

use hygie_alerts::{Basis, Fact, Nearness};
use hygie_base::RecordNo;

use super::chance::Chance;
use super::town::{Coming, Town};
use super::work::at;

/// What draws somebody to a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A stranger, again and again.
    Returning,
    /// Strangers, many on one day.
    Browsing,
    /// One of their family name.
    Kin,
    /// A colleague.
    Colleague,
    /// A neighbour.
    Neighbour,
    /// Whole wards, to take them away.
    Volume,
    /// Somebody at night, from home.
    Night,
    /// A well-known person.
    WellKnown,
}

impl Kind {
    pub(super) const ALL: [Self; 8] = [
        Self::Returning,
        Self::Browsing,
        Self::Kin,
        Self::Colleague,
        Self::Neighbour,
        Self::Volume,
        Self::Night,
        Self::WellKnown,
    ];

    /// Whether a fact is the one that gives such a case away.
    pub(super) fn is_told_by(self, fact: &Fact) -> bool {
        match self {
            Self::Returning => matches!(fact, Fact::Returned { days: 2.. }),
            Self::Browsing => matches!(fact, Fact::Browsed { .. }),
            Self::Kin => matches!(fact, Fact::SameFamily { .. }),
            Self::Colleague => matches!(fact, Fact::Colleague { .. }),
            Self::Neighbour => matches!(fact, Fact::Neighbour { .. }),
            Self::Volume => matches!(fact, Fact::Volume { .. }),
            Self::Night => matches!(fact, Fact::Night { .. }),
            Self::WellKnown => matches!(fact, Fact::WellKnown),
        }
    }
}

#[derive(Debug)]
pub(super) struct Case {
    pub(super) kind: Kind,
    pub(super) actor: usize,
    pub(super) days: Vec<i64>,
    pub(super) records: BTreeSet<RecordNo>,
    persons: Vec<usize>,
    basis: Basis,
}

impl Case {
    /// What they open on one day of theirs.
    pub(super) fn come(
        &self,
        chance: &mut Chance,
        town: &Town,
        day: i64,
        comings: &mut Vec<Coming>,
    ) {
        for person in &self.persons {
            // Where their ward cares for the person by chance, that is how they come.
            let cares = |it: &&Coming| it.actor == self.actor && it.person == *person;
            if comings.iter().any(|it| cares(&it) && it.basis == Basis::Team) {
                continue;
            }
            let minute = match self.kind {
                Kind::Night => chance.between(30, 5 * 60),
                _ => chance.between(8 * 60, 18 * 60),
            };
            let at = at(day, i64::try_from(minute).unwrap());
            let basis = self.basis;
            comings.push(Coming { actor: self.actor, person: *person, at, basis, wrote: false });
        }
        assert!(self.records.iter().all(|record| town.by_record.contains_key(record)));
    }
}

/// So many of each kind, each by somebody else.
pub(super) fn plant(
    chance: &mut Chance,
    town: &Town,
    days: Range<i64>,
    of_kind: usize,
) -> Vec<Case> {
    let mut actors: Vec<usize> = (0..town.staff.len()).collect();
    chance.shuffle(&mut actors);
    let mut cases = Vec::new();
    for kind in Kind::ALL {
        let mut count = 0;
        while count < of_kind {
            let actor = actors.pop().expect("there are people enough");
            let Some(case) = case(chance, town, days.clone(), kind, actor) else { continue };
            cases.push(case);
            count += 1;
        }
    }
    cases
}

fn case(
    chance: &mut Chance,
    town: &Town,
    days: Range<i64>,
    kind: Kind,
    actor: usize,
) -> Option<Case> {
    let member = &town.staff[actor];
    let at_home = kind == Kind::Night;
    let free: Vec<i64> = days
        .skip(6)
        .filter(|day| if at_home { member.sleeps(*day) } else { member.works(*day) })
        .collect();
    let on = if kind == Kind::Returning { chance.between(2, 4) } else { 1 };
    if free.len() < on {
        return None;
    }
    let first = chance.below(free.len() - on + 1);
    let days = free[first..first + on].to_vec();
    let persons = whom(chance, town, kind, actor);
    let records = persons.iter().map(|at| town.persons[*at].record).collect();
    let basis = by_what(chance, kind, &member.actor.role);
    (!persons.is_empty()).then_some(Case { kind, actor, days, records, persons, basis })
}

/// The door that they find: nothing that looks like care is written.
fn by_what(chance: &mut Chance, kind: Kind, role: &str) -> Basis {
    let ended = Basis::Ended(u32::try_from(chance.between(60, 600)).unwrap());
    match (kind, chance.share()) {
        (Kind::Volume, _) => Basis::OtherWard,
        (Kind::Returning | Kind::Browsing, _) | (_, ..0.45) => Basis::None,
        (_, ..0.60) if role != "secretary" => Basis::Declared,
        (_, ..0.65) if role == "physician" => Basis::Emergency,
        (_, ..0.85) => Basis::OtherWard,
        _ => ended,
    }
}

fn whom(chance: &mut Chance, town: &Town, kind: Kind, actor: usize) -> Vec<usize> {
    let all = 0..town.persons.len();
    let me = town.staff[actor].person;
    let is_other = |at: &usize| Some(*at) != me;
    let family = |at: &usize| town.ties(actor, *at).family.is_some();
    // Most look at whom they work beside.
    let anywhere = chance.happens(0.3);
    let several = match kind {
        Kind::Browsing => chance.between(8, 16),
        Kind::Volume => chance.between(110, 250),
        _ => 1,
    };
    let candidates: Vec<usize> = match kind {
        Kind::Kin => all.filter(is_other).filter(family).collect(),
        Kind::Colleague => town
            .staff
            .iter()
            .enumerate()
            .filter(|(it, member)| *it != actor && member.house == town.staff[actor].house)
            .filter(|(_, member)| anywhere || member.ward == town.staff[actor].ward)
            .filter_map(|(_, member)| member.person)
            .filter(|at| !family(at))
            .collect(),
        Kind::Neighbour => {
            let Some(me) = me else { return Vec::new() };
            let home = &town.persons[me].home;
            all.filter(is_other)
                .filter(|at| town.persons[*at].home.near(home) == Some(Nearness::Street))
                .filter(|at| !family(at))
                .collect()
        }
        Kind::WellKnown => all.filter(|at| town.persons[*at].person.well_known).collect(),
        Kind::Returning | Kind::Browsing | Kind::Volume | Kind::Night => all.collect(),
    };
    if candidates.is_empty() {
        return Vec::new();
    }
    (0..several).map(|_| chance.of(&candidates)).collect()
}
