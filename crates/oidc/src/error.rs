//! What can go wrong, typed; the edge turns it into an answer by [`Code`].
//! Nothing here quotes what the provider sent, but for the name of an OAuth error.

use hygie_base::Code;

use crate::claims::ClaimsFault;
use crate::pending::PendingFault;

/// Which request to the provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Call {
    /// What the provider says of itself (OpenID Connect Discovery 1.0).
    Discovery,
    /// Its public keys (RFC 7517).
    Keys,
    /// A code against tokens (RFC 6749, section 4.1.3).
    Token,
    /// The claims (OpenID Connect Core, section 5.3).
    UserInfo,
}

impl std::fmt::Display for Call {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str(match self {
            Self::Discovery => "the provider's description of itself",
            Self::Keys => "the provider's keys",
            Self::Token => "the provider's token endpoint",
            Self::UserInfo => "the provider's user info",
        })
    }
}

/// Why a request brought no answer that can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum CallFault {
    /// The address is of a host that the operator did not name, or not over TLS.
    #[error("its address is not over TLS, or of a host that the configuration does not name")]
    Host,
    /// No connection.
    #[error("it is not reached")]
    Unreachable,
    /// The certificate is not of a known authority, or for another host.
    #[error(
        "it does not prove who it is: its certificate must be for the host and of an authority \
             in the configuration"
    )]
    Certificate,
    /// The connection broke.
    #[error("the connection broke")]
    Broken,
    /// No whole answer in time.
    #[error("it takes too long")]
    TooSlow,
    /// The answer is larger than allowed.
    #[error("its answer is larger than allowed")]
    TooLarge,
    /// It answered with a redirection.
    #[error("it redirects, which is not followed")]
    Redirected,
    /// It answered with an error of HTTP.
    #[error("it answers with status {0}")]
    Status(u16),
    /// The answer is not what the standard says.
    #[error("its answer cannot be read: {0}")]
    Unreadable(&'static str),
}

/// What is wrong with an ID token, or with signed user info.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum TokenFault {
    /// There is none, or it is no signed token with the claims that must be there.
    #[error("it is missing, or lacks what must be there")]
    Shape,
    /// The signature is not of the key.
    #[error("its signature is wrong")]
    Signature,
    /// The algorithm is not one that is expected.
    #[error("it is signed with an algorithm that is not expected")]
    Algorithm,
    /// The key is not the provider's.
    #[error("its key is not one of the provider's")]
    Key,
    /// `iss`.
    #[error("its issuer is another")]
    Issuer,
    /// `aud`.
    #[error("it is not for this service alone")]
    Audience,
    /// `azp`.
    #[error("it was issued to another service")]
    Party,
    /// `exp`.
    #[error("it has expired")]
    Expired,
    /// `nbf`.
    #[error("it does not count yet")]
    Early,
    /// `iat`.
    #[error("it was issued too long ago, or in the future")]
    Issued,
    /// `nonce`.
    #[error("it does not answer this log-in")]
    Nonce,
    /// `acr`.
    #[error("the log-in at the provider was not of the strength that is asked for")]
    Strength,
    /// `auth_time`.
    #[error("it tells of a log-in from before this one was begun")]
    Earlier,
    /// `at_hash`.
    #[error("it is of another access token")]
    AccessToken,
    /// `sub`.
    #[error("its subject is missing, too long, or not the same in the user info")]
    Subject,
}

/// A refusal or fault.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum OidcError {
    /// The provider did not answer, or not as it must.
    #[error("{call}: {fault}")]
    Call {
        /// Which request.
        call: Call,
        /// What went wrong.
        fault: CallFault,
    },
    /// The provider said no, by the name of an OAuth error (RFC 6749, OpenID
    /// Connect Core); `access_denied` when the person gave up.
    #[error("the provider refused: {0}")]
    Refused(String),
    /// What the browser came back with is not the answer to this log-in.
    #[error("this is not the answer to the log-in that this browser began: begin again")]
    State,
    /// The answer names another issuer, or none where it must (RFC 9207).
    #[error("the answer is not of the provider that was asked: begin again")]
    AnswerIssuer,
    /// The pending log-in cannot be used.
    #[error(transparent)]
    Pending(#[from] PendingFault),
    /// The ID token is refused.
    #[error("the provider's ID token is refused: {0}")]
    IdToken(TokenFault),
    /// The user info is refused.
    #[error("the provider's user info is refused: {0}")]
    UserInfo(TokenFault),
    /// The claims do not make an identity.
    #[error("who logged in cannot be taken: {0}")]
    Claims(#[from] ClaimsFault),
    /// An address of our own that is none.
    #[error("{0} is no address of this service: https, without a fragment")]
    OwnAddress(&'static str),
    /// Our own proof of who we are could not be made.
    #[error("the key of this service cannot sign")]
    Signing,
}

impl OidcError {
    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Call { .. } | Self::Signing => Code::Unavailable,
            Self::Refused(_)
            | Self::State
            | Self::AnswerIssuer
            | Self::Pending(_)
            | Self::IdToken(_)
            | Self::UserInfo(_) => Code::LogIn,
            Self::Claims(_) => Code::Forbidden,
            Self::OwnAddress(_) => Code::Usage,
        }
    }
}
