//! Opening a record: one range scan, every seal opened, the chain verified,
//! the head held against the last traced one.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use hygie_base::{KeyNo, RecordNo, Seq};
use hygie_seal::{EntryKind, Link};
use hygie_store::EntryRow;
use hygie_trace::Action;
use zeroize::Zeroizing;

use crate::eras::Era;
use crate::keys::{Keys, OpenedKey};
use crate::limits::{OPEN_BYTES, RECENT_TRACES};
use crate::opened::{OpenEntry, OpenRecord, Seen, Segment};
use crate::service::heavy;
use crate::single::place;
use crate::{RecordError, Records, Released};

/// The name of the member of an erasure entry that lists the destroyed keys.
pub(crate) const ERASED_KEYS: &str = "erased";

impl Records {
    /// The record as of now, from memory where it is current.
    pub(crate) async fn opened(&self, record: RecordNo) -> Result<Arc<OpenRecord>, RecordError> {
        match self.open_now(record).await {
            Err(RecordError::Damaged { .. }) => {
                // Or erased between two looks: nobody erases while its tail is held.
                let _held = self.tails.hold(&BTreeSet::from([record])).await;
                self.open_afresh(record).await
            }
            other => other,
        }
    }

    /// As [`Records::opened`], for those who hold the record's tail.
    pub(crate) async fn open_now(&self, record: RecordNo) -> Result<Arc<OpenRecord>, RecordError> {
        let era = self.erasures.of(record);
        let cached = self.cache.get(record).filter(|cached| cached.era == era);
        if let Some(cached) = &cached {
            let head = async { Ok(self.store.head(record).await?) };
            let (head, erased) = tokio::try_join!(head, self.erased_elsewhere(record))?;
            if head == cached.head && !erased {
                return Ok(Arc::clone(cached));
            }
        }
        let opened = self.open_on(record, cached.as_deref(), era).await?;
        self.cache.put(&opened);
        Ok(opened)
    }

    /// What a look into a record costs that is open already and of which nothing
    /// is then shown: for one that is not there, so that a clock does not tell
    /// the two apart.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn look_into_no_record(&self) -> Result<(), RecordError> {
        self.store.head(RecordNo::REGISTRY).await?;
        if self.shared {
            self.store.keys(RecordNo::REGISTRY).await?;
        }
        Ok(())
    }

    /// Opens a record from its first entry on and keeps it nowhere.
    pub(crate) async fn open_afresh(
        &self,
        record: RecordNo,
    ) -> Result<Arc<OpenRecord>, RecordError> {
        self.open_on(record, None, self.erasures.of(record)).await
    }

    /// Opens a record, going on from an older opening of it.
    async fn open_on(
        &self,
        record: RecordNo,
        known: Option<&OpenRecord>,
        era: Era,
    ) -> Result<Arc<OpenRecord>, RecordError> {
        // In this order, so that each is at least as new as the one before: an
        // erasure that the keys show is told by an entry, what was seen is not
        // above the head, the head is traced, the entries reach up to it.
        let keys = self.load_keys(record).await?;
        let seen = match known {
            Some(known) => known.head,
            None => self.seen_lately(record).await?,
        };
        let wrong = |seq, what| Err(RecordError::damaged(record, seq, what));
        let Some((traced, last)) = self.traced_head(record).await? else {
            return Err(RecordError::NotFound);
        };
        if keys.are_erased() {
            return match last.action {
                Action::Erase => Err(RecordError::NotFound),
                _ => wrong(0, "its keys were destroyed without an erasure"),
            };
        }
        if traced.seq < seen {
            return wrong(traced.seq, "entries that were seen or written are gone");
        }
        let mut walk = Walk::from(record, known);
        self.walk(&mut walk, &keys, traced.seq).await?;
        if walk.head != traced.seq || walk.link.is_some_and(|link| link != traced.link) {
            return wrong(walk.head, "its head is not the traced one");
        }
        walk.finish(traced.link, era).map(Arc::new)
    }

    /// The highest head that the latest traces say. One that does not open says
    /// nothing: it is the check's to find.
    async fn seen_lately(&self, record: RecordNo) -> Result<Seq, RecordError> {
        let mut seen = 0;
        for row in self.store.traces_of(record, None, RECENT_TRACES).await? {
            if let Ok(trace) = self.open_trace(&row).await {
                seen = seen.max(trace.head.map_or(0, |head| head.seq));
            }
        }
        Ok(seen)
    }

    /// Opens all entries behind the walk's head up to this one.
    async fn walk(&self, walk: &mut Walk, keys: &Keys, to: Seq) -> Result<(), RecordError> {
        while walk.head < to {
            let rows = self.store.entries(walk.record, walk.head + 1, to).await?;
            if rows.is_empty() {
                return Err(RecordError::damaged(walk.record, walk.head, "entries are cut off"));
            }
            let by_number = self.keys_of(walk.record, keys, &rows).await?;
            heavy(rows.len(), || self.open_segment(walk, &rows, &by_number))?;
        }
        Ok(())
    }

    /// The keys that these rows name: the record's own or the registry's; `None`
    /// for a destroyed one.
    async fn keys_of(
        &self,
        record: RecordNo,
        own: &Keys,
        rows: &[EntryRow],
    ) -> Result<HashMap<KeyNo, Option<Arc<OpenedKey>>>, RecordError> {
        let mut by_number = HashMap::new();
        for row in rows {
            if by_number.contains_key(&row.key) {
                continue;
            }
            let key = match own.by_number(row.key) {
                Some(key) => Some(Arc::new(key.clone())),
                None if own.is_destroyed(row.key) => None,
                None => self.key(record, row.key).await?.map(Arc::new),
            };
            by_number.insert(row.key, key);
        }
        Ok(by_number)
    }

    fn open_segment(
        &self,
        walk: &mut Walk,
        rows: &[EntryRow],
        keys: &HashMap<KeyNo, Option<Arc<OpenedKey>>>,
    ) -> Result<(), RecordError> {
        let sealed: usize = rows.iter().map(|row| row.body.len()).sum();
        let mut arena = Zeroizing::new(Vec::with_capacity(sealed * 4));
        let mut entries = Vec::with_capacity(rows.len());
        self.with_unsealer(|unsealer| {
            for row in rows {
                walk.step(row)?;
                let Some(Some(key)) = keys.get(&row.key) else {
                    walk.pass_over(row.key);
                    continue;
                };
                let opened = unsealer
                    .unseal_entry(&key.key, &place(row), &row.body, &mut arena)
                    .map_err(|_| RecordError::damaged(row.record, row.seq, "its seal"))?;
                walk.join(row, &opened.previous, &opened.commitment)?;
                if opened.header.kind == EntryKind::Erasure {
                    let text = arena.get(opened.json.clone()).unwrap_or_default();
                    walk.note_erasure(row.seq, text)?;
                }
                if arena.len() + walk.bytes > OPEN_BYTES {
                    let what = "bytes of an opened record";
                    return Err(RecordError::TooLarge { what, most: OPEN_BYTES });
                }
                let (header, text) = (opened.header, opened.json);
                let (key, seq) = (Arc::clone(key), row.seq);
                let (values, labels, fact) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
                entries.push(OpenEntry { seq, header, key, text, values, labels, fact });
            }
            Ok(())
        })?;
        walk.bytes += arena.len();
        if !entries.is_empty() {
            walk.segments.push(Arc::new(Segment { arena: shrunk(arena), entries }));
        }
        Ok(())
    }

    /// The whole text of an entry of an opened record.
    pub(crate) async fn whole_of(
        &self,
        opened: &OpenRecord,
        seen: Seen<'_>,
    ) -> Result<Released, RecordError> {
        self.whole(opened.record, &seen.key, &seen.header.blobs, seen.short()).await
    }
}

/// An arena of just the bytes it holds; the larger buffer is zeroised.
fn shrunk(arena: Released) -> Released {
    if arena.capacity() > arena.len() + arena.len() / 4 {
        Zeroizing::new(arena.as_slice().to_vec())
    } else {
        arena
    }
}

/// A walk along a journal.
struct Walk {
    record: RecordNo,
    head: Seq,
    /// Chain link of the head; `None` right after entries whose key was destroyed.
    link: Option<Link>,
    segments: Vec<Arc<Segment>>,
    bytes: usize,
    /// Keys of entries passed over, and keys that erasure entries list.
    passed: Vec<KeyNo>,
    listed: Vec<KeyNo>,
}

impl Walk {
    fn from(record: RecordNo, known: Option<&OpenRecord>) -> Self {
        let (mut head, mut link, mut segments) = (0, Some(Link::START), Vec::new());
        let mut passed = Vec::new();
        if let Some(known) = known {
            (head, link) = (known.head, Some(known.link));
            segments.clone_from(&known.segments);
            passed.clone_from(&known.erased);
        }
        let bytes = segments.iter().map(|segment| segment.arena.len()).sum();
        let listed = passed.clone();
        Self { record, head, link, segments, bytes, passed, listed }
    }

    fn step(&mut self, row: &EntryRow) -> Result<(), RecordError> {
        if row.seq != self.head + 1 {
            return Err(RecordError::damaged(self.record, self.head + 1, "an entry is missing"));
        }
        self.head = row.seq;
        Ok(())
    }

    fn pass_over(&mut self, key: KeyNo) {
        self.link = None;
        if !self.passed.contains(&key) {
            self.passed.push(key);
        }
    }

    fn join(
        &mut self,
        row: &EntryRow,
        previous: &Link,
        commitment: &[u8; 32],
    ) -> Result<(), RecordError> {
        if self.link.is_some_and(|link| link != *previous) {
            return Err(RecordError::damaged(self.record, row.seq, "its link to the one before"));
        }
        self.link = Some(hygie_seal::link(previous, self.record, row.seq, commitment));
        Ok(())
    }

    fn note_erasure(&mut self, seq: Seq, text: &[u8]) -> Result<(), RecordError> {
        let wrong = || RecordError::damaged(self.record, seq, "an erasure entry");
        let json = hygie_fhir::json::parse(text, &hygie_fhir::limits::JsonLimits::default())
            .map_err(|_| wrong())?;
        let keys = json.get(ERASED_KEYS).and_then(|keys| keys.as_array()).ok_or_else(wrong)?;
        for key in keys {
            let number = key.as_str().and_then(|text| text.parse().ok()).ok_or_else(wrong)?;
            self.listed.push(KeyNo(number));
        }
        Ok(())
    }

    fn finish(self, link: Link, era: Era) -> Result<OpenRecord, RecordError> {
        if self.passed.iter().any(|key| !self.listed.contains(key)) {
            let what = "a key was destroyed without an erasure";
            return Err(RecordError::damaged(self.record, 0, what));
        }
        let (record, head) = (self.record, self.head);
        Ok(OpenRecord::new(record, head, link, era, self.segments, self.passed))
    }
}
