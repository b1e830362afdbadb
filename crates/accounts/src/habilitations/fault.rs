//! What cannot be in a review of habilitations.

use crate::limits::{HABILITATION_DAYS, HABILITATIONS_SHOWN, WITHDRAWAL_LEAST, WITHDRAWAL_MOST};

/// What was given, or done, that cannot be. Nothing was written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum HabilitationFault {
    /// The last day is not after today, or too far.
    #[error("a review is due after today and within {HABILITATION_DAYS} days")]
    Due,
    /// Another one is open.
    #[error("a review is open: close it first")]
    Open,
    /// None is open.
    #[error("no review is open")]
    Closed,
    /// Nothing was chosen.
    #[error("choose a habilitation at least")]
    Nothing,
    /// Too many were chosen.
    #[error("choose {HABILITATIONS_SHOWN} habilitations at most")]
    Many,
    /// Why it is to be withdrawn says too little or too much.
    #[error("say why in {WITHDRAWAL_LEAST} to {WITHDRAWAL_MOST} letters")]
    Reason,
    /// One that was chosen ended meanwhile.
    #[error("a habilitation ended meanwhile: look again")]
    Gone,
    /// One that was chosen was answered meanwhile.
    #[error("a habilitation was answered meanwhile: look again")]
    Answered,
    /// It is one's own.
    #[error("it is about yourself: another privacy officer answers")]
    Own,
    /// Some have no answer.
    #[error("some habilitations have no answer yet")]
    Unanswered,
    /// A withdrawal that was asked for is not carried out.
    #[error("a withdrawal that was asked for is not carried out yet")]
    NotCarriedOut,
}
