//! SQLite's errors, sorted into what a caller can act on. Messages carry
//! SQLite's code and a place, never a value.

use std::io;

use hygie_store::StoreError;
use rusqlite::ErrorCode;

/// What went wrong inside the adapter.
#[derive(Debug)]
pub enum Error {
    /// SQLite said so.
    Sql(rusqlite::Error),
    /// The operating system (or a failpoint) said so.
    Io(io::Error),
    /// A row that cannot have been written by us.
    Damaged(&'static str),
}

pub type Result<T> = std::result::Result<T, Error>;

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::Sql(error) => from_sql(&error),
            Error::Io(error) => Self::Unavailable(error.to_string()),
            Error::Damaged(what) => Self::Damaged(what.to_owned()),
        }
    }
}

impl Error {
    /// Whether nothing was written because the disk is full.
    pub fn disk_full(&self) -> bool {
        matches!(self, Self::Sql(error) if error.sqlite_error_code() == Some(ErrorCode::DiskFull))
    }

    /// Whether a later attempt may work: a reader in the way, a full disk, a failpoint.
    pub fn passes(&self) -> bool {
        let Self::Sql(error) = self else { return matches!(self, Self::Io(_)) };
        matches!(
            error.sqlite_error_code(),
            Some(
                ErrorCode::DiskFull
                    | ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::OperationInterrupted
                    | ErrorCode::OutOfMemory
            )
        )
    }
}

fn from_sql(error: &rusqlite::Error) -> StoreError {
    let rusqlite::Error::SqliteFailure(failure, _) = error else { return not_a_failure(error) };
    match failure.code {
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            StoreError::Damaged(format!("SQLite code {}", failure.extended_code))
        }
        // Our statements are constant: they fail to compile only on another schema.
        ErrorCode::Unknown if failure.extended_code == rusqlite::ffi::SQLITE_ERROR => {
            StoreError::Damaged("the schema is not the one this version writes".to_owned())
        }
        ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => StoreError::Damaged(format!(
            "a row stands where none can be (SQLite code {})",
            failure.extended_code
        )),
        // Nothing that is written comes near SQLite's limit: a length was read wrongly.
        ErrorCode::TooBig => StoreError::Damaged(format!(
            "a value is longer than any that is written (SQLite code {})",
            failure.extended_code
        )),
        ErrorCode::DiskFull => StoreError::Unavailable("the disk is full".to_owned()),
        ErrorCode::OperationInterrupted => {
            StoreError::Unavailable("the read took too long".to_owned())
        }
        code => StoreError::Unavailable(format!("{code:?}, SQLite code {}", failure.extended_code)),
    }
}

fn not_a_failure(error: &rusqlite::Error) -> StoreError {
    match error {
        rusqlite::Error::FromSqlConversionFailure(column, ..)
        | rusqlite::Error::IntegralValueOutOfRange(column, _)
        | rusqlite::Error::InvalidColumnType(column, ..)
        | rusqlite::Error::Utf8Error(column, _) => {
            StoreError::Damaged(format!("column {column} of a row is of the wrong shape"))
        }
        rusqlite::Error::QueryReturnedNoRows => StoreError::Damaged("a row is missing".to_owned()),
        _ => StoreError::Unavailable("the statement could not be run".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::{StoreError, from_sql};

    #[test]
    fn a_length_that_was_read_wrongly_is_damage() {
        for code in [ffi::SQLITE_TOOBIG, ffi::SQLITE_CORRUPT, ffi::SQLITE_NOTADB] {
            let failure = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            assert!(matches!(from_sql(&failure), StoreError::Damaged(_)), "{code}");
        }
        let full = rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_FULL), None);
        assert!(matches!(from_sql(&full), StoreError::Unavailable(_)));
    }
}
