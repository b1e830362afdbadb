//! Unwrapped keys of a record, by number and by what they are for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use hygie_base::{KeyNo, RecordNo, Timestamp};
use hygie_seal::{KeySlot, RecordKey, SealError};
use hygie_store::{Commit, KeyKind, KeyOp, KeyRow, Outcome, Refusal};

use crate::eras::{Era, Eras};
use crate::error::sealing;
use crate::limits::{KEYED_RECORDS, READ_ATTEMPTS};
use crate::{RecordError, Records};

/// The label of the key that the system's own entries of a record are sealed under.
pub(crate) const SYSTEM: &str = "system";

/// In place of a type in the label of the keys of the identity desk's tray.
pub(crate) const UNASSIGNED: &str = "unassigned";

/// How the label of a custodian's key in a person's record begins.
pub(crate) const ORGANISATION: &str = "org:";

/// The label of a custodian's key in a person's record.
pub(crate) fn custodian_label(organisation: &str) -> String {
    format!("{ORGANISATION}{organisation}")
}

/// The label of a custodian's key for registry resources of a type.
pub(crate) fn registry_label(resource_type: &str, organisation: &str) -> String {
    format!("type:{resource_type}@{organisation}")
}

/// The organisation that a label names; empty when it names none.
pub(crate) fn custodian_of(label: &str) -> &str {
    label
        .strip_prefix(ORGANISATION)
        .or_else(|| label.split_once('@').map(|(_, organisation)| organisation))
        .unwrap_or_default()
}

/// One unwrapped key.
#[derive(Clone)]
pub(crate) struct OpenedKey {
    pub number: KeyNo,
    pub kind: KeyKind,
    pub label: Arc<str>,
    pub key: RecordKey,
}

/// The keys of one record.
#[derive(Clone, Default)]
pub(crate) struct Keys {
    pub alive: Vec<OpenedKey>,
    pub destroyed: Vec<KeyNo>,
}

impl Keys {
    pub fn by_number(&self, number: KeyNo) -> Option<&OpenedKey> {
        self.alive.iter().find(|key| key.number == number)
    }

    pub fn by_label(&self, kind: KeyKind, label: &str) -> Option<&OpenedKey> {
        self.alive.iter().find(|key| key.kind == kind && &*key.label == label)
    }

    /// The key that seals the traces of a time.
    pub fn of_traces(&self, at: Timestamp) -> Option<&OpenedKey> {
        self.by_label(KeyKind::Trace, &hygie_trace::key_label(at.year()))
    }

    pub fn is_destroyed(&self, number: KeyNo) -> bool {
        self.destroyed.contains(&number)
    }

    pub fn opens_entries(&self) -> bool {
        self.alive.iter().any(|key| key.kind == KeyKind::Record)
    }

    /// Whether the whole record was erased: no key that opens entries is left
    /// of those that there were.
    pub fn are_erased(&self) -> bool {
        !self.opens_entries() && !self.destroyed.is_empty()
    }

    fn takes(&self, number: KeyNo) -> bool {
        self.by_number(number).is_some() || self.is_destroyed(number)
    }
}

/// Keys unwrapped lately, by record.
#[derive(Default)]
pub(crate) struct KeyCache {
    kept: Mutex<HashMap<RecordNo, Arc<Keys>>>,
    eras: Eras,
}

impl KeyCache {
    fn kept(&self) -> std::sync::MutexGuard<'_, HashMap<RecordNo, Arc<Keys>>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn get(&self, record: RecordNo) -> Option<Arc<Keys>> {
        self.kept().get(&record).cloned()
    }

    /// Keeps keys that were read in this era, unless they changed since.
    fn put(&self, record: RecordNo, keys: Arc<Keys>, era: Era) {
        let mut kept = self.kept();
        if self.eras.of(record) != era {
            return;
        }
        if kept.len() >= KEYED_RECORDS {
            kept.clear();
        }
        kept.insert(record, keys);
    }

    /// Forgets all keys.
    pub fn forget_all(&self) {
        self.eras.end_all();
        self.kept().clear();
    }

    /// Forgets a record's keys: they changed, or a number was not among them.
    pub fn forget(&self, record: RecordNo) {
        self.eras.end(record);
        self.kept().remove(&record);
    }
}

impl Records {
    /// The keys of a record, from memory or the store. Where another node may
    /// have destroyed a person's keys, memory does not count.
    pub(crate) async fn keys(&self, record: RecordNo) -> Result<Arc<Keys>, RecordError> {
        if self.shared && record != RecordNo::REGISTRY {
            return Ok(Arc::new(self.load_keys(record).await?));
        }
        self.kept_keys(record).await
    }

    /// The keys of a record, from memory even where the store is shared: enough
    /// for traces, whose keys end once in a year, and are then forgotten
    /// ([`Records::forget_keys`]).
    pub(crate) async fn kept_keys(&self, record: RecordNo) -> Result<Arc<Keys>, RecordError> {
        if let Some(keys) = self.key_cache.get(record) {
            return Ok(keys);
        }
        let era = self.key_cache.eras.of(record);
        let keys = Arc::new(self.load_keys(record).await?);
        self.key_cache.put(record, Arc::clone(&keys), era);
        Ok(keys)
    }

    /// Whether the keys of a record are at hand without asking the store.
    pub(crate) fn keeps_keys(&self, record: RecordNo) -> bool {
        !self.shared && self.key_cache.get(record).is_some()
    }

    /// Whether another node erased the whole record, which moves no head.
    pub(crate) async fn erased_elsewhere(&self, record: RecordNo) -> Result<bool, RecordError> {
        Ok(self.shared && self.load_keys(record).await?.are_erased())
    }

    /// The keys of a record, straight from the store.
    pub(crate) async fn load_keys(&self, record: RecordNo) -> Result<Keys, RecordError> {
        for _ in 0..READ_ATTEMPTS {
            let rows = self.store.keys(record).await?;
            match self.unwrap_keys(rows) {
                // The ring moved on between reading the rows and opening them.
                Err(SealError::UnknownEpoch(_)) => {}
                Err(_) => break,
                Ok(keys) => return Ok(keys),
            }
        }
        Err(RecordError::damaged(record, 0, "a wrapped key"))
    }

    fn unwrap_keys(&self, rows: Vec<KeyRow>) -> Result<Keys, SealError> {
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let mut keys = Keys::default();
        for row in rows {
            let (number, kind) = (row.key, row.kind);
            if row.wrapped.is_empty() {
                keys.destroyed.push(number);
                continue;
            }
            let slot = slot(row.record, number, kind);
            let (key, label) = ring.unwrap(&slot, row.epoch, &row.wrapped)?;
            keys.alive.push(OpenedKey { number, kind, label: label.into(), key });
        }
        Ok(keys)
    }

    /// The key of this number among the record's own and the registry's.
    pub(crate) async fn key(
        &self,
        record: RecordNo,
        number: KeyNo,
    ) -> Result<Option<OpenedKey>, RecordError> {
        let keys = self.keys(record).await?;
        if let Some(key) = keys.by_number(number) {
            return Ok(Some(key.clone()));
        }
        if keys.is_destroyed(number) {
            return Ok(None);
        }
        if let Some(key) = self.keys(RecordNo::REGISTRY).await?.by_number(number) {
            return Ok(Some(key.clone()));
        }
        for owner in [record, RecordNo::REGISTRY] {
            self.key_cache.forget(owner);
            if let Some(key) = self.keys(owner).await?.by_number(number) {
                return Ok(Some(key.clone()));
            }
        }
        Err(RecordError::damaged(record, 0, "a key is missing"))
    }

    /// A fresh key for a record, with the row that adds it. Its number avoids
    /// the registry's too, which may open entries of any registry record. The
    /// caller keeps `wrapping` locked until the row's commit has ended.
    pub(crate) async fn fresh_key(
        &self,
        record: RecordNo,
        taken: &Keys,
        kind: KeyKind,
        label: &str,
    ) -> Result<(OpenedKey, KeyRow), RecordError> {
        let registry = self.keys(RecordNo::REGISTRY).await?;
        let number = loop {
            let number = KeyNo::random(&*self.rng);
            if !taken.takes(number) && !registry.takes(number) {
                break number;
            }
        };
        let key = RecordKey::generate(&*self.rng);
        let ring = self.ring.read().unwrap_or_else(PoisonError::into_inner);
        let (epoch, wrapped) =
            ring.wrap(&slot(record, number, kind), &key, label, &*self.rng).map_err(sealing)?;
        let opened = OpenedKey { number, kind, label: label.into(), key };
        Ok((opened, KeyRow { record, key: number, kind, epoch, wrapped }))
    }

    /// A key of the registry for this label, made durable first when it is new.
    pub(crate) async fn registry_key(
        &self,
        kind: KeyKind,
        label: &str,
    ) -> Result<OpenedKey, RecordError> {
        if let Some(key) = self.keys(RecordNo::REGISTRY).await?.by_label(kind, label) {
            return Ok(key.clone());
        }
        let _one_at_a_time = self.registry_keys.lock().await;
        loop {
            self.key_cache.forget(RecordNo::REGISTRY);
            let keys = self.keys(RecordNo::REGISTRY).await?;
            if let Some(key) = keys.by_label(kind, label) {
                return Ok(key.clone());
            }
            let _wrapping = self.wrapping.read().await;
            let (key, row) = self.fresh_key(RecordNo::REGISTRY, &keys, kind, label).await?;
            let mut commit = Commit::new(self.commit_id());
            commit.keys.push(KeyOp::Add(row));
            match self.commit(commit).await? {
                Outcome::Done(_) | Outcome::Repeated => {
                    self.key_cache.forget(RecordNo::REGISTRY);
                    return Ok(key);
                }
                Outcome::Refused(Refusal::KeyTaken(..)) => {}
                Outcome::Refused(_) => return Err(RecordError::Contended),
            }
        }
    }
}

/// What a wrapped key is bound to.
pub(crate) const fn slot(record: RecordNo, key: KeyNo, kind: KeyKind) -> KeySlot {
    KeySlot { record, key, kind: kind as u8 }
}
