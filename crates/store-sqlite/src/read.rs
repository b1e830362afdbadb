//! The queries, one file for each kind of row.

pub mod blobs;
pub mod cells;
pub mod counts;
pub mod entries;
pub mod keys;
pub mod outbox;
pub mod tokens;
pub mod traces;

use hygie_store::limits::{PAGE_BYTES, PAGE_ROWS};
use rusqlite::{Connection, Params, Row};

use crate::error::Result;

/// A limit as SQLite takes it, never above the contract's.
fn rows(limit: usize) -> i64 {
    i64::try_from(limit.min(PAGE_ROWS)).unwrap_or(i64::MAX)
}

/// One page: rows until the statement or the page's bytes end.
fn page<T>(
    db: &Connection,
    sql: &str,
    params: impl Params,
    mut read: impl FnMut(&Row<'_>) -> Result<T>,
    size: impl Fn(&T) -> usize,
) -> Result<Vec<T>> {
    let mut statement = db.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let (mut page, mut bytes) = (Vec::new(), 0);
    while bytes < PAGE_BYTES {
        let Some(row) = rows.next()? else { break };
        let row = read(row)?;
        bytes += size(&row);
        page.push(row);
    }
    Ok(page)
}
