//! What somebody is when they act.

use serde::{Deserialize, Serialize};

/// A role. One account has one; health professions follow the public health
/// code (CSP, part 4), under the English words of the field.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Médecin (profession code 10).
    Physician,
    /// Infirmier (60).
    Nurse,
    /// Sage-femme (50).
    Midwife,
    /// Pharmacien (21).
    Pharmacist,
    /// Chirurgien-dentiste (40).
    Dentist,
    /// Secrétaire: identity and appointments.
    Secretary,
    /// Runs the house: accounts, keys, backups; nothing clinical.
    Administrator,
    /// The person whom a record concerns.
    Person,
    /// A machine with a token.
    System,
}

impl Role {
    /// Every role, in the order of the enum.
    pub const ALL: [Self; 9] = [
        Self::Physician,
        Self::Nurse,
        Self::Midwife,
        Self::Pharmacist,
        Self::Dentist,
        Self::Secretary,
        Self::Administrator,
        Self::Person,
        Self::System,
    ];

    /// Its name, as commands, traces and stored accounts have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Physician => "physician",
            Self::Nurse => "nurse",
            Self::Midwife => "midwife",
            Self::Pharmacist => "pharmacist",
            Self::Dentist => "dentist",
            Self::Secretary => "secretary",
            Self::Administrator => "administrator",
            Self::Person => "person",
            Self::System => "system",
        }
    }

    /// The role of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether it is a health profession.
    pub const fn is_health_professional(self) -> bool {
        match self {
            Self::Physician | Self::Nurse | Self::Midwife | Self::Pharmacist | Self::Dentist => {
                true
            }
            Self::Secretary | Self::Administrator | Self::Person | Self::System => false,
        }
    }

    /// Whether it works for an organisation.
    pub const fn is_of_an_organisation(self) -> bool {
        self.is_health_professional() || matches!(self, Self::Secretary)
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn names_lead_back() {
        for role in Role::ALL {
            assert_eq!(Role::parse(role.name()), Some(role));
        }
        assert_eq!(Role::parse("doctor"), None);
    }
}
