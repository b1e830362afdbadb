//! The caps, by role.

use crate::Role;
use crate::limits::{CAP_DEFAULT, CAP_MOST};

/// Persons' records that a role may open in an hour; no cap where there is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Caps([Option<usize>; Role::ALL.len()]);

/// Why a text sets no cap.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CapFault {
    /// It has another form.
    #[error("`{0}` sets no cap: write ROLE=NUMBER, from 1 to {CAP_MOST}, or ROLE=off")]
    Form(String),
    /// There is no such role.
    #[error("there is no role `{0}`")]
    Role(String),
    /// The role opens no records one by one.
    #[error(
        "no cap can be set for `{0}`: it opens no records of other persons one by one; a system's \
         token is limited by its scopes"
    )]
    Opens(&'static str),
}

impl Default for Caps {
    /// [`CAP_DEFAULT`] for who works for an organisation. A person opens one record
    /// only, an administrator none; what a system reaches is a matter of its scopes.
    fn default() -> Self {
        Self(Role::ALL.map(|role| opens(role).then_some(CAP_DEFAULT)))
    }
}

impl Caps {
    /// The usual caps, but for those that are set: `physician=300`, `secretary=off`.
    ///
    /// # Errors
    /// Which one sets none, and why.
    pub fn parse<T: AsRef<str>>(set: &[T]) -> Result<Self, CapFault> {
        let mut caps = Self::default();
        for one in set {
            let form = || CapFault::Form(one.as_ref().to_owned());
            let (name, cap) = one.as_ref().trim().split_once('=').ok_or_else(form)?;
            let role = Role::parse(name).ok_or_else(|| CapFault::Role(name.to_owned()))?;
            if !opens(role) {
                return Err(CapFault::Opens(role.name()));
            }
            let cap = match cap {
                "off" => None,
                number => Some(
                    number.parse().ok().filter(|n| (1..=CAP_MOST).contains(n)).ok_or_else(form)?,
                ),
            };
            caps.set(role, cap);
        }
        Ok(caps)
    }

    /// The cap of a role, if it has one.
    pub fn of(&self, role: Role) -> Option<usize> {
        let all = Role::ALL.into_iter().zip(self.0);
        all.into_iter().find(|(one, _)| *one == role).and_then(|(_, cap)| cap)
    }

    fn set(&mut self, role: Role, to: Option<usize>) {
        let all = Role::ALL.into_iter().zip(self.0.iter_mut());
        all.filter(|(one, _)| *one == role).for_each(|(_, cap)| *cap = to);
    }
}

/// Whether a role opens records of other persons one by one.
const fn opens(role: Role) -> bool {
    role.is_of_an_organisation()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_set_stands_and_the_rest_is_as_usual() {
        let caps = Caps::parse(&["physician=300", " secretary=off"]).unwrap();
        assert_eq!(caps.of(Role::Physician), Some(300));
        assert_eq!(caps.of(Role::Secretary), None);
        assert_eq!(caps.of(Role::Nurse), Some(CAP_DEFAULT));
        for role in [Role::Person, Role::Administrator, Role::System] {
            assert_eq!(caps.of(role), None);
        }
        assert_eq!(Caps::parse::<&str>(&[]), Ok(Caps::default()));
        assert!(Caps::parse(&[format!("nurse={CAP_MOST}")]).is_ok());
    }

    #[test]
    fn what_sets_no_cap_says_what_to_write() {
        let check = |text: &str, expect: &str| {
            let said = Caps::parse(&[text]).expect_err(text).to_string();
            assert!(said.contains(expect), "{said}");
        };
        let above = format!("nurse={}", CAP_MOST + 1);
        for text in ["", "nurse", "nurse=", "nurse=0", "nurse=-1", "nurse=on", "nurse=1.5", &above]
        {
            check(text, "write ROLE=NUMBER");
        }
        check("doctor=1", "no role `doctor`");
        check("system=1", "limited by its scopes");
        check("person=1", "no cap can be set");
    }
}
