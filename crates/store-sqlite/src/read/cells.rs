//! Small tables.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{page, rows};
use crate::error::Result;
use crate::pack::value;

const ONE: &str = "SELECT value FROM cells WHERE family = ?1 AND key = ?2";
/// From each table to the next: the tables are few and their cells may be many.
const TABLES: &str = "WITH RECURSIVE found (family) AS (
        SELECT min(family) FROM cells WHERE ?1 IS NULL OR family > ?1
        UNION ALL
        SELECT (SELECT min(c.family) FROM cells c WHERE c.family > found.family)
        FROM found WHERE found.family IS NOT NULL
    ) SELECT family FROM found WHERE family IS NOT NULL LIMIT ?2";
const ALL: &str = "SELECT key, value FROM cells
    WHERE family = ?1 AND (?2 IS NULL OR key > ?2) ORDER BY key LIMIT ?3";

pub fn one(db: &Connection, table: u32, key: &[u8]) -> Result<Option<Vec<u8>>> {
    let mut one = db.prepare_cached(ONE)?;
    Ok(one.query_row(params![table, key], |row| row.get(0)).optional()?)
}

pub fn tables(db: &Connection, after: Option<u32>, limit: usize) -> Result<Vec<u32>> {
    page(db, TABLES, params![after, rows(limit)], |row| value(row, 0), |_| 0)
}

pub fn all(
    db: &Connection,
    table: u32,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let read = |row: &Row<'_>| Ok((value(row, 0)?, value(row, 1)?));
    let size = |(key, value): &(Vec<u8>, Vec<u8>)| key.len() + value.len();
    page(db, ALL, params![table, after, rows(limit)], read, size)
}
