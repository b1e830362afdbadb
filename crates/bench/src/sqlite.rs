//! What bare SQLite does with the same bytes and the same durability: no
//! sealing, no validation, no index, no trace.

use std::path::Path;

use rusqlite::Connection;

use crate::{per_second, timed};

/// Rows a transaction, as a full group of small commits would have.
pub(crate) const GROUP: usize = 512;
/// Transactions timed when each holds one row.
const SINGLES: usize = 500;

/// Rows inserted a second, `group` in a transaction, each durable when COMMIT returns.
pub(crate) fn inserts(folder: &Path, rows: &[&[u8]], group: usize) -> anyhow::Result<u128> {
    let path = folder.join("raw.db");
    remove(&path);
    let db = Connection::open(&path)?;
    let _mode: String = db.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
    db.execute_batch(
        "PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB)",
    )?;
    let rows = if group == 1 { rows.get(..SINGLES).unwrap_or(rows) } else { rows };
    let mut insert = db.prepare("INSERT INTO rows (body) VALUES (?1)")?;
    let ((), time) = timed(|| {
        for chunk in rows.chunks(group) {
            let transaction = db.unchecked_transaction()?;
            for row in chunk {
                insert.execute([row])?;
            }
            transaction.commit()?;
        }
        Ok(())
    })?;
    drop(insert);
    drop(db);
    remove(&path);
    Ok(per_second(rows.len(), time))
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        // What is not there need not be removed.
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}
