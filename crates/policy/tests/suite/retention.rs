//! How long a custodian's part of a record is kept, by article.

use hygie_base::Timestamp;
use hygie_policy::retention::{
    Day, Facts, Keeper, Kept, Missing, RULES, Shared, Term, keep, keep_own,
};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::{prop_assert, prop_assert_eq, proptest};

fn day(text: &str) -> Day {
    let mut parts = text.split('-').map(|part| part.parse().unwrap());
    Day::of(parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap())
}

/// A hospital's part of an adult's record, closed long ago: its last act is of 10 May 2006.
fn facts() -> Facts {
    Facts {
        keeper: Keeper::Organisation,
        shared: Shared::Ended(Some(day("2000-01-01"))),
        last_act: Some(day("2006-05-10")),
        underway: false,
        transfused: None,
        born: Some(day("1950-03-01")),
        died: None,
    }
}

/// What is kept is not past its time the day before its last day, nor on it, but after.
fn ends(facts: Facts, last: &str, rule: &str) {
    let last = day(last);
    let kept = keep(&facts).unwrap();
    assert_eq!((kept.term, kept.rule.id), (Term::Until(last), rule));
    assert!(!kept.is_past(Day(last.0 - 1)), "the day before");
    assert!(!kept.is_past(last), "on the day");
    assert!(kept.is_past(Day(last.0 + 1)), "the day after");
}

fn never_ends(facts: Facts, rule: &str) {
    let kept = keep(&facts).unwrap();
    assert_eq!((kept.term, kept.rule.id), (Term::NoEnd, rule));
    assert!(!kept.is_past(day("9999-12-31")));
}

fn unknown(facts: Facts, missing: Missing) {
    let kept = keep(&facts).unwrap();
    assert_eq!(kept.term, Term::Unknown(missing));
    assert!(!kept.is_past(day("9999-12-31")), "what is not known is past nothing");
}

#[test]
fn r1112_7_twenty_years_from_the_last_stay_or_consultation() {
    ends(facts(), "2026-05-10", "last-act");
    ends(Facts { last_act: Some(day("2006-02-28")), ..facts() }, "2026-02-28", "last-act");
    unknown(Facts { last_act: None, ..facts() }, Missing::LastAct);
    never_ends(Facts { underway: true, ..facts() }, "last-act");
    never_ends(Facts { underway: true, last_act: None, born: None, ..facts() }, "last-act");
}

#[test]
fn r1112_7_to_the_twenty_eighth_birthday() {
    let child = Facts { born: Some(day("1999-06-30")), ..facts() };
    ends(child, "2027-06-30", "birthday");
    // Seen last at eight years of age, both are the same day.
    ends(Facts { born: Some(day("1998-05-10")), ..facts() }, "2026-05-10", "last-act");
    ends(Facts { born: Some(day("1998-05-11")), ..facts() }, "2026-05-11", "birthday");
    unknown(Facts { born: None, ..facts() }, Missing::Birth);
    // Born on a 29 February: 2028 has one, 2100 has none.
    ends(Facts { born: Some(day("2000-02-29")), ..facts() }, "2028-02-29", "birthday");
    ends(Facts { born: Some(day("2072-02-29")), ..facts() }, "2100-03-01", "birthday");
}

#[test]
fn r1112_7_ten_years_from_a_death_within_ten_years_of_the_last_stay() {
    let died = |text| Facts { died: Some(day(text)), ..facts() };
    ends(died("2006-05-10"), "2016-05-10", "death");
    ends(died("2010-02-28"), "2020-02-28", "death");
    ends(died("2016-05-09"), "2026-05-09", "death");
    // Ten years after it or later, the death changes nothing.
    ends(died("2016-05-10"), "2026-05-10", "last-act");
    ends(died("2025-01-01"), "2026-05-10", "last-act");
    // In all cases: also of a child, and of who has no known birth date.
    ends(Facts { born: Some(day("2005-01-01")), ..died("2010-02-28") }, "2020-02-28", "death");
    ends(Facts { born: None, ..died("2010-02-28") }, "2020-02-28", "death");
    // A day of death before the last act is wrong, or the act's is.
    ends(died("1926-01-01"), "2016-05-10", "death");
    // Without a last act nobody knows whether it was within ten years.
    unknown(Facts { last_act: None, ..died("2010-02-28") }, Missing::LastAct);
    never_ends(Facts { underway: true, ..died("2010-02-28") }, "last-act");
}

#[test]
fn r1112_7_thirty_years_from_a_transfusion() {
    let transfused = Facts { transfused: Some(day("2001-08-15")), ..facts() };
    ends(transfused, "2031-08-15", "transfusion");
    ends(Facts { died: Some(day("2007-01-01")), ..transfused }, "2031-08-15", "transfusion");
    // An older one adds nothing.
    ends(Facts { transfused: Some(day("1990-08-15")), ..facts() }, "2026-05-10", "last-act");
}

#[test]
fn l1111_18_ten_years_from_the_closing_of_the_shared_record() {
    let closed = |on: Option<&str>| Facts { shared: Shared::Ended(on.map(day)), ..facts() };
    ends(closed(Some("2018-09-01")), "2028-09-01", "shared-record");
    // The own file outlasts it.
    ends(closed(Some("2016-05-10")), "2026-05-10", "last-act");
    ends(closed(Some("2016-05-11")), "2026-05-11", "shared-record");
    unknown(closed(None), Missing::Closing);
    never_ends(Facts { shared: Shared::Open, ..facts() }, "shared-record");
    let own = keep_own(&Facts { shared: Shared::Open, ..facts() }).unwrap();
    assert_eq!((own.term, own.rule.id), (Term::Until(day("2026-05-10")), "last-act"));
}

#[test]
fn l1111_18_alone_holds_what_no_organisation_keeps() {
    let record = Facts {
        keeper: Keeper::Record,
        last_act: None,
        born: None,
        underway: true,
        transfused: Some(day("2020-01-01")),
        ..facts()
    };
    ends(record, "2010-01-01", "shared-record");
    ends(Facts { died: Some(day("2020-01-01")), ..record }, "2010-01-01", "shared-record");
    never_ends(Facts { shared: Shared::Open, ..record }, "shared-record");
    assert!(keep_own(&record).is_none(), "it is nobody's own file");
}

#[test]
fn what_has_no_end_is_told_before_what_is_not_known() {
    never_ends(Facts { shared: Shared::Open, born: None, ..facts() }, "shared-record");
    let both = keep(&Facts { last_act: None, born: None, ..facts() }).unwrap();
    assert_eq!(both.term, Term::Unknown(Missing::LastAct));
}

#[test]
fn days_are_those_of_paris() {
    let at = |text: &str, millis: i64| assert_eq!(Day::at(Timestamp(millis)), day(text));
    // Midnight of 1 July 2026, when Paris is two hours before UTC, and of 25 November.
    at("2026-06-30", 1_782_856_800_000 - 1);
    at("2026-07-01", 1_782_856_800_000);
    at("2026-11-24", 1_795_561_200_000 - 1);
    at("2026-11-25", 1_795_561_200_000);
    assert_eq!(day("2026-07-01").to_string(), "2026-07-01");
}

#[test]
fn every_rule_has_a_name_of_its_own_a_source_and_a_sentence() {
    for (at, rule) in RULES.iter().enumerate() {
        assert!(RULES.iter().skip(at + 1).all(|other| other.id != rule.id), "{}", rule.id);
        assert!(rule.source.starts_with("CSP "), "{}", rule.id);
        assert!(!rule.sentence.is_empty() && !rule.sentence.ends_with('.'), "{}", rule.id);
    }
    let mut names = Missing::ALL.map(Missing::name).to_vec();
    names.dedup();
    assert_eq!(names.len(), Missing::ALL.len());
    assert!(Missing::ALL.iter().all(|it| it.words().ends_with("is not known")));
}

fn any_day() -> impl Strategy<Value = Day> {
    (-30_000_i64..60_000).prop_map(Day)
}

fn living() -> impl Strategy<Value = Facts> {
    let keeper = prop_oneof![4 => Just(Keeper::Organisation), 1 => Just(Keeper::Record)];
    let shared =
        prop_oneof![1 => Just(Shared::Open), 5 => option::of(any_day()).prop_map(Shared::Ended)];
    let days = || option::weighted(0.8, any_day());
    (keeper, shared, days(), proptest::bool::weighted(0.1), days(), days()).prop_map(
        |(keeper, shared, last_act, underway, transfused, born)| Facts {
            keeper,
            shared,
            last_act,
            underway,
            transfused,
            born,
            died: None,
        },
    )
}

/// A number that is the larger the longer something is kept.
fn length(kept: Kept) -> i64 {
    match kept.term {
        Term::Until(day) => day.0,
        Term::Unknown(_) => i64::MAX - 1,
        Term::NoEnd => i64::MAX,
    }
}

fn kept(facts: &Facts) -> i64 {
    length(keep(facts).unwrap())
}

proptest! {
    /// Whatever comes later never shortens: an act, a transfusion, a closing, a birth.
    #[test]
    fn later_facts_never_shorten(facts in living(), more in 0_i64..20_000) {
        let later = |day: Option<Day>| day.map(|day| Day(day.0 + more));
        let before = kept(&facts);
        let acts = Facts { last_act: later(facts.last_act), ..facts };
        let transfused = Facts { transfused: later(facts.transfused), ..facts };
        let born = Facts { born: later(facts.born), ..facts };
        let underway = Facts { underway: true, ..facts };
        let shared = match facts.shared {
            Shared::Open => Shared::Open,
            Shared::Ended(day) => Shared::Ended(later(day)),
        };
        let (closed, open) = (Facts { shared, ..facts }, Facts { shared: Shared::Open, ..facts });
        for after in [acts, transfused, born, underway, closed, open] {
            prop_assert!(kept(&after) >= before);
        }
    }

    /// R.1112-7: a death shortens the own file, and never below ten years from it; a later
    /// one never shortens more. Neither touches transfusions and the shared record.
    #[test]
    fn a_death_leaves_ten_years(facts in living(), died in any_day(), more in 0_i64..20_000) {
        let dead = Facts { died: Some(died), ..facts };
        prop_assert!(kept(&dead) <= kept(&facts));
        let soon = facts.last_act.is_some_and(|last| died < last.in_years(10));
        if facts.keeper == Keeper::Organisation && soon {
            prop_assert!(kept(&dead) >= died.in_years(10).0);
        }
        let later = Facts { died: Some(Day(died.0 + more)), ..facts };
        prop_assert!(kept(&later) >= kept(&dead));
    }

    /// The same on every day but one: past from the day after the last on, for ever.
    #[test]
    fn what_is_past_stays_past(facts in living(), today in any_day(), more in any::<u16>()) {
        let kept = keep(&facts).unwrap();
        if kept.is_past(today) {
            prop_assert!(kept.is_past(Day(today.0 + i64::from(more))));
        }
        prop_assert_eq!(kept.is_past(Day(i64::MAX)), matches!(kept.term, Term::Until(_)));
    }

    /// A year has its day again, but for 29 February, whose next day comes in its place.
    #[test]
    fn years_keep_the_order_of_days(day in any_day(), next in 0_i64..800, years in 0_i64..60) {
        prop_assert!(day.in_years(years) <= Day(day.0 + next).in_years(years));
        prop_assert!(Day(day.0 + years * 365) <= day.in_years(years));
        prop_assert!(day.in_years(years) <= Day(day.0 + years * 366 + 1));
    }
}
