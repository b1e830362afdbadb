//! Whom a right is given to.

use serde::{Deserialize, Serialize};

use crate::Asker;

/// One professional, or all of an organisation. Names are as they were when it was
/// decided, for people to read.
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

    /// Whether the asker is one of it.
    pub fn has(&self, asker: &Asker) -> bool {
        match self {
            Self::Organisation { id, .. } => !id.is_empty() && *id == asker.organisation,
            Self::Account { id, .. } => *id == asker.id,
        }
    }

    /// Whether both name the same, whatever it was called.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Organisation { id, .. }, Self::Organisation { id: other, .. })
            | (Self::Account { id, .. }, Self::Account { id: other, .. }) => id == other,
            _ => false,
        }
    }

    /// Whether it is one professional.
    pub const fn is_account(&self) -> bool {
        matches!(self, Self::Account { .. })
    }

    /// Its name in words.
    pub fn name(&self) -> &str {
        match self {
            Self::Organisation { name, .. } | Self::Account { name, .. } => name,
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Self::Organisation { id, .. } | Self::Account { id, .. } => id,
        }
    }
}
