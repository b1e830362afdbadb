//! How numbers are packed into SQLite's signed 64-bit integers.

use hygie_base::{Epoch, KeyNo, LogNo, RecordNo, Seq};
use hygie_store::limits::{LOG_NUMBER, RECORD_ENTRIES};
use rusqlite::Row;
use rusqlite::types::FromSql;

use crate::error::{Error, Result};

const SEQ_BITS: u32 = 24;
const INDEX_BITS: u32 = 40;
const INDEX_MOST: i64 = (1 << INDEX_BITS) - 1;
/// Key numbers are stored less this, so that all of them take four bytes
/// (SQLite stores 2^31 and above in six) and keep their order.
const KEY_SHIFT: i64 = 1 << 31;

/// Rowid of an entry: `slot << 24 | seq`, with the sequence held within bounds.
pub fn entry_id(slot: i64, seq: Seq) -> i64 {
    (slot << SEQ_BITS) | seq.min(RECORD_ENTRIES).cast_signed()
}

/// Sequence of an entry's rowid.
pub const fn seq_of(id: i64) -> Seq {
    (id & RECORD_ENTRIES.cast_signed()).cast_unsigned()
}

/// Rowid of a trace: `log << 40 | index`, with the index held within bounds.
pub fn trace_id(log: LogNo, index: u64) -> i64 {
    let index = i64::try_from(index).unwrap_or(INDEX_MOST).min(INDEX_MOST);
    (i64::from(log.0.min(LOG_NUMBER)) << INDEX_BITS) | index
}

/// Log and index of a trace's rowid.
pub fn log_and_index(id: i64) -> Result<(LogNo, u64)> {
    let log = u32::try_from(id >> INDEX_BITS).map_err(|_| Error::Damaged("a trace's number"))?;
    Ok((LogNo(log), (id & INDEX_MOST).cast_unsigned()))
}

pub const fn record_to_sql(record: RecordNo) -> i64 {
    record.get().cast_signed()
}

pub fn key_to_sql(key: KeyNo) -> i64 {
    i64::from(key.0) - KEY_SHIFT
}

pub fn record(row: &Row<'_>, column: usize) -> Result<RecordNo> {
    let number: i64 = row.get(column)?;
    RecordNo::from_u64(number.cast_unsigned()).ok_or(Error::Damaged("a record number"))
}

pub fn key(row: &Row<'_>, column: usize) -> Result<KeyNo> {
    let number: i64 = row.get(column)?;
    let number = number.checked_add(KEY_SHIFT).and_then(|number| u32::try_from(number).ok());
    number.map(KeyNo).ok_or(Error::Damaged("a key number"))
}

pub fn epoch(row: &Row<'_>, column: usize) -> Result<Epoch> {
    Ok(Epoch(row.get(column)?))
}

/// A count, sequence or index that is never negative.
pub fn count(row: &Row<'_>, column: usize) -> Result<u64> {
    let number: i64 = row.get(column)?;
    u64::try_from(number).map_err(|_| Error::Damaged("a negative count"))
}

/// Any value whose type says whether it was damaged.
pub fn value<T: FromSql>(row: &Row<'_>, column: usize) -> Result<T> {
    Ok(row.get(column)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_their_order_and_come_back() {
        assert!(entry_id(1, RECORD_ENTRIES) < entry_id(2, 1));
        assert_eq!(seq_of(entry_id(7, 5302)), 5302);
        assert_eq!(seq_of(entry_id(7, RECORD_ENTRIES)), RECORD_ENTRIES);
        assert_eq!(log_and_index(trace_id(LogNo(3), 9)).unwrap(), (LogNo(3), 9));
        let last = trace_id(LogNo(LOG_NUMBER), INDEX_MOST.cast_unsigned());
        assert_eq!(last, i64::MAX);
        assert!(key_to_sql(KeyNo(0)) < key_to_sql(KeyNo(u32::MAX)));
        assert_eq!(key_to_sql(KeyNo(u32::MAX)), i64::from(i32::MAX));
    }
}
