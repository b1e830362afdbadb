//! Calls to the regulation centre (centre 15; CSP, L.1111-17 I, R.1111-48; PDT-INF-526,
//! columns of regulation), through the real record service.

use hygie_base::RecordNo;
use hygie_gate::acts::{Block, Close, EndCall, Mask, Oppose, Register, TakeCall};
use hygie_gate::limits::CALL_MINUTES;
use hygie_gate::rights::{Closing, Emergencies};
use hygie_gate::{Asker, Gate, GateError, Refusal, Role, Scopes};
use hygie_record::RecordError;
use hygie_testkit::Builder;
use hygie_trace::Purpose;

use crate::glass::house::{HOURS, Quiet, a_house, a_house_on, officer, refused, rule};
use crate::help::{House, asker};

const LASTS: i64 = CALL_MINUTES * 60_000;
const HEALTH: [Role; 5] =
    [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist];

fn call() -> TakeCall {
    TakeCall { reason: "appel 4512".into() }
}

/// Somebody whose log-in said that they regulate.
fn regulator(role: Role, organisation: &str) -> Asker {
    Asker { regulates: true, ..asker(role, organisation) }
}

impl House {
    async fn calls(&self, asker: &Asker) -> Result<(), GateError> {
        let may = self.gate.may_take_call(asker, self.record).await;
        let done = self.gate.take_call(asker, self.record, &call(), &Quiet).await;
        assert_eq!(may.is_ok(), done.is_ok(), "the form is shown to who may send it");
        done
    }
}

#[tokio::test]
async fn who_regulates_reads_what_others_keep_until_the_call_is_over() {
    for role in HEALTH {
        let house = a_house().await;
        let away = regulator(role, "c");
        assert!(house.sees(&away).await.is_empty());
        house.calls(&away).await.unwrap();
        // Of what others keep as much as the matrix of documents says of the profession.
        let all = match role {
            Role::Physician | Role::Nurse => vec!["a1", "b1", "p"],
            _ => vec!["p"],
        };
        assert_eq!(house.sees(&away).await, all, "{role:?}");
        let colleague = Asker { id: "another".into(), ..away.clone() };
        assert!(house.sees(&colleague).await.is_empty(), "a call is one's own");
        let elsewhere = Asker { organisation: "b".into(), ..away.clone() };
        assert!(house.sees(&elsewhere).await.is_empty(), "and of where it was taken");
        let permit = house.permit(&away).await;
        house.world.clock.advance(LASTS - 1);
        assert_eq!(house.shown(&permit).await, all);
        house.world.clock.advance(1);
        let late = house.world.records.open(&permit, house.record, None).await;
        assert!(matches!(late, Err(RecordError::Ended)), "to the millisecond");
        assert!(house.sees(&away).await.is_empty());
    }
}

/// What the own organisation keeps follows the care link: regulation opens the shared part.
#[tokio::test]
async fn what_the_own_organisation_keeps_follows_the_care_link() {
    let house = a_house().await;
    let own = regulator(Role::Physician, "a");
    house.calls(&own).await.unwrap();
    assert_eq!(house.sees(&own).await, ["b1", "p"]);
    let entered = house.gate.enter(&own, house.record).await.unwrap();
    let standing = entered.standing.unwrap();
    assert!(standing.shared.allowed && standing.own.reason.id == "own-no-link");
    assert!(entered.call.is_some() && entered.glass.is_none());
    let registers = Register { end: None, informed: false, ..Register::default() };
    house.decide(&asker(Role::Secretary, "a"), registers).await.unwrap();
    assert_eq!(house.sees(&own).await, ["a1", "b1", "p"]);
    let informs = Register { end: None, informed: true, ..Register::default() };
    house.decide(&asker(Role::Secretary, "a"), informs).await.unwrap();
    assert!(house.gate.enter(&own, house.record).await.unwrap().call.is_none());
    assert_eq!(refused(house.calls(&own).await), Refusal::OpenAlready);
}

#[tokio::test]
async fn without_the_claim_of_the_log_in_nobody_does() {
    let house = a_house().await;
    let nowhere = RecordNo::from_u64(777).unwrap();
    for role in Role::ALL {
        let person = role.is_of_a_person().then_some(house.record);
        let delegation = (role == Role::Delegate).then(|| "d".to_owned());
        for regulates in [false, true] {
            if regulates && role.is_health_professional() {
                continue;
            }
            let (person, delegation) = (person, delegation.clone());
            let other = Asker { regulates, person, delegation, ..asker(role, "c") };
            let refusal = refused(house.calls(&other).await);
            assert_eq!(refusal, Refusal::RegulationNotClaimed, "{role:?}");
            // A record that there is not is told no other thing.
            let guessed = refused(house.gate.may_take_call(&other, nowhere).await);
            assert_eq!(guessed, refusal);
        }
    }
    let guessed = house.gate.may_take_call(&regulator(Role::Nurse, "c"), nowhere).await;
    assert_eq!(refused(guessed), Refusal::NotYourRecord);
    assert!(house.rights().await.calls.is_empty());
    // A session without it has nothing of the call, and one with it has it again.
    let physician = regulator(Role::Physician, "c");
    house.calls(&physician).await.unwrap();
    let password = asker(Role::Physician, "c");
    assert!(house.sees(&password).await.is_empty());
    assert!(house.decide(&password, EndCall).await.is_err());
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
}

#[tokio::test]
async fn no_app_comes_by_it() {
    let house = a_house().await;
    let app = |asker: Asker| {
        let scopes = Scopes::parse("system/*.rs").unwrap().of_app(Some(house.record));
        Asker { scopes, ..asker }
    };
    let physician = regulator(Role::Physician, "c");
    assert!(house.calls(&app(physician.clone())).await.is_err());
    house.calls(&physician).await.unwrap();
    assert!(house.sees(&app(physician)).await.is_empty(), "and gets nothing of its user's");
}

/// R.1111-48, L.1111-19: who opposed it, or blocked this professional, is not opened.
#[tokio::test]
async fn an_opposition_or_a_block_holds_before_and_meanwhile() {
    let house = a_house().await;
    let (own, away) = (regulator(Role::Physician, "a"), regulator(Role::Physician, "c"));
    let opposes = Emergencies { opposes_regulation: true, ..Emergencies::default() };
    house.wants(opposes).await;
    assert_eq!(rule(house.calls(&own).await), "regulation-opposed");
    assert_eq!(refused(house.calls(&away).await), Refusal::NotYourRecord, "like none");
    // An emergency is another choice.
    house.wants(Emergencies { opposes_access: true, ..Emergencies::default() }).await;
    house.calls(&away).await.unwrap();
    house.calls(&own).await.unwrap();
    assert_eq!(house.sees(&away).await, ["a1", "b1", "p"]);
    let permit = house.permit(&away).await;
    house.wants(opposes).await;
    let then = house.world.records.open(&permit, house.record, None).await;
    assert!(matches!(then, Err(RecordError::Regranted)));
    assert!(house.sees(&away).await.is_empty());
    assert_eq!(house.sees(&own).await, ["p"]);
    house.wants(Emergencies::default()).await;
    for one in [&own, &away] {
        let block = Block { account: one.id.clone(), name: one.name.clone() };
        house.decide(&house.person(), block).await.unwrap();
    }
    assert_eq!(house.sees(&own).await, ["p"]);
    assert_eq!(rule(house.calls(&own).await), "blocked");
    assert_eq!(refused(house.calls(&away).await), Refusal::NotYourRecord);
}

/// R.1111-40, L.1111-18: without a shared record there is nothing to open.
#[tokio::test]
async fn without_a_shared_record_nothing_is_opened() {
    for closed in [false, true] {
        let house = a_house().await;
        let person = house.person();
        let expect = match closed {
            true => {
                house.decide(&person, Close { reason: Closing::Request }).await.unwrap();
                "record-closed"
            }
            false => {
                house.decide(&person, Oppose).await.unwrap();
                "record-opposed"
            }
        };
        assert_eq!(rule(house.calls(&regulator(Role::Physician, "a")).await), expect);
        let away = house.calls(&regulator(Role::Physician, "c")).await;
        assert_eq!(refused(away), Refusal::NotYourRecord);
    }
}

/// PDT-INF-526, note 7; R.1111-49.
#[tokio::test]
async fn what_is_masked_stays_hidden_unless_the_person_allowed_it() {
    let house = a_house().await;
    let mask = Mask { kind: "Observation".into(), id: "b1".into() };
    house.decide(&house.person(), mask).await.unwrap();
    let physician = regulator(Role::Physician, "c");
    house.calls(&physician).await.unwrap();
    assert_eq!(house.sees(&physician).await, ["a1", "p"]);
    house.wants(Emergencies { shows_masked: true, ..Emergencies::default() }).await;
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
}

#[tokio::test]
async fn it_ends_when_who_took_the_call_ends_it() {
    let house = a_house().await;
    let physician = regulator(Role::Physician, "c");
    house.calls(&physician).await.unwrap();
    assert!(house.decide(&regulator(Role::Nurse, "c"), EndCall).await.is_err());
    let permit = house.permit(&physician).await;
    house.world.clock.advance(5);
    house.decide(&physician, EndCall).await.unwrap();
    assert!(house.world.records.open(&permit, house.record, None).await.is_err());
    assert!(house.sees(&physician).await.is_empty());
    assert_eq!(refused(house.decide(&physician, EndCall).await), Refusal::NotYourRecord);
}

/// An emergency opens more, so it comes first; nothing of a call waits for a review.
#[tokio::test]
async fn beside_an_emergency() {
    let house = a_house().await;
    let own = regulator(Role::Physician, "a");
    house.calls(&own).await.unwrap();
    assert_eq!(house.gate.waiting(&officer()).await.unwrap().emergencies, 0);
    house.breaks(&own).await.unwrap();
    let entered = house.gate.enter(&own, house.record).await.unwrap();
    assert!(entered.glass.is_some() && entered.call.is_none());
    assert_eq!(house.sees(&own).await, ["a1", "b1", "p"]);
    house.world.clock.advance(HOURS);
    assert_eq!(house.sees(&own).await, ["p"], "both are over");
}

#[tokio::test]
async fn it_is_the_same_on_every_node() {
    let here = a_house_on(Builder::on_postgres().open()).await;
    let world = here.world.beside();
    let gate = Gate::open(&world.records).unwrap();
    let there = House { world, gate, record: here.record };
    let physician = regulator(Role::Physician, "c");
    assert!(there.sees(&physician).await.is_empty());
    here.calls(&physician).await.unwrap();
    assert_eq!(there.sees(&physician).await, ["a1", "b1", "p"]);
    let permit = there.permit(&physician).await;
    here.decide(&physician, EndCall).await.unwrap();
    assert!(there.world.records.open(&permit, there.record, None).await.is_err());
    assert!(there.sees(&physician).await.is_empty());
}

#[tokio::test]
async fn traces_and_the_officer_say_that_it_was_for_a_call_and_not_why() {
    let house = a_house().await;
    house.world.clock.advance(1000);
    let start = house.now();
    let physician = regulator(Role::Physician, "c");
    house.calls(&physician).await.unwrap();
    house.sees(&physician).await;
    let permit = house.gate.command_line("house");
    let traces = house.world.records.traces(&permit, house.record).await.unwrap();
    let theirs: Vec<_> = traces.iter().filter(|it| it.trace.actor.id == physician.id).collect();
    assert_eq!(theirs.len(), 2);
    for seen in theirs {
        assert_eq!(seen.trace.purpose, Purpose::Regulation);
        assert!(!seen.trace.what.contains("4512"), "{}", seen.trace.what);
    }
    house.world.clock.advance(LASTS);
    let end = house.now();
    let day = house.gate.explain(&officer(), house.record, (start, end)).await.unwrap();
    let came = day.came.iter().find(|it| it.comer.actor.id == physician.id).unwrap();
    assert!(came.comer.regulated && came.then[0].regulation && !came.then[0].emergency);
    assert!(came.then[0].standing.shared.allowed);
    let report = house.world.records.check(&permit).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// What the person is shown of it is what it is.
#[tokio::test]
async fn see_as_is_what_the_regulation_centre_sees() {
    for step in 0..5 {
        let house = a_house().await;
        let (person, doctor) = (house.person(), regulator(Role::Physician, "c"));
        match step {
            1 => {
                let mask = Mask { kind: "Observation".into(), id: "a1".into() };
                house.decide(&person, mask).await.unwrap();
            }
            2 => {
                let opposes = Emergencies { opposes_regulation: true, ..Emergencies::default() };
                house.wants(opposes).await;
            }
            3 => {
                let block = Block { account: doctor.id.clone(), name: doctor.name.clone() };
                house.decide(&person, block).await.unwrap();
            }
            4 => house.decide(&person, Oppose).await.unwrap(),
            _ => {}
        }
        let gate = &house.gate;
        let seen = match gate.see_as_for_call(&person, house.record, &doctor).await.unwrap() {
            Some(permit) => house.shown(&permit).await,
            None => Vec::new(),
        };
        assert!(gate.see_as_for_call(&doctor, house.record, &person).await.is_err());
        let theirs = match house.calls(&doctor).await {
            Ok(()) => house.sees(&doctor).await,
            Err(_) => Vec::new(),
        };
        assert_eq!(seen, theirs, "at {step}");
    }
}
