//! The ids of the last commits, by which an unknown outcome is resolved.
//!
//! On disk one row a group, in memory a set: an index on disk would cost more
//! than the ids themselves and a random page in every group.

use std::collections::{HashSet, VecDeque};

use hygie_base::CommitId;
use hygie_store::limits::REMEMBERED_COMMITS;
use rusqlite::{Connection, params};

use crate::error::{Error, Result};
use crate::limits::FORGOTTEN_GROUPS;

const LOAD: &str = "SELECT number, ids FROM commits ORDER BY number";
const ADD: &str = "INSERT INTO commits (number, ids) VALUES (?1, ?2)";
const FORGET: &str = "DELETE FROM commits WHERE number <= ?1";
const LAST: &str = "SELECT coalesce(max(number), 0) FROM commits";
const ID_BYTES: usize = 16;

/// What is durable, and what the open group adds.
#[derive(Default)]
pub struct Remembered {
    known: HashSet<CommitId>,
    groups: VecDeque<(i64, Vec<CommitId>)>,
    last: i64,
    open: Vec<CommitId>,
}

impl Remembered {
    /// Reads what is durable.
    pub fn load(db: &Connection) -> Result<Self> {
        let mut remembered = Self::default();
        let mut load = db.prepare(LOAD)?;
        let mut rows = load.query([])?;
        while let Some(row) = rows.next()? {
            let (number, bytes): (i64, Vec<u8>) = (row.get(0)?, row.get(1)?);
            let (ids, rest) = bytes.as_chunks::<ID_BYTES>();
            if !rest.is_empty() {
                return Err(Error::Damaged("a list of commit ids"));
            }
            let ids: Vec<_> = ids.iter().copied().map(CommitId).collect();
            remembered.known.extend(&ids);
            remembered.groups.push_back((number, ids));
            remembered.last = number;
        }
        Ok(remembered)
    }

    /// Whether this commit is durable, or done in the open group.
    pub fn knows(&self, id: &CommitId) -> bool {
        self.known.contains(id)
    }

    /// A commit of the open group is done.
    pub fn add(&mut self, id: CommitId) {
        self.known.insert(id);
        self.open.push(id);
    }

    /// Writes the open group's ids, in its transaction, and lets go of the oldest.
    pub fn write(&self, db: &Connection) -> Result<()> {
        if self.open.is_empty() {
            return Ok(());
        }
        let bytes: Vec<u8> = self.open.iter().flat_map(|id| id.0).collect();
        db.prepare_cached(ADD)?.execute(params![self.last + 1, bytes])?;
        if let Some(oldest) = self.surplus().last() {
            db.prepare_cached(FORGET)?.execute([oldest])?;
        }
        Ok(())
    }

    /// The open group is durable.
    pub fn keep(&mut self) {
        if self.open.is_empty() {
            return;
        }
        let surplus = self.surplus().len();
        for (_, ids) in self.groups.drain(..surplus) {
            for id in ids {
                self.known.remove(&id);
            }
        }
        self.last += 1;
        self.groups.push_back((self.last, std::mem::take(&mut self.open)));
    }

    /// The open group was undone.
    pub fn drop_open(&mut self) {
        for id in self.open.drain(..) {
            self.known.remove(&id);
        }
    }

    /// Whether the file agrees that the open group is not there.
    pub fn is_undone(&self, db: &Connection) -> Result<bool> {
        let last: i64 = db.prepare_cached(LAST)?.query_row([], |row| row.get(0))?;
        Ok(last == self.last)
    }

    /// Numbers of the groups that may be forgotten once the open one is
    /// durable: what stays holds at least the promised number of ids. Several at
    /// a time, since forgetting one costs a group as many pages as all it writes.
    fn surplus(&self) -> Vec<i64> {
        let promised = usize::try_from(REMEMBERED_COMMITS).unwrap_or(usize::MAX);
        let mut held = self.known.len();
        let mut numbers = Vec::new();
        for (number, ids) in &self.groups {
            if held - ids.len() < promised {
                break;
            }
            held -= ids.len();
            numbers.push(*number);
        }
        if numbers.len() < FORGOTTEN_GROUPS {
            numbers.clear();
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_are_forgotten_at_a_time_and_never_one_of_those_promised() {
        let promised = usize::try_from(REMEMBERED_COMMITS).unwrap();
        let mut remembered = Remembered::default();
        let mut id = 0_u128;
        let mut group = |remembered: &mut Remembered, ids: usize| {
            for _ in 0..ids {
                id += 1;
                remembered.add(CommitId(id.to_be_bytes()));
            }
            remembered.keep();
        };
        group(&mut remembered, promised);
        for _ in 1..FORGOTTEN_GROUPS {
            group(&mut remembered, 1);
        }
        assert_eq!(remembered.known.len(), promised + FORGOTTEN_GROUPS - 1);
        for _ in 0..3 * FORGOTTEN_GROUPS {
            group(&mut remembered, promised / 100);
            assert!(remembered.known.len() >= promised);
        }
        assert!(remembered.known.len() < 2 * promised, "the older ones are gone");
        assert!(!remembered.knows(&CommitId(1_u128.to_be_bytes())));
    }
}
