//! The way in of persons: a code of activation that the desk hands over.
//!
//! Nobody signs up by themselves. Who receives a person checks their identity and
//! invites them to their record ([`Accounts::invite`](crate::Accounts::invite)); the
//! code is shown once, and of it is kept only a hash that is itself kept keyed. Who
//! types it ([`Accounts::redeem`](crate::Accounts::redeem)) chooses a login and a
//! password and is in. For a person who has an account and lost the way into it, a
//! new code gives that account a new password and takes its second factors away,
//! since the desk has checked anew who they are.
//!
//! One record has at most one code at a time: a newer one ends the older. Each step
//! is traced with the record, where its person reads it.
//!
//! Who acts for a person is invited alike, by the desk that saw a document or, as a carer,
//! by the person: at most one code a delegation at a time. Who has an account already
//! takes it up there ([`Accounts::join`](crate::Accounts::join)); nobody's account is
//! given back by such a code.
//!
//! Of a code that cannot be used nobody learns why: one that never was, was used, has
//! expired, was withdrawn or replaced is refused in the same words after the same
//! look into the store. Only a code that cannot be one at all, by its check
//! character, is told apart, before any look.

mod adult;
mod check;
mod code;
mod delegates;
mod document;
mod error;
mod invite;
mod kept;
mod list;
mod redeem;
mod standing;
mod withdraw;

pub use crate::days::InvitationDays;
pub use check::Ready;
pub use delegates::{DelegateCode, NewDelegate};
pub use document::{Document, Seen};
pub use error::InvitationError;
pub use invite::{Invited, NewInvitation};
pub use list::{HouseInvitation, InvitationSeen, InvitationState, InvitationsSeen};
pub use standing::WayIn;

pub(crate) use kept::expired;

/// How the trace of an invitation begins; behind it stands the document seen.
pub const TOLD_INVITED: &str = "invited the person of the record";
/// How the trace of a withdrawn invitation begins.
pub const TOLD_WITHDRAWN: &str = "withdrew the invitation";
/// How the trace of a used code begins, of a first way in.
pub const TOLD_ACTIVATED: &str = "activated the account of the person";
/// How the trace of a used code begins, of a way in that was lost.
pub const TOLD_RESTORED: &str = "restored the way into the account of the person";

/// How the trace of a code for who acts for the person begins.
pub const TOLD_INVITED_DELEGATE: &str = "invited who acts for the person";
/// How the trace of a used code begins, of who acts for the person.
pub const TOLD_DELEGATE: &str = "took up to act for the person";

#[cfg(test)]
mod tests;
