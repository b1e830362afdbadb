//! There is one gate to a store, and nothing it permits goes untraced.

use hygie_gate::Gate;
use hygie_testkit::{World, batch, patient, put};

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
