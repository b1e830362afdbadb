//! Where each journal ends, also while commits are under way: a writer seals
//! against the predicted head and submits behind its neighbours, so that one
//! group carries many commits of one record.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hygie_base::{RecordNo, Seq, Timestamp};
use hygie_seal::Link;
use tokio::sync::OwnedMutexGuard;

use crate::keys::Keys;
use crate::limits::IDLE_TAILS;
use crate::{RecordError, Records};

/// The end of one journal as the next writer must continue it.
#[derive(Clone)]
pub(crate) struct Tail {
    /// Whether the rest is what the store holds or will hold.
    pub loaded: bool,
    /// Tells predictions that go back to one loading from those of another.
    pub lineage: u64,
    pub head: Seq,
    pub link: Link,
    /// Time of the last entry; entries of a record never go back in time.
    pub at: Timestamp,
    pub keys: Keys,
}

impl Tail {
    pub fn unknown() -> Self {
        Self {
            loaded: false,
            lineage: 0,
            head: 0,
            link: Link::START,
            at: Timestamp(i64::MIN),
            keys: Keys::default(),
        }
    }
}

type Shared = Arc<tokio::sync::Mutex<Tail>>;

/// The tails in use.
#[derive(Default)]
pub(crate) struct Tails {
    known: Mutex<Known>,
    lineages: AtomicU64,
}

#[derive(Default)]
struct Known {
    by_record: HashMap<RecordNo, Shared>,
    /// How many there may be before the idle ones are let go.
    sweep_at: usize,
}

/// Tails that are ours until dropped.
pub(crate) type Held = BTreeMap<RecordNo, OwnedMutexGuard<Tail>>;

/// Tails that a commit under way continued, kept known until it has ended.
pub(crate) type Pinned = Vec<(Shared, u64)>;

impl Tails {
    fn of(&self, record: RecordNo) -> Shared {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.by_record.len() >= known.sweep_at.max(IDLE_TAILS) {
            // A tail that nobody holds and nothing waits for is known to the map alone.
            known.by_record.retain(|_, tail| Arc::strong_count(tail) > 1);
            // A sweep looks at every tail, so the next one waits for as many more.
            known.sweep_at = known.by_record.len() * 2;
        }
        let unknown = || Arc::new(tokio::sync::Mutex::new(Tail::unknown()));
        Arc::clone(known.by_record.entry(record).or_insert_with(unknown))
    }

    /// Locks the tails of these records, in their order, so that two writers
    /// never wait for each other in a circle.
    pub async fn hold(&self, records: &BTreeSet<RecordNo>) -> Held {
        let mut held = Held::new();
        for &record in records {
            held.insert(record, self.of(record).lock_owned().await);
        }
        held
    }

    /// The end of a journal that does not exist yet.
    pub fn fresh(&self) -> Tail {
        let lineage = self.lineages.fetch_add(1, Ordering::Relaxed) + 1;
        Tail { loaded: true, lineage, ..Tail::unknown() }
    }

    /// Puts predictions in place of held tails and keeps them known while the
    /// commit that makes them true is under way.
    pub fn predict(&self, held: &mut Held, tails: BTreeMap<RecordNo, Tail>) -> Pinned {
        let mut pinned = Pinned::with_capacity(tails.len());
        for (record, tail) in tails {
            if let Some(place) = held.get_mut(&record) {
                pinned.push((self.of(record), tail.lineage));
                **place = tail;
            }
        }
        pinned
    }

    /// Says that a prediction on these tails did not come true. One that was
    /// loaded again since then does not rest on it.
    pub async fn mistrust(pinned: &Pinned) {
        for (tail, lineage) in pinned {
            let mut tail = tail.lock().await;
            if tail.lineage == *lineage {
                tail.loaded = false;
            }
        }
    }
}

impl Records {
    /// Loads the end of a journal and holds it against the last write's trace.
    pub(crate) async fn load_tail(&self, record: RecordNo) -> Result<Tail, RecordError> {
        // In this order, so that each is at least as new as the one before.
        let keys = self.load_keys(record).await?;
        let Some((seen, written)) = self.traced_head(record).await? else {
            return Ok(Tail { keys, ..self.tails.fresh() });
        };
        let row = self.store.entry(record, seen.seq).await?;
        let row = row.ok_or(RecordError::damaged(record, seen.seq, "the last entry is gone"))?;
        let at = match self.unseal(&row).await? {
            // Its entry was erased, which leaves what the trace of it says.
            None => written.at,
            Some(end) => {
                let link = hygie_seal::link(&end.previous, record, seen.seq, &end.commitment);
                if link != seen.link {
                    return Err(RecordError::damaged(record, seen.seq, "the chain's last link"));
                }
                end.header.at
            }
        };
        Ok(Tail { head: seen.seq, link: seen.link, at, keys, ..self.tails.fresh() })
    }
}
