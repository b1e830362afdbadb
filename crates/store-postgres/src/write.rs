//! A group's changes, written in one round trip: one statement for each kind.

use deadpool_postgres::ClientWrapper;
use tokio_postgres::types::ToSql;

use crate::bulk;
use crate::error::Result;
use crate::limits::BULK_ROWS;
use crate::pack::{log_to_sql, record_to_sql};
use crate::state::{Changes, State};

pub const HEADS: &str = "INSERT INTO records (number, head, written_log, written_index)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::integer[], $4::bigint[])
    ON CONFLICT (number) DO UPDATE SET head = excluded.head,
        written_log = coalesce(excluded.written_log, records.written_log),
        written_index = coalesce(excluded.written_index, records.written_index)";
pub const ENTRIES: &str = "INSERT INTO entries (record, seq, key, epoch, body)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[])";
pub const KEYS: &str = "INSERT INTO keys (record, key, kind, epoch, wrapped)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::bigint[], $5::bytea[])
    ON CONFLICT (record, key) DO UPDATE SET epoch = excluded.epoch, wrapped = excluded.wrapped";
pub const IDS: &str =
    "INSERT INTO ids (token, locator) SELECT * FROM unnest($1::bytea[], $2::bytea[])
    ON CONFLICT (token) DO UPDATE SET locator = excluded.locator";
pub const IDS_GONE: &str = "DELETE FROM ids WHERE token = ANY($1)";
pub const TERMS: &str = "INSERT INTO terms (token, tag, locator)
    SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[])
    ON CONFLICT (token, tag) DO UPDATE SET locator = excluded.locator";
pub const TERMS_GONE: &str = "DELETE FROM terms t
    USING unnest($1::bytea[], $2::bytea[]) w (token, tag)
    WHERE t.token = w.token AND t.tag = w.tag";
pub const BLOBS: &str = "INSERT INTO blobs (name, record, key)
    SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[])
    ON CONFLICT (name) DO UPDATE SET record = excluded.record, key = excluded.key";
pub const BLOBS_GONE: &str = "DELETE FROM blobs WHERE name = ANY($1)";
pub const TRACES: &str = "INSERT INTO traces (log, place, record, actor, write, key, leaf, body)
    SELECT * FROM unnest($1::integer[], $2::bigint[], $3::bigint[], $4::bytea[], $5::boolean[],
        $6::bigint[], $7::bytea[], $8::bytea[])";
pub const LOGS: &str =
    "INSERT INTO logs (number, next) SELECT * FROM unnest($1::integer[], $2::bigint[])
    ON CONFLICT (number) DO UPDATE SET next = excluded.next";
pub const OUTBOX: &str = "INSERT INTO outbox (topic, attempts, body)
    SELECT topic, 0, body FROM unnest($1::bigint[], $2::bytea[]) WITH ORDINALITY w (topic, body, n)
    ORDER BY n";
pub const DONE: &str = "DELETE FROM outbox WHERE id = ANY($1)";
pub const CELLS: &str = "INSERT INTO cells (family, key, value)
    SELECT * FROM unnest($1::bigint[], $2::bytea[], $3::bytea[])
    ON CONFLICT (family, key) DO UPDATE SET value = excluded.value";
pub const CELLS_GONE: &str = "DELETE FROM cells c
    USING unnest($1::bigint[], $2::bytea[]) w (family, key)
    WHERE c.family = w.family AND c.key = w.key";
pub const COMMITS: &str = "INSERT INTO commits (id) SELECT * FROM unnest($1::bytea[])";

/// Writes everything; the caller commits. Many rows that are thought `new` go in
/// bulk, which fails when one is there.
pub async fn all(client: &ClientWrapper, state: &State, new: bool) -> Result<()> {
    let changes = &state.changes;
    tokio::try_join!(
        heads(client, state),
        entries(client, changes, new),
        keys(client, state),
        tokens(client, changes, new),
        blobs(client, changes),
        traces(client, changes, new),
        logs(client, state),
        outbox(client, changes),
        cells(client, changes),
        commits(client, changes),
    )?;
    Ok(())
}

async fn heads(client: &ClientWrapper, state: &State) -> Result<()> {
    let changed = || {
        let changed = state.changes.heads.iter();
        changed.filter_map(|record| Some((record, state.journals.get(record)?)))
    };
    let numbers: Vec<i64> = changed().map(|(record, _)| record_to_sql(*record)).collect();
    let heads: Vec<i64> = changed().map(|(_, journal)| journal.head.cast_signed()).collect();
    let logs: Vec<Option<i32>> =
        changed().map(|(_, journal)| journal.written.map(|(log, _)| log_to_sql(log))).collect();
    let places: Vec<Option<i64>> =
        changed().map(|(_, journal)| journal.written.map(|(_, at)| at.cast_signed())).collect();
    run(client, HEADS, numbers.is_empty(), [&numbers, &heads, &logs, &places]).await
}

async fn entries(client: &ClientWrapper, changes: &Changes, new: bool) -> Result<()> {
    if new && changes.entries.len() >= BULK_ROWS {
        return bulk::entries(client, &changes.entries).await;
    }
    let rows = || changes.entries.iter();
    let records: Vec<i64> = rows().map(|row| record_to_sql(row.record)).collect();
    let seqs: Vec<i64> = rows().map(|row| row.seq.cast_signed()).collect();
    let keys: Vec<i64> = rows().map(|row| row.key.0.into()).collect();
    let epochs: Vec<i64> = rows().map(|row| row.epoch.0.into()).collect();
    let bodies: Vec<&[u8]> = rows().map(|row| &*row.body).collect();
    run(client, ENTRIES, records.is_empty(), [&records, &seqs, &keys, &epochs, &bodies]).await
}

async fn keys(client: &ClientWrapper, state: &State) -> Result<()> {
    let rows = || state.changes.keys.iter().filter_map(|place| state.keys.get(place));
    let records: Vec<i64> = rows().map(|row| record_to_sql(row.record)).collect();
    let keys: Vec<i64> = rows().map(|row| row.key.0.into()).collect();
    let kinds: Vec<i16> = rows().map(|row| i16::from(row.kind as u8)).collect();
    let epochs: Vec<i64> = rows().map(|row| row.epoch.0.into()).collect();
    let wrapped: Vec<&[u8]> = rows().map(|row| &*row.wrapped).collect();
    run(client, KEYS, records.is_empty(), [&records, &keys, &kinds, &epochs, &wrapped]).await
}

async fn tokens(client: &ClientWrapper, changes: &Changes, new: bool) -> Result<()> {
    let ids = changes.ids.iter().filter_map(|(token, put)| Some((&token.0[..], put.as_deref()?)));
    let (ids, at): (Vec<&[u8]>, Vec<&[u8]>) = ids.unzip();
    let gone = changes.ids.iter().filter(|(_, put)| put.is_none());
    let ids_gone: Vec<&[u8]> = gone.map(|(token, _)| &token.0[..]).collect();
    let mut terms = (Vec::new(), Vec::new(), Vec::new());
    let mut terms_gone = (Vec::new(), Vec::new());
    for ((token, tag), put) in &changes.terms {
        match put {
            Some(locator) => {
                terms.0.push(&token.0[..]);
                terms.1.push(&tag.0[..]);
                terms.2.push(locator.as_slice());
            }
            None => {
                terms_gone.0.push(&token.0[..]);
                terms_gone.1.push(&tag.0[..]);
            }
        }
    }
    tokio::try_join!(
        put_ids(client, &ids, &at, new),
        run(client, IDS_GONE, ids_gone.is_empty(), [&ids_gone]),
        put_terms(client, (&terms.0, &terms.1, &terms.2), new),
        run(client, TERMS_GONE, terms_gone.0.is_empty(), [&terms_gone.0, &terms_gone.1]),
    )?;
    Ok(())
}

async fn put_ids(client: &ClientWrapper, ids: &[&[u8]], at: &[&[u8]], new: bool) -> Result<()> {
    if new && ids.len() >= BULK_ROWS {
        return bulk::ids(client, ids, at).await;
    }
    run(client, IDS, ids.is_empty(), [&ids, &at]).await
}

async fn put_terms(client: &ClientWrapper, terms: bulk::Terms<'_>, new: bool) -> Result<()> {
    if new && terms.0.len() >= BULK_ROWS {
        return bulk::terms(client, terms).await;
    }
    run(client, TERMS, terms.0.is_empty(), [&terms.0, &terms.1, &terms.2]).await
}

async fn blobs(client: &ClientWrapper, changes: &Changes) -> Result<()> {
    let put = || changes.blobs.values().flatten();
    let names: Vec<&[u8]> = put().map(|row| &row.name.0[..]).collect();
    let records: Vec<i64> = put().map(|row| record_to_sql(row.record)).collect();
    let keys: Vec<i64> = put().map(|row| row.key.0.into()).collect();
    let gone = changes.blobs.iter().filter(|(_, put)| put.is_none());
    let gone: Vec<&[u8]> = gone.map(|(name, _)| &name.0[..]).collect();
    tokio::try_join!(
        run(client, BLOBS, names.is_empty(), [&names, &records, &keys]),
        run(client, BLOBS_GONE, gone.is_empty(), [&gone]),
    )?;
    Ok(())
}

async fn traces(client: &ClientWrapper, changes: &Changes, new: bool) -> Result<()> {
    if new && changes.traces.len() >= BULK_ROWS {
        return bulk::traces(client, &changes.traces).await;
    }
    let rows = || changes.traces.iter();
    let logs: Vec<i32> = rows().map(|row| log_to_sql(row.log)).collect();
    let places: Vec<i64> = rows().map(|row| row.index.cast_signed()).collect();
    let records: Vec<i64> = rows().map(|row| record_to_sql(row.record)).collect();
    let actors: Vec<&[u8]> = rows().map(|row| &row.actor[..]).collect();
    let writes: Vec<bool> = rows().map(|row| row.write).collect();
    let keys: Vec<i64> = rows().map(|row| row.key.0.into()).collect();
    let leaves: Vec<&[u8]> = rows().map(|row| &row.leaf[..]).collect();
    let bodies: Vec<&[u8]> = rows().map(|row| &*row.body).collect();
    let params: [&(dyn ToSql + Sync); 8] =
        [&logs, &places, &records, &actors, &writes, &keys, &leaves, &bodies];
    run(client, TRACES, logs.is_empty(), params).await
}

async fn logs(client: &ClientWrapper, state: &State) -> Result<()> {
    if state.changes.traces.is_empty() {
        return Ok(());
    }
    let (logs, next): (Vec<i32>, Vec<i64>) =
        state.next.iter().map(|(log, next)| (log_to_sql(*log), next.cast_signed())).unzip();
    run(client, LOGS, logs.is_empty(), [&logs, &next]).await
}

async fn outbox(client: &ClientWrapper, changes: &Changes) -> Result<()> {
    let topics: Vec<i64> = changes.outbox.iter().map(|item| item.topic.into()).collect();
    let bodies: Vec<&[u8]> = changes.outbox.iter().map(|item| &*item.body).collect();
    let done = &changes.done;
    tokio::try_join!(
        run(client, OUTBOX, topics.is_empty(), [&topics, &bodies]),
        run(client, DONE, done.is_empty(), [done]),
    )?;
    Ok(())
}

async fn cells(client: &ClientWrapper, changes: &Changes) -> Result<()> {
    let mut put = (Vec::new(), Vec::new(), Vec::new());
    let mut gone = (Vec::new(), Vec::new());
    for ((family, key), value) in &changes.cells {
        match value {
            Some(value) => {
                put.0.push(i64::from(*family));
                put.1.push(key.as_slice());
                put.2.push(value.as_slice());
            }
            None => {
                gone.0.push(i64::from(*family));
                gone.1.push(key.as_slice());
            }
        }
    }
    tokio::try_join!(
        run(client, CELLS, put.0.is_empty(), [&put.0, &put.1, &put.2]),
        run(client, CELLS_GONE, gone.0.is_empty(), [&gone.0, &gone.1]),
    )?;
    Ok(())
}

async fn commits(client: &ClientWrapper, changes: &Changes) -> Result<()> {
    let ids: Vec<&[u8]> = changes.commits.iter().map(|id| &id[..]).collect();
    run(client, COMMITS, ids.is_empty(), [&ids]).await
}

/// Runs a prepared statement, unless there is nothing to write.
async fn run<const N: usize>(
    client: &ClientWrapper,
    sql: &str,
    nothing: bool,
    params: [&(dyn ToSql + Sync); N],
) -> Result<()> {
    if nothing {
        return Ok(());
    }
    let statement = client.prepare_cached(sql).await?;
    client.execute(&statement, &params).await?;
    Ok(())
}
