//! A client: an app or a machine that an administrator registered.

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::SmartError;
use crate::address::Address;
use crate::flaw::{Flaw, Flaws};
use crate::jwks::KeySet;
use crate::limits::{NAME_CHARS, ORIGINS, REDIRECTS};
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

impl Keys {
    /// Of a set as text, or the address where it is published with the
    /// authorities (PEM) that vouch for that host; of neither, none.
    ///
    /// # Errors
    /// When both are given.
    pub fn given(
        set: Option<String>,
        url: Option<String>,
        authorities: String,
    ) -> Result<Self, Flaw> {
        match (set, url) {
            (Some(_), Some(_)) => Err(Flaw::TwoKeys),
            (Some(set), None) => Ok(Self::Value(set)),
            (None, Some(url)) => Ok(Self::Url { url, authorities }),
            (None, None) => Ok(Self::None),
        }
    }
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
    /// Whether an administrator has stopped it for now.
    #[serde(default)]
    pub suspended: bool,
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
    ///
    /// # Errors
    /// Every rule that it breaks.
    pub(crate) fn check(self, id: String, by: &str, now: Timestamp) -> Result<Client, Flaws> {
        let mut flaws = Vec::new();
        let name = self.name.trim().to_owned();
        if !is_plain(&name) {
            flaws.push(Flaw::Name);
        }
        let scopes = self.scopes().unwrap_or_else(|flaw| {
            flaws.push(flaw);
            String::new()
        });
        self.check_redirects(&mut flaws);
        self.check_origins(&mut flaws);
        self.check_launch(&mut flaws);
        flaws.extend(self.check_keys().err());
        if !flaws.is_empty() {
            return Err(Flaws(flaws));
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
            suspended: false,
            by: by.to_owned(),
            made: now.0,
        })
    }

    fn scopes(&self) -> Result<String, Flaw> {
        let asked = Asked::parse(&self.scopes).map_err(Flaw::Scopes)?;
        if let Some(place) = asked.unknown() {
            return Err(Flaw::ScopeUnknown(place));
        }
        if asked.is_empty() {
            return Err(Flaw::NoScope);
        }
        let machine = self.kind == Kind::Backend;
        let people = asked.reaches(Level::Patient) || asked.reaches(Level::User);
        if machine && (people || Extra::every().any(|extra| asked.has(extra))) {
            return Err(Flaw::ScopesOfApp);
        }
        if !machine && asked.reaches(Level::System) {
            return Err(Flaw::ScopesOfMachine);
        }
        asked.kept().map_err(Flaw::Scopes)
    }

    fn check_redirects(&self, flaws: &mut Vec<Flaw>) {
        let machine = self.kind == Kind::Backend;
        if self.redirects.len() > REDIRECTS {
            flaws.push(Flaw::ManyRedirects);
        } else if machine && !self.redirects.is_empty() {
            flaws.push(Flaw::MachineRedirects);
        } else if !machine && self.redirects.is_empty() {
            flaws.push(Flaw::NoRedirect);
        }
        let wrong = self.redirects.iter().find_map(|one| Address::parse(one).err());
        flaws.extend(wrong.map(Flaw::Redirect));
    }

    fn check_origins(&self, flaws: &mut Vec<Flaw>) {
        if self.origins.len() > ORIGINS {
            flaws.push(Flaw::ManyOrigins);
        }
        let wrong = self.origins.iter().find_map(|one| match Address::parse(one) {
            Err(form) => Some(Flaw::Origin(form)),
            Ok(address) => (!address.is_origin()).then_some(Flaw::MoreThanOrigin),
        });
        flaws.extend(wrong);
    }

    fn check_launch(&self, flaws: &mut Vec<Flaw>) {
        let Some(launch) = &self.launch else { return };
        if self.kind == Kind::Backend {
            flaws.push(Flaw::MachineLaunch);
        } else {
            flaws.extend(Address::parse(launch).err().map(Flaw::Launch));
        }
    }

    fn check_keys(&self) -> Result<(), Flaw> {
        match (&self.keys, self.kind) {
            (Keys::None, Kind::Public) => Ok(()),
            (Keys::None, _) => Err(Flaw::NoKeys),
            (_, Kind::Public) => Err(Flaw::PublicKeys),
            (Keys::Value(text), _) => KeySet::parse(text).map(|_| ()).map_err(Flaw::KeySet),
            (Keys::Url { url, authorities }, _) => {
                Address::parse(url).map_err(Flaw::KeysAddress)?;
                if url.starts_with("https") && !authorities.contains("BEGIN CERTIFICATE") {
                    return Err(Flaw::NoAuthorities);
                }
                Ok(())
            }
        }
    }
}

/// Whether it is a name that people can read before they say yes: nothing in it
/// may change how what stands around it reads (Unicode TR 36).
fn is_plain(name: &str) -> bool {
    let turns = |one: char| matches!(one, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let plain = !name.chars().any(|one| one.is_control() || turns(one));
    !name.is_empty() && name.chars().count() <= NAME_CHARS && plain
}
