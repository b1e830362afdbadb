//! Who reads how much of who looked (CSP, R.1111-43).

use hygie_gate::acts::{Choose, Discharge, Dismiss, Register};
use hygie_gate::{GateError, Refusal, Role, Sight};
use hygie_record::{TraceQuery, TracesOf};

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
