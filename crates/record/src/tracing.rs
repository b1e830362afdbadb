//! Making traces and holding records against them.

use hygie_base::{KeyNo, RecordNo, Timestamp, fail};
use hygie_store::{
    Commit, Guard, Head, KeyKind, Outcome as Committed, Refusal, StoreError, TracePut, TraceRow,
};
use hygie_trace::{Action, Actor, Disclosed, HeadSeen, Outcome, Purpose, Trace};

use crate::keys::{Keys, OpenedKey};
use crate::{Bounds, Permit, RecordError, Records, RightsMark, Scope};

/// Who, why and from where, apart from the permit it was read off.
#[derive(Clone)]
pub(crate) struct Stamp {
    pub actor: Actor,
    pub purpose: Purpose,
    pub from: String,
    pub lens: String,
    pub bounds: Bounds,
}

impl Stamp {
    pub fn of(permit: &Permit) -> Self {
        Self {
            actor: permit.actor().clone(),
            purpose: permit.purpose(),
            from: permit.from().to_owned(),
            lens: permit.lens().words(),
            bounds: permit.bounds().clone(),
        }
    }

    /// What must still hold when something is released or written with the permit.
    ///
    /// # Errors
    /// [`RecordError::Ended`] when its time is over.
    pub fn guards(&self, now: Timestamp) -> Result<Option<Guard>, RecordError> {
        guards_of(&self.bounds, now)
    }

    pub fn trace(&self, at: Timestamp, action: Action, what: String) -> Trace {
        let lens = match action {
            Action::Read
            | Action::History
            | Action::Open
            | Action::Search
            | Action::Export
            | Action::Find
            | Action::ListTraces => self.lens.clone(),
            Action::Init
            | Action::Write
            | Action::Erase
            | Action::RotateKeys
            | Action::Reindex
            | Action::Check
            | Action::LogIn
            | Action::LogOut
            | Action::Account
            | Action::Alarm
            | Action::Rights => String::new(),
        };
        Trace {
            at,
            actor: self.actor.clone(),
            purpose: self.purpose,
            action,
            outcome: Outcome::Granted,
            what,
            lens,
            head: None,
            from: self.from.clone(),
        }
    }
}

/// What must hold of a permit's bounds.
fn guards_of(bounds: &Bounds, now: Timestamp) -> Result<Option<Guard>, RecordError> {
    match bounds.until {
        Some(until) if now >= until => Err(RecordError::Ended),
        _ => Ok(bounds.rests.as_ref().map(RightsMark::guard)),
    }
}

impl Records {
    /// Seals a trace under this key.
    pub(crate) fn seal_trace(
        &self,
        trace: &Trace,
        record: RecordNo,
        write: bool,
        key: &OpenedKey,
    ) -> Result<TracePut, RecordError> {
        self.with_index(|index| {
            hygie_trace::seal(trace, record, write, (key.number, &key.key), index, &*self.rng)
        })
        .map_err(|_| RecordError::Seal)
    }

    /// The registry's trace key of the year, for traces that concern no person.
    pub(crate) async fn registry_trace_key(&self, at: Timestamp) -> Result<OpenedKey, RecordError> {
        self.registry_key(KeyKind::Trace, &hygie_trace::key_label(at.year())).await
    }

    /// Makes the trace of a read durable and tells the record's head as of then.
    /// Nothing may be handed out before this has answered (design I1).
    pub(crate) async fn trace_read(
        &self,
        stamp: &Stamp,
        record: RecordNo,
        action: Action,
        what: String,
        head: Option<HeadSeen>,
    ) -> Result<u64, RecordError> {
        let at = self.clock.now();
        let trace = Trace { head, ..stamp.trace(at, action, what) };
        let rests = stamp.guards(at)?;
        let key = self.trace_key(record, at, action).await?;
        self.put_trace(&trace, record, key, (None, rests)).await?.ok_or(RecordError::Contended)
    }

    /// As [`Records::trace_read`] for what is read out of memory: `None`, and no
    /// trace, when another node destroyed its key, which moves no head.
    pub(crate) async fn trace_read_kept(
        &self,
        stamp: &Stamp,
        record: RecordNo,
        what: String,
        key: KeyNo,
    ) -> Result<Option<u64>, RecordError> {
        let at = self.clock.now();
        let trace = stamp.trace(at, Action::Read, what);
        let rests = stamp.guards(at)?;
        let sealing = self.trace_key(record, at, Action::Read).await?;
        self.put_trace(&trace, record, sealing, (self.shared.then_some(key), rests)).await
    }

    /// Makes the trace of a refusal durable: with the record, or with the
    /// registry when there is no such record. It costs the store the same calls
    /// in both cases, whatever is in memory.
    pub(crate) async fn trace_refusal(
        &self,
        stamp: &Stamp,
        record: RecordNo,
        action: Action,
        what: String,
    ) -> Result<(), RecordError> {
        let at = self.clock.now();
        let trace = Trace { outcome: Outcome::Refused, ..stamp.trace(at, action, what) };
        let record = if self.store.head(record).await? > 0 { record } else { RecordNo::REGISTRY };
        let key = self.trace_key_of(&self.load_keys(record).await?, at).await?;
        self.put_trace(&trace, record, key, (None, None)).await.map(|_| ())
    }

    /// Refuses and traces a permit that is not for everything.
    pub(crate) async fn needs_everything(
        &self,
        permit: &Permit,
        action: Action,
    ) -> Result<(), RecordError> {
        if permit.scope() == Scope::Everything {
            return Ok(());
        }
        let stamp = Stamp::of(permit);
        self.trace_refusal(&stamp, RecordNo::REGISTRY, action, String::new()).await?;
        Err(RecordError::NotFound)
    }

    /// The head of a record as its last write's trace says it, held against the
    /// store's, together with that trace; `None` for a record that is not there.
    pub(crate) async fn traced_head(
        &self,
        record: RecordNo,
    ) -> Result<Option<(HeadSeen, Trace)>, RecordError> {
        let wrong = |seq, what| Err(RecordError::damaged(record, seq, what));
        let head = self.store.head(record).await?;
        let mut last = match self.last_write(record).await? {
            Some(last) => last,
            None if head == 0 => return Ok(None),
            None => return wrong(0, "the trace of its last write is gone"),
        };
        let Some(seen) = last.head.take() else {
            return wrong(0, "a write's trace without a head");
        };
        if seen.seq < head {
            return wrong(head, "its head is not traced");
        }
        // A commit may have come between the two looks, but none after them
        // takes the head back.
        if seen.seq > head && self.store.head(record).await? < seen.seq {
            return wrong(head, "entries are cut off");
        }
        Ok(Some((seen, last)))
    }

    /// Makes durable, in one commit, that each of these records was named in a list.
    pub(crate) async fn trace_list(
        &self,
        stamp: &Stamp,
        records: &[RecordNo],
        action: Action,
        what: &str,
    ) -> Result<(), RecordError> {
        self.trace_list_while(stamp, records, (action, what), &[]).await
    }

    /// The same as long as these hold, too: what is told of each record rests on rights of
    /// its own.
    pub(crate) async fn trace_list_while(
        &self,
        stamp: &Stamp,
        records: &[RecordNo],
        (action, what): (Action, &str),
        bounds: &[&Bounds],
    ) -> Result<(), RecordError> {
        let at = self.clock.now();
        let trace = stamp.trace(at, action, what.to_owned());
        let mut commit = Commit::new(self.commit_id());
        for bounds in bounds.iter().copied().chain([&stamp.bounds]) {
            commit.guards.extend(guards_of(bounds, at)?);
        }
        let rests = !commit.guards.is_empty();
        commit.log = self.log;
        for record in records {
            let key = self.trace_key(*record, at, action).await?;
            commit.traces.push(self.seal_trace(&trace, *record, false, &key)?);
        }
        let outcome = self.commit(commit).await?;
        fail::hit(fail::Point::TraceRelease)?;
        match outcome {
            Committed::Done(_) | Committed::Repeated => Ok(()),
            Committed::Refused(_) if rests => Err(RecordError::Regranted),
            Committed::Refused(_) => Err(RecordError::Contended),
        }
    }

    /// The key that seals a trace of this action with a record at a time.
    pub(crate) async fn trace_key(
        &self,
        record: RecordNo,
        at: Timestamp,
        action: Action,
    ) -> Result<OpenedKey, RecordError> {
        if record == RecordNo::REGISTRY && action.is_technical() {
            return self.registry_key(KeyKind::Trace, &hygie_trace::technical_label(at)).await;
        }
        self.trace_key_of(&*self.kept_keys(record).await?, at).await
    }

    /// The same among the record's keys.
    async fn trace_key_of(&self, keys: &Keys, at: Timestamp) -> Result<OpenedKey, RecordError> {
        match keys.of_traces(at) {
            Some(key) => Ok(key.clone()),
            // Also the first read of a new year: a key that a read adds alone
            // would race with writers, and the registry's key serves as well.
            None => self.registry_trace_key(at).await,
        }
    }

    /// Makes a trace durable and tells the record's head as of then; `None`, and
    /// no trace, when this key of the record is gone. Nor is there one when what the
    /// permit rests on is no longer so.
    async fn put_trace(
        &self,
        trace: &Trace,
        record: RecordNo,
        key: OpenedKey,
        (alive, rests): (Option<KeyNo>, Option<Guard>),
    ) -> Result<Option<u64>, RecordError> {
        let mut commit = Commit::new(self.commit_id());
        commit.traces.push(self.seal_trace(trace, record, false, &key)?);
        let rests_at = rests.is_some().then_some(0);
        commit.guards.extend(rests);
        commit.guards.extend(alive.map(|key| Guard::KeyAlive(record, key)));
        commit.watch.push(record);
        commit.log = self.log;
        let outcome = self.commit(commit).await?;
        fail::hit(fail::Point::TraceRelease)?;
        match outcome {
            Committed::Done(receipt) => Ok(Some(head_of(&receipt.heads, record))),
            Committed::Repeated => Ok(Some(self.store.head(record).await?)),
            Committed::Refused(Refusal::Guard(at)) if Some(at) == rests_at => {
                Err(RecordError::Regranted)
            }
            Committed::Refused(Refusal::Guard(_)) if alive.is_some() => Ok(None),
            Committed::Refused(_) => Err(RecordError::Contended),
        }
    }

    /// Opens a stored trace.
    pub(crate) async fn open_trace(&self, row: &TraceRow) -> Result<Trace, RecordError> {
        let wrong = |what| RecordError::damaged(row.record, 0, what);
        let read = self.disclose_trace(row).await?.trace();
        let trace = read.map_err(|_| wrong("a trace, against its leaf"))?;
        if self.with_index(|index| index.actor(&trace.actor.id)) != row.actor {
            return Err(wrong("a trace's actor"));
        }
        Ok(trace)
    }

    /// What a stored trace's leaf was made of.
    ///
    /// # Errors
    /// [`RecordError::TraceExpired`] when its key was destroyed.
    pub(crate) async fn disclose_trace(&self, row: &TraceRow) -> Result<Disclosed, RecordError> {
        let wrong = |what| RecordError::damaged(row.record, 0, what);
        let kept = self.kept_keys(row.record).await?.by_number(row.key).cloned();
        let key = match kept {
            Some(key) => Some(key),
            None => match self.key(row.record, row.key).await {
                // What concerns no person is sealed under the registry's keys.
                Err(RecordError::Damaged { .. })
                    if self.kept_keys(RecordNo::REGISTRY).await?.is_destroyed(row.key) =>
                {
                    None
                }
                found => found?,
            },
        };
        let key = key.ok_or(RecordError::TraceExpired)?;
        hygie_trace::disclose(row, &key.key).map_err(|_| wrong("a trace, against its leaf"))
    }

    /// The trace of the record's last write.
    pub(crate) async fn last_write(&self, record: RecordNo) -> Result<Option<Trace>, RecordError> {
        let wrong = || RecordError::damaged(record, 0, "the trace of its last write");
        let found = self.store.last_write_trace(record).await.map_err(|error| match error {
            StoreError::Damaged(_) => wrong(),
            other => other.into(),
        })?;
        match found {
            Some(row) if row.write && row.record == record => match self.open_trace(&row).await {
                Err(RecordError::TraceExpired) => Err(wrong()),
                trace => trace.map(Some),
            },
            Some(_) => Err(wrong()),
            None => Ok(None),
        }
    }
}

fn head_of(heads: &[Head], record: RecordNo) -> u64 {
    heads.iter().find(|head| head.record == record).map_or(0, |head| head.seq)
}
