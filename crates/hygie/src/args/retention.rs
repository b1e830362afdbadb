//! The words of `hygie retention`.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

/// How long what custodians keep of records is kept.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Retention {
    /// List the parts of records that are past their time, by which rule; exit 1 when a
    /// record cannot be read.
    List {
        /// All parts, also those that are kept.
        #[arg(long)]
        all: bool,
        /// Print as JSON: one part a line, the counts on the last.
        #[arg(long)]
        json: bool,
    },
    /// Destroy what is past its time of a record: all of it, or one organisation's part.
    /// Refuses what is not. Cannot be undone.
    Destroy {
        /// A Patient id, `system|value` of an identifier, or a record number.
        #[arg(value_name = "RECORD")]
        record: String,
        /// Only what this organisation keeps, by name or id.
        #[arg(long, value_name = "ORG")]
        custodian: Option<String>,
        /// Who decided it and why, for the trace; 10 to 500 letters, nothing clinical.
        #[arg(long, value_name = "TEXT")]
        reason: String,
        /// Destroy it; without this only what would go is told.
        #[arg(long)]
        yes: bool,
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
    },
}
