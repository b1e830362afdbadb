//! Outbox items, looked at without a claim.

use hygie_store::{OutboxId, OutboxItem};
use rusqlite::{Connection, Row, params};

use super::{page, rows};
use crate::error::Result;
use crate::pack::{count, value};

const ALL: &str = "SELECT id, topic, body, attempts FROM outbox
    WHERE ?1 IS NULL OR id > ?1 ORDER BY id LIMIT ?2";

pub fn all(db: &Connection, after: Option<OutboxId>, limit: usize) -> Result<Vec<OutboxItem>> {
    let after = after.map(|id| id.0.cast_signed());
    page(db, ALL, params![after, rows(limit)], read, |item| item.body.len())
}

fn read(row: &Row<'_>) -> Result<OutboxItem> {
    let id = OutboxId(count(row, 0)?);
    Ok(OutboxItem { id, topic: value(row, 1)?, body: value(row, 2)?, attempts: value(row, 3)? })
}
