//! Who works when, and which records they open for their work.

use hygie_alerts::Basis;
use hygie_base::Timestamp;
use hygie_base::paris::midnight;

use super::chance::Chance;
use super::town::{Coming, Member, Town};

const BEDS: usize = 22;
const VISITS: usize = 30;
const EMERGENCY_WARDS: [usize; 2] = [0, 1];

/// Who lies in each ward, comes by day, and left of late.
pub(super) struct Work {
    wards: Vec<Ward>,
}

#[derive(Default)]
struct Ward {
    beds: Vec<(usize, i64)>,
    visits: Vec<usize>,
    left: Vec<(usize, i64)>,
}

/// Hours of a shift.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shift {
    Off,
    Day,
    Night,
}

impl Work {
    pub(super) fn new(chance: &mut Chance, town: &Town, first: i64) -> Self {
        let mut work = Self { wards: town.wards.iter().map(|_| Ward::default()).collect() };
        for day in first - 90..first {
            work.turn(chance, town, day);
        }
        work
    }

    /// All that the staff opens on one day for their work.
    pub(super) fn day(&mut self, chance: &mut Chance, town: &Town, day: i64) -> Vec<Coming> {
        self.turn(chance, town, day);
        let mut comings = Vec::new();
        for (actor, member) in town.staff.iter().enumerate() {
            // What is left of the night before, then what begins today.
            if member.shift(day - 1) == Shift::Night {
                let most = chance.between(8, 16);
                self.round(chance, town, (actor, member), (day, 0, 7, most), &mut comings);
            }
            let most = match (member.shift(day), member.busy) {
                (Shift::Off, _) => continue,
                (Shift::Night, _) => {
                    let most = chance.between(8, 16);
                    self.round(chance, town, (actor, member), (day, 21, 24, most), &mut comings);
                    continue;
                }
                (Shift::Day, true) => chance.between(45, 75),
                (Shift::Day, false) => chance.between(20, 40),
            };
            self.round(chance, town, (actor, member), (day, 7, 19, most), &mut comings);
            // One in a hundred finishes letters at home or stays late.
            if chance.happens(0.01) {
                let most = chance.between(1, 5);
                self.round(chance, town, (actor, member), (day, 19, 23, most), &mut comings);
            }
        }
        comings
    }

    fn turn(&mut self, chance: &mut Chance, town: &Town, day: i64) {
        for (number, ward) in self.wards.iter_mut().enumerate() {
            let gone: Vec<(usize, i64)> =
                ward.beds.iter().copied().filter(|(_, until)| *until <= day).collect();
            ward.beds.retain(|(_, until)| *until > day);
            ward.left.extend(gone.into_iter().map(|(person, _)| (person, day)));
            ward.left.extend(ward.visits.drain(..).map(|person| (person, day)));
            ward.left.retain(|(_, since)| *since > day - 200);
            let in_beds = if town.wards[number] == 3 { 0 } else { BEDS };
            while ward.beds.len() < in_beds {
                let stay = i64::try_from(chance.between(1, 12)).unwrap();
                ward.beds.push((chance.below(town.persons.len()), day + stay));
            }
            let visits = if is_week_end(day) { VISITS / 3 } else { VISITS };
            for _ in 0..visits {
                let again = !ward.left.is_empty() && chance.happens(0.5);
                let person = match again {
                    true => ward.left[chance.below(ward.left.len())].0,
                    false => chance.below(town.persons.len()),
                };
                ward.visits.push(person);
            }
        }
    }

    fn round(
        &self,
        chance: &mut Chance,
        town: &Town,
        (actor, member): (usize, &Member),
        (day, from, until, most): (i64, i64, i64, usize),
        comings: &mut Vec<Coming>,
    ) {
        for _ in 0..most {
            let minute = chance.between(0, usize::try_from((until - from) * 60 - 1).unwrap());
            let at = at(day, from * 60 + i64::try_from(minute).unwrap());
            let (basis, wrote) = member.habit(chance);
            let others: Vec<usize> = (0..town.wards.len())
                .filter(|ward| town.wards[*ward] == member.house && *ward != member.ward)
                .collect();
            let ward = &self.wards[member.ward];
            let (person, basis) = match basis {
                Basis::OtherWard if !others.is_empty() => {
                    (self.wards[chance.of(&others)].patient(chance), basis)
                }
                Basis::Ended(_) if !ward.left.is_empty() => {
                    // Most letters and calls are about who left of late.
                    let ago = chance.share().powi(3);
                    let at = chance.scaled(1.0 - ago, ward.left.len());
                    let (person, since) = ward.left[at];
                    (person, Basis::Ended(u32::try_from((day - since).max(0)).unwrap()))
                }
                Basis::None | Basis::Emergency => (chance.below(town.persons.len()), basis),
                _ => (ward.patient(chance), Basis::Team),
            };
            // A link of their ward comes before any other way.
            let basis = if ward.has(person) { Basis::Team } else { basis };
            comings.push(Coming { actor, person, at, basis, wrote });
            // A former patient calls again about the same thing.
            if basis == Basis::None && chance.happens(0.1) {
                comings.push(Coming { actor, person, at, basis, wrote });
            }
        }
    }
}

impl Ward {
    fn patient(&self, chance: &mut Chance) -> usize {
        let all = self.beds.len() + self.visits.len();
        let drawn = chance.below(all.max(1));
        match self.beds.get(drawn) {
            Some((person, _)) => *person,
            None => self.visits[drawn - self.beds.len()],
        }
    }

    fn has(&self, person: usize) -> bool {
        self.beds.iter().any(|(it, _)| *it == person) || self.visits.contains(&person)
    }
}

impl Member {
    fn shift(&self, day: i64) -> Shift {
        let turn = day + self.turn;
        match &*self.actor.role {
            "nurse" | "midwife" if self.nights && self.turn % 3 == 0 => match turn.rem_euclid(7) {
                0..=3 => Shift::Night,
                _ => Shift::Off,
            },
            "nurse" | "midwife" => match turn.rem_euclid(7) {
                0..=4 => Shift::Day,
                _ => Shift::Off,
            },
            "physician" if self.nights && turn.rem_euclid(11) == 0 => Shift::Night,
            "physician" if is_week_end(day) && turn.rem_euclid(6) != 0 => Shift::Off,
            "secretary" if is_week_end(day) => Shift::Off,
            _ => Shift::Day,
        }
    }

    /// By what they come this time, and whether they write.
    fn habit(&self, chance: &mut Chance) -> (Basis, bool) {
        let drawn = chance.share();
        let emergencies = EMERGENCY_WARDS.contains(&self.ward);
        let (basis, writes) = match (&*self.actor.role, drawn) {
            ("physician" | "nurse", ..0.05) if emergencies => (Basis::Emergency, 0.85),
            ("physician", ..0.08) => (Basis::OtherWard, 0.8),
            ("physician", ..0.11) => (Basis::Ended(0), 0.5),
            ("nurse" | "midwife", ..0.015) => (Basis::OtherWard, 0.5),
            ("nurse" | "midwife", ..0.02) => (Basis::Ended(0), 0.3),
            ("physician", ..0.114) | ("nurse" | "midwife", ..0.022) => (Basis::None, 0.0),
            ("secretary", ..0.10) => (Basis::OtherWard, 0.4),
            ("secretary", ..0.19) => (Basis::Ended(0), 0.4),
            ("secretary", ..0.22) => (Basis::None, 0.3),
            _ => (Basis::Team, 0.4),
        };
        (basis, chance.happens(writes))
    }

    /// Whether they work then, by day or by night.
    pub(super) fn works(&self, day: i64) -> bool {
        self.shift(day) == Shift::Day
    }

    /// Whether they are at home all night.
    pub(super) fn sleeps(&self, day: i64) -> bool {
        self.shift(day) != Shift::Night && self.shift(day - 1) != Shift::Night
    }
}

/// A moment of a day in Paris.
pub(super) fn at(day: i64, minute: i64) -> Timestamp {
    Timestamp(midnight(day).0 + minute * 60_000)
}

/// Saturday or Sunday: 1970-01-01 was a Thursday.
fn is_week_end(day: i64) -> bool {
    matches!((day + 4).rem_euclid(7), 0 | 6)
}
