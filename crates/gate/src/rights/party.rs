//! Whom a right is given to.

use serde::{Deserialize, Serialize};

use crate::{Asker, Ward};

/// One professional, all of an organisation, or those of it who work on one ward. Names are
/// as they were when it was decided, for people to read.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Party {
    /// Who works for this organisation and takes care of persons.
    Organisation {
        /// Its id.
        id: String,
        /// Its name in words.
        name: String,
    },
    /// Who of an organisation is assigned to this ward, residence or practice.
    Ward {
        /// Its id.
        id: String,
        /// Its name in words.
        name: String,
        /// Id of the organisation.
        organisation: String,
        /// Name of the organisation in words.
        of: String,
    },
    /// One account.
    Account {
        /// Its id.
        id: String,
        /// The name in words.
        name: String,
    },
}

impl Party {
    /// The account that asks.
    pub fn account(asker: &Asker) -> Self {
        Self::Account { id: asker.id.clone(), name: asker.name.clone() }
    }

    /// The organisation for which the asker works.
    pub fn organisation(asker: &Asker) -> Self {
        Self::Organisation { id: asker.organisation.clone(), name: asker.organisation_name.clone() }
    }

    /// A ward of the organisation for which the asker works.
    pub fn ward(asker: &Asker, ward: &Ward) -> Self {
        Self::Ward {
            id: ward.id.clone(),
            name: ward.name.clone(),
            organisation: asker.organisation.clone(),
            of: asker.organisation_name.clone(),
        }
    }

    /// The organisation, for a ward of it; else itself.
    #[must_use]
    pub fn whole(&self) -> Self {
        match self {
            Self::Ward { organisation, of, .. } => {
                Self::Organisation { id: organisation.clone(), name: of.clone() }
            }
            Self::Organisation { .. } | Self::Account { .. } => self.clone(),
        }
    }

    /// Whether it is this organisation or a part of it.
    pub fn is_within(&self, organisation: &str) -> bool {
        let is = |id: &str| !id.is_empty() && id == organisation;
        match self {
            Self::Organisation { id, .. } => is(id),
            Self::Ward { organisation, .. } => is(organisation),
            Self::Account { .. } => false,
        }
    }

    /// Whether the asker is one of it.
    pub fn has(&self, asker: &Asker) -> bool {
        match self {
            Self::Organisation { .. } => self.is_within(&asker.organisation),
            Self::Ward { id, .. } => {
                self.is_within(&asker.organisation) && asker.wards.contains(id)
            }
            Self::Account { id, .. } => *id == asker.id,
        }
    }

    /// Whether both name the same, whatever it was called.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Organisation { id, .. }, Self::Organisation { id: other, .. })
            | (Self::Account { id, .. }, Self::Account { id: other, .. }) => id == other,
            (
                Self::Ward { id, organisation, .. },
                Self::Ward { id: other, organisation: others, .. },
            ) => id == other && organisation == others,
            _ => false,
        }
    }

    /// Whether it is one professional.
    pub const fn is_account(&self) -> bool {
        matches!(self, Self::Account { .. })
    }

    /// Its name in words; of a ward without its organisation.
    pub fn name(&self) -> &str {
        match self {
            Self::Organisation { name, .. }
            | Self::Ward { name, .. }
            | Self::Account { name, .. } => name,
        }
    }

    /// Its name in words; of a ward with its organisation.
    pub fn full_name(&self) -> String {
        match self {
            Self::Ward { name, of, .. } => format!("{name}, {of}"),
            Self::Organisation { .. } | Self::Account { .. } => self.name().to_owned(),
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Organisation { id, .. } | Self::Ward { id, .. } | Self::Account { id, .. } => id,
        }
    }
}
