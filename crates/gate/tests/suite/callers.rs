//! Finding whom a call to the regulation centre is about, by the traits of their identity
//! (DMP, functional matrix, TD0.5), through the real record service.

use hygie_base::RecordNo;
use hygie_gate::acts::{Block, Close, Mask, Oppose, Register};
use hygie_gate::limits::CALLERS;
use hygie_gate::rights::{Closing, Emergencies};
use hygie_gate::{Asker, Callers, Gate, GateError, Refusal, Role, Scopes};
use hygie_record::{Birth, Sex, Traits};
use hygie_store::Refusal as StoreRefusal;
use hygie_testkit::{Builder, Meddle, World};
use hygie_trace::{Action, Outcome, Purpose};

use crate::glass::house::refused;
use crate::help::{House, asker, lab};

fn renee(id: &str) -> String {
    format!(
        r#"{{"resourceType":"Patient","id":"{id}","gender":"female","birthDate":"1942-03-12","name":[{{"use":"official","family":"Le Goff-Morel","given":["Renée","Anne"]}}]}}"#
    )
}

fn traits() -> Traits {
    of("LE GOFF MOREL", "renee", None)
}

fn of(family: &str, given: &str, sex: Option<Sex>) -> Traits {
    Traits::of(family, given, Birth::parse("12/03/1942").unwrap(), sex).unwrap()
}

/// Two organisations keep something of Renée; `c` keeps nothing.
async fn house() -> House {
    house_on(World::new()).await
}

async fn house_on(world: World) -> House {
    let (p, a1, b1) = (renee("p"), lab("a1"), lab("b1"));
    House::of(world, &[("a", &[&p, &a1]), ("b", &[&b1])]).await
}

fn regulator(organisation: &str) -> Asker {
    Asker { regulates: true, ..asker(Role::Physician, organisation) }
}

impl House {
    /// Records of those who are named; `None` when they are too many.
    async fn called(&self, asker: &Asker, traits: &Traits) -> Option<Vec<RecordNo>> {
        assert!(self.gate.may_find_for_call(asker).await.is_ok());
        match self.gate.find_for_call(asker, traits).await.unwrap() {
            Callers::People(people) => {
                assert!(people.iter().all(|one| one.patient.resource_type == "Patient"));
                Some(people.into_iter().map(|one| one.record).collect())
            }
            Callers::TooMany => None,
        }
    }

    /// Traces that somebody left in a record.
    async fn left(&self, by: &Asker, record: RecordNo) -> Vec<(Action, Purpose, String)> {
        let house = self.gate.command_line("house");
        let traces = self.world.records.traces(&house, record).await.unwrap();
        let theirs = traces.into_iter().filter(|seen| seen.trace.actor.id == by.id);
        theirs.map(|it| (it.trace.action, it.trace.purpose, it.trace.what)).collect()
    }

    /// What of somebody was refused, wherever it is traced.
    async fn refusals(&self, by: &Asker) -> Vec<(Action, Purpose, String)> {
        let house = self.gate.command_line("house");
        let traces = self.world.records.traces_by(&house, &by.id, None, 100).await.unwrap();
        let refused = traces.into_iter().filter(|it| it.trace.outcome == Outcome::Refused);
        refused.map(|it| (it.trace.action, it.trace.purpose, it.trace.what)).collect()
    }
}

#[tokio::test]
async fn who_regulates_finds_a_person_whoever_keeps_them() {
    let house = house().await;
    for role in [Role::Physician, Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist] {
        let away = Asker { regulates: true, ..asker(role, "c") };
        assert_eq!(house.called(&away, &traits()).await, Some(vec![house.record]), "{role:?}");
        assert!(house.gate.may_take_call(&away, house.record).await.is_ok());
        let what = "persons, by name at birth, given name, birth date".to_owned();
        let left = house.left(&away, house.record).await;
        assert_eq!(left, [(Action::Find, Purpose::Regulation, what)], "{role:?}");
        assert!(house.sees(&away).await.is_empty(), "{role:?}: and nothing is opened");
    }
    let away = regulator("c");
    let she = of("le goff-morel", "Renée Anne", Some(Sex::Female));
    assert_eq!(house.called(&away, &she).await, Some(vec![house.record]));
    for nobody in [
        of("le goff", "renee", None),
        of("le goff-morel", "rene", None),
        of("le goff-morel", "anne", None),
        of("le goff-morel", "renee", Some(Sex::Male)),
    ] {
        let before = house.left(&away, house.record).await.len();
        assert_eq!(house.called(&away, &nobody).await, Some(Vec::new()));
        assert_eq!(house.left(&away, house.record).await.len(), before);
        let refusals = house.refusals(&away).await;
        let (action, purpose, what) = refusals.first().unwrap();
        assert_eq!((*action, *purpose), (Action::Find, Purpose::Regulation));
        assert!(what.starts_with("persons, by") && !what.to_lowercase().contains("goff"));
    }
}

#[tokio::test]
async fn without_the_claim_of_the_log_in_nobody_finds_anybody_so() {
    let house = house().await;
    for role in Role::ALL {
        for (regulates, app) in [(false, false), (true, false), (true, true)] {
            if role.is_health_professional() && regulates && !app {
                continue;
            }
            let person = role.is_of_a_person().then_some(house.record);
            let delegation = (role == Role::Delegate).then(|| "d".to_owned());
            let scopes = match app {
                true => Scopes::parse("system/*.rs").unwrap().of_app(Some(house.record)),
                false => Scopes::default(),
            };
            let other = Asker { regulates, person, delegation, scopes, ..asker(role, "a") };
            let expect = match app {
                true => Refusal::AppsKeepToOneRecord,
                false => Refusal::RegulationNotClaimed,
            };
            assert_eq!(refused(house.gate.may_find_for_call(&other).await), expect, "{role:?}");
            let found = house.gate.find_for_call(&other, &traits()).await.map(drop);
            assert_eq!(refused(found), expect, "{role:?} {app}");
            assert!(house.left(&other, house.record).await.is_empty());
            let refusals = house.refusals(&other).await;
            assert!(refusals.iter().any(|it| it.2 == expect.sentence()), "{refusals:?}");
        }
    }
    let nowhere = Asker { organisation: String::new(), ..regulator("c") };
    let found = house.gate.find_for_call(&nowhere, &traits()).await.map(drop);
    assert_eq!(refused(found), Refusal::NoOrganisation);
}

/// Whom a call would not open is like nobody, also to who would know them otherwise.
#[tokio::test]
async fn whose_record_a_call_does_not_open_is_not_told_of() {
    for step in 0..6 {
        let house = house().await;
        let (person, record) = (house.person(), house.record);
        let (own, away) = (regulator("a"), regulator("c"));
        let mut listed = false;
        match step {
            0 => {
                let opposes = Emergencies { opposes_regulation: true, ..Emergencies::default() };
                house.wants(opposes).await;
            }
            1 => house.decide(&person, Oppose).await.unwrap(),
            2 => house.decide(&person, Close { reason: Closing::Request }).await.unwrap(),
            3 => {
                for one in [&own, &away] {
                    let block = Block { account: one.id.clone(), name: one.name.clone() };
                    house.decide(&person, block).await.unwrap();
                }
            }
            4 => {
                let opposes = Emergencies { opposes_access: true, ..Emergencies::default() };
                house.wants(opposes).await;
                listed = true;
            }
            _ => {
                let mask = Mask { kind: "Observation".into(), id: "b1".into() };
                house.decide(&person, mask).await.unwrap();
                listed = true;
            }
        }
        for one in [&own, &away] {
            let found = house.called(one, &traits()).await;
            let expect = if listed { vec![record] } else { Vec::new() };
            assert_eq!(found, Some(expect), "{step} {}", one.organisation);
            let opens = house.gate.may_take_call(one, record).await;
            assert_eq!(opens.is_ok(), listed, "{step}: as the form of the record says");
            if !listed {
                let nobody = house.called(one, &of("nobody", "renee", None)).await;
                assert_eq!(nobody, Some(Vec::new()));
                let said = house.refusals(one).await;
                let said: Vec<_> = said.iter().filter(|it| it.0 == Action::Find).collect();
                assert!(said.len() == 2 && said[0] == said[1], "traced alike: {said:?}");
                let left = house.left(one, record).await;
                assert!(left.iter().all(|it| it.0 != Action::Find), "{step}: {left:?}");
            }
        }
    }
}

/// A block is one professional's.
#[tokio::test]
async fn a_block_hides_from_who_is_blocked_alone() {
    let house = house().await;
    let (one, other) = (regulator("b"), regulator("c"));
    let block = Block { account: one.id.clone(), name: one.name.clone() };
    house.decide(&house.person(), block).await.unwrap();
    assert_eq!(house.called(&one, &traits()).await, Some(Vec::new()));
    assert_eq!(house.called(&other, &traits()).await, Some(vec![house.record]));
}

/// Whose record is open by the care link is told of: the form leads into it.
#[tokio::test]
async fn who_is_open_already_is_told_of() {
    let house = house().await;
    let registers = Register { informed: true, ..Register::default() };
    house.decide(&asker(Role::Secretary, "a"), registers).await.unwrap();
    let own = regulator("a");
    let opens = house.gate.may_take_call(&own, house.record).await;
    assert_eq!(refused(opens), Refusal::OpenAlready);
    assert_eq!(house.called(&own, &traits()).await, Some(vec![house.record]));
}

#[tokio::test]
async fn so_many_persons_are_named_and_more_are_too_many() {
    let world = World::new();
    let texts: Vec<String> = (0..=CALLERS + 1).map(|n| renee(&format!("p{n}"))).collect();
    let (now, later) = texts.split_at(CALLERS);
    let p = renee("p").replace("Renée", "Solange");
    let mut kept: Vec<&str> = now.iter().map(String::as_str).collect();
    kept.push(&p);
    let house = House::of(world, &[("a", &kept)]).await;
    let away = regulator("c");
    assert_eq!(house.called(&away, &traits()).await.unwrap().len(), CALLERS);
    house.write("b", &[&later[0]]).await;
    // Who may not be told of does not count.
    let hidden = house.world.records.record_of(&format!("p{CALLERS}")).await.unwrap().unwrap();
    let person = Asker { person: Some(hidden), ..asker(Role::Person, "") };
    house.gate.decide(&person, hidden, &Oppose).await.unwrap();
    let found = house.called(&away, &traits()).await.unwrap();
    assert_eq!((found.len(), found.contains(&hidden)), (CALLERS, false));
    house.write("b", &[&later[1]]).await;
    let first = house.world.records.record_of("p0").await.unwrap().unwrap();
    let before = house.left(&away, first).await.len();
    assert_eq!(house.called(&away, &traits()).await, None);
    assert_eq!(house.left(&away, first).await.len(), before, "nobody is named");
    assert_eq!(house.refusals(&away).await[0].0, Action::Find, "and the search is traced");
    let she = of("le goff morel", "renee", Some(Sex::Female));
    assert_eq!(house.called(&away, &she).await, None);
    let other = of("le goff morel", "solange", None);
    assert_eq!(house.called(&away, &other).await, Some(vec![house.record]));
}

/// What is decided on one node holds on the other at the next search.
#[tokio::test]
async fn it_is_the_same_on_every_node() {
    let here = house_on(Builder::on_postgres().open()).await;
    let world = here.world.beside();
    let gate = Gate::open(&world.records).unwrap();
    let there = House { world, gate, record: here.record };
    let away = regulator("c");
    assert_eq!(there.called(&away, &traits()).await, Some(vec![here.record]));
    here.wants(Emergencies { opposes_regulation: true, ..Emergencies::default() }).await;
    assert_eq!(there.called(&away, &traits()).await, Some(Vec::new()));
}

/// Who decides between the weighing and the trace is weighed again.
#[tokio::test]
async fn what_changes_meanwhile_is_weighed_again() {
    let house = house().await;
    let mut once = false;
    house.world.store.meddle(move |commit| match !once && !commit.traces.is_empty() {
        true => {
            once = true;
            Meddle::Refuse(StoreRefusal::Guard(0))
        }
        false => Meddle::Pass,
    });
    let away = regulator("c");
    assert_eq!(house.called(&away, &traits()).await, Some(vec![house.record]));
    assert_eq!(house.left(&away, house.record).await.len(), 1);
}

/// An error of the store is no answer.
#[tokio::test]
async fn without_its_trace_nobody_is_named() {
    let house = house().await;
    house.world.store.meddle(|commit| match commit.traces.is_empty() {
        true => Meddle::Pass,
        false => Meddle::Fail,
    });
    let found = house.gate.find_for_call(&regulator("c"), &traits()).await;
    assert!(matches!(found, Err(GateError::Record(_))));
}
