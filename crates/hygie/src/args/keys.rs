//! The words of `hygie keys`.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

/// Acts on the key ring.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Keys {
    /// Move to a new epoch: wrap every key anew, destroy the old epoch.
    Rotate {
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Erase a record, or one organisation's part of it. Cannot be undone.
    Erase {
        /// A Patient id, `system|value` of an identifier, or a record number.
        #[arg(value_name = "RECORD")]
        record: String,
        /// Only what this organisation keeps, by name or id.
        #[arg(long, value_name = "ORG")]
        custodian: Option<String>,
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
    },
}
