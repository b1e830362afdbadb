//! Fetching key sets from other hosts, by the real way out.

use hygie_oauth::Outside;
use hygie_smart::Fetch as _;
use hygie_smart::limits::KEY_SET_BYTES;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A host that gives one answer, whatever is asked; the address of its set.
async fn host(answer: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut asked = [0; 4096];
            let _read = stream.read(&mut asked).await;
            let _written = stream.write_all(answer.as_bytes()).await;
        }
    });
    format!("http://{address}/keys")
}

fn answer(status: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}

async fn fetched(url: &str) -> Result<String, String> {
    Outside.key_set(url, "").await.map_err(|error| error.to_string())
}

#[tokio::test]
async fn a_set_is_fetched() {
    let url = host(answer("200 OK", r#"{"keys":[]}"#)).await;
    assert_eq!(fetched(&url).await.unwrap(), r#"{"keys":[]}"#);
}

#[tokio::test]
async fn nothing_is_followed_and_nothing_is_endless() {
    let other = host(answer("200 OK", "{}")).await;
    let redirect = format!("302 Found\r\nLocation: {other}");
    for (given, word) in [
        (answer(&redirect, ""), "status 302"),
        (answer("404 Not Found", ""), "status 404"),
        (answer("200 OK", &"x".repeat(KEY_SET_BYTES + 1)), "too long"),
        ("nonsense".to_owned(), "cannot be had"),
        (String::new(), "cannot be had"),
    ] {
        let said = fetched(&host(given).await).await.unwrap_err();
        assert!(said.contains(word), "{word}: {said}");
    }
    let most = host(answer("200 OK", &"x".repeat(KEY_SET_BYTES))).await;
    assert_eq!(fetched(&most).await.unwrap().len(), KEY_SET_BYTES);
}

#[tokio::test]
async fn only_registered_authorities_are_believed_and_only_addresses_asked() {
    let plain = host(answer("200 OK", "{}")).await;
    let secure = plain.replace("http://", "https://");
    assert!(fetched(&secure).await.is_err(), "no TLS there, and nobody to believe");
    let bad = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    assert!(Outside.key_set(&secure, bad).await.is_err());
    for url in ["http://192.0.2.1/keys", "file:///etc/passwd", "", "http://localhost@192.0.2.1/"] {
        let said = fetched(url).await.unwrap_err();
        assert!(said.contains("no address"), "{said}");
    }
}
