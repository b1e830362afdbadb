//! From a batch to one sealed commit: where each change goes, whether it
//! changes anything, and the sealed rows that say so.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use hygie_base::{RecordNo, Timestamp};
use hygie_seal::EntryKind;
use hygie_store::{Commit, IdToken, KeyKind};
use tokio::sync::OwnedRwLockReadGuard;

use crate::cells::Table;
use crate::compose::{Blobs, Composer};
use crate::keys::{UNASSIGNED, registry_label};
use crate::limits::WRITE_ATTEMPTS;
use crate::place::{Home, Placement};
use crate::predicted::Prediction;
use crate::tails::{Held, Tail};
use crate::write::Write;
use crate::{Batch, Change, Effect, RecordError, Records, Written};

/// What preparing came to.
pub(crate) enum Ready {
    /// Nothing of the batch changes anything.
    Nothing(Written),
    /// A commit, and the tails that it continues, held until it is queued.
    Commit(Box<Prepared>, Held),
}

pub(crate) struct Prepared {
    pub commit: Commit,
    /// Attachments, to be made durable before the commit is queued.
    pub blobs: Blobs,
    /// The tails as the commit will leave them.
    pub tails: BTreeMap<RecordNo, Tail>,
    pub predicted: Vec<(IdToken, Prediction)>,
    /// Locked until the commit, which may bring new keys, has ended.
    pub wrapping: OwnedRwLockReadGuard<()>,
    pub written: Written,
}

impl Records {
    /// Prepares a batch; `doubtful` when it was refused before.
    pub(crate) async fn prepare(
        &self,
        write: &Write,
        doubtful: bool,
    ) -> Result<Ready, RecordError> {
        let Write { batch, at: now, .. } = write;
        check_distinct(batch)?;
        self.check_types(write).await?;
        for attempt in 0..WRITE_ATTEMPTS {
            let erasures = self.erasures.total();
            let doubtful = doubtful || attempt > 0;
            let mut places = self.place(write, doubtful).await?;
            self.compare(batch, &mut places).await?;
            self.check_allowed(write, &places).await?;
            self.check_orphans(write).await?;
            self.check_unique(write, &places).await?;
            let mut times: Vec<Timestamp> =
                places.iter().map(|place| place.current_at.unwrap_or_default()).collect();
            let effects: Vec<Effect> = places.iter().map(|place| place.effect).collect();
            let versions = places.iter().map(Placement::version).collect();
            if effects.iter().all(|effect| *effect == Effect::Unchanged) {
                return Ok(Ready::Nothing(Written { effects, versions, times }));
            }
            self.registry_keys_for(batch, &mut places).await?;
            let registry_trace = self.registry_trace_key(*now).await?;
            let indexes = self.indexes(doubtful).await?;
            let held = self.hold(&places).await?;
            // What was placed before an erasure, or in a record of which only a
            // prediction spoke that did not come true, is placed anew.
            let Some(held) = held.filter(|_| self.erasures.total() == erasures) else { continue };
            let wrapping = self.wrapping.clone().read_owned().await;
            let tails = held.iter().map(|(record, tail)| (*record, Tail::clone(tail))).collect();
            let mut composer = Composer::new(self, write, tails, registry_trace, indexes);
            composer.compose(&places).await?;
            composer.traces().await?;
            composer.tell_times(&places, &mut times);
            let prepared = composer.finish(wrapping, Written { effects, versions, times });
            return Ok(Ready::Commit(Box::new(prepared), held));
        }
        Err(RecordError::Contended)
    }

    /// Holds and loads the tails of all records that are written to; `None`
    /// when one of them should be there already and is not.
    async fn hold(&self, places: &[Placement]) -> Result<Option<Held>, RecordError> {
        let (mut records, mut fresh) = (BTreeSet::new(), BTreeSet::<RecordNo>::new());
        for place in places.iter().filter(|place| place.effect != Effect::Unchanged) {
            records.insert(place.record);
            records.extend(&place.pointers);
            fresh.extend(&place.fresh);
        }
        let mut held = self.tails.hold(&records).await;
        for (record, tail) in &mut held {
            if tail.loaded {
                continue;
            }
            **tail = if fresh.contains(record) {
                self.tails.fresh()
            } else {
                self.load_tail(*record).await?
            };
            if (tail.head == 0 && !fresh.contains(record)) || tail.keys.are_erased() {
                tail.loaded = false;
                return Ok(None);
            }
        }
        Ok(Some(held))
    }

    /// Tells which changes change nothing.
    async fn compare(&self, batch: &Batch, places: &mut [Placement]) -> Result<(), RecordError> {
        for (change, place) in batch.changes.iter().zip(places) {
            if place.existing.is_none() {
                continue;
            }
            match (change, &place.current) {
                (Change::Put(draft), Some(current)) if **current == *draft.json => {
                    place.effect = Effect::Unchanged;
                }
                (Change::Delete { .. }, None) => place.effect = Effect::Unchanged,
                _ => self.drop_known_pointers(change, place).await?,
            }
        }
        Ok(())
    }

    /// Leaves only the pointers that a resource which is not new lacks.
    async fn drop_known_pointers(
        &self,
        change: &Change,
        place: &mut Placement,
    ) -> Result<(), RecordError> {
        let (resource_type, id) = change.target();
        let mut missing = Vec::new();
        for &other in &place.pointers {
            let there = match self.opened(other).await {
                Ok(opened) => opened.entries().any(|seen| {
                    let header = &seen.entry.header;
                    header.kind == EntryKind::Pointer
                        && header.resource_type == resource_type
                        && header.id == id
                }),
                Err(RecordError::NotFound) => false,
                Err(error) => return Err(error),
            };
            if !there {
                missing.push(other);
            }
        }
        place.pointers = missing;
        Ok(())
    }

    /// The registry's keys that the batch needs, durable before the commit that uses them.
    async fn registry_keys_for(
        &self,
        batch: &Batch,
        places: &mut [Placement],
    ) -> Result<(), RecordError> {
        for (change, place) in batch.changes.iter().zip(places) {
            if place.effect == Effect::Unchanged {
                continue;
            }
            let label = match place.home {
                Home::Person => continue,
                Home::Registry => registry_label(change.target().0, &batch.custodian),
                Home::Unassigned => registry_label(UNASSIGNED, &batch.custodian),
            };
            place.registry = Some(self.registry_key(KeyKind::Record, &label).await?);
        }
        Ok(())
    }

    /// Whether a resource of this id was erased.
    pub(crate) async fn was_erased(
        &self,
        resource_type: &str,
        id: &str,
    ) -> Result<bool, RecordError> {
        let key = self.erased_key(resource_type, id);
        Ok(self.store.cell(Table::Erased as u32, &key).await?.is_some())
    }

    /// The key under which an erased id is remembered: a keyed hash.
    pub(crate) fn erased_key(&self, resource_type: &str, id: &str) -> Vec<u8> {
        let name = format!("{resource_type}/{id}");
        self.with_index(|index| index.cell("erased", &name)).to_vec()
    }
}

/// R4 transactions may name each resource at most once (http.html#trules).
fn check_distinct(batch: &Batch) -> Result<(), RecordError> {
    let mut seen = HashSet::new();
    for change in &batch.changes {
        let (resource_type, id) = change.target();
        if !seen.insert((resource_type, id)) {
            let twice = format!("{resource_type}/{id} stands twice in one transaction");
            return Err(RecordError::Rule(twice));
        }
    }
    Ok(())
}

/// The time of a new entry: never before the one it follows.
pub(crate) fn not_before(now: Timestamp, last: Timestamp) -> Timestamp {
    now.max(last)
}
