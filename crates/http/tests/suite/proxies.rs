//! Behind a proxy, on a real socket: this machine is the proxy.

use axum::routing::get;
use hygie_http::{ClientAddress, Listening, Proxies};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::help::house_at;

/// What a request with these headers is answered by a server that trusts these.
async fn answer(trusted: &[&str], headers: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let proxies = Proxies::parse(trusted).unwrap();
    let whence = |ClientAddress(address): ClientAddress| async move { address.to_string() };
    let router = house_at("https://dossier.example").router.route("/whence", get(whence));
    // Within the doorway, as every route of ours is.
    let listening = Listening { listener, tls: None, proxies };
    let serving = tokio::spawn(hygie_http::serve(listening, router, std::future::pending::<()>()));
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET /hello/a HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
    let whence = format!("GET /whence HTTP/1.1\r\n{headers}\r\n");
    stream.write_all(format!("{whence}{request}").as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    serving.abort();
    answer
}

#[tokio::test]
async fn a_trusted_proxy_says_where_a_request_comes_from() {
    let forwarded =
        "Host: inner:1\r\nForwarded: for=192.0.2.7;host=dossier.example;proto=https\r\n";
    let got = answer(&["127.0.0.1"], forwarded).await;
    assert!(got.contains("\r\n\r\n192.0.2.7HTTP/1.1 200 OK\r\n"), "{got}");
    let others = "Host: inner:1\r\nX-Forwarded-For: 9.9.9.9, 192.0.2.7\r\n\
                  X-Forwarded-Host: dossier.example\r\nX-Forwarded-Proto: https\r\n";
    let got = answer(&["127.0.0.0/8"], others).await;
    assert!(got.contains("\r\n\r\n192.0.2.7HTTP/1.1 200 OK\r\n"), "{got}");
}

#[tokio::test]
async fn what_anybody_else_says_counts_for_nothing() {
    let forwarded =
        "Host: inner:1\r\nForwarded: for=192.0.2.7;host=dossier.example;proto=https\r\n";
    for trusted in [&[][..], &["192.0.2.0/24"]] {
        let got = answer(trusted, forwarded).await;
        assert!(got.contains("\r\n\r\n127.0.0.1HTTP/1.1 421 "), "{got}");
    }
    let own = "Host: dossier.example\r\nX-Forwarded-For: 192.0.2.7\r\nForwarded: for=\"\r\n";
    let got = answer(&[], own).await;
    assert!(got.contains("\r\n\r\n127.0.0.1HTTP/1.1 200 OK\r\n"), "{got}");
}

#[tokio::test]
async fn the_name_must_still_be_ours_and_the_way_https() {
    let says = |rest: &str| format!("Host: dossier.example\r\nForwarded: for=192.0.2.7;{rest}\r\n");
    let got = answer(&["127.0.0.1"], &says("host=evil.example")).await;
    assert!(got.contains("HTTP/1.1 421 "), "{got}");
    let got = answer(&["127.0.0.1"], &says("proto=http")).await;
    assert!(got.contains("HTTP/1.1 403 ") && got.contains("HTTPS only"), "{got}");
    let got = answer(&["127.0.0.1"], &says("proto=gopher")).await;
    assert!(got.contains("HTTP/1.1 400 "), "{got}");
    let both = says("proto=https") + "X-Forwarded-For: 192.0.2.7\r\n";
    let got = answer(&["127.0.0.1"], &both).await;
    assert!(got.contains("HTTP/1.1 400 ") && got.contains("take one kind away"), "{got}");
}
