//! How people read a record: compact facts from FHIR R4 resources, and from the
//! facts of one record the synthesis on one screen, the banner and the timeline.
//!
//! Nothing here speaks a language: it gives typed states and the texts of the
//! sources; whoever shows them finds the words. Nothing is guessed: what is
//! absent or unknown stays so, what was refuted, not done, cancelled or entered
//! in error is never stated as a fact, and contradictions are shown.
//!
//! Layer 0: pure, no I/O.
#![warn(missing_docs)]

mod allergies;
mod banner;
mod block;
mod code;
pub mod details;
mod fact;
mod kind;
pub mod limits;
mod moment;
mod note;
mod order;
mod seen;
mod sparkline;
mod standing;
pub mod synthesis;
mod text;
pub mod timeline;

pub use allergies::{Allergies, AllergyLine, allergies};
pub use banner::{
    Age, AgeUnit, Banner, Deceased, Identifier, IdentifierSort, IdentityStatus, Name, Sex,
};
pub use block::{Block, State};
pub use code::{Code, System, TitleFrom};
pub use details::{Detail, Details};
pub use fact::allergy::{Allergy, Categories, Criticality, Scope, Severity};
pub use fact::encounter::Encounter;
pub use fact::medication::{Dosage, Dose, Medication, Timing};
pub use fact::other::{Document, Problem, Remark, Vaccination};
pub use fact::quantity::Quantity;
pub use fact::result::{Bounds, Component, Flag, Measure, Value};
pub use fact::{Dated, Fact, Link, Particulars, Role};
pub use kind::{Kind, KindSet};
pub use moment::{Moment, Precision, When};
pub use note::note_text;
pub use seen::Seen;
pub use sparkline::{Sparkline, sparkline};
pub use standing::{Certainty, Standing};
pub use synthesis::Synthesis;
pub use timeline::Timeline;
