//! Pure decisions of the gate: facts in, an answer and its reason out. No I/O.
//!
//! [`facts`] say what a decision rests on, [`tables`] are versioned data, [`rules`]
//! say when something is permitted or forbidden and where that comes from. A
//! [`Policy`] holds rules and tables. It decides on one question
//! ([`Policy::decide`], [`Policy::decide_on`]), and gives a [`Lens`], which applies the
//! same rules to each entry of a record.
//!
//! Two regimes meet in a record. What the asker's own organisation keeps follows care
//! link, role and confidentiality. What others keep follows the rules of the shared
//! record (DMP): open, consented, matrices, masks, blocks. Whoever works for no
//! organisation (the person, who acts for them, carers) knows only the second.
//!
//! [`retention`] says until when what a custodian keeps is kept.
#![warn(missing_docs)]

mod ask;
mod decide;
pub mod facts;
mod lens;
pub mod limits;
pub mod retention;
pub mod rules;
pub mod tables;

pub use ask::{Ask, Facets, TypeRight};
pub use decide::{Decision, NOTHING_PERMITS, Policy, Reason};
pub use lens::{Lens, Reading};
