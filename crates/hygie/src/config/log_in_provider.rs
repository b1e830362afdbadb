//! The tables `[[log_in_provider]]`: where people can log in.

mod place;
mod told;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::ensure;
use hygie_accounts::Kind;
use hygie_base::{Clock, Rng};
use hygie_oidc::{Algorithm, Authentication, Options, Profile, Provider, TwoFactors};
use hygie_web::Offered;
use serde::Deserialize;

pub use place::Lines;

use place::Place;
use told::told;

use crate::stores::check_key_file;

/// Providers at most.
const PROVIDERS: usize = 8;
/// Characters of a name in addresses, and of a title.
const NAME_CHARS: usize = 32;
const TITLE_CHARS: usize = 60;

/// A table as it is written.
#[derive(Deserialize, Default, Debug)]
#[serde(deny_unknown_fields)]
pub struct Written {
    name: String,
    title: Option<String>,
    profile: String,
    r#for: Option<String>,
    issuer: Option<String>,
    discovery: Option<String>,
    #[serde(default)]
    hosts: Vec<String>,
    client_id: String,
    client_secret_file: Option<PathBuf>,
    client_key_file: Option<PathBuf>,
    client_key_id: Option<String>,
    #[serde(default)]
    scopes: Vec<String>,
    #[serde(default)]
    acr_values: Vec<String>,
    #[serde(default)]
    algorithms: Vec<String>,
    ca: Option<PathBuf>,
    #[serde(default)]
    two_factors: bool,
    #[serde(default)]
    two_factors_acr: Vec<String>,
    #[serde(default)]
    two_factors_amr: Vec<String>,
    log_out: Option<bool>,
    #[serde(default)]
    structures: BTreeMap<String, String>,
    /// Lines of its keys.
    #[serde(skip)]
    pub lines: Lines,
}

/// A provider as it was chosen; its files were not looked at.
#[derive(Clone, Debug)]
pub struct Configured {
    /// Its name in addresses.
    pub name: String,
    title: String,
    kind: Kind,
    /// Its keys as they are written, with whole paths.
    pub told: Vec<String>,
    options: Options,
    ends_there: bool,
    structures: BTreeMap<String, String>,
    place: Place,
}

/// Reads the tables.
///
/// # Errors
/// With file, line and key, for what cannot be meant so.
pub fn read(data: &Path, file: &Path, written: Vec<Written>) -> anyhow::Result<Vec<Configured>> {
    let shown = file.display();
    ensure!(written.len() <= PROVIDERS, "{shown}: {PROVIDERS} log_in_provider at most");
    let mut all: Vec<Configured> = Vec::new();
    for (at, one) in written.into_iter().enumerate() {
        let place = Place { file: file.to_owned(), number: at + 1, lines: one.lines.clone() };
        let one = one.configured(data, place)?;
        if all.iter().any(|other| other.name == one.name) {
            return Err(one.place.wrong("name", "another provider has this name"));
        }
        if all.iter().any(|other| other.issuer() == one.issuer()) {
            return Err(one.place.wrong("issuer", "another provider has this issuer"));
        }
        all.push(one);
    }
    Ok(all)
}

impl Written {
    fn configured(self, data: &Path, place: Place) -> anyhow::Result<Configured> {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !(1..=NAME_CHARS).contains(&self.name.len()) || !self.name.bytes().all(plain) {
            let what = format!(
                "is part of an address: 1 to {NAME_CHARS} small letters, digits and hyphens"
            );
            return Err(place.wrong("name", &what));
        }
        let Some(profile) = Profile::parse(&self.profile) else {
            let names = Profile::ALL.map(|one| format!("\"{}\"", one.name())).join(", ");
            return Err(place.wrong("profile", &format!("is none of {names}")));
        };
        Ok(Configured {
            told: told(&self, data),
            title: self.title(profile, &place)?,
            kind: self.kind(profile, &place)?,
            options: self.options(profile, data, &place)?,
            ends_there: self.log_out.unwrap_or(profile.ends_there()),
            name: self.name,
            structures: self.structures,
            place,
        })
    }

    fn title(&self, profile: Profile, place: &Place) -> anyhow::Result<String> {
        let title = match (self.title.as_deref().map(str::trim), profile) {
            (Some(title), _) => title,
            (None, Profile::ProSanteConnect) => "Pro Santé Connect",
            (None, Profile::FranceConnect) => "FranceConnect",
            (None, Profile::Generic) => "",
        };
        let fits = (1..=TITLE_CHARS).contains(&title.chars().count());
        if !fits || title.chars().any(char::is_control) {
            let what = format!("is what the button says: 1 to {TITLE_CHARS} characters");
            return Err(place.wrong("title", &what));
        }
        Ok(title.to_owned())
    }

    fn kind(&self, profile: Profile, place: &Place) -> anyhow::Result<Kind> {
        match (self.r#for.as_deref(), profile) {
            (Some("professionals"), _) | (None, Profile::ProSanteConnect) => {
                Ok(Kind::Professionals)
            }
            (Some("persons"), _) | (None, Profile::FranceConnect) => Ok(Kind::Persons),
            _ => Err(place.wrong("for", "is neither \"professionals\" nor \"persons\"")),
        }
    }

    fn options(&self, profile: Profile, data: &Path, place: &Place) -> anyhow::Result<Options> {
        let authentication = match (&self.client_secret_file, &self.client_key_file) {
            (Some(path), None) => Authentication::SecretFile(data.join(path)),
            (None, Some(path)) => {
                Authentication::KeyFile { path: data.join(path), id: self.client_key_id.clone() }
            }
            _ => {
                let what = "name one of client_secret_file and client_key_file";
                return Err(place.wrong("client_secret_file", what));
            }
        };
        let algorithms = self.algorithms.iter().map(|name| {
            let known = Algorithm::parse(name);
            known.ok_or_else(|| place.wrong("algorithms", &format!("\"{name}\" is not known")))
        });
        Ok(Options {
            issuer: self.issuer.clone(),
            discovery: self.discovery.clone(),
            hosts: self.hosts.clone(),
            scopes: self.scopes.clone(),
            acr_values: self.acr_values.clone(),
            algorithms: algorithms.collect::<anyhow::Result<_>>()?,
            ca: self.ca.as_ref().map(|path| data.join(path)),
            two_factors: self.demands(place)?,
            ..Options::new(profile, &self.client_id, authentication)
        })
    }

    fn demands(&self, place: &Place) -> anyhow::Result<TwoFactors> {
        let named =
            TwoFactors { acr: self.two_factors_acr.clone(), amr: self.two_factors_amr.clone() };
        match (self.two_factors, named.is_empty()) {
            (true, true) => {
                let what = "say by which acr or amr the provider tells it, with two_factors_acr \
                            or two_factors_amr";
                Err(place.wrong("two_factors", what))
            }
            (false, false) => {
                let what = "what tells two factors is named: write two_factors = true, or leave \
                            it out";
                Err(place.wrong("two_factors", what))
            }
            _ => Ok(named),
        }
    }
}

impl Configured {
    /// The issuer in effect.
    pub fn issuer(&self) -> &str {
        let usual = self.options.profile.issuer().unwrap_or_default();
        self.options.issuer.as_deref().unwrap_or(usual)
    }

    /// Reads its files; nothing is asked of the provider.
    ///
    /// # Errors
    /// With file, line and key.
    pub fn open(&self, clock: Arc<dyn Clock>, rng: Arc<dyn Rng>) -> anyhow::Result<Offered> {
        let (key, path) = match &self.options.authentication {
            Authentication::SecretFile(path) => ("client_secret_file", path),
            Authentication::KeyFile { path, .. } => ("client_key_file", path),
        };
        check_key_file(path).map_err(|error| self.place.wrong(key, &format!("{error:#}")))?;
        let opened = Provider::open(&self.options, clock, rng);
        let provider = opened.map_err(|wrong| self.place.wrong(wrong.key, &wrong.what))?;
        Ok(Offered {
            name: self.name.clone(),
            title: self.title.clone(),
            kind: self.kind,
            ends_there: self.ends_there,
            structures: self.structures.clone(),
            provider,
        })
    }
}

/// Whether a browser can come back to a server that people reach there.
///
/// # Errors
/// When the address is neither over TLS nor of this machine.
pub fn fits(public_url: &str) -> anyhow::Result<()> {
    ensure!(
        hygie_oidc::is_own_address(public_url),
        "log-in providers send the browser back over https:// only, and people reach this server \
         at {public_url}: give --url https://…, or leave log_in_provider out"
    );
    Ok(())
}

#[cfg(test)]
mod tests;
