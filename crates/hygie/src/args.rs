//! The words of the command line. A contract: later versions extend it and do
//! not change it.

mod activity;
mod client;
mod doorway;
mod invite;
mod keys;
mod policy;
mod register;
mod retention;
mod trace;
mod ward;
mod words;

pub use activity::Activity;
pub use client::{AddClient, ChangeClient, ClientAct, KeyOptions};
pub use doorway::DoorwayOptions;
pub use invite::Invite;
pub use keys::Keys;
pub use policy::Policy;
pub use register::Register;
pub use retention::Retention;
pub use trace::{Kept, Trace};
pub use ward::Ward;
pub use words::millis;

use std::net::SocketAddr;
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
    #[command(flatten)]
    pub store: StoreOptions,
    #[command(flatten)]
    pub blobs: BlobOptions,
    #[command(flatten)]
    pub doorway: DoorwayOptions,
    #[command(subcommand)]
    pub command: Command,
}

impl Args {
    /// The population that is to be written, which takes no data folder.
    pub fn generates(&self) -> Option<&Generate> {
        match &self.command {
            Command::Demo(Demo { act: Some(DemoAct::Generate(generate)), .. }) => Some(generate),
            _ => None,
        }
    }

    /// The data folder; without one the program ends with 2, wrong use.
    pub fn data_folder(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| {
            let what = "no data folder: name it with --data DIR or the variable HYGIE_DATA";
            Self::command().error(ErrorKind::MissingRequiredArgument, what).exit()
        })
    }
}

/// Which store holds the records; each wins over the same line of `hygie.toml`.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Store")]
pub struct StoreOptions {
    /// `sqlite`, or `postgres://user@host:port/database` without a password.
    // Hidden in help: somebody may have put a password there all the same.
    #[arg(long, env = "HYGIE_STORE", hide_env_values = true, value_name = "URL", global = true)]
    pub store: Option<String>,
    /// A file whose first line is the server's password, for its owner only.
    #[arg(long, env = "HYGIE_STORE_PASSWORD_FILE", value_name = "FILE", global = true)]
    pub store_password_file: Option<PathBuf>,
    /// Certificates (PEM) of the authorities that vouch for the server.
    #[arg(long, env = "HYGIE_STORE_CA", value_name = "FILE", global = true)]
    pub store_ca: Option<PathBuf>,
}

/// Where the attachments are; each wins over the same line of `hygie.toml`.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Attachments")]
pub struct BlobOptions {
    /// `folder`, or `s3://bucket/prefix`.
    // Hidden in help: somebody may have put a secret there all the same.
    #[arg(long, env = "HYGIE_BLOBS", hide_env_values = true, value_name = "PLACE", global = true)]
    pub blobs: Option<String>,
    /// The S3 server: `https://host:port`.
    #[arg(long, env = "HYGIE_BLOBS_ENDPOINT", hide_env_values = true, value_name = "URL")]
    #[arg(global = true)]
    pub blobs_endpoint: Option<String>,
    /// The region that the bucket is in, where the server has regions.
    #[arg(long, env = "HYGIE_BLOBS_REGION", value_name = "NAME", global = true)]
    pub blobs_region: Option<String>,
    /// Certificates (PEM) of the authorities that vouch for the S3 server.
    #[arg(long, env = "HYGIE_BLOBS_CA", value_name = "FILE", global = true)]
    pub blobs_ca: Option<PathBuf>,
    /// A file with the credentials, in two lines, for its owner only.
    #[arg(long, env = "HYGIE_BLOBS_KEY_FILE", value_name = "FILE", global = true)]
    pub blobs_key_file: Option<PathBuf>,
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
    /// Serve pages at / and FHIR at /fhir until it is told to stop.
    Serve(Serve),
    /// Accounts of people and tokens of machines.
    #[command(subcommand)]
    Admin(Admin),
    /// The configuration: hygie.toml, variables and options.
    #[command(subcommand)]
    Config(Config),
    /// The store that holds the records.
    #[command(subcommand)]
    Store(Store),
    /// The place of the attachments.
    #[command(subcommand)]
    Blobs(Blobs),
    /// Make a small fictional world, let anybody in as its people, serve.
    Demo(Demo),
    /// Make the indexes across records those that `index` in hygie.toml names;
    /// goes on where an earlier attempt was cut off.
    Reindex {
        /// Print the figures as JSON.
        #[arg(long)]
        json: bool,
        /// What the configuration of whoever typed the command names.
        #[arg(skip)]
        index: Vec<String>,
    },
    /// Say that an organisation takes care of the persons of whom it keeps something: its
    /// health professionals are their team and see these records.
    Register(Register),
    /// Wards, residences and practices of an organisation: who is assigned to one (`admin
    /// activity wards`) is the team of those who are registered there.
    #[command(subcommand)]
    Ward(Ward),
    /// The rules of access: which editions of their tables are in force.
    #[command(subcommand)]
    Policy(Policy),
    /// How long what organisations keep of records is kept, and what is past its time.
    #[command(subcommand)]
    Retention(Retention),
    /// Check chains, tokens, blobs, keys and traces; exit 1 on any fault.
    Doctor {
        /// Print the findings as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Acts on the store.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Store {
    /// Copy all records to an empty store, compare every row, and go on where an
    /// earlier attempt was cut off.
    Copy {
        /// `sqlite` or postgres://user@host:port/database.
        #[arg(long, value_name = "STORE")]
        from: String,
        /// `sqlite` or postgres://user@host:port/database.
        #[arg(long, value_name = "STORE")]
        to: String,
    },
}

/// Acts on the place of the attachments.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Blobs {
    /// Copy all attachments to another place, read each back and compare it, and
    /// go on where an earlier attempt was cut off.
    Copy {
        /// `folder` or s3://bucket/prefix.
        #[arg(long, value_name = "PLACE")]
        from: String,
        /// `folder` or s3://bucket/prefix.
        #[arg(long, value_name = "PLACE")]
        to: String,
    },
}

/// Acts on the configuration.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Config {
    /// Check it, and whether the servers that it names can be used; exit 1 on any fault.
    Check {
        /// The address at which people will reach the server, as `serve --url` has it: says
        /// whether browsers have passkeys there.
        #[arg(long, value_name = "URL", value_parser = words::url)]
        url: Option<String>,
    },
    /// Print what is in effect, and where each value comes from.
    Print,
}

/// How to serve.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct Serve {
    /// Where to listen.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// The address people type, when it is not http://localhost:PORT, or with TLS
    /// https://localhost:PORT.
    #[arg(long, value_name = "URL", value_parser = words::url)]
    pub url: Option<String>,
    /// A file of breached passwords to refuse: SHA-1 in hexadecimal and a count,
    /// divided by a colon, one a line, sorted.
    #[arg(long, value_name = "FILE")]
    pub breached_passwords: Option<PathBuf>,
}

/// A demonstration.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Demo {
    #[command(flatten)]
    pub serve: Serve,
    /// Start afresh: everything in the data folder of a demonstration is removed.
    #[arg(long)]
    pub reset: bool,
    /// What the world is made from: the same seed and day give the same world.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// How many inhabitants there are beside the people whom visitors meet.
    #[arg(long, value_name = "N", value_parser = words::inhabitants)]
    pub people: Option<u64>,
    /// Only print the address; without this a browser opens where there is a screen.
    #[arg(long)]
    pub no_browser: bool,
    /// Further files and folders to import, as for `import`.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(subcommand)]
    pub act: Option<DemoAct>,
}

/// What else a demonstration's people are for.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum DemoAct {
    /// Write a fictional population as NDJSON, for benchmarks and trials.
    Generate(Generate),
}

/// A population to be written.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct Generate {
    /// How many inhabitants.
    #[arg(long, value_name = "N", value_parser = words::population)]
    pub people: u64,
    /// A new or empty folder.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// What they are made from: the same seed and day give the same people.
    #[arg(long, value_name = "N", default_value_t = DEMO_SEED)]
    pub seed: u64,
}

/// Seed of a world when none is asked for.
pub const DEMO_SEED: u64 = 7;

/// Acts on accounts and tokens.
#[derive(Subcommand, Clone, Debug, Serialize, Deserialize)]
pub enum Admin {
    /// Make an account; prints a one-time password, alone on the last line.
    Create {
        /// physician, nurse, midwife, pharmacist, dentist, secretary,
        /// administrator, privacy-officer, security-officer or person.
        #[arg(long, value_parser = words::role)]
        role: String,
        /// Name in words.
        #[arg(long)]
        name: String,
        /// What they type to log in.
        #[arg(long)]
        login: String,
        /// The organisation they work for; by default the first one.
        #[arg(long, value_name = "NAME")]
        organisation: Option<String>,
        /// For a person: their record, by Patient id, `system|value` or number.
        #[arg(long, value_name = "RECORD")]
        record: Option<String>,
    },
    /// Give a new one-time password, and end the account's sessions.
    Renew {
        /// Whose.
        #[arg(long)]
        login: String,
    },
    /// List accounts: login, name, state, activities.
    Accounts {
        /// Only those whose name, login or organisation has these words.
        #[arg(long, value_name = "TEXT", default_value = "")]
        find: String,
        /// Whose: all, workers or persons.
        #[arg(long, value_name = "KIND", default_value = "all", value_parser = words::holders)]
        kind: String,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Show one account.
    Show {
        /// Whose.
        #[arg(long)]
        login: String,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Give the holder of an account another name.
    Rename {
        /// Whose.
        #[arg(long)]
        login: String,
        /// Name in words.
        #[arg(long)]
        name: String,
    },
    /// Stop an account and end its sessions, until it is resumed.
    Suspend {
        /// Whose.
        #[arg(long)]
        login: String,
    },
    /// Let a suspended account go on.
    Resume {
        /// Whose.
        #[arg(long)]
        login: String,
    },
    /// End an account for good. Cannot be undone; its login stays taken.
    Revoke {
        /// Whose.
        #[arg(long)]
        login: String,
    },
    /// What an account does here.
    #[command(subcommand)]
    Activity(Activity),
    /// Take an account's second factors away and give a one-time password, alone on the
    /// last line; the next log-in enrols another factor.
    ResetFactors {
        /// Whose.
        #[arg(long)]
        login: String,
    },
    /// Invite the person of a record to it, once their identity was checked; prints
    /// the code alone on the last line.
    Invite(Invite),
    /// List invitations: id, record, state, document.
    Invitations {
        /// Only those of this record, by Patient id, `system|value` or number.
        #[arg(long, value_name = "RECORD")]
        record: Option<String>,
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Withdraw an invitation: its code is worth nothing from now on.
    Withdraw {
        /// Its id, as `admin invitations` lists it.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
    /// Link an account to who its holder is at a log-in provider.
    Bind {
        /// Whose.
        #[arg(long)]
        login: String,
        /// The provider, exactly as in its tokens.
        #[arg(long, value_name = "ADDRESS")]
        issuer: String,
        /// Who they are there, exactly as in its tokens (`sub`).
        #[arg(long, value_name = "ID", allow_hyphen_values = true)]
        subject: String,
    },
    /// End the link of an account to a log-in provider.
    Unbind {
        /// Whose.
        #[arg(long)]
        login: String,
        /// The provider, as `admin show` tells it.
        #[arg(long, value_name = "ADDRESS")]
        issuer: String,
    },
    /// Issue a bearer token to a machine; prints it alone on the last line.
    Token(IssueToken),
    /// Apps and machines that ask for tokens themselves.
    #[command(subcommand)]
    Client(ClientAct),
    /// List the tokens of machines.
    Tokens {
        /// Print as JSON.
        #[arg(long)]
        json: bool,
    },
    /// End a token.
    EndToken {
        /// Its id, as `admin tokens` lists it.
        #[arg(value_name = "ID", allow_hyphen_values = true)]
        id: String,
    },
}

/// The words of `hygie admin token`.
#[derive(clap::Args, Clone, Debug, Serialize, Deserialize)]
pub struct IssueToken {
    /// The machine's name in words.
    #[arg(long, value_name = "NAME")]
    pub system: String,
    /// What it may do, for example 'system/*.cruds' or 'system/Patient.rs'.
    #[arg(long, value_parser = words::scope)]
    pub scope: String,
    /// How long it lasts: 30m, 12h, 7d.
    #[arg(long, value_name = "TIME", default_value = "1d", value_parser = words::time)]
    pub expires: String,
    /// The organisation that keeps what it writes; by default the first one.
    #[arg(long, value_name = "NAME")]
    pub organisation: Option<String>,
    /// A certificate (PEM): the token then works only over a connection whose
    /// client shows it; `serve --tls-client-ca` names who vouches for it.
    #[arg(long, value_name = "FILE")]
    pub certificate: Option<PathBuf>,
    /// What the file of whoever typed the command holds.
    #[arg(skip)]
    pub fingerprint: Option<String>,
}
