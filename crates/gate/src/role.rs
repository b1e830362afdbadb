//! What somebody is when they act.

use serde::{Deserialize, Serialize};

/// A role. An account acts in one at a time; health professions follow the
/// public health code (CSP, part 4), under the English words of the field.
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
    /// Délégué à la protection des données (GDPR, article 37): watches over the
    /// rights of persons; nothing clinical.
    PrivacyOfficer,
    /// Responsable de la sécurité des systèmes d'information: watches over the
    /// security of the house; nothing clinical.
    SecurityOfficer,
    /// The person whom a record concerns.
    Person,
    /// Who acts for a person: parent, guardian, carer.
    Delegate,
    /// A machine with a token.
    System,
}

impl Role {
    /// Every role, in the order of the enum.
    pub const ALL: [Self; 12] = [
        Self::Physician,
        Self::Nurse,
        Self::Midwife,
        Self::Pharmacist,
        Self::Dentist,
        Self::Secretary,
        Self::Administrator,
        Self::PrivacyOfficer,
        Self::SecurityOfficer,
        Self::Person,
        Self::Delegate,
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
            Self::PrivacyOfficer => "privacy-officer",
            Self::SecurityOfficer => "security-officer",
            Self::Person => "person",
            Self::Delegate => "delegate",
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
            Self::Secretary
            | Self::Administrator
            | Self::PrivacyOfficer
            | Self::SecurityOfficer
            | Self::Person
            | Self::Delegate
            | Self::System => false,
        }
    }

    /// Whether it works for an organisation.
    pub const fn is_of_an_organisation(self) -> bool {
        self.is_health_professional() || matches!(self, Self::Secretary)
    }

    /// Whether it is nobody's work: a person in their own record, or who acts for them.
    pub const fn is_of_a_person(self) -> bool {
        matches!(self, Self::Person | Self::Delegate)
    }

    /// Whether it runs or watches over the house: much power, nothing clinical.
    pub const fn is_of_the_house(self) -> bool {
        matches!(self, Self::Administrator | Self::PrivacyOfficer | Self::SecurityOfficer)
    }

    /// Whether it is somebody's work, so that a stolen password would open what
    /// concerns others.
    pub const fn is_professional(self) -> bool {
        self.is_of_an_organisation() || self.is_of_the_house()
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

    #[test]
    fn every_role_is_of_one_kind() {
        for role in Role::ALL {
            let kinds = [
                role.is_of_an_organisation(),
                role.is_of_the_house(),
                role.is_of_a_person() || role == Role::System,
            ];
            assert_eq!(kinds.into_iter().filter(|is| *is).count(), 1, "{role:?}");
            assert_eq!(role.is_professional(), kinds[0] || kinds[1], "{role:?}");
        }
    }
}
