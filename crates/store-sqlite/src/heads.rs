//! The journals that one commit touches: looked up once, written back once.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::{RecordNo, Seq};
use hygie_store::limits::RECORD_ENTRIES;
use hygie_store::{EntryRow, Head, Receipt, Refusal};
use rusqlite::{Connection, OptionalExtension, params};

use crate::apply::Stop;
use crate::error::{Error, Result};
use crate::pack::{entry_id, key_to_sql, record_to_sql, seq_of};

const FIND: &str = "SELECT slot, head FROM records WHERE number = ?1";
const CREATE: &str = "INSERT INTO records (number, head) VALUES (?1, 0)";
const LAST: &str = "SELECT max(id) FROM entries WHERE id >= ?1 AND id <= ?2";
const APPEND: &str = "INSERT INTO entries (id, key, epoch, body) VALUES (?1, ?2, ?3, ?4)";
const ADVANCE: &str = "UPDATE records SET head = ?2, written = coalesce(?3, written)
    WHERE slot = ?1 AND head = ?4";

struct Journal {
    slot: i64,
    head: Seq,
    was: Seq,
    /// The trace of a write that this commit brings.
    written: Option<i64>,
    /// Whether the head was compared with the last entry.
    compared: bool,
}

pub struct Heads<'d> {
    db: &'d Connection,
    journals: BTreeMap<RecordNo, Journal>,
    told: BTreeSet<RecordNo>,
}

impl<'d> Heads<'d> {
    pub const fn new(db: &'d Connection) -> Self {
        Self { db, journals: BTreeMap::new(), told: BTreeSet::new() }
    }

    /// The record's head; 0 when there is no such record.
    pub fn head(&mut self, record: RecordNo) -> Result<Seq> {
        Ok(self.find(record)?.map_or(0, |journal| journal.head))
    }

    /// Tells the record's head in the receipt.
    pub fn tell(&mut self, record: RecordNo) {
        self.told.insert(record);
    }

    /// The record's slot, made when the record is mentioned for the first time.
    pub fn slot(&mut self, record: RecordNo) -> Result<i64> {
        Ok(self.made(record)?.slot)
    }

    /// Notes that this trace accompanies a write to the record.
    pub fn written(&mut self, record: RecordNo, trace: i64) -> Result<()> {
        self.made(record)?.written = Some(trace);
        Ok(())
    }

    /// Appends an entry that must follow its record's head.
    pub fn append(&mut self, entry: &EntryRow) -> std::result::Result<(), Stop> {
        let head = self.head(entry.record)?;
        if entry.seq != head + 1 {
            return Err(Stop::Refused(Refusal::Head(Head { record: entry.record, seq: head })));
        }
        let db = self.db;
        let journal = self.made(entry.record)?;
        if !journal.compared {
            compare(db, journal)?;
        }
        let id = entry_id(journal.slot, entry.seq);
        let mut insert = db.prepare_cached(APPEND)?;
        insert.execute(params![id, key_to_sql(entry.key), entry.epoch.0, entry.body])?;
        journal.head = entry.seq;
        self.told.insert(entry.record);
        Ok(())
    }

    /// Writes the heads back and tells them.
    pub fn finish(mut self, first_trace: u64) -> Result<Receipt> {
        let mut advance = self.db.prepare_cached(ADVANCE)?;
        for journal in self.journals.values() {
            if journal.head == journal.was && journal.written.is_none() {
                continue;
            }
            let (head, was) = (journal.head.cast_signed(), journal.was.cast_signed());
            let rows = advance.execute(params![journal.slot, head, journal.written, was])?;
            if rows != 1 {
                return Err(Error::Damaged("a record's head changed by itself"));
            }
        }
        let told = std::mem::take(&mut self.told);
        let heads = told.into_iter().map(|record| {
            let seq = self.head(record)?;
            Ok(Head { record, seq })
        });
        Ok(Receipt { first_trace, heads: heads.collect::<Result<_>>()? })
    }

    fn find(&mut self, record: RecordNo) -> Result<Option<&mut Journal>> {
        if !self.journals.contains_key(&record) {
            let mut find = self.db.prepare_cached(FIND)?;
            let found = find
                .query_row([record_to_sql(record)], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            let Some((slot, head)) = found else { return Ok(None) };
            let head: i64 = head;
            let head = u64::try_from(head).map_err(|_| Error::Damaged("a negative head"))?;
            let journal = Journal { slot, head, was: head, written: None, compared: false };
            self.journals.insert(record, journal);
        }
        Ok(self.journals.get_mut(&record))
    }

    fn made(&mut self, record: RecordNo) -> Result<&mut Journal> {
        if self.find(record)?.is_none() {
            self.db.prepare_cached(CREATE)?.execute([record_to_sql(record)])?;
        }
        self.find(record)?.ok_or(Error::Damaged("a record that was just made is gone"))
    }
}

/// Holds the head against the last entry, so that a head that was tampered
/// with cannot leave a gap or cover an entry.
fn compare(db: &Connection, journal: &mut Journal) -> Result<()> {
    let range = [entry_id(journal.slot, 0), entry_id(journal.slot, RECORD_ENTRIES)];
    let last: Option<i64> = db.prepare_cached(LAST)?.query_row(range, |row| row.get(0))?;
    if last.map_or(0, seq_of) != journal.was {
        return Err(Error::Damaged("a record's head is not the place of its last entry"));
    }
    journal.compared = true;
    Ok(())
}
