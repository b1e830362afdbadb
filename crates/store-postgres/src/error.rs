//! PostgreSQL's errors, sorted into what a caller can act on. Messages carry
//! codes and places, never a value.

use std::error::Error as _;
use std::io;

use hygie_store::StoreError;
use tokio_postgres::error::SqlState;

/// What went wrong inside the adapter.
#[derive(Debug)]
pub enum Error {
    /// The server or the way to it said so.
    Sql(tokio_postgres::Error),
    /// A failpoint said so.
    Io(io::Error),
    /// No connection, or none in time.
    Absent(String),
    /// It took too long.
    Late,
    /// A row that cannot have been written by us.
    Damaged(&'static str),
}

pub type Result<T> = std::result::Result<T, Error>;

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<deadpool_postgres::PoolError> for Error {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => Self::Sql(error),
            deadpool_postgres::PoolError::Timeout(_) => Self::Absent("no connection".to_owned()),
            other => Self::Absent(other.to_string()),
        }
    }
}

impl Error {
    /// Whether the same transaction may succeed when it is tried again at once:
    /// another node was in the way.
    pub fn is_conflict(&self) -> bool {
        let conflicts = [
            SqlState::T_R_SERIALIZATION_FAILURE,
            SqlState::T_R_DEADLOCK_DETECTED,
            SqlState::UNIQUE_VIOLATION,
            // Of statements sent together one failed, and this is what another
            // one met after it.
            SqlState::IN_FAILED_SQL_TRANSACTION,
        ];
        self.state().is_some_and(|state| conflicts.contains(state))
    }

    /// Whether the connection can be used no more.
    pub fn ends_connection(&self) -> bool {
        match self {
            Self::Sql(error) => {
                error.is_closed()
                    || error.as_db_error().is_none_or(|told| {
                        // Class 57P: the server ends; 08: the connection does.
                        told.code().code().starts_with("57P")
                            || told.code().code().starts_with("08")
                    })
            }
            Self::Late | Self::Absent(_) => true,
            Self::Io(_) | Self::Damaged(_) => false,
        }
    }

    fn state(&self) -> Option<&SqlState> {
        let Self::Sql(error) = self else { return None };
        error.code()
    }
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::Sql(error) => from_sql(&error),
            Error::Io(error) => Self::Unavailable(error.to_string()),
            Error::Absent(why) => Self::Unavailable(format!("PostgreSQL is not reached: {why}")),
            Error::Late => Self::Unavailable("PostgreSQL did not answer in time".to_owned()),
            Error::Damaged(what) => Self::Damaged(what.to_owned()),
        }
    }
}

fn from_sql(error: &tokio_postgres::Error) -> StoreError {
    let Some(told) = error.as_db_error() else {
        let why = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        return StoreError::Unavailable(format!("PostgreSQL is not reached: {why}"));
    };
    let (state, code) = (told.code(), told.code().code());
    // Two of class XX are damage that the server found, and the third is what it
    // did not expect. The server's own words may quote a value.
    if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED].contains(state) {
        return StoreError::Damaged(format!("PostgreSQL says {code}"));
    }
    // Of a schema that is not ours nothing can be read.
    if *state == SqlState::UNDEFINED_TABLE || *state == SqlState::UNDEFINED_COLUMN {
        return StoreError::Damaged(format!("a table or column is missing ({code})"));
    }
    let what = match code {
        "28P01" => "the user or the password is wrong",
        "28000" => {
            "it does not let this user in from here: see its pg_hba.conf; it may want an \
             encrypted connection (store_ca)"
        }
        "3D000" => "there is no such database: create it first",
        "42501" => "the user lacks a right: it must own the database or its schema",
        "25006" => "the server is read-only: a standby, or set so",
        "53100" => "the server's disk is full",
        "53300" => "the server has no free connection",
        "58030" => "the server cannot use its disk",
        "57014" => "a statement took too long",
        "57P01" | "57P02" | "57P03" => "the server is ending or starting",
        _ => "the server refuses",
    };
    StoreError::Unavailable(format!("PostgreSQL: {what} ({code})"))
}
