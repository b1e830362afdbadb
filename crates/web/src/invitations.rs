//! Giving the person of a record a way into it, from the care team's door: the
//! check of their identity, the letter with the code, and what was given before.
//!
//! Nothing of it stands in an address but the record's number.

mod give;
mod letter;
mod show;
mod withdraw;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_accounts::{AccountError, InvitationError};
use hygie_http::Fault;

use crate::faults::of_account;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/records/{no}/invitations", get(show::show).post(give::give))
        .route("/records/{no}/invitations/withdraw", post(withdraw::withdraw))
}

/// A refusal that the page tells; a fault when it is none.
pub(crate) fn told(error: AccountError) -> Result<InvitationError, Fault> {
    match error {
        AccountError::Invitation(InvitationError::NotAllowed) => Err(of_account(error)),
        AccountError::Invitation(refused) => Ok(refused),
        other => Err(of_account(other)),
    }
}

/// The message of a refusal.
pub(crate) const fn key(refused: InvitationError) -> &'static str {
    match refused {
        InvitationError::NoIdentity => "invite-no-identity",
        InvitationError::Nameless => "invite-nameless",
        InvitationError::AgeUnknown => "invite-age-unknown",
        InvitationError::Minor => "invite-minor",
        InvitationError::Deceased => "invite-deceased",
        InvitationError::HasAccount => "invite-has-account",
        InvitationError::Suspended => "invite-suspended",
        InvitationError::Professional => "invite-professional",
        InvitationError::Words => "invite-words-wrong",
        InvitationError::Unseen => "invite-document-wrong",
        InvitationError::Held => "delegate-held",
        InvitationError::OwnRecord
        | InvitationError::TooManyPersons
        | InvitationError::Mistyped
        | InvitationError::Unknown
        | InvitationError::NotAllowed
        | InvitationError::Ended => "invite-ended",
    }
}

pub(crate) use give::seen;
pub(crate) use letter::{To, letter};

#[cfg(test)]
pub(crate) mod tests;
