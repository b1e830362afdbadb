//! Blind indexes.

use hygie_store::{IdToken, Tag, TermRow, TermToken};
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::{page, rows};
use crate::error::Result;
use crate::pack::value;

const LOCATE: &str = "SELECT locator FROM ids WHERE token = ?1";
const IDS: &str = "SELECT token, locator FROM ids WHERE token > ?1 ORDER BY token LIMIT ?2";
const TERM: &str = "SELECT token, tag, locator FROM terms
    WHERE token = ?1 AND tag > ?2 ORDER BY tag LIMIT ?3";
const TERMS: &str = "SELECT token, tag, locator FROM terms
    WHERE (token, tag) > (?1, ?2) ORDER BY token, tag LIMIT ?3";
/// Sorts before every blob that is not empty.
const BEFORE_ALL: &[u8] = &[];

/// All in one snapshot, so that what is found was there at one moment.
pub fn locate(db: &Connection, tokens: &[IdToken]) -> Result<Vec<Option<Vec<u8>>>> {
    let snapshot = db.unchecked_transaction()?;
    let found = {
        let mut locate = snapshot.prepare_cached(LOCATE)?;
        let one = |token: &IdToken| locate.query_row([token.0], |row| row.get(0)).optional();
        tokens.iter().map(one).collect::<rusqlite::Result<_>>()?
    };
    snapshot.finish()?;
    Ok(found)
}

pub fn ids(
    db: &Connection,
    after: Option<IdToken>,
    limit: usize,
) -> Result<Vec<(IdToken, Vec<u8>)>> {
    let after = after.map_or(BEFORE_ALL.to_vec(), |token| token.0.to_vec());
    let read = |row: &Row<'_>| Ok((IdToken(value(row, 0)?), value(row, 1)?));
    page(db, IDS, params![after, rows(limit)], read, |(_, locator): &(_, Vec<u8>)| locator.len())
}

pub fn term(
    db: &Connection,
    token: TermToken,
    after: Option<Tag>,
    limit: usize,
) -> Result<Vec<TermRow>> {
    let after = after.map_or(BEFORE_ALL.to_vec(), |tag| tag.0.to_vec());
    let read = |row: &Row<'_>| Ok(read_term(row)?.1);
    page(db, TERM, params![token.0, after, rows(limit)], read, |row| row.locator.len())
}

pub fn terms(
    db: &Connection,
    after: Option<(TermToken, Tag)>,
    limit: usize,
) -> Result<Vec<(TermToken, TermRow)>> {
    let (token, tag) = after.map_or((BEFORE_ALL.to_vec(), BEFORE_ALL.to_vec()), |(token, tag)| {
        (token.0.to_vec(), tag.0.to_vec())
    });
    page(db, TERMS, params![token, tag, rows(limit)], read_term, |(_, row)| row.locator.len())
}

fn read_term(row: &Row<'_>) -> Result<(TermToken, TermRow)> {
    let token = TermToken(value(row, 0)?);
    Ok((token, TermRow { tag: Tag(value(row, 1)?), locator: value(row, 2)? }))
}
