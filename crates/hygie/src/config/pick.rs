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
    pub const TLS_CERT: Self = Self::new("tls_cert", "--tls-cert", "HYGIE_TLS_CERT");
    pub const TLS_KEY: Self = Self::new("tls_key", "--tls-key", "HYGIE_TLS_KEY");
    pub const TLS_CLIENT_CA: Self =
        Self::new("tls_client_ca", "--tls-client-ca", "HYGIE_TLS_CLIENT_CA");
    pub const TRUSTED_PROXY: Self =
        Self::new("trusted_proxy", "--trusted-proxy", "HYGIE_TRUSTED_PROXY");
    pub const OPENED_PER_HOUR: Self =
        Self::new("opened_per_hour", "--opened-per-hour", "HYGIE_OPENED_PER_HOUR");

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

    /// Several words, as they are typed or written.
    pub fn words(
        &self,
        key: &Key,
        typed: &Option<Vec<String>>,
        written: Option<Vec<String>>,
    ) -> Option<Chosen<Vec<String>>> {
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
