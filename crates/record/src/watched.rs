//! What alerts are computed from: the traces of a time over all logs, and who persons are.
//! All of it is told to the gate, not to who asks it: nothing is released, nothing traced.

use std::collections::BTreeSet;

use hygie_base::{LogNo, RecordNo, Timestamp};
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::blind_probe;
use hygie_seal::EntryKind;
use hygie_trace::Trace;

use crate::limits::{CHANGE_SLACK_MILLIS, FIND_CANDIDATES, TRACE_PAGE};
use crate::{Mint, RecordError, Records};

const KIND: &str = "Patient";

/// What was walked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Walked {
    /// Traces of the time.
    pub traces: usize,
    /// Whether those are all.
    pub whole: bool,
    /// Traces that do not verify: the check tells more.
    pub unreadable: usize,
}

impl Records {
    /// Each trace from `start` until just before `end`, of all logs, at most so many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn each_trace(
        &self,
        _of_gate: &Mint,
        time: (Timestamp, Timestamp),
        most: usize,
        visit: &mut (impl FnMut(RecordNo, Trace) + Send),
    ) -> Result<Walked, RecordError> {
        let mut walked = Walked { traces: 0, whole: true, unreadable: 0 };
        for (log, next) in self.all_logs().await? {
            let from = self.first_since(log, next, time.0).await?;
            self.visit_log((log, from), time, most, &mut walked, visit).await?;
        }
        Ok(walked)
    }

    async fn visit_log(
        &self,
        (log, from): (LogNo, u64),
        (start, end): (Timestamp, Timestamp),
        most: usize,
        walked: &mut Walked,
        visit: &mut (impl FnMut(RecordNo, Trace) + Send),
    ) -> Result<(), RecordError> {
        // A trace is timed a little before it is committed.
        let until = Timestamp(end.0.saturating_add(CHANGE_SLACK_MILLIS));
        let mut at = from;
        loop {
            let rows = self.store.traces(log, at, TRACE_PAGE).await?;
            let Some(last) = rows.last() else { return Ok(()) };
            at = last.index.saturating_add(1);
            for row in &rows {
                match self.open_trace(row).await {
                    Ok(trace) if trace.at > until => return Ok(()),
                    Ok(trace) if trace.at < start || trace.at >= end => {}
                    Ok(_) if walked.traces >= most => {
                        walked.whole = false;
                        return Ok(());
                    }
                    Ok(trace) => {
                        walked.traces += 1;
                        visit(row.record, trace);
                    }
                    Err(RecordError::TraceExpired) => {}
                    Err(RecordError::Damaged { .. }) => walked.unreadable += 1,
                    Err(error) => return Err(error),
                }
            }
        }
    }

    /// What organisations keep as the Patient of a record; empty for what is no person's, or
    /// was erased.
    ///
    /// # Errors
    /// When the store fails or what it holds does not verify.
    pub async fn patients_of(
        &self,
        _of_gate: &Mint,
        record: RecordNo,
    ) -> Result<Vec<Json>, RecordError> {
        let opened = match self.opened(record).await {
            Ok(opened) => opened,
            Err(RecordError::NotFound) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let live = opened.currents_of(KIND).filter(|seen| seen.header.kind == EntryKind::Live);
        let read = live.map(|seen| {
            hygie_fhir::json::parse(seen.short(), &JsonLimits::default())
                .map_err(|_| RecordError::damaged(record, 0, "the JSON of an entry"))
        });
        read.collect()
    }

    /// The Patients whose names may have all of these, each with its record: the caller
    /// looks whether they do. `None` when they are more than `most`, or the names too short
    /// to look for.
    ///
    /// # Errors
    /// As for [`Records::patients_of`].
    pub async fn patients_named(
        &self,
        _of_gate: &Mint,
        names: &[&str],
        most: usize,
    ) -> Result<Option<Vec<(RecordNo, Json)>>, RecordError> {
        let mut ids: Option<BTreeSet<String>> = None;
        for name in names {
            let Some(probe) = blind_probe(KIND, "family", name) else { continue };
            let Some(found) = self.term_ids(KIND, &probe, FIND_CANDIDATES).await? else { continue };
            ids = Some(match ids {
                None => found,
                Some(before) => before.intersection(&found).cloned().collect(),
            });
        }
        let Some(ids) = ids.filter(|ids| ids.len() <= most) else { return Ok(None) };
        let mut patients = Vec::with_capacity(ids.len());
        for (_, locator) in self.places_of(KIND, ids).await? {
            let Some(single) = self.single_at(&locator).await? else { continue };
            if single.header.kind == EntryKind::Live {
                let json = hygie_fhir::json::parse(&single.short, &JsonLimits::default());
                let wrong = "the JSON of an entry";
                let json = json.map_err(|_| RecordError::damaged(locator.record, 0, wrong))?;
                patients.push((locator.record, json));
            }
        }
        Ok(Some(patients))
    }
}
