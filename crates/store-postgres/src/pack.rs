//! How numbers are packed into PostgreSQL's signed integers, and read back.

use hygie_base::{Epoch, KeyNo, LogNo, RecordNo};
use hygie_store::{EntryRow, KeyKind, KeyRow, TraceRow};
use tokio_postgres::Row;
use tokio_postgres::types::FromSql;

use crate::error::{Error, Result};

pub const fn record_to_sql(record: RecordNo) -> i64 {
    record.get().cast_signed()
}

/// A log's number; the contract holds it far below the limit.
pub fn log_to_sql(log: LogNo) -> i32 {
    i32::try_from(log.0).unwrap_or(i32::MAX)
}

/// Any value whose type says whether it was damaged.
pub fn value<'r, T: FromSql<'r>>(row: &'r Row, column: usize) -> Result<T> {
    Ok(row.try_get(column)?)
}

/// A count, sequence or index that is never negative.
pub fn count(row: &Row, column: usize) -> Result<u64> {
    u64::try_from(value::<i64>(row, column)?).map_err(|_| Error::Damaged("a negative count"))
}

pub fn record(row: &Row, column: usize) -> Result<RecordNo> {
    let number: i64 = value(row, column)?;
    RecordNo::from_u64(number.cast_unsigned()).ok_or(Error::Damaged("a record number"))
}

pub fn key(row: &Row, column: usize) -> Result<KeyNo> {
    let number: i64 = value(row, column)?;
    u32::try_from(number).map(KeyNo).map_err(|_| Error::Damaged("a key number"))
}

pub fn epoch(row: &Row, column: usize) -> Result<Epoch> {
    let number: i64 = value(row, column)?;
    u32::try_from(number).map(Epoch).map_err(|_| Error::Damaged("an epoch"))
}

pub fn log(row: &Row, column: usize) -> Result<LogNo> {
    let number: i32 = value(row, column)?;
    u32::try_from(number).map(LogNo).map_err(|_| Error::Damaged("a log's number"))
}

/// Bytes of a fixed length.
pub fn fixed<const N: usize>(row: &Row, column: usize) -> Result<[u8; N]> {
    let bytes: &[u8] = value(row, column)?;
    bytes.try_into().map_err(|_| Error::Damaged("bytes of another length"))
}

/// `record, seq, key, epoch, body`.
pub fn entry(row: &Row) -> Result<EntryRow> {
    Ok(EntryRow {
        record: record(row, 0)?,
        seq: count(row, 1)?,
        key: key(row, 2)?,
        epoch: epoch(row, 3)?,
        body: value(row, 4)?,
    })
}

/// `record, key, kind, epoch, wrapped`.
pub fn key_row(row: &Row) -> Result<KeyRow> {
    let kind = match value::<i16>(row, 2)? {
        1 => KeyKind::Record,
        2 => KeyKind::Trace,
        _ => return Err(Error::Damaged("the kind of a key")),
    };
    Ok(KeyRow {
        record: record(row, 0)?,
        key: key(row, 1)?,
        kind,
        epoch: epoch(row, 3)?,
        wrapped: value(row, 4)?,
    })
}

/// `log, place, record, actor, write, key, leaf, body`.
pub fn trace(row: &Row) -> Result<TraceRow> {
    Ok(TraceRow {
        log: log(row, 0)?,
        index: count(row, 1)?,
        record: record(row, 2)?,
        actor: fixed(row, 3)?,
        write: value(row, 4)?,
        key: key(row, 5)?,
        leaf: fixed(row, 6)?,
        body: value(row, 7)?,
    })
}
