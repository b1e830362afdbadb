//! Why somebody is not invited, or not let in by a code.

use hygie_base::Code;

use crate::limits::{ADULT_YEARS, CARED_FOR, DOCUMENT_WORDS_CHARS};

/// A refusal. The first two are for strangers and tell nothing of any invitation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum InvitationError {
    /// What was typed cannot be a code: a character is missing, wrong or misplaced.
    /// Found without looking anything up.
    #[error("this is not a code of activation: compare it with the letter, character by character")]
    Mistyped,
    /// A code that cannot be used, whatever became of it.
    #[error("this code cannot be used: ask the desk that gave it for a new one")]
    Unknown,
    /// The permit is not one to invite the person of this record.
    #[error("only those who receive this person invite them")]
    NotAllowed,
    /// The identity of the person is not in reach.
    #[error("the identity of this person is kept by another organisation, which invites them")]
    NoIdentity,
    /// The person's name is not recorded.
    #[error("the record has no name of the person: complete the identity first")]
    Nameless,
    /// The person's date of birth is not recorded, or not precisely enough.
    #[error("the record has no date of birth that shows an adult: complete the identity first")]
    AgeUnknown,
    /// The person is under age.
    #[error(
        "the person is under {ADULT_YEARS}: their record is opened through their legal \
         representatives, whom the desk registers"
    )]
    Minor,
    /// The person died.
    #[error("the person died: nobody is invited to their record")]
    Deceased,
    /// The person has an account, and nothing says that the way into it was lost.
    #[error("the person has an account already")]
    HasAccount,
    /// The person's account is suspended, which an administrator decides.
    #[error("the account of this person is suspended: ask an administrator")]
    Suspended,
    /// The person's account is also one for work, which a desk does not reset.
    #[error("the person works here with the same account: an administrator resets it")]
    Professional,
    /// Another document without words, or with too many.
    #[error("say which other document was seen, in 1 to {DOCUMENT_WORDS_CHARS} characters")]
    Words,
    /// Who acts for the person by law is invited by the document that was seen.
    #[error("say with which document it was checked who acts for the person")]
    Unseen,
    /// An account acts by this delegation already.
    #[error("they have their access already: end it and begin anew if they lost it")]
    Held,
    /// The person of the record would act for themselves.
    #[error("this account is that of the person themselves: nobody acts for themselves")]
    OwnRecord,
    /// More than [`CARED_FOR`].
    #[error("an account is a carer for {CARED_FOR} persons at most: end one first")]
    TooManyPersons,
    /// There is no such invitation, or it has ended.
    #[error("there is no such invitation any more")]
    Ended,
}

impl InvitationError {
    /// The row of the error table.
    pub const fn code(self) -> Code {
        match self {
            Self::Mistyped
            | Self::Nameless
            | Self::AgeUnknown
            | Self::Minor
            | Self::Deceased
            | Self::HasAccount
            | Self::Suspended
            | Self::Professional
            | Self::Words
            | Self::Unseen
            | Self::Held
            | Self::OwnRecord
            | Self::TooManyPersons => Code::BusinessRule,
            Self::Unknown => Code::LogIn,
            Self::NotAllowed | Self::NoIdentity => Code::Forbidden,
            Self::Ended => Code::NotFound,
        }
    }
}
