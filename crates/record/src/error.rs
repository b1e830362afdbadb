//! What can go wrong, typed; the edge turns it into an answer by [`hygie_base::Code`].

use hygie_base::{Code, RecordNo, Seq};
use hygie_fhir::validate::Issue;
use hygie_seal::{SealError, limits};
use hygie_store::StoreError;

/// A refusal or fault of the record service. What concerns stored data names
/// record numbers and places, never content.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The resource breaks R4's structure.
    #[error("{}", issues(.0))]
    Invalid(Vec<Issue>),
    /// The resource cannot be placed or kept.
    #[error("{0}")]
    Rule(String),
    /// The person whom the resource concerns has no record here.
    #[error("{reference} is not here: import the person first, or in the same run")]
    AbsentPatient {
        /// The reference as the caller wrote it.
        reference: String,
    },
    /// The resource would move to another person.
    #[error("{resource} concerns another person here: a subject changes only by a merge")]
    SubjectChanged {
        /// Type and id.
        resource: String,
    },
    /// The id was erased and is never used again.
    #[error("{resource} was erased: its id is never used again")]
    Erased {
        /// Type and id.
        resource: String,
    },
    /// A named limit was passed.
    #[error("{what} is limited to {most}")]
    TooLarge {
        /// Which limit.
        what: &'static str,
        /// Its value.
        most: usize,
    },
    /// The current version is not the one that the caller meant to follow.
    #[error("the current version of {resource} is another one: read it again, then decide")]
    VersionConflict {
        /// Type and id.
        resource: String,
    },
    /// What a conditional write rests on changed meanwhile.
    #[error("what the condition says changed meanwhile: try again")]
    Moved,
    /// Another Patient has this qualified INS.
    #[error(
        "another Patient has the qualified INS of {resource}: write to that one, found by its \
         identifier, or correct the status of this identity"
    )]
    SecondIns {
        /// Type and id.
        resource: String,
    },
    /// What the actor may not do, although it may know of it.
    #[error("{0}")]
    Forbidden(String),
    /// The time of the permit is over.
    #[error("your right to this ended meanwhile: open the record again")]
    Ended,
    /// Who may see what of the record was changed since the permit was given.
    #[error("who may see what of this record was changed meanwhile: try again")]
    Regranted,
    /// The time for which a trace is kept is over: its key was destroyed.
    #[error("the time for which this trace is kept is over")]
    TraceExpired,
    /// There is no such thing, or the permit does not reach it.
    #[error("there is no such record or resource")]
    NotFound,
    /// Others kept changing the record.
    #[error("others kept changing the record; try again")]
    Contended,
    /// What is stored does not verify.
    #[error("record {record}{} does not verify: {what}; run `hygie doctor`", at(*.seq))]
    Damaged {
        /// The record.
        record: RecordNo,
        /// The entry; 0 when it is not one entry.
        seq: Seq,
        /// What did not verify.
        what: &'static str,
    },
    /// The search is worded wrongly.
    #[error("{0}")]
    Search(String),
    /// Nothing makes the search affordable as it is asked.
    #[error("{0}")]
    TooCostly(String),
    /// The search took more than it is given.
    #[error("the search takes too long")]
    TooSlow,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file of ours could not be written.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// The cipher refused, which only a broken machine does.
    #[error("the cipher refused to seal")]
    Seal,
}

impl RecordError {
    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Invalid(_) => Code::InvalidResource,
            Self::Rule(_) | Self::SubjectChanged { .. } | Self::Erased { .. } => Code::BusinessRule,
            Self::AbsentPatient { .. } => Code::UnknownReference,
            Self::TooLarge { .. } | Self::Store(StoreError::TooLarge { .. }) => Code::TooLarge,
            Self::NotFound | Self::TraceExpired => Code::NotFound,
            Self::VersionConflict { .. } => Code::PreconditionFailed,
            Self::Forbidden(_) | Self::Ended => Code::Forbidden,
            Self::Contended | Self::Moved | Self::Regranted | Self::SecondIns { .. } => {
                Code::Conflict
            }
            Self::Damaged { .. } | Self::Store(StoreError::Damaged(_)) => Code::Corrupt,
            Self::Search(_) | Self::TooCostly(_) => Code::Usage,
            Self::TooSlow => Code::TooSlow,
            Self::Store(_) | Self::Io(_) | Self::Seal => Code::Unavailable,
        }
    }

    /// Whether the store was not to be had, and may be in a moment.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Self::Store(StoreError::Unavailable(_) | StoreError::Unknown(_)))
    }

    pub(crate) const fn damaged(record: RecordNo, seq: Seq, what: &'static str) -> Self {
        Self::Damaged { record, seq, what }
    }
}

fn issues(issues: &[Issue]) -> String {
    issues.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn at(seq: Seq) -> String {
    if seq == 0 { String::new() } else { format!(", entry {seq},") }
}

/// Why something could not be sealed, for the caller that supplied it.
pub(crate) fn sealing(error: SealError) -> RecordError {
    let (what, most) = match error {
        SealError::TooLarge("JSON_BYTES") => {
            ("bytes of a resource without its attachments", limits::JSON_BYTES)
        }
        SealError::TooLarge("BODY_BYTES") => {
            ("bytes of a resource when compressed", limits::BODY_BYTES)
        }
        SealError::TooLarge("BLOBS_PER_ENTRY") => {
            ("large attachments of one resource", limits::BLOBS_PER_ENTRY)
        }
        SealError::TooLarge("HEADER_STRING_BYTES") => {
            ("bytes of an author or id", limits::HEADER_STRING_BYTES)
        }
        SealError::TooLarge("CUSTODIAN_BYTES") => {
            ("bytes of a custodian's id", limits::CUSTODIAN_BYTES)
        }
        SealError::TooLarge("OBJECT_BYTES") => ("bytes of an attachment", limits::OBJECT_BYTES),
        _ => return RecordError::Seal,
    };
    RecordError::TooLarge { what, most }
}
