//! Alerts computed from the traces: a day is judged once it is over, what explains an access
//! is told from what does not, and the privacy officer closes what is open.

use hygie_alerts::limits::HABIT_DAYS;
use hygie_alerts::{Basis, Colleague, Fact, Nearness};
use hygie_base::{RecordNo, Timestamp};
use hygie_gate::acts::{ActError, Declare, Register};
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST, WATCH_BEHIND};
use hygie_gate::{
    AlertKept, Asker, ClosesAlert, Ending, GateError, Refusal, Role, Staff, WEIGHED_ALERT, Ward,
    Watched,
};
use hygie_record::{Table, TraceSeen};
use hygie_testkit::World;
use hygie_trace::Action;

use crate::glass::house::officer;
use crate::help::{House, asker};

const DAY: i64 = 86_400_000;

/// The person whose record it is, with a name that is rare here, and some others.
fn patient(id: &str, family: &str, given: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}"{more},"name":[{{"family":"{family}","given":["{given}"]}}],"address":[{{"line":["12 rue du Pont"],"postalCode":"37210","city":"Vouvray"}}]}}"#
    )
}

async fn a_house(more: &str) -> House {
    let person = patient("p", "Kerbrat", "Yves", more);
    House::of(World::new(), &[("a", &[&person])]).await
}

/// A secretary of this name, who sees identities without a care link.
fn desk(name: &str) -> Asker {
    Asker { name: name.into(), ..asker(Role::Secretary, "a") }
}

fn staff(account: &str, name: &str, ward: &str) -> Staff {
    let works = vec![("a".to_owned(), vec![ward.to_owned()])];
    Staff { account: account.into(), name: name.into(), works }
}

impl House {
    async fn comes(&self, who: &Asker) {
        let permit = self.permit(who).await;
        self.world.records.open(&permit, self.record, None).await.unwrap();
    }

    /// The day is over, and judged.
    async fn judged(&self, staff: &[Staff]) -> Watched {
        self.world.clock.advance(DAY);
        let watched = self.gate.watch_next(staff).await.unwrap().unwrap();
        assert_eq!(self.gate.watch_next(staff).await.unwrap(), None, "each day once");
        watched
    }

    async fn open_alerts(&self) -> Vec<AlertKept> {
        self.gate.alerts(&officer()).await.unwrap().open
    }

    async fn facts(&self) -> Vec<Fact> {
        let alerts = self.open_alerts().await;
        alerts.into_iter().flat_map(|it| it.alert.facts).collect()
    }

    async fn closes(&self, by: &Asker, number: u32, words: &str) -> Result<(), GateError> {
        let act = ClosesAlert { number, ending: Ending::Justified, words: words.into() };
        self.gate.close_alert(by, &act).await
    }
}

#[tokio::test]
async fn a_rare_name_shared_is_an_alert_and_names_nobody() {
    let house = a_house("").await;
    house.comes(&desk("Anne KERBRAT")).await;
    let watched = house.judged(&[]).await;
    assert!(watched.whole && watched.accesses == 1 && watched.alerts == 1, "{watched:?}");
    let alerts = house.gate.alerts(&officer()).await.unwrap();
    assert_eq!((alerts.watched, alerts.whole, alerts.left_out), (Some(watched.day), true, 0));
    let [one] = &alerts.open[..] else { panic!("{alerts:?}") };
    assert_eq!((one.number, one.alert.record), (1, Some(house.record)));
    assert_eq!((&*one.alert.who.name, &*one.alert.who.of), ("Anne KERBRAT", "House a"));
    let family = Fact::SameFamily { family: String::new(), bearers: 1, given: false };
    assert_eq!(one.alert.facts, [family, Fact::Care(Basis::None)]);
}

#[tokio::test]
async fn who_has_no_tie_to_the_person_is_no_alert_and_who_takes_care_explains_it() {
    let house = a_house("").await;
    house.comes(&desk("Anne DUPONT")).await;
    house.comes(&house.person()).await;
    let watched = house.judged(&[]).await;
    assert_eq!((watched.accesses, watched.alerts), (1, 0), "their own is no access");
    assert!(house.open_alerts().await.is_empty());
    // A colleague with a care link is cared for, without one is looked at.
    let staff = [staff("yves", "Yves KERBRAT", "w1")];
    let nurse = Asker { wards: vec!["w1".into()], ..asker(Role::Nurse, "a") };
    let register = Register { end: None, informed: true, ..Register::default() };
    house.decide(&desk("Anne DUPONT"), register).await.unwrap();
    house.comes(&nurse).await;
    assert_eq!(house.judged(&staff).await.alerts, 0);
}

#[tokio::test]
async fn a_colleague_a_neighbour_and_a_well_known_person_are_told() {
    let meta = r#","meta":{"security":[{"code":"CEL"}]}"#;
    let house = a_house(meta).await;
    house.write("a", &[&patient("q", "Dupont", "Anne", "")]).await;
    let who = Asker { wards: vec!["w1".into()], ..desk("Anne DUPONT") };
    house.comes(&who).await;
    let staff = [
        staff(&who.id, &who.name, "w1"),
        staff("yves", "Yves KERBRAT", "w1"),
        staff("other", "Paul MARTIN", "w1"),
    ];
    house.judged(&staff).await;
    let facts = house.facts().await;
    for fact in [
        Fact::Colleague { how: Colleague::OfWard, namesakes: 1 },
        Fact::Neighbour { how: Nearness::Household, persons: 0 },
        Fact::WellKnown,
        Fact::Care(Basis::None),
    ] {
        assert!(facts.contains(&fact), "{fact:?} {facts:?}");
    }
}

#[tokio::test]
async fn who_declared_it_themselves_is_told_so() {
    let house = a_house("").await;
    let physician = Asker { name: "Dr Anne KERBRAT".into(), ..asker(Role::Physician, "a") };
    let declares = Declare { end: Timestamp(house.now().0 + DAY) };
    house.decide(&physician, declares).await.unwrap();
    house.comes(&physician).await;
    house.judged(&[]).await;
    assert!(house.facts().await.contains(&Fact::Care(Basis::Declared)));
}

#[tokio::test]
async fn days_are_judged_in_their_order_and_none_that_is_too_old() {
    let house = a_house("").await;
    let first = house.judged(&[]).await.day;
    house.world.clock.advance(2 * DAY);
    for day in [first + 1, first + 2] {
        assert_eq!(house.gate.watch_next(&[]).await.unwrap().unwrap().day, day);
    }
    assert_eq!(house.gate.watch_next(&[]).await.unwrap(), None);
    for (days, skipped) in [(WATCH_BEHIND, 0), (WATCH_BEHIND + 1, 1)] {
        let last = house.gate.alerts(&officer()).await.unwrap().watched.unwrap();
        house.world.clock.advance(days * DAY);
        let next = house.gate.watch_next(&[]).await.unwrap().unwrap().day;
        assert_eq!(next, last + 1 + skipped);
        while house.gate.watch_next(&[]).await.unwrap().is_some() {}
    }
}

#[tokio::test]
async fn the_officer_closes_an_alert_once_and_the_person_reads_that() {
    let house = a_house("").await;
    house.comes(&desk("Anne KERBRAT")).await;
    house.judged(&[]).await;
    let (least, most) = ("x".repeat(ANSWER_LEAST), "x".repeat(ANSWER_MOST));
    for wrong in [&least[1..], &format!("{most}x")] {
        let error = house.closes(&officer(), 1, wrong).await.unwrap_err();
        assert!(matches!(error, GateError::Act(ActError::AnswerWords)), "{error:?}");
    }
    let own = Asker { id: desk("").id, ..officer() };
    let error = house.closes(&own, 1, &least).await.unwrap_err();
    assert!(matches!(error, GateError::Act(ActError::Own)), "{error:?}");
    assert_eq!(house.gate.waiting(&officer()).await.unwrap().alerts, 1);
    house.closes(&officer(), 1, &most).await.unwrap();
    for number in [1, 2] {
        let error = house.closes(&officer(), number, &least).await.unwrap_err();
        assert!(matches!(error, GateError::Act(ActError::Nothing)), "{error:?}");
    }
    assert_eq!(house.gate.waiting(&officer()).await.unwrap().alerts, 0);
    let kept = house.gate.alert(&officer(), 1).await.unwrap().unwrap().closed.unwrap();
    assert_eq!(
        (kept.ending, &*kept.words, &*kept.name),
        (Ending::Justified, &*most, &*officer().name)
    );
    assert!(house.gate.alert(&officer(), 2).await.unwrap().is_none());
    let permit = house.gate.command_line("house");
    let traces = house.world.records.traces(&permit, house.record).await.unwrap();
    let acts: Vec<String> = traces
        .into_iter()
        .filter(|seen| seen.trace.actor.id == officer().id && seen.trace.action == Action::Rights)
        .map(|seen| seen.trace.what)
        .collect();
    assert_eq!(acts, [WEIGHED_ALERT.to_owned(), format!("{WEIGHED_ALERT}: justified")]);
}

/// Who is of the house and not of the ward that takes care is told so.
#[tokio::test]
async fn another_ward_of_the_house_is_no_care_team() {
    let house = a_house("").await;
    let ward = Ward { id: "garden".into(), name: "Garden".into() };
    let register = Register { ward: Some(ward), informed: true, ..Register::default() };
    house.decide(&desk("Anne DUPONT"), register).await.unwrap();
    house.comes(&desk("Anne KERBRAT")).await;
    house.judged(&[]).await;
    let facts = house.facts().await;
    assert!(facts.contains(&Fact::Care(Basis::OtherWard)), "{facts:?}");
}

/// What is usual of somebody is kept while they come, and forgotten a month after.
#[tokio::test]
async fn a_habit_is_kept_and_forgotten() {
    let house = a_house("").await;
    let kept = async || house.world.records.cells(Table::Habit).await.unwrap().len();
    house.comes(&desk("Anne DUPONT")).await;
    house.judged(&[]).await;
    assert_eq!(kept().await, 2, "theirs, and what is usual of a role");
    for _ in 0..HABIT_DAYS {
        house.judged(&[]).await;
    }
    assert_eq!(kept().await, 2);
    house.judged(&[]).await;
    assert_eq!(kept().await, 1);
}

/// Two who answer at the same moment: one of them did not, and is told so.
#[tokio::test]
async fn of_two_who_close_an_alert_at_once_one_did() {
    let house = a_house("").await;
    house.comes(&desk("Anne KERBRAT")).await;
    house.judged(&[]).await;
    let (one, other) = (officer(), Asker { id: "second-officer".into(), ..officer() });
    let words = "x".repeat(ANSWER_LEAST);
    let both = tokio::join!(house.closes(&one, 1, &words), house.closes(&other, 1, &words));
    let (done, late) = if both.0.is_ok() { both } else { (both.1, both.0) };
    done.unwrap();
    let late = late.unwrap_err();
    assert!(matches!(late, GateError::Act(ActError::Nothing)), "{late:?}");
}

/// That the officer looked at them is told of the house; at one, of its record.
#[tokio::test]
async fn reading_the_alerts_is_traced() {
    let house = a_house("").await;
    house.gate.alerts(&officer()).await.unwrap();
    let permit = house.gate.command_line("house");
    let traces = house.world.records.traces(&permit, RecordNo::REGISTRY).await.unwrap();
    let read = |seen: &TraceSeen| {
        seen.trace.actor.id == officer().id && seen.trace.what.starts_with("alerts about")
    };
    assert_eq!(traces.iter().filter(|seen| read(seen)).count(), 1);
}

#[tokio::test]
async fn nobody_else_sees_alerts() {
    let house = a_house("").await;
    house.comes(&desk("Anne KERBRAT")).await;
    house.judged(&[]).await;
    for role in [Role::SecurityOfficer, Role::Administrator, Role::Physician, Role::Secretary] {
        let by = asker(role, if role.is_of_an_organisation() { "a" } else { "" });
        let refused = |error| matches!(error, GateError::Refused(Refusal::OfficerReviews));
        assert!(refused(house.gate.alerts(&by).await.unwrap_err()), "{role:?}");
        assert!(refused(house.gate.alert(&by, 1).await.unwrap_err()), "{role:?}");
        assert!(refused(house.closes(&by, 1, "a good reason").await.unwrap_err()), "{role:?}");
    }
    assert_eq!(house.open_alerts().await.len(), 1);
}
