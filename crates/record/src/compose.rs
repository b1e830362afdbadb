//! Sealing the changes of a batch into the rows of one commit.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use hygie_base::{Epoch, KeyNo, RecordNo, Seq, Timestamp};
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Term, blind_terms};
use hygie_seal::{BlobRef, EntryKind, Header, Locator, Place, TermLocator};
use hygie_store::{
    BlobName, BlobOp, BlobRow, Commit, EntryRow, Guard, IdToken, KeyKind, KeyOp, Tag, TermToken,
    TokenOp,
};
use hygie_trace::{Action, HeadSeen, Trace};
use tokio::sync::OwnedRwLockReadGuard;

use crate::cells::Table;
use crate::error::sealing;
use crate::indexes::Indexes;
use crate::keys::{Keys, OpenedKey, custodian_label};
use crate::place::{Home, Placement};
use crate::predicted::Prediction;
use crate::prepare::{Prepared, not_before};
use crate::service::heavy;
use crate::single::blob_place;
use crate::tails::Tail;
use crate::tracing::Stamp;
use crate::write::Write;
use crate::{Batch, Change, Draft, Effect, RecordError, Records, Written};

pub(crate) type Blobs = Vec<(BlobName, Vec<u8>)>;

/// Builds one commit.
pub(crate) struct Composer<'a> {
    records: &'a Records,
    batch: &'a Batch,
    stamp: &'a Stamp,
    now: Timestamp,
    epoch: Epoch,
    registry_trace: OpenedKey,
    indexes: Arc<Indexes>,
    tails: BTreeMap<RecordNo, Tail>,
    touched: BTreeMap<RecordNo, Touched>,
    /// Keys that the commit adds or already requires to be alive.
    used: HashSet<(RecordNo, KeyNo)>,
    commit: Commit,
    predicted: Vec<(IdToken, Prediction)>,
    blobs: Blobs,
}

/// What a commit does to one record, for its trace.
struct Touched {
    first: Seq,
    registry: bool,
}

/// A change with the keys that seal it and the pointers to it.
struct Keyed<'a> {
    change: &'a Change,
    place: &'a Placement,
    key: OpenedKey,
    pointers: Vec<(RecordNo, OpenedKey)>,
}

/// One entry to be sealed.
struct Entry<'a> {
    resource_type: &'a str,
    id: &'a str,
    version: u32,
    previous: Seq,
    kind: EntryKind,
    draft: Option<&'a Draft>,
}

impl<'a> Composer<'a> {
    pub fn new(
        records: &'a Records,
        write: &'a Write,
        tails: BTreeMap<RecordNo, Tail>,
        registry_trace: OpenedKey,
        indexes: Arc<Indexes>,
    ) -> Self {
        let Write { batch, stamp, at: now, .. } = write;
        let mut commit = Commit::new(records.commit_id());
        commit.log = records.log;
        // First, so that a refusal says whether it is one of these.
        commit.guards.clone_from(&write.basis);
        commit.guards.push(records.indexes_guard(&indexes));
        let epoch = records.epoch();
        let (touched, predicted, blobs) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self {
            records,
            batch,
            stamp,
            now: *now,
            epoch,
            registry_trace,
            indexes,
            tails,
            touched,
            used: HashSet::new(),
            commit,
            predicted,
            blobs,
        }
    }

    /// Seals every change that changes something, in order.
    pub async fn compose(&mut self, places: &[Placement]) -> Result<(), RecordError> {
        let batch = self.batch;
        let mut changes = Vec::with_capacity(places.len());
        for (change, place) in batch.changes.iter().zip(places) {
            if place.effect != Effect::Unchanged {
                changes.push(self.keyed(change, place).await?);
            } else if let (Change::Put(draft), Some(existing)) = (change, &place.existing)
                && draft.follows.is_some()
            {
                // What was meant to follow a version is still to follow it when
                // the others of the batch are committed.
                let (resource_type, id) = change.target();
                let token = self.records.id_token(resource_type, id);
                let locator = self.records.seal_locator(resource_type, id, existing)?;
                self.commit.guards.push(Guard::IdEquals(token, locator));
            }
        }
        heavy(changes.len(), || changes.into_iter().try_for_each(|change| self.change(change)))
    }

    /// Finds the keys that seal a change.
    async fn keyed<'b>(
        &mut self,
        change: &'b Change,
        place: &'b Placement,
    ) -> Result<Keyed<'b>, RecordError> {
        let label = custodian_label(&self.batch.custodian);
        let key = match &place.registry {
            Some(key) => key.clone(),
            None => self.own_key(place.record, KeyKind::Record, &label).await?,
        };
        let mut pointers = Vec::with_capacity(place.pointers.len());
        for &other in &place.pointers {
            pointers.push((other, self.own_key(other, KeyKind::Record, &label).await?));
        }
        Ok(Keyed { change, place, key, pointers })
    }

    fn change(&mut self, keyed: Keyed<'_>) -> Result<(), RecordError> {
        let Keyed { change, place, key, pointers } = keyed;
        let (resource_type, id) = change.target();
        let draft = match change {
            Change::Put(draft) => Some(draft),
            Change::Delete { .. } => None,
        };
        let entry = Entry {
            resource_type,
            id,
            version: place.existing.map_or(0, |locator| locator.version) + 1,
            previous: place.existing.map_or(0, |locator| locator.seq),
            kind: if draft.is_some() { EntryKind::Live } else { EntryKind::Deleted },
            draft,
        };
        let seq = self.append(place.record, &key, place.registry.is_some(), &entry)?;
        let version = entry.version;
        self.index(&entry, place, Locator { record: place.record, seq, version })?;
        for (other, key) in &pointers {
            let pointer = Entry { kind: EntryKind::Pointer, draft: None, ..entry };
            self.append(*other, key, false, &pointer)?;
        }
        Ok(())
    }

    /// A key of a person's record for this label, added by this commit when new.
    async fn own_key(
        &mut self,
        record: RecordNo,
        kind: KeyKind,
        label: &str,
    ) -> Result<OpenedKey, RecordError> {
        let known: &Keys = self.tails.get(&record).map(|tail| &tail.keys).ok_or_else(lost_tail)?;
        if let Some(key) = known.by_label(kind, label) {
            let key = key.clone();
            if self.used.insert((record, key.number)) {
                self.commit.guards.push(Guard::KeyAlive(record, key.number));
            }
            return Ok(key);
        }
        // A new key rests on an older one: where another node erased the whole
        // record, which moves no head, nothing is written into the grave.
        let older = known.alive.iter().find(|key| key.kind == KeyKind::Record);
        let older = older.map(|key| key.number);
        let (key, row) = self.records.fresh_key(record, known, kind, label).await?;
        if let Some(older) = older.filter(|&older| self.used.insert((record, older))) {
            self.commit.guards.push(Guard::KeyAlive(record, older));
        }
        self.commit.keys.push(KeyOp::Add(row));
        self.used.insert((record, key.number));
        if let Some(tail) = self.tails.get_mut(&record) {
            tail.keys.alive.push(key.clone());
        }
        Ok(key)
    }

    /// Seals one entry onto the end of a journal and tells its sequence.
    fn append(
        &mut self,
        record: RecordNo,
        key: &OpenedKey,
        registry: bool,
        entry: &Entry<'_>,
    ) -> Result<Seq, RecordError> {
        let (short, blobs) = self.detach(record, key, entry.draft)?;
        let tail = self.tails.get_mut(&record).ok_or_else(lost_tail)?;
        let seq = tail.head + 1;
        let place = Place { record, seq, epoch: self.epoch, key: key.number };
        let header = Header {
            resource_type: entry.resource_type.to_owned(),
            id: entry.id.to_owned(),
            version: entry.version,
            previous: entry.previous,
            author: self.stamp.actor.id.clone(),
            at: not_before(self.now, tail.at),
            kind: entry.kind,
            blobs,
        };
        let (body, link) = self
            .records
            .with_sealer(|sealer| {
                let rng = &*self.records.rng;
                sealer.seal_entry(&key.key, &place, &tail.link, &header, &short, rng)
            })
            .map_err(sealing)?;
        (tail.head, tail.link, tail.at) = (seq, link, header.at);
        self.touched.entry(record).or_insert(Touched { first: seq, registry });
        let row = EntryRow { record, seq, key: key.number, epoch: self.epoch, body };
        self.commit.appends.push(row);
        Ok(seq)
    }

    /// Seals large attachments into blobs of their own.
    fn detach(
        &mut self,
        record: RecordNo,
        key: &OpenedKey,
        draft: Option<&Draft>,
    ) -> Result<(crate::Released, Vec<BlobRef>), RecordError> {
        let Some(draft) = draft else { return Ok((crate::Released::default(), Vec::new())) };
        let (short, attachments) = draft.parts();
        let mut refs = Vec::with_capacity(attachments.len());
        for attachment in attachments {
            let mut name = [0; 16];
            self.records.rng.fill(&mut name);
            let aad = blob_place(record, key, &name);
            let rng = &*self.records.rng;
            let sealed =
                hygie_seal::seal_object(&key.key, &aad, &attachment.bytes, rng).map_err(sealing)?;
            refs.push(BlobRef {
                name,
                offset: u32::try_from(attachment.offset).map_err(|_| RecordError::Seal)?,
                len: attachment.bytes.len() as u64,
                base64: attachment.base64,
            });
            let row = BlobRow { name: BlobName(name), record, key: key.number };
            self.commit.blobs.push(BlobOp::Name(row));
            self.blobs.push((BlobName(name), sealed));
        }
        Ok((short, refs))
    }

    /// Moves the resource's tokens to its new version.
    fn index(
        &mut self,
        entry: &Entry<'_>,
        place: &Placement,
        locator: Locator,
    ) -> Result<(), RecordError> {
        let (resource_type, id) = (entry.resource_type, entry.id);
        let token = self.records.id_token(resource_type, id);
        let records = self.records;
        let seal = |at: &Locator| records.seal_locator(resource_type, id, at);
        match &place.existing {
            Some(existing) => self.commit.guards.push(Guard::IdEquals(token, seal(existing)?)),
            None => {
                self.commit.guards.push(Guard::IdAbsent(token));
                let (table, key) =
                    (Table::Erased as u32, self.records.erased_key(resource_type, id));
                self.commit.guards.push(Guard::CellEquals { table, key, value: None });
            }
        }
        self.commit.tokens.push(TokenOp::PutId(token, seal(&locator)?));
        let person = place.home == Home::Person;
        self.predicted.push((token, Prediction { by: self.commit.id, at: locator, person }));
        self.move_terms(entry, place)
    }

    /// Moves the resource's terms to those of its new version.
    fn move_terms(&mut self, entry: &Entry<'_>, place: &Placement) -> Result<(), RecordError> {
        let (resource_type, id) = (entry.resource_type, entry.id);
        let touched = self.indexes.touch(resource_type);
        let (mut new, mut old) = (BTreeSet::new(), BTreeSet::new());
        if let Some(draft) = entry.draft {
            new.extend(draft.terms.iter().cloned());
            if touched {
                new.extend(self.indexes.kept(&draft.json, place.record)?);
            }
        }
        if let Some(text) = &place.current {
            old.extend(terms_of(text, place.record)?);
            if touched {
                old.extend(self.indexes.all(text, place.record)?);
            }
        }
        for term in old.iter().filter(|term| !new.contains(term)) {
            let (token, tag, _) = self.records.term_row(term, resource_type, id, place.record)?;
            self.commit.tokens.push(TokenOp::DeleteTerm(token, tag));
        }
        let fresh = |term: &&Term| !old.contains(term) || (touched && self.indexes.fills(term));
        let fresh: Vec<&Term> = new.iter().filter(fresh).collect();
        for term in fresh {
            let (token, tag, at) = self.records.term_row(term, resource_type, id, place.record)?;
            if term.is_unique() {
                self.commit.guards.push(Guard::TermAbsent(token));
            }
            self.commit.tokens.push(TokenOp::PutTerm(token, tag, at));
        }
        Ok(())
    }

    /// Adds a trace for every record touched, with its new head.
    pub async fn traces(&mut self) -> Result<(), RecordError> {
        let touched = std::mem::take(&mut self.touched);
        for (record, touched) in touched {
            let key = if touched.registry {
                self.registry_trace.clone()
            } else {
                let label = hygie_trace::key_label(self.now.year());
                self.own_key(record, KeyKind::Trace, &label).await?
            };
            let tail = self.tails.get(&record).ok_or_else(lost_tail)?;
            let what = format!("entries {} to {}", touched.first, tail.head);
            let head = Some(HeadSeen { seq: tail.head, link: tail.link });
            let trace = Trace { head, ..self.stamp.trace(self.now, Action::Write, what) };
            self.commit.traces.push(self.records.seal_trace(&trace, record, true, &key)?);
        }
        Ok(())
    }

    /// Puts the times of the new versions in their places.
    pub fn tell_times(&self, places: &[Placement], times: &mut [Timestamp]) {
        for (place, time) in places.iter().zip(times) {
            if place.effect != Effect::Unchanged
                && let Some(tail) = self.tails.get(&place.record)
            {
                *time = tail.at;
            }
        }
    }

    /// What was composed.
    pub fn finish(self, wrapping: OwnedRwLockReadGuard<()>, written: Written) -> Prepared {
        let Self { commit, tails, predicted, blobs, .. } = self;
        Prepared { commit, blobs, tails, predicted, wrapping, written }
    }
}

impl Records {
    /// The row of a term token that leads to a resource.
    pub(crate) fn term_row(
        &self,
        term: &Term,
        resource_type: &str,
        id: &str,
        record: RecordNo,
    ) -> Result<(TermToken, Tag, Vec<u8>), RecordError> {
        self.with_index(|index| {
            let tag = index.tag(resource_type, id);
            let token = index.term(term.param, &term.value);
            let to =
                TermLocator { record, resource_type: resource_type.to_owned(), id: id.to_owned() };
            let locator = index
                .seal_term_locator(term.param, &term.value, &tag, &to)
                .map_err(|_| RecordError::Seal)?;
            Ok((TermToken(token), Tag(tag), locator))
        })
    }
}

/// The blind terms of a stored text.
pub(crate) fn terms_of(text: &[u8], record: RecordNo) -> Result<Vec<Term>, RecordError> {
    let json: Json = hygie_fhir::json::parse(text, &JsonLimits::default())
        .map_err(|_| RecordError::damaged(record, 0, "the JSON of an entry"))?;
    Ok(blind_terms(&json))
}

/// A record that is written to without its tail being held: a fault of ours.
const fn lost_tail() -> RecordError {
    RecordError::Contended
}
