//! The parts of a commit that change rows in place.

use hygie_store::{BlobOp, CellOp, KeyOp, KeyRow, OutboxId, OutboxPut, Refusal, TokenOp};
use rusqlite::{Connection, params};

use crate::apply::Stop;
use crate::error::Result;
use crate::pack::{key_to_sql, record_to_sql};

const KEY_ADD: &str = "INSERT INTO keys (record, key, kind, epoch, wrapped)
    VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING";
const KEY_REWRAP: &str = "UPDATE keys SET epoch = ?3, wrapped = ?4
    WHERE record = ?1 AND key = ?2 AND epoch = ?5 AND length(wrapped) > 0";
const KEY_OVERWRITE: &str =
    "UPDATE keys SET wrapped = zeroblob(length(wrapped)) WHERE record = ?1 AND key = ?2";
const KEY_EMPTY: &str = "UPDATE keys SET wrapped = x'' WHERE record = ?1 AND key = ?2";
const ID_PUT: &str = "INSERT INTO ids (token, locator) VALUES (?1, ?2)
    ON CONFLICT (token) DO UPDATE SET locator = ?2";
const ID_DELETE: &str = "DELETE FROM ids WHERE token = ?1";
const TERM_PUT: &str = "INSERT INTO terms (token, tag, locator) VALUES (?1, ?2, ?3)
    ON CONFLICT (token, tag) DO UPDATE SET locator = ?3";
const TERM_DELETE: &str = "DELETE FROM terms WHERE token = ?1 AND tag = ?2";
const BLOB_NAME: &str = "INSERT INTO blobs (name, record, key) VALUES (?1, ?2, ?3)
    ON CONFLICT (name) DO UPDATE SET record = ?2, key = ?3";
const BLOB_FORGET: &str = "DELETE FROM blobs WHERE name = ?1";
const OUTBOX_PUT: &str = "INSERT INTO outbox (topic, attempts, body) VALUES (?1, 0, ?2)";
const OUTBOX_DONE: &str = "DELETE FROM outbox WHERE id = ?1";
const CELL_PUT: &str = "INSERT INTO cells (family, key, value) VALUES (?1, ?2, ?3)
    ON CONFLICT (family, key) DO UPDATE SET value = ?3";
const CELL_DELETE: &str = "DELETE FROM cells WHERE family = ?1 AND key = ?2";

pub fn keys(db: &Connection, ops: &[KeyOp]) -> std::result::Result<(), Stop> {
    for op in ops {
        match op {
            KeyOp::Add(row) => add_key(db, row)?,
            KeyOp::Rewrap { row, from } => {
                let (record, key) = (record_to_sql(row.record), key_to_sql(row.key));
                let row = params![record, key, row.epoch.0, row.wrapped, from.0];
                db.prepare_cached(KEY_REWRAP)?.execute(row)?;
            }
            KeyOp::Destroy(record, key) => {
                let place = [record_to_sql(*record), key_to_sql(*key)];
                db.prepare_cached(KEY_OVERWRITE)?.execute(place)?;
                db.prepare_cached(KEY_EMPTY)?.execute(place)?;
            }
        }
    }
    Ok(())
}

fn add_key(db: &Connection, row: &KeyRow) -> std::result::Result<(), Stop> {
    let (record, key) = (record_to_sql(row.record), key_to_sql(row.key));
    let values = params![record, key, row.kind as u8, row.epoch.0, row.wrapped];
    let added = db.prepare_cached(KEY_ADD)?.execute(values)?;
    if added == 0 {
        return Err(Stop::Refused(Refusal::KeyTaken(row.record, row.key)));
    }
    Ok(())
}

pub fn tokens(db: &Connection, ops: &[TokenOp]) -> Result<()> {
    for op in ops {
        match op {
            TokenOp::PutId(token, locator) => {
                db.prepare_cached(ID_PUT)?.execute(params![token.0, locator])?
            }
            TokenOp::DeleteId(token) => db.prepare_cached(ID_DELETE)?.execute([token.0])?,
            TokenOp::PutTerm(token, tag, locator) => {
                db.prepare_cached(TERM_PUT)?.execute(params![token.0, tag.0, locator])?
            }
            TokenOp::DeleteTerm(token, tag) => {
                db.prepare_cached(TERM_DELETE)?.execute(params![token.0, tag.0])?
            }
        };
    }
    Ok(())
}

pub fn blobs(db: &Connection, ops: &[BlobOp]) -> Result<()> {
    for op in ops {
        match op {
            BlobOp::Name(row) => {
                let (record, key) = (record_to_sql(row.record), key_to_sql(row.key));
                db.prepare_cached(BLOB_NAME)?.execute(params![row.name.0, record, key])?
            }
            BlobOp::Forget(name) => db.prepare_cached(BLOB_FORGET)?.execute([name.0])?,
        };
    }
    Ok(())
}

pub fn outbox(db: &Connection, put: &[OutboxPut], done: &[OutboxId]) -> Result<()> {
    for item in put {
        db.prepare_cached(OUTBOX_PUT)?.execute(params![item.topic, item.body])?;
    }
    for id in done {
        db.prepare_cached(OUTBOX_DONE)?.execute([id.0.cast_signed()])?;
    }
    Ok(())
}

pub fn cells(db: &Connection, ops: &[CellOp]) -> Result<()> {
    for op in ops {
        match op {
            CellOp::Put { table, key, value } => {
                db.prepare_cached(CELL_PUT)?.execute(params![table, key, value])?
            }
            CellOp::Delete { table, key } => {
                db.prepare_cached(CELL_DELETE)?.execute(params![table, key])?
            }
        };
    }
    Ok(())
}
