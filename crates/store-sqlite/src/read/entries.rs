//! Records and their entries.

use hygie_base::fail::{Point, hit};
use hygie_base::{RecordNo, Seq};
use hygie_store::limits::{PAGE_ROWS, RECORD_ENTRIES};
use hygie_store::{EntryRow, Head};
use rusqlite::{Connection, OptionalExtension, params};

use super::{page, rows};
use crate::error::Result;
use crate::pack::{count, entry_id, epoch, key, record, record_to_sql, seq_of, value};

const SLOT: &str = "SELECT slot FROM records WHERE number = ?1";
const RANGE: &str = "SELECT id, key, epoch, body FROM entries
    WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3";
const HEAD: &str = "SELECT head FROM records WHERE number = ?1";
const RECORDS: &str = "SELECT number, head FROM records
    WHERE number > ?1 AND head > 0 ORDER BY number LIMIT ?2";

pub fn range(db: &Connection, of: RecordNo, from: Seq, to: Seq) -> Result<Vec<EntryRow>> {
    hit(Point::StoreRead)?;
    let (from, to) = (from.max(1), to.min(RECORD_ENTRIES));
    let slot: Option<i64> =
        db.prepare_cached(SLOT)?.query_row([record_to_sql(of)], |row| row.get(0)).optional()?;
    let Some(slot) = slot.filter(|_| from <= to) else { return Ok(Vec::new()) };
    let params = params![entry_id(slot, from), entry_id(slot, to), rows(PAGE_ROWS)];
    page(
        db,
        RANGE,
        params,
        |row| {
            Ok(EntryRow {
                record: of,
                seq: seq_of(value(row, 0)?),
                key: key(row, 1)?,
                epoch: epoch(row, 2)?,
                body: value(row, 3)?,
            })
        },
        |entry| entry.body.len(),
    )
}

pub fn head(db: &Connection, record: RecordNo) -> Result<Seq> {
    let mut head = db.prepare_cached(HEAD)?;
    let mut rows = head.query([record_to_sql(record)])?;
    rows.next()?.map_or(Ok(0), |row| count(row, 0))
}

pub fn records(db: &Connection, after: RecordNo, limit: usize) -> Result<Vec<Head>> {
    let read = |row: &rusqlite::Row<'_>| Ok(Head { record: record(row, 0)?, seq: count(row, 1)? });
    page(db, RECORDS, params![record_to_sql(after), rows(limit)], read, |_| 0)
}
