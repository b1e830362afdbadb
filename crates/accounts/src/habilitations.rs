//! The review of habilitations: the privacy officer looks, at least once a year, at who may
//! do what here, and has each activity kept or asks for its withdrawal (CNIL, guide of the
//! security of personal data, "gérer les habilitations").
//!
//! What is asked is never copied: it is what accounts that are not revoked do here at the
//! moment, without persons and those who act for them, so that an activity given after the
//! opening is asked too and one that ended is not. Answers alone are kept, each with what it
//! was given on. To ask for a withdrawal changes no account: an administrator carries it
//! out, and until it is gone the review cannot be closed. Nobody answers about themselves.
//!
//! Each change writes the one cell of the reviews again, so that of two that meet one is
//! tried anew on what the other left.

mod answer;
mod close;
mod derive;
mod fault;
mod kept;
mod open;
mod report;
mod see;
mod withdrawals;

pub use answer::{Chosen, Verdict};
pub use derive::{Habilitation, Sign};
pub use fault::HabilitationFault;
pub use kept::{Answered, HabilitationReview, ReportLine, ReviewEnd};
pub use open::HabilitationStanding;
pub use report::Report;
pub use see::{HabilitationReviews, HabilitationsShown, HabilitationsSought, Progress, Reviewing};
pub use withdrawals::Withdrawal;
