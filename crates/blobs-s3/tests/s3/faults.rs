//! Failures between the node and the server.

use hygie_base::SystemRng;
use hygie_blobs_s3::{Options, S3Blobs};
use hygie_store::conformance::blob_name;
use hygie_store::{BlobPut, BlobStore as _};
use hygie_testkit::Proxy;
use hygie_testkit::s3::{bucket, options, server};

use super::{open, refused};

async fn behind(proxy: &Proxy, folder: &tempfile::TempDir) -> Options {
    let bucket = bucket().await;
    let endpoint = Some(format!("http://{}", proxy.address()));
    Options { endpoint, ..options(folder.path(), &bucket, "p") }
}

#[tokio::test]
async fn a_server_that_is_away_is_told() {
    let folder = tempfile::tempdir().unwrap();
    // Nobody listens where somebody did.
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let away = Options {
        endpoint: Some(format!("http://{address}")),
        ..options(folder.path(), "abc", "")
    };
    refused(S3Blobs::open(&away, &SystemRng).await, "the server is not reached (blobs_endpoint)");
}

#[tokio::test]
async fn what_is_cut_off_fails_and_works_again() {
    let folder = tempfile::tempdir().unwrap();
    let proxy = Proxy::start(server()).await;
    let blobs = open(&behind(&proxy, &folder).await).await;
    blobs.put(blob_name(1), b"one".to_vec()).await.unwrap();
    proxy.cut();
    refused(blobs.put(blob_name(2), b"two".to_vec()).await, "attachments: the ");
    refused(blobs.get(blob_name(1)).await, "attachments: the ");
    refused(blobs.remove(blob_name(1)).await, "attachments: the ");
    refused(blobs.list(None, 9).await, "attachments: the ");
    refused(blobs.check(&SystemRng).await, "attachments: the ");
    proxy.open();
    assert_eq!(blobs.get(blob_name(1)).await.unwrap(), Some(b"one".to_vec()));
    assert_eq!(blobs.put(blob_name(2), b"two".to_vec()).await.unwrap(), BlobPut::Done);
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_waited_for_so_long_only() {
    let folder = tempfile::tempdir().unwrap();
    let proxy = Proxy::start(server()).await;
    let blobs = open(&behind(&proxy, &folder).await).await;
    proxy.hold();
    // Ends by itself: a test that waits for ever fails.
    refused(blobs.get(blob_name(1)).await, "did not answer in time");
    proxy.open();
    assert_eq!(blobs.get(blob_name(1)).await.unwrap(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_are_cut_lose_nothing_and_double_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let proxy = Proxy::start(server()).await;
    let blobs = open(&behind(&proxy, &folder).await).await;
    for number in 1..=40_u128 {
        let bytes = vec![number.to_le_bytes()[0]; 5000];
        let (writer, sent) = (blobs.clone(), bytes.clone());
        let write = tokio::spawn(async move { writer.put(blob_name(number), sent).await });
        if number % 3 == 0 {
            proxy.cut();
            proxy.open();
        }
        // Whoever is told of a failure may try again; nobody is told that his
        // own bytes are somebody else's.
        let mut answer = write.await.unwrap();
        while answer.is_err() {
            answer = blobs.put(blob_name(number), bytes.clone()).await;
        }
        assert_eq!(answer.unwrap(), BlobPut::Done, "{number}");
        assert_eq!(blobs.get(blob_name(number)).await.unwrap(), Some(bytes));
    }
    assert_eq!(blobs.list(None, 1000).await.unwrap().len(), 40);
}
