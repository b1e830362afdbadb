//! Searching one opened record on R4 search parameters.

use hygie_base::RecordNo;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Query, Values, extract};
use hygie_trace::Action;

use crate::opened::{OpenRecord, Seen};
use crate::{Lens, Permit, RecordError, Records, Resource};

/// What a search found.
pub struct Found {
    /// How many match, whatever the page holds.
    pub total: usize,
    /// The page asked for.
    pub resources: Vec<Resource>,
}

impl Records {
    /// Searches the current resources of one type within a record; traced.
    /// Only what the lens lets through is counted, sorted or returned.
    ///
    /// # Errors
    /// [`RecordError::Search`] for a search that cannot be read or is not
    /// supported, [`RecordError::NotFound`] as for [`Records::open`].
    pub async fn search<N: AsRef<str>, V: AsRef<str>>(
        &self,
        permit: &Permit,
        record: RecordNo,
        resource_type: &str,
        params: &[(N, V)],
    ) -> Result<Found, RecordError> {
        let query = Query::parse(resource_type, params, self.clock.now())
            .map_err(|error| RecordError::Search(error.to_string()))?;
        let what = in_words(resource_type, params);
        let pick = |opened: &OpenRecord| Some(opened.select(&query, permit.lens()));
        let (opened, picked) = self.traced(permit, record, Action::Search, what, pick).await?;
        let seqs = picked?;
        let page = query.count().map_or(seqs.len(), |count| {
            usize::try_from(count).unwrap_or(usize::MAX).min(seqs.len())
        });
        let resources = self.release(permit, &opened, seqs.get(..page).unwrap_or_default()).await?;
        Ok(Found { total: seqs.len(), resources })
    }

    /// How many resources a search over the opened record finds, without
    /// release and so without trace: only `bench/` asks, to time the search
    /// alone, and only a build with the feature `measure` can.
    ///
    /// # Errors
    /// As for [`Records::search`].
    #[cfg(feature = "measure")]
    pub async fn count_warm<N: AsRef<str>, V: AsRef<str>>(
        &self,
        permit: &Permit,
        record: RecordNo,
        resource_type: &str,
        params: &[(N, V)],
    ) -> Result<usize, RecordError> {
        if !permit.reaches(record) {
            return Err(RecordError::NotFound);
        }
        let query = Query::parse(resource_type, params, self.clock.now())
            .map_err(|error| RecordError::Search(error.to_string()))?;
        let opened = self.opened(record).await?;
        opened.select(&query, permit.lens()).map(|found| found.len())
    }
}

impl OpenRecord {
    /// Sequences of the current resources that match, in the order asked for.
    pub(crate) fn select(&self, query: &Query, lens: &Lens) -> Result<Vec<u64>, RecordError> {
        let mut candidates: Vec<(u64, &Values)> = Vec::new();
        for seen in self.currents_of(query.kind()) {
            if seen.is_live() && seen.shows(lens) {
                candidates.push((seen.seq, self.values(seen)?));
            }
        }
        Ok(query.select(candidates))
    }

    /// The search values of an entry, extracted the first time they are asked for.
    pub(crate) fn values<'a>(&self, seen: Seen<'a>) -> Result<&'a Values, RecordError> {
        if let Some(values) = seen.entry.values.get() {
            return Ok(values);
        }
        let json = hygie_fhir::json::parse(seen.short(), &JsonLimits::default())
            .map_err(|_| RecordError::damaged(self.record, seen.seq, "the JSON of an entry"))?;
        let header = &seen.entry.header;
        Ok(seen.entry.values.get_or_init(|| extract(&json, Some(header.at))))
    }
}

/// The search as the trace says it: the parameters' names, never their values,
/// which may be what somebody looked for about a person.
fn in_words<N: AsRef<str>, V>(resource_type: &str, params: &[(N, V)]) -> String {
    let names: Vec<&str> = params.iter().map(|(name, _)| name.as_ref()).collect();
    format!("{resource_type} by {}", names.join(", "))
}
