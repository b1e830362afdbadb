//! The words of `hygie admin invite`.

use serde::{Deserialize, Serialize};

use super::words;

/// Who is invited, and how their identity was checked.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct Invite {
    /// The record of the person: a Patient id, `system|value` or a record number.
    #[arg(value_name = "RECORD")]
    pub record: String,
    /// The document that was seen: identity-card, passport, residence-permit,
    /// family-booklet or other.
    #[arg(long, value_parser = words::document)]
    pub document: String,
    /// Which other document it was, without a number.
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub words: String,
    /// The person has an account and lost the way into it.
    #[arg(long)]
    pub lost: bool,
}
