//! TLS on a real socket, with certificates made here.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::routing::get;
use hygie_http::limits::{CERTIFICATE_BYTES, HANDSHAKE_TIME, KEY_BYTES_PEM};
use hygie_http::{ClientAddress, ClientCertificate, Listening, Proxies, Tls, TlsFiles};
use rcgen::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::certificates::{Authority, Client, Files, fingerprint, read_key};
use crate::help::house_at;

struct Server {
    address: SocketAddr,
    tls: Arc<Tls>,
    stop: oneshot::Sender<()>,
    ended: JoinHandle<bool>,
}

/// What a handler is told of where a request comes from.
async fn whence(
    ClientAddress(address): ClientAddress,
    ClientCertificate(certificate): ClientCertificate,
) -> String {
    format!("{address} {}", certificate.map_or_else(|| "none".to_owned(), |it| it.to_string()))
}

async fn server(files: TlsFiles) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let tls = Arc::new(Tls::open(files, read_key).unwrap());
    let listening =
        Listening { listener, tls: Some(Arc::clone(&tls)), proxies: Proxies::default() };
    let router = house_at("https://dossier.example").router.route("/whence", get(whence));
    let (stop, stopped) = oneshot::channel::<()>();
    let ended = tokio::spawn(hygie_http::serve(listening, router, async {
        let _ = stopped.await;
    }));
    Server { address, tls, stop, ended }
}

async fn exchange<T: AsyncRead + AsyncWrite + Unpin>(mut stream: T, path: &str) -> String {
    let request =
        format!("GET {path} HTTP/1.1\r\nHost: localhost:8080\r\nConnection: close\r\n\r\n");
    // A refusal of the client's certificate comes with the first answer.
    let _sent = stream.write_all(request.as_bytes()).await;
    let mut answer = String::new();
    let _end = stream.read_to_string(&mut answer).await;
    answer
}

impl Server {
    async fn get(&self, client: &Client, path: &str) -> String {
        exchange(client.connect(self.address).await.unwrap(), path).await
    }
}

#[tokio::test]
async fn both_versions_are_spoken_and_http_1_1_only() {
    let authority = Authority::new("authority");
    let files = Files::of(&authority.server());
    let server = server(files.files()).await;
    for version in [&TLS12, &TLS13] {
        let client = Client::with(&authority, None, &[version]);
        let stream = client.connect(server.address).await.unwrap();
        let connection = stream.get_ref().1;
        assert_eq!(connection.protocol_version(), Some(version.version));
        let suite = format!("{:?}", connection.negotiated_cipher_suite().unwrap().suite());
        let authenticated = suite.contains("GCM") || suite.contains("POLY1305");
        assert!(authenticated && (suite.starts_with("TLS13_") || suite.contains("ECDHE")));
        let answer = exchange(stream, "/hello/a").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.ends_with("a"), "{answer}");
        assert!(answer.contains("strict-transport-security: max-age=63072000"), "{answer}");
    }
    let mut client = Client::trusting(&authority);
    client.config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let stream = client.connect(server.address).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
    client.config.alpn_protocols = vec![b"h2".to_vec()];
    assert!(client.connect(server.address).await.is_err());
    server.stop.send(()).unwrap();
    drop(stream);
    assert!(server.ended.await.unwrap());
}

#[tokio::test]
async fn what_is_no_tls_is_answered_by_no_page() {
    let authority = Authority::new("authority");
    let files = Files::of(&authority.server());
    let server = server(files.files()).await;
    let plain = exchange(TcpStream::connect(server.address).await.unwrap(), "/hello/a").await;
    assert!(!plain.contains("HTTP/1.1"), "{plain}");
    let stranger = Client::trusting(&Authority::new("another"));
    assert!(stranger.connect(server.address).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_handshake_that_does_not_come_ends() {
    let authority = Authority::new("authority");
    let files = Files::of(&authority.server());
    let server = server(files.files()).await;
    let mut silent = TcpStream::connect(server.address).await.unwrap();
    let began = tokio::time::Instant::now();
    assert_eq!(silent.read(&mut [0; 9]).await.unwrap(), 0, "closed by the server");
    assert_eq!(began.elapsed().as_secs(), HANDSHAKE_TIME.as_secs());
    // One that is under way does not hold up the end.
    let _silent = TcpStream::connect(server.address).await.unwrap();
    tokio::task::yield_now().await;
    server.stop.send(()).unwrap();
    assert!(server.ended.await.unwrap());
}

#[tokio::test]
async fn a_machine_is_known_by_its_certificate_and_others_by_none() {
    let (authority, machines) = (Authority::new("authority"), Authority::new("machines"));
    let files = Files::of(&authority.server());
    let server = server(files.with_machines_of(&machines)).await;
    let laboratory = machines.machine("laboratory");
    let none = server.get(&Client::trusting(&authority), "/whence").await;
    assert!(none.ends_with("\r\n\r\n127.0.0.1 none"), "{none}");
    for version in [&TLS12, &TLS13] {
        let client = Client::with(&authority, Some(&laboratory), &[version]);
        // Twice: a session that is taken up again shows no certificate.
        for _ in 0..2 {
            let known = server.get(&client, "/whence").await;
            assert!(known.ends_with(&format!(" {}", fingerprint(&laboratory))), "{known}");
        }
    }
    for stranger in [
        Authority::new("machines").machine("laboratory"),
        machines.machine_until("late", 2020),
        // A server's certificate is none of a machine.
        machines.server(),
    ] {
        let refused = match Client::showing(&authority, &stranger).connect(server.address).await {
            Ok(stream) => exchange(stream, "/whence").await,
            Err(_) => String::new(),
        };
        assert_eq!(refused, "", "no page is shown");
    }
}

#[tokio::test]
async fn without_authorities_no_certificate_is_asked_for() {
    let authority = Authority::new("authority");
    let files = Files::of(&authority.server());
    let server = server(files.files()).await;
    let client = Client::showing(&authority, &authority.machine("laboratory"));
    assert!(server.get(&client, "/whence").await.ends_with(" none"));
}

#[tokio::test]
async fn new_files_are_taken_up_and_bad_ones_change_nothing() {
    let (old, new) = (Authority::new("old"), Authority::new("new"));
    let files = Files::of(&old.server());
    let server = server(files.files()).await;
    let trusts = async |authority: &Authority| {
        Client::trusting(authority).connect(server.address).await.is_ok()
    };
    assert!(!server.tls.reload().unwrap(), "nothing changed");
    // The certificate came, its key did not yet.
    files.write("cert.pem", &new.server().cert.pem(), 0o644);
    let said = server.tls.reload().expect_err("no pair").to_string();
    assert!(said.contains("is not that of the first certificate"), "{said}");
    assert!(trusts(&old).await && !trusts(&new).await);
    files.put(&new.server());
    let open = Client::trusting(&old);
    let stream = open.connect(server.address).await.unwrap();
    assert!(server.tls.reload().unwrap());
    assert!(trusts(&new).await && !trusts(&old).await);
    assert!(exchange(stream, "/hello/a").await.ends_with('a'), "what is open stays");
    for name in ["key.pem", "cert.pem"] {
        std::fs::remove_file(files.path(name)).unwrap();
        assert!(server.tls.reload().is_err());
    }
    assert!(trusts(&new).await);
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_name_and_what_to_do() {
    let authority = Authority::new("authority");
    let pair: CertifiedKey = authority.server();
    let check = |spoil: &dyn Fn(&Files), expect: &[&str]| {
        let files = Files::of(&pair);
        spoil(&files);
        let client_ca = Some(files.path("ca.pem")).filter(|path| path.exists());
        let opened = Tls::open(TlsFiles { client_ca, ..files.files() }, read_key);
        let said = opened.err().expect("refused").to_string();
        for one in expect {
            assert!(said.contains(one), "{said}");
        }
        assert!(!said.contains("secret") && !said.contains("BEGIN PRIVATE"), "{said}");
    };
    let key = pair.key_pair.serialize_pem();
    let gone =
        |name: &'static str| move |files: &Files| std::fs::remove_file(files.path(name)).unwrap();
    check(&gone("cert.pem"), &["cert.pem cannot be read"]);
    check(&gone("key.pem"), &["there is no key", "key.pem", "name the file"]);
    check(
        &|files| drop(files.write("cert.pem", "secret", 0o644)),
        &["cert.pem holds no certificate"],
    );
    check(&|files| drop(files.write("cert.pem", &key, 0o600)), &["cert.pem holds no certificate"]);
    let cut = "-----BEGIN CERTIFICATE-----\nsecret!\n-----END CERTIFICATE-----\n";
    check(&|files| drop(files.write("cert.pem", cut, 0o644)), &["cert.pem is not PEM"]);
    let empty = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    check(&|files| drop(files.write("cert.pem", empty, 0o644)), &["cert.pem cannot be used"]);
    check(
        &|files| drop(files.write("key.pem", "secret", 0o600)),
        &["key.pem holds no private key", "openssl pkey"],
    );
    let other = authority.server().key_pair.serialize_pem();
    check(
        &|files| drop(files.write("key.pem", &other, 0o600)),
        &["key.pem", "cert.pem", "made together"],
    );
    check(&|files| drop(files.write("ca.pem", "secret", 0o644)), &["ca.pem holds no certificate"]);
    check(&|files| drop(files.write("ca.pem", empty, 0o644)), &["ca.pem cannot be used"]);
}

#[test]
fn files_have_limits() {
    let files = Files::of(&Authority::new("authority").server());
    let filled = |name: &str, most: usize, mode: u32| {
        let text = std::fs::read_to_string(files.path(name)).unwrap();
        let fill = "\n".repeat(most - text.len());
        files.write(name, &format!("{text}{fill}"), mode);
        assert!(Tls::open(files.files(), read_key).is_ok(), "{name} at its limit");
        files.write(name, &format!("{text}{fill}\n"), mode);
        let said = Tls::open(files.files(), read_key).err().expect("refused").to_string();
        assert!(said.contains(&format!("larger than {most} bytes")), "{said}");
        files.write(name, &text, mode);
    };
    filled("cert.pem", CERTIFICATE_BYTES, 0o644);
    filled("key.pem", KEY_BYTES_PEM, 0o600);
}

#[test]
fn a_token_is_bound_to_what_its_machine_will_show() {
    let laboratory = Authority::new("machines").machine("laboratory");
    let files = Files::of(&laboratory);
    let read = hygie_http::certificate_fingerprint(&files.path("cert.pem")).unwrap();
    assert_eq!(read, fingerprint(&laboratory));
    for text in ["", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let path = files.write("none.pem", text, 0o644);
        assert!(hygie_http::certificate_fingerprint(&path).is_err());
    }
}
