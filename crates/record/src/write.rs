//! Appending: one batch is one commit or nothing.

use std::sync::Arc;

use hygie_base::{CommitId, RecordNo, Seq, Timestamp};
use hygie_store::{
    BlobName, BlobPut, Commit, Guard, Head, IdToken, KeyOp, Outcome, Pending, Refusal, StoreError,
};
use tokio::sync::OwnedRwLockReadGuard;
use tokio::task::JoinHandle;

use crate::compose::Blobs;
use crate::limits::WRITE_ATTEMPTS;
use crate::order::Ticket;
use crate::predicted::Prediction;
use crate::prepare::{Prepared, Ready};
use crate::tails::{Held, Pinned, Tails};
use crate::tracing::Stamp;
use crate::{Basis, Draft, Lens, Permit, RecordError, Records, Scope};

/// One change of a batch.
pub enum Change {
    /// Write this resource as the current version of its id.
    Put(Draft),
    /// Mark this resource as deleted.
    Delete {
        /// Its type.
        resource_type: String,
        /// Its logical id.
        id: String,
    },
}

impl Change {
    /// Type and id of the resource it concerns.
    pub fn target(&self) -> (&str, &str) {
        match self {
            Self::Put(draft) => (draft.resource_type(), draft.id()),
            Self::Delete { resource_type, id } => (resource_type, id),
        }
    }
}

/// Changes that happen together or not at all.
pub struct Batch {
    /// The changes, each resource at most once.
    pub changes: Vec<Change>,
    /// The organisation that keeps what is written.
    pub custodian: String,
}

/// What became of one change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// A first version was written.
    Created,
    /// A further version was written.
    Updated,
    /// The content was already so; nothing was written.
    Unchanged,
    /// The resource was marked as deleted.
    Deleted,
}

/// A durable batch.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Written {
    /// What became of each change, in the order given.
    pub effects: Vec<Effect>,
    /// The version that each resource has now, in the order given.
    pub versions: Vec<u32>,
    /// When each of these versions was written, in the order given.
    pub times: Vec<Timestamp>,
}

/// A batch on its way. It goes on when dropped.
pub struct PendingWrite(JoinHandle<Result<Written, RecordError>>);

impl PendingWrite {
    /// Waits until the batch is durable or refused.
    ///
    /// # Errors
    /// What kept it from being written; nothing of it was.
    pub async fn wait(self) -> Result<Written, RecordError> {
        match self.0.await {
            Ok(written) => written,
            Err(_) => Err(StoreError::Unknown("the writer ended early".into()).into()),
        }
    }
}

impl Records {
    /// Prepares a batch against the predicted heads and queues it, without
    /// waiting for the disk. Batches that one caller submits are applied in
    /// the order submitted.
    ///
    /// # Errors
    /// What keeps it from being written; nothing of it was.
    pub async fn submit(
        self: &Arc<Self>,
        permit: &Permit,
        batch: Batch,
    ) -> Result<PendingWrite, RecordError> {
        self.submit_on(permit, batch, Basis::default()).await
    }

    pub(crate) async fn submit_on(
        self: &Arc<Self>,
        permit: &Permit,
        batch: Batch,
        basis: Basis,
    ) -> Result<PendingWrite, RecordError> {
        let (stamp, at) = (Stamp::of(permit), self.clock.now());
        let mut basis = basis.0;
        basis.extend(stamp.guards(at)?);
        let write = Write {
            batch,
            basis,
            stamp,
            reach: permit.scope(),
            lens: permit.lens().clone(),
            at,
            ticket: self.order.ticket(),
        };
        let mut flight = self.send(&write, false).await?;
        let records = Arc::clone(self);
        let task = tokio::spawn(async move {
            for _ in 0..WRITE_ATTEMPTS {
                match records.land(flight, &write.ticket).await? {
                    Landed::Durable(written) => return Ok(written),
                    Landed::Overtaken => flight = records.send(&write, true).await?,
                }
            }
            Err(RecordError::Contended)
        });
        Ok(PendingWrite(task))
    }

    /// Writes a batch and waits until it is durable.
    ///
    /// # Errors
    /// What keeps it from being written; nothing of it was.
    pub async fn write(
        self: &Arc<Self>,
        permit: &Permit,
        batch: Batch,
    ) -> Result<Written, RecordError> {
        self.submit(permit, batch).await?.wait().await
    }

    /// Prepares a write and queues it while its tails are held, so that what
    /// follows on these records is queued behind it. Should an earlier write
    /// have to go again meanwhile, what was found may not hold, and this one
    /// is prepared anew behind it.
    async fn send(&self, write: &Write, again: bool) -> Result<Flight, RecordError> {
        let (prepared, mut held) = loop {
            write.ticket.turn().await;
            let ready = self.prepare(write, again).await;
            if !write.ticket.is_free() {
                continue;
            }
            match ready? {
                Ready::Nothing(written) => return Ok(Flight::Nothing(written)),
                Ready::Commit(prepared, held) => break (*prepared, held),
            }
        };
        let Prepared { commit, blobs, tails, predicted, wrapping, written } = prepared;
        let names: Vec<BlobName> = blobs.iter().map(|(name, _)| *name).collect();
        if let Err(error) = self.put_blobs(blobs).await {
            self.remove_blobs(&names).await;
            return Err(error);
        }
        self.predicted.add(&predicted);
        let pinned = self.tails.predict(&mut held, tails);
        let id = commit.id;
        let heads = held.iter().map(|(&record, tail)| Head { record, seq: tail.head }).collect();
        let keyed = commit.keys.iter().filter_map(added_to).collect();
        write.ticket.queued();
        let pending = self.store.submit(commit);
        // Where others write too, nobody builds on a head that is not durable:
        // the same number may be another node's.
        let held = self.shared.then_some(held);
        let queued = Queued {
            id,
            basis: write.basis.len(),
            pending,
            pinned,
            predicted,
            blobs: names,
            keyed,
            heads,
            held,
            wrapping,
            written,
        };
        Ok(Flight::Queued(Box::new(queued)))
    }

    /// Waits for a queued commit and cleans up behind it.
    async fn land(&self, flight: Flight, ticket: &Ticket) -> Result<Landed, RecordError> {
        let queued = match flight {
            Flight::Nothing(written) => return Ok(Landed::Durable(written)),
            Flight::Queued(queued) => *queued,
        };
        let outcome = self.surely(queued.id, queued.pending.await).await;
        let moved =
            matches!(outcome, Ok(Outcome::Refused(Refusal::Guard(at))) if at < queued.basis);
        // Before any tail is waited for: who holds one may wait for a rotation,
        // which waits for this.
        drop(queued.wrapping);
        if matches!(outcome, Ok(Outcome::Done(_) | Outcome::Repeated)) {
            queued.keyed.iter().for_each(|record| self.key_cache.forget(*record));
            queued.heads.iter().for_each(|head| self.cache.written(head.record, head.seq));
            self.predicted.settle(&queued.predicted);
            return Ok(Landed::Durable(queued.written));
        }
        // In this order: whoever misses the prediction, or finds a tail loaded
        // again, can tell that an earlier write goes again.
        ticket.again();
        self.predicted.settle(&queued.predicted);
        match queued.held {
            // Nobody may have built on them.
            Some(mut held) => held.values_mut().for_each(|tail| tail.loaded = false),
            None => Tails::mistrust(&queued.pinned).await,
        }
        if !matches!(outcome, Err(StoreError::Unknown(_))) {
            self.remove_blobs(&queued.blobs).await;
        }
        if moved {
            return Err(RecordError::Moved);
        }
        outcome.map(|_| Landed::Overtaken).map_err(RecordError::from)
    }

    /// Commits and waits for the outcome.
    pub(crate) async fn commit(&self, commit: Commit) -> Result<Outcome, StoreError> {
        let id = commit.id;
        self.surely(id, self.store.commit(commit).await).await
    }

    /// Finds out what became of a commit whose answer was lost: another one of
    /// the same id, with a guard that never holds, is either a repetition or refused.
    async fn surely(
        &self,
        id: CommitId,
        outcome: Result<Outcome, StoreError>,
    ) -> Result<Outcome, StoreError> {
        if !matches!(outcome, Err(StoreError::Unknown(_))) {
            return outcome;
        }
        let mut ask = Commit::new(id);
        ask.guards.push(Guard::Head(Head { record: RecordNo::REGISTRY, seq: Seq::MAX }));
        // Not to be told is no answer: what became of it is as unknown as before.
        let asked = self.store.commit(ask).await;
        asked.map_err(|error| StoreError::Unknown(error.to_string()))
    }

    /// Makes the blobs of a commit durable, before the commit that names them.
    async fn put_blobs(&self, blobs: Blobs) -> Result<(), RecordError> {
        for (name, sealed) in blobs {
            match self.blobs.put(name, sealed).await? {
                BlobPut::Done => {}
                BlobPut::Taken => return Err(RecordError::Contended),
            }
        }
        Ok(())
    }

    /// Removes blobs that no entry will name. One that stays is an orphan,
    /// collected when the store is opened next.
    async fn remove_blobs(&self, names: &[BlobName]) {
        for name in names {
            let _orphan = self.blobs.remove(*name).await;
        }
    }
}

/// One write from its first preparation to its end.
pub(crate) struct Write {
    pub batch: Batch,
    /// What must still be so.
    pub basis: Vec<Guard>,
    pub stamp: Stamp,
    pub reach: Scope,
    pub lens: Lens,
    /// When it was submitted, which is what it is dated however often it goes again.
    pub at: Timestamp,
    ticket: Ticket,
}

/// A commit on its way, and what to clean up behind it.
enum Flight {
    Nothing(Written),
    Queued(Box<Queued>),
}

struct Queued {
    id: CommitId,
    /// How many of its guards, the first ones, say what the write rests on.
    basis: usize,
    pending: Pending,
    pinned: Pinned,
    predicted: Vec<(IdToken, Prediction)>,
    blobs: Vec<BlobName>,
    /// Records that get keys.
    keyed: Vec<RecordNo>,
    /// Where the journals it continues end with it.
    heads: Vec<Head>,
    /// The tails, held until it has ended.
    held: Option<Held>,
    wrapping: OwnedRwLockReadGuard<()>,
    written: Written,
}

enum Landed {
    Durable(Written),
    /// Someone was faster, or a neighbour that it built on failed.
    Overtaken,
}

fn added_to(op: &KeyOp) -> Option<RecordNo> {
    match op {
        KeyOp::Add(row) => Some(row.record),
        KeyOp::Rewrap { .. } | KeyOp::Destroy(..) => None,
    }
}
