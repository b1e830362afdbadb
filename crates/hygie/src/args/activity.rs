//! Words of `hygie admin activity`.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

use super::words;

/// Acts on the activities of an account.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Activity {
    /// Give an account another activity; prints its id alone on the last line.
    Add {
        /// Whose.
        #[arg(long)]
        login: String,
        /// A role, as for `admin create`.
        #[arg(long, value_parser = words::role)]
        role: String,
        /// The organisation they work for; by default the first one.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// For a person: their record, by Patient id, `system|value` or number.
        #[arg(long, value_name = "RECORD")]
        record: Option<String>,
    },
    /// Say who somebody is in the registry in one of their activities, for apps
    /// that may know it.
    Resource {
        /// Whose.
        #[arg(long)]
        login: String,
        /// The activity's id, as `admin show` lists it; not needed for the only one.
        #[arg(long, value_name = "ID", allow_hyphen_values = true)]
        activity: Option<String>,
        /// `Practitioner/ID` or `PractitionerRole/ID`, which is in the registry;
        /// without it, nobody.
        #[arg(value_name = "REFERENCE")]
        resource: Option<String>,
    },
    /// Say on which wards of the organisation somebody works in one of their activities, in
    /// place of those before; ends their sessions.
    Wards {
        /// Whose.
        #[arg(long)]
        login: String,
        /// The activity's id, as `admin show` lists it; not needed for the only one.
        #[arg(long, value_name = "ID", allow_hyphen_values = true)]
        activity: Option<String>,
        /// Names or ids of wards, as `ward list` tells them; without any, none.
        #[arg(value_name = "WARD")]
        wards: Vec<String>,
    },
    /// End an activity of an account.
    End {
        /// Whose.
        #[arg(long)]
        login: String,
        /// Its id, as `admin show` lists it.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
}
