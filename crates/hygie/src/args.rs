//! The words of the command line. A contract: later versions extend it and do
//! not change it.

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};
use serde::{Deserialize, Serialize};

/// Hygie: a shared health record that people can trust.
#[derive(Parser, Debug)]
#[command(name = "hygie", version, about, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 refused or incomplete, 2 wrong use.")]
pub struct Args {
    /// The data folder.
    #[arg(long, env = "HYGIE_DATA", value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// The data folder; without one the program ends with 2, wrong use.
    pub fn data_folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| {
            let what = "no data folder: name it with --data DIR or the variable HYGIE_DATA";
            Self::command().error(ErrorKind::MissingRequiredArgument, what).exit()
        })
    }
}

/// What to do.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Command {
    /// Make a data folder: key ring, store, first organisation.
    Init {
        /// The organisation that keeps what is written here.
        #[arg(long, value_name = "NAME", default_value = "Hygie")]
        organisation: String,
    },
    /// Import FHIR R4: bundles, resources, NDJSON, folders, .gz and .zst.
    Import {
        /// The organisation that keeps what is imported; by default the first one.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
        /// Files and folders.
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
    },
    /// Write one person's record as a transaction bundle.
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
    /// The key ring.
    #[command(subcommand)]
    Keys(Keys),
    /// Who saw or did what.
    #[command(subcommand)]
    Trace(Trace),
    /// Check chains, tokens, blobs, keys and traces; exit 1 on any fault.
    Doctor {
        /// Print the findings as JSON.
        #[arg(long)]
        json: bool,
    },
}

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

/// Acts on the trace.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Trace {
    /// List the traces of a record, newest first.
    List {
        /// A Patient id, `system|value` of an identifier, or a record number.
        #[arg(long, value_name = "RECORD")]
        record: String,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
}
