//! What weighs how much, at each limit and one beyond.

use std::sync::Arc;

use hygie_alerts::limits::{
    AFTER_CARE_DAYS, ALERTS_OF_ACTOR, BROWSED, LIKELY_COLLEAGUE, MAY_BE_COLLEAGUE, NIGHT,
    NIGHT_ROUND, RARE_BEARERS, STREET_PERSONS, TOWN_PERSONS, UNCOMMON_BEARERS, VOLUME,
};
use hygie_alerts::{
    Access, Actor, Address, Alert, Basis, Colleague, Counts, Fact, Habits, Names, Nearness, Person,
    is_night, watch,
};
use hygie_base::paris::midnight;
use hygie_base::{RecordNo, Timestamp};

const DAY: i64 = 20_750;

fn at(hour: i64) -> Timestamp {
    Timestamp(midnight(DAY).0 + hour * 3_600_000)
}

fn actor(id: &str) -> Arc<Actor> {
    Arc::new(Actor {
        id: id.into(),
        name: "Anne KERBRAT".into(),
        role: "nurse".into(),
        organisation: "chu".into(),
        of: "CHU".into(),
        names: Names::of_account("Anne KERBRAT"),
        homes: vec![Address::new("3 rue du Pont", "37210", "Vouvray")],
    })
}

/// Of a stranger, by day.
fn access(number: u64, basis: Basis) -> Access {
    Access {
        record: RecordNo::from_u64(number).unwrap(),
        actor: actor("anne"),
        person: Arc::new(Person {
            names: Names::new(["Morel"], ["Renée"]),
            homes: vec![Address::new("8 rue Nationale", "37000", "Tours")],
            well_known: false,
        }),
        at: at(10),
        night: None,
        basis,
        wrote: false,
        colleague: None,
        counts: Counts::default(),
    }
}

fn kin(basis: Basis, bearers: u32) -> Access {
    let names = Names::new(["Kerbrat"], ["Yves"]);
    let person = Arc::new(Person { names, ..Person::default() });
    Access { person, counts: Counts { bearers, ..Counts::default() }, ..access(1, basis) }
}

fn lives(line: &str, basis: Basis, neighbours: u32) -> Access {
    let homes = vec![Address::new(line, "37210", "Vouvray")];
    let names = Names::new(["Morel"], ["Renée"]);
    let person = Arc::new(Person { names, homes, well_known: false });
    Access { person, counts: Counts { neighbours, ..Counts::default() }, ..access(1, basis) }
}

fn judged(accesses: &[Access]) -> Vec<Alert> {
    watch(DAY, accesses, &mut Habits::default())
}

fn alerts(access: Access) -> bool {
    !judged(&[access]).is_empty()
}

#[test]
fn a_stranger_opened_once_is_no_alert_however_they_came() {
    for basis in [
        Basis::Team,
        Basis::OtherWard,
        Basis::Declared,
        Basis::Ended(900),
        Basis::None,
        Basis::Emergency,
        Basis::Regulation,
    ] {
        assert!(!alerts(access(1, basis)), "{basis:?}");
    }
}

#[test]
fn machines_and_who_comes_to_their_own_record_never_alert() {
    for basis in [Basis::Own, Basis::House] {
        let own =
            Access { night: Some(at(2)), colleague: Some(Colleague::OfWard), ..kin(basis, 1) };
        assert!(!alerts(own), "{basis:?}");
        let many: Vec<Access> = (1..500).map(|number| access(number, basis)).collect();
        assert!(judged(&many).is_empty());
    }
}

#[test]
fn a_rare_name_weighs_alone_and_the_more_bear_it_the_less() {
    for (basis, bearers, found) in [
        (Basis::Team, RARE_BEARERS, true),
        (Basis::Team, RARE_BEARERS + 1, false),
        (Basis::OtherWard, UNCOMMON_BEARERS, true),
        (Basis::OtherWard, UNCOMMON_BEARERS + 1, false),
        (Basis::Emergency, UNCOMMON_BEARERS, true),
        (Basis::Emergency, UNCOMMON_BEARERS + 1, false),
        (Basis::None, UNCOMMON_BEARERS + 1, true),
    ] {
        assert_eq!(alerts(kin(basis, bearers)), found, "{basis:?} {bearers}");
    }
    let found = judged(&[kin(Basis::None, 3)]);
    let family = Fact::SameFamily { family: "Kerbrat".into(), bearers: 3, given: false };
    assert_eq!(found[0].facts, [family, Fact::Care(Basis::None)]);
    assert_eq!((found[0].day, found[0].at, &*found[0].who.id), (DAY, at(10), "anne"));
}

#[test]
fn who_wrote_took_care() {
    assert!(alerts(kin(Basis::None, UNCOMMON_BEARERS)));
    assert!(!alerts(Access { wrote: true, ..kin(Basis::None, UNCOMMON_BEARERS) }));
    assert!(alerts(Access { wrote: true, ..kin(Basis::None, RARE_BEARERS) }), "a rare name");
}

#[test]
fn a_colleague_counts_without_care_and_the_more_bear_the_names_the_less() {
    use Colleague::{OfHouse, OfWard};
    for (basis, how, namesakes, found) in [
        (Basis::Team, OfWard, 1, false),
        (Basis::OtherWard, OfWard, MAY_BE_COLLEAGUE, true),
        (Basis::OtherWard, OfWard, MAY_BE_COLLEAGUE + 1, false),
        (Basis::OtherWard, OfHouse, 1, false),
        (Basis::Declared, OfHouse, LIKELY_COLLEAGUE, true),
        (Basis::Declared, OfHouse, LIKELY_COLLEAGUE + 1, false),
        (Basis::None, OfHouse, MAY_BE_COLLEAGUE, true),
        (Basis::None, OfHouse, MAY_BE_COLLEAGUE + 1, false),
        (Basis::Ended(AFTER_CARE_DAYS), OfWard, MAY_BE_COLLEAGUE, false),
        (Basis::Ended(AFTER_CARE_DAYS + 1), OfWard, MAY_BE_COLLEAGUE, true),
    ] {
        let counts = Counts { namesakes, ..Counts::default() };
        let access = Access { colleague: Some(how), counts, ..access(1, basis) };
        assert_eq!(alerts(access), found, "{basis:?} {how:?} {namesakes}");
    }
}

#[test]
fn neighbours_count_by_how_near_and_how_many_they_are() {
    for (line, basis, neighbours, found) in [
        ("3 rue du Pont", Basis::Team, 900, true),
        ("5 rue du Pont", Basis::Team, 2, false),
        ("5 rue du Pont", Basis::Ended(3), STREET_PERSONS, true),
        ("5 rue du Pont", Basis::Ended(3), STREET_PERSONS + 1, false),
        ("5 rue du Pont", Basis::OtherWard, 2, true),
        ("5 rue du Pont", Basis::OtherWard, 0, false),
        ("Le Bourg", Basis::None, 0, false),
        ("Le Bourg", Basis::None, TOWN_PERSONS, true),
        ("Le Bourg", Basis::None, TOWN_PERSONS + 1, false),
    ] {
        assert_eq!(alerts(lives(line, basis, neighbours)), found, "{line} {basis:?} {neighbours}");
    }
    let found = judged(&[lives("5 rue du Pont", Basis::None, 9)]);
    let fact = Fact::Neighbour { how: Nearness::Street, persons: 9 };
    assert!(found[0].facts.contains(&fact), "{found:?}");
}

#[test]
fn the_night_counts_for_who_is_not_on_duty() {
    let (begins, ends) = NIGHT;
    for (hour, night) in [(begins - 1, false), (begins, true), (ends - 1, true), (ends, false)] {
        assert_eq!(is_night(at(hour)), night, "{hour}");
    }
    let of_round = |number| Access { night: Some(at(2)), ..access(number, Basis::Team) };
    for (round, found) in [(NIGHT_ROUND - 1, true), (NIGHT_ROUND, false)] {
        let mut all: Vec<Access> = (2..).map(of_round).take(round).collect();
        all.push(Access { night: Some(at(3)), ..access(1, Basis::OtherWard) });
        let alerts = judged(&all);
        assert_eq!(alerts.len(), usize::from(found), "{alerts:?}");
        let night = alerts.first().map(|alert| alert.facts.contains(&Fact::Night { at: at(3) }));
        assert_eq!(night, found.then_some(true));
    }
}

#[test]
fn a_well_known_person_counts_without_care() {
    for (basis, found) in [(Basis::Team, false), (Basis::Regulation, false), (Basis::None, true)] {
        let person = Arc::new(Person { well_known: true, ..Person::default() });
        assert_eq!(alerts(Access { person, ..access(1, basis) }), found, "{basis:?}");
    }
}

#[test]
fn who_comes_back_without_care_is_told_on_the_second_day_and_not_twice() {
    let mut habits = Habits::default();
    let mut counts = Vec::new();
    for day in DAY..DAY + 3 {
        counts.push(watch(day, &[access(1, Basis::None)], &mut habits));
        let again = watch(day, &[access(1, Basis::None)], &mut habits.clone());
        assert_eq!(counts.last(), Some(&again), "a day that is judged anew is the same");
    }
    assert!(counts[0].is_empty());
    assert_eq!(counts[1][0].facts[1], Fact::Returned { days: 2 });
    assert_eq!(counts[2][0].facts[0], Fact::Returned { days: 3 }, "it weighs more");
    let mut habits = Habits::default();
    assert_eq!(watch(DAY, &[kin(Basis::None, 2)], &mut habits).len(), 1);
    assert_eq!(watch(DAY + 1, &[kin(Basis::Team, 2)], &mut habits).len(), 0, "as much was told");
}

/// Habits of some days on which everybody opens so many records, and so many of them bare.
fn usual(days: i64, records: u64, bare: u64) -> Habits {
    let mut habits = Habits::default();
    for day in DAY - days..DAY {
        let mut all = Vec::new();
        for id in ["anne", "béa", "chloé"] {
            let basis = |number| if number < bare { Basis::None } else { Basis::Team };
            let one = |number| {
                let record = u64::try_from(day).unwrap() * 10_000 + number + 1;
                Access { actor: actor(id), ..access(record, basis(number)) }
            };
            all.extend((0..records).map(one));
        }
        watch(day, &all, &mut habits);
    }
    habits
}

#[test]
fn many_records_count_against_what_is_usual() {
    let many = |count: u32, basis: Basis| -> Vec<Access> {
        (1..=u64::from(count)).map(|number| access(number, basis)).collect()
    };
    for (days, records, count, found) in [
        (8, 20, VOLUME - 1, false),
        (8, 20, VOLUME, true),
        (8, 40, 80, false),
        (8, 40, 81, true),
        (0, 0, 500, false),
    ] {
        let mut habits = usual(days, records, 0);
        let alerts = watch(DAY, &many(count, Basis::Team), &mut habits);
        assert_eq!(alerts.len(), usize::from(found), "{records} {count} {alerts:?}");
    }
    for (bare, count, found) in
        [(0, BROWSED - 1, false), (0, BROWSED, true), (2, 8, false), (2, 9, true)]
    {
        let mut habits = usual(8, 20, bare);
        let alerts = watch(DAY, &many(count, Basis::None), &mut habits);
        assert_eq!(alerts.len(), usize::from(found), "{bare} {count} {alerts:?}");
    }
    let mut habits = usual(8, 20, 0);
    let alerts = watch(DAY, &many(VOLUME, Basis::Team), &mut habits);
    let volume = Fact::Volume { records: VOLUME, usual: Some(200), peers: Some(200) };
    assert_eq!((alerts[0].record, &*alerts[0].facts), (None, &[volume][..]));
}

#[test]
fn so_many_alerts_of_one_actor_and_the_heaviest_are_kept() {
    for count in [ALERTS_OF_ACTOR, ALERTS_OF_ACTOR + 1] {
        let number = |at: usize| RecordNo::from_u64(u64::try_from(at).unwrap() + 1).unwrap();
        let bearers = |at: usize| if at == 0 { UNCOMMON_BEARERS + 1 } else { 2 };
        let one = |at| Access { record: number(at), ..kin(Basis::OtherWard, bearers(at)) };
        let mut all: Vec<Access> = (0..count).map(one).collect();
        all[0] = Access { record: number(0), ..kin(Basis::None, UNCOMMON_BEARERS + 1) };
        let alerts = judged(&all);
        assert_eq!(alerts.len(), ALERTS_OF_ACTOR);
        let lightest = alerts.iter().any(|alert| alert.record == Some(number(0)));
        assert_eq!(lightest, count == ALERTS_OF_ACTOR);
    }
}

#[test]
fn an_alert_and_habits_are_kept_and_come_back() {
    let mut habits = usual(5, 3, 1);
    let alerts = watch(DAY, &[kin(Basis::Ended(50), 2), access(9, Basis::None)], &mut habits);
    let text = serde_json::to_string(&alerts).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Alert>>(&text).unwrap(), alerts);
    let text = serde_json::to_string(&habits).unwrap();
    assert_eq!(serde_json::from_str::<Habits>(&text).unwrap(), habits);
}
