use std::fs::{self, File};
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;

use hygie_base::{SystemClock, SystemRng};

use super::*;
use crate::config::file;

const GOOD: &str = "
[[log_in_provider]]
name = 'psc'
profile = 'pro-sante-connect'
client_id = 'hygie'
client_secret_file = 'secret'
ca = 'ca.pem'

[[ log_in_provider ]] # another
name = 'other'
title = 'Annuaire'
profile = 'generic'
for = 'professionals'
issuer = 'http://127.0.0.1:1'
client_id = 'hygie'
client_secret_file = 'secret'
two_factors = true
two_factors_amr = ['mfa']
structures = { '750000001' = 'Les Tilleuls' }
";

fn folder(text: &str, mode: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let mut file = File::create(folder.path().join(name)).expect("a file");
        file.write_all(text.as_bytes()).expect("it is written");
    };
    write("hygie.toml", text);
    write("secret", "hidden");
    let secret = folder.path().join("secret");
    fs::set_permissions(secret, fs::Permissions::from_mode(mode)).expect("its mode");
    folder
}

fn read_text(text: &str) -> anyhow::Result<Vec<Configured>> {
    let folder = folder(text, 0o600);
    let path = folder.path().join("hygie.toml");
    let content = file::read(&path)?.expect("a file");
    read(folder.path(), Path::new("hygie.toml"), content.log_in_provider)
}

#[test]
fn tables_are_read_with_what_their_profile_knows() {
    let all = read_text(GOOD).expect("good");
    let [psc, other] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(
        (psc.title.as_str(), psc.kind, psc.ends_there),
        ("Pro Santé Connect", Kind::Professionals, true)
    );
    assert!(psc.issuer().starts_with("https://auth.esw.esante.gouv.fr/"));
    assert_eq!((other.title.as_str(), other.ends_there), ("Annuaire", false));
    assert_eq!(other.structures["750000001"], "Les Tilleuls");
    assert_eq!(other.options.two_factors.amr, ["mfa"]);
}

#[test]
fn a_mistake_is_told_with_its_line() {
    let check = |from: &str, to: &str, says: &str| {
        assert!(GOOD.contains(from), "{from}");
        let said = read_text(&GOOD.replacen(from, to, 1)).expect_err("a mistake").to_string();
        assert!(said.contains("hygie.toml, line ") && said.contains(says), "{said}");
        assert!(!said.contains("hidden"), "{said}");
    };
    check("'psc'", "'Psc'", "line 3, log_in_provider 1: name: ");
    check("'psc'", "'other'", "line 10, log_in_provider 2: name: another");
    check("'psc'", &format!("'{}'", "a".repeat(NAME_CHARS + 1)), "line 3, log_in_provider 1: name");
    check("'pro-sante-connect'", "'psc'", "line 4, log_in_provider 1: profile: is none of");
    check("title = 'Annuaire'", "title = ' '", "line 11, log_in_provider 2: title: ");
    check("title = 'Annuaire'\n", "", "line 9, log_in_provider 2: title: ");
    let long = format!("title = '{}'", "é".repeat(TITLE_CHARS + 1));
    check("title = 'Annuaire'", &long, "line 11, log_in_provider 2: title: ");
    check("for = 'professionals'", "for = 'all'", "line 13, log_in_provider 2: for: ");
    check("for = 'professionals'\n", "", "line 9, log_in_provider 2: for: ");
    check("client_secret_file = 'secret'\n", "", "line 2, log_in_provider 1: client_secret_file");
    check("ca = 'ca.pem'", "client_key_file = 'key'", "line 6, log_in_provider 1: client_secret");
    check("two_factors = true\n", "", "line 9, log_in_provider 2: two_factors: ");
    check("two_factors_amr = ['mfa']\n", "", "line 17, log_in_provider 2: two_factors: ");
    check("ca = 'ca.pem'", "algorithms = ['none']", "line 7, log_in_provider 1: algorithms: ");
    let issuer = "issuer = 'http://127.0.0.1:1'\nca = 'ca.pem'";
    check("ca = 'ca.pem'", issuer, "line 15, log_in_provider 2: issuer: another");
    // What the reader of TOML finds itself.
    check("client_id", "client", "line 5, column 1: unknown field");
    check("profile = 'generic'\n", "", "missing field `profile`");
}

#[test]
fn so_many_can_be_named() {
    let one = |at: usize| {
        GOOD.split("[[ log_in")
            .next()
            .expect("a table")
            .replace("'psc'", &format!("'p{at}'\nissuer = 'https://p{at}.example'"))
    };
    let some = |count: usize| (0..count).map(one).collect::<String>();
    assert_eq!(read_text(&some(PROVIDERS)).expect("so many").len(), PROVIDERS);
    let said = read_text(&some(PROVIDERS + 1)).expect_err("one more").to_string();
    assert!(said.contains("8 log_in_provider at most"), "{said}");
    let fits = GOOD.replacen("'psc'", &format!("'{}'", "a".repeat(NAME_CHARS)), 1);
    let fits = fits.replacen("'Annuaire'", &format!("'{}'", "é".repeat(TITLE_CHARS)), 1);
    assert!(read_text(&fits).is_ok());
}

#[test]
fn files_are_looked_at_when_it_is_opened() {
    let open = |mode: u32, key: &str| {
        let folder = folder(&GOOD.replace("'mfa'", key), mode);
        let path = folder.path().join("hygie.toml");
        let content = file::read(&path).expect("it is read").expect("a file");
        let all = read(folder.path(), &path, content.log_in_provider).expect("good");
        let open = |one: &Configured| one.open(Arc::new(SystemClock), Arc::new(SystemRng));
        all.iter()
            .map(open)
            .map(|opened| match opened {
                Ok(_) => String::new(),
                Err(error) => error.to_string(),
            })
            .collect::<Vec<_>>()
    };
    let said = open(0o600, "'mfa'");
    assert!(said[0].contains("line 7, log_in_provider 1: ca: "), "{said:?}");
    assert_eq!(said[1], "");
    let said = open(0o640, "'mfa'");
    assert!(
        said[1].contains("line 16, log_in_provider 2: client_secret_file: ")
            && said[1].contains("chmod 600"),
        "{said:?}"
    );
    let said = open(0o600, "'m f a'");
    assert!(said[1].contains("line 18, log_in_provider 2: two_factors_amr: "), "{said:?}");
}

#[test]
fn a_browser_must_be_able_to_come_back() {
    for good in ["https://hygie.example", "http://localhost:8080", "http://127.0.0.1:1"] {
        assert!(fits(good).is_ok(), "{good}");
    }
    assert!(fits("http://ward.example").expect_err("in clear").to_string().contains("--url"));
}
