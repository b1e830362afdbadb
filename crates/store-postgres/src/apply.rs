//! One commit, held against what there is; what it changes is noted, to be
//! written together with its group.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::{KeyNo, RecordNo, Seq};
use hygie_store::{
    BlobOp, CellOp, Commit, Guard, Head, KeyOp, KeyRow, Outcome, Receipt, Refusal, StoreError,
    TokenOp, TraceRow,
};

use crate::state::State;

type Keys = BTreeMap<(RecordNo, KeyNo), KeyRow>;

/// Applies the commit to the state; one that is refused leaves it as it was.
pub fn apply(state: &mut State, commit: &Commit) -> Result<Outcome, StoreError> {
    let failing = commit.guards.iter().position(|guard| !holds(state, guard));
    if let Some(place) = failing {
        return Ok(Outcome::Refused(Refusal::Guard(place)));
    }
    let keys = match keys(state, &commit.keys) {
        Ok(keys) => keys,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let heads = match heads(state, commit)? {
        Ok(heads) => heads,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    for (place, row) in keys {
        state.changes.keys.insert(place);
        state.keys.insert(place, row);
    }
    for (&record, &head) in &heads {
        state.journals.entry(record).or_default().head = head;
        state.changes.heads.insert(record);
    }
    state.changes.entries.extend(commit.appends.iter().cloned());
    tokens(state, &commit.tokens);
    blobs(state, &commit.blobs);
    let first_trace = traces(state, commit);
    state.changes.outbox.extend(commit.outbox.iter().cloned());
    state.changes.done.extend(commit.done.iter().map(|id| id.0.cast_signed()));
    cells(state, &commit.cells);
    state.changes.commits.push(commit.id.0);
    let mut told: BTreeMap<RecordNo, Seq> = heads;
    told.extend(commit.watch.iter().map(|&record| (record, state.head(record))));
    let heads = told.into_iter().map(|(record, seq)| Head { record, seq }).collect();
    Ok(Outcome::Done(Receipt { first_trace, heads }))
}

fn holds(state: &State, guard: &Guard) -> bool {
    match guard {
        Guard::Head(expected) => state.head(expected.record) == expected.seq,
        Guard::IdAbsent(token) => !state.ids.contains_key(token),
        Guard::IdEquals(token, expected) => state.ids.get(token) == Some(expected),
        Guard::TermAbsent(token) => !state.terms.contains(token),
        Guard::TermRows(token, expected) => {
            let none = BTreeSet::new();
            let found = state.tags.get(token).unwrap_or(&none);
            *found == expected.iter().copied().collect()
        }
        Guard::KeyAlive(record, key) => {
            state.keys.get(&(*record, *key)).is_some_and(|row| !row.wrapped.is_empty())
        }
        Guard::CellEquals { table, key, value } => {
            state.cells.get(&(*table, key.clone())) == value.as_ref()
        }
    }
}

/// The keys as the commit leaves them.
fn keys(state: &State, ops: &[KeyOp]) -> Result<Keys, Refusal> {
    let mut changed = Keys::new();
    for op in ops {
        let place = match op {
            KeyOp::Add(row) | KeyOp::Rewrap { row, .. } => (row.record, row.key),
            KeyOp::Destroy(record, key) => (*record, *key),
        };
        let there = changed.get(&place).or_else(|| state.keys.get(&place));
        let row = match (op, there) {
            (KeyOp::Add(_), Some(_)) => return Err(Refusal::KeyTaken(place.0, place.1)),
            (KeyOp::Add(row), None) => row.clone(),
            (KeyOp::Rewrap { row, from }, Some(there))
                if there.epoch == *from && !there.wrapped.is_empty() =>
            {
                KeyRow { epoch: row.epoch, wrapped: row.wrapped.clone(), ..there.clone() }
            }
            (KeyOp::Destroy(..), Some(there)) => KeyRow { wrapped: Vec::new(), ..there.clone() },
            (KeyOp::Rewrap { .. } | KeyOp::Destroy(..), _) => continue,
        };
        changed.insert(place, row);
    }
    Ok(changed)
}

/// The heads that the commit's appends lead to.
fn heads(
    state: &State,
    commit: &Commit,
) -> Result<Result<BTreeMap<RecordNo, Seq>, Refusal>, StoreError> {
    let mut heads = BTreeMap::new();
    for entry in &commit.appends {
        let record = entry.record;
        let journal = state.journals.get(&record).copied().unwrap_or_default();
        let head = heads.get(&record).copied().unwrap_or(journal.head);
        if entry.seq != head + 1 {
            return Ok(Err(Refusal::Head(Head { record, seq: head })));
        }
        if !journal.sound {
            let what = "a record's head is not the place of its last entry";
            return Err(StoreError::Damaged(what.to_owned()));
        }
        heads.insert(record, entry.seq);
    }
    Ok(Ok(heads))
}

fn tokens(state: &mut State, ops: &[TokenOp]) {
    for op in ops {
        match op {
            TokenOp::PutId(token, locator) => {
                state.ids.insert(*token, locator.clone());
                state.changes.ids.insert(*token, Some(locator.clone()));
            }
            TokenOp::DeleteId(token) => {
                state.ids.remove(token);
                state.changes.ids.insert(*token, None);
            }
            TokenOp::PutTerm(token, tag, locator) => {
                state.changes.terms.insert((*token, *tag), Some(locator.clone()));
            }
            TokenOp::DeleteTerm(token, tag) => {
                state.changes.terms.insert((*token, *tag), None);
            }
        }
    }
}

fn blobs(state: &mut State, ops: &[BlobOp]) {
    for op in ops {
        match op {
            BlobOp::Name(row) => state.changes.blobs.insert(row.name, Some(*row)),
            BlobOp::Forget(name) => state.changes.blobs.insert(*name, None),
        };
    }
}

/// Numbers the traces; tells the index of the first.
fn traces(state: &mut State, commit: &Commit) -> u64 {
    let log = commit.log;
    let first = state.next.get(&log).copied().unwrap_or(0);
    let mut index = first;
    for put in &commit.traces {
        if put.write {
            state.journals.entry(put.record).or_default().written = Some((log, index));
            state.changes.heads.insert(put.record);
        }
        state.changes.traces.push(TraceRow {
            log,
            index,
            record: put.record,
            actor: put.actor,
            write: put.write,
            key: put.key,
            leaf: put.leaf,
            body: put.body.clone(),
        });
        index += 1;
    }
    if index > first {
        state.next.insert(log, index);
    }
    first
}

fn cells(state: &mut State, ops: &[CellOp]) {
    for op in ops {
        match op {
            CellOp::Put { table, key, value } => {
                let cell = (*table, key.clone());
                state.cells.insert(cell.clone(), value.clone());
                state.changes.cells.insert(cell, Some(value.clone()));
            }
            CellOp::Delete { table, key } => {
                let cell = (*table, key.clone());
                state.cells.remove(&cell);
                state.changes.cells.insert(cell, None);
            }
        }
    }
}
