//! Numbered, embedded, append-only migrations, one node at a time.

use hygie_base::fail::{Point, hit};
use hygie_store::StoreError;
use tokio_postgres::{Client, Transaction};

use crate::error::{Error, Result};

/// Version `n` is reached by running the first `n` of these.
const MIGRATIONS: &[&str] = &[include_str!("schema/0001.sql")];
/// "Hygi": the advisory lock that a migrating node holds.
const LOCK: i64 = 0x4879_6769;
const VERSION: &str = "CREATE TABLE IF NOT EXISTS hygie (version integer NOT NULL)";

/// Brings the database to the newest version, all steps in one transaction.
pub async fn migrate(client: &mut Client) -> std::result::Result<(), StoreError> {
    let transaction = client.transaction().await.map_err(Error::from)?;
    let found = found(&transaction).await?;
    let known = u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX);
    if found > known {
        let hint = "a newer program wrote it; use that version or a later one";
        return Err(StoreError::Schema { found, known, hint });
    }
    for (version, sql) in (1..=known).zip(MIGRATIONS).skip(found as usize) {
        step(&transaction, version, sql).await?;
    }
    hit(Point::StoreMigrate).map_err(Error::from)?;
    transaction.commit().await.map_err(Error::from)?;
    Ok(())
}

/// The version found, 0 for an empty schema; taken under the lock.
async fn found(transaction: &Transaction<'_>) -> std::result::Result<u32, StoreError> {
    let lock = transaction.query_one("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await;
    lock.map_err(Error::from)?;
    let count = "SELECT count(*), count(*) FILTER (WHERE relname = 'hygie') FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')";
    let row = transaction.query_one(count, &[]).await.map_err(Error::from)?;
    let (tables, ours): (i64, i64) = (row.get(0), row.get(1));
    if tables > 0 && ours == 0 {
        return Err(StoreError::Damaged(
            "the database holds tables of another program: create a database for Hygie alone"
                .to_owned(),
        ));
    }
    transaction.batch_execute(VERSION).await.map_err(Error::from)?;
    let rows = transaction.query("SELECT version FROM hygie", &[]).await.map_err(Error::from)?;
    let version = rows.first().map_or(0, |row| row.get::<_, i32>(0));
    u32::try_from(version).map_err(|_| StoreError::Damaged("the schema's version".to_owned()))
}

async fn step(transaction: &Transaction<'_>, version: u32, sql: &str) -> Result<()> {
    transaction.batch_execute(sql).await?;
    let version = i32::try_from(version).unwrap_or(i32::MAX);
    transaction.execute("DELETE FROM hygie", &[]).await?;
    transaction.execute("INSERT INTO hygie VALUES ($1)", &[&version]).await?;
    Ok(())
}
