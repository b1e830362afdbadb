//! What the operator chose: options before variables, variables before the
//! data folder's `hygie.toml`. Read once, when the program starts.

mod anchor;
mod anchor_bucket;
mod authorities;
mod days;
mod doorway;
mod file;
mod index;
pub mod lock_after;
pub mod log_in_provider;
mod mail;
mod pick;
pub mod second_factor;
mod trace_times;
mod unheld_log;
mod witness;

use std::path::{Path, PathBuf};

use crate::args::Args;
use crate::stores::{Choice, Options, Place, Places, S3Options};
use anyhow::{Context as _, bail};
use clap::ArgMatches;
use hygie_accounts::invitations::InvitationDays;
use hygie_accounts::{LegalNoticeDays, SecondFactor};
use hygie_folder::Folder;
use hygie_tlog::VerifierKey;

use pick::{Key, Pick};

pub use anchor_bucket::ChosenBucket;
pub use doorway::Doorway;
pub use index::Index;
pub use log_in_provider::Configured;
pub use mail::ChosenMail;
pub use trace_times::Times;
pub use unheld_log::UnheldLog;
pub use witness::ChosenWitness;

/// The word that chooses the store in the data folder.
pub const SQLITE: &str = "sqlite";
/// The word that chooses the attachments in the data folder.
pub const FOLDER: &str = "folder";

const FORM: &str = "`sqlite`, or an address: postgres://user@host:port/database";

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Nobody chose.
    Default,
    /// The configuration file.
    File(PathBuf),
    /// An environment variable.
    Variable(&'static str),
    /// An option of the command line.
    Flag(&'static str),
}

impl std::fmt::Display for Source {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => write!(to, "the default"),
            Self::File(path) => write!(to, "from {}", path.display()),
            Self::Variable(name) => write!(to, "from the variable {name}"),
            Self::Flag(name) => write!(to, "from the option {name}"),
        }
    }
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen<T> {
    pub value: T,
    pub source: Source,
}

/// What is in effect.
#[derive(Clone, Debug)]
pub struct Config {
    /// The configuration file, and whether it is there.
    pub file: PathBuf,
    pub is_there: bool,
    /// `sqlite`, or an address without a password.
    pub store: Chosen<String>,
    pub password_file: Option<Chosen<PathBuf>>,
    pub ca: Option<Chosen<PathBuf>>,
    /// `folder`, or an address without credentials.
    pub blobs: Chosen<String>,
    pub blobs_endpoint: Option<Chosen<String>>,
    pub blobs_region: Option<Chosen<String>>,
    pub blobs_ca: Option<Chosen<PathBuf>>,
    pub blobs_key_file: Option<Chosen<PathBuf>>,
    /// Search parameters with an index across records.
    pub index: Option<Chosen<Index>>,
    pub doorway: Doorway,
    /// Of whom a second factor is demanded.
    pub second_factor: Chosen<SecondFactor>,
    /// After how long unused sessions are locked, by role.
    pub lock_after: Option<Chosen<Vec<String>>>,
    /// For how many days a code of activation may be used.
    pub invitation_days: Chosen<InvitationDays>,
    /// After how many days the notice on looking into records is read again.
    pub legal_notice_days: Chosen<LegalNoticeDays>,
    /// Folders elsewhere that keep the last checkpoint of each log.
    pub anchor: Option<Chosen<Vec<PathBuf>>>,
    /// For how long traces are kept.
    pub trace_times: Times,
    /// Buckets that keep them too.
    pub anchor_buckets: Vec<ChosenBucket>,
    /// Logs of other houses that this one cosigns.
    pub witness_for: Option<Chosen<Vec<VerifierKey>>>,
    /// What becomes of a server whose log nothing elsewhere holds.
    pub unheld_log: Chosen<UnheldLog>,
    /// Other houses that cosign the log of this one.
    pub witnesses: Vec<ChosenWitness>,
    /// Who brings notices by mail.
    pub mail: Option<ChosenMail>,
    /// Where people can log in.
    pub providers: Vec<Configured>,
}

impl Config {
    /// Reads the file of a data folder, which need not be there, and puts what
    /// the command line says above it.
    pub fn read(data: &Path, args: &Args, matches: &ArgMatches) -> anyhow::Result<Self> {
        let file = Folder::configuration(data);
        let content = file::read(&file)?;
        let is_there = content.is_some();
        let (mut content, store, blobs) = (content.unwrap_or_default(), &args.store, &args.blobs);
        let pick = Pick { data, file: &file, matches };
        let config = Self {
            doorway: Doorway::read(&pick, &args.doorway, &mut content)?,
            store: pick.word(&Key::STORE, &store.store, content.store).unwrap_or(default(SQLITE)),
            password_file: pick.path(
                &Key::PASSWORD_FILE,
                &store.store_password_file,
                content.store_password_file,
            ),
            ca: pick.path(&Key::CA, &store.store_ca, content.store_ca),
            blobs: pick.word(&Key::BLOBS, &blobs.blobs, content.blobs).unwrap_or(default(FOLDER)),
            blobs_endpoint: pick.word(
                &Key::BLOBS_ENDPOINT,
                &blobs.blobs_endpoint,
                content.blobs_endpoint,
            ),
            blobs_region: pick.word(&Key::BLOBS_REGION, &blobs.blobs_region, content.blobs_region),
            blobs_ca: pick.path(&Key::BLOBS_CA, &blobs.blobs_ca, content.blobs_ca),
            blobs_key_file: pick.path(
                &Key::BLOBS_KEY_FILE,
                &blobs.blobs_key_file,
                content.blobs_key_file,
            ),
            index: index::read(&file, content.index)?,
            second_factor: second_factor::read(&file, content.second_factor)?,
            lock_after: lock_after::read(&file, content.lock_after)?,
            invitation_days: days::read(&file, "invitation_days", content.invitation_days)?,
            legal_notice_days: days::read(&file, "legal_notice_days", content.legal_notice_days)?,
            anchor: anchor::read(data, &file, content.anchor)?,
            trace_times: trace_times::read(
                &file,
                content.access_trace_years.as_ref(),
                content.technical_trace_months.as_ref(),
            )?,
            anchor_buckets: anchor_bucket::read(data, &file, content.anchor_bucket)?,
            witness_for: witness::read_for(&file, content.witness_for)?,
            unheld_log: unheld_log::read(&file, content.unheld_log.as_deref())?,
            witnesses: witness::read(data, &file, content.witness)?,
            mail: mail::read(data, &file, content.mail)?,
            providers: log_in_provider::read(data, &file, content.log_in_provider)?,
            file: file.clone(),
            is_there,
        };
        refuse_password(&config.store)?;
        config.place(&config.blobs)?;
        if let Some(Chosen { value, source }) = &config.blobs_endpoint {
            hygie_blobs_s3::Endpoint::parse(value)
                .with_context(|| format!("the value {source}"))?;
        }
        Ok(config)
    }

    /// The places that were chosen.
    pub fn places(&self) -> anyhow::Result<Places> {
        Ok(Places { store: self.at(&self.store.value), blobs: self.place(&self.blobs)? })
    }

    /// The store that an option names, with the password and the certificates
    /// that are in effect.
    pub fn named(&self, value: &str, option: &'static str) -> anyhow::Result<Choice> {
        let chosen = Chosen { value: value.to_owned(), source: Source::Flag(option) };
        refuse_password(&chosen)?;
        Ok(self.at(value))
    }

    /// The place of attachments that an option names, with the server and the
    /// credentials that are in effect.
    pub fn named_place(&self, value: &str, option: &'static str) -> anyhow::Result<Place> {
        self.place(&Chosen { value: value.to_owned(), source: Source::Flag(option) })
    }

    fn at(&self, store: &str) -> Choice {
        if store == SQLITE {
            return Choice::Sqlite;
        }
        Choice::Postgres(Options {
            password_file: plain(&self.password_file),
            ca: plain(&self.ca),
            ..Options::new(store)
        })
    }

    /// No error quotes the value: somebody may have put credentials into it.
    fn place(&self, chosen: &Chosen<String>) -> anyhow::Result<Place> {
        if chosen.value == FOLDER {
            return Ok(Place::Folder);
        }
        let address = hygie_blobs_s3::Address::parse(&chosen.value).with_context(|| {
            format!("the attachments ({}) are neither in `folder` nor in a bucket", chosen.source)
        })?;
        Ok(Place::S3(S3Options {
            endpoint: plain(&self.blobs_endpoint),
            region: plain(&self.blobs_region),
            ca: plain(&self.blobs_ca),
            key_file: plain(&self.blobs_key_file),
            ..S3Options::new(address)
        }))
    }
}

fn default(value: &str) -> Chosen<String> {
    Chosen { value: value.to_owned(), source: Source::Default }
}

fn plain<T: Clone>(chosen: &Option<Chosen<T>>) -> Option<T> {
    chosen.as_ref().map(|chosen| chosen.value.clone())
}

/// Refuses what is no store, and an address with a password in it: others read
/// command lines, variables and this file. Neither error quotes the value.
fn refuse_password(store: &Chosen<String>) -> anyhow::Result<()> {
    let source = &store.source;
    if store.value == SQLITE {
        return Ok(());
    }
    let is_address =
        ["postgres://", "postgresql://"].iter().any(|scheme| store.value.starts_with(scheme));
    anyhow::ensure!(is_address, "the store ({source}) is not one: write {FORM}");
    let shows = Options::new(&store.value).shows_password();
    let shows = shows.with_context(|| format!("the store ({source}) cannot be read"))?;
    if shows {
        bail!(
            "the address of the store ({source}) has a password in it, where others can read it: \
             put it into a file and name it with store_password_file / --store-password-file"
        );
    }
    Ok(())
}

/// A basic string of TOML: what JSON escapes, and DEL.
pub fn quoted(value: &str) -> String {
    serde_json::Value::from(value).to_string().replace('\u{7f}', "\\u007f")
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn values_are_read_back() {
        for value in ["", "a\"b\\c", "é\n\u{1}\u{7f}"] {
            let text = format!("key = {}", quoted(value));
            let read: toml::Table = toml::from_str(&text).unwrap();
            assert_eq!(read["key"].as_str(), Some(value), "{text}");
        }
    }
}
