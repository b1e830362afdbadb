//! Log-in providers: who somebody is there, and which account that opens.
//!
//! A link is an issuer and a subject, compared byte by byte. It is kept in the
//! account, and in a cell of its own by which the account is found; both are
//! written in one commit, so that an identity opens one account, and an account is
//! opened by one identity of each provider. What a provider says beside that, a
//! name, an e-mail address, a national number, links nothing.

mod again;
mod away;
mod away_form;
mod bind;
mod failed;
mod link;
mod log_in;
mod unbind;

use hygie_base::SecretString;
use hygie_gate::Role;
use serde::{Deserialize, Serialize};

use crate::account::Account;
use crate::{AccountError, Vouching};

pub use away::Away;
pub(crate) use link::Link;
pub use link::LinkSeen;

/// For whose accounts a provider is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// For accounts of people who work here.
    Professionals,
    /// For accounts of persons, which are that and nothing else: a log-in that is
    /// enough for one's own record is not for those of others.
    Persons,
}

impl Kind {
    /// Whether it is for somebody who has these roles.
    pub fn is_for(self, mut roles: impl Iterator<Item = Role>) -> bool {
        match self {
            Self::Professionals => roles.any(|role| !role.is_of_a_person()),
            Self::Persons => roles.all(Role::is_of_a_person),
        }
    }

    /// # Errors
    /// [`AccountError::OtherKind`].
    fn fits(self, account: &Account) -> Result<(), AccountError> {
        let fits = self.is_for(account.activities.iter().map(|one| one.role));
        if fits { Ok(()) } else { Err(AccountError::OtherKind) }
    }
}

/// Somebody for whom a provider vouches, once everything it said was checked. No
/// `Debug`: it is about a person.
#[derive(Clone)]
pub struct Vouched {
    /// The provider, exactly as in its tokens.
    pub issuer: String,
    /// Who they are there.
    pub subject: String,
    /// With how many factors they logged in there.
    pub vouching: Vouching,
    /// For whose accounts the provider is.
    pub kind: Kind,
    /// The work that the provider names, to choose the activity by. It gives no right.
    pub claimed: Vec<Claimed>,
    /// Whether it says that they regulate medical calls. Of the session that begins, never
    /// of the account.
    pub regulates: bool,
    /// By which the provider is found here, and what ends the session there; where
    /// that is to be done.
    pub log_out: Option<(String, SecretString)>,
}

/// Work that a provider names.
#[derive(Clone)]
pub struct Claimed {
    /// In which role.
    pub role: Role,
    /// Ids or names of the organisations that it may be for.
    pub organisations: Vec<String>,
}

impl Vouched {
    /// Ids of the account's activities that the provider names.
    fn named(&self, account: &Account) -> Vec<String> {
        let is_named = |role, organisation: &str, name: &str| {
            self.claimed.iter().any(|claimed| {
                let at = |one: &String| !one.is_empty() && (one == organisation || one == name);
                claimed.role == role && claimed.organisations.iter().any(at)
            })
        };
        let activities = account.activities.iter();
        activities
            .filter(|one| is_named(one.role, &one.organisation, &one.organisation_name))
            .map(|one| one.id.clone())
            .collect()
    }
}

/// Through which provider a session began. No `Debug`: it is about a person.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Through {
    /// By which the provider is found here.
    pub(crate) provider: String,
    /// What ends the session there.
    pub(crate) hint: String,
}

impl crate::Session {
    /// By which the provider is found through which this session began, and what
    /// ends the session there; where that is to be done.
    pub fn through(&self) -> Option<(&str, SecretString)> {
        let Through { provider, hint } = self.standing.through.as_ref()?;
        Some((provider, SecretString::from(hint.as_str())))
    }
}
