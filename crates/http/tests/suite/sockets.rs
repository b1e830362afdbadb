//! A real socket.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::routing::get;
use hygie_http::limits::{HEAD_TIME, HEADERS, STALL_TIME};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::help::house;

struct Server {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<bool>,
}

async fn server(router: Router) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(hygie_http::serve(listener, router, async {
        let _ = stopped.await;
    }));
    Server { address, stop, ended }
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends one request and reads until the server closes.
    async fn exchange(&self, request: &str) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        answer
    }
}

const CLOSE: &str = "Host: localhost:8080\r\nConnection: close\r\n\r\n";

#[tokio::test]
async fn it_speaks_http_1_1_and_stops() {
    let server = server(house().router).await;
    let answer = server.exchange(&format!("GET /hello/a HTTP/1.1\r\n{CLOSE}")).await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("\r\n\r\na"), "{answer}");
    server.stop.send(()).unwrap();
    assert!(server.ended.await.unwrap());
    assert!(TcpStream::connect(server.address).await.is_err());
}

#[tokio::test]
async fn heads_have_limits() {
    let server = server(house().router).await;
    let many = |number: usize| {
        let extra: String = (0..number).map(|at| format!("x-{at}: 1\r\n")).collect();
        format!("GET /hello/a HTTP/1.1\r\n{extra}{CLOSE}")
    };
    // Host and Connection are two of them.
    let answer = server.exchange(&many(HEADERS - 2)).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    let answer = server.exchange(&many(HEADERS - 1)).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let long = "x".repeat(hygie_http::limits::HEAD_BYTES);
    let answer = server.exchange(&format!("GET /hello/a HTTP/1.1\r\nx: {long}\r\n{CLOSE}")).await;
    assert!(answer.starts_with("HTTP/1.1 431"), "{answer}");
    let answer = server.exchange("nonsense\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
}

#[tokio::test]
async fn a_request_under_way_ends_before_the_server_does() {
    let (entered, mut entering) = tokio::sync::mpsc::channel(1);
    let (go, wait) = tokio::sync::watch::channel(false);
    let handler = move || {
        let (entered, mut wait) = (entered.clone(), wait.clone());
        async move {
            entered.send(()).await.unwrap();
            wait.wait_for(|gone| *gone).await.map_or("left", |_| "done")
        }
    };
    let server = server(Router::new().route("/", get(handler))).await;
    let mut stream = server.connect().await;
    stream.write_all(format!("GET / HTTP/1.1\r\n{CLOSE}").as_bytes()).await.unwrap();
    entering.recv().await.unwrap();
    server.stop.send(()).unwrap();
    go.send(true).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("done"), "{answer}");
    assert!(server.ended.await.unwrap());
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_ends_the_connection() {
    let server = server(house().router).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /hello/a HTTP/1.1\r\n").await.unwrap();
    let mut answer = Vec::new();
    let ended = tokio::time::timeout(HEAD_TIME * 2, stream.read_to_end(&mut answer)).await;
    assert!(ended.is_ok(), "closed by the server");
}

#[tokio::test(start_paused = true)]
async fn who_takes_nothing_of_an_answer_is_given_up() {
    let endless = || async { Body::from(vec![b'x'; 64 << 20]) };
    let server = server(Router::new().route("/", get(endless))).await;
    let mut stream = server.connect().await;
    stream.write_all(format!("GET / HTTP/1.1\r\n{CLOSE}").as_bytes()).await.unwrap();
    tokio::time::sleep(STALL_TIME + Duration::from_secs(1)).await;
    server.stop.send(()).unwrap();
    assert!(server.ended.await.unwrap(), "no connection is left");
}

#[tokio::test(start_paused = true)]
async fn who_does_not_send_the_rest_of_a_body_is_told_and_cut_off() {
    let server = server(house().router).await;
    let head = "POST /raw HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 9\r\n\r\nhalf";
    let answer = server.exchange(head).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.to_lowercase().contains("connection: close\r\n"), "{answer}");
}
