//! A country of 60,000 persons in households, its houses and those who work there.

use std::collections::HashMap;
use std::sync::Arc;

use hygie_alerts::limits::MAY_BE_ACTOR;
use hygie_alerts::{
    Access, Actor, Address, Basis, Colleague, Counts, Names, Nearness, Person, Ties,
};
use hygie_base::{RecordNo, Timestamp};

use super::chance::Chance;
use super::names::{Families, given};

/// Organisation, and how many wards and users of a thousand it has.
const HOUSES: &[(&str, usize, usize)] =
    &[("chu", 26, 660), ("clinique", 9, 210), ("ehpad", 3, 60), ("cabinets", 14, 70)];

pub(super) struct Inhabitant {
    pub(super) record: RecordNo,
    pub(super) person: Arc<Person>,
    pub(super) family: String,
    pub(super) given: &'static str,
    pub(super) home: Address,
    pub(super) adult: bool,
}

pub(super) struct Member {
    pub(super) actor: Arc<Actor>,
    /// Whom they are in the country.
    pub(super) person: Option<usize>,
    pub(super) house: usize,
    pub(super) ward: usize,
    pub(super) nights: bool,
    pub(super) busy: bool,
    pub(super) turn: i64,
}

/// An access before it is told in full.
#[derive(Clone, Copy)]
pub(super) struct Coming {
    pub(super) actor: usize,
    pub(super) person: usize,
    pub(super) at: Timestamp,
    pub(super) basis: Basis,
    pub(super) wrote: bool,
}

pub(super) struct Town {
    pub(super) persons: Vec<Inhabitant>,
    pub(super) staff: Vec<Member>,
    /// House of each ward.
    pub(super) wards: Vec<usize>,
    pub(super) by_record: HashMap<RecordNo, usize>,
    families: HashMap<String, u32>,
    full: HashMap<(String, String), u32>,
    places: HashMap<String, u32>,
    /// Names of accounts, by house.
    accounts: HashMap<(usize, String, String), Vec<usize>>,
}

impl Town {
    pub(super) fn new(chance: &mut Chance, persons: usize, users: usize) -> Self {
        let mut wards = Vec::new();
        for (house, (_, count, _)) in HOUSES.iter().enumerate() {
            wards.extend(std::iter::repeat_n(house, *count));
        }
        let persons = people(chance, persons);
        let mut town = Self {
            by_record: persons.iter().enumerate().map(|(at, it)| (it.record, at)).collect(),
            persons,
            staff: Vec::new(),
            wards,
            families: HashMap::new(),
            full: HashMap::new(),
            places: HashMap::new(),
            accounts: HashMap::new(),
        };
        for one in &town.persons {
            for family in one.person.names.families() {
                *town.families.entry(family.to_owned()).or_default() += 1;
                let full = (family.to_owned(), one.given.to_owned());
                *town.full.entry(full).or_default() += 1;
            }
            for how in [Nearness::Household, Nearness::Street, Nearness::Town] {
                *town.places.entry(one.home.place(how)).or_default() += 1;
            }
        }
        town.hire(chance, users);
        town
    }

    fn hire(&mut self, chance: &mut Chance, users: usize) {
        let adults = self.persons.iter().enumerate().filter(|(_, it)| it.adult);
        let mut adults: Vec<usize> = adults.map(|(at, _)| at).collect();
        chance.shuffle(&mut adults);
        let mut names = Families::new();
        for (house, (name, _, of_thousand)) in HOUSES.iter().enumerate() {
            let wards: Vec<usize> =
                (0..self.wards.len()).filter(|ward| self.wards[*ward] == house).collect();
            for number in 0..of_thousand * users / 1_000 {
                let role = match (house, chance.share()) {
                    (3, ..0.6) | (_, ..0.22) => "physician",
                    (_, ..0.80) => "nurse",
                    (_, ..0.96) => "secretary",
                    _ => "midwife",
                };
                // One in six lives elsewhere.
                let person = if chance.happens(0.84) { adults.pop() } else { None };
                let (given, family) = match person {
                    Some(at) => (self.persons[at].given, self.persons[at].family.clone()),
                    None => {
                        let female = chance.happens(0.7);
                        (given(chance, female), names.draw(chance))
                    }
                };
                let full = (house, family.clone(), given.to_owned());
                self.accounts.entry(full).or_default().push(self.staff.len());
                let text = format!("{given} {}", family.to_uppercase());
                let actor = Actor {
                    id: format!("{name}-{number}"),
                    names: Names::of_account(&text),
                    name: text,
                    role: role.to_owned(),
                    organisation: (*name).to_owned(),
                    of: (*name).to_owned(),
                    homes: self.home_of(given, &family),
                };
                self.staff.push(Member {
                    actor: Arc::new(actor),
                    person,
                    house,
                    ward: chance.of(&wards),
                    nights: role != "secretary" && house != 3,
                    busy: role == "secretary" && chance.happens(0.15),
                    turn: i64::try_from(chance.below(420)).unwrap(),
                });
            }
        }
    }

    /// Where those live who bear these names, when they are few.
    fn home_of(&self, given: &str, family: &str) -> Vec<Address> {
        let full = (family.to_owned(), given.to_owned());
        if self.full.get(&full).is_none_or(|count| *count > MAY_BE_ACTOR) {
            return Vec::new();
        }
        let bears = |it: &&Inhabitant| {
            it.given == given && it.person.names.families().any(|name| name == family)
        };
        self.persons.iter().filter(bears).map(|it| it.home.clone()).collect()
    }

    pub(super) fn ties(&self, actor: usize, person: usize) -> Ties<'_> {
        Ties::of(&self.staff[actor].actor, &self.persons[person].person)
    }

    pub(super) fn colleague(&self, actor: usize, person: usize) -> Option<Colleague> {
        let one = &self.persons[person];
        let me = &self.staff[actor];
        let full = |family: &str| (me.house, family.to_owned(), one.given.to_owned());
        let named = one.person.names.families().filter_map(|it| self.accounts.get(&full(it)));
        let others = named.flatten().filter(|it| **it != actor);
        others
            .map(|it| match self.staff[*it].ward == me.ward {
                true => Colleague::OfWard,
                false => Colleague::OfHouse,
            })
            .min()
    }

    pub(super) fn counts(&self, actor: usize, person: usize) -> Counts {
        let one = &self.persons[person];
        let ties = self.ties(actor, person);
        let full = |family: &str| {
            self.full.get(&(family.to_owned(), one.given.to_owned())).copied().unwrap_or_default()
        };
        Counts {
            bearers: ties.family.map_or(0, |family| self.families[family]),
            namesakes: one.person.names.families().map(full).max().unwrap_or_default(),
            neighbours: ties.home.map_or(0, |(how, home)| self.places[&home.place(how)]),
        }
    }

    /// One access for each actor and record, as a caller makes them.
    pub(super) fn accesses(&self, comings: &[Coming]) -> Vec<Access> {
        let mut all: HashMap<(usize, usize), Access> = HashMap::new();
        for coming in comings {
            let night = hygie_alerts::is_night(coming.at).then_some(coming.at);
            let key = (coming.actor, coming.person);
            let access = all.entry(key).or_insert_with(|| Access {
                record: self.persons[coming.person].record,
                actor: self.staff[coming.actor].actor.clone(),
                person: self.persons[coming.person].person.clone(),
                at: coming.at,
                night,
                basis: coming.basis,
                wrote: false,
                colleague: self.colleague(coming.actor, coming.person),
                counts: self.counts(coming.actor, coming.person),
            });
            access.at = access.at.min(coming.at);
            access.night = access.night.into_iter().chain(night).min();
            access.wrote |= coming.wrote;
        }
        let mut all: Vec<Access> = all.into_values().collect();
        all.sort_by(|a, b| (a.at, a.record, &a.actor.id).cmp(&(b.at, b.record, &b.actor.id)));
        all
    }
}

/// Households: half of the couples bear two names, children that of one of them.
fn people(chance: &mut Chance, count: usize) -> Vec<Inhabitant> {
    let mut names = Families::new();
    let mut persons: Vec<Inhabitant> = Vec::new();
    while persons.len() < count {
        let home = home(chance);
        let ours = names.draw(chance);
        let size = chance.of(&[1, 1, 1, 2, 2, 2, 3, 4, 4, 5]);
        for place in 0..size {
            let female = if place < 2 { place == 1 } else { chance.happens(0.5) };
            let female = if size == 1 { chance.happens(0.55) } else { female };
            let given = given(chance, female);
            let (mut families, adult) = (vec![ours.clone()], place < 2);
            if place == 1 {
                let hers = names.draw(chance);
                families = if chance.happens(0.5) { vec![hers, ours.clone()] } else { vec![hers] };
            }
            let person = Person {
                names: Names::new(families.iter().map(String::as_str), [given]),
                homes: vec![home.clone()],
                well_known: adult && chance.happens(0.000_2),
            };
            persons.push(Inhabitant {
                record: RecordNo::from_u64(chance.bits() >> 1).unwrap(),
                person: Arc::new(person),
                family: families.swap_remove(0),
                given,
                home: home.clone(),
                adult,
            });
        }
    }
    persons
}

/// A city, six suburbs, and villages where few houses have a number.
fn home(chance: &mut Chance) -> Address {
    let (town, postal, streets, numbers) = match chance.share() {
        ..0.4 => ("Tours".to_owned(), "37000".to_owned(), 320, 60),
        ..0.7 => {
            let suburb = chance.below(6);
            (format!("Faubourg-{suburb}"), format!("371{suburb}0"), 70, 40)
        }
        _ => {
            let village = chance.below(110);
            (format!("Village-{village}"), "37400".to_owned(), 9, 30)
        }
    };
    let street = chance.below(streets);
    let line = match chance.happens(0.8) {
        true => format!("{} rue numéro {street}", chance.between(1, numbers)),
        false if streets == 9 => format!("Hameau {street}"),
        false => format!("{} bis rue numéro {street}", chance.between(1, numbers)),
    };
    Address::new(&line, &postal, &town)
}
