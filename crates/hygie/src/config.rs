//! What the operator chose: options before variables, variables before the
//! data folder's `hygie.toml`. Read once, when the program starts.

mod file;

use std::path::{Path, PathBuf};

use crate::args::StoreOptions;
use crate::stores::{Choice, Options};
use anyhow::{Context as _, bail};
use clap::ArgMatches;
use clap::parser::ValueSource;
use hygie_folder::Folder;

/// The word that chooses the store in the data folder.
pub const SQLITE: &str = "sqlite";

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
}

impl Config {
    /// Reads the file of a data folder, which need not be there, and puts what
    /// the command line says above it.
    pub fn read(data: &Path, typed: StoreOptions, matches: &ArgMatches) -> anyhow::Result<Self> {
        let path = Folder::configuration(data);
        let content = file::read(&path)?;
        let is_there = content.is_some();
        let content = content.unwrap_or_default();
        let in_file = || Source::File(path.clone());
        let at = |value: PathBuf| Chosen { value: data.join(value), source: in_file() };
        let store = typed.store.map(|value| {
            let source = typed_as(matches, "store", "--store", "HYGIE_STORE");
            Chosen { value, source }
        });
        let password_file = typed.store_password_file.map(|value| {
            let (flag, variable) = ("--store-password-file", "HYGIE_STORE_PASSWORD_FILE");
            Chosen { value, source: typed_as(matches, "store_password_file", flag, variable) }
        });
        let ca = typed.store_ca.map(|value| {
            let source = typed_as(matches, "store_ca", "--store-ca", "HYGIE_STORE_CA");
            Chosen { value, source }
        });
        let config = Self {
            store: store
                .or_else(|| content.store.map(|value| Chosen { value, source: in_file() }))
                .unwrap_or_else(|| Chosen { value: SQLITE.to_owned(), source: Source::Default }),
            password_file: password_file.or_else(|| content.store_password_file.map(at)),
            ca: ca.or_else(|| content.store_ca.map(at)),
            file: path.clone(),
            is_there,
        };
        refuse_password(&config.store)?;
        Ok(config)
    }

    /// The store that was chosen.
    pub fn choice(&self) -> Choice {
        self.at(&self.store.value)
    }

    /// The store that an option names, with the password and the certificates
    /// that are in effect.
    pub fn named(&self, value: &str, option: &'static str) -> anyhow::Result<Choice> {
        let chosen = Chosen { value: value.to_owned(), source: Source::Flag(option) };
        refuse_password(&chosen)?;
        Ok(self.at(value))
    }

    fn at(&self, store: &str) -> Choice {
        if store == SQLITE {
            return Choice::Sqlite;
        }
        let path = |chosen: &Option<Chosen<PathBuf>>| chosen.as_ref().map(|it| it.value.clone());
        Choice::Postgres(Options {
            password_file: path(&self.password_file),
            ca: path(&self.ca),
            ..Options::new(store)
        })
    }
}

fn typed_as(matches: &ArgMatches, id: &str, flag: &'static str, variable: &'static str) -> Source {
    match matches.value_source(id) {
        Some(ValueSource::EnvVariable) => Source::Variable(variable),
        _ => Source::Flag(flag),
    }
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
