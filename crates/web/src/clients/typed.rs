//! What an administrator typed about a client, kept as it was typed.

use hygie_smart::{Client, Flaw, Keys, Kind, NewClient};

use crate::fields::Fields;

/// The fields of the form, as text.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) scopes: String,
    /// One a line.
    pub(super) redirects: String,
    /// One a line.
    pub(super) origins: String,
    pub(super) launch: String,
    /// A set of keys.
    pub(super) jwks: String,
    /// Where such a set is published.
    pub(super) jwks_url: String,
    /// Certificates (PEM) of the authorities that vouch for that host.
    pub(super) authorities: String,
}

impl Typed {
    /// As it came with a form.
    pub(super) fn of(fields: &Fields) -> Self {
        let get = |name: &str| fields.get(name).to_owned();
        Self {
            name: get("name"),
            kind: get("kind"),
            scopes: get("scopes"),
            redirects: get("redirects"),
            origins: get("origins"),
            launch: get("launch"),
            jwks: get("jwks"),
            jwks_url: get("jwks_url"),
            authorities: get("authorities"),
        }
    }

    /// As a client is registered.
    pub(super) fn from(client: &Client) -> Self {
        let (jwks, jwks_url, authorities) = match &client.keys {
            Keys::None => Default::default(),
            Keys::Value(set) => (set.clone(), String::new(), String::new()),
            Keys::Url { url, authorities } => (String::new(), url.clone(), authorities.clone()),
        };
        Self {
            name: client.name.clone(),
            kind: client.kind.name().to_owned(),
            scopes: client.scopes.clone(),
            redirects: client.redirects.join("\n"),
            origins: client.origins.join("\n"),
            launch: client.launch.clone().unwrap_or_default(),
            jwks,
            jwks_url,
            authorities,
        }
    }

    /// The app that is to be registered, and what is wrong before the rules are asked.
    pub(super) fn client(&self, kind: Kind) -> (NewClient, Option<Flaw>) {
        let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let given = Keys::given(some(&self.jwks), some(&self.jwks_url), self.authorities.clone());
        let (keys, flaw) = match given {
            Ok(keys) => (keys, None),
            Err(flaw) => (Keys::None, Some(flaw)),
        };
        let new = NewClient {
            name: self.name.clone(),
            kind,
            redirects: lines(&self.redirects),
            origins: lines(&self.origins),
            scopes: self.scopes.clone(),
            keys,
            launch: some(&self.launch),
            organisation: String::new(),
            organisation_name: String::new(),
        };
        (new, flaw)
    }
}

/// The lines that are not blank.
fn lines(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(str::to_owned).collect()
}
