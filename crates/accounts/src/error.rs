//! What can go wrong, typed; the edge turns it into an answer by [`Code`].

use hygie_base::Code;
use hygie_gate::GateError;
use hygie_record::RecordError;

use crate::account::Field;
use crate::habilitations::HabilitationFault;
use crate::invitations::InvitationError;
use crate::limits::{
    ACTIVITIES, ASSIGNED, ISSUER_BYTES, LINKS, PASSKEYS, PERSON_ACCOUNTS, SECRET_CONNECTIONS,
    SOUGHT_CHARS, SUBJECT_BYTES, WARDS,
};
use crate::passkeys::webauthn::PasskeyFault;
use crate::password::BreachedError;
use crate::{IllegalStep, LoginFault, PasswordFault, PinFault};

/// A refusal or fault. None tells a stranger whether a login exists.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// The login or the password is wrong; which one is not said.
    #[error("the login or the password is wrong")]
    Refused,
    /// The one-time password is right and too old. Only who holds it learns this.
    #[error("this one-time password has expired: ask for another one")]
    OneTimeExpired,
    /// The account is suspended or revoked. Only who holds its password learns this.
    #[error("this account is suspended or closed: ask an administrator")]
    Barred,
    /// The last full proof of who somebody is was too long ago for this.
    #[error("this asks to show again who you are: confirm, then send it again")]
    Stale,
    /// A PIN that cannot be one, or that many would guess.
    #[error(transparent)]
    Pin(#[from] PinFault),
    /// A PIN that is not the one of this device.
    #[error("this is not the PIN of this device; {left} more attempts")]
    WrongPin {
        /// Attempts until the session ends.
        left: u32,
    },
    /// An account that opens the record of its person, and nothing else.
    #[error("this account opens the record of a person: who works here has one of their own")]
    OfPerson,
    /// The identity at a log-in provider is linked to no account here.
    #[error("this identity is not linked to an account here")]
    NotLinked,
    /// The provider is for professionals and the account a person's, or the other
    /// way round. Only its holder and administrators learn this.
    #[error("this provider is not for accounts of this kind")]
    OtherKind,
    /// The identity is linked to another account, or this account to another
    /// identity of that provider. Only said to who proved both.
    #[error("this identity or this account is linked already")]
    LinkedAlready,
    /// More than [`LINKS`].
    #[error("an account is linked to at most {LINKS} providers")]
    TooManyLinks,
    /// The account is not linked to that provider.
    #[error("the account is not linked to this provider")]
    NoSuchLink,
    /// This house sends no mail.
    #[error("this house sends no mail")]
    NoMail,
    /// What was typed is no address that mail can go to.
    #[error("this is no mail address")]
    MailAddress,
    /// The code is wrong, was used or has passed.
    #[error("this code is wrong or has passed: ask for another one")]
    MailCode,
    /// Without this link nobody could log in to the account.
    #[error("this link is the only way in: choose a password first")]
    OnlyWay,
    /// An issuer or a subject that cannot be one.
    #[error(
        "an issuer is an address of up to {ISSUER_BYTES} characters, a subject up to \
             {SUBJECT_BYTES} characters; both in ASCII without blanks"
    )]
    Identity,
    /// The session is not at the stage for this.
    #[error("this is not what the session is for at this moment")]
    NotNow,
    /// A code typed to enrol a second factor, or to change one, is wrong.
    #[error("this code is wrong, was used before or has passed")]
    Code,
    /// The passkey that was made is not taken. Only its maker learns why.
    #[error("the passkey cannot be registered: {0}")]
    Passkey(PasskeyFault),
    /// More than [`PASSKEYS`].
    #[error("an account has at most {PASSKEYS} passkeys")]
    TooManyPasskeys,
    /// The passkey is registered already.
    #[error("this passkey is registered already")]
    SamePasskey,
    /// There is no such passkey in one's own account.
    #[error("the account has no such passkey")]
    NoSuchPasskey,
    /// The permit is not one on accounts.
    #[error("only administrators see and change accounts")]
    NotAllowed,
    /// An administrator's own account, whose state and roles others change.
    #[error("nobody changes the state or the roles of their own account")]
    Own,
    /// The last active administrator must stay one.
    #[error("this is the last active administrator: make another one first")]
    LastAdministrator,
    /// A step that does not lead on from where the account stands.
    #[error(transparent)]
    Step(#[from] IllegalStep),
    /// There is no such activity in the account.
    #[error("the account has no such activity")]
    NoSuchActivity,
    /// The account has this activity already.
    #[error("the account has this activity already")]
    SameActivity,
    /// The last activity of an account.
    #[error("an account has at least one activity: suspend or revoke it instead")]
    LastActivity,
    /// There is no such ward in the organisation, or it is closed.
    #[error("the organisation has no such ward, or it is closed")]
    NoSuchWard,
    /// Another ward of the organisation has this name.
    #[error("another ward of the organisation has this name")]
    SameWard,
    /// More than [`WARDS`].
    #[error("an organisation has at most {WARDS} wards")]
    TooManyWards,
    /// More than [`ASSIGNED`].
    #[error("somebody is assigned to at most {ASSIGNED} wards in one activity")]
    TooManyAssigned,
    /// More than [`SECRET_CONNECTIONS`].
    #[error("a session has at most {SECRET_CONNECTIONS} secret connections: leave one first")]
    TooManySecretConnections,
    /// More than [`ACTIVITIES`].
    #[error("an account has at most {ACTIVITIES} activities")]
    TooManyActivities,
    /// More than [`PERSON_ACCOUNTS`].
    #[error("the person of a record has at most {PERSON_ACCOUNTS} accounts: revoke one first")]
    TooManyHolders,
    /// What was typed to find an account is longer than [`SOUGHT_CHARS`].
    #[error("what is typed to find an account has at most {SOUGHT_CHARS} characters")]
    SoughtTooLong,
    /// Too many wrong attempts on this login, whether it exists or not, or from
    /// this address.
    #[error("too many attempts: wait {seconds} seconds")]
    Throttled {
        /// Whole seconds to wait.
        seconds: u32,
    },
    /// Too many people are logging in at this moment.
    #[error("too many log-ins at this moment: try again")]
    Busy,
    /// The session has ended meanwhile.
    #[error("the session has ended")]
    Ended,
    /// The set-up token is wrong, or was replaced by a newer one.
    #[error("this set-up token is not valid")]
    SetUpToken,
    /// The first account exists already.
    #[error("the first account exists already")]
    AlreadyClaimed,
    /// The login cannot be one.
    #[error(transparent)]
    Login(#[from] LoginFault),
    /// The login is taken. Only said to who may make accounts.
    #[error("this login is taken")]
    Taken,
    /// There is no such account. Only said to who may change accounts.
    #[error("there is no such account")]
    NoSuchAccount,
    /// The password is refused.
    #[error(transparent)]
    Password(#[from] PasswordFault),
    /// Another field cannot be kept as it stands.
    #[error("{field} is empty, too long or has control characters")]
    Field {
        /// Which one.
        field: Field,
    },
    /// The role is that of a machine.
    #[error("machines have tokens, not accounts")]
    Machine,
    /// A token without scopes.
    #[error("a token has at least one scope")]
    NoScope,
    /// The end of a token is not within its limits.
    #[error("a token ends in the future, and within a year")]
    Expiry,
    /// Others kept changing the same account.
    #[error("others kept changing the account; try again")]
    Contended,
    /// Somebody is not invited, or not let in by a code.
    #[error(transparent)]
    Invitation(#[from] InvitationError),
    /// Something in a review of habilitations that cannot be.
    #[error(transparent)]
    Habilitation(#[from] HabilitationFault),
    /// The operator's list of breached passwords cannot be used.
    #[error(transparent)]
    Breached(#[from] BreachedError),
    /// What is stored is not an account of a version that this program knows.
    #[error("a stored {0} is of another version or damaged")]
    Damaged(&'static str),
    /// A part of the program failed.
    #[error("a part of the program failed")]
    Broken,
    /// The gate refused.
    #[error(transparent)]
    Gate(#[from] GateError),
    /// The record service refused or failed.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl AccountError {
    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Refused
            | Self::OneTimeExpired
            | Self::Barred
            | Self::NotLinked
            | Self::OtherKind
            | Self::Ended
            | Self::WrongPin { .. }
            | Self::SetUpToken => Code::LogIn,
            Self::NotNow | Self::NotAllowed | Self::Stale => Code::Forbidden,
            Self::Throttled { .. } | Self::Busy => Code::Throttled,
            Self::AlreadyClaimed | Self::Taken | Self::Contended => Code::Conflict,
            Self::NoSuchAccount
            | Self::NoSuchActivity
            | Self::NoSuchPasskey
            | Self::NoSuchLink
            | Self::NoSuchWard => Code::NotFound,
            Self::Login(_)
            | Self::Code
            | Self::Passkey(_)
            | Self::TooManyPasskeys
            | Self::SamePasskey
            | Self::Own
            | Self::LastAdministrator
            | Self::Step(_)
            | Self::SameActivity
            | Self::LastActivity
            | Self::OfPerson
            | Self::TooManyActivities
            | Self::SameWard
            | Self::TooManyWards
            | Self::TooManyAssigned
            | Self::TooManySecretConnections
            | Self::TooManyHolders
            | Self::SoughtTooLong
            | Self::LinkedAlready
            | Self::TooManyLinks
            | Self::OnlyWay
            | Self::NoMail
            | Self::MailAddress
            | Self::MailCode
            | Self::Identity
            | Self::Password(_)
            | Self::Pin(_)
            | Self::Field { .. }
            | Self::Machine
            | Self::NoScope
            | Self::Habilitation(_)
            | Self::Expiry => Code::BusinessRule,
            Self::Breached(_) | Self::Broken => Code::Unavailable,
            Self::Damaged(_) => Code::Corrupt,
            Self::Invitation(error) => error.code(),
            Self::Gate(error) => error.code(),
            Self::Record(error) => error.code(),
        }
    }

    /// Whole seconds after which it is worth trying again, for `Retry-After`.
    pub const fn retry_after_seconds(&self) -> Option<u32> {
        match self {
            Self::Throttled { seconds } => Some(*seconds),
            Self::Busy => Some(1),
            _ => None,
        }
    }
}
