//! TLS by the program itself: configuration, machines' certificates, renewal.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt as _;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedKey, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use super::server::Server;
use super::world::{World, patient};

/// An authority and what it vouches for.
struct Authority(CertifiedKey);

impl Authority {
    fn new() -> Self {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key_pair = KeyPair::generate().expect("a key");
        let cert = params.self_signed(&key_pair).expect("a certificate");
        Self(CertifiedKey { cert, key_pair })
    }

    fn signed(&self, names: &[&str]) -> CertifiedKey {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let params = CertificateParams::new(names).expect("names");
        let key_pair = KeyPair::generate().expect("a key");
        let Self(CertifiedKey { cert: issuer, key_pair: issuers }) = self;
        let cert = params.signed_by(&key_pair, issuer, issuers).expect("a certificate");
        CertifiedKey { cert, key_pair }
    }

    /// What a request by TLS is answered; `None` where the server is not trusted.
    fn get(
        &self,
        port: u16,
        path: &str,
        token: &str,
        shown: Option<&CertifiedKey>,
    ) -> Option<String> {
        let mut roots = RootCertStore::empty();
        roots.add(self.0.cert.der().clone()).expect("an authority");
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_root_certificates(roots);
        let config = match shown {
            None => builder.with_no_client_auth(),
            Some(shown) => {
                let key = PrivateKeyDer::Pkcs8(shown.key_pair.serialize_der().into());
                let chain = vec![shown.cert.der().clone()];
                builder.with_client_auth_cert(chain, key).expect("a pair")
            }
        };
        let name = ServerName::try_from("localhost").expect("a name");
        let client = ClientConnection::new(Arc::new(config), name).expect("a client");
        let socket = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
        let mut stream = StreamOwned::new(client, socket);
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {token}\r\n\
             Connection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).ok()?;
        let mut answer = String::new();
        let _end = stream.read_to_string(&mut answer);
        Some(answer)
    }
}

fn put(world: &World, server: &CertifiedKey) {
    world.file("data/cert.pem", server.cert.pem());
    key(world, &server.key_pair.serialize_pem(), 0o600);
}

fn key(world: &World, pem: &str, mode: u32) {
    let path = world.file("data/key.pem", pem);
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).expect("its mode");
}

const LINES: &str = "tls_cert = 'cert.pem'\ntls_key = 'key.pem'\n";

fn status(answer: Option<&String>) -> &str {
    answer.and_then(|answer| answer.split(' ').nth(1)).unwrap_or("none")
}

#[test]
fn the_program_speaks_tls_and_takes_up_new_certificates() {
    let (old, new) = (Authority::new(), Authority::new());
    let world = World::new();
    put(&world, &old.signed(&["localhost"]));
    world.file("data/hygie.toml", LINES);
    let server = Server::start(&world, &["serve"]);
    let at = format!(" at https://localhost:{}", server.port);
    assert!(server.said.iter().any(|line| line.ends_with(&at)), "{:?}", server.said);
    let get = |authority: &Authority| authority.get(server.port, "/healthz", "", None);
    assert_eq!(status(get(&old).as_ref()), "200");
    assert_eq!(get(&new), None);

    put(&world, &new.signed(&["localhost"]));
    server.signal(rustix::process::Signal::HUP);
    // Until it was taken up; a test that waits in vain is ended by its runner.
    while get(&new).is_none() {}
    assert_eq!(get(&old), None);
    key(&world, "no key\n", 0o600);
    server.signal(rustix::process::Signal::HUP);
    assert_eq!(status(get(&new).as_ref()), "200", "a bad one changes nothing");
    let (code, _, log) = server.stop();
    assert_eq!(code, Some(0));
    assert!(log.contains("new files of TLS are in use"), "{log}");
}

#[test]
fn a_token_bound_to_a_certificate_works_with_it_alone() {
    let (authority, machines) = (Authority::new(), Authority::new());
    let world = World::new();
    world.import_text("first.ndjson", format!("{}\n", patient("p"))).expect(1, 0, 0, 0);
    put(&world, &authority.signed(&["localhost"]));
    world.file("data/machines.pem", machines.0.cert.pem());
    world.file("data/hygie.toml", format!("{LINES}tls_client_ca = 'machines.pem'\n"));
    let laboratory = machines.signed(&[]);
    world.file("laboratory.pem", laboratory.cert.pem());
    let server = Server::start(&world, &["serve"]);
    let words = ["admin", "token", "--system", "laboratory", "--scope", "system/*.rs"];
    // The file is read by who types, wherever that is.
    let bound = words.iter().chain(&["--certificate", "laboratory.pem"]);
    let said = world.hygie(bound).done();
    let token = said.lines().next_back().expect("a token").to_owned();
    let get = |shown: Option<&CertifiedKey>| {
        let answer = authority.get(server.port, "/fhir/Patient/p", &token, shown);
        status(answer.as_ref()).to_owned()
    };
    assert_eq!(get(Some(&laboratory)), "200");
    assert_eq!(get(None), "401");
    assert_eq!(get(Some(&machines.signed(&[]))), "401", "another machine's");
    let listed = world.hygie(["admin", "tokens", "--json"]).json();
    let certificate = listed[0]["certificate"].as_str().expect("a fingerprint").to_owned();
    assert!(said.contains(&certificate) && certificate.len() == 43, "{said}");
    let id = listed[0]["id"].as_str().expect("an id");
    let seen = world.hygie(["trace", "list", "--actor", id, "--json"]).json();
    let refused = seen.as_array().expect("a list").iter();
    let refused = refused.filter(|seen| seen["trace"]["outcome"] == "refused").count();
    assert_eq!(refused, 2, "its use without the certificate is traced");
    let words = ["admin", "token", "--system", "x", "--scope", "system/*.rs", "--certificate"];
    world.file("none.pem", "nothing\n");
    let said = world.hygie(words.iter().chain(&["none.pem"])).refused();
    assert!(said.contains("none.pem holds no certificate"), "{said}");
    server.stop();
    world.healthy();
}

#[test]
fn what_cannot_be_served_is_said_before_anything_is_opened() {
    let authority = Authority::new();
    let server = authority.signed(&["localhost"]);
    let check = |lines: &str, mode: u32, says: &str| {
        let world = World::empty();
        put(&world, &server);
        key(&world, &server.key_pair.serialize_pem(), mode);
        world.file("data/hygie.toml", lines);
        let said = world.hygie(["serve", "--listen", "127.0.0.1:0"]).refused();
        assert!(said.contains(says), "{said}");
        let said = world.hygie(["config", "check"]).refused();
        assert!(said.contains(says), "{said}");
    };
    check("tls_cert = 'cert.pem'", 0o600, "a certificate and no key: name tls_key / --tls-key");
    check("tls_key = 'key.pem'", 0o600, "a key and no certificate");
    check("tls_client_ca = 'cert.pem'", 0o600, "over TLS only");
    check(LINES, 0o644, "others than its owner may use");
    check("tls_cert = 'cert.pem'\ntls_key = 'cert.pem'", 0o600, "others than its owner may use");
    check("tls_cert = 'none.pem'\ntls_key = 'key.pem'", 0o600, "none.pem cannot be read");
    check("trusted_proxy = ['10.0.0.1/8']", 0o600, "the block that holds it is 10.0.0.0/8");
    check("opened_per_hour = ['nurse']", 0o600, "write ROLE=NUMBER");
    let world = World::new();
    put(&world, &server);
    let words = ["serve", "--listen", "127.0.0.1:0", "--url", "http://a.example"];
    let tls = ["--tls-cert", "data/cert.pem", "--tls-key", "data/key.pem"];
    let said = world.hygie(words.iter().chain(&tls)).refused();
    assert!(said.contains("begin --url so"), "{said}");
}

#[test]
fn the_doorway_is_printed_and_checked() {
    let world = World::empty();
    put(&world, &Authority::new().signed(&["localhost"]));
    let lines = "trusted_proxy = ['10.0.0.0/8', '::1']\nopened_per_hour = ['nurse=300']\n";
    world.file("data/hygie.toml", format!("{LINES}{lines}"));
    let file = world.path("data/hygie.toml").display().to_string();
    let printed = world.hygie(["config", "print"]).done();
    for expect in [
        format!("tls_cert = \"{}\" # from {file}\n", world.path("data/cert.pem").display()),
        format!("trusted_proxy = [\"10.0.0.0/8\", \"::1\"] # from {file}\n"),
        format!("opened_per_hour = [\"nurse=300\"] # from {file}\n"),
    ] {
        assert!(printed.contains(&expect), "{printed}");
    }
    let said = world.hygie(["config", "check"]).done();
    assert!(said.contains("cert.pem, 1 certificate; key "), "{said}");
    let printed = world.hygie(["config", "print", "--trusted-proxy", "10.1.1.1,10.1.1.2"]).done();
    let expect = "trusted_proxy = [\"10.1.1.1\", \"10.1.1.2\"] # from the option --trusted-proxy\n";
    assert!(printed.contains(expect), "{printed}");
    let mut command = world.command(["config", "print"]);
    let printed = super::world::run(command.env("HYGIE_OPENED_PER_HOUR", "nurse=5")).done();
    let expect = "opened_per_hour = [\"nurse=5\"] # from the variable HYGIE_OPENED_PER_HOUR\n";
    assert!(printed.contains(expect), "{printed}");
}
