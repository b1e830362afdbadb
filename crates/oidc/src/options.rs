//! What the operator says of a provider. Everything is checked before anything is
//! asked of the provider.

use std::path::PathBuf;

use hygie_base::{ExposeSecret as _, SecretString};
use openidconnect::url::Url;

use crate::client_key::ClientKey;
use crate::hosts::{self, Hosts};
use crate::http::Http;
use crate::limits::{SHARED_BYTES, WORD_BYTES, WORDS};
use crate::{Algorithm, Profile, TwoFactors, files};

/// A line of the configuration that cannot be meant so.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{key}: {what}")]
pub struct Wrong {
    /// Which key of the configuration.
    pub key: &'static str,
    /// What is wrong and what to write.
    pub what: String,
}

impl Wrong {
    pub(crate) fn new(key: &'static str, what: impl Into<String>) -> Self {
        Self { key, what: what.into() }
    }
}

/// How this service proves to the provider who it is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Authentication {
    /// A file with the client secret.
    SecretFile(PathBuf),
    /// A file with a private key, in PEM (PKCS #8), P-256 or RSA.
    KeyFile {
        /// The file.
        path: PathBuf,
        /// The key's id, as the provider knows it.
        id: Option<String>,
    },
}

/// A provider, as the configuration has it. Empty lists mean the profile's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Options {
    /// What kind of provider it is.
    pub profile: Profile,
    /// The issuer, exactly as in its tokens; the profile's without one.
    pub issuer: Option<String>,
    /// Where it tells of itself, if that is not where the standard says.
    pub discovery: Option<String>,
    /// Further hosts that it uses, `host` or `host:port`.
    pub hosts: Vec<String>,
    /// The id of this service at the provider.
    pub client_id: String,
    /// How this service proves who it is.
    pub authentication: Authentication,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// Strengths of log-in that will do, best first.
    pub acr_values: Vec<String>,
    /// Algorithms that tokens may be signed with.
    pub algorithms: Vec<Algorithm>,
    /// Certificates of the authorities that may have issued the provider's, in PEM.
    pub ca: Option<PathBuf>,
    /// What its word must say to count as two factors.
    pub two_factors: TwoFactors,
}

impl Options {
    /// A provider of which nothing else is said.
    pub fn new(profile: Profile, client_id: &str, authentication: Authentication) -> Self {
        Self {
            profile,
            issuer: None,
            discovery: None,
            hosts: Vec::new(),
            client_id: client_id.to_owned(),
            authentication,
            scopes: Vec::new(),
            acr_values: Vec::new(),
            algorithms: Vec::new(),
            ca: None,
            two_factors: TwoFactors::default(),
        }
    }

    /// Checks everything and reads the files.
    pub(crate) fn ready(&self) -> Result<Ready, Wrong> {
        let (issuer, discovery) = self.addresses()?;
        let mut hosts = Hosts::default();
        hosts.add_of(&discovery);
        if let Some(url) = hosts::safe(&issuer) {
            hosts.add_of(&url);
        }
        few("hosts", &self.hosts)?;
        let known = self.profile.host(&issuer).into_iter();
        for host in known.chain(self.hosts.iter().map(String::as_str)) {
            if !hosts.add(host) {
                let what = format!("{host} is no host: write \"host\" or \"host:port\"");
                return Err(Wrong::new("hosts", what));
            }
        }
        let roots = match (&self.ca, discovery.scheme()) {
            (Some(ca), _) => Some(files::roots("ca", ca)?),
            (None, "https") => {
                let what = "the provider is reached over TLS: name the file with the certificates \
                            of the authorities that vouch for it";
                return Err(Wrong::new("ca", what));
            }
            (None, _) => None,
        };
        let http = Http::new(roots, hosts)
            .map_err(|error| Wrong::new("ca", format!("cannot be used: {error}")))?;
        word("client_id", &self.client_id)?;
        let proof = self.proof()?;
        self.two_factors.check(self.profile)?;
        words("two_factors_acr", &self.two_factors.acr, &[])?;
        words("two_factors_amr", &self.two_factors.amr, &[])?;
        Ok(Ready {
            profile: self.profile,
            issuer,
            discovery,
            http,
            client_id: self.client_id.clone(),
            scopes: self.scopes()?,
            acr_values: words("acr_values", &self.acr_values, self.profile.acr_values())?,
            algorithms: self.algorithms(&proof)?,
            proof,
            two_factors: self.two_factors.clone(),
        })
    }

    fn addresses(&self) -> Result<(String, Url), Wrong> {
        let Some(issuer) = self.issuer.as_deref().or(self.profile.issuer()) else {
            return Err(Wrong::new("issuer", "is missing: write the provider's issuer"));
        };
        let safe = hosts::safe(issuer).filter(|url| url.query().is_none());
        if safe.is_none() {
            return Err(Wrong::new("issuer", ADDRESS));
        }
        let well_known = format!("{}{}", issuer.trim_end_matches('/'), self.profile.well_known());
        let discovery = self.discovery.as_deref().unwrap_or(&well_known);
        let Some(discovery) = hosts::safe(discovery) else {
            return Err(Wrong::new("discovery", ADDRESS));
        };
        Ok((issuer.to_owned(), discovery))
    }

    fn proof(&self) -> Result<Proof, Wrong> {
        match &self.authentication {
            Authentication::SecretFile(path) => {
                Ok(Proof::Secret(files::secret("client_secret_file", path)?))
            }
            Authentication::KeyFile { path, id } => {
                if let Some(id) = id {
                    word("client_key_id", id)?;
                }
                let pem = files::secret("client_key_file", path)?;
                let key = ClientKey::read(&pem, id.clone()).ok_or_else(|| {
                    let what = format!(
                        "the file {} holds no private key in PEM (PKCS #8) that is P-256 or RSA \
                         of 2048 bits or more",
                        path.display()
                    );
                    Wrong::new("client_key_file", what)
                })?;
                Ok(Proof::Key(key))
            }
        }
    }

    fn scopes(&self) -> Result<Vec<String>, Wrong> {
        let scopes = words("scopes", &self.scopes, self.profile.scopes())?;
        if scopes.iter().any(|scope| scope == "openid") {
            return Ok(scopes);
        }
        Err(Wrong::new("scopes", "must have \"openid\" among them"))
    }

    fn algorithms(&self, proof: &Proof) -> Result<Vec<Algorithm>, Wrong> {
        let mut algorithms = self.algorithms.clone();
        if algorithms.is_empty() {
            algorithms.extend_from_slice(self.profile.algorithms());
        }
        let wrong = match proof {
            _ if !algorithms.contains(&Algorithm::Hs256) => return Ok(algorithms),
            Proof::Secret(secret) if secret.expose_secret().len() >= SHARED_BYTES => {
                return Ok(algorithms);
            }
            Proof::Secret(_) => format!("has under {SHARED_BYTES} bytes: ask for a longer one"),
            Proof::Key(_) => "is none: name another algorithm".to_owned(),
        };
        let what = format!("HS256 is signed with the client secret, which {wrong}");
        Err(Wrong::new("algorithms", what))
    }
}

const ADDRESS: &str = "is no address of a provider: https://host/path, without a user or a \
                       fragment; http:// for a loopback address alone";

/// Checked options.
#[derive(Debug)]
pub(crate) struct Ready {
    pub(crate) profile: Profile,
    pub(crate) issuer: String,
    pub(crate) discovery: Url,
    pub(crate) http: Http,
    pub(crate) client_id: String,
    pub(crate) proof: Proof,
    pub(crate) scopes: Vec<String>,
    pub(crate) acr_values: Vec<String>,
    pub(crate) algorithms: Vec<Algorithm>,
    pub(crate) two_factors: TwoFactors,
}

/// What proves who this service is.
#[derive(Debug)]
pub(crate) enum Proof {
    Secret(SecretString),
    Key(ClientKey),
}

fn words(key: &'static str, given: &[String], usual: &[&str]) -> Result<Vec<String>, Wrong> {
    few(key, given)?;
    for one in given {
        word(key, one)?;
    }
    if given.is_empty() {
        return Ok(usual.iter().map(|one| (*one).to_owned()).collect());
    }
    Ok(given.to_vec())
}

fn few(key: &'static str, given: &[String]) -> Result<(), Wrong> {
    if given.len() <= WORDS {
        return Ok(());
    }
    Err(Wrong::new(key, format!("has {} entries, at most {WORDS}", given.len())))
}

fn word(key: &'static str, text: &str) -> Result<(), Wrong> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"\\".contains(&byte));
    if plain && (1..=WORD_BYTES).contains(&text.len()) {
        return Ok(());
    }
    let what = format!("is 1 to {WORD_BYTES} characters of ASCII without blanks and quotes");
    Err(Wrong::new(key, what))
}
