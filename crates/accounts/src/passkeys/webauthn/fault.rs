//! Why an answer of an authenticator does not count.

/// What is wrong. For traces and for whose account it is; a stranger is told
/// none of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PasskeyFault {
    /// Not the JSON that our script sends, or too long.
    #[error("the answer cannot be read")]
    Answer,
    /// The client data is not that of WebAuthn 5.8.1, or of another ceremony.
    #[error("the client data is not that of this ceremony")]
    ClientData,
    /// The challenge is none of ours, or was made for something else.
    #[error("the challenge is not ours")]
    Challenge,
    /// The challenge is older than its time, or of a clock that was ahead.
    #[error("the challenge has expired")]
    Expired,
    /// The challenge was answered before.
    #[error("the challenge was used before")]
    Replayed,
    /// The page that asked is not one of ours.
    #[error("the origin is not ours")]
    Origin,
    /// The authenticator answered for another relying party.
    #[error("the relying party is not ours")]
    Party,
    /// The authenticator data is not that of WebAuthn 6.1.
    #[error("the authenticator data cannot be read")]
    AuthenticatorData,
    /// Nobody touched the authenticator.
    #[error("nobody was present")]
    Presence,
    /// The authenticator did not check who touched it: then it is one factor.
    #[error("the authenticator did not verify its user")]
    Verification,
    /// A passkey that may be copied says it may not, or the other way round.
    #[error("the passkey changed whether it may be copied")]
    Backup,
    /// The attestation object is not that of WebAuthn 6.5.4, or attests something.
    #[error("the attestation cannot be read, or is not `none`")]
    Attestation,
    /// The key is of no algorithm that was offered, or malformed.
    #[error("the public key is not one that is taken")]
    Key,
    /// The signature is not by this passkey.
    #[error("the signature is wrong")]
    Signature,
    /// The counter did not grow: there may be a copy of the authenticator.
    #[error("the signature counter went back: the passkey may have been copied")]
    Counter,
    /// The passkey is not one of this account.
    #[error("the passkey is not known")]
    Unknown,
    /// The user handle is another account's.
    #[error("the user handle is not that of the account")]
    Handle,
}
