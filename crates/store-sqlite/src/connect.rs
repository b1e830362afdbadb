//! Connections, set up once.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::limits::{OLDEST_SQLITE, READER_CACHE_KIB, STATEMENTS, WRITER_CACHE_KIB};

/// Whether this version of SQLite (as `sqlite3_libversion_number` tells it) may
/// open a store.
pub const fn new_enough(version: i32) -> bool {
    version >= OLDEST_SQLITE
}

/// The one connection that writes. The file must exist.
pub fn writer(path: &Path, page_bytes: u32) -> Result<Connection> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    common(&db, WRITER_CACHE_KIB)?;
    db.pragma_update(None, "page_size", page_bytes)?;
    let mode: String = db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    if mode != "wal" {
        return Err(Error::Damaged("the file system does not allow a write-ahead log"));
    }
    durable(&db)?;
    db.pragma_update(None, "secure_delete", "ON")?;
    Ok(db)
}

/// The connection that folds the log back beside the writer; it writes no row.
pub fn folder(path: &Path) -> Result<Connection> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    common(&db, READER_CACHE_KIB)?;
    durable(&db)?;
    Ok(db)
}

/// What every connection that may sync or fold keeps to.
fn durable(db: &Connection) -> Result<()> {
    // FULL: the log is synced before COMMIT returns, and so before any answer,
    // and a folding syncs the
    // file before the log may begin anew.
    db.pragma_update(None, "synchronous", "FULL")?;
    let _pages: i64 =
        db.pragma_update_and_check(None, "wal_autocheckpoint", 0, |row| row.get(0))?;
    // A process that ends without closing must leave the log for the next one.
    Ok(db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).map(drop)?)
}

/// A connection that cannot write.
pub fn reader(path: &Path) -> Result<Connection> {
    let db = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    common(&db, READER_CACHE_KIB)?;
    db.pragma_update(None, "query_only", "ON")?;
    Ok(db)
}

fn common(db: &Connection, cache_kib: i64) -> Result<()> {
    db.busy_timeout(Duration::ZERO)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // Plans that do not look at bound values: else a statement whose LIMIT is
    // bound is prepared anew each time, a tenth of what a read cost.
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    db.set_prepared_statement_cache_capacity(STATEMENTS);
    db.pragma_update(None, "cache_size", -cache_kib)?;
    // Nothing may reach a temporary file, and a damaged file must give an
    // error rather than a signal.
    db.pragma_update(None, "temp_store", "MEMORY")?;
    db.pragma_update(None, "cell_size_check", "ON")?;
    db.pragma_update(None, "foreign_keys", "OFF")?;
    let _bytes: Option<i64> = db
        .pragma_update_and_check(None, "mmap_size", 0, |row| row.get(0))
        .map_or_else(no_rows, |bytes| Ok(Some(bytes)))?;
    Ok(())
}

fn no_rows(error: rusqlite::Error) -> rusqlite::Result<Option<i64>> {
    if error == rusqlite::Error::QueryReturnedNoRows { Ok(None) } else { Err(error) }
}

#[cfg(test)]
mod tests {
    use super::new_enough;

    #[test]
    fn versions_with_the_wal_reset_bug_are_refused() {
        assert!(!new_enough(3_007_000));
        assert!(!new_enough(3_051_002));
        assert!(new_enough(3_051_003));
        assert!(new_enough(rusqlite::version_number()));
    }
}
