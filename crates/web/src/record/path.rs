//! Addresses of a record's pages. They hold the record's random number, types,
//! ids and fixed words: nothing personal, nothing clinical.

use hygie_base::{LogNo, RecordNo};

use crate::place::local;

/// The addresses of one record.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Path {
    base: String,
}

impl Path {
    pub(crate) fn of(record: RecordNo) -> Self {
        Self { base: format!("/records/{record}") }
    }

    /// The record number of an address: sixteen lower-case hexadecimal digits.
    pub(crate) fn record(text: &str) -> Option<RecordNo> {
        let plain = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 16 || !text.bytes().all(plain) {
            return None;
        }
        let number = u64::from_str_radix(text, 16).ok()?;
        RecordNo::from_u64(number).filter(|record| *record != RecordNo::REGISTRY)
    }

    /// The apps that can be started from it.
    pub(crate) fn apps(&self) -> String {
        format!("{}/apps", self.base)
    }

    pub(crate) fn synthesis(&self) -> &str {
        &self.base
    }

    pub(crate) fn timeline(&self) -> String {
        format!("{}/timeline", self.base)
    }

    /// The timeline of one group of kinds.
    pub(crate) fn group(&self, group: &str) -> String {
        format!("{}/timeline?kind={group}", self.base)
    }

    pub(crate) fn entry(&self, resource_type: &str, id: &str) -> String {
        format!("{}/entries/{resource_type}/{id}", self.base)
    }

    pub(crate) fn version(&self, resource_type: &str, id: &str, version: u32) -> String {
        format!("{}/entries/{resource_type}/{id}/versions/{version}", self.base)
    }

    pub(crate) fn file(&self, resource_type: &str, id: &str, at: usize) -> String {
        format!("{}/entries/{resource_type}/{id}/files/{at}", self.base)
    }

    pub(crate) fn access(&self) -> String {
        format!("{}/access", self.base)
    }

    /// Who looked, as a file with proofs.
    pub(crate) fn proofs(&self) -> String {
        format!("{}/access/proofs", self.base)
    }

    /// Contesting the access that a trace tells of, by its log and index.
    pub(crate) fn contest(&self, (log, index): (LogNo, u64)) -> String {
        format!("{}/access/{}-{index}/contest", self.base, log.0)
    }

    /// A contested access.
    pub(crate) fn contested(&self, number: u32) -> String {
        format!("{}/contests/{number}", self.base)
    }

    /// Who sees it, as its person decides.
    pub(crate) fn sharing(&self) -> String {
        format!("{}/sharing", self.base)
    }

    /// Where it is said that an entry was announced to the person.
    pub(crate) fn announce(&self) -> String {
        format!("{}/announce", self.base)
    }

    /// Where an entry is hidden from who acts for the person by law.
    pub(crate) fn secret(&self) -> String {
        format!("{}/secret", self.base)
    }

    /// Where a secret connection is begun.
    pub(crate) fn secret_connection(&self) -> String {
        format!("{}/secret-connection", self.base)
    }

    /// The way in of the record's person.
    pub(crate) fn invitations(&self) -> String {
        format!("{}/invitations", self.base)
    }

    /// What somebody who acts for the person holds.
    pub(crate) fn acting(&self) -> String {
        format!("{}/acting", self.base)
    }

    /// Who acts for the person by law.
    pub(crate) fn representatives(&self) -> String {
        format!("{}/representatives", self.base)
    }

    /// Who takes care of the person.
    pub(crate) fn care(&self) -> String {
        format!("{}/care", self.base)
    }

    /// Opening it in an emergency.
    pub(crate) fn emergency(&self) -> String {
        format!("{}/emergency", self.base)
    }

    /// Opening it for a call to the regulation centre.
    pub(crate) fn regulation(&self) -> String {
        format!("{}/regulation", self.base)
    }

    /// The address if it is a page of this record, else its first page.
    pub(crate) fn within<'a>(&'a self, next: &'a str) -> &'a str {
        let rest = local(next).strip_prefix(&self.base);
        let is_ours = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        if is_ours { next } else { &self.base }
    }

    pub(crate) fn new_note(&self) -> String {
        format!("{}/notes/new", self.base)
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::RecordNo;

    use super::Path;

    #[test]
    fn one_is_led_on_within_the_record_alone() {
        let path = Path::of(RecordNo::from_u64(0xabc).unwrap());
        let base = "/records/0000000000000abc";
        for (rest, ours) in [("", true), ("/timeline?kind=x", true), ("?a", true), ("d", false)] {
            let next = format!("{base}{rest}");
            assert_eq!(path.within(&next) == next, ours, "{next}");
        }
        for other in ["", "/", "/records/0000000000000abd", "//evil.example", "/people"] {
            assert_eq!(path.within(other), base, "{other}");
        }
    }

    #[test]
    fn a_record_number_is_sixteen_digits() {
        let check = |text: &str, expect: bool| {
            let record = Path::record(text);
            assert_eq!(record.is_some(), expect, "{text}");
            if let Some(record) = record {
                assert_eq!(Path::of(record).synthesis(), format!("/records/{text}"));
            }
        };
        check("0123456789abcdef", true);
        check("7fffffffffffffff", true);
        check("8000000000000000", false);
        check("0000000000000000", false);
        check("0123456789ABCDEF", false);
        check("123456789abcdef", false);
        check("0123456789abcdef0", false);
        check("+123456789abcdef", false);
        check("", false);
        check("éééééééé", false);
    }
}
