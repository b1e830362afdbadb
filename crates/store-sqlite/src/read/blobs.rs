//! Blobs that entries name.

use hygie_base::RecordNo;
use hygie_store::limits::PAGE_ROWS;
use hygie_store::{BlobName, BlobRow};
use rusqlite::{Connection, Row, params};

use super::{page, rows};
use crate::error::Result;
use crate::pack::{key, record, record_to_sql, value};

const ALL: &str = "SELECT name, record, key FROM blobs WHERE name > ?1 ORDER BY name LIMIT ?2";
const OF: &str =
    "SELECT name, record, key FROM blobs WHERE record = ?1 AND name > ?2 ORDER BY name LIMIT ?3";

pub fn all(db: &Connection, after: Option<BlobName>, limit: usize) -> Result<Vec<BlobRow>> {
    page(db, ALL, params![before(after), rows(limit)], read, |_| 0)
}

pub fn of(db: &Connection, record: RecordNo, after: Option<BlobName>) -> Result<Vec<BlobRow>> {
    let params = params![record_to_sql(record), before(after), rows(PAGE_ROWS)];
    page(db, OF, params, read, |_| 0)
}

/// An empty blob sorts before every name.
fn before(after: Option<BlobName>) -> Vec<u8> {
    after.map(|name| name.0.to_vec()).unwrap_or_default()
}

fn read(row: &Row<'_>) -> Result<BlobRow> {
    Ok(BlobRow { name: BlobName(value(row, 0)?), record: record(row, 1)?, key: key(row, 2)? })
}
