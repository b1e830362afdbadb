//! Who must have a second factor.

use hygie_gate::Role;

use crate::account::Account;

/// What the house demands beside a password. The code of a person's own record
/// is left to the person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SecondFactor {
    /// Of every professional, administrator and officer.
    #[default]
    Required,
    /// Of administrators and officers; professionals are led to it at each
    /// log-in and may put it off.
    ProfessionalsMaySkip,
    /// Of nobody: the house is a demonstration, whose personas anybody may enter
    /// by one click. This is the one place that exempts them; whoever enrols a
    /// factor all the same is asked for it when they log in by password.
    Demonstration,
}

impl SecondFactor {
    /// What may be written in a configuration, with its name there.
    pub const NAMED: [(&'static str, Self); 2] =
        [("required", Self::Required), ("professionals-may-skip", Self::ProfessionalsMaySkip)];

    /// Whether an account owes one: it must have one and has none.
    pub(crate) fn demands(self, account: &Account) -> bool {
        let must = match self {
            Self::Required => Role::is_professional,
            Self::ProfessionalsMaySkip => Role::is_of_the_house,
            Self::Demonstration => return false,
        };
        !account.factors.any() && account.activities.iter().any(|one| must(one.role))
    }

    /// Whether an account is led to enrol one, and may put it off.
    pub(crate) fn offers(self, account: &Account) -> bool {
        let may = self == Self::ProfessionalsMaySkip && !self.demands(account);
        let is_professional = account.activities.iter().any(|one| one.role.is_professional());
        may && is_professional && !account.factors.any()
    }
}
