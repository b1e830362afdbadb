//! How long what each custodian keeps of a record is kept, and the destruction of what is
//! past its time (CSP, R.1112-7, L.1111-18).

use hygie_base::Timestamp;
use hygie_gate::acts::{Close, CloseAtDesk, Open, Oppose, Register};
use hygie_gate::rights::Closing;
use hygie_gate::{GateError, Retained, Role};
use hygie_policy::retention::{Day, Missing, Term};
use hygie_record::{RecordError, TraceSeen};
use hygie_testkit::World;
use hygie_trace::{Action, Outcome};

use crate::help::{House, asker};

const MILLIS_PER_DAY: i64 = 86_400_000;
const REASON: &str = "decided by the director on 2 May";

fn person(members: &str) -> String {
    format!(r#"{{"resourceType":"Patient","id":"p"{members}}}"#)
}

fn stay(id: &str, end: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"{id}","status":"finished","class":{{"code":"IMP"}},"subject":{{"reference":"Patient/p"}},"period":{{"start":"2001-01-01","end":"{end}"}}}}"#
    )
}

const BORN: &str = r#","birthDate":"1950-03-01""#;

/// Hospital `a` saw the person last on 10 May 2006, practice `b` on 12 June 2020.
async fn house(patient: &str) -> House {
    let (a, b) = (stay("sa", "2006-05-10"), stay("sb", "2020-06-12"));
    House::of(World::default(), &[("a", &[&person(patient), &a]), ("b", &[&b])]).await
}

impl House {
    async fn parts(&self) -> Vec<Retained> {
        let page = self.gate.retention("house", None).await.unwrap().unwrap();
        assert!(page.faults.is_empty());
        assert!(self.gate.retention("house", Some(page.last)).await.unwrap().is_none());
        page.parts
    }

    /// What is told of each part: whose, whether it is past its time, until when.
    async fn parts_told(&self) -> Vec<String> {
        let parts = self.parts().await;
        let told = parts.iter().map(|part| {
            let past = if part.past { "past, " } else { "" };
            let held = part.held.map(|own| format!(", own {:?}", own.term)).unwrap_or_default();
            let whose = part.custodian.as_deref().unwrap_or("nobody");
            format!("{whose}: {past}{} {}{held}", part.kept.rule.id, part.words())
        });
        told.collect()
    }

    fn go_to(&self, day: i64) {
        self.world.clock.set(Timestamp(day * MILLIS_PER_DAY + MILLIS_PER_DAY / 2));
    }

    async fn destroy_part(&self, custodian: Option<&str>) -> Result<u64, GateError> {
        let erased = self.gate.destroy_kept("house", self.record, custodian, REASON).await;
        erased.map(|erased| erased.keys)
    }

    async fn close_shared(&self) {
        self.decide(&self.person(), Close { reason: Closing::Request }).await.unwrap();
    }

    pub async fn all_traces(&self) -> Vec<TraceSeen> {
        let permit = self.gate.command_line("reader");
        self.world.records.traces(&permit, self.record).await.unwrap()
    }

    async fn is_healthy(&self) {
        let permit = self.gate.command_line("doctor");
        assert_eq!(self.world.records.check(&permit).await.unwrap().findings, []);
    }
}

fn forbidden(done: Result<u64, GateError>) -> String {
    match done {
        Err(GateError::Record(RecordError::Forbidden(why))) => why,
        other => panic!("{other:?}"),
    }
}

fn days(year: i64, month: i64, day: i64) -> i64 {
    hygie_base::calendar::days(year, month, day)
}

#[tokio::test]
async fn an_open_shared_record_holds_every_part_and_tells_whose_own_time_is_over() {
    let house = house(BORN).await;
    let open = "shared-record without an end yet (CSP L.1111-18; [B] from the day on which the \
                person opposed)";
    let own = Day::of(2026, 5, 10);
    assert_eq!(
        house.parts_told().await,
        [format!("a: {open}, own {:?}", Term::Until(own)), format!("b: {open}")]
    );
    let why = forbidden(house.destroy_part(Some("a")).await);
    assert!(why.contains("what a keeps is not past its time"), "{why}");
    assert!(why.contains("kept for ten years from its closing"), "{why}");
    house.is_healthy().await;
}

#[tokio::test]
async fn l1111_18_each_part_is_past_its_time_ten_years_after_the_closing() {
    let house = house(BORN).await;
    house.close_shared().await;
    // Closed on 22 November 2026.
    house.go_to(days(2036, 11, 22));
    let parts = house.parts().await;
    assert!(!parts[0].past);
    assert!(parts[0].words().starts_with("until 2036-11-22 (CSP L.1111-18"));
    assert!(parts[0].held.is_some());
    house.go_to(days(2036, 11, 23));
    let parts = house.parts().await;
    assert!(parts[0].past && parts[0].held.is_none());
    // What the practice keeps lasts to 2040 (R.1112-7).
    let kept = "until 2040-06-12 (CSP R.1112-7; [B] for organisations that are no hospital)";
    assert_eq!((parts[1].past, parts[1].words()), (false, kept.to_owned()));
    // Opened again, there is no end.
    house.decide(&house.person(), Open).await.unwrap();
    assert!(house.parts().await.iter().all(|part| part.kept.term == Term::NoEnd));
    // And what was opposed counts from that day.
    house.decide(&house.person(), Oppose).await.unwrap();
    let parts = house.parts().await;
    assert!(parts[0].words().starts_with("until 2046-11-23 (CSP L.1111-18"));
}

#[tokio::test]
async fn r1112_7_a_death_that_the_patient_or_the_closing_tells_leaves_ten_years() {
    let dead = format!(r#"{BORN},"deceasedDateTime":"2015-02-28T23:30:00Z""#);
    let house = house(&dead).await;
    let by_desk = asker(Role::Secretary, "a");
    house
        .decide(&by_desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    house.decide(&by_desk, CloseAtDesk { reason: Closing::Death }).await.unwrap();
    let parts = house.parts().await;
    // In Paris it was 1 March; the Patient's day counts before that of the closing.
    let own = parts[0].held.unwrap();
    let died = Day::of(2015, 3, 1).in_years(10);
    assert_eq!((own.rule.id, own.term), ("death", Term::Until(died)));
    // Practice b tells of an act after that: it counts from there.
    assert!(parts[1].held.is_none());

    let house = self::house(BORN).await;
    house
        .decide(&by_desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    house.decide(&by_desk, CloseAtDesk { reason: Closing::Death }).await.unwrap();
    let parts = house.parts().await;
    // Dead by 22 November 2026, less than ten years after practice b saw them.
    let until = Term::Until(Day::of(2036, 11, 22));
    assert_eq!((parts[1].kept.rule.id, parts[1].kept.term), ("death", until));
    // Hospital a had not seen them for ten years.
    assert_eq!(parts[0].held.unwrap().rule.id, "last-act");
}

#[tokio::test]
async fn a_day_that_is_missing_is_told() {
    let house = house("").await;
    house.close_shared().await;
    house.go_to(days(2090, 1, 1));
    let parts = house.parts().await;
    assert!(parts.iter().all(|part| part.kept.term == Term::Unknown(Missing::Birth)));
    let why = forbidden(house.destroy_part(Some("a")).await);
    assert!(why.contains("the date of birth is not known"), "{why}");
}

#[tokio::test]
async fn what_is_past_its_time_is_destroyed_with_its_rule_and_reason_in_the_trace() {
    let house = house(BORN).await;
    house.close_shared().await;
    house.go_to(days(2037, 1, 1));
    assert_eq!(house.destroy_part(Some("a")).await.unwrap(), 1);
    let traces = house.all_traces().await;
    let erased = traces.iter().find(|seen| seen.trace.action == Action::Erase).unwrap();
    assert_eq!(
        erased.trace.what,
        format!(
            "kept by a, past its time, which was until 2036-11-22 (CSP L.1111-18; [B] from the \
             day on which the person opposed): {REASON}"
        )
    );
    assert_eq!(erased.trace.actor.id, "command-line:house");
    house.is_healthy().await;
    // The practice's part stays, and the record; the identity went with the hospital's.
    let told = house.parts_told().await;
    assert_eq!(told, ["b: birthday until nobody knows when: the date of birth is not known"]);
    let again = house.destroy_part(Some("a")).await;
    assert!(matches!(again, Err(GateError::Record(RecordError::NotFound))), "{again:?}");
}

#[tokio::test]
async fn what_comes_meanwhile_is_weighed_in_the_commit() {
    let house = house(BORN).await;
    house.close_shared().await;
    house.go_to(days(2037, 1, 1));
    assert!(house.parts().await[0].past);
    // The person comes again before anything is destroyed.
    house.write("a", &[&stay("new", "2036-12-24")]).await;
    let why = forbidden(house.destroy_part(Some("a")).await);
    assert!(why.contains("kept until 2056-12-24 (CSP R.1112-7"), "{why}");
    let refused = house.all_traces().await.into_iter().find(|it| it.trace.action == Action::Erase);
    assert_eq!(refused.unwrap().trace.outcome, Outcome::Refused);
    house.is_healthy().await;
}

#[tokio::test]
async fn a_whole_record_goes_when_all_its_parts_are_past_their_time() {
    let house = house(BORN).await;
    house.close_shared().await;
    house.go_to(days(2037, 1, 1));
    let why = forbidden(house.destroy_part(None).await);
    assert!(why.contains("what b keeps is not past its time"), "{why}");
    house.go_to(days(2041, 1, 1));
    // Both organisations' keys, and that of what was decided.
    assert_eq!(house.destroy_part(None).await.unwrap(), 3);
    assert!(house.parts().await.is_empty());
    house.is_healthy().await;
}

#[tokio::test]
async fn what_was_decided_is_kept_while_anybody_keeps_something() {
    let house = house(BORN).await;
    house.close_shared().await;
    house.go_to(days(2041, 1, 1));
    // The one without the identity first.
    for custodian in ["b", "a"] {
        assert!(house.parts().await.iter().all(|part| part.custodian.is_some()));
        house.destroy_part(Some(custodian)).await.unwrap();
    }
    let parts = house.parts().await;
    assert_eq!(parts.len(), 1);
    assert_eq!((parts[0].custodian.as_deref(), parts[0].past), (None, true));
    assert_eq!(house.destroy_part(None).await.unwrap(), 1);
    house.is_healthy().await;
}

#[tokio::test]
async fn a_reason_says_something_and_the_walk_is_traced_once() {
    let house = house(BORN).await;
    house.close_shared().await;
    house.go_to(days(2041, 1, 1));
    for (reason, fits) in [(9, false), (501, false), (500, true)] {
        let reason = "x".repeat(reason);
        let done = house.gate.destroy_kept("house", house.record, Some("b"), &reason).await;
        match done {
            Ok(_) => assert!(fits),
            Err(GateError::Act(_)) => assert!(!fits),
            Err(other) => panic!("{other:?}"),
        }
    }
    let before = house.all_traces().await.len();
    house.parts().await;
    // One that lists the traces, and none of the walk, which is the registry's.
    assert_eq!(house.all_traces().await.len(), before + 1);
    house.gate.retention_of("house", house.record).await.unwrap();
    assert_eq!(house.all_traces().await.len(), before + 3);
    let told = house.all_traces().await;
    assert!(told.iter().any(|it| it.trace.what == "until when its parts are kept"));
    let none = house.gate.retention_of("house", hygie_base::RecordNo::REGISTRY).await;
    assert!(matches!(none, Err(GateError::Record(RecordError::NotFound))));
}
