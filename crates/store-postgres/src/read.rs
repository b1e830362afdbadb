//! The queries. Pages end at the contract's rows and bytes: what a page holds is
//! summed by the server, which need not fetch a body for that.

use hygie_base::fail::{Point, hit};
use hygie_base::{KeyNo, LogNo, RecordNo, Seq};
use hygie_store::limits::{PAGE_BYTES, PAGE_ROWS, RECORD_ENTRIES};
use hygie_store::{
    BlobName, BlobRow, EntryRow, Head, IdToken, KeyRow, OutboxId, OutboxItem, Tag, TermRow,
    TermToken, TraceRow,
};
use tokio_postgres::Row;

use crate::error::{Error, Result};
use crate::pack::{
    count, entry, fixed, key, key_row, log, log_to_sql, record, record_to_sql, trace, value,
};
use crate::pool::Reader;

pub const ENTRIES: &str = "SELECT record, seq, key, epoch, body FROM (
        SELECT *, sum(octet_length(body)) OVER (ORDER BY seq) - octet_length(body) AS before
        FROM entries WHERE record = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq LIMIT $4
    ) page WHERE before < $5 ORDER BY seq";
pub const ENTRY: &str = "SELECT record, seq, key, epoch, body FROM entries
    WHERE record = $1 AND seq = $2";
pub const HEAD: &str = "SELECT head FROM records WHERE number = $1";
pub const RECORDS: &str = "SELECT number, head FROM records
    WHERE number > $1 AND head > 0 ORDER BY number LIMIT $2";
pub const KEYS: &str = "SELECT record, key, kind, epoch, wrapped FROM keys
    WHERE record = $1 ORDER BY kind, key LIMIT $2";
pub const ALL_KEYS: &str = "SELECT record, key, kind, epoch, wrapped FROM keys
    WHERE (record, key) > ($1, $2) ORDER BY record, key LIMIT $3";
pub const LOCATE: &str = "SELECT token, locator FROM ids WHERE token = ANY($1)";
pub const TERMS: &str = "SELECT tag, locator FROM terms
    WHERE token = $1 AND tag > $2 ORDER BY tag LIMIT $3";
pub const ALL_IDS: &str = "SELECT token, locator FROM ids WHERE token > $1 ORDER BY token LIMIT $2";
pub const ALL_TERMS: &str = "SELECT token, tag, locator FROM terms
    WHERE (token, tag) > ($1, $2) ORDER BY token, tag LIMIT $3";
pub const LOGS: &str = "SELECT number, next FROM logs
    WHERE ($1::integer IS NULL OR number > $1) AND next > 0 ORDER BY number LIMIT $2";
pub const OF_LOG: &str = "SELECT log, place, record, actor, write, key, leaf, body FROM (
        SELECT *, sum(octet_length(body)) OVER (ORDER BY place) - octet_length(body) AS before
        FROM traces WHERE log = $1 AND place >= $2 ORDER BY place LIMIT $3
    ) page WHERE before < $4 ORDER BY place";
pub const OF_RECORD: &str = "SELECT log, place, record, actor, write, key, leaf, body FROM (
        SELECT *, sum(octet_length(body)) OVER (ORDER BY log DESC, place DESC)
            - octet_length(body) AS before
        FROM traces WHERE record = $1 AND (log, place) < ($2, $3)
        ORDER BY log DESC, place DESC LIMIT $4
    ) page WHERE before < $5 ORDER BY log DESC, place DESC";
pub const OF_ACTOR: &str = "SELECT log, place, record, actor, write, key, leaf, body FROM (
        SELECT *, sum(octet_length(body)) OVER (ORDER BY log DESC, place DESC)
            - octet_length(body) AS before
        FROM traces WHERE actor = $1 AND (log, place) < ($2, $3)
        ORDER BY log DESC, place DESC LIMIT $4
    ) page WHERE before < $5 ORDER BY log DESC, place DESC";
/// The trace that the record names, or a later one of the same log: a name that
/// was set back hides nothing. One that is named but not there is a row of nulls.
pub const LAST_WRITE: &str =
    "SELECT t.log, t.place, t.record, t.actor, t.write, t.key, t.leaf, t.body
    FROM records r LEFT JOIN LATERAL (
        SELECT * FROM traces w WHERE w.record = r.number AND w.write AND w.log = r.written_log
            AND w.place >= r.written_index ORDER BY w.place DESC LIMIT 1
    ) t ON true
    WHERE r.number = $1 AND r.written_log IS NOT NULL";
pub const BLOBS: &str =
    "SELECT name, record, key FROM blobs WHERE name > $1 ORDER BY name LIMIT $2";
pub const BLOBS_OF: &str = "SELECT name, record, key FROM blobs
    WHERE record = $1 AND name > $2 ORDER BY name LIMIT $3";
pub const OUTBOX: &str = "SELECT id, topic, body, attempts FROM (
        SELECT *, sum(octet_length(body)) OVER (ORDER BY id) - octet_length(body) AS before
        FROM outbox WHERE $1::bigint IS NULL OR id > $1 ORDER BY id LIMIT $2
    ) page WHERE before < $3 ORDER BY id";
/// From each table to the next: the tables are few and their cells may be many.
pub const CELL_TABLES: &str = "WITH RECURSIVE found (family) AS (
        SELECT min(family) FROM cells WHERE $1::bigint IS NULL OR family > $1
        UNION ALL
        SELECT (SELECT min(c.family) FROM cells c WHERE c.family > found.family)
        FROM found WHERE found.family IS NOT NULL
    ) SELECT family FROM found WHERE family IS NOT NULL LIMIT $2";
pub const CELL: &str = "SELECT value FROM cells WHERE family = $1 AND key = $2";
pub const CELLS: &str = "SELECT key, value FROM (
        SELECT *, sum(octet_length(value)) OVER (ORDER BY key) - octet_length(value) AS before
        FROM cells WHERE family = $1 AND ($2::bytea IS NULL OR key > $2) ORDER BY key LIMIT $3
    ) page WHERE before < $4 ORDER BY key";

/// A limit as the server takes it, never above the contract's.
fn most(limit: usize) -> i64 {
    i64::try_from(limit.min(PAGE_ROWS)).unwrap_or(i64::MAX)
}

const BYTES: i64 = PAGE_BYTES as i64;

fn each<T>(rows: &[Row], read: impl Fn(&Row) -> Result<T>) -> Result<Vec<T>> {
    rows.iter().map(read).collect()
}

pub async fn entries(db: &mut Reader, of: RecordNo, from: Seq, to: Seq) -> Result<Vec<EntryRow>> {
    hit(Point::StoreRead)?;
    let (from, to) = (from.max(1), to.min(RECORD_ENTRIES));
    let (from, to) = (from.min(RECORD_ENTRIES + 1).cast_signed(), to.cast_signed());
    let (of, limit) = (record_to_sql(of), most(PAGE_ROWS));
    let params: &[&(dyn tokio_postgres::types::ToSql + Sync)] = &[&of, &from, &to, &limit, &BYTES];
    each(&db.query(ENTRIES, params).await?, entry)
}

pub async fn one_entry(db: &mut Reader, of: RecordNo, seq: Seq) -> Result<Option<EntryRow>> {
    hit(Point::StoreRead)?;
    let seq = i64::try_from(seq).unwrap_or(i64::MAX);
    let rows = db.query(ENTRY, &[&record_to_sql(of), &seq]).await?;
    rows.first().map(entry).transpose()
}

pub async fn head(db: &mut Reader, of: RecordNo) -> Result<Seq> {
    let rows = db.query(HEAD, &[&record_to_sql(of)]).await?;
    rows.first().map_or(Ok(0), |row| count(row, 0))
}

pub async fn records(db: &mut Reader, after: RecordNo, limit: usize) -> Result<Vec<Head>> {
    let rows = db.query(RECORDS, &[&record_to_sql(after), &most(limit)]).await?;
    each(&rows, |row| Ok(Head { record: record(row, 0)?, seq: count(row, 1)? }))
}

pub async fn keys(db: &mut Reader, of: RecordNo) -> Result<Vec<KeyRow>> {
    each(&db.query(KEYS, &[&record_to_sql(of), &most(PAGE_ROWS)]).await?, key_row)
}

pub async fn all_keys(
    db: &mut Reader,
    after: (RecordNo, KeyNo),
    limit: usize,
) -> Result<Vec<KeyRow>> {
    let (of, key) = (record_to_sql(after.0), i64::from(after.1.0));
    each(&db.query(ALL_KEYS, &[&of, &key, &most(limit)]).await?, key_row)
}

pub async fn locate(db: &mut Reader, tokens: &[IdToken]) -> Result<Vec<Option<Vec<u8>>>> {
    let asked: Vec<&[u8]> = tokens.iter().map(|token| &token.0[..]).collect();
    let rows = db.query(LOCATE, &[&asked]).await?;
    let mut found = std::collections::HashMap::with_capacity(rows.len());
    for row in &rows {
        found.insert(IdToken(fixed(row, 0)?), value::<Vec<u8>>(row, 1)?);
    }
    Ok(tokens.iter().map(|token| found.get(token).cloned()).collect())
}

pub async fn terms(
    db: &mut Reader,
    token: TermToken,
    after: Option<Tag>,
    limit: usize,
) -> Result<Vec<TermRow>> {
    let after = after.map_or(Vec::new(), |tag| tag.0.to_vec());
    let rows = db.query(TERMS, &[&&token.0[..], &after, &most(limit)]).await?;
    each(&rows, |row| Ok(TermRow { tag: Tag(fixed(row, 0)?), locator: value(row, 1)? }))
}

pub async fn all_ids(
    db: &mut Reader,
    after: Option<IdToken>,
    limit: usize,
) -> Result<Vec<(IdToken, Vec<u8>)>> {
    let after = after.map_or(Vec::new(), |token| token.0.to_vec());
    let rows = db.query(ALL_IDS, &[&after, &most(limit)]).await?;
    each(&rows, |row| Ok((IdToken(fixed(row, 0)?), value(row, 1)?)))
}

pub async fn all_terms(
    db: &mut Reader,
    after: Option<(TermToken, Tag)>,
    limit: usize,
) -> Result<Vec<(TermToken, TermRow)>> {
    let (token, tag) =
        after.map_or((Vec::new(), Vec::new()), |(token, tag)| (token.0.to_vec(), tag.0.to_vec()));
    let rows = db.query(ALL_TERMS, &[&token, &tag, &most(limit)]).await?;
    each(&rows, |row| {
        let term = TermRow { tag: Tag(fixed(row, 1)?), locator: value(row, 2)? };
        Ok((TermToken(fixed(row, 0)?), term))
    })
}

pub async fn logs(
    db: &mut Reader,
    after: Option<LogNo>,
    limit: usize,
) -> Result<Vec<(LogNo, u64)>> {
    let rows = db.query(LOGS, &[&after.map(log_to_sql), &most(limit)]).await?;
    each(&rows, |row| Ok((log(row, 0)?, count(row, 1)?)))
}

pub async fn traces(db: &mut Reader, log: LogNo, from: u64, limit: usize) -> Result<Vec<TraceRow>> {
    let from = i64::try_from(from).unwrap_or(i64::MAX);
    each(&db.query(OF_LOG, &[&log_to_sql(log), &from, &most(limit), &BYTES]).await?, trace)
}

/// Log and index that a list starts below.
fn below(before: Option<(LogNo, u64)>) -> (i32, i64) {
    let at = |(log, index)| (log_to_sql(log), i64::try_from(index).unwrap_or(i64::MAX));
    before.map_or((i32::MAX, i64::MAX), at)
}

pub async fn traces_of(
    db: &mut Reader,
    of: RecordNo,
    before: Option<(LogNo, u64)>,
    limit: usize,
) -> Result<Vec<TraceRow>> {
    let (log, place) = below(before);
    let (of, limit) = (record_to_sql(of), most(limit));
    each(&db.query(OF_RECORD, &[&of, &log, &place, &limit, &BYTES]).await?, trace)
}

pub async fn traces_by(
    db: &mut Reader,
    actor: [u8; 16],
    before: Option<(LogNo, u64)>,
    limit: usize,
) -> Result<Vec<TraceRow>> {
    let (log, place) = below(before);
    let (actor, limit) = (actor.to_vec(), most(limit));
    each(&db.query(OF_ACTOR, &[&actor, &log, &place, &limit, &BYTES]).await?, trace)
}

pub async fn last_write(db: &mut Reader, of: RecordNo) -> Result<Option<TraceRow>> {
    let rows = db.query(LAST_WRITE, &[&record_to_sql(of)]).await?;
    rows.first().map(trace).transpose()
}

fn blob(row: &Row) -> Result<BlobRow> {
    Ok(BlobRow { name: BlobName(fixed(row, 0)?), record: record(row, 1)?, key: key(row, 2)? })
}

pub async fn blobs(db: &mut Reader, after: Option<BlobName>, limit: usize) -> Result<Vec<BlobRow>> {
    let after = after.map_or(Vec::new(), |name| name.0.to_vec());
    each(&db.query(BLOBS, &[&after, &most(limit)]).await?, blob)
}

pub async fn blobs_of(
    db: &mut Reader,
    of: RecordNo,
    after: Option<BlobName>,
) -> Result<Vec<BlobRow>> {
    let after = after.map_or(Vec::new(), |name| name.0.to_vec());
    each(&db.query(BLOBS_OF, &[&record_to_sql(of), &after, &most(PAGE_ROWS)]).await?, blob)
}

pub async fn outbox(
    db: &mut Reader,
    after: Option<OutboxId>,
    limit: usize,
) -> Result<Vec<OutboxItem>> {
    let after = after.map(|id| id.0.cast_signed());
    let rows = db.query(OUTBOX, &[&after, &most(limit), &BYTES]).await?;
    each(&rows, |row| {
        let (id, body) = (OutboxId(count(row, 0)?), value(row, 2)?);
        let attempts = u32::try_from(count(row, 3)?).unwrap_or(u32::MAX);
        Ok(OutboxItem { id, topic: number(row, 1)?, body, attempts })
    })
}

pub async fn cell_tables(db: &mut Reader, after: Option<u32>, limit: usize) -> Result<Vec<u32>> {
    let rows = db.query(CELL_TABLES, &[&after.map(i64::from), &most(limit)]).await?;
    each(&rows, |row| number(row, 0))
}

/// The number of a topic or of a small table.
fn number(row: &Row, column: usize) -> Result<u32> {
    u32::try_from(value::<i64>(row, column)?).map_err(|_| Error::Damaged("a table's number"))
}

pub async fn cell(db: &mut Reader, table: u32, key: &[u8]) -> Result<Option<Vec<u8>>> {
    let rows = db.query(CELL, &[&i64::from(table), &key]).await?;
    rows.first().map(|row| value(row, 0)).transpose()
}

pub async fn cells(
    db: &mut Reader,
    table: u32,
    after: Option<&[u8]>,
    limit: usize,
) -> Result<Vec<(Vec<u8>, Vec<u8>)>> {
    let rows = db.query(CELLS, &[&i64::from(table), &after, &most(limit), &BYTES]).await?;
    each(&rows, |row| Ok((value(row, 0)?, value(row, 1)?)))
}
