//! The lock of a shared workstation: quick to leave, quick to come back, nothing open
//! meanwhile.
//!
//! A session is locked by its owner, or by itself when nobody used it for as long as
//! [`LockAfter`] says. It opens nothing then, on no node, and does not last longer than
//! one that is used: it ends when it rested as long as any other may. It is unlocked by a
//! [`Proof`], goes on as the same session under another cookie, and is not fresh by it.
//!
//! A PIN belongs to one account on one device. It begins no session and is no factor
//! anywhere else. Each attempt is counted in the account before it is looked at, so that
//! neither many at the same time nor another node gives one more.

mod after;
mod carried;
mod close;
mod idle;
mod pin;
mod set_pin;
mod unlock;

pub use after::{LockAfter, LockAfterError};
pub(crate) use pin::Pin;
pub use pin::PinFault;
pub use unlock::Proof;
pub(crate) use unlock::unlocked;
