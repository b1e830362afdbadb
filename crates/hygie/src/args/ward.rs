//! The words of `hygie ward`.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

/// Wards, residences and practices of an organisation.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Ward {
    /// Add one; prints its id alone on the last line.
    Add {
        /// Its name.
        #[arg(value_name = "NAME")]
        name: String,
        /// The organisation; by default the first one.
        #[arg(long, value_name = "ORG")]
        organisation: Option<String>,
    },
    /// List those of an organisation.
    List {
        /// The organisation; by default the first one.
        #[arg(long, value_name = "ORG")]
        organisation: Option<String>,
        /// Print as JSON, one a line.
        #[arg(long)]
        json: bool,
    },
    /// Give one another name.
    Rename {
        /// Its name or id.
        #[arg(value_name = "WARD", allow_hyphen_values = true)]
        ward: String,
        /// The new name.
        #[arg(value_name = "NAME")]
        name: String,
        /// The organisation; by default the first one.
        #[arg(long, value_name = "ORG")]
        organisation: Option<String>,
    },
    /// Close one: nobody is assigned to it or registered with it any more. Care links that
    /// run go on until they are ended.
    Close {
        /// Its name or id.
        #[arg(value_name = "WARD", allow_hyphen_values = true)]
        ward: String,
        /// The organisation; by default the first one.
        #[arg(long, value_name = "ORG")]
        organisation: Option<String>,
    },
    /// Open one again that was closed.
    Open {
        /// Its name or id.
        #[arg(value_name = "WARD", allow_hyphen_values = true)]
        ward: String,
        /// The organisation; by default the first one.
        #[arg(long, value_name = "ORG")]
        organisation: Option<String>,
    },
}

impl Ward {
    /// Of which organisation; the first one when none is named.
    pub fn organisation(&self) -> Option<&str> {
        match self {
            Self::Add { organisation, .. }
            | Self::List { organisation, .. }
            | Self::Rename { organisation, .. }
            | Self::Close { organisation, .. }
            | Self::Open { organisation, .. } => organisation.as_deref(),
        }
    }
}
