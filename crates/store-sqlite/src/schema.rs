//! Numbered, embedded, append-only migrations.

use hygie_base::fail::{Point, hit};
use hygie_store::StoreError;
use rusqlite::Connection;

use crate::error::{Error, Result};

/// "Hygi": tells our files from those of other programs.
const APPLICATION: i32 = 0x4879_6769;
/// Version `n` is reached by running the first `n` of these.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
];

/// Brings the file to the newest version, each step in one transaction.
pub fn migrate(db: &Connection) -> std::result::Result<(), StoreError> {
    let application = number(db, "application_id").map_err(StoreError::from)?;
    let found = number(db, "user_version").map_err(StoreError::from)?;
    let found = u32::try_from(found).unwrap_or(u32::MAX);
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found > known {
        let hint = "a newer program wrote it; use that version or a later one";
        return Err(StoreError::Schema { found, known, hint });
    }
    let fresh = application == 0 && found == 0 && is_empty(db)?;
    if application != APPLICATION && !fresh {
        return Err(StoreError::Damaged("the file is not a Hygie store".to_owned()));
    }
    for (version, sql) in (1..=known).zip(MIGRATIONS).skip(found as usize) {
        step(db, version, sql)?;
    }
    Ok(())
}

fn step(db: &Connection, version: u32, sql: &str) -> Result<()> {
    db.execute_batch("BEGIN IMMEDIATE")?;
    let done = run(db, version, sql);
    if done.is_err() && !db.is_autocommit() {
        db.execute_batch("ROLLBACK")?;
    }
    done
}

fn run(db: &Connection, version: u32, sql: &str) -> Result<()> {
    db.execute_batch(sql)?;
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", version)?;
    hit(Point::StoreMigrate)?;
    Ok(db.execute_batch("COMMIT")?)
}

fn is_empty(db: &Connection) -> Result<bool> {
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(tables == 0)
}

fn number(db: &Connection, pragma: &str) -> Result<i32> {
    db.pragma_query_value(None, pragma, |row| row.get(0)).map_err(Error::from)
}
