//! Many new rows by `COPY`: an import's, and those of a store that is copied. It
//! knows no `ON CONFLICT`: a row that is there already fails the transaction, as
//! another node's would, and the next attempt does without.

mod rows;

use deadpool_postgres::ClientWrapper;
use hygie_store::{EntryRow, TraceRow};

use self::rows::Rows;
use crate::error::Result;
use crate::pack::{log_to_sql, record_to_sql};

const ENTRIES: &str = "COPY entries (record, seq, key, epoch, body) FROM STDIN (FORMAT binary)";
const IDS: &str = "COPY ids (token, locator) FROM STDIN (FORMAT binary)";
const TERMS: &str = "COPY terms (token, tag, locator) FROM STDIN (FORMAT binary)";
const TRACES: &str = "COPY traces (log, place, record, actor, write, key, leaf, body)
    FROM STDIN (FORMAT binary)";
/// Tokens, their tags and where they lead to.
pub type Terms<'t> = (&'t [&'t [u8]], &'t [&'t [u8]], &'t [&'t [u8]]);

pub async fn entries(client: &ClientWrapper, entries: &[EntryRow]) -> Result<()> {
    let mut rows = Rows::into(client, ENTRIES).await?;
    for row in entries {
        rows.add([
            &record_to_sql(row.record).to_be_bytes(),
            &row.seq.to_be_bytes(),
            &i64::from(row.key.0).to_be_bytes(),
            &i64::from(row.epoch.0).to_be_bytes(),
            &row.body,
        ])
        .await?;
    }
    rows.finish().await
}

pub async fn ids(client: &ClientWrapper, ids: &[&[u8]], at: &[&[u8]]) -> Result<()> {
    let mut rows = Rows::into(client, IDS).await?;
    for (token, locator) in ids.iter().zip(at) {
        rows.add([token, locator]).await?;
    }
    rows.finish().await
}

pub async fn terms(client: &ClientWrapper, (tokens, tags, at): Terms<'_>) -> Result<()> {
    let mut rows = Rows::into(client, TERMS).await?;
    for ((token, tag), locator) in tokens.iter().zip(tags).zip(at) {
        rows.add([token, tag, locator]).await?;
    }
    rows.finish().await
}

pub async fn traces(client: &ClientWrapper, traces: &[TraceRow]) -> Result<()> {
    let mut rows = Rows::into(client, TRACES).await?;
    for row in traces {
        rows.add([
            &log_to_sql(row.log).to_be_bytes(),
            &row.index.to_be_bytes(),
            &record_to_sql(row.record).to_be_bytes(),
            &row.actor,
            &[u8::from(row.write)],
            &i64::from(row.key.0).to_be_bytes(),
            &row.leaf,
            &row.body,
        ])
        .await?;
    }
    rows.finish().await
}
