//! The record service on a real store and blobs on disk, through its public
//! interface.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "test code")]

mod attachments;
mod cells;
mod changes;
mod conditions;
mod erasure;
mod expiry;
mod indexes;
mod journal;
mod lenses;
mod limits;
mod logs;
mod nodes;
mod parts;
mod persons;
mod reads;
mod rights;
mod rotation;
mod searching;
mod seeking;
mod subjects;
mod tampering;
mod together;
mod traces;
mod traits;
mod witness;
mod writes;

use hygie_base::RecordNo;
use hygie_record::{RecordError, Resource, Snapshot};
use hygie_testkit::{World, batch, observation, patient, put};

/// A resource's text.
fn text(resource: &Resource) -> &str {
    std::str::from_utf8(&resource.text).unwrap()
}

/// Ids of a snapshot's resources, in its order.
fn ids(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.resources.iter().map(|resource| resource.id.as_str()).collect()
}

/// A world with one Patient `p`, kept by `a`, and its record.
async fn with_patient() -> (World, RecordNo) {
    let world = World::new();
    world.write(batch("a", vec![put(&patient("p", "Doe"))])).await.unwrap();
    let record = world.record("p").await;
    (world, record)
}

/// Writes Observations `o1` to `o{count}` about Patient `p`, kept by `custodian`.
async fn observe(world: &World, custodian: &str, count: usize) {
    for n in 1..=count {
        let text = observation(&format!("o{n}"), "p", &n.to_string());
        world.write(batch(custodian, vec![put(&text)])).await.unwrap();
    }
}

fn is_not_found<T>(result: Result<T, RecordError>) -> bool {
    result.is_err_and(|error| matches!(error, RecordError::NotFound))
}
