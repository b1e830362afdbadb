//! Every limit that can be seen from outside, at n and n + 1.

use hygie_record::RecordError;
use hygie_record::limits::{FIND_ROWS, RESOURCE_BYTES};
use hygie_testkit::{World, batch, draft, letter, patient, put};

#[test]
fn a_resource_is_limited_in_bytes() {
    let frame = letter("x", "p", "").len();
    let spare = (RESOURCE_BYTES - frame) % 4;
    let check = |bytes: usize| {
        // The id takes up what a multiple of four leaves.
        let id = "x".repeat(1 + spare);
        let data = "A".repeat(bytes - letter(&id, "p", "").len());
        draft(&letter(&id, "p", &data)).map(|_| ())
    };
    assert!(check(RESOURCE_BYTES).is_ok());
    let refused = check(RESOURCE_BYTES + 4);
    assert!(matches!(refused, Err(RecordError::TooLarge { most: RESOURCE_BYTES, .. })));
}

#[tokio::test]
async fn matches_of_a_person_are_limited() {
    let world = World::new();
    let twin = |n: usize| {
        let id = format!("t{n}");
        put(&patient(&id, "Twin").replace(&format!("nr-{id}"), "shared"))
    };
    world.write(batch("a", (0..FIND_ROWS).map(twin).collect())).await.unwrap();
    let shared = "urn:oid:1.2.3|shared";
    let found = world.records.find_patient(&world.all(), shared).await.unwrap();
    assert_eq!(found.len(), FIND_ROWS);
    world.write(batch("a", vec![twin(FIND_ROWS)])).await.unwrap();
    let refused = world.records.find_patient(&world.all(), shared).await;
    assert!(matches!(refused, Err(RecordError::TooLarge { most: FIND_ROWS, .. })));
}

#[tokio::test]
async fn attachments_of_one_entry_are_limited() {
    use hygie_seal::limits::BLOBS_PER_ENTRY;
    let (world, _) = crate::with_patient().await;
    let data = "A".repeat(hygie_record::limits::ATTACHMENT_BYTES);
    let with = |count: usize| {
        let one = format!(r#"{{"attachment":{{"data":"{data}"}}}}"#);
        let all = vec![one; count].join(",");
        letter("many", "p", "")
            .replace(r#"{"attachment":{"contentType":"application/pdf","data":""}}"#, &all)
    };
    world.write(batch("a", vec![put(&with(BLOBS_PER_ENTRY))])).await.unwrap();
    let refused = world.write(batch("a", vec![put(&with(BLOBS_PER_ENTRY + 1))])).await;
    assert!(matches!(refused, Err(RecordError::TooLarge { most: BLOBS_PER_ENTRY, .. })));
    assert_eq!(world.blobs_on_disk().await, BLOBS_PER_ENTRY, "no blob of a refused write stays");
}
