//! The states of an account, the steps between them and who takes them.
//!
//! | state | opens | ends by |
//! |---|---|---|
//! | invited | choosing a password | that |
//! | unconfirmed | enrolling a second factor | that |
//! | active | all that its activity may | a new one-time password, factors taken away |
//! | suspended | nothing | being resumed |
//! | revoked | nothing | never; its login stays taken |
//!
//! The first three follow from what is stored, so none of them can contradict
//! it; the last two are bars that an administrator sets.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Where an account stands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum State {
    /// It has a one-time password, and may only choose its own.
    Invited,
    /// It owes a second factor, and may only enrol one.
    Unconfirmed,
    /// It acts.
    Active,
    /// An administrator stopped it, and may resume it.
    Suspended,
    /// An administrator ended it for good.
    Revoked,
}

/// What an administrator barred an account with.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Bar {
    Suspended,
    Revoked,
}

/// What is stored of an account, as far as its state follows from it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Facts {
    pub(crate) bar: Option<Bar>,
    /// Whether the password is a one-time one.
    pub(crate) one_time: bool,
    /// Whether it must have a second factor and has none.
    pub(crate) owes: bool,
}

/// A step between states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// The holder chose a password.
    Choose,
    /// The holder enrolled a second factor, or took it away.
    Factor,
    /// It was given a new one-time password.
    Renew,
    /// Its second factors were taken away.
    Reset,
    /// It was given another name or other activities.
    Change,
    /// It was stopped.
    Suspend,
    /// It may go on.
    Resume,
    /// It was ended.
    Revoke,
}

/// Who takes a step.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Whose account it is.
    Holder,
    /// An administrator, or the operator at the command line.
    Administrator,
}

/// A step that does not lead on from a state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an account that is {from} cannot be {step}")]
pub struct IllegalStep {
    /// Where the account stands.
    pub from: State,
    /// What was tried.
    pub step: Step,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Invited, Self::Unconfirmed, Self::Active, Self::Suspended, Self::Revoked];

    /// Its name, as commands, pages and traces have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Unconfirmed => "unconfirmed",
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
        }
    }

    /// What follows from what is stored.
    pub(crate) const fn of(facts: Facts) -> Self {
        match facts {
            Facts { bar: Some(Bar::Revoked), .. } => Self::Revoked,
            Facts { bar: Some(Bar::Suspended), .. } => Self::Suspended,
            Facts { one_time: true, .. } => Self::Invited,
            Facts { owes: true, .. } => Self::Unconfirmed,
            Facts { .. } => Self::Active,
        }
    }

    /// Whether this step leads on from here.
    ///
    /// # Errors
    /// When it does not, or is not theirs to take.
    pub fn may(self, step: Step, by: By) -> Result<(), IllegalStep> {
        let theirs = match step {
            Step::Choose | Step::Factor => By::Holder,
            Step::Renew
            | Step::Reset
            | Step::Change
            | Step::Suspend
            | Step::Resume
            | Step::Revoke => By::Administrator,
        };
        let leads = match (self, step) {
            (Self::Suspended, Step::Resume | Step::Revoke | Step::Change) => true,
            // Who has only a one-time password has not shown who they are.
            (Self::Revoked | Self::Suspended, _)
            | (_, Step::Resume)
            | (Self::Invited, Step::Factor) => false,
            (Self::Invited | Self::Unconfirmed | Self::Active, _) => true,
        };
        if leads && theirs == by { Ok(()) } else { Err(IllegalStep { from: self, step }) }
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 8] = [
        Self::Choose,
        Self::Factor,
        Self::Renew,
        Self::Reset,
        Self::Change,
        Self::Suspend,
        Self::Resume,
        Self::Revoke,
    ];
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Choose => "given a password by its holder",
            Self::Factor => "given another second factor",
            Self::Renew => "given a one-time password",
            Self::Reset => "rid of its second factors",
            Self::Change => "changed",
            Self::Suspend => "suspended",
            Self::Resume => "resumed",
            Self::Revoke => "revoked",
        })
    }
}

#[cfg(test)]
mod tests;
