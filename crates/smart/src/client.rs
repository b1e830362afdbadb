//! A client: an app or a machine that an administrator registered.

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::SmartError;
use crate::address::Address;
use crate::jwks::KeySet;
use crate::limits::{ADDRESS_BYTES, NAME_CHARS, ORIGINS, REDIRECTS};
use crate::scope::{Asked, Extra, Level};

/// What sort of client it is. One that shares a secret with us is not offered:
/// a secret that two sides keep is lost on either.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An app that can keep no key: one that runs in a browser, above all.
    Public,
    /// An app with a key of its own, on a server.
    Confidential,
    /// A machine that acts without people.
    Backend,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Public, Self::Confidential, Self::Backend];

    /// Its name, as commands have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Confidential => "confidential",
            Self::Backend => "backend",
        }
    }

    /// The kind of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// The keys by which a client proves who it is.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keys {
    /// None: a public client.
    None,
    /// A set (RFC 7517), as text.
    Value(String),
    /// Where the client publishes its set, and the authorities, in PEM, that
    /// vouch for that host.
    Url {
        /// The address.
        url: String,
        /// Certificates; empty only for this very machine without TLS.
        authorities: String,
    },
}

/// What a client is made of.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// Name in words, as people are asked about it.
    pub name: String,
    /// What sort it is.
    pub kind: Kind,
    /// Where the browser may be sent back to, exactly.
    pub redirects: Vec<String>,
    /// Origins whose pages may call this server from a browser.
    pub origins: Vec<String>,
    /// What it may ask for at most.
    pub scopes: String,
    /// By what it proves who it is.
    pub keys: Keys,
    /// Where it is started from a record.
    pub launch: Option<String>,
    /// Id of the organisation for which a machine acts.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
}

/// A registered client.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Client {
    /// By which it calls itself.
    pub id: String,
    /// Name in words.
    pub name: String,
    /// What sort it is.
    pub kind: Kind,
    /// Where the browser may be sent back to, exactly.
    pub redirects: Vec<String>,
    /// Origins whose pages may call this server from a browser.
    pub origins: Vec<String>,
    /// What it may ask for at most, in the second spelling.
    pub scopes: String,
    /// By what it proves who it is.
    pub keys: Keys,
    /// Where it is started from a record.
    pub launch: Option<String>,
    /// Id of the organisation for which a machine acts.
    pub organisation: String,
    /// Its name.
    pub organisation_name: String,
    /// Who registered it.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub made: i64,
}

impl Client {
    /// What it may ask for at most.
    pub(crate) fn allowed(&self) -> Result<Asked, SmartError> {
        Asked::parse(&self.scopes).map_err(|_| SmartError::Damaged("client"))
    }

    /// When it was registered.
    pub const fn registered(&self) -> Timestamp {
        Timestamp(self.made)
    }
}

impl NewClient {
    /// The client, once everything about it holds.
    pub(crate) fn check(self, id: String, by: &str, now: Timestamp) -> Result<Client, SmartError> {
        let name = name(&self.name)?;
        let scopes = self.scopes()?;
        self.check_ways()?;
        self.check_keys()?;
        for origin in &self.origins {
            if !address("origin", origin)?.is_origin() {
                return wrong(
                    "an origin is https://host[:port] alone, without the scheme's own port",
                );
            }
        }
        Ok(Client {
            id,
            name,
            kind: self.kind,
            redirects: self.redirects,
            origins: self.origins,
            scopes,
            keys: self.keys,
            launch: self.launch,
            organisation: self.organisation,
            organisation_name: self.organisation_name,
            by: by.to_owned(),
            made: now.0,
        })
    }

    fn scopes(&self) -> Result<String, SmartError> {
        let asked = Asked::parse(&self.scopes);
        let asked = asked.map_err(|error| SmartError::Registration(error.to_string()))?;
        if let Some(place) = asked.unknown() {
            return wrong(&format!("scope {place} is not known here"));
        }
        if asked.is_empty() {
            return wrong("a client has at least one scope");
        }
        let machine = self.kind == Kind::Backend;
        let people = asked.reaches(Level::Patient) || asked.reaches(Level::User);
        let extras = [
            Extra::OpenId,
            Extra::FhirUser,
            Extra::Launch,
            Extra::LaunchPatient,
            Extra::OfflineAccess,
            Extra::OnlineAccess,
        ];
        if machine && (people || extras.iter().any(|extra| asked.has(*extra))) {
            return wrong("a backend client has system/ scopes alone: nobody launches it");
        }
        if !machine && asked.reaches(Level::System) {
            return wrong("system/ scopes are for backend clients: an app acts for its user");
        }
        Ok(asked.to_string())
    }

    fn check_ways(&self) -> Result<(), SmartError> {
        if self.redirects.len() > REDIRECTS || self.origins.len() > ORIGINS {
            return wrong(&format!("at most {REDIRECTS} redirects and {ORIGINS} origins"));
        }
        if self.kind == Kind::Backend {
            let none = self.redirects.is_empty() && self.launch.is_none();
            return if none {
                Ok(())
            } else {
                wrong("a backend client has no redirect and no launch address")
            };
        }
        if self.redirects.is_empty() {
            return wrong("an app needs at least one redirect address");
        }
        for redirect in &self.redirects {
            address("redirect address", redirect)?;
        }
        match &self.launch {
            Some(launch) => address("launch address", launch).map(|_| ()),
            None => Ok(()),
        }
    }

    fn check_keys(&self) -> Result<(), SmartError> {
        match (&self.keys, self.kind) {
            (Keys::None, Kind::Public) => Ok(()),
            (Keys::None, _) => wrong("this kind of client proves who it is: give its public keys"),
            (_, Kind::Public) => wrong("a public client has no keys"),
            (Keys::Value(text), _) => {
                KeySet::parse(text).map(|_| ()).map_err(SmartError::Registration)
            }
            (Keys::Url { url, authorities }, _) => {
                address("address of the keys", url)?;
                if url.starts_with("https") && !authorities.contains("BEGIN CERTIFICATE") {
                    return wrong(
                        "keys at an https address need the certificates (PEM) of the \
                         authorities that vouch for that host",
                    );
                }
                Ok(())
            }
        }
    }
}

fn address(what: &str, text: &str) -> Result<Address, SmartError> {
    Address::parse(text).map_err(|form| {
        SmartError::Registration(format!("the {what} is not {form}; at most {ADDRESS_BYTES} bytes"))
    })
}

fn wrong<T>(what: &str) -> Result<T, SmartError> {
    Err(SmartError::Registration(what.to_owned()))
}

/// A name that people read before they say yes: nothing in it may change how
/// what stands around it reads (Unicode TR 36).
fn name(text: &str) -> Result<String, SmartError> {
    let text = text.trim();
    let turns = |one: char| matches!(one, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = !text.chars().any(|one| one.is_control() || turns(one));
    if !text.is_empty() && text.chars().count() <= NAME_CHARS && plain {
        Ok(text.to_owned())
    } else {
        wrong(&format!("the name has between 1 and {NAME_CHARS} characters and none of control"))
    }
}
