//! Traces.

use hygie_base::{LogNo, RecordNo};
use hygie_store::TraceRow;
use rusqlite::{Connection, Row, params};

use super::{page, rows};
use crate::error::Result;
use crate::pack::{count, key, log_and_index, record, record_to_sql, trace_id, value};

const LOGS: &str = "SELECT number, next FROM logs
    WHERE (?1 IS NULL OR number > ?1) AND next > 0 ORDER BY number LIMIT ?2";
const OF_LOG: &str = "SELECT t.id, r.number, t.actor, t.write, t.key, t.leaf, t.body
    FROM traces t LEFT JOIN records r ON r.slot = t.slot
    WHERE t.id BETWEEN ?1 AND ?2 ORDER BY t.id LIMIT ?3";
// Reads and writes stand apart in the index: two runs, each in order, merged.
const OF_RECORD: &str = "SELECT t.id, ?1, t.actor, t.write, t.key, t.leaf, t.body
    FROM traces t WHERE t.slot = (SELECT slot FROM records WHERE number = ?1) AND t.write = 0
        AND t.id < ?2
    UNION ALL SELECT t.id, ?1, t.actor, t.write, t.key, t.leaf, t.body
    FROM traces t WHERE t.slot = (SELECT slot FROM records WHERE number = ?1) AND t.write = 1
        AND t.id < ?2
    ORDER BY 1 DESC LIMIT ?3";
const OF_ACTOR: &str = "SELECT t.id, r.number, t.actor, t.write, t.key, t.leaf, t.body
    FROM traces t LEFT JOIN records r ON r.slot = t.slot
    WHERE t.actor = ?1 AND t.id < ?2 ORDER BY t.id DESC LIMIT ?3";
const LAST_WRITE: &str = "SELECT t.id, r.number, t.actor, t.write, t.key, t.leaf, t.body
    FROM records r LEFT JOIN traces t ON t.slot = r.slot AND t.write = 1
        AND t.id = coalesce((SELECT max(w.id) FROM traces w WHERE w.slot = r.slot
            AND w.write = 1 AND w.id > r.written AND w.id <= (r.written | 0xffffffffff)), r.written)
    WHERE r.number = ?1 AND r.written IS NOT NULL";

pub fn logs(db: &Connection, after: Option<LogNo>, limit: usize) -> Result<Vec<(LogNo, u64)>> {
    let params = params![after.map(|log| log.0), rows(limit)];
    page(db, LOGS, params, |row| Ok((LogNo(value(row, 0)?), count(row, 1)?)), |_| 0)
}

pub fn of_log(db: &Connection, log: LogNo, from: u64, limit: usize) -> Result<Vec<TraceRow>> {
    let params = params![trace_id(log, from), trace_id(log, u64::MAX), rows(limit)];
    page(db, OF_LOG, params, read, |trace| trace.body.len())
}

pub fn of_record(
    db: &Connection,
    record: RecordNo,
    before: Option<(LogNo, u64)>,
    limit: usize,
) -> Result<Vec<TraceRow>> {
    let before = before.map_or(i64::MAX, |(log, index)| trace_id(log, index));
    let params = params![record_to_sql(record), before, rows(limit)];
    page(db, OF_RECORD, params, read, |trace| trace.body.len())
}

pub fn of_actor(
    db: &Connection,
    actor: [u8; 16],
    before: Option<(LogNo, u64)>,
    limit: usize,
) -> Result<Vec<TraceRow>> {
    let before = before.map_or(i64::MAX, |(log, index)| trace_id(log, index));
    page(db, OF_ACTOR, params![actor, before, rows(limit)], read, |trace| trace.body.len())
}

/// The trace that the record names, or a later one of the same log: a name that was set back
/// hides nothing. A trace that is named but not there is damage, not absence:
/// the row of nulls that the join then gives does not read.
pub fn last_write(db: &Connection, record: RecordNo) -> Result<Option<TraceRow>> {
    let found = page(db, LAST_WRITE, [record_to_sql(record)], read, |_| 0)?;
    Ok(found.into_iter().next())
}

fn read(row: &Row<'_>) -> Result<TraceRow> {
    let (log, index) = log_and_index(value(row, 0)?)?;
    Ok(TraceRow {
        log,
        index,
        record: record(row, 1)?,
        actor: value(row, 2)?,
        write: value(row, 3)?,
        key: key(row, 4)?,
        leaf: value(row, 5)?,
        body: value(row, 6)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_listing_is_a_run_of_an_index() {
        let db = Connection::open_in_memory().unwrap();
        crate::schema::migrate(&db).unwrap();
        for sql in [OF_LOG, OF_RECORD, OF_ACTOR, LAST_WRITE] {
            let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let mut rows = plan.raw_query();
            let mut said = Vec::new();
            while let Some(row) = rows.next().unwrap() {
                said.push(row.get::<_, String>(3).unwrap());
            }
            let slow = |line: &String| line.starts_with("SCAN") || line.contains("TEMP B-TREE");
            assert!(!said.is_empty() && !said.iter().any(slow), "{sql}: {said:?}");
        }
    }
}
