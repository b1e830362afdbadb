//! What `hygie register` is told.

use serde::{Deserialize, Serialize};

use super::words;

/// Of whom an organisation takes care, and for how long.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct Register {
    /// The organisation; by default the first one.
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,
    /// Only this person: a Patient id, `system|value` of an identifier, or a record
    /// number.
    #[arg(long, value_name = "RECORD")]
    pub record: Option<String>,
    /// On this ward of the organisation, by its name or id: to who is assigned to it. Without
    /// it, in the whole of the organisation.
    #[arg(long, value_name = "WARD")]
    pub ward: Option<String>,
    /// On what occasion: admission, appointment or residence.
    #[arg(long, value_name = "WORD", value_parser = words::occasion)]
    pub occasion: Option<String>,
    /// How long it holds, in m, h or d, as in 30d; without it until it is ended.
    #[arg(long = "for", value_name = "TIME", value_parser = words::time)]
    pub time: Option<String>,
    /// The persons were informed that who takes care of them shares, and did not oppose.
    #[arg(long)]
    pub informed: bool,
    /// Print the figures as JSON.
    #[arg(long)]
    pub json: bool,
}
