//! The versions of one resource, as of a time or since
//! (<https://hl7.org/fhir/R4/http.html#history>).

use hygie_base::{RecordNo, Seq, Timestamp};
use hygie_trace::Action;

use crate::opened::{OpenRecord, Seen};
use crate::page::PageMark;
use crate::tracing::Stamp;
use crate::{Permit, RecordError, Records, Resource};

/// Which versions are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Span {
    /// Those written at this time or later.
    pub since: Option<Timestamp>,
    /// Those that stood at some moment from the first time on and before the
    /// second.
    pub at: Option<(Timestamp, Timestamp)>,
}

/// Versions of a resource, newest first.
pub struct Versions {
    /// How many there are.
    pub total: usize,
    /// Those of the page.
    pub resources: Vec<Resource>,
    /// From where the next page goes on.
    pub next: Option<PageMark>,
}

impl Records {
    /// The versions of one resource that the lens lets through, newest first;
    /// traced. Later pages are those of the first one's moment.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for what is not there or the permit does not
    /// reach, [`RecordError::Search`] for a mark that is not known any more.
    pub async fn versions(
        &self,
        permit: &Permit,
        (resource_type, id): (&str, &str),
        span: &Span,
        from: Option<PageMark>,
        count: usize,
    ) -> Result<Versions, RecordError> {
        let located = self.locate(resource_type, id).await?;
        let record = located.map_or(RecordNo::REGISTRY, |locator| locator.record);
        let what = format!("{resource_type}/{id}");
        if self.shown_at(permit, located).await?.is_none() {
            self.trace_refusal(&Stamp::of(permit), record, Action::History, what).await?;
            return Err(RecordError::NotFound);
        }
        let pick = |opened: &OpenRecord| {
            // Whoever may not see what stands now sees nothing of what stood.
            opened.current(resource_type, id).filter(|seen| seen.shows(permit.lens()))?;
            let head = from.map_or(opened.head, |from| from.head);
            let all = opened.versions(resource_type, id).filter(|seen| seen.seq <= head);
            let all: Vec<Seen<'_>> = all.filter(|seen| seen.shows(permit.lens())).collect();
            Some(span.within(&all))
        };
        let (opened, seqs) = self.traced(permit, record, Action::History, what, pick).await?;
        let (page, next) = opened.page(&seqs, from, count)?;
        let resources = self.release(permit, &opened, page).await?;
        Ok(Versions { total: seqs.len(), resources, next })
    }
}

impl Span {
    /// Sequences of those that are wanted of the versions of one resource,
    /// oldest first; newest first.
    fn within(&self, versions: &[Seen<'_>]) -> Vec<Seq> {
        let mut seqs = Vec::new();
        for (nth, seen) in versions.iter().enumerate() {
            let at = seen.header.at;
            let until = versions.get(nth + 1).map_or(Timestamp(i64::MAX), |next| next.header.at);
            let since = self.since.is_none_or(|since| at >= since);
            // What says that it is gone stands at no moment.
            let stood = self.at.is_none_or(|(from, to)| seen.is_live() && at < to && until > from);
            if since && stood {
                seqs.push(seen.seq);
            }
        }
        seqs.reverse();
        seqs
    }
}
