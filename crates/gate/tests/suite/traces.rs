//! Who reads how much of who looked (CSP, R.1111-43).

use hygie_gate::acts::{CONTESTED, Choose, Discharge, Dismiss, Register};
use hygie_gate::{Asker, GateError, Refusal, Role, Scopes, Sight, TracesAsked};
use hygie_record::{TraceQuery, TracesOf};
use hygie_trace::{Action, Purpose};

use crate::glass::house::a_house;
use crate::help::asker;

#[tokio::test]
async fn the_medecin_traitant_reads_all_traces_and_others_their_own() {
    let house = a_house().await;
    let (desk, treats) = (asker(Role::Secretary, "a"), asker(Role::Physician, "a"));
    let register = || Register { end: None, informed: true, ..Register::default() };
    house.decide(&desk, register()).await.unwrap();
    let sight = async |asker: &_| house.gate.traces(asker, house.record).await.unwrap().1;
    assert_eq!(sight(&treats).await, Sight::Own, "a physician is no médecin traitant by that");
    let choose = Choose { account: treats.id.clone(), name: treats.name.clone() };
    house.decide(&house.person(), choose).await.unwrap();
    assert_eq!(sight(&treats).await, Sight::All);
    assert_eq!(sight(&house.person()).await, Sight::All);
    // Who reads all of them does not take them away: that is the person's.
    let taken = house.gate.all_traces(&treats, house.record).await.map(drop);
    assert!(matches!(taken, Err(GateError::Refused(Refusal::PersonsProve))), "{taken:?}");
    house.gate.all_traces(&house.person(), house.record).await.unwrap();
    for role in [Role::Nurse, Role::Midwife, Role::Pharmacist, Role::Dentist, Role::Secretary] {
        assert_eq!(sight(&asker(role, "a")).await, Sight::Own, "{role:?}");
    }
    // They read them as far as they see the record: what was read of the rest is left out.
    let (permit, _) = house.gate.traces(&treats, house.record).await.unwrap();
    let asked = TraceQuery { before: None, limit: 100, of: TracesOf::Everyone };
    let page = house.world.records.traces_page(&permit, house.record, &asked).await.unwrap();
    assert!(page.traces.iter().any(|seen| seen.trace.actor.id == house.person().id));
    // Without a care link it is no more theirs than anybody's.
    house.decide(&desk, Discharge::EVERY).await.unwrap();
    assert_eq!(sight(&treats).await, Sight::Own);
    house.decide(&desk, register()).await.unwrap();
    assert_eq!(sight(&treats).await, Sight::All);
    house.decide(&house.person(), Dismiss).await.unwrap();
    assert_eq!(sight(&treats).await, Sight::Own);
}

const NEWEST: TracesAsked = TracesAsked { before: None, limit: 100, during: None };

/// That the person contests whom is between them and the officer, whichever way the médecin
/// traitant reads.
#[tokio::test]
async fn pages_and_apps_are_told_the_same() {
    let house = a_house().await;
    let (desk, treats) = (asker(Role::Secretary, "a"), asker(Role::Physician, "a"));
    let register = Register { end: None, informed: true, ..Register::default() };
    house.decide(&desk, register).await.unwrap();
    let choose = Choose { account: treats.id.clone(), name: treats.name.clone() };
    house.decide(&house.person(), choose).await.unwrap();
    let permit = house.permit(&treats).await;
    house.world.records.read(&permit, "Observation", "a1").await.unwrap();
    let (told, _) = house.gate.told_traces(&house.person(), house.record, NEWEST).await.unwrap();
    assert_eq!(told.patient.as_deref(), Some("p"));
    let read = told.traces.iter().find(|seen| seen.trace.actor.id == treats.id).unwrap();
    let place = (read.log, read.index);
    house.gate.contest(&house.person(), house.record, place, "why?").await.unwrap();
    let scopes = Scopes::parse("system/AuditEvent.rs").unwrap().of_app(Some(house.record));
    let through = |asker: &Asker| Asker { scopes: scopes.clone(), ..asker.clone() };
    for (reader, reads) in [(house.person(), true), (treats.clone(), false)] {
        for asker in [through(&reader), reader] {
            let told = house.gate.told_traces(&asker, house.record, NEWEST).await;
            let (page, sight) = told.unwrap();
            assert_eq!(sight, Sight::All);
            let rights = |what: &&str| what.starts_with(CONTESTED);
            let words = page.traces.iter().map(|seen| seen.trace.what.as_str());
            assert_eq!(words.filter(rights).count(), usize::from(reads), "{:?}", asker.role);
            // What it reads of entries is its user's to know, whatever else it may read.
            let entry = page.traces.iter().find(|seen| (seen.log, seen.index) == place).unwrap();
            assert_eq!(entry.trace.what, "Observation/a1 version 1");
        }
    }
}

#[tokio::test]
async fn what_an_app_was_not_allowed_by_name_is_refused_and_traced() {
    let house = a_house().await;
    let app = |scopes: &str| Asker {
        scopes: Scopes::parse(scopes).unwrap().of_app(Some(house.record)),
        ..house.person()
    };
    let refused = house.gate.told_traces(&app("system/*.rs"), house.record, NEWEST).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::AppsName))));
    let refused = house.gate.told_rights(&app("system/*.rs"), house.record).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::AppsName))));
    let (_, patient) =
        house.gate.told_rights(&app("system/Consent.r"), house.record).await.unwrap();
    assert_eq!(patient.as_deref(), Some("p"));
    let (page, _) = house.gate.told_traces(&house.person(), house.record, NEWEST).await.unwrap();
    let told = page.traces.iter().take(3).map(|seen| (seen.trace.action, seen.trace.purpose));
    let told: Vec<_> = told.collect();
    let refusal = Purpose::Administration;
    assert_eq!(
        told,
        [(Action::Rights, Purpose::Own), (Action::Rights, refusal), (Action::ListTraces, refusal)]
    );
}
