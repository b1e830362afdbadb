//! Wrapped keys.

use hygie_base::{KeyNo, RecordNo};
use hygie_store::limits::PAGE_ROWS;
use hygie_store::{KeyKind, KeyRow};
use rusqlite::{Connection, Row, params};

use super::{page, rows};
use crate::error::{Error, Result};
use crate::pack::{epoch, key, key_to_sql, record, record_to_sql, value};

const OF: &str = "SELECT record, key, kind, epoch, wrapped FROM keys
    WHERE record = ?1 ORDER BY kind, key LIMIT ?2";
const ALL: &str = "SELECT record, key, kind, epoch, wrapped FROM keys
    WHERE (record, key) > (?1, ?2) ORDER BY record, key LIMIT ?3";

pub fn of(db: &Connection, record: RecordNo) -> Result<Vec<KeyRow>> {
    page(db, OF, params![record_to_sql(record), rows(PAGE_ROWS)], read, |row| row.wrapped.len())
}

pub fn all(db: &Connection, after: (RecordNo, KeyNo), limit: usize) -> Result<Vec<KeyRow>> {
    let params = params![record_to_sql(after.0), key_to_sql(after.1), rows(limit)];
    page(db, ALL, params, read, |row| row.wrapped.len())
}

fn read(row: &Row<'_>) -> Result<KeyRow> {
    let kind: i64 = value(row, 2)?;
    let kind = match kind {
        1 => KeyKind::Record,
        2 => KeyKind::Trace,
        _ => return Err(Error::Damaged("the kind of a key")),
    };
    let (record, key, epoch) = (record(row, 0)?, key(row, 1)?, epoch(row, 3)?);
    Ok(KeyRow { record, key, kind, epoch, wrapped: value(row, 4)? })
}
