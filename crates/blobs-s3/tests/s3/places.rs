//! What is in a bucket, and which one it is.

use hygie_base::{SeededRng, SystemRng};
use hygie_blobs_s3::{Options, S3Blobs};
use hygie_store::conformance::blob_name;
use hygie_store::{BlobPut, BlobStore as _};
use hygie_testkit::Proxy;
use hygie_testkit::s3::{ask, bucket, key_file, locked_bucket, options, send, tls};

use super::{open, refused};

#[tokio::test]
async fn blobs_lie_as_on_a_disk() {
    let folder = tempfile::tempdir().unwrap();
    let bucket = bucket().await;
    let blobs = open(&options(folder.path(), &bucket, "a/b")).await;
    blobs.put(blob_name(1), b"one".to_vec()).await.unwrap();
    let digits = blob_name(1).digits();
    let key = format!("a/b/{}/{}/{digits}", &digits[..2], &digits[2..4]);
    assert!(ask("GET", &format!("/{bucket}/{key}"), "").await.ends_with("\r\n\r\none"));
    let mark = ask("GET", &format!("/{bucket}/a/b/hygie-mark"), "").await;
    assert!(mark.ends_with(&format!("\r\n\r\n{}\n", blobs.mark())));
}

#[tokio::test]
async fn a_place_is_known_again() {
    let folder = tempfile::tempdir().unwrap();
    let bucket = bucket().await;
    let (here, there) =
        (options(folder.path(), &bucket, "here"), options(folder.path(), &bucket, "there"));
    let first = open(&here).await;
    assert_eq!(open(&here).await.mark(), first.mark());
    assert_ne!(open(&there).await.mark(), first.mark());
    first.check(&SystemRng).await.unwrap();
    // Many that open a new one at the same time agree.
    let new = options(folder.path(), &bucket, "new");
    let opened = [1, 2, 3, 4].map(|seed| {
        let new = new.clone();
        tokio::spawn(async move { S3Blobs::open(&new, &SeededRng::new(seed)).await })
    });
    let mut marks = Vec::new();
    for one in opened {
        marks.push(one.await.unwrap().unwrap().mark());
    }
    assert!(marks.iter().all(|mark| *mark == marks[0]));
    // Another mark, or what is none, is told.
    let path = format!("/{bucket}/here/hygie-mark");
    send("PUT", &path, "", &[b'a'; 32]).await;
    refused(first.check(&SystemRng).await, "the mark of the bucket was changed");
    send("PUT", &path, "", b"hidden").await;
    refused(first.check(&SystemRng).await, "32 hexadecimal digits");
    send("PUT", &path, "", &[b'a'; 65]).await;
    refused(first.check(&SystemRng).await, "32 hexadecimal digits");
}

#[tokio::test]
async fn other_objects_are_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let bucket = bucket().await;
    let blobs = open(&options(folder.path(), &bucket, "x")).await;
    blobs.put(blob_name(1), vec![1]).await.unwrap();
    let mut others: Vec<_> = (0..30).map(|number| format!("x/{number:02}/note.txt")).collect();
    let digits = blob_name(2).digits();
    others.extend([format!("x/{digits}"), format!("x/00/00/{digits}"), "w/y".into(), "y".into()]);
    for other in &others {
        send("PUT", &format!("/{bucket}/{other}"), "", b"other").await;
    }
    // Pages of one key at a time go past them.
    assert_eq!(blobs.list(None, 1).await.unwrap(), [blob_name(1)]);
    assert_eq!(blobs.list(Some(blob_name(1)), 1).await.unwrap(), []);
    assert_eq!(blobs.get(blob_name(2)).await.unwrap(), None);
}

#[tokio::test]
async fn a_bucket_that_keeps_everything_will_do() {
    let folder = tempfile::tempdir().unwrap();
    let bucket = locked_bucket().await;
    let blobs = open(&options(folder.path(), &bucket, "")).await;
    assert_eq!(blobs.put(blob_name(1), b"one".to_vec()).await.unwrap(), BlobPut::Done);
    assert_eq!(blobs.put(blob_name(1), b"two".to_vec()).await.unwrap(), BlobPut::Taken);
    assert!(blobs.remove(blob_name(1)).await.unwrap());
    assert_eq!(blobs.get(blob_name(1)).await.unwrap(), None);
    assert_eq!(blobs.list(None, 9).await.unwrap(), []);
    // What was removed is hidden and kept.
    let versions = ask("GET", &format!("/{bucket}?versions"), "").await;
    assert!(versions.contains(&blob_name(1).digits()), "{versions}");
}

#[tokio::test]
async fn a_server_is_reached_over_tls() {
    let folder = tempfile::tempdir().unwrap();
    let (endpoint, ca) = tls();
    let file = folder.path().join("keys");
    key_file(&file);
    let address = hygie_blobs_s3::Address::parse("s3://no-such-bucket").unwrap();
    let options = Options {
        endpoint: Some(endpoint.clone()),
        ca: Some(ca.clone()),
        key_file: Some(file),
        ..Options::new(address)
    };
    assert_eq!(options.authorities().unwrap(), 1);
    // Past the handshake there is an answer.
    refused(S3Blobs::open(&options, &SystemRng).await, "no such bucket");
    let by_name = endpoint.replace("127.0.0.1", "localhost");
    let named = Options { endpoint: Some(by_name), ..options.clone() };
    refused(S3Blobs::open(&named, &SystemRng).await, "no such bucket");
    // For another host, or of another authority.
    let server = endpoint.strip_prefix("https://").unwrap().parse().unwrap();
    let proxy = Proxy::start_at("127.0.0.2", server).await;
    let elsewhere = Some(format!("https://{}", proxy.address()));
    let said = "does not prove who it is";
    let other = Options { endpoint: elsewhere, ..options };
    refused(S3Blobs::open(&other, &SystemRng).await, said);
    let stranger = ca.with_file_name("server.crt");
    refused(S3Blobs::open(&Options { ca: Some(stranger), ..named }, &SystemRng).await, said);
}
