//! Alerts computed from the trace: who opened which record without what would explain it.
//!
//! Who calls gives the [`Access`]es of one day, one for each record that somebody came to,
//! with what is known of both ([`Actor`], [`Person`], [`Counts`]). Each detector tells facts
//! of an access and how much they weigh; [`watch`] adds them up, and what weighs enough is
//! an [`Alert`] that carries its facts. Facts are values: whoever shows them finds the words.
//!
//! Nothing here is a verdict. A rare name shared with a person, a street, a night: each has
//! innocent reasons, and the privacy officer asks. What somebody does every day does not
//! weigh, so that common names and busy desks do not flood the list: [`Habits`].
//!
//! Layer 0: pure, no I/O.
#![warn(missing_docs)]

mod access;
mod address;
mod alert;
mod detectors;
mod habit;
pub mod limits;
mod names;
mod ties;
mod watch;

pub use access::{Access, Actor, Basis, Colleague, Counts, Person};
pub use address::{Address, Nearness};
pub use alert::{Alert, Fact, Who};
pub use detectors::night::is_night;
pub use habit::{Habit, Habits, Peers};
pub use names::Names;
pub use ties::Ties;
pub use watch::watch;
