//! Tokens: keyed hashes under which something is found without being read.
//!
//! Each purpose has its own key, `HKDF-SHA-256(index root, no salt, label)`.
//! A token is HMAC-SHA-256 over its fields, each behind its length (4 bytes,
//! big-endian), cut to 128 bits (tags: 64).

mod locator;

use std::fmt;

use aws_lc_rs::hkdf::{HKDF_SHA256, Salt};
use aws_lc_rs::hmac::{self, HMAC_SHA256};
use zeroize::Zeroizing;

pub use locator::{Locator, TermLocator};

use crate::chain::fill;
use crate::committing::Len;
use crate::key::Secret;

/// Makes tokens, seals and opens locators. Its Debug says nothing; the library
/// zeroises its keys when they are dropped.
pub struct Index {
    id: hmac::Key,
    term: hmac::Key,
    tag: hmac::Key,
    actor: hmac::Key,
    cell: hmac::Key,
    id_locator: hmac::Key,
    term_locator: hmac::Key,
}

impl Index {
    pub(crate) fn new(root: &Secret) -> Self {
        let key = |label: &[u8]| {
            let mut key = Zeroizing::new([0; 32]);
            let filled = Salt::new(HKDF_SHA256, &[])
                .extract(root.bytes())
                .expand(&[label], Len(32))
                .and_then(|okm| okm.fill(&mut *key));
            debug_assert!(filled.is_ok(), "32 bytes are within what HKDF gives");
            hmac::Key::new(HMAC_SHA256, &*key)
        };
        Self {
            id: key(b"hygie token id 1\0"),
            term: key(b"hygie token term 1\0"),
            tag: key(b"hygie token tag 1\0"),
            actor: key(b"hygie token actor 1\0"),
            cell: key(b"hygie token cell 1\0"),
            id_locator: key(b"hygie locator id 1\0"),
            term_locator: key(b"hygie locator term 1\0"),
        }
    }

    /// Token of one resource.
    pub fn id(&self, resource_type: &str, id: &str) -> [u8; 16] {
        mac(&self.id, &[resource_type.as_bytes(), id.as_bytes()])
    }

    /// Token of one search parameter (`Patient.family`) and normalised value.
    pub fn term(&self, param: &str, value: &[u8]) -> [u8; 16] {
        mac(&self.term, &[param.as_bytes(), value])
    }

    /// Tells the resources of one term apart.
    pub fn tag(&self, resource_type: &str, id: &str) -> [u8; 8] {
        mac(&self.tag, &[resource_type.as_bytes(), id.as_bytes()])
    }

    /// Token of an actor, beside traces.
    pub fn actor(&self, actor: &str) -> [u8; 16] {
        mac(&self.actor, &[actor.as_bytes()])
    }

    /// Token of a small table's key.
    pub fn cell(&self, table: &str, key: &str) -> [u8; 16] {
        mac(&self.cell, &[table.as_bytes(), key.as_bytes()])
    }
}

/// The first `N` (at most 32) bytes of the HMAC over the fields.
fn mac<const N: usize>(key: &hmac::Key, fields: &[&[u8]]) -> [u8; N] {
    let mut context = hmac::Context::with_key(key);
    for field in fields {
        let length = u32::try_from(field.len()).unwrap_or(u32::MAX);
        context.update(&length.to_be_bytes());
        context.update(field);
    }
    let mut token = [0; N];
    fill(&mut token, context.sign().as_ref());
    token
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Index(…)")
    }
}
