//! Listing traces; itself traced.

use std::sync::Arc;

use hygie_base::{LogNo, RecordNo, Timestamp};
use hygie_fhir::assign::is_resource_type;
use hygie_store::TraceRow;
use hygie_trace::{Action, Outcome, Trace};

use crate::limits::{LOOK_TRACES, TRACE_PAGE, VISIT_MILLIS};
use crate::opened::OpenRecord;
use crate::tracing::Stamp;
use crate::{Lens, Mint, Permit, RecordError, Records};

/// A trace as listed.
pub struct TraceSeen {
    /// The log it stands in.
    pub log: LogNo,
    /// Its index in the log.
    pub index: u64,
    /// Its leaf in the log.
    pub leaf: [u8; 32],
    /// What it says.
    pub trace: Trace,
}

/// Which traces of a record are asked for.
#[derive(Clone, Copy, Debug)]
pub struct TraceQuery<'a> {
    /// Those below this one; `None` for the newest.
    pub before: Option<(LogNo, u64)>,
    /// How many at most.
    pub limit: usize,
    /// Whose.
    pub of: TracesOf<'a>,
}

/// Whose traces are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TracesOf<'a> {
    /// Everyone's.
    Everyone,
    /// Those of this actor.
    Actor(&'a str),
}

impl TracesOf<'_> {
    fn has(self, trace: &Trace) -> bool {
        match self {
            Self::Everyone => true,
            Self::Actor(id) => trace.actor.id == id,
        }
    }
}

/// A page of traces.
pub struct TracePage {
    /// Newest first.
    pub traces: Vec<TraceSeen>,
    /// Id of the Patient whose record it is, where the lens shows it.
    pub patient: Option<String>,
    /// Where to go on; `None` at the end. A page may be short of its limit
    /// and still go on.
    pub next: Option<(LogNo, u64)>,
    /// Traces among them that do not verify: the check tells more.
    pub unreadable: usize,
}

impl Records {
    /// All traces of a record, newest first; this listing is not yet among them.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] when the permit does not reach the record.
    pub async fn traces(
        &self,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<Vec<TraceSeen>, RecordError> {
        let stamp = Stamp::of(permit);
        if !permit.reaches(record) {
            self.trace_refusal(&stamp, record, Action::ListTraces, String::new()).await?;
            return Err(RecordError::NotFound);
        }
        let mut seen = Vec::new();
        let mut before = None;
        loop {
            let rows = self.store.traces_of(record, before, TRACE_PAGE).await?;
            for row in &rows {
                seen.extend(self.trace_kept(row).await?);
            }
            let Some(last) = rows.last() else { break };
            before = Some((last.log, last.index));
        }
        let what = format!("{} traces", seen.len());
        self.trace_read(&stamp, record, Action::ListTraces, what, None).await?;
        Ok(seen)
    }

    /// A page of a record's traces, newest first, at most [`TRACE_PAGE`]; at
    /// most [`LOOK_TRACES`] are weighed for a page of some of them. What a
    /// trace says of a resource that the lens hides is left out. Traced; this
    /// listing is not yet among them.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] when the permit does not reach the record, or
    /// nothing of it passes its lens.
    pub async fn traces_page(
        &self,
        permit: &Permit,
        record: RecordNo,
        asked: &TraceQuery<'_>,
    ) -> Result<TracePage, RecordError> {
        self.traces_during(permit, record, asked, None).await
    }

    /// The same of those from a time until just before another. Each node has a log of its
    /// own, so that a page may have none of them and still go on.
    ///
    /// # Errors
    /// As for [`Records::traces_page`].
    pub async fn traces_during(
        &self,
        permit: &Permit,
        record: RecordNo,
        asked: &TraceQuery<'_>,
        during: Option<(Timestamp, Timestamp)>,
    ) -> Result<TracePage, RecordError> {
        let stamp = Stamp::of(permit);
        let opened = self.opened_to_list(&stamp, permit, record).await?;
        let actor = match asked.of {
            TracesOf::Actor(actor) => Some(self.with_index(|index| index.actor(actor))),
            TracesOf::Everyone => None,
        };
        let within = |at: Timestamp| during.is_none_or(|(start, end)| start <= at && at < end);
        let limit = asked.limit.clamp(1, TRACE_PAGE);
        let patient = patient(&opened, permit.lens());
        let mut page = TracePage { traces: Vec::new(), patient, next: None, unreadable: 0 };
        let (mut before, mut weighed) = (asked.before, 0);
        while weighed < LOOK_TRACES && page.traces.len() < limit {
            let few = asked.of == TracesOf::Everyone && during.is_none();
            let most = if few { limit - page.traces.len() } else { TRACE_PAGE };
            let rows = self.store.traces_of(record, before, most).await?;
            if rows.is_empty() {
                before = None;
                break;
            }
            for row in rows {
                if page.traces.len() == limit {
                    break;
                }
                weighed += 1;
                before = Some((row.log, row.index));
                if actor.is_some_and(|actor| row.actor != actor) {
                    continue;
                }
                match self.trace_seen(&row).await {
                    Ok(seen) if !asked.of.has(&seen.trace) || !within(seen.trace.at) => {}
                    Ok(mut seen) => {
                        hold_back(&mut seen.trace, &opened, permit.lens());
                        page.traces.push(seen);
                    }
                    Err(RecordError::TraceExpired) => {}
                    Err(RecordError::Damaged { .. }) => page.unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
        }
        if let Some(last) = before
            && !self.store.traces_of(record, Some(last), 1).await?.is_empty()
        {
            page.next = before;
        }
        let what = format!("{} traces", page.traces.len());
        self.trace_read(&stamp, record, Action::ListTraces, what, None).await?;
        Ok(page)
    }

    /// The record, for who may list its traces; a refusal is traced.
    pub(crate) async fn opened_to_list(
        &self,
        stamp: &Stamp,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<Arc<OpenRecord>, RecordError> {
        let opened = match permit.reaches(record) {
            true => self.opened(record).await,
            false => Err(RecordError::NotFound),
        };
        match opened {
            Ok(opened) if opened.entries().any(|seen| seen.shows(permit.lens())) => Ok(opened),
            Ok(_) | Err(RecordError::NotFound) => {
                self.trace_refusal(stamp, record, Action::ListTraces, String::new()).await?;
                Err(RecordError::NotFound)
            }
            Err(error) => Err(error),
        }
    }

    /// One trace of a record, by its log and index; `None` where none of this record stands
    /// there. Nothing is traced: it is told to the gate, not to who asks it.
    ///
    /// # Errors
    /// When the store fails, or the trace does not verify.
    pub async fn trace_at(
        &self,
        _of_gate: &Mint,
        record: RecordNo,
        (log, index): (LogNo, u64),
    ) -> Result<Option<TraceSeen>, RecordError> {
        let Some(above) = index.checked_add(1) else { return Ok(None) };
        let rows = self.store.traces_of(record, Some((log, above)), 1).await?;
        match rows.first().filter(|row| (row.log, row.index) == (log, index)) {
            Some(row) => self.trace_kept(row).await,
            None => Ok(None),
        }
    }

    /// What one actor saw or did, newest first, at most [`TRACE_PAGE`]; only
    /// for a permit on everything, or for the actor himself.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] when the permit is neither.
    pub async fn traces_by(
        &self,
        permit: &Permit,
        actor: &str,
        before: Option<(LogNo, u64)>,
        limit: usize,
    ) -> Result<Vec<TraceSeen>, RecordError> {
        if permit.actor().id != actor {
            self.needs_everything(permit, Action::ListTraces).await?;
        }
        let token = self.with_index(|index| index.actor(actor));
        let mut seen = Vec::new();
        for row in self.store.traces_by(token, before, limit.min(TRACE_PAGE)).await? {
            seen.extend(self.trace_kept(&row).await?);
        }
        let what = format!("{} traces of one actor", seen.len());
        let stamp = Stamp::of(permit);
        self.trace_read(&stamp, RecordNo::REGISTRY, Action::ListTraces, what, None).await?;
        Ok(seen)
    }

    /// When the permit's actor last opened this record, before the visit that
    /// is going on: openings less than [`VISIT_MILLIS`] apart are one visit.
    /// `None` when he did not among the record's last [`LOOK_TRACES`] traces.
    /// Tells the actor of himself alone, so it is not traced.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn last_look(
        &self,
        permit: &Permit,
        record: RecordNo,
    ) -> Result<Option<Timestamp>, RecordError> {
        if !permit.reaches(record) {
            return Ok(None);
        }
        let actor = self.with_index(|index| index.actor(&permit.actor().id));
        let (mut before, mut weighed) = (None, 0);
        let mut visit = self.clock.now();
        while weighed < LOOK_TRACES {
            let rows = self.store.traces_of(record, before, TRACE_PAGE).await?;
            let Some(last) = rows.last() else { break };
            before = Some((last.log, last.index));
            weighed += rows.len();
            for row in rows.iter().filter(|row| row.actor == actor) {
                // One that does not open says nothing: it is the check's to find.
                let Ok(trace) = self.open_trace(row).await else { continue };
                if trace.action != Action::Open || trace.outcome != Outcome::Granted {
                    continue;
                }
                if visit.0 - trace.at.0 >= VISIT_MILLIS {
                    return Ok(Some(trace.at));
                }
                visit = visit.min(trace.at);
            }
        }
        Ok(None)
    }

    /// Makes a refusal durable that was decided before any record was touched.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn refused(
        &self,
        permit: &Permit,
        record: Option<RecordNo>,
        action: Action,
        what: String,
    ) -> Result<(), RecordError> {
        let record = record.unwrap_or(RecordNo::REGISTRY);
        self.trace_refusal(&Stamp::of(permit), record, action, what).await
    }

    /// As [`Records::trace_seen`]; `None` when its time is over.
    async fn trace_kept(&self, row: &TraceRow) -> Result<Option<TraceSeen>, RecordError> {
        match self.trace_seen(row).await {
            Err(RecordError::TraceExpired) => Ok(None),
            seen => seen.map(Some),
        }
    }

    async fn trace_seen(&self, row: &TraceRow) -> Result<TraceSeen, RecordError> {
        let trace = self.open_trace(row).await?;
        Ok(TraceSeen { log: row.log, index: row.index, leaf: row.leaf, trace })
    }

    /// Traces an act that concerns no record.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn trace_act(
        &self,
        permit: &Permit,
        action: Action,
        what: String,
    ) -> Result<(), RecordError> {
        let stamp = Stamp::of(permit);
        self.trace_read(&stamp, RecordNo::REGISTRY, action, what, None).await.map(|_| ())
    }
}

/// Id of the Patient whose record it is.
fn patient(opened: &OpenRecord, lens: &Lens) -> Option<String> {
    let shown = opened.currents_of("Patient").find(|seen| seen.is_live() && seen.shows(lens));
    shown.map(|seen| seen.header.id.to_string())
}

/// Leaves out of a trace what it says of a resource that the lens hides.
fn hold_back(trace: &mut Trace, opened: &OpenRecord, lens: &Lens) {
    if names_hidden(trace, opened, lens) {
        trace.what.clear();
    }
}

/// Whether a trace says something of a resource that the lens hides, or that waits to be
/// announced.
pub(crate) fn is_held_back(trace: &Trace, opened: &OpenRecord, lens: &Lens) -> bool {
    let waits = named(trace).is_some_and(|(kind, id)| lens.waits(kind, id));
    waits || names_hidden(trace, opened, lens)
}

fn names_hidden(trace: &Trace, opened: &OpenRecord, lens: &Lens) -> bool {
    named(trace).is_some_and(|(kind, id)| {
        is_resource_type(kind) && !opened.current(kind, id).is_some_and(|seen| seen.shows(lens))
    })
}

/// Type and id of the resource that a trace names.
fn named(trace: &Trace) -> Option<(&str, &str)> {
    let (name, _) = trace.what.split_once(' ').unwrap_or((&trace.what, ""));
    name.split_once('/')
}
