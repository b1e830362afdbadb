//! A new version of a record's rights: one commit with its trace.

use std::collections::BTreeSet;

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::{EntryKind, Header, Locator, Place};
use hygie_store::{Commit, EntryRow, Guard, Head, KeyKind, KeyOp, Outcome, Refusal, TokenOp};
use hygie_trace::{Action, HeadSeen, Trace};

use super::{RIGHTS, Rights, RightsMark};
use crate::error::sealing;
use crate::keys::{OpenedKey, SYSTEM};
use crate::limits::{RIGHTS_BYTES, WRITE_ATTEMPTS};
use crate::prepare::not_before;
use crate::tails::Tail;
use crate::tracing::Stamp;
use crate::{Mint, Permit, RecordError, Records};

/// A new version of a record's rights.
pub struct RightsChange<'a> {
    /// The version that it follows.
    pub follows: &'a Rights,
    /// Its text.
    pub text: &'a [u8],
    /// What was decided, in words, for the trace.
    pub what: String,
}

impl Records {
    /// Writes a new version of a record's rights; the permit says who decided it.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for a record that is not there or was erased,
    /// [`RecordError::Regranted`] when somebody else decided meanwhile.
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
            let registry_trace = self.registry_trace_key(now).await?;
            let wrapping = self.wrapping.read().await;
            let tail = self.load_tail(record).await?;
            if tail.head == 0 || tail.keys.are_erased() {
                return Err(RecordError::NotFound);
            }
            let mut composed = Composed::new(self, record, &change.follows.mark);
            composed.add(&tail, &change, &stamp, now, registry_trace).await?;
            let head = tail.head + 1;
            let outcome = self.commit(composed.commit).await;
            drop(wrapping);
            // Whatever the outcome, an error included, nothing of before counts.
            held.values_mut().for_each(|tail| tail.loaded = false);
            self.key_cache.forget(record);
            match outcome? {
                Outcome::Done(_) | Outcome::Repeated => {
                    self.cache.written(record, head);
                    return Ok(());
                }
                Outcome::Refused(Refusal::Guard(0)) => return Err(RecordError::Regranted),
                Outcome::Refused(_) => {}
            }
        }
        Err(RecordError::Contended)
    }
}

struct Composed<'a> {
    records: &'a Records,
    record: RecordNo,
    commit: Commit,
}

impl<'a> Composed<'a> {
    fn new(records: &'a Records, record: RecordNo, mark: &RightsMark) -> Self {
        let mut commit = Commit::new(records.commit_id());
        commit.log = records.log;
        // First, so that a refusal says whether it is this.
        commit.guards.push(mark.guard());
        Self { records, record, commit }
    }

    async fn add(
        &mut self,
        tail: &Tail,
        change: &RightsChange<'_>,
        stamp: &Stamp,
        now: Timestamp,
        registry_trace: OpenedKey,
    ) -> Result<(), RecordError> {
        let (records, record) = (self.records, self.record);
        self.commit.guards.push(Guard::Head(Head { record, seq: tail.head }));
        let key = self.key(tail).await?;
        let (seq, version) = (tail.head + 1, change.follows.version + 1);
        let place = Place { record, seq, epoch: records.epoch(), key: key.number };
        let header = Header {
            resource_type: RIGHTS.to_owned(),
            id: record.to_string(),
            version,
            previous: 0,
            author: stamp.actor.id.clone(),
            at: not_before(now, tail.at),
            kind: EntryKind::Rights,
            blobs: Vec::new(),
        };
        let (body, link) = records
            .with_sealer(|sealer| {
                let rng = &*records.rng;
                sealer.seal_entry(&key.key, &place, &tail.link, &header, change.text, rng)
            })
            .map_err(sealing)?;
        let epoch = place.epoch;
        self.commit.appends.push(EntryRow { record, seq, key: key.number, epoch, body });
        let (token, sealed) = records.rights_row(&Locator { record, seq, version })?;
        self.commit.tokens.push(TokenOp::PutId(token, sealed));
        let year = hygie_trace::key_label(now.year());
        let trace_key = tail.keys.by_label(KeyKind::Trace, &year).cloned();
        let trace_key = trace_key.unwrap_or(registry_trace);
        let head = Some(HeadSeen { seq, link });
        let trace = Trace { head, ..stamp.trace(now, Action::Rights, change.what.clone()) };
        self.commit.traces.push(records.seal_trace(&trace, record, true, &trace_key)?);
        Ok(())
    }

    /// The key of what concerns no custodian; a new one rests on an older one.
    async fn key(&mut self, tail: &Tail) -> Result<OpenedKey, RecordError> {
        let alive = &tail.keys;
        let known = alive.by_label(KeyKind::Record, SYSTEM);
        let older = known.or_else(|| alive.alive.iter().find(|key| key.kind == KeyKind::Record));
        let older = older.ok_or(RecordError::NotFound)?;
        self.commit.guards.push(Guard::KeyAlive(self.record, older.number));
        match known {
            Some(key) => Ok(key.clone()),
            None => {
                let fresh = self.records.fresh_key(self.record, alive, KeyKind::Record, SYSTEM);
                let (key, row) = fresh.await?;
                self.commit.keys.push(KeyOp::Add(row));
                Ok(key)
            }
        }
    }
}
