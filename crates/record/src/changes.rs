//! What was written of late in all records: the history of a type or of
//! everything (<https://hl7.org/fhir/R4/http.html#history>).
//!
//! No index orders entries by time over all records, and none may: times of
//! visits are clinical. But the trace logs are in order, and say in the clear
//! which traces are of writes and of which record. So the log is searched for
//! the moment, walked from there, and the ends of those records are opened.

mod walk;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use hygie_base::{RecordNo, Seq, Timestamp};
use hygie_trace::Action;

use crate::limits::{CHANGED_RECORDS, CHANGED_TRACES, CHANGED_VERSIONS, READ_ATTEMPTS};
use crate::single::Single;
use crate::tracing::Stamp;
use crate::{Act, Permit, RecordError, Records, Resource};

/// Place of a change in the order of changes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ChangeMark {
    /// When the changes were first listed: later ones do not count.
    pub until: Timestamp,
    /// When the last one seen was written.
    pub at: Timestamp,
    /// In which record.
    pub record: RecordNo,
    /// As which entry.
    pub seq: Seq,
}

/// How much of the changes is looked at before it is too much.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChangeBounds {
    /// Traces that are walked.
    pub traces: usize,
    /// Records that were written.
    pub records: usize,
    /// Versions that were written.
    pub versions: usize,
}

impl Default for ChangeBounds {
    fn default() -> Self {
        Self { traces: CHANGED_TRACES, records: CHANGED_RECORDS, versions: CHANGED_VERSIONS }
    }
}

/// A page of changes that is wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ChangesAsked<'a> {
    /// Of this type; `None` for all that the permit reads and searches.
    pub kind: Option<&'a str>,
    /// Written at this time or later.
    pub since: Timestamp,
    /// Where the page before ended.
    pub from: Option<ChangeMark>,
    /// Versions of the page.
    pub count: usize,
    /// How much is looked at.
    pub bounds: ChangeBounds,
}

/// Changes, newest first.
pub struct Changed {
    /// How many there are.
    pub total: usize,
    /// Those of the page.
    pub resources: Vec<Resource>,
    /// Behind which the next page goes on.
    pub next: Option<ChangeMark>,
}

/// One change that was found.
struct Found {
    record: RecordNo,
    seq: Seq,
    single: Single,
}

impl Found {
    fn place(&self) -> (Timestamp, RecordNo, Seq) {
        (self.single.header.at, self.record, self.seq)
    }
}

impl Records {
    /// Versions written since, of one type or of all that the permit reads and
    /// searches, newest first; each record that is named gets a trace.
    ///
    /// # Errors
    /// [`RecordError::TooCostly`] when too much was written or read since,
    /// [`RecordError::Forbidden`] when the permit reads and searches none of it.
    pub async fn changes(
        &self,
        permit: &Permit,
        asked: &ChangesAsked<'_>,
    ) -> Result<Changed, RecordError> {
        let ChangesAsked { kind, from, count, .. } = *asked;
        let stamp = Stamp::of(permit);
        let what = format!("{} since a time", kind.unwrap_or("everything"));
        let may = |kind: &str| {
            let lens = permit.lens();
            lens.allows(Act::Read, kind) && lens.allows(Act::Search, kind)
        };
        let any = kind.map_or_else(|| hygie_fhir::assign::resource_types().any(may), may);
        if !any {
            self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::History, what).await?;
            let why = "your scopes do not let you list changes: both r and s are needed";
            return Err(RecordError::Forbidden(why.into()));
        }
        let until = from.map_or_else(|| self.clock.now(), |from| from.until);
        for _ in 0..READ_ATTEMPTS {
            let era = self.erasures.total();
            let wanted = |of: &str| kind.is_none_or(|kind| kind == of) && may(of);
            let found = match self.found(permit, asked, &wanted, until).await {
                Ok(found) => found,
                Err(error) => {
                    let (registry, what) = (RecordNo::REGISTRY, what.clone());
                    self.trace_refusal(&stamp, registry, Action::History, what).await?;
                    return Err(error);
                }
            };
            let total = found.len();
            let start = from.map_or(0, |from| {
                found.partition_point(|it| it.place() >= (from.at, from.record, from.seq))
            });
            let end = start.saturating_add(count).min(total);
            let next = found.get(start..end).and_then(<[_]>::last).filter(|_| end < total);
            let next = next.map(|last| {
                let (at, record, seq) = last.place();
                ChangeMark { until, at, record, seq }
            });
            let page: Vec<Found> = found.into_iter().take(end).skip(start).collect();
            self.trace_changes(&stamp, &page, total, &what).await?;
            if self.erasures.total() == era {
                let mut resources = Vec::with_capacity(page.len());
                for found in page {
                    resources.push(self.released(found.record, found.single).await?);
                }
                return Ok(Changed { total, resources, next });
            }
        }
        Err(RecordError::Contended)
    }

    async fn trace_changes(
        &self,
        stamp: &Stamp,
        page: &[Found],
        total: usize,
        what: &str,
    ) -> Result<(), RecordError> {
        let named: BTreeSet<RecordNo> = page.iter().map(|found| found.record).collect();
        let counted = format!("{what}: {total} counted");
        self.trace_read(stamp, RecordNo::REGISTRY, Action::History, counted, None).await?;
        if named.is_empty() {
            return Ok(());
        }
        let named: Vec<RecordNo> = named.into_iter().collect();
        self.trace_list(stamp, &named, Action::History, what).await
    }

    /// The changes of a time that pass, newest first.
    async fn found(
        &self,
        permit: &Permit,
        asked: &ChangesAsked<'_>,
        wanted: &(dyn Fn(&str) -> bool + Sync),
        until: Timestamp,
    ) -> Result<Vec<Found>, RecordError> {
        let mut found = Vec::new();
        for record in self.written_since(asked.since, asked.bounds).await? {
            if permit.reaches(record) {
                self.walk_back(record, asked, wanted, &mut found).await?;
            }
        }
        // Whoever may not see what stands now sees nothing of what stood.
        let mut shown: BTreeMap<(String, String), (Seq, bool)> = BTreeMap::new();
        for Found { seq, single, .. } in &found {
            let name = (single.header.resource_type.clone(), single.header.id.clone());
            let now = (*seq, single.shows(permit.lens()));
            let newest = shown.entry(name).or_insert(now);
            *newest = (*newest).max(now);
        }
        found.retain(|it| {
            let header = &it.single.header;
            let name = (header.resource_type.clone(), header.id.clone());
            let now = shown.get(&name).is_some_and(|(_, shows)| *shows);
            now && it.single.shows(permit.lens()) && header.at <= until
        });
        found.sort_by_key(|it| Reverse(it.place()));
        Ok(found)
    }
}

impl ChangeMark {
    /// As text, for a sealed cursor.
    pub fn to_text(&self) -> String {
        let Self { until, at, record, seq } = self;
        format!("{} {} {} {seq}", until.0, at.0, record.get())
    }

    /// Reads it again; `None` for what [`ChangeMark::to_text`] did not write.
    pub fn from_text(text: &str) -> Option<Self> {
        let words: Vec<&str> = text.split(' ').collect();
        let [until, at, record, seq] = words.as_slice() else { return None };
        Some(Self {
            until: Timestamp(until.parse().ok()?),
            at: Timestamp(at.parse().ok()?),
            record: RecordNo::from_u64(record.parse().ok()?)?,
            seq: seq.parse().ok()?,
        })
    }
}
