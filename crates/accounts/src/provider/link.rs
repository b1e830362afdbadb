//! A link between an account and an identity, as it is kept.

use hygie_base::Timestamp;
use hygie_record::{CellChange, Expected, Table};
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::limits::{ISSUER_BYTES, SUBJECT_BYTES};
use crate::stored::{put, remove};
use crate::{AccountError, Accounts, secret};

/// A link as it is kept in its account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Link {
    pub(crate) issuer: String,
    pub(crate) subject: String,
    /// When it was made.
    pub(crate) at: i64,
    /// Whether the provider ever vouched for it with two factors.
    pub(crate) two: bool,
}

/// A link as its owner and administrators see it: who they are there stays out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkSeen {
    /// Names the provider where its address cannot stand.
    pub id: String,
    /// The provider.
    pub issuer: String,
    /// When it was made.
    pub at: Timestamp,
}

/// Where an identity leads, under its name.
#[derive(Serialize, Deserialize)]
pub(super) struct Leads {
    /// The login of the account.
    pub(super) login: String,
    /// Its id.
    pub(super) account: String,
}

impl Link {
    /// # Errors
    /// [`AccountError::Identity`] for what can be no issuer or no subject.
    pub(crate) fn new(issuer: &str, subject: &str, at: Timestamp) -> Result<Self, AccountError> {
        let plain = |text: &str, most| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
        };
        if !plain(issuer, ISSUER_BYTES) || !plain(subject, SUBJECT_BYTES) {
            return Err(AccountError::Identity);
        }
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        Ok(Self { issuer, subject, at: at.0, two: false })
    }

    /// Whether it is of this identity.
    pub(super) fn is_of(&self, issuer: &str, subject: &str) -> bool {
        self.issuer == issuer && self.subject == subject
    }

    pub(crate) fn seen(&self) -> LinkSeen {
        let (id, issuer) = (secret::name(&self.issuer), self.issuer.clone());
        LinkSeen { id, issuer, at: Timestamp(self.at) }
    }
}

/// The name of an identity's cell. Neither part has blanks, so no two are alike.
pub(super) fn name(issuer: &str, subject: &str) -> String {
    format!("{issuer} {subject}")
}

impl Accounts {
    /// What changes in the cells of identities when the links of an account do.
    ///
    /// # Errors
    /// [`AccountError::LinkedAlready`] when one that is added leads somewhere already.
    pub(crate) async fn link_changes(
        &self,
        before: &[Link],
        after: &Account,
    ) -> Result<Vec<CellChange>, AccountError> {
        let has = |links: &[Link], link: &Link| {
            links.iter().any(|one| one.is_of(&link.issuer, &link.subject))
        };
        let mut changes = Vec::new();
        for link in before.iter().filter(|link| !has(&after.links, link)) {
            let name = name(&link.issuer, &link.subject);
            changes.push(remove(Table::Linked, &name, Expected::Any));
        }
        for link in after.links.iter().filter(|link| !has(before, link)) {
            let name = name(&link.issuer, &link.subject);
            if self.records.cell(Table::Linked, &name).await?.is_some() {
                return Err(AccountError::LinkedAlready);
            }
            let leads = Leads { login: after.login.clone(), account: after.id.clone() };
            changes.push(put(Table::Linked, &name, &leads, Expected::Absent)?);
        }
        Ok(changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuers_and_subjects_have_limits() {
        let of = |issuer: &str, subject: &str| Link::new(issuer, subject, Timestamp(0)).is_ok();
        let long = |bytes: usize| "a".repeat(bytes);
        assert!(of(&long(ISSUER_BYTES), &long(SUBJECT_BYTES)));
        assert!(!of(&long(ISSUER_BYTES + 1), "a"));
        assert!(!of("https://p.example", &long(SUBJECT_BYTES + 1)));
        for wrong in ["", "a b", "é", "a\n"] {
            assert!(!of(wrong, "a") && !of("https://p.example", wrong), "{wrong:?}");
        }
    }
}
