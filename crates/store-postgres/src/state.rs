//! What a group of commits has to know of the database, fetched in one go, and
//! what it makes of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use deadpool_postgres::ClientWrapper;
use hygie_base::{KeyNo, LogNo, RecordNo, Seq};
use hygie_store::limits::TERM_GUARD_ROWS;
use hygie_store::{
    BlobName, BlobRow, Commit, EntryRow, Guard, IdToken, KeyOp, KeyRow, OutboxPut, Tag, TermToken,
    TraceRow,
};
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

use crate::error::{Error, Result};
use crate::pack::{count, fixed, key_row, log_to_sql, record, record_to_sql, value};

pub const HEADS: &str = "SELECT number, head FROM records WHERE number = ANY($1)";
/// Also where the last entry is, so that a head that was tampered with cannot
/// leave a gap or cover an entry.
pub const LASTS: &str = "SELECT w, (SELECT max(seq) FROM entries WHERE record = w)
    FROM unnest($1::bigint[]) w";
pub const KEYS: &str = "SELECT k.record, k.key, k.kind, k.epoch, k.wrapped
    FROM unnest($1::bigint[], $2::bigint[]) w (record, key) JOIN keys k USING (record, key)";
pub const IDS: &str = "SELECT token, locator FROM ids WHERE token = ANY($1)";
pub const TERMS: &str = "SELECT w FROM unnest($1::bytea[]) w
    WHERE EXISTS (SELECT 1 FROM terms WHERE token = w)";
pub const TAGS: &str = "SELECT w, t.tag FROM unnest($1::bytea[]) w, LATERAL
    (SELECT tag FROM terms WHERE token = w LIMIT $2) t";
pub const CELLS: &str = "SELECT c.family, c.key, c.value
    FROM unnest($1::bigint[], $2::bytea[]) w (family, key) JOIN cells c USING (family, key)";
pub const LOGS: &str = "SELECT number, next FROM logs WHERE number = ANY($1)";

/// A record's journal as the group sees it.
#[derive(Clone, Copy, Default)]
pub struct Journal {
    pub head: Seq,
    /// The trace of a write that the group brings.
    pub written: Option<(LogNo, u64)>,
    /// Whether the head is the place of the last entry.
    pub sound: bool,
}

pub type Cell = (u32, Vec<u8>);
type Change<T> = Option<T>;

/// What there is, with the group's changes so far. The change maps hold final
/// values, `None` for what is deleted.
#[derive(Default)]
pub struct State {
    pub journals: BTreeMap<RecordNo, Journal>,
    pub keys: HashMap<(RecordNo, KeyNo), KeyRow>,
    pub ids: HashMap<IdToken, Vec<u8>>,
    pub terms: BTreeSet<TermToken>,
    /// Tags of the rows of a term, one more than a guard may name at most.
    pub tags: HashMap<TermToken, BTreeSet<Tag>>,
    pub cells: HashMap<Cell, Vec<u8>>,
    pub next: HashMap<LogNo, u64>,
    pub changes: Changes,
}

/// What is to be written.
#[derive(Default)]
pub struct Changes {
    pub heads: BTreeSet<RecordNo>,
    pub entries: Vec<EntryRow>,
    pub keys: BTreeSet<(RecordNo, KeyNo)>,
    pub ids: BTreeMap<IdToken, Change<Vec<u8>>>,
    pub terms: BTreeMap<(TermToken, Tag), Change<Vec<u8>>>,
    pub blobs: BTreeMap<BlobName, Change<BlobRow>>,
    pub traces: Vec<TraceRow>,
    pub outbox: Vec<OutboxPut>,
    pub done: Vec<i64>,
    pub cells: BTreeMap<Cell, Change<Vec<u8>>>,
    pub commits: Vec<[u8; 16]>,
}

/// What is asked for.
#[derive(Default)]
struct Wanted {
    heads: BTreeSet<i64>,
    lasts: BTreeSet<i64>,
    keys: BTreeSet<(i64, i64)>,
    ids: BTreeSet<[u8; 16]>,
    terms: BTreeSet<[u8; 16]>,
    tags: BTreeSet<[u8; 16]>,
    cells: BTreeSet<(i64, Vec<u8>)>,
    logs: BTreeSet<i32>,
}

impl Wanted {
    fn of(commits: &[&Commit]) -> Self {
        let mut wanted = Self::default();
        for commit in commits {
            commit.guards.iter().for_each(|guard| wanted.guard(guard));
            for op in &commit.keys {
                let (record, key) = match op {
                    KeyOp::Add(row) | KeyOp::Rewrap { row, .. } => (row.record, row.key),
                    KeyOp::Destroy(record, key) => (*record, *key),
                };
                wanted.keys.insert((record_to_sql(record), key.0.into()));
            }
            for entry in &commit.appends {
                wanted.heads.insert(record_to_sql(entry.record));
                wanted.lasts.insert(record_to_sql(entry.record));
            }
            let written = commit.traces.iter().filter(|trace| trace.write);
            wanted.heads.extend(written.map(|trace| record_to_sql(trace.record)));
            wanted.heads.extend(commit.watch.iter().map(|record| record_to_sql(*record)));
            wanted.logs.insert(log_to_sql(commit.log));
        }
        wanted
    }

    fn guard(&mut self, guard: &Guard) {
        match guard {
            Guard::Head(head) => drop(self.heads.insert(record_to_sql(head.record))),
            Guard::IdAbsent(token) | Guard::IdEquals(token, _) => drop(self.ids.insert(token.0)),
            Guard::TermAbsent(token) => drop(self.terms.insert(token.0)),
            Guard::TermRows(token, _) => drop(self.tags.insert(token.0)),
            Guard::KeyAlive(record, key) => {
                self.keys.insert((record_to_sql(*record), key.0.into()));
            }
            Guard::CellEquals { table, key, .. } => {
                self.cells.insert(((*table).into(), key.clone()));
            }
        }
    }
}

/// Fetches what these commits need, in one round trip.
pub async fn fetch(client: &ClientWrapper, commits: &[&Commit]) -> Result<State> {
    let wanted = Wanted::of(commits);
    let heads: Vec<i64> = wanted.heads.into_iter().collect();
    let lasts: Vec<i64> = wanted.lasts.into_iter().collect();
    let (of, keys): (Vec<i64>, Vec<i64>) = wanted.keys.into_iter().unzip();
    let ids: Vec<Vec<u8>> = wanted.ids.iter().map(|id| id.to_vec()).collect();
    let terms: Vec<Vec<u8>> = wanted.terms.iter().map(|term| term.to_vec()).collect();
    let tags: Vec<Vec<u8>> = wanted.tags.iter().map(|term| term.to_vec()).collect();
    let most = i64::try_from(TERM_GUARD_ROWS).unwrap_or(i64::MAX).saturating_add(1);
    let (families, cells): (Vec<i64>, Vec<Vec<u8>>) = wanted.cells.into_iter().unzip();
    let logs: Vec<i32> = wanted.logs.into_iter().collect();
    let (heads, lasts, keys, ids, terms, tags, cells, logs) = tokio::try_join!(
        rows(client, HEADS, heads.is_empty(), [&heads]),
        rows(client, LASTS, lasts.is_empty(), [&lasts]),
        rows(client, KEYS, keys.is_empty(), [&of, &keys]),
        rows(client, IDS, ids.is_empty(), [&ids]),
        rows(client, TERMS, terms.is_empty(), [&terms]),
        rows(client, TAGS, tags.is_empty(), [&tags, &most]),
        rows(client, CELLS, cells.is_empty(), [&families, &cells]),
        rows(client, LOGS, logs.is_empty(), [&logs]),
    )?;
    let mut state = State::default();
    state.journals(&heads, &lasts)?;
    for row in &keys {
        let row = key_row(row)?;
        state.keys.insert((row.record, row.key), row);
    }
    for row in &ids {
        state.ids.insert(IdToken(fixed(row, 0)?), value(row, 1)?);
    }
    for row in &terms {
        state.terms.insert(TermToken(fixed(row, 0)?));
    }
    for row in &tags {
        let tags = state.tags.entry(TermToken(fixed(row, 0)?)).or_default();
        tags.insert(Tag(fixed(row, 1)?));
    }
    for row in &cells {
        let family: i64 = value(row, 0)?;
        let family = u32::try_from(family).map_err(|_| Error::Damaged("a cell's table"))?;
        state.cells.insert((family, value(row, 1)?), value(row, 2)?);
    }
    for row in &logs {
        state.next.insert(crate::pack::log(row, 0)?, count(row, 1)?);
    }
    Ok(state)
}

impl State {
    fn journals(&mut self, heads: &[Row], lasts: &[Row]) -> Result<()> {
        for row in heads {
            let journal = Journal { head: count(row, 1)?, written: None, sound: false };
            self.journals.insert(record(row, 0)?, journal);
        }
        for row in lasts {
            let last: Option<i64> = value(row, 1)?;
            let journal = self.journals.entry(record(row, 0)?).or_default();
            journal.sound = last.unwrap_or(0).cast_unsigned() == journal.head;
        }
        Ok(())
    }

    /// The record's head; 0 when there is no such record.
    pub fn head(&self, record: RecordNo) -> Seq {
        self.journals.get(&record).map_or(0, |journal| journal.head)
    }
}

/// The rows of a prepared statement, unless nothing is asked.
async fn rows<const N: usize>(
    client: &ClientWrapper,
    sql: &str,
    nothing: bool,
    params: [&(dyn ToSql + Sync); N],
) -> Result<Vec<Row>> {
    if nothing {
        return Ok(Vec::new());
    }
    let statement = client.prepare_cached(sql).await?;
    Ok(client.query(&statement, &params).await?)
}
