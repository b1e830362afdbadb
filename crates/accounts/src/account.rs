//! An account: one person who logs in.

use std::fmt;

use hygie_base::{RecordNo, Timestamp};
use hygie_gate::{Asker, Role, Scopes};
use serde::{Deserialize, Serialize};

use crate::limits::{NAME_CHARS, ORGANISATION_BYTES};
use crate::{AccountError, Login};

/// Stable id of an account: random, never used again.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct AccountId(pub(crate) String);

impl fmt::Display for AccountId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an account is made of.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// As typed.
    pub login: String,
    /// The person's name, as others see it.
    pub name: String,
    /// In which role.
    pub role: Role,
    /// Id of the organisation for which the person acts; empty when none.
    pub organisation: String,
    /// Its name; empty when none.
    pub organisation_name: String,
    /// The person's own record.
    pub person: Option<RecordNo>,
}

/// A field that was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The person's name.
    Name,
    /// The organisation's id.
    Organisation,
    /// The organisation's name.
    OrganisationName,
    /// The machine's name.
    System,
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the name",
            Self::Organisation => "the organisation's id",
            Self::OrganisationName => "the organisation's name",
            Self::System => "the system's name",
        })
    }
}

/// An account as it is kept, under its login. No `Debug`: it holds a hash.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    pub(crate) id: String,
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) role: Role,
    organisation: String,
    organisation_name: String,
    person: Option<u64>,
    /// PHC string.
    pub(crate) password: String,
    /// Set while the password is a one-time one: when it stops working, in
    /// milliseconds since 1970.
    pub(crate) one_time_until: Option<i64>,
    /// The hash of the person's own password before a one-time one replaced it.
    #[serde(default)]
    pub(crate) former: Option<String>,
    /// Counts what ends all sessions; a session of another generation is dead.
    pub(crate) generation: u64,
    /// Names of the cells of its sessions.
    pub(crate) sessions: Vec<String>,
    made: i64,
}

impl Account {
    /// An account without sessions.
    pub(crate) fn new(
        id: String,
        login: &Login,
        new: &NewAccount,
        password: String,
        one_time_until: Option<Timestamp>,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            login: login.to_string(),
            name: new.name.trim().to_owned(),
            role: new.role,
            organisation: new.organisation.clone(),
            organisation_name: new.organisation_name.trim().to_owned(),
            person: new.person.map(RecordNo::get),
            password,
            one_time_until: one_time_until.map(|until| until.0),
            former: None,
            generation: 0,
            sessions: Vec::new(),
            made: now.0,
        }
    }

    /// Replaces the password; of a one-time one it is kept what it replaced.
    pub(crate) fn set_password(&mut self, hash: String, one_time_until: Option<Timestamp>) {
        let old = std::mem::replace(&mut self.password, hash);
        let was_own = self.one_time_until.is_none();
        self.former = match one_time_until {
            Some(_) if was_own => Some(old),
            Some(_) => self.former.take(),
            None => None,
        };
        self.one_time_until = one_time_until.map(|until| until.0);
    }

    /// What somebody would try first who guesses its password.
    pub(crate) fn own_words(&self) -> [&str; 4] {
        [&self.login, &self.name, &self.organisation, &self.organisation_name]
    }

    /// The organisation for which the person acts: its id and name.
    pub(crate) fn organisation(&self) -> (&str, &str) {
        (&self.organisation, &self.organisation_name)
    }

    /// Who asks, when this account does.
    pub(crate) fn asker(&self) -> Asker {
        let door = if self.role == Role::Person { "person door" } else { "care door" };
        Asker {
            id: self.id.clone(),
            name: self.name.clone(),
            role: self.role,
            organisation: self.organisation.clone(),
            organisation_name: self.organisation_name.clone(),
            person: self.person.and_then(RecordNo::from_u64),
            scopes: Scopes::default(),
            from: door.to_owned(),
        }
    }
}

impl NewAccount {
    /// What somebody would try first who guesses its password.
    pub(crate) fn own_words(&self) -> [&str; 4] {
        [&self.login, &self.name, &self.organisation, &self.organisation_name]
    }

    pub(crate) fn check(&self) -> Result<Login, AccountError> {
        if self.role == Role::System {
            return Err(AccountError::Machine);
        }
        text(Field::Name, &self.name, false)?;
        organisation(&self.organisation, &self.organisation_name)?;
        Ok(Login::parse(&self.login)?)
    }
}

/// The id and name of an organisation; both may be empty.
pub(crate) fn organisation(id: &str, name: &str) -> Result<(), AccountError> {
    if id.len() > ORGANISATION_BYTES || id.chars().any(char::is_control) {
        return Err(AccountError::Field { field: Field::Organisation });
    }
    text(Field::OrganisationName, name, true)
}

/// A name that people read.
pub(crate) fn text(field: Field, text: &str, may_be_empty: bool) -> Result<(), AccountError> {
    let text = text.trim();
    let fits = text.len() <= 4 * NAME_CHARS && text.chars().count() <= NAME_CHARS;
    let plain = !text.chars().any(|one| one.is_control() || turns_text(one));
    if fits && plain && (may_be_empty || !text.is_empty()) {
        Ok(())
    } else {
        Err(AccountError::Field { field })
    }
}

/// Characters that change the direction or the place of those around them, so
/// that one name could be made to look like another (Unicode TR 36).
const fn turns_text(one: char) -> bool {
    matches!(one, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(name: &str) -> bool {
        text(Field::Name, name, false).is_ok()
    }

    #[test]
    fn names_have_limits() {
        assert!(fits("Zoé Le Gall-N'Diaye"));
        assert!(fits("王小明"));
        assert!(fits(&"é".repeat(NAME_CHARS)));
        assert!(fits(&"🙂".repeat(NAME_CHARS)));
        for bad in ["", "  ", "a\nb", "a\u{202e}b", &"é".repeat(NAME_CHARS + 1)] {
            assert!(!fits(bad), "{bad:?}");
        }
    }

    #[test]
    fn organisations_may_be_absent_and_have_limits() {
        assert!(organisation("", "").is_ok());
        assert!(organisation(&"a".repeat(ORGANISATION_BYTES), "Les Tilleuls").is_ok());
        assert!(organisation(&"a".repeat(ORGANISATION_BYTES + 1), "").is_err());
        assert!(organisation("a\n", "").is_err());
        assert!(organisation("a", &"é".repeat(NAME_CHARS + 1)).is_err());
    }
}
