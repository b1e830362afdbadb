//! The gate: the only holder of the [`Mint`](hygie_record::Mint), so the only
//! maker of permits (design I2). It weighs who asks and says what may be
//! reached, as a lens, or why not. A refusal is traced before it is told.
//!
//! What roles may ([`rules`]):
//! - health professionals look into records, and write for their organisation;
//! - secretaries see identity and appointments that it keeps;
//! - a person sees their own record, and who acts for them as much of it as was delegated;
//! - professionals and secretaries invite the person of a record in their reach;
//! - machines act within the scopes of their token;
//! - administrators see nothing clinical, and see and change accounts;
//! - privacy and security officers see nothing clinical; the privacy officer asks why
//!   somebody could see a record;
//! - nobody else sees anything.
//!
//! What people see of a record is narrowed by the policy, which weighs what was decided
//! about it: care links, consent, masks and blocks ([`rights::Rights`]). They change by
//! [`acts`] alone, and the permit ends with them.
//!
//! A health professional opens a record without a care link in an emergency, for so long,
//! and the privacy officer reviews it ([`Gate::break_glass`], [`Gate::reviews`]).
//!
//! The person contests who looked, and the privacy officer answers within a month
//! ([`Gate::contest`], [`Gate::answer`]).
//!
//! Each day's accesses are watched, and what nothing explains is an alert that the officer
//! looks into ([`Gate::watch_next`], [`Gate::alerts`]).
//!
//! Who regulates medical calls, as their log-in said, opens it for a call, for a shorter
//! time ([`Gate::take_call`]), and finds whoever called by the traits of their identity
//! ([`Gate::find_for_call`]).
//!
//! Who has a minor's record open in a secret connection handles of it what is hidden from the
//! legal representatives, and nothing else ([`Gate::may_connect_secretly`]).
//!
//! The policy's tables come with the program; a newer edition of one is put in force by the
//! house ([`Gate::put_table`]).
//!
//! How long what each custodian keeps of a record is kept is told, and what is past its
//! time is destroyed, by the house's own command line ([`Gate::retention`]).
//!
//! And how much: who works for an organisation opens so many persons' records in
//! an hour ([`Caps`]).
#![warn(missing_docs)]

pub mod acts;
mod alerts;
mod asker;
mod callers;
mod contested;
mod contests;
mod decide;
mod delegated;
mod editions;
mod emergency;
mod entry;
mod explain;
mod gate;
mod kept;
pub mod limits;
mod pace;
mod refusal;
mod retention;
mod reviews;
pub mod rights;
mod role;
pub mod rules;
mod scopes;
mod secret_connection;
mod see_as;
mod sought;
mod standing;
mod told;
mod waiting;
mod ward;
mod watching;
mod weigh;
mod weighed;

pub use alerts::{AlertKept, Alerts, Closed, ClosesAlert, Ending, WEIGHED_ALERT};
pub use asker::{Asker, SECRETLY};
pub use callers::Callers;
pub use contested::{Answered, Contested};
pub use contests::{ToAnswer, ToContest};
pub use decide::READS_RIGHTS;
pub use editions::{Edition, EditionError};
pub use emergency::Tells;
pub use entry::{Awaited, EntrySaid, Secret};
pub use explain::{Came, Day, EXPLAINS, Then};
pub use gate::{Gate, Sight};
pub use pace::{CapFault, Caps};
pub use refusal::{GateError, Refusal};
pub use retention::{Retained, Retention};
pub use reviews::{Deed, Reviews, ToReview, Waits};
pub use role::Role;
pub use scopes::{ScopeError, Scopes};
pub use secret_connection::{LEFT_SECRECY, OPENED_SECRETLY};
pub use sought::{SEEKS_TRACES, TraceTold, TracesSeen};
pub use standing::{Entered, Standing, Ties};
pub use told::TracesAsked;
pub use waiting::{Reviewed, Waiting};
pub use ward::Ward;
pub use watching::{Newcomer, Newcomers, Staff, Watched};
pub use weigh::{Weighed, weigh};
