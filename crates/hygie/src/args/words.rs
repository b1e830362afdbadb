//! Words that must have a form: what is wrong is said before anything is done,
//! and the program ends with 2, wrong use.

use hygie_accounts::Holders;
use hygie_accounts::invitations::Document;
use hygie_gate::rights::Occasion;
use hygie_gate::{Role, Scopes};
use hygie_policy::limits::TABLE_BYTES;
use hygie_smart::{Asked, KeySet, Kind, limits::KEY_SET_BYTES};

type Checked = Result<String, String>;

/// A role that an account can have.
pub fn role(text: &str) -> Checked {
    match Role::parse(text) {
        Some(Role::System) => Err("a machine gets a token: `hygie admin token`".to_owned()),
        Some(_) => Ok(text.to_owned()),
        None => Err("one of physician, nurse, midwife, pharmacist, dentist, secretary, \
                     administrator, privacy-officer, security-officer, person"
            .to_owned()),
    }
}

/// Whose accounts are listed.
pub fn holders(text: &str) -> Checked {
    let known = Holders::parse(text).map(|_| text.to_owned());
    known.ok_or_else(|| "one of all, workers, persons".to_owned())
}

/// On what occasion an organisation takes care of somebody.
pub fn occasion(text: &str) -> Checked {
    let known = Occasion::parse(text).map(|_| text.to_owned());
    known.ok_or_else(|| {
        let names = Occasion::ALL.map(Occasion::name);
        format!("one of {}", names.join(", "))
    })
}

/// A document with which an identity was checked.
pub fn document(text: &str) -> Checked {
    let known = Document::parse(text).map(|_| text.to_owned());
    known.ok_or_else(|| {
        let names = Document::ALL.map(Document::name);
        format!("one of {}", names.join(", "))
    })
}

/// Scopes of a machine.
pub fn scope(text: &str) -> Checked {
    Scopes::parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// A kind of client.
pub fn kind(text: &str) -> Checked {
    let known = Kind::parse(text).map(|_| text.to_owned());
    known.ok_or_else(|| "one of public, confidential, backend".to_owned())
}

/// What a client may ask for.
pub fn asked(text: &str) -> Checked {
    Asked::parse(text).map(|_| text.to_owned()).map_err(|error| error.to_string())
}

/// A file with a set of public keys: its text, for another process may do the
/// command and not see the file.
pub fn key_set(path: &str) -> Checked {
    let text = whole_file(path)?;
    KeySet::parse(&text).map(|_| text)
}

/// The text of a set of keys.
pub fn whole_file(path: &str) -> Checked {
    file_of(path, KEY_SET_BYTES)
}

/// The text of a table of the policy.
pub fn table_file(path: &str) -> Checked {
    file_of(path, TABLE_BYTES)
}

/// The text of a file of so many bytes at most.
fn file_of(path: &str, most: usize) -> Checked {
    use std::io::Read as _;

    let cannot = |error: std::io::Error| format!("{path} cannot be read: {error}");
    let mut text = String::new();
    let file = std::fs::File::open(path).map_err(cannot)?;
    file.take(most as u64 + 1).read_to_string(&mut text).map_err(cannot)?;
    if text.len() <= most { Ok(text) } else { Err(format!("{path} has more than {most} bytes")) }
}

/// Inhabitants of a demonstration's world.
pub const INHABITANTS_MOST: u64 = 100_000;
/// Inhabitants of a population that is written out.
pub const POPULATION_MOST: u64 = 10_000_000;

/// A number of inhabitants of a demonstration.
pub fn inhabitants(text: &str) -> Result<u64, String> {
    people(text, INHABITANTS_MOST)
}

/// A number of inhabitants of a population.
pub fn population(text: &str) -> Result<u64, String> {
    people(text, POPULATION_MOST)
}

fn people(text: &str, most: u64) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| format!("a whole number from 1 to {most}"))
}

/// A length of time.
pub fn time(text: &str) -> Checked {
    millis(text)
        .map(|_| text.to_owned())
        .ok_or_else(|| "a whole number above zero with m, h or d: 30m, 12h, 7d".to_owned())
}

/// The address that people type.
pub fn url(text: &str) -> Checked {
    let url = text.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |host: &str| {
        !host.is_empty() && host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-:[]".contains(&b))
    };
    if host.is_some_and(plain) {
        Ok(url.to_owned())
    } else {
        Err("http:// or https://, a host and maybe a port, without a path".to_owned())
    }
}

/// A length of time as it is typed, in milliseconds.
pub fn millis(text: &str) -> Option<i64> {
    let unit = text.chars().last()?;
    let number = text.strip_suffix(unit)?;
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let unit: i64 = match unit {
        'm' => 60_000,
        'h' => 3_600_000,
        'd' => 86_400_000,
        _ => return None,
    };
    number.parse::<i64>().ok()?.checked_mul(unit).filter(|millis| *millis > 0)
}

#[cfg(test)]
mod tests {
    use super::{millis, role, scope, url};

    #[test]
    fn times_are_read() {
        let check = |text, expect: Option<i64>| assert_eq!(millis(text), expect, "{text}");
        check("30m", Some(1_800_000));
        check("12h", Some(43_200_000));
        check("1d", Some(86_400_000));
        for text in ["", "d", "1", "0d", "-1d", "1w", "1.5h", "9223372036854775807d", "1é"] {
            check(text, None);
        }
    }

    #[test]
    fn addresses_are_told() {
        let check = |given, expect: Option<&str>| {
            assert_eq!(url(given).ok().as_deref(), expect, "{given:?}");
        };
        check("https://hygie.example.org/", Some("https://hygie.example.org"));
        check("http://hygie.example.org:8443", Some("http://hygie.example.org:8443"));
        check("hygie.example.org", None);
        check("https://", None);
        check("https://a/b", None);
        check("https://a@b", None);
    }

    #[test]
    fn roles_and_scopes_are_checked() {
        assert!(role("nurse").is_ok() && role("system").is_err() && role("doctor").is_err());
        assert!(scope("system/*.rs").is_ok() && scope("user/*.rs").is_err());
    }
}
