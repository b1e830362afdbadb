//! Buckets on the S3 server that `make test` starts.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use hygie_blobs_s3::{Address, Options};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::names::unique;

/// The server's address. `make test` names it in `HYGIE_TEST_S3`, and a test that
/// finds none fails.
pub fn endpoint() -> String {
    told("HYGIE_TEST_S3")
}

/// Another server, which is reached over TLS, and the authority that vouches
/// for it.
pub fn tls() -> (String, PathBuf) {
    (told("HYGIE_TEST_S3_TLS"), told("HYGIE_TEST_S3_CA").into())
}

/// Where the server listens.
pub fn server() -> SocketAddr {
    let endpoint = endpoint();
    endpoint.strip_prefix("http://").unwrap_or(&endpoint).trim_end_matches('/').parse().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "told by the test runner, not by the product")]
fn told(name: &str) -> String {
    match std::env::var(name) {
        Ok(value) => value,
        Err(_) => {
            panic!("{name} must name a server, as http://127.0.0.1:port: `make test` starts one")
        }
    }
}

/// The name of a new, empty bucket.
pub async fn bucket() -> String {
    let bucket = unique("test-");
    ask("PUT", &format!("/{bucket}"), "").await;
    bucket
}

/// The name of a new bucket that keeps every object for a year, whoever wants
/// to remove or replace it.
pub async fn locked_bucket() -> String {
    let bucket = unique("test-");
    ask("PUT", &format!("/{bucket}"), "x-amz-bucket-object-lock-enabled: true\r\n").await;
    let rule = "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule>\
                <DefaultRetention><Mode>COMPLIANCE</Mode><Days>365</Days></DefaultRetention>\
                </Rule></ObjectLockConfiguration>";
    send("PUT", &format!("/{bucket}?object-lock"), "", rule.as_bytes()).await;
    bucket
}

/// How to reach a bucket, with a file of credentials made in the folder.
pub fn options(folder: &Path, bucket: &str, prefix: &str) -> Options {
    let file = folder.join("s3-keys");
    key_file(&file);
    Options {
        endpoint: Some(endpoint()),
        key_file: Some(file),
        ..Options::new(Address::parse(&format!("s3://{bucket}/{prefix}")).unwrap())
    }
}

/// Writes a file of credentials; the server takes any.
#[expect(clippy::disallowed_methods, reason = "a test's own input needs no durable write")]
pub fn key_file(path: &Path) {
    std::fs::write(path, "test\nhidden-secret\n").unwrap();
    let only_owner = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(path, only_owner).unwrap();
}

/// Who asks beside the product; the server does not look at the signature.
const SIGNED: &str = "Authorization: AWS4-HMAC-SHA256 Credential=test/20261126/us-east-1/s3/\
                      aws4_request, SignedHeaders=host, Signature=0\r\n";

/// Asks the server itself for something, as somebody else with rights would; the
/// answer, which must be a success.
pub async fn ask(method: &str, path: &str, headers: &str) -> String {
    send(method, path, headers, b"").await
}

/// As [`ask`], with a body.
pub async fn send(method: &str, path: &str, headers: &str, body: &[u8]) -> String {
    let mut stream = TcpStream::connect(server()).await.unwrap();
    let length = body.len();
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Length: {length}\r\n{SIGNED}{headers}\
         Connection: close\r\n\r\n",
        server()
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1).unwrap_or_default();
    assert!(status.starts_with('2'), "{method} {path}: {answer}");
    answer
}
