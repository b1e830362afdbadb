//! Everything that can be found wrong without opening a seal.

use hygie_base::RecordNo;
use hygie_store::{Fault, StoreError};
use rusqlite::{Connection, Row};

use crate::error::{Error, Result};
use crate::limits::FAULTS;
use crate::pack::{log_and_index, value};

type Tell = fn(&Row<'_>) -> Result<String>;

/// Each finds rows that cannot be; the function words one of them.
const CHECKS: &[(&str, Tell)] = &[
    (
        "SELECT number, head, count(e.id), coalesce(max(e.id & 0xffffff), 0)
        FROM records LEFT JOIN entries e ON e.id > slot << 24 AND e.id <= (slot << 24 | 0xffffff)
        GROUP BY slot HAVING head <> count(e.id) OR head <> coalesce(max(e.id & 0xffffff), 0)",
        |row| {
            let (head, rows, last): (i64, i64, i64) =
                (value(row, 1)?, value(row, 2)?, value(row, 3)?);
            let record = record(row)?;
            Ok(format!("record {record}: head {head}, but {rows} entries, the last at {last}"))
        },
    ),
    (
        "SELECT e.id >> 24, count(*) FROM entries e
        WHERE e.id & 0xffffff = 0 OR e.id >> 24 NOT IN (SELECT slot FROM records) GROUP BY 1",
        |row| {
            let (slot, rows): (i64, i64) = (value(row, 0)?, value(row, 1)?);
            Ok(format!("{rows} entries at slot {slot} belong to no record"))
        },
    ),
    (
        "SELECT number, next, count(t.id), coalesce(max(t.id & 0xffffffffff) + 1, 0)
        FROM logs LEFT JOIN traces t
            ON t.id >= number << 40 AND t.id <= (number << 40 | 0xffffffffff)
        GROUP BY number
        HAVING next <> count(t.id) OR next <> coalesce(max(t.id & 0xffffffffff) + 1, 0)",
        |row| {
            let (log, next, rows): (i64, i64, i64) =
                (value(row, 0)?, value(row, 1)?, value(row, 2)?);
            Ok(format!(
                "log {log}: {next} traces were written, but {rows} are there, or not in a row"
            ))
        },
    ),
    (
        "SELECT id FROM traces t WHERE t.id >> 40 NOT IN (SELECT number FROM logs)
            OR t.slot NOT IN (SELECT slot FROM records)
            OR length(actor) <> 16 OR length(leaf) <> 32 OR t.write NOT IN (0, 1)",
        |row| {
            let (log, index) = log_and_index(value(row, 0)?)?;
            Ok(format!("trace {index} of log {} is of no log or record, or misshapen", log.0))
        },
    ),
    (
        "SELECT number FROM records r LEFT JOIN traces t ON t.id = r.written
        WHERE r.written IS NOT NULL AND (t.id IS NULL OR t.slot <> r.slot OR t.write <> 1)",
        |row| Ok(format!("record {}: the trace of its last write is not there", record(row)?)),
    ),
    ("SELECT number FROM records WHERE number < 0", |_| {
        Ok("a record number is out of range".to_owned())
    }),
    (
        "SELECT record, key FROM keys WHERE record < 0 OR kind NOT IN (1, 2)
            OR key NOT BETWEEN -0x80000000 AND 0x7fffffff",
        |row| Ok(format!("a key of record {:016x} is misshapen", value::<i64>(row, 0)?)),
    ),
    ("SELECT count(*) FROM ids WHERE length(token) <> 16 HAVING count(*) > 0", |row| {
        Ok(format!("{} id tokens are misshapen", value::<i64>(row, 0)?))
    }),
    (
        "SELECT count(*) FROM terms WHERE length(token) <> 16 OR length(tag) <> 8
        HAVING count(*) > 0",
        |row| Ok(format!("{} term tokens are misshapen", value::<i64>(row, 0)?)),
    ),
    (
        "SELECT count(*) FROM blobs WHERE length(name) <> 16 OR record < 0 HAVING count(*) > 0",
        |row| Ok(format!("{} rows of blobs are misshapen", value::<i64>(row, 0)?)),
    ),
    ("SELECT number FROM commits WHERE length(ids) % 16 <> 0 OR length(ids) = 0", |row| {
        Ok(format!("group {} of remembered commits is misshapen", value::<i64>(row, 0)?))
    }),
];

pub fn check(db: &Connection) -> Result<Vec<Fault>> {
    let mut faults = integrity(db)?;
    for (sql, tell) in CHECKS {
        match find(db, sql, *tell) {
            Ok(found) => faults.extend(found),
            Err(error) => faults.push(damage(error)?),
        }
    }
    Ok(faults)
}

/// SQLite's own check of pages, indexes and types. Its words name tables and
/// pages, never what stands in them.
fn integrity(db: &Connection) -> Result<Vec<Fault>> {
    let run = || -> Result<Vec<Fault>> {
        let mut check = db.prepare("PRAGMA integrity_check(100)")?;
        let lines = check.query_map([], |row| row.get::<_, String>(0))?;
        let lines = lines.collect::<rusqlite::Result<Vec<_>>>()?;
        let said = lines.iter().flat_map(|line| line.lines()).filter(|line| *line != "ok");
        Ok(said.map(|what| Fault { what: format!("SQLite: {what}") }).collect())
    };
    run().or_else(|error| Ok(vec![damage(error)?]))
}

fn find(db: &Connection, sql: &str, tell: Tell) -> Result<Vec<Fault>> {
    let mut find = db.prepare(sql)?;
    let mut rows = find.query([])?;
    let mut faults = Vec::new();
    while faults.len() < FAULTS {
        let Some(row) = rows.next()? else { break };
        faults.push(Fault { what: tell(row)? });
    }
    Ok(faults)
}

/// What keeps a check from running is itself a fault, unless it may pass.
fn damage(error: Error) -> Result<Fault> {
    if error.passes() {
        return Err(error);
    }
    Ok(Fault { what: StoreError::from(error).to_string() })
}

fn record(row: &Row<'_>) -> Result<String> {
    let number: i64 = value(row, 0)?;
    Ok(RecordNo::from_u64(number.cast_unsigned())
        .map_or_else(|| "(out of range)".to_owned(), |record| record.to_string()))
}
