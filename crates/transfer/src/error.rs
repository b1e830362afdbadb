//! Why a copy stops.

use hygie_base::LogNo;
use hygie_store::StoreError;

use crate::Place;

/// Why a copy stops. The words are for the operator and say what to do; none
/// tells what a row holds.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// The source failed.
    #[error("the store that is copied: {0}")]
    Source(#[source] StoreError),
    /// The target failed; it is marked, and the same copy goes on from there.
    #[error("the store that is copied to: {0}")]
    Target(#[source] StoreError),
    /// The source is itself the target of a copy that did not end.
    #[error("the store that is copied is itself half-copied: finish that copy first")]
    SourceHalfCopied,
    /// The target holds something, and not from a copy that was cut off.
    #[error("the store that is copied to holds something already: name an empty one")]
    TargetNotEmpty,
    /// The target's mark is not one that this program makes.
    #[error(
        "the store that is copied to is half-copied by another version of this program: \
         go on with that version, or name an empty store"
    )]
    UnknownMark,
    /// A commit was refused: what it rests on is not there.
    #[error(
        "somebody else writes to the store that is copied to (up to {0}): \
         stop whatever does and copy again"
    )]
    Overtaken(Place),
    /// A log gave a trace another index than it had.
    #[error(
        "log {} of the store that is copied to went on at {found} where {expected} was to come: \
         somebody else writes to it; empty it and copy again", .log.0
    )]
    Renumbered {
        /// The log.
        log: LogNo,
        /// The index of the next trace to copy.
        expected: u64,
        /// The index that it was given.
        found: u64,
    },
    /// The order in which the logs were written cannot be found.
    #[error(
        "the last writes of records contradict each other at {0}: check the store that is copied"
    )]
    Contradiction(Place),
    /// The copy is not like the source.
    #[error(
        "the copy differs from its source at {0}: the source was written to meanwhile, or one of \
         them was changed; empty the store that is copied to and copy again"
    )]
    Differs(Place),
    /// A record's last write is another one.
    #[error(
        "the copy names another last write of record {0} than its source: empty the store that is \
         copied to and copy again"
    )]
    LastWrite(hygie_base::RecordNo),
    /// The stores count differently although each row is alike.
    #[error("the copy counts other {0} than its source: check both stores")]
    Counts(&'static str),
    /// A store's own check found something.
    #[error("the check of the store that is copied{} finds: {what}", if *.target { " to" } else { "" })]
    Unsound {
        /// Whether it is the target.
        target: bool,
        /// The first fault.
        what: String,
    },
}
