//! Large strings leave an entry for a blob and come back.

use hygie_record::limits::ATTACHMENT_BYTES;
use hygie_testkit::{batch, letter, put};

use crate::{text, with_patient};

#[tokio::test]
async fn attachments_from_the_limit_on_leave_and_come_back_byte_for_byte() {
    let (world, record) = with_patient().await;
    let check = async |id: &str, data: String, blobs: usize| {
        let before = world.blobs_on_disk().await;
        let exact = letter(id, "p", &data);
        world.write(batch("a", vec![put(&exact)])).await.unwrap();
        assert_eq!(world.blobs_on_disk().await - before, blobs, "{id}");
        let read = world.records.read(&world.all(), "DocumentReference", id).await.unwrap();
        assert_eq!(text(&read), exact, "{id}");
    };
    check("below", "A".repeat(ATTACHMENT_BYTES - 4), 0).await;
    check("at", "A".repeat(ATTACHMENT_BYTES), 1).await;
    check("padded", format!("{}QQ==", "AAAA".repeat(ATTACHMENT_BYTES / 4)), 1).await;
    check("spaced", format!("{}\\n", "AAAA ".repeat(ATTACHMENT_BYTES / 4)), 1).await;
    let world = world.reopen().await;
    let snapshot = world.records.open(&world.all(), record, None).await.unwrap();
    let at = snapshot.resources.iter().find(|resource| resource.id == "at").unwrap();
    assert_eq!(text(at), letter("at", "p", &"A".repeat(ATTACHMENT_BYTES)));
    world.is_clean().await;
}

#[tokio::test]
async fn several_large_strings_of_one_resource_come_back_in_their_places() {
    let (world, _) = with_patient().await;
    let data = |letter: &str| letter.repeat(ATTACHMENT_BYTES);
    let exact = letter("two", "p", &data("A"))
        .replace(r#""contentType""#, &format!(r#""title":"{}","contentType""#, data("é ")));
    world.write(batch("a", vec![put(&exact)])).await.unwrap();
    assert_eq!(world.blobs_on_disk().await, 2);
    let read = world.records.read(&world.all(), "DocumentReference", "two").await.unwrap();
    assert_eq!(text(&read), exact);
    let same = world.write(batch("a", vec![put(&exact)])).await.unwrap();
    assert_eq!(same.effects, [hygie_record::Effect::Unchanged]);
    assert_eq!(world.blobs_on_disk().await, 2);
}

#[tokio::test]
async fn orphans_of_interrupted_writes_are_counted_and_collected() {
    use hygie_store::BlobName;
    let (world, _) = with_patient().await;
    let kept = letter("kept", "p", &"A".repeat(ATTACHMENT_BYTES));
    world.write(batch("a", vec![put(&kept)])).await.unwrap();
    for n in 0..5 {
        world.blobs.put(BlobName([n; 16]), vec![n; 10]).await.unwrap();
    }
    assert_eq!(world.records.check(&world.all()).await.unwrap().orphans, 5);
    world.store.short_pages(1);
    assert_eq!(world.records.collect_orphans().await.unwrap(), 5);
    assert_eq!(world.blobs_on_disk().await, 1);
    world.is_clean().await;
}
