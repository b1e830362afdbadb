//! What about a client cannot be: one rule each, said in the same words by the
//! command and, in two languages, by the pages.

use crate::limits::{ADDRESS_BYTES, NAME_CHARS, ORIGINS, REDIRECTS};
use crate::scope::AskedError;

/// A part of a registration, as a form has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ClientField {
    /// Its name in words.
    Name,
    /// What sort it is.
    Kind,
    /// What it may ask for.
    Scopes,
    /// Where the browser may be sent back to.
    Redirects,
    /// Origins of its pages.
    Origins,
    /// Where it is started from a record.
    Launch,
    /// Its public keys.
    Keys,
}

/// One rule that a registration breaks.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Flaw {
    /// The name is empty, too long or holds what people do not see.
    #[error("the name has between 1 and {NAME_CHARS} characters and none of control")]
    Name,
    /// The kind is another than it was registered with.
    #[error("the kind of a client does not change: register another one")]
    Kind,
    /// The scopes cannot be read.
    #[error(transparent)]
    Scopes(AskedError),
    /// One scope is not known; its place from 1.
    #[error("scope {0} is not known here")]
    ScopeUnknown(usize),
    /// There is no scope.
    #[error("a client has at least one scope")]
    NoScope,
    /// A machine that asks for what people allow.
    #[error("a backend client has system/ scopes alone: nobody launches it")]
    ScopesOfApp,
    /// An app that asks for what machines do.
    #[error("system/ scopes are for backend clients: an app acts for its user")]
    ScopesOfMachine,
    /// There are too many redirect addresses.
    #[error("at most {REDIRECTS} redirects and {ORIGINS} origins")]
    ManyRedirects,
    /// There are too many origins.
    #[error("at most {REDIRECTS} redirects and {ORIGINS} origins")]
    ManyOrigins,
    /// A machine with a redirect address.
    #[error("a backend client has no redirect and no launch address")]
    MachineRedirects,
    /// A machine with a launch address.
    #[error("a backend client has no redirect and no launch address")]
    MachineLaunch,
    /// An app without a redirect address.
    #[error("an app needs at least one redirect address")]
    NoRedirect,
    /// A redirect address that is none; how they are written.
    #[error("the redirect address is not {0}; at most {ADDRESS_BYTES} bytes")]
    Redirect(&'static str),
    /// A launch address that is none.
    #[error("the launch address is not {0}; at most {ADDRESS_BYTES} bytes")]
    Launch(&'static str),
    /// An origin that is no address.
    #[error("the origin is not {0}; at most {ADDRESS_BYTES} bytes")]
    Origin(&'static str),
    /// An origin with more than its parts.
    #[error("an origin is https://host[:port] alone, without the scheme's own port")]
    MoreThanOrigin,
    /// A set of keys and an address of keys.
    #[error("give the public keys or the address where they are published, not both")]
    TwoKeys,
    /// No keys for a client that must have some.
    #[error("this kind of client proves who it is: give its public keys")]
    NoKeys,
    /// Keys of a client that can keep none.
    #[error("a public client has no keys")]
    PublicKeys,
    /// A set of keys that cannot be used, and why.
    #[error("{0}")]
    KeySet(String),
    /// An address of keys that is none.
    #[error("the address of the keys is not {0}; at most {ADDRESS_BYTES} bytes")]
    KeysAddress(&'static str),
    /// An address of keys whose host nobody vouches for.
    #[error(
        "keys at an https address need the certificates (PEM) of the authorities that vouch for \
         that host"
    )]
    NoAuthorities,
}

impl Flaw {
    /// Which field is to be changed.
    pub const fn field(&self) -> ClientField {
        match self {
            Self::Name => ClientField::Name,
            Self::Kind => ClientField::Kind,
            Self::Scopes(_)
            | Self::ScopeUnknown(_)
            | Self::NoScope
            | Self::ScopesOfApp
            | Self::ScopesOfMachine => ClientField::Scopes,
            Self::ManyRedirects | Self::MachineRedirects | Self::NoRedirect | Self::Redirect(_) => {
                ClientField::Redirects
            }
            Self::ManyOrigins | Self::Origin(_) | Self::MoreThanOrigin => ClientField::Origins,
            Self::MachineLaunch | Self::Launch(_) => ClientField::Launch,
            Self::TwoKeys
            | Self::NoKeys
            | Self::PublicKeys
            | Self::KeySet(_)
            | Self::KeysAddress(_)
            | Self::NoAuthorities => ClientField::Keys,
        }
    }
}

/// Every rule that a registration breaks, in the order of the fields.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flaws(pub Vec<Flaw>);

impl std::fmt::Display for Flaws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, flaw) in self.0.iter().enumerate() {
            let gap = if at == 0 { "" } else { "; " };
            write!(f, "{gap}{flaw}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Flaws {}
