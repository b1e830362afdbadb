//! A passkey as it is kept, and as its owner sees it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::Timestamp;
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use super::webauthn::{Asserted, Created, Known};
use crate::account::Account;
use crate::stored::{put, remove};
use crate::{AccountError, secret};

/// A passkey of an account. None of it is secret.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Passkey {
    /// By which its owner names it here.
    pub(crate) id: String,
    /// Its id for browsers, as base64url.
    pub(crate) credential: String,
    /// Its public key in COSE, as base64url.
    key: String,
    pub(crate) name: String,
    /// The counter of its last use.
    count: u32,
    may_be_copied: bool,
    is_copied: bool,
    made: i64,
    last: Option<i64>,
}

/// A passkey as its owner and administrators see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PasskeySeen {
    /// By which it is renamed and removed.
    pub id: String,
    /// As its owner calls it.
    pub name: String,
    /// When it was made.
    pub made: Timestamp,
    /// When it was last used; none before.
    pub last: Option<Timestamp>,
    /// Whether it is copied to the owner's other devices.
    pub is_copied: bool,
}

/// Whose a passkey is, in a cell of its own.
#[derive(Serialize, Deserialize)]
pub(super) struct Owner {
    pub(super) login: String,
    /// Id of the account, which a later account of the same login has not.
    pub(super) account: String,
}

impl Passkey {
    pub(super) fn new(id: String, name: String, created: &Created, now: Timestamp) -> Self {
        Self {
            id,
            credential: created.id.clone(),
            key: URL_SAFE_NO_PAD.encode(&created.key),
            name,
            count: created.count,
            may_be_copied: created.may_be_copied,
            is_copied: created.is_copied,
            made: now.0,
            last: None,
        }
    }

    /// Its public key, in COSE.
    pub(super) fn key(&self) -> Vec<u8> {
        // What was encoded by us decodes; an empty key verifies nothing.
        URL_SAFE_NO_PAD.decode(&self.key).unwrap_or_default()
    }

    pub(super) const fn known<'a>(&self, key: &'a [u8]) -> Known<'a> {
        Known { key, count: self.count, may_be_copied: self.may_be_copied }
    }

    pub(super) const fn used(&mut self, asserted: &Asserted, now: Timestamp) {
        self.count = asserted.count;
        self.is_copied = asserted.is_copied;
        self.last = Some(now.0);
    }

    pub(crate) fn seen(&self) -> PasskeySeen {
        PasskeySeen {
            id: self.id.clone(),
            name: self.name.clone(),
            made: Timestamp(self.made),
            last: self.last.map(Timestamp),
            is_copied: self.is_copied,
        }
    }
}

impl Account {
    /// The passkey of that credential id.
    pub(super) fn passkey(&self, credential: &str) -> Option<&Passkey> {
        self.factors.passkeys.iter().find(|one| one.credential == credential)
    }
}

/// Name of the cell that tells whose a passkey is.
pub(super) fn cell(credential: &str) -> String {
    secret::name(credential)
}

/// The change that tells whose a new passkey is.
pub(super) fn owned(credential: &str, account: &Account) -> Result<CellChange, AccountError> {
    let owner = Owner { login: account.login.clone(), account: account.id.clone() };
    put(Table::Passkey, &cell(credential), &owner, Expected::Absent)
}

/// The changes that forget whose the passkeys were that an account had before and
/// has no more.
pub(crate) fn dropped(before: &[Passkey], account: &Account) -> Vec<CellChange> {
    let gone = before.iter().filter(|one| account.passkey(&one.credential).is_none());
    gone.map(|one| remove(Table::Passkey, &cell(&one.credential), Expected::Any)).collect()
}
