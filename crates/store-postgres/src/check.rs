//! Everything that can be found wrong without opening a seal, and the counts.

use hygie_store::{Fault, Stats};
use tokio_postgres::Row;

use crate::error::Result;
use crate::limits::FAULTS;
use crate::pack::{count, value};
use crate::pool::Reader;

pub type Tell = fn(&Row) -> Result<String>;

/// Each finds rows that cannot be; the function words one of them.
pub const CHECKS: &[(&str, Tell)] = &[
    (
        "SELECT r.number, r.head, count(e.seq), coalesce(max(e.seq), 0)
        FROM records r LEFT JOIN entries e ON e.record = r.number
        GROUP BY r.number HAVING r.head <> count(e.seq) OR r.head <> coalesce(max(e.seq), 0)
        LIMIT $1",
        |row| {
            let (record, head, rows, last): (i64, i64, i64, i64) =
                (value(row, 0)?, value(row, 1)?, value(row, 2)?, value(row, 3)?);
            Ok(format!("record {record}: head {head}, but {rows} entries, the last at {last}"))
        },
    ),
    (
        "SELECT e.record, count(*) FROM entries e LEFT JOIN records r ON r.number = e.record
        WHERE r.number IS NULL GROUP BY e.record LIMIT $1",
        |row| {
            let (record, rows): (i64, i64) = (value(row, 0)?, value(row, 1)?);
            Ok(format!("{rows} entries of record {record} belong to no record"))
        },
    ),
    (
        "SELECT l.number, l.next, count(t.place), coalesce(max(t.place) + 1, 0)
        FROM logs l LEFT JOIN traces t ON t.log = l.number GROUP BY l.number, l.next
        HAVING l.next <> count(t.place) OR l.next <> coalesce(max(t.place) + 1, 0) LIMIT $1",
        |row| {
            let (log, next, rows): (i32, i64, i64) =
                (value(row, 0)?, value(row, 1)?, value(row, 2)?);
            Ok(format!(
                "log {log}: {next} traces were written, but {rows} are there, or not in a row"
            ))
        },
    ),
    (
        "SELECT t.log, t.place FROM traces t LEFT JOIN logs l ON l.number = t.log
        WHERE l.number IS NULL OR octet_length(t.actor) <> 16 OR octet_length(t.leaf) <> 32
            OR t.record < 0 LIMIT $1",
        |row| {
            let (log, place): (i32, i64) = (value(row, 0)?, value(row, 1)?);
            Ok(format!("trace {place} of log {log} is of no log or misshapen"))
        },
    ),
    (
        "SELECT r.number FROM records r LEFT JOIN traces t
            ON t.log = r.written_log AND t.place = r.written_index
                AND t.record = r.number AND t.write
        WHERE r.written_log IS NOT NULL AND t.log IS NULL LIMIT $1",
        |row| {
            let record: i64 = value(row, 0)?;
            Ok(format!("record {record}: the trace of its last write is not there"))
        },
    ),
    (
        "SELECT record, key FROM keys
        WHERE kind NOT IN (1, 2) OR record < 0 OR key < 0 OR key > 4294967295 OR epoch < 0
            OR epoch > 4294967295 LIMIT $1",
        |row| {
            let (record, key): (i64, i64) = (value(row, 0)?, value(row, 1)?);
            Ok(format!("key {key} of record {record} is misshapen"))
        },
    ),
    (
        "SELECT count(*) FROM ids WHERE octet_length(token) <> 16 HAVING count(*) > 0 LIMIT $1",
        |row| Ok(format!("{} id tokens are misshapen", count(row, 0)?)),
    ),
    (
        "SELECT count(*) FROM terms WHERE octet_length(token) <> 16 OR octet_length(tag) <> 8
        HAVING count(*) > 0 LIMIT $1",
        |row| Ok(format!("{} term tokens are misshapen", count(row, 0)?)),
    ),
    (
        "SELECT count(*) FROM blobs WHERE octet_length(name) <> 16 OR record < 0 OR key < 0
        HAVING count(*) > 0 LIMIT $1",
        |row| Ok(format!("{} blobs are misshapen", count(row, 0)?)),
    ),
    (
        "SELECT count(*) FROM commits WHERE octet_length(id) <> 16 HAVING count(*) > 0 LIMIT $1",
        |row| Ok(format!("{} remembered commits are misshapen", count(row, 0)?)),
    ),
];

pub const COUNTS: &str = "SELECT
    (SELECT count(*) FROM records WHERE head > 0),
    (SELECT count(*) FROM entries),
    (SELECT count(*) FROM ids),
    (SELECT count(*) FROM terms),
    (SELECT count(*) FROM keys),
    (SELECT count(*) FROM traces),
    (SELECT count(*) FROM blobs),
    (SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r')";

pub async fn check(db: &mut Reader) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for (sql, tell) in CHECKS {
        for row in db.query(sql, &[&FAULTS]).await? {
            faults.push(Fault { what: tell(&row)? });
        }
    }
    Ok(faults)
}

pub async fn stats(db: &mut Reader) -> Result<Stats> {
    let rows = db.query(COUNTS, &[]).await?;
    let Some(row) = rows.first() else { return Ok(Stats::default()) };
    Ok(Stats {
        records: count(row, 0)?,
        entries: count(row, 1)?,
        ids: count(row, 2)?,
        terms: count(row, 3)?,
        keys: count(row, 4)?,
        traces: count(row, 5)?,
        blobs: count(row, 6)?,
        bytes: count(row, 7)?,
    })
}
