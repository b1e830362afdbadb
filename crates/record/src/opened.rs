//! An opened record: its entries in memory, verified, current state on top.

mod coded;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use hygie_base::{KeyNo, RecordNo, Seq, Timestamp};
use hygie_fhir::search::{ParamId, Values};
use hygie_policy::tables::ResourceTypes;
use hygie_seal::{EntryKind, Header, Link};
use hygie_synthesis::Fact;

use self::coded::{Coded, Column};
use crate::eras::Era;
use crate::keys::{OpenedKey, custodian_of};
use crate::labels::Labels;
use crate::shared::concerns_several;
use crate::whole::Covered;
use crate::{Lens, Released};

/// Bytes that an entry takes in memory beside its text, roughly.
const ENTRY_OVERHEAD: usize = 400;

/// Entries opened together: one stretch of the journal and the arena that holds
/// their texts. Zeroised when the last record that shares it goes.
pub(crate) struct Segment {
    pub arena: Released,
    pub entries: Vec<OpenEntry>,
}

/// One opened entry of a segment.
pub(crate) struct OpenEntry {
    pub seq: Seq,
    pub header: Header,
    pub key: Arc<OpenedKey>,
    pub text: Range<usize>,
    /// Search values, extracted when the entry's type is first searched.
    pub values: OnceLock<Values>,
    /// What the rules count of its text, once a policy was asked.
    pub labels: OnceLock<Labels>,
    /// How people read it, once somebody has.
    pub fact: OnceLock<Option<Box<Fact>>>,
}

impl OpenEntry {
    pub fn is_live(&self) -> bool {
        self.header.kind == EntryKind::Live
    }

    /// The organisation that keeps it.
    pub fn custodian(&self) -> &str {
        custodian_of(&self.key.label)
    }
}

/// Place of an entry: segment and index within.
type At = (usize, usize);

/// Latest entry of each resource, by type.
type Currents = BTreeMap<Box<str>, Kind>;

/// Latest entry of each resource of one type.
#[derive(Default)]
struct Kind {
    by_id: HashMap<Box<str>, At>,
    /// In the order of the journal.
    order: Vec<At>,
}

/// The latest entries of a record as it stood at an earlier head.
pub(crate) struct AsOf(Currents);

/// One record, opened: unsealed, its chain verified, its head held against the
/// last traced one.
pub struct OpenRecord {
    pub(crate) record: RecordNo,
    pub(crate) head: Seq,
    pub(crate) link: Link,
    /// What it shows was not erased up to then.
    pub(crate) era: Era,
    pub(crate) segments: Vec<Arc<Segment>>,
    /// Latest entry of each resource, by type and id.
    current: Currents,
    /// Keys whose entries were passed over because they were erased.
    pub(crate) erased: Vec<KeyNo>,
    coded: Coded,
    pub(crate) covered: Covered,
    bytes: usize,
}

/// A resource's version as it stands in the record.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub segment: &'a Segment,
    pub entry: &'a OpenEntry,
}

impl std::ops::Deref for Seen<'_> {
    type Target = OpenEntry;

    fn deref(&self) -> &OpenEntry {
        self.entry
    }
}

impl<'a> Seen<'a> {
    /// The JSON text without its large attachments.
    pub fn short(&self) -> &'a [u8] {
        self.segment.arena.get(self.entry.text.clone()).unwrap_or_default()
    }

    /// What the rules count of its text, read once.
    pub fn labels(&self, types: &ResourceTypes) -> Labels {
        let read = || Labels::of(types, &self.header.resource_type, self.short());
        *self.entry.labels.get_or_init(read)
    }

    /// Whether it may be seen through this lens.
    pub fn shows(&self, lens: &Lens) -> bool {
        let kind = &self.header.resource_type;
        is_told(self.header.kind)
            && lens.shows(kind, self.custodian())
            && lens.admits(kind, self.short())
            && (lens.shows_shared() || !concerns_several(kind, self.short()))
            && lens.sifts(&self.header, self.custodian(), |sieve| self.labels(sieve.types()))
    }
}

/// Whether an entry is none of the rights of its record: those no lens shows.
pub(crate) const fn is_told(kind: EntryKind) -> bool {
    match kind {
        EntryKind::Live | EntryKind::Deleted | EntryKind::Pointer | EntryKind::Erasure => true,
        EntryKind::Rights => false,
    }
}

impl OpenRecord {
    pub(crate) fn new(
        record: RecordNo,
        head: Seq,
        link: Link,
        era: Era,
        segments: Vec<Arc<Segment>>,
        erased: Vec<KeyNo>,
    ) -> Self {
        let current = currents(&segments, head);
        let bytes = segments
            .iter()
            .map(|segment| segment.arena.capacity() + segment.entries.len() * ENTRY_OVERHEAD)
            .sum();
        let (coded, covered) = (Coded::default(), Covered::default());
        Self { record, head, link, era, segments, current, erased, coded, covered, bytes }
    }

    /// Sequence of its last entry.
    pub const fn head(&self) -> Seq {
        self.head
    }

    /// How many resources it has that are not deleted.
    pub fn live(&self) -> usize {
        self.currents().filter(|seen| seen.is_live()).count()
    }

    /// Bytes it takes in memory, roughly.
    pub(crate) const fn bytes(&self) -> usize {
        self.bytes
    }

    fn seen(&self, (s, e): At) -> Option<Seen<'_>> {
        let segment = self.segments.get(s)?;
        Some(Seen { segment, entry: segment.entries.get(e)? })
    }

    /// Latest version of a resource, deleted or not.
    pub(crate) fn current(&self, resource_type: &str, id: &str) -> Option<Seen<'_>> {
        self.current.get(resource_type)?.by_id.get(id).and_then(|&at| self.seen(at))
    }

    /// The entry of this sequence, unless it was erased.
    pub(crate) fn by_seq(&self, seq: Seq) -> Option<Seen<'_>> {
        let s = self
            .segments
            .partition_point(|segment| segment.entries.last().is_none_or(|entry| entry.seq < seq));
        let segment = self.segments.get(s)?;
        let e = segment.entries.binary_search_by_key(&seq, |entry| entry.seq).ok()?;
        Some(Seen { segment, entry: segment.entries.get(e)? })
    }

    /// The latest entries as of an earlier head; `None` for the head itself.
    pub(crate) fn as_of(&self, head: Seq) -> Option<AsOf> {
        (head != self.head).then(|| AsOf(currents(&self.segments, head)))
    }

    /// As [`OpenRecord::current`], as of a head.
    pub(crate) fn current_as_of(
        &self,
        as_of: Option<&AsOf>,
        resource_type: &str,
        id: &str,
    ) -> Option<Seen<'_>> {
        let current = as_of.map_or(&self.current, |as_of| &as_of.0);
        current.get(resource_type)?.by_id.get(id).and_then(|&at| self.seen(at))
    }

    /// As [`OpenRecord::currents_of`], as of a head.
    pub(crate) fn currents_as_of<'a>(
        &'a self,
        as_of: Option<&'a AsOf>,
        resource_type: &str,
    ) -> impl Iterator<Item = Seen<'a>> {
        let current = as_of.map_or(&self.current, |as_of| &as_of.0);
        self.of_kind(current, resource_type)
    }

    /// At most how many [`OpenRecord::coded`] finds; `None` while it has yet to
    /// look at all of the type.
    pub(crate) fn coded_weight(&self, kind: &str, param: ParamId, codes: &[u32]) -> Option<usize> {
        self.coded.made(kind, param).map(|column| column.weight(codes))
    }

    /// Of [`OpenRecord::currents_of`], those that may have one of these codes.
    pub(crate) fn coded(&self, kind: &str, param: ParamId, codes: &[u32]) -> Vec<Seen<'_>> {
        let order = self.current.get(kind).map(|kind| kind.order.as_slice()).unwrap_or_default();
        let column = self.coded.column(kind, param, || {
            let live = order.iter().map(|&at| self.seen(at).filter(|seen| seen.is_live()));
            let values = live.map(|seen| seen.map(|seen| self.values(seen)).transpose().ok());
            Column::new(
                values.map(|values| Some(values?.into_iter().flat_map(|it| it.codes(param)))),
            )
        });
        let found = column.find(codes).into_iter();
        found.filter_map(|at| order.get(at).and_then(|&at| self.seen(at))).collect()
    }

    /// As [`OpenRecord::currents`], as of a head.
    pub(crate) fn all_as_of<'a>(
        &'a self,
        as_of: Option<&'a AsOf>,
    ) -> impl Iterator<Item = Seen<'a>> {
        let current = as_of.map_or(&self.current, |as_of| &as_of.0);
        self.in_order(current)
    }

    /// All entries in the order of the journal.
    pub(crate) fn entries(&self) -> impl Iterator<Item = Seen<'_>> {
        self.segments
            .iter()
            .flat_map(|segment| segment.entries.iter().map(move |entry| Seen { segment, entry }))
    }

    /// Latest versions of all resources, deleted ones included, in the order of the journal.
    pub(crate) fn currents(&self) -> impl Iterator<Item = Seen<'_>> {
        self.in_order(&self.current)
    }

    /// Latest versions of the resources of one type, in the order of the journal.
    pub(crate) fn currents_of(&self, resource_type: &str) -> impl Iterator<Item = Seen<'_>> {
        self.of_kind(&self.current, resource_type)
    }

    fn of_kind<'a>(
        &'a self,
        current: &'a Currents,
        resource_type: &str,
    ) -> impl Iterator<Item = Seen<'a>> {
        let order = current.get(resource_type).map(|kind| kind.order.as_slice());
        order.unwrap_or_default().iter().filter_map(|&at| self.seen(at))
    }

    fn in_order<'a>(&'a self, current: &'a Currents) -> impl Iterator<Item = Seen<'a>> {
        let mut places: Vec<At> =
            current.values().flat_map(|kind| kind.order.iter().copied()).collect();
        places.sort_unstable();
        places.into_iter().filter_map(|at| self.seen(at))
    }

    /// The resources as they stood at an instant, in the order of the journal.
    pub(crate) fn at(&self, instant: Timestamp) -> Vec<Seen<'_>> {
        let mut state: HashMap<(&str, &str), Seen<'_>> = HashMap::new();
        for seen in self.entries().filter(|seen| seen.header.at <= instant) {
            if matches!(seen.header.kind, EntryKind::Live | EntryKind::Deleted) {
                let name = (&*seen.entry.header.resource_type, &*seen.entry.header.id);
                state.insert(name, seen);
            }
        }
        let mut state: Vec<_> = state.into_values().filter(|seen| seen.is_live()).collect();
        state.sort_unstable_by_key(|seen| seen.seq);
        state
    }

    /// The versions of a resource, oldest first.
    pub(crate) fn versions<'a>(
        &'a self,
        resource_type: &'a str,
        id: &'a str,
    ) -> impl Iterator<Item = Seen<'a>> {
        self.entries().filter(move |seen| {
            let header = &seen.entry.header;
            header.resource_type == resource_type
                && header.id == id
                && matches!(header.kind, EntryKind::Live | EntryKind::Deleted)
        })
    }
}

fn currents(segments: &[Arc<Segment>], head: Seq) -> Currents {
    let mut current = Currents::new();
    for (s, segment) in segments.iter().enumerate() {
        for (e, entry) in segment.entries.iter().enumerate().filter(|(_, it)| it.seq <= head) {
            if matches!(entry.header.kind, EntryKind::Live | EntryKind::Deleted) {
                let header = &entry.header;
                let kind = match current.get_mut(header.resource_type.as_str()) {
                    Some(kind) => kind,
                    None => current.entry(header.resource_type.as_str().into()).or_default(),
                };
                kind.by_id.insert(header.id.as_str().into(), (s, e));
            }
        }
    }
    for kind in current.values_mut() {
        kind.order = kind.by_id.values().copied().collect();
        kind.order.sort_unstable();
    }
    current
}

/// Whether a version stands or says that the resource is gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// The resource as of this version.
    Live,
    /// The resource was deleted by this version.
    Deleted,
}

/// One version of one resource, as released.
pub struct Resource {
    /// Its type.
    pub resource_type: String,
    /// Its logical id.
    pub id: String,
    /// Counts per resource, from 1.
    pub version: u32,
    /// When it was written.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: String,
    /// The organisation that keeps it.
    pub custodian: String,
    /// Whether it stands.
    pub state: State,
    /// Its JSON text without `meta.versionId` and `meta.lastUpdated`; empty when deleted.
    pub text: Released,
}
