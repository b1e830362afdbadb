//! Opening a record in an emergency, until when, and for whom.

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::acts::{Agree, Block, CloseGlass, Declare, Mask, Oppose, Register};
use hygie_gate::rights::{Emergencies, Party, Rights};
use hygie_gate::{Asker, Gate, GateError, Refusal, Role, Scopes, Tells};
use hygie_record::{CellChange, RecordError, Table};
use hygie_testkit::Builder;

use super::house::{HOURS, a_house, a_house_on, act, officer, refused, rule};
use crate::help::{House, asker};

const HEALTH: [Role; 5] =
    [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist];

/// What an emergency opens: of what others keep as much as the matrix of documents says
/// of the profession (a laboratory report to physicians and nurses).
fn all(role: Role, asker: &Asker) -> Vec<&'static str> {
    match role {
        Role::Physician | Role::Nurse => vec!["a1", "b1", "p"],
        _ if asker.organisation == "a" => vec!["a1", "p"],
        _ => vec!["p"],
    }
}

#[tokio::test]
async fn a_health_professional_without_a_link_opens_a_record_for_so_long() {
    for role in HEALTH {
        let house = a_house().await;
        let (own, away) = (asker(role, "a"), asker(role, "c"));
        assert_eq!(house.sees(&own).await, ["p"]);
        assert!(house.sees(&away).await.is_empty());
        for asker in [&own, &away] {
            house.breaks(asker).await.unwrap();
            assert_eq!(house.sees(asker).await, all(role, asker), "{role:?}");
        }
        let colleague = Asker { id: "another".into(), ..own.clone() };
        assert_eq!(house.sees(&colleague).await, ["p"], "a glass is one's own");
        let elsewhere = Asker { organisation: "b".into(), ..away.clone() };
        assert!(house.sees(&elsewhere).await.is_empty(), "and of where it was broken");
        let permit = house.permit(&away).await;
        house.world.clock.advance(HOURS - 1);
        assert_eq!(house.sees(&away).await, all(role, &away));
        house.world.clock.advance(1);
        let late = house.world.records.open(&permit, house.record, None).await;
        assert!(matches!(late, Err(RecordError::Ended)), "to the millisecond");
        assert_eq!(house.sees(&own).await, ["p"]);
        assert!(house.sees(&away).await.is_empty());
    }
}

#[tokio::test]
async fn nobody_else_does() {
    let house = a_house().await;
    let stranger = Asker { person: RecordNo::from_u64(12345), ..asker(Role::Person, "") };
    let others = [
        asker(Role::Secretary, "a"),
        asker(Role::Administrator, "a"),
        asker(Role::PrivacyOfficer, "a"),
        asker(Role::SecurityOfficer, "a"),
        asker(Role::System, "a"),
        house.person(),
        stranger,
    ];
    for other in &others {
        let refusal = refused(house.breaks(other).await);
        assert_eq!(refusal, Refusal::HealthOnlyInEmergencies, "{}", other.id);
        // A record that there is not is told no other thing.
        let nowhere = RecordNo::from_u64(777).unwrap();
        let guessed = refused(house.gate.may_break_glass(other, nowhere).await);
        assert_eq!(guessed, refusal);
    }
    let app = |asker: Asker| {
        let scopes = Scopes::parse("system/*.rs").unwrap().of_app(Some(house.record));
        Asker { scopes, ..asker }
    };
    let physician = asker(Role::Physician, "a");
    assert!(house.breaks(&app(physician.clone())).await.is_err(), "an app never does");
    house.breaks(&physician).await.unwrap();
    assert_eq!(house.sees(&app(physician)).await, ["p"], "and gets nothing of its user's");
    let nowhere = RecordNo::from_u64(777).unwrap();
    let guessed = house.gate.may_break_glass(&asker(Role::Nurse, "c"), nowhere).await;
    assert_eq!(refused(guessed), Refusal::NotYourRecord);
    assert!(house.rights().await.glasses.kept.iter().all(|it| it.role == Role::Physician));
}

/// R.1111-48, L.1111-19: who opposed it, or blocked this professional, is not opened.
#[tokio::test]
async fn an_opposition_or_a_block_holds_before_and_meanwhile() {
    let house = a_house().await;
    let (own, away) = (asker(Role::Physician, "a"), asker(Role::Physician, "c"));
    let opposes = Emergencies { opposes_access: true, ..Emergencies::default() };
    house.wants(opposes).await;
    assert_eq!(rule(house.breaks(&own).await), "emergency-opposed");
    assert_eq!(refused(house.breaks(&away).await), Refusal::NotYourRecord, "like none");
    house.wants(Emergencies::default()).await;
    house.breaks(&away).await.unwrap();
    house.breaks(&own).await.unwrap();
    let permit = house.permit(&away).await;
    house.wants(opposes).await;
    let then = house.world.records.open(&permit, house.record, None).await;
    assert!(matches!(then, Err(RecordError::Regranted)));
    assert_eq!(house.sees(&own).await, ["p"]);
    assert!(house.sees(&away).await.is_empty());
    house.wants(Emergencies::default()).await;
    let block = Block { account: own.id.clone(), name: own.name.clone() };
    house.decide(&house.person(), block).await.unwrap();
    assert_eq!(house.sees(&own).await, ["p"]);
    assert_eq!(rule(house.breaks(&own).await), "blocked");
    assert_eq!(house.sees(&away).await, ["a1", "b1", "p"]);
    // Regulation is another choice.
    let regulation = Emergencies { opposes_regulation: true, ..Emergencies::default() };
    house.wants(regulation).await;
    assert_eq!(house.sees(&away).await, ["a1", "b1", "p"]);
}

/// R.1111-40: without a shared record the own file alone is opened.
#[tokio::test]
async fn without_a_shared_record_the_own_file_is_opened_and_no_more() {
    let house = a_house().await;
    let (own, away) = (asker(Role::Physician, "a"), asker(Role::Physician, "c"));
    house.decide(&house.person(), Oppose).await.unwrap();
    house.breaks(&own).await.unwrap();
    assert_eq!(house.sees(&own).await, ["a1", "p"]);
    assert_eq!(refused(house.breaks(&away).await), Refusal::NotYourRecord);
}

/// PDT-INF-526, note 7; R.1111-49.
#[tokio::test]
async fn what_is_masked_stays_hidden_unless_the_person_allowed_it() {
    let house = a_house().await;
    for id in ["a1", "b1"] {
        let mask = Mask { kind: "Observation".into(), id: id.into() };
        house.decide(&house.person(), mask).await.unwrap();
    }
    let (own, away) = (asker(Role::Physician, "a"), asker(Role::Nurse, "c"));
    for asker in [&own, &away] {
        house.breaks(asker).await.unwrap();
        assert_eq!(house.sees(asker).await, ["p"]);
    }
    house.wants(Emergencies { shows_masked: true, ..Emergencies::default() }).await;
    for asker in [&own, &away] {
        assert_eq!(house.sees(asker).await, ["a1", "b1", "p"]);
    }
}

/// Who has access already breaks nothing, unless an emergency shows what is masked.
#[tokio::test]
async fn who_reads_by_a_care_link_stays_as_they_are() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "a");
    let registers = Register { end: None, informed: true, ..Register::default() };
    house.breaks(&physician).await.unwrap();
    house.decide(&asker(Role::Secretary, "a"), registers).await.unwrap();
    assert!(house.gate.enter(&physician, house.record).await.unwrap().glass.is_none());
    assert_eq!(refused(house.breaks(&physician).await), Refusal::OpenAlready);
    let mask = Mask { kind: "Observation".into(), id: "b1".into() };
    house.decide(&house.person(), mask).await.unwrap();
    assert_eq!(house.sees(&physician).await, ["a1", "p"]);
    house.wants(Emergencies { shows_masked: true, ..Emergencies::default() }).await;
    let entered = house.gate.enter(&physician, house.record).await.unwrap();
    assert!(entered.glass.is_some());
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
    house.decide(&physician, CloseGlass).await.unwrap();
    assert_eq!(house.sees(&physician).await, ["a1", "p"]);
    house.breaks(&physician).await.unwrap();
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
}

/// Somebody whose organisation has a link, and who was refused or never informed.
#[tokio::test]
async fn a_link_without_consent_is_opened_and_takes_no_right_to_decide() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "a");
    let registers = Register { end: None, informed: false, ..Register::default() };
    house.decide(&asker(Role::Secretary, "a"), registers).await.unwrap();
    assert_eq!(house.sees(&physician).await, ["a1", "p"]);
    house.breaks(&physician).await.unwrap();
    assert_eq!(house.sees(&physician).await, ["a1", "b1", "p"]);
    let ties = house.gate.ties(&physician, house.record).await.unwrap();
    assert!(ties.standing.declares.allowed);
    let end = Timestamp(house.now().0 + 1000);
    house.decide(&physician, Declare { end }).await.unwrap();
    let party = Party::account(&physician);
    house.decide(&house.person(), Agree { party, end: None }).await.unwrap();
    assert!(house.gate.enter(&physician, house.record).await.unwrap().glass.is_none());
}

/// One that was broken at one node is open at another, and ends there too, by its time
/// and by who broke it.
#[tokio::test]
async fn it_is_the_same_on_every_node() {
    let here = a_house_on(Builder::on_postgres().open()).await;
    let world = here.world.beside();
    let gate = Gate::open(&world.records).unwrap();
    let there = House { world, gate, record: here.record };
    let (physician, nurse) = (asker(Role::Physician, "c"), asker(Role::Nurse, "c"));
    for asker in [&physician, &nurse] {
        assert!(there.sees(asker).await.is_empty());
        here.breaks(asker).await.unwrap();
        assert_eq!(there.sees(asker).await, ["a1", "b1", "p"]);
    }
    assert_eq!(there.gate.waiting(&officer()).await.unwrap().emergencies, 2);
    let permit = there.permit(&physician).await;
    here.decide(&physician, CloseGlass).await.unwrap();
    assert!(there.world.records.open(&permit, there.record, None).await.is_err());
    assert!(there.sees(&physician).await.is_empty());
    let permit = there.permit(&nurse).await;
    here.world.clock.advance(HOURS - 1);
    assert_eq!(there.shown(&permit).await, ["a1", "b1", "p"]);
    here.world.clock.advance(1);
    let late = there.world.records.open(&permit, there.record, None).await;
    assert!(matches!(late, Err(RecordError::Ended)));
    assert!(there.sees(&nurse).await.is_empty());
}

#[tokio::test]
async fn it_ends_when_who_broke_it_ends_it() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "c");
    house.breaks(&physician).await.unwrap();
    let nurse = asker(Role::Nurse, "c");
    assert!(house.decide(&nurse, CloseGlass).await.is_err());
    let permit = house.permit(&physician).await;
    house.world.clock.advance(5);
    house.decide(&physician, CloseGlass).await.unwrap();
    assert!(house.world.records.open(&permit, house.record, None).await.is_err());
    assert!(house.sees(&physician).await.is_empty());
    assert_eq!(refused(house.decide(&physician, CloseGlass).await), Refusal::NotYourRecord);
}

#[tokio::test]
async fn the_trace_says_that_it_was_an_emergency_and_not_why() {
    let house = a_house().await;
    let physician = asker(Role::Physician, "c");
    house.breaks(&physician).await.unwrap();
    house.sees(&physician).await;
    let permit = house.gate.command_line("house");
    let traces = house.world.records.traces(&permit, house.record).await.unwrap();
    let theirs: Vec<_> = traces.iter().filter(|it| it.trace.actor.id == physician.id).collect();
    assert_eq!(theirs.len(), 2);
    for seen in theirs {
        assert_eq!(seen.trace.purpose, hygie_trace::Purpose::Emergency);
        assert!(!seen.trace.what.contains("unconscious"), "{}", seen.trace.what);
    }
    let report = house.world.records.check(&permit).await.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
}

/// What tells of an emergency is written with it or not at all.
#[tokio::test]
async fn who_is_told_is_told_in_the_same_commit() {
    struct Loud(Table);
    impl Tells for Loud {
        async fn cells(
            &self,
            _: RecordNo,
            rights: &Rights,
        ) -> Result<Vec<CellChange>, RecordError> {
            assert_eq!(rights.glasses.kept.len(), 1, "as it will be");
            let (name, value) = ("told".to_owned(), Some(b"yes".to_vec()));
            let expect = hygie_record::Expected::Absent;
            Ok(vec![CellChange { table: self.0, name, value, expect }])
        }
    }
    let house = a_house().await;
    let physician = asker(Role::Physician, "c");
    let loud = Loud(Table::House);
    house.gate.break_glass(&physician, house.record, &act(), &loud).await.unwrap();
    assert!(house.world.records.cell(Table::House, "told").await.unwrap().is_some());
    let house = a_house().await;
    let permit = house.gate.command_line("house");
    house.world.records.put_cell(&permit, Table::House, "told", b"no").await.unwrap();
    let done = house.gate.break_glass(&physician, house.record, &act(), &loud).await;
    assert!(matches!(done, Err(GateError::Record(RecordError::Contended))));
    assert!(house.rights().await.glasses.is_empty());
    assert_eq!(house.gate.waiting(&officer()).await.unwrap().emergencies, 0);
}

/// "See as" an emergency doctor is what such a doctor gets, whom nobody knows.
#[tokio::test]
async fn the_person_sees_as_an_emergency_doctor() {
    let house = a_house().await;
    let (person, doctor) = (house.person(), asker(Role::Physician, "c"));
    for step in 0..5 {
        match step {
            1 => {
                let mask = Mask { kind: "Observation".into(), id: "b1".into() };
                house.decide(&person, mask).await.unwrap();
            }
            2 => house.wants(Emergencies { shows_masked: true, ..Emergencies::default() }).await,
            3 => house.wants(Emergencies { opposes_access: true, ..Emergencies::default() }).await,
            4 => house.decide(&person, Oppose).await.unwrap(),
            _ => {}
        }
        let gate = &house.gate;
        let permit = gate.see_as_in_emergency(&person, house.record, &doctor).await.unwrap();
        let seen = match permit {
            Some(permit) => house.shown(&permit).await,
            None => Vec::new(),
        };
        assert!(gate.see_as_in_emergency(&doctor, house.record, &person).await.is_err());
        let theirs = match house.breaks(&doctor).await {
            Ok(()) => house.sees(&doctor).await,
            Err(_) => Vec::new(),
        };
        assert_eq!(seen, theirs, "at {step}");
        house.world.clock.advance(HOURS);
    }
}
