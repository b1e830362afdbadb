//! Counts.

use std::path::Path;

use hygie_store::Stats;
use rusqlite::Connection;

use crate::error::Result;
use crate::open::log_of;
use crate::pack::count;

const COUNTS: &str = "SELECT
    (SELECT count(*) FROM records WHERE head > 0),
    (SELECT count(*) FROM entries),
    (SELECT count(*) FROM ids),
    (SELECT count(*) FROM terms),
    (SELECT count(*) FROM keys),
    (SELECT count(*) FROM traces),
    (SELECT count(*) FROM blobs)";

pub fn stats(db: &Connection, path: &Path) -> Result<Stats> {
    let mut counts = db.prepare_cached(COUNTS)?;
    let mut rows = counts.query([])?;
    let mut stats = Stats::default();
    if let Some(row) = rows.next()? {
        stats = Stats {
            records: count(row, 0)?,
            entries: count(row, 1)?,
            ids: count(row, 2)?,
            terms: count(row, 3)?,
            keys: count(row, 4)?,
            traces: count(row, 5)?,
            blobs: count(row, 6)?,
            bytes: 0,
        };
    }
    let log = std::fs::metadata(log_of(path)).map_or(0, |log| log.len());
    stats.bytes = std::fs::metadata(path)?.len() + log;
    Ok(stats)
}
