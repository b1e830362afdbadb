//! The words of `hygie trace`.

use std::path::PathBuf;

use clap::Subcommand;
use serde::{Deserialize, Serialize};

/// Acts on the trace.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Trace {
    /// List the traces of a record, or of an actor, newest first.
    List {
        /// A Patient id, `system|value` of an identifier, or a record number.
        #[arg(long, value_name = "RECORD", required_unless_present = "actor")]
        record: Option<String>,
        /// The id of an account or token, as traces have it: what it saw or did.
        #[arg(long, value_name = "ID", conflicts_with = "record", allow_hyphen_values = true)]
        actor: Option<String>,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Check every trace, and hold each log to the checkpoints that were kept elsewhere.
    Verify {
        /// A file with a checkpoint that somebody kept, beside those of the anchors.
        #[arg(long, value_name = "FILE")]
        checkpoint: Vec<PathBuf>,
        /// What was read of them.
        #[arg(skip)]
        kept: Vec<Kept>,
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the key and the last checkpoint of each log, to be kept elsewhere.
    Checkpoint {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print the key with which this house cosigns the logs of others, and what it saw of
    /// them; exit 1 when one contradicts itself.
    Witness {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Write the traces of a record with their proofs, to be checked by a stranger.
    Export {
        /// A Patient id, `system|value` of an identifier, or a record number.
        #[arg(value_name = "RECORD")]
        record: String,
        /// The file to write.
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// A checkpoint that was kept outside the data folder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Kept {
    /// Where it was found.
    pub place: String,
    /// As it was signed.
    pub note: String,
}
