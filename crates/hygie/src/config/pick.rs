//! One value out of three places: options win over variables, variables over
//! the file.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use clap::parser::ValueSource;

use super::{Chosen, Source};

/// A key under its three names.
pub struct Key {
    id: &'static str,
    flag: &'static str,
    variable: &'static str,
}

impl Key {
    pub const STORE: Self = Self::new("store", "--store", "HYGIE_STORE");
    pub const PASSWORD_FILE: Self =
        Self::new("store_password_file", "--store-password-file", "HYGIE_STORE_PASSWORD_FILE");
    pub const CA: Self = Self::new("store_ca", "--store-ca", "HYGIE_STORE_CA");
    pub const BLOBS: Self = Self::new("blobs", "--blobs", "HYGIE_BLOBS");
    pub const BLOBS_ENDPOINT: Self =
        Self::new("blobs_endpoint", "--blobs-endpoint", "HYGIE_BLOBS_ENDPOINT");
    pub const BLOBS_REGION: Self =
        Self::new("blobs_region", "--blobs-region", "HYGIE_BLOBS_REGION");
    pub const BLOBS_CA: Self = Self::new("blobs_ca", "--blobs-ca", "HYGIE_BLOBS_CA");
    pub const BLOBS_KEY_FILE: Self =
        Self::new("blobs_key_file", "--blobs-key-file", "HYGIE_BLOBS_KEY_FILE");

    const fn new(id: &'static str, flag: &'static str, variable: &'static str) -> Self {
        Self { id, flag, variable }
    }
}

/// What was typed and where the file is.
pub struct Pick<'a> {
    pub data: &'a Path,
    pub file: &'a Path,
    pub matches: &'a ArgMatches,
}

impl Pick<'_> {
    /// A word, as it is typed or written.
    pub fn word(
        &self,
        key: &Key,
        typed: &Option<String>,
        written: Option<String>,
    ) -> Option<Chosen<String>> {
        self.choose(key, typed, written)
    }

    /// A path: in the file it starts at the data folder.
    pub fn path(
        &self,
        key: &Key,
        typed: &Option<PathBuf>,
        written: Option<PathBuf>,
    ) -> Option<Chosen<PathBuf>> {
        self.choose(key, typed, written.map(|path| self.data.join(path)))
    }

    fn choose<T: Clone>(
        &self,
        key: &Key,
        typed: &Option<T>,
        written: Option<T>,
    ) -> Option<Chosen<T>> {
        let source = match self.matches.value_source(key.id) {
            Some(ValueSource::EnvVariable) => Source::Variable(key.variable),
            _ => Source::Flag(key.flag),
        };
        let typed = typed.clone().map(|value| Chosen { value, source });
        let in_file = || Source::File(self.file.to_owned());
        typed.or_else(|| written.map(|value| Chosen { value, source: in_file() }))
    }
}
