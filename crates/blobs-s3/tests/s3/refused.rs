//! Servers that cannot be used, and what is said of them.

use hygie_base::SystemRng;
use hygie_blobs_s3::{Options, S3Blobs};
use hygie_store::StoreError;
use hygie_store::conformance::blob_name;
use hygie_store::{BlobPut, BlobStore as _};
use hygie_testkit::s3::{bucket, options};

use super::fake::{Fake, answer, error};
use super::refused;

const MARK: &str = "0123456789abcdef0123456789abcdef\n";

fn at(fake: &Fake, folder: &tempfile::TempDir) -> Options {
    Options { endpoint: fake.endpoint(), ..options(folder.path(), "some-bucket", "") }
}

/// A server on which all is well but what `odd` answers.
async fn sound_but(
    odd: impl Fn(&str, &str) -> Option<Vec<u8>> + Send + Sync + 'static,
) -> (Fake, S3Blobs) {
    let fake = Fake::start(move |method, path, _| match (method, path) {
        ("GET", "/some-bucket/hygie-mark") => answer("200 OK", MARK),
        ("PUT", "/some-bucket/hygie-mark") => error("412 Precondition Failed", "Precondition"),
        _ => odd(method, path).unwrap_or_else(|| error("404 Not Found", "NoSuchKey")),
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let blobs = S3Blobs::open(&at(&fake, &folder), &SystemRng).await.unwrap();
    (fake, blobs)
}

async fn opening(status: &'static str, code: &'static str, says: &str) {
    let fake = Fake::start(move |_, _, _| error(status, code)).await;
    let folder = tempfile::tempdir().unwrap();
    refused(S3Blobs::open(&at(&fake, &folder), &SystemRng).await, says);
}

#[tokio::test]
async fn a_server_that_overwrites_is_not_used() {
    let fake = Fake::start(|method, _, _| match method {
        "PUT" => answer("200 OK", ""),
        _ => error("404 Not Found", "NoSuchKey"),
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let said = "overwrites an object although it was told not to";
    refused(S3Blobs::open(&at(&fake, &folder), &SystemRng).await, said);
    // One that says that it does not know the condition is none either.
    opening("501 Not Implemented", "NotImplemented", "the server").await;
}

#[tokio::test]
async fn credentials_and_buckets_are_told_clearly() {
    opening("403 Forbidden", "InvalidAccessKeyId", "refuses the credentials").await;
    opening("403 Forbidden", "SignatureDoesNotMatch", "refuses the credentials").await;
    opening("403 Forbidden", "AccessDenied", "or they give no right to this bucket").await;
    opening("403 Forbidden", "RequestTimeTooSkewed", "clocks").await;
    opening("400 Bad Request", "AuthorizationHeaderMalformed", "blobs_region").await;
    opening("404 Not Found", "NoSuchBucket", "no such bucket").await;
    opening("503 Service Unavailable", "SlowDown", "busy").await;
    opening("500 Internal Server Error", "InternalError", "the server failed").await;
    let folder = tempfile::tempdir().unwrap();
    let absent = options(folder.path(), "no-such-bucket-here", "");
    refused(S3Blobs::open(&absent, &SystemRng).await, "no such bucket");
}

#[tokio::test]
async fn an_answer_that_was_lost_is_asked_for_again() {
    let bucket = bucket().await;
    let folder = tempfile::tempdir().unwrap();
    let blobs = super::open(&options(folder.path(), &bucket, "")).await;
    blobs.put(blob_name(1), b"ours".to_vec()).await.unwrap();
    // As a second attempt of the same write finds it, and as another's does.
    assert_eq!(blobs.put(blob_name(1), b"ours".to_vec()).await.unwrap(), BlobPut::Done);
    assert_eq!(blobs.put(blob_name(1), b"else".to_vec()).await.unwrap(), BlobPut::Taken);
    // Cut after the request was read, twice, and then answered.
    let (fake, blobs) = sound_but(|_, _| None).await;
    drop(blobs);
    let before = fake.asked();
    drop(fake);
    assert_eq!(before, 2, "one read and one write at opening");
    let fake = Fake::start(|method, path, before| match (method, path, before) {
        ("PUT", path, 2 | 3) if path.contains("hygie-mark") => Vec::new(),
        ("GET", "/some-bucket/hygie-mark", _) => answer("200 OK", MARK),
        ("PUT", "/some-bucket/hygie-mark", 0 | 1) => Vec::new(),
        _ => error("412 Precondition Failed", "Precondition"),
    })
    .await;
    let folder = tempfile::tempdir().unwrap();
    let opened = S3Blobs::open(&at(&fake, &folder), &SystemRng).await.unwrap();
    assert_eq!(opened.mark().to_string(), MARK.trim_end());
    assert!(fake.asked() > 2, "asked again: {}", fake.asked());
}

#[tokio::test]
async fn no_more_is_read_than_a_blob_can_be() {
    let (_fake, blobs) = sound_but(|method, _| {
        let huge = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", u64::MAX / 2);
        (method == "GET").then(|| huge.into_bytes())
    })
    .await;
    assert!(matches!(blobs.get(blob_name(1)).await, Err(StoreError::Damaged(_))));
    // One that says less than it sends, or sends less than it says.
    let (_fake, blobs) = sound_but(|method, _| {
        (method == "GET").then(|| b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nfour".to_vec())
    })
    .await;
    refused(blobs.get(blob_name(1)).await, "the connection to the server broke");
}

#[tokio::test]
async fn a_list_out_of_order_is_not_believed() {
    let key = |number| {
        let digits = blob_name(number).digits();
        format!("{}/{}/{digits}", &digits[..2], &digits[2..4])
    };
    let mut keys = [key(1), key(2)];
    keys.sort();
    let [low, high] = keys;
    let list = |keys: &[&str]| {
        let object = |key: &&str| {
            format!(
                "<Contents><Key>{key}</Key><LastModified>2026-11-26T00:00:00.000Z</LastModified>\
                 <ETag>e</ETag><Size>1</Size></Contents>"
            )
        };
        let objects: String = keys.iter().map(object).collect();
        answer("200 OK", &format!("<ListBucketResult>{objects}</ListBucketResult>"))
    };
    let (right, wrong) = (list(&[&low, &high]), list(&[&high, &low]));
    let (_fake, blobs) = sound_but(move |method, _| (method == "GET").then(|| right.clone())).await;
    let listed = blobs.list(None, 9).await.unwrap();
    assert_eq!(listed.len(), 2);
    // Asked to go on from the last one, it begins anew.
    refused(blobs.list(listed.last().copied(), 9).await, "in their order");
    let (_fake, blobs) = sound_but(move |method, _| (method == "GET").then(|| wrong.clone())).await;
    refused(blobs.list(None, 9).await, "in their order");
}
