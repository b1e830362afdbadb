//! The words of `hygie admin client`.

use clap::Subcommand;
use serde::{Deserialize, Serialize};

use super::words;

/// Acts on apps and machines that ask for tokens.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum ClientAct {
    /// Register one; prints its client id alone on the last line.
    Add(Box<AddClient>),
    /// List them.
    List {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show one, as JSON.
    Show {
        /// Its client id.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
    /// Change what one is registered with; what is not named stays.
    Change(Box<ChangeClient>),
    /// Stop one, and every token it was given, until it is resumed.
    Suspend {
        /// Its client id.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
    /// Let a suspended one go on.
    Resume {
        /// Its client id.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
    /// End one, and every token it was given.
    End {
        /// Its client id.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
}

/// What is registered.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct AddClient {
    /// public (an app in a browser), confidential (an app with a key on a
    /// server) or backend (a machine without people).
    #[arg(long, value_parser = words::kind)]
    pub kind: String,
    /// Its name in words, as people are asked about it.
    #[arg(long)]
    pub name: String,
    /// What it may ask for at most: 'system/Patient.rs' of a machine,
    /// 'launch/patient openid fhirUser offline_access patient/*.rs' of an app.
    #[arg(long, value_parser = words::asked)]
    pub scope: String,
    /// Where the browser may be sent back to, exactly; repeat for several.
    #[arg(long, value_name = "URL")]
    pub redirect: Vec<String>,
    /// An origin whose pages may call this server: `https://host[:port]`;
    /// repeat for several.
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Vec<String>,
    /// Where it is started from a record.
    #[arg(long, value_name = "URL")]
    pub launch: Option<String>,
    /// By what it proves who it is.
    #[command(flatten)]
    pub keys: KeyOptions,
    /// The organisation for which a machine acts; by default the first one.
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,
}

/// What is changed.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct ChangeClient {
    /// Its client id.
    #[arg(value_name = "ID", allow_hyphen_values = true)]
    pub id: String,
    /// Its name in words.
    #[arg(long)]
    pub name: Option<String>,
    /// What it may ask for at most.
    #[arg(long, value_parser = words::asked)]
    pub scope: Option<String>,
    /// Where the browser may be sent back to, in place of all addresses so far.
    #[arg(long, value_name = "URL")]
    pub redirect: Vec<String>,
    /// An origin whose pages may call this server, in place of all so far.
    #[arg(long, value_name = "ORIGIN")]
    pub origin: Vec<String>,
    /// Where it is started from a record.
    #[arg(long, value_name = "URL")]
    pub launch: Option<String>,
    /// By what it proves who it is.
    #[command(flatten)]
    pub keys: KeyOptions,
}

/// The keys of a client.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct KeyOptions {
    /// A file with its public keys: a JWK set.
    #[arg(long, value_name = "FILE", value_parser = words::key_set)]
    pub jwks: Option<String>,
    /// Where it publishes its public keys.
    #[arg(long, value_name = "URL", conflicts_with = "jwks")]
    pub jwks_url: Option<String>,
    /// Certificates (PEM) of the authorities that vouch for that host.
    #[arg(long, value_name = "FILE", value_parser = words::whole_file, requires = "jwks_url")]
    pub jwks_ca: Option<String>,
}
