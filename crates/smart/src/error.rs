//! What can go wrong, typed; the edge turns it into an answer.

use hygie_accounts::AccountError;
use hygie_base::Code;
use hygie_record::RecordError;

use crate::flaw::Flaws;
use crate::limits::CLIENTS;

/// The error codes of OAuth 2 (RFC 6749, sections 4.1.2.1 and 5.2).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OAuthCode {
    /// A parameter is missing, repeated or cannot be read.
    InvalidRequest,
    /// Who asks could not prove who it is.
    InvalidClient,
    /// The code or refresh token is wrong, past its end or another's.
    InvalidGrant,
    /// This client may not ask in this way.
    UnauthorizedClient,
    /// This way of asking is not known here.
    UnsupportedGrantType,
    /// This kind of answer is not known here.
    UnsupportedResponseType,
    /// A scope is unknown or more than the client was registered for.
    InvalidScope,
    /// The person said no, or may not say yes.
    AccessDenied,
    /// Too many questions, or the store does not answer.
    TemporarilyUnavailable,
}

impl OAuthCode {
    /// As the protocol spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::InvalidScope => "invalid_scope",
            Self::AccessDenied => "access_denied",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
        }
    }
}

/// A refusal in the words of the protocol. What it says quotes nothing that was
/// sent, but for a scope's place in its list.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{}: {why}", .code.name())]
pub struct Refused {
    /// Which error.
    pub code: OAuthCode,
    /// What is wrong and what to do: printable ASCII without quotes or
    /// backslashes (RFC 6749, section 5.2).
    pub why: String,
}

/// A refusal or fault.
#[derive(Debug, thiserror::Error)]
pub enum SmartError {
    /// A client is refused, and may read why.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// What an administrator wants to register cannot be.
    #[error(transparent)]
    Registration(#[from] Flaws),
    /// There are as many clients as there may be.
    #[error("at most {CLIENTS} apps and machines can be registered: end one first")]
    TooMany,
    /// This client asks too often.
    #[error("too many requests of this client: wait {seconds} seconds")]
    Throttled {
        /// Whole seconds to wait.
        seconds: u32,
    },
    /// Others kept changing the same thing.
    #[error("others kept changing the same thing; try again")]
    Contended,
    /// What is stored is of no version that this program knows.
    #[error("a stored {0} is of another version or damaged")]
    Damaged(&'static str),
    /// A part of the program failed.
    #[error("a part of the program failed")]
    Broken,
    /// The accounts refused or failed.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The record service refused or failed.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl SmartError {
    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Refused(_) => Code::Usage,
            Self::Registration(_) | Self::TooMany => Code::BusinessRule,
            Self::Throttled { .. } => Code::Throttled,
            Self::Contended => Code::Conflict,
            Self::Damaged(_) => Code::Corrupt,
            Self::Broken => Code::Unavailable,
            Self::Account(error) => error.code(),
            Self::Record(error) => error.code(),
        }
    }
}

pub(crate) fn refused(code: OAuthCode, why: impl Into<String>) -> SmartError {
    SmartError::Refused(Refused { code, why: why.into() })
}
