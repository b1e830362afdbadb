//! A new version of a record's rights: one commit with its trace.

use std::collections::BTreeSet;

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::{EntryKind, Locator};
use hygie_store::{Commit, Guard, Head, KeyKind, Outcome, Refusal, TokenOp};
use hygie_trace::{Action, Trace};

use super::{RIGHTS, Rights};
use crate::keys::{OpenedKey, SYSTEM};
use crate::limits::{RIGHTS_BYTES, WRITE_ATTEMPTS};
use crate::own::OwnEntry;
use crate::tails::Tail;
use crate::tracing::Stamp;
use crate::{CellChange, Mint, Permit, RecordError, Records};

/// A new version of a record's rights.
pub struct RightsChange<'a> {
    /// The version that it follows.
    pub follows: &'a Rights,
    /// Its text.
    pub text: &'a [u8],
    /// What was decided, in words, for the trace.
    pub what: String,
    /// What changes of small tables with it, or not at all.
    pub cells: Vec<CellChange>,
}

impl Records {
    /// Writes a new version of a record's rights; the permit says who decided it.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for a record that is not there or was erased,
    /// [`RecordError::Regranted`] when somebody else decided meanwhile, or a cell is not
    /// as it was read.
    pub async fn change_rights(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        record: RecordNo,
        change: RightsChange<'_>,
    ) -> Result<(), RecordError> {
        if change.text.len() > RIGHTS_BYTES {
            let what = "bytes of what was decided about a record";
            return Err(RecordError::TooLarge { what, most: RIGHTS_BYTES });
        }
        let stamp = Stamp::of(permit);
        // Held throughout: once what is under way has landed, nothing more comes.
        let mut held = self.tails.hold(&BTreeSet::from([record])).await;
        for _ in 0..WRITE_ATTEMPTS {
            let now = self.clock.now();
            stamp.guards(now)?;
            // Both may make a key, so before new keys are held back.
            let registry_trace = self.registry_trace_key(now).await?;
            let cells = self.cell_ops(&change.cells).await?;
            let wrapping = self.wrapping.read().await;
            let tail = self.load_tail(record).await?;
            if tail.head == 0 || tail.keys.are_erased() {
                return Err(RecordError::NotFound);
            }
            let commit = self.rights_commit(record, &tail, &change, &stamp, now, registry_trace);
            let mut commit = commit.await?;
            let own_guards = commit.guards.len();
            commit.guards.extend(cells.0);
            commit.cells.extend(cells.1);
            let head = tail.head + 1;
            let outcome = self.commit(commit).await;
            drop(wrapping);
            // Whatever the outcome, an error included, nothing of before counts.
            held.values_mut().for_each(|tail| tail.loaded = false);
            self.key_cache.forget(record);
            match outcome? {
                Outcome::Done(_) | Outcome::Repeated => {
                    self.cache.written(record, head);
                    return Ok(());
                }
                Outcome::Refused(Refusal::Guard(at)) if at == 0 || at >= own_guards => {
                    return Err(RecordError::Regranted);
                }
                Outcome::Refused(_) => {}
            }
        }
        Err(RecordError::Contended)
    }

    async fn rights_commit(
        &self,
        record: RecordNo,
        tail: &Tail,
        change: &RightsChange<'_>,
        stamp: &Stamp,
        now: Timestamp,
        registry_trace: OpenedKey,
    ) -> Result<Commit, RecordError> {
        let mut commit = Commit::new(self.commit_id());
        commit.log = self.log;
        // First, so that a refusal says whether it is this.
        commit.guards.push(change.follows.mark.guard());
        commit.guards.push(Guard::Head(Head { record, seq: tail.head }));
        // A new key rests on an older one.
        let older = tail.keys.by_label(KeyKind::Record, SYSTEM);
        let any = || tail.keys.alive.iter().find(|key| key.kind == KeyKind::Record);
        let older = older.or_else(any).ok_or(RecordError::NotFound)?;
        commit.guards.push(Guard::KeyAlive(record, older.number));
        let version = change.follows.version + 1;
        let entry = OwnEntry {
            kind: EntryKind::Rights,
            resource_type: RIGHTS,
            id: record.to_string(),
            version,
            author: &stamp.actor.id,
            text: change.text,
        };
        let head = self.append_own(&mut commit, record, tail, now, entry).await?;
        let (token, sealed) = self.rights_row(&Locator { record, seq: head.seq, version })?;
        commit.tokens.push(TokenOp::PutId(token, sealed));
        let key = tail.keys.of_traces(now).cloned().unwrap_or(registry_trace);
        let trace = stamp.trace(now, Action::Rights, change.what.clone());
        let trace = Trace { head: Some(head), ..trace };
        commit.traces.push(self.seal_trace(&trace, record, true, &key)?);
        Ok(commit)
    }
}
