//! What keeps a file or an entry from being taken.

use std::io;

use hygie_base::Code;
use hygie_fhir::json::JsonError;
use hygie_record::RecordError;

/// A refusal of a file or of one entry. Never quotes what the file holds.
#[derive(Debug)]
pub enum ExchangeError {
    /// The file cannot be read.
    Io(io::Error),
    /// The file or a line of it breaks a limit.
    TooLarge {
        /// What is limited.
        what: &'static str,
        /// To how much.
        most: u64,
    },
    /// The text is not JSON.
    Json(JsonError),
    /// The bundle or resource cannot be taken as it is.
    Shape(String),
    /// The record service refused it.
    Record(RecordError),
    /// A conditional reference leads to no one resource here.
    Unresolved(RecordError),
    /// One entry of a transaction cannot be taken, so none of it is.
    Entry {
        /// Which entry.
        place: String,
        /// What is wrong with it.
        error: Box<Self>,
    },
}

impl ExchangeError {
    /// The same, said of one entry of a transaction.
    pub(crate) fn within(self, place: &str) -> Self {
        Self::Entry { place: place.to_owned(), error: Box::new(self) }
    }

    /// The row of the error table.
    pub const fn code(&self) -> Code {
        match self {
            Self::Io(_) => Code::Unavailable,
            Self::TooLarge { .. } => Code::TooLarge,
            Self::Json(_) => Code::InvalidJson,
            Self::Shape(_) => Code::InvalidResource,
            Self::Record(error) => error.code(),
            Self::Unresolved(_) => Code::UnknownReference,
            Self::Entry { error, .. } => error.code(),
        }
    }
}

impl std::fmt::Display for ExchangeError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(error) => write!(f, "it cannot be read: {error}"),
            Self::TooLarge { what, most } => write!(f, "{what}: at most {most}"),
            Self::Json(error) => error.fmt(f),
            Self::Shape(what) => f.write_str(what),
            Self::Record(error) | Self::Unresolved(error) => error.fmt(f),
            Self::Entry { place, error } => write!(f, "{place}: {error}"),
        }
    }
}

impl std::error::Error for ExchangeError {}

impl From<RecordError> for ExchangeError {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

impl From<io::Error> for ExchangeError {
    /// A limit of unpacking comes through `io::Read` as an error that
    /// carries it; it is taken out again.
    fn from(error: io::Error) -> Self {
        match error.downcast::<crate::unpack::Limit>() {
            Ok(limit) => Self::TooLarge { what: limit.what, most: limit.most },
            Err(error) => Self::Io(error),
        }
    }
}
