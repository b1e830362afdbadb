//! Who acts for a person, through the real record service: what they see and what they
//! never do.

use hygie_base::{Clock as _, RecordNo, Timestamp};
use hygie_gate::acts::{
    Allow, Appoint, Block, Entrust, Mask, Oppose, Register, Relieve, Resign, Withdraw,
};
use hygie_gate::rights::{Capacity, Reach};
use hygie_gate::{Asker, GateError, Refusal, Role};
use hygie_record::RecordError;
use hygie_testkit::{World, patient};

use crate::help::{self, House};

const HIDDEN: &str = r#""meta":{"security":[{"system":"https://mos.esante.gouv.fr/NOS/TRE_A07-StatutVisibiliteDocument/FHIR/TRE-A07-StatutVisibiliteDocument","code":"INVISIBLE_REPRESENTANTS_LEGAUX"}]},"#;

fn lab(id: &str, about: &str, label: &str) -> String {
    format!(
        r#"{{"resourceType":"Observation","id":"{id}",{label}"status":"final","category":[{{"coding":[{{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"laboratory"}}]}}],"code":{{"text":"x"}},{about}"subject":{{"reference":"Patient/p"}}}}"#
    )
}

fn visit(id: &str, label: &str) -> String {
    format!(
        r#"{{"resourceType":"Encounter","id":"{id}",{label}"status":"finished","class":{{"code":"AMB"}},"subject":{{"reference":"Patient/p"}}}}"#
    )
}

fn asker(role: Role, person: Option<RecordNo>, delegation: Option<&str>) -> Asker {
    let organisation = if role.is_of_an_organisation() { "a" } else { "" };
    Asker {
        id: format!("{}-{}", role.name(), delegation.unwrap_or_default()),
        person,
        delegation: delegation.map(str::to_owned),
        ..help::asker(role, organisation)
    }
}

/// A person of whom one organisation keeps two results and a visit.
async fn a_house() -> House {
    let texts = [patient("p", "Doe"), lab("o1", "", ""), lab("o2", "", ""), visit("e1", "")];
    House::of(World::new(), &[("a", &texts.each_ref().map(String::as_str))]).await
}

impl House {
    fn by(&self, delegation: &str) -> Asker {
        asker(Role::Delegate, Some(self.record), Some(delegation))
    }

    /// The desk appoints.
    async fn appoint(&self, capacity: Capacity, reach: Reach) -> Asker {
        let now = self.world.clock.now();
        let act = Appoint {
            id: capacity.name().into(),
            capacity,
            name: format!("Name of {}", capacity.name()),
            reach,
            start: None,
            end: None,
            majority: Some(Timestamp(now.0 + 1000)),
        };
        self.decide(&asker(Role::Secretary, None, None), act).await.unwrap();
        self.by(capacity.name())
    }
}

const ALL: [&str; 4] = ["e1", "o1", "o2", "p"];

/// CSP R.1111-50; CASF L.311-3 ff.: what each capacity opens, and of whom it needs consent.
#[tokio::test]
async fn each_capacity_opens_what_the_law_gives_it() {
    let house = a_house().await;
    for capacity in Capacity::ALL.into_iter().filter(|it| it.by_law().is_some()) {
        let delegate = house.appoint(capacity, Reach::Whole).await;
        let seen = house.sees(&delegate).await;
        if !capacity.needs_consent() {
            assert_eq!(seen, ALL, "{capacity:?}");
            continue;
        }
        assert!(seen.is_empty(), "{capacity:?} opens nothing without the person");
        let id = capacity.name().to_owned();
        house.decide(&house.person(), Allow { id }).await.unwrap();
        assert_eq!(house.sees(&delegate).await, ALL, "{capacity:?}");
    }
    // At majority parents see nothing any more, and a permit ends with that.
    let parent = house.by("parent");
    let permit = house.gate.record(&parent, house.record).await.unwrap();
    house.world.clock.set(Timestamp(house.world.clock.now().0 + 1000));
    let late = house.world.records.open(&permit, house.record, None).await;
    assert!(matches!(late, Err(RecordError::Ended)));
    assert!(house.sees(&parent).await.is_empty());
    assert_eq!(house.sees(&house.by("guardian-of-person")).await, ALL);
}

#[tokio::test]
async fn a_delegation_is_of_one_record_and_of_who_holds_it() {
    let house = a_house().await;
    let parent = house.appoint(Capacity::Parent, Reach::Reading).await;
    let other = Asker { person: RecordNo::from_u64(999), ..parent.clone() };
    let refused = house.gate.record(&other, house.record).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::NotYourRecord))));
    assert!(house.sees(&house.by("nobody-s")).await.is_empty());
    let none = Asker { delegation: None, ..parent };
    assert!(house.gate.record(&none, house.record).await.is_err());
}

/// Mon espace santé: what a carer can do, and never does.
#[tokio::test]
async fn a_carer_reads_and_decides_nothing() {
    let house = a_house().await;
    let person = house.person();
    let entrust = |id: &str, reach| Entrust { id: id.into(), name: id.into(), reach, end: None };
    house.decide(&person, entrust("c1", Reach::Reading)).await.unwrap();
    house.decide(&person, entrust("c2", Reach::Administrative)).await.unwrap();
    house.decide(&person, entrust("c3", Reach::Whole)).await.unwrap();
    assert_eq!(house.sees(&house.by("c1")).await, ALL);
    assert_eq!(house.sees(&house.by("c2")).await, ["p"], "administrative data only");
    let whole = house.by("c3");
    let block = Block { account: "x".into(), name: "x".into() };
    assert!(house.decide(&whole, block).await.is_err());
    assert!(house.decide(&whole, Oppose).await.is_err());
    assert!(house.decide(&whole, entrust("c4", Reach::Reading)).await.is_err());
    assert!(house.decide(&whole, Withdraw { id: "c1".into() }).await.is_err());
    let mask = Mask { kind: "Observation".into(), id: "o1".into() };
    assert!(house.decide(&whole, mask).await.is_err());
    assert!(house.gate.traces(&whole, house.record).await.is_err());
    assert!(house.gate.rights(&whole, house.record).await.is_err());
    // What the person masked is no carer's.
    let mask = Mask { kind: "Observation".into(), id: "o1".into() };
    house.decide(&person, mask).await.unwrap();
    assert_eq!(house.sees(&whole).await, ["e1", "o2", "p"]);
    house.decide(&whole, Resign).await.unwrap();
    assert!(house.sees(&whole).await.is_empty());
    house.decide(&person, Withdraw { id: "c1".into() }).await.unwrap();
    assert!(house.sees(&house.by("c1")).await.is_empty());
}

/// Who acts fully decides in the place of the person; the desk ends what is by law.
#[tokio::test]
async fn a_parent_decides_for_the_child_and_a_curator_does_not() {
    let house = a_house().await;
    let parent = house.appoint(Capacity::Parent, Reach::Whole).await;
    let curator = house.appoint(Capacity::Curator, Reach::Whole).await;
    let reader = house.appoint(Capacity::FamilyHabilitation, Reach::Reading).await;
    house.decide(&house.person(), Allow { id: "curator".into() }).await.unwrap();
    let block = || Block { account: "x".into(), name: "x".into() };
    house.decide(&parent, block()).await.unwrap();
    for other in [&curator, &reader] {
        let refused = house.decide(other, block()).await;
        assert!(matches!(refused, Err(GateError::Refused(Refusal::Policy(_)))), "{}", other.id);
    }
    assert!(house.decide(&parent, Relieve { id: "parent".into() }).await.is_err());
    let desk = asker(Role::Secretary, None, None);
    house.decide(&desk, Relieve { id: "parent".into() }).await.unwrap();
    assert!(house.sees(&parent).await.is_empty());
    // Nobody appoints themselves, nor does a person appoint somebody by law.
    let appoint = || Appoint {
        id: "x".into(),
        capacity: Capacity::GuardianOfPerson,
        name: "X".into(),
        reach: Reach::Whole,
        start: None,
        end: None,
        majority: None,
    };
    for by in [&parent, &reader, &house.person()] {
        assert!(house.decide(by, appoint()).await.is_err(), "{}", by.id);
    }
    let elsewhere = Asker { organisation: "b".into(), ..desk };
    assert!(house.decide(&elsewhere, appoint()).await.is_err(), "who does not see the identity");
}

/// CSP R.1111-50: what is hidden from the representatives is whole, and looking as one of
/// them shows the same.
#[tokio::test]
async fn what_belongs_to_a_secret_visit_is_hidden_from_parents() {
    let house = a_house().await;
    let parent = house.appoint(Capacity::Parent, Reach::Whole).await;
    let before = house.sees(&parent).await;
    let in_it = r#""encounter":{"reference":"Encounter/e2"},"#;
    house.write("a", &[&visit("e2", HIDDEN), &lab("o3", in_it, ""), &lab("o4", "", HIDDEN)]).await;
    assert_eq!(house.sees(&parent).await, before);
    assert_eq!(house.sees(&house.person()).await, ["e1", "e2", "o1", "o2", "o3", "o4", "p"]);
    let permit = house.gate.record(&parent, house.record).await.unwrap();
    for (kind, id) in [("Encounter", "e2"), ("Observation", "o3"), ("Observation", "o4")] {
        assert!(house.world.records.read(&permit, kind, id).await.is_err(), "{id}");
    }
    let as_parent = house.gate.see_as(&house.person(), house.record, &parent).await.unwrap();
    let seen = house.world.records.open(&as_parent.unwrap(), house.record, None).await.unwrap();
    assert_eq!(seen.resources.len(), before.len());
    // Professionals of the team see it all.
    let desk = asker(Role::Secretary, None, None);
    house
        .decide(&desk, Register { end: None, informed: true, ..Register::default() })
        .await
        .unwrap();
    assert_eq!(house.sees(&asker(Role::Physician, None, None)).await.len(), 7);
}
