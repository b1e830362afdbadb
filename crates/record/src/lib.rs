//! One record per person: an append-only journal of sealed entries.
//!
//! Everything that reads or writes a record takes a [`Permit`], which only the
//! holder of the one [`Mint`] can make (design I2), and nothing read is handed
//! out before the trace of its release is durable (design I1).
//!
//! - writing: [`Records::submit`], [`Records::write`], [`Records::write_on`]
//! - reading: [`Records::read`], [`Records::history`], [`Records::open`],
//!   [`Records::search`], [`Records::traces`]
//! - finding: [`Records::find_patient`]
//! - keeping: [`Records::erase`], [`Records::rotate_keys`], [`Records::check`],
//!   [`Records::reindex`]
#![warn(missing_docs)]

mod acts;
mod allowed;
mod attachments;
mod cache;
mod category;
mod cells;
mod changes;
mod check;
mod compose;
mod condition;
mod current;
mod custody;
mod draft;
mod entry;
mod eras;
mod erase;
mod error;
mod everything;
mod find;
mod history;
mod homes;
mod indexes;
mod keys;
mod labels;
mod leases;
mod lens;
pub mod limits;
mod logs;
mod open;
mod opened;
mod order;
mod own;
mod page;
mod parts;
mod permit;
mod persons;
mod place;
mod predicted;
mod prepare;
mod read;
mod resolve;
mod rights;
mod rotate;
mod search;
mod seek;
mod service;
mod shared;
mod sieve;
mod single;
mod sought;
mod tails;
mod traces;
mod traces_between;
mod traces_since;
mod tracing;
mod unique;
mod view;
mod watched;
mod whole;
mod write;

pub use acts::{Act, Acts};
pub use category::{CATEGORISED, Categories, Category, NoCategory};
pub use cells::{Cell, CellChange, CellChanges, CellTag, Expected, Table};
pub use changes::{ChangeBounds, ChangeMark, Changed, ChangesAsked};
pub use check::{Finding, Report};
pub use condition::{Basis, Matched};
pub use draft::{Draft, RIGHT_IDS, TRACE_IDS};
pub use entry::{Entry, Version};
pub use erase::Erased;
pub use error::RecordError;
pub use everything::{Everything, EverythingFound};
pub use history::{Span, Versions};
pub use indexes::Reindexed;
pub use lens::{Kinds, Lens};
pub use logs::{
    Alarm, Contradiction, Expired, Held, LogReport, LogSeen, Proofs, Proven, TraceProven,
    TraceTimes, TracesProven, Witnessed, WitnessedLog,
};
pub use opened::{OpenRecord, Resource, State};
pub use page::PageMark;
pub use parts::{KeptPage, KeptPart, KeptParts, Weigh};
pub use permit::{Bounds, Grant, Mint, Permit, Scope};
pub use persons::{Birth, Candidate, Likeness, Person, PersonFound, Persons, Sex, Traits, Wanted};
pub use place::Subject;
pub use read::Snapshot;
pub use rights::{Comer, Comers, Counted, Rights, RightsChange, RightsMark, RightsVersion};
pub use rotate::Rotated;
pub use search::Found;
pub use seek::{Mark, Seek, Sought, Within};
pub use service::{Parts, Records, Released};
pub use sieve::{IDENTITY_AND_APPOINTMENTS, Marked, Name, Sieve, Weighed};
pub use sought::{TracesSought, TracesWanted};
pub use traces::{TracePage, TraceQuery, TraceSeen, TracesOf};
pub use traces_between::TracesBetween;
pub use traces_since::ReadUntil;
pub use view::View;
pub use watched::Walked;
pub use whole::Waits;
pub use write::{Batch, Change, Effect, PendingWrite, Written};
