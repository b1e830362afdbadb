//! The trace: who saw or did what, why, when and from where.
//!
//! A trace has a canonical form (compact JSON with its members in a fixed
//! order), which is what a person's proof discloses. Its leaf in the log is
//! HMAC-SHA-256 of that form under 32 random bytes `r`, so that a leaf alone
//! says nothing and can outlive the body. The body, `r` and the canonical form,
//! is sealed under a trace key of the record and year, apart from the record's
//! own keys: traces survive the erasure of a record. What goes into the transparency
//! log is [`logged`]: the leaf with all that stands in clear beside it.
#![warn(missing_docs)]

mod logged;
mod model;
mod sealed;

pub use logged::{LOGGED_BYTES, logged};
pub use model::{Action, Actor, HeadSeen, Outcome, Purpose, Trace};
pub use sealed::{
    Disclosed, TraceError, disclose, key_label, key_year, open, seal, technical_label,
    technical_month,
};
