//! There is one gate to a store, and nothing it permits goes untraced.

use hygie_base::RecordNo;
use hygie_gate::limits::PACE_MILLIS;
use hygie_gate::{Asker, Caps, Gate, GateError, Refusal, Role, Sight};
use hygie_testkit::{Meddle, World, batch, observation, patient, put};
use hygie_trace::{Action, Outcome};

use crate::help;

#[tokio::test]
async fn what_the_command_line_does_is_traced_under_the_users_name() {
    let world = World::new();
    let records = &world.records;
    let gate = Gate::open(records).unwrap();
    assert!(Gate::open(records).is_none(), "there is one gate to a store");
    let permit = gate.command_line("uid-1000");
    records.write(&permit, batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let found = records.find_patient(&permit, "p").await.unwrap();
    let traces = records.traces(&permit, found[0]).await.unwrap();
    assert_eq!(traces.len(), 2, "the write and the search");
    assert!(traces.iter().all(|seen| seen.trace.actor.id == "command-line:uid-1000"));
    assert!(traces.iter().all(|seen| seen.trace.from == "command line"));
}

fn asker(role: Role, person: Option<RecordNo>) -> Asker {
    let organisation = if role.is_of_an_organisation() { "a" } else { "" };
    Asker { id: format!("{}-1", role.name()), person, ..help::asker(role, organisation) }
}

async fn world() -> (World, Gate, RecordNo) {
    let world = World::new();
    let gate = Gate::open(&world.records).unwrap();
    let house = gate.command_line("house");
    let changes = vec![put(&patient("p", "Doe")), put(&observation("o", "p", "1"))];
    world.records.write(&house, batch("a", changes)).await.unwrap();
    let record = world.records.record_of("p").await.unwrap().unwrap();
    (world, gate, record)
}

#[tokio::test]
async fn a_refusal_is_traced_before_it_is_told() {
    let (world, gate, record) = world().await;
    let refused = async |role: Role, action: Action| {
        let house = gate.command_line("house");
        let actor = format!("{}-1", role.name());
        let traces = world.records.traces_by(&house, &actor, None, 10).await.unwrap();
        let last = &traces.first().expect("a trace").trace;
        assert_eq!((last.action, last.outcome), (action, Outcome::Refused), "{role:?}");
    };
    let administrator = asker(Role::Administrator, None);
    assert!(gate.record(&administrator, record).await.is_err());
    refused(Role::Administrator, Action::Open).await;
    assert!(gate.find(&administrator).await.is_err());
    refused(Role::Administrator, Action::Find).await;
    let stranger = asker(Role::Person, RecordNo::from_u64(7));
    assert!(gate.record(&stranger, record).await.is_err());
    refused(Role::Person, Action::Open).await;
    assert!(gate.traces(&stranger, record).await.is_err());
    refused(Role::Person, Action::ListTraces).await;
    assert!(gate.any(&asker(Role::Physician, None)).await.is_err());
    refused(Role::Physician, Action::Read).await;
    let officer = asker(Role::SecurityOfficer, None);
    assert!(gate.record(&officer, record).await.is_err());
    refused(Role::SecurityOfficer, Action::Open).await;
    assert!(gate.accounts(&officer).await.is_err());
    refused(Role::SecurityOfficer, Action::Account).await;
    world.store.meddle(|_| Meddle::Fail);
    let untold = gate.record(&administrator, record).await;
    assert!(matches!(untold, Err(GateError::Record(_))), "nothing is told without its trace");
}

#[tokio::test]
async fn a_permit_is_for_what_was_asked() {
    let (world, gate, record) = world().await;
    let records = &world.records;
    let physician = asker(Role::Physician, None);
    let permit = gate.record(&physician, record).await.unwrap();
    assert!(records.view(&permit, record, "synthesis").await.is_ok());
    let finding = gate.find(&physician).await.unwrap();
    assert!(records.read(&finding, "Observation", "o").await.is_err(), "a list is no record");
    let own = gate.itself(&physician);
    assert!(records.read(&own, "Patient", "p").await.is_err());
    assert!(records.view(&own, record, "synthesis").await.is_err());
    assert!(!own.governs_accounts() && !finding.governs_accounts());
    let accounts = gate.accounts(&asker(Role::Administrator, None)).await.unwrap();
    assert!(accounts.governs_accounts());
    assert_eq!(accounts.actor_id(), "administrator-1");
    assert!(records.read(&accounts, "Patient", "p").await.is_err());
    assert!(records.view(&accounts, record, "synthesis").await.is_err());
    let person = asker(Role::Person, Some(record));
    let (permit, sight) = gate.traces(&person, record).await.unwrap();
    assert_eq!(sight, Sight::All);
    assert!(records.traces(&permit, record).await.is_ok());
    let write = batch("a", vec![put(&observation("new", "p", "1"))]);
    let permit = gate.record(&person, record).await.unwrap();
    assert!(records.write(&permit, write).await.is_err(), "reading is not writing");
}

#[tokio::test]
async fn beyond_the_cap_nothing_is_opened_and_an_alarm_is_traced() {
    let world = World::new();
    let gate = Gate::with_caps(&world.records, Caps::parse(&["physician=2"]).unwrap()).unwrap();
    let house = gate.command_line("house");
    let record = |number: u64| RecordNo::from_u64(number + 1).unwrap();
    let physician = asker(Role::Physician, None);
    assert!(gate.record(&physician, record(0)).await.is_ok());
    // Who looked is a part of the record too.
    assert!(gate.traces(&physician, record(1)).await.is_ok());
    let refused = gate.record(&physician, record(2)).await;
    assert!(matches!(refused, Err(GateError::Refused(Refusal::TooManyPersons))));
    let traces = world.records.traces_by(&house, &physician.id, None, 10).await.unwrap();
    let last = &traces.first().expect("a trace").trace;
    assert_eq!((last.action, last.outcome), (Action::Alarm, Outcome::Refused));
    assert_eq!(last.what, Refusal::TooManyPersons.sentence());
    assert!(gate.traces(&physician, record(2)).await.is_err(), "nor by this way");
    assert!(gate.record(&physician, record(1)).await.is_ok(), "what is open stays");
    assert!(gate.find(&physician).await.is_ok(), "finding opens nothing");
    // What is refused for another reason opens nothing and counts for nothing.
    let stranger = asker(Role::Person, Some(record(0)));
    for number in 1..300 {
        assert!(gate.record(&stranger, record(number)).await.is_err());
    }
    assert!(gate.record(&stranger, record(0)).await.is_ok());
    world.clock.advance(PACE_MILLIS);
    assert!(gate.record(&physician, record(2)).await.is_ok());
}
