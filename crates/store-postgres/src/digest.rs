//! Digests that the server makes of its own rows: what is compared does not go
//! over the wire.

use hygie_store::{Digest, Span};
use tokio_postgres::types::ToSql;

use crate::error::{Error, Result};
use crate::pack::{count, fixed, log_to_sql, record_to_sql};
use crate::pool::Reader;

// The rows come sorted by the index: an order within the aggregate would sort them
// once more. In another order they would only be compared one by one.
pub const ENTRIES: &str = "SELECT count(*), sha256(coalesce(string_agg(line, ''), '')) FROM (
        SELECT int8send(record) || int8send(seq) || int8send(key) || int8send(epoch)
            || int4send(octet_length(body)) || body AS line
        FROM entries WHERE (record, seq) > ($1, $2) AND (record, seq) <= ($3, $4)
        ORDER BY record, seq
    ) lines";
pub const IDS: &str = "SELECT count(*), sha256(coalesce(string_agg(line, ''), '')) FROM (
        SELECT token || int4send(octet_length(locator)) || locator AS line
        FROM ids WHERE token > $1 AND token <= $2 ORDER BY token
    ) lines";
pub const TERMS: &str = "SELECT count(*), sha256(coalesce(string_agg(line, ''), '')) FROM (
        SELECT token || tag || int4send(octet_length(locator)) || locator AS line
        FROM terms WHERE (token, tag) > ($1, $2) AND (token, tag) <= ($3, $4)
        ORDER BY token, tag
    ) lines";
pub const TRACES: &str = "SELECT count(*), sha256(coalesce(string_agg(line, ''), '')) FROM (
        SELECT int4send(log) || int8send(place) || int8send(record) || actor
            || boolsend(write) || int8send(key) || leaf
            || int4send(octet_length(body)) || body AS line
        FROM traces WHERE log = $1 AND place >= $2 AND place <= $3 ORDER BY place
    ) lines";

/// Before every record, and before every token.
const NO_RECORD: (i64, i64) = (-1, 0);
const NO_TOKEN: &[u8] = &[];

pub async fn of(db: &mut Reader, span: &Span) -> Result<Digest> {
    match span {
        Span::Entries { after, last } => {
            let place = |(record, seq)| (record_to_sql(record), at(seq));
            let (after, last) = (after.map_or(NO_RECORD, place), place(*last));
            ask(db, ENTRIES, &[&after.0, &after.1, &last.0, &last.1]).await
        }
        Span::Ids { after, last } => {
            let after = after.as_ref().map_or(NO_TOKEN, |token| &token.0);
            ask(db, IDS, &[&after, &&last.0[..]]).await
        }
        Span::Terms { after, last } => {
            let (token, tag) =
                after.as_ref().map_or((NO_TOKEN, NO_TOKEN), |(token, tag)| (&token.0, &tag.0));
            ask(db, TERMS, &[&token, &tag, &&last.0.0[..], &&last.1.0[..]]).await
        }
        Span::Traces { log, first, last } => {
            ask(db, TRACES, &[&log_to_sql(*log), &at(*first), &at(*last)]).await
        }
    }
}

async fn ask(db: &mut Reader, sql: &str, params: &[&(dyn ToSql + Sync)]) -> Result<Digest> {
    let rows = db.query(sql, params).await?;
    let row = rows.first().ok_or(Error::Damaged("a digest without a row"))?;
    Ok(Digest { rows: count(row, 0)?, sha256: fixed(row, 1)? })
}

fn at(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
