//! After how long an unused session is locked, by role.

use hygie_gate::Role;

use crate::account::Account;
use crate::limits::{LOCK_AFTER_LEAST_MILLIS, LOCK_AFTER_MILLIS, LOCK_AFTER_MOST_MILLIS};
use crate::session::Standing;

const ROLES: usize = Role::ALL.len();

/// Milliseconds after which an unused session of each role is locked; never, where there
/// are none. By default [`LOCK_AFTER_MILLIS`] for whoever works here, never for persons,
/// whose devices are their own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LockAfter([Option<i64>; ROLES]);

/// What is wrong with a line that says it.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LockAfterError {
    /// Not of the form.
    #[error("`{0}` is not of the form ROLE=TIME, such as nurse=3m")]
    Form(String),
    /// No role that logs in.
    #[error("`{0}` is no role of people")]
    Role(String),
    /// The same role twice.
    #[error("`{0}` is named twice")]
    Twice(String),
    /// Not a time that can be one.
    #[error("`{0}` is no time from 5s to 720m, nor `off`")]
    Time(String),
}

impl Default for LockAfter {
    fn default() -> Self {
        Self(Role::ALL.map(|role| role.is_professional().then_some(LOCK_AFTER_MILLIS)))
    }
}

impl LockAfter {
    /// Never, whoever it is.
    pub const OFF: Self = Self([None; ROLES]);

    /// As an operator writes it: `nurse=3m`, `secretary=90s`, `person=off`, one role
    /// each; the others stay as they are by default.
    ///
    /// # Errors
    /// For another form, an unknown role, one named twice, and a time out of bounds.
    pub fn parse(lines: &[String]) -> Result<Self, LockAfterError> {
        let mut after = Self::default();
        let mut named = Vec::new();
        for line in lines {
            let (name, time) =
                line.split_once('=').ok_or_else(|| LockAfterError::Form(line.clone()))?;
            let role = Role::parse(name).filter(|role| *role != Role::System);
            let role = role.ok_or_else(|| LockAfterError::Role(name.to_owned()))?;
            if named.contains(&role) {
                return Err(LockAfterError::Twice(name.to_owned()));
            }
            named.push(role);
            let millis = millis(time).ok_or_else(|| LockAfterError::Time(time.to_owned()))?;
            after.set(role, millis);
        }
        Ok(after)
    }

    fn set(&mut self, role: Role, millis: Option<i64>) {
        for (of, kept) in Role::ALL.iter().zip(&mut self.0) {
            if *of == role {
                *kept = millis;
            }
        }
    }

    /// That of a role.
    pub fn of(&self, role: Role) -> Option<i64> {
        let found = Role::ALL.iter().zip(&self.0).find(|(of, _)| **of == role);
        found.and_then(|(_, millis)| *millis)
    }

    /// That of a session: before an activity is chosen, the shortest of them. A persona
    /// of a demonstration has nothing to unlock by.
    pub(crate) fn of_session(&self, account: &Account, standing: &Standing) -> Option<i64> {
        if standing.proved.persona {
            return None;
        }
        match account.chosen(standing.activity.as_deref()) {
            Some(chosen) => self.of(chosen.role),
            None => account.activities.iter().filter_map(|one| self.of(one.role)).min(),
        }
    }
}

/// The milliseconds of a time; `None` within for `off`.
fn millis(time: &str) -> Option<Option<i64>> {
    if time == "off" {
        return Some(None);
    }
    let (number, unit) = match (time.strip_suffix('s'), time.strip_suffix('m')) {
        (Some(seconds), _) => (seconds, 1_000),
        (None, Some(minutes)) => (minutes, 60_000),
        (None, None) => return None,
    };
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = number.parse().ok().filter(|_| plain)?;
    let millis = number.checked_mul(unit)?;
    (LOCK_AFTER_LEAST_MILLIS..=LOCK_AFTER_MOST_MILLIS).contains(&millis).then_some(Some(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(lines: &[&str]) -> Result<LockAfter, LockAfterError> {
        LockAfter::parse(&lines.iter().map(|&line| line.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn who_works_here_is_locked_after_a_while_and_a_person_is_not() {
        let after = LockAfter::default();
        for role in Role::ALL {
            let expect = role.is_professional().then_some(LOCK_AFTER_MILLIS);
            assert_eq!(after.of(role), expect, "{role:?}");
            assert_eq!(LockAfter::OFF.of(role), None);
        }
    }

    #[test]
    fn an_operator_says_it_by_role() {
        let after = parse(&["nurse=3m", "secretary=90s", "physician=off", "person=10m"]).unwrap();
        let check = |role, expect| assert_eq!(after.of(role), expect, "{role:?}");
        check(Role::Nurse, Some(180_000));
        check(Role::Secretary, Some(90_000));
        check(Role::Physician, None);
        check(Role::Person, Some(600_000));
        check(Role::Administrator, Some(LOCK_AFTER_MILLIS));
    }

    #[test]
    fn times_have_bounds_and_mistakes_are_told() {
        let of = |time: &str| parse(&[&format!("nurse={time}")]).map(|after| after.of(Role::Nurse));
        assert_eq!(of("5s"), Ok(Some(LOCK_AFTER_LEAST_MILLIS)));
        assert_eq!(of("720m"), Ok(Some(LOCK_AFTER_MOST_MILLIS)));
        for bad in [
            "4s",
            "721m",
            "43201s",
            "0s",
            "",
            "s",
            "m",
            "5",
            "-5s",
            "+5m",
            "5 m",
            "5h",
            "99999999999999999999m",
            "9223372036854775807m",
            "OFF",
        ] {
            assert_eq!(of(bad), Err(LockAfterError::Time(bad.to_owned())), "{bad}");
        }
        assert_eq!(parse(&["nurse"]), Err(LockAfterError::Form("nurse".to_owned())));
        assert_eq!(parse(&["chef=5m"]), Err(LockAfterError::Role("chef".to_owned())));
        assert_eq!(parse(&["system=5m"]), Err(LockAfterError::Role("system".to_owned())));
        let twice = parse(&["nurse=5m", "nurse=off"]);
        assert_eq!(twice, Err(LockAfterError::Twice("nurse".to_owned())));
    }
}
