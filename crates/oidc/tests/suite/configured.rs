//! What the operator writes is checked before anything is asked.

use std::path::PathBuf;
use std::sync::Arc;

use hygie_base::{SystemClock, SystemRng};
use hygie_oidc::limits::{SECRET_FILE_BYTES, SHARED_BYTES, URL_BYTES, WORD_BYTES, WORDS};
use hygie_oidc::{Algorithm, Authentication, Options, Profile, Provider};
use tempfile::TempDir;

use crate::clients::pem;
use crate::world::file;

struct Desk {
    folder: TempDir,
    good: Options,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let secret = Authentication::SecretFile(file(&folder, "secret", "hidden\n"));
    let issuer = Some("http://127.0.0.1:1/realm".to_owned());
    let good = Options { issuer, ..Options::new(Profile::Generic, "hygie", secret) };
    Desk { folder, good }
}

fn open(options: &Options) -> Result<Provider, hygie_oidc::Wrong> {
    Provider::open(options, Arc::new(SystemClock), Arc::new(SystemRng))
}

#[track_caller]
fn refused(options: &Options, key: &str, says: &str) {
    let wrong = open(options).err().unwrap();
    assert_eq!(wrong.key, key, "{wrong}");
    assert!(wrong.what.contains(says) && !wrong.what.contains("hidden"), "{wrong}");
}

impl Desk {
    fn with(&self, change: impl FnOnce(&mut Options)) -> Options {
        let mut options = self.good.clone();
        change(&mut options);
        options
    }

    fn secret(&self, text: &str) -> Options {
        let path = file(&self.folder, "other", text);
        self.with(|options| options.authentication = Authentication::SecretFile(path))
    }

    fn key(&self, text: &str, id: Option<&str>) -> Options {
        let path = file(&self.folder, "key", text);
        let id = id.map(str::to_owned);
        self.with(|options| options.authentication = Authentication::KeyFile { path, id })
    }
}

#[test]
fn the_issuer_is_an_address_over_tls() {
    let desk = desk();
    assert_eq!(open(&desk.good).unwrap().issuer(), "http://127.0.0.1:1/realm");
    let of = |issuer: &str| desk.with(|options| options.issuer = Some(issuer.to_owned()));
    for issuer in
        ["", "p.example", "http://p.example", "https://p.example/?a=b", "https://p.example/#a"]
    {
        refused(&of(issuer), "issuer", "https://host/path");
    }
    let long = |bytes: usize| of(&format!("http://127.0.0.1/{}", "a".repeat(bytes - 17)));
    let discovery = "/.well-known/openid-configuration".len();
    assert!(open(&long(URL_BYTES - discovery)).is_ok());
    refused(&long(URL_BYTES + 1), "issuer", "https://host/path");
    refused(&desk.with(|options| options.issuer = None), "issuer", "is missing");
    let elsewhere = desk.with(|options| options.discovery = Some("ftp://p.example".into()));
    refused(&elsewhere, "discovery", "https://host/path");
}

#[test]
fn tls_needs_the_authorities() {
    let desk = desk();
    let of = |ca: Option<PathBuf>| {
        desk.with(|options| {
            options.issuer = Some("https://p.example".into());
            options.ca = ca;
        })
    };
    refused(&of(None), "ca", "name the file");
    refused(&of(Some(desk.folder.path().join("absent"))), "ca", "cannot be read");
    refused(&of(Some(desk.folder.path().join("secret"))), "ca", "has none in PEM");
}

#[test]
fn pro_sante_connect_needs_no_address() {
    let desk = desk();
    let psc = desk.with(|options| {
        options.profile = Profile::ProSanteConnect;
        options.issuer = None;
    });
    // Its address is known: what is missing are the authorities that vouch for it.
    refused(&psc, "ca", "name the file");
    let france = desk.with(|options| {
        options.profile = Profile::FranceConnect;
        options.issuer = None;
    });
    refused(&france, "issuer", "is missing");
}

#[test]
fn secrets_come_from_files() {
    let desk = desk();
    for text in ["", " \n"] {
        refused(&desk.secret(text), "client_secret_file", "is empty");
    }
    let most = usize::try_from(SECRET_FILE_BYTES).unwrap();
    assert!(open(&desk.secret(&"x".repeat(most))).is_ok());
    refused(&desk.secret(&"x".repeat(most + 1)), "client_secret_file", "is longer than");
    let absent = Authentication::SecretFile(desk.folder.path().join("absent"));
    let absent = desk.with(|options| options.authentication = absent);
    refused(&absent, "client_secret_file", "absent cannot be read");
    assert!(!format!("{:?}", open(&desk.good).unwrap()).contains("hidden"));
}

#[test]
fn a_key_is_one_that_signs() {
    let desk = desk();
    assert!(open(&desk.key(&pem().0, Some("one"))).is_ok());
    refused(&desk.key("hidden", None), "client_key_file", "holds no private key");
    refused(&desk.key(&pem().0, Some("a b")), "client_key_id", "without blanks");
    let shared = Options { algorithms: vec![Algorithm::Hs256], ..desk.key(&pem().0, None) };
    refused(&shared, "algorithms", "is none");
    let of = |bytes: usize| Options {
        algorithms: vec![Algorithm::Hs256],
        ..desk.secret(&"x".repeat(bytes))
    };
    assert!(open(&of(SHARED_BYTES)).is_ok());
    refused(&of(SHARED_BYTES - 1), "algorithms", "has under 32 bytes");
}

#[test]
fn words_are_words_and_few() {
    let desk = desk();
    let openid = |scopes: Vec<String>| [vec!["openid".to_owned()], scopes].concat();
    let scopes = |more: Vec<String>| desk.with(|options| options.scopes = openid(more));
    assert!(open(&scopes(vec!["a".into(); WORDS - 1])).is_ok());
    refused(&scopes(vec!["a".into(); WORDS]), "scopes", "at most");
    refused(&desk.with(|options| options.scopes = vec!["a".into()]), "scopes", "\"openid\"");
    let acr = |one: String| desk.with(|options| options.acr_values = vec![one]);
    assert!(open(&acr("a".repeat(WORD_BYTES))).is_ok());
    for bad in [String::new(), "a b".into(), "é".into(), "a\n".into(), "a".repeat(WORD_BYTES + 1)]
    {
        refused(&acr(bad.clone()), "acr_values", "without blanks");
        refused(&desk.with(|options| options.client_id = bad), "client_id", "without blanks");
    }
    let hosts = |count: usize| desk.with(|options| options.hosts = vec!["a.example".into(); count]);
    assert!(open(&hosts(WORDS)).is_ok());
    refused(&hosts(WORDS + 1), "hosts", "at most");
    refused(&desk.with(|options| options.hosts = vec!["https://a".into()]), "hosts", "is no host");
}
