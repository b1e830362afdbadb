//! Traces that are looked for, for who reviews them: by who came, by record, by organisation
//! and by time.

use hygie_base::{RecordNo, Timestamp};
use hygie_fhir::search::normalise;
use hygie_store::TraceRow;
use hygie_trace::{Action, Trace};

use crate::limits::{CHANGE_SLACK_MILLIS, SOUGHT_TRACES, TRACE_PAGE};
use crate::tracing::Stamp;
use crate::{Mint, Permit, RecordError, Records};

/// Which traces are looked for; what is `None` does not matter.
#[derive(Clone, Copy, Debug)]
pub struct TracesWanted<'a> {
    /// Ids of who came.
    pub actors: Option<&'a [String]>,
    /// The record.
    pub record: Option<RecordNo>,
    /// Id of the organisation, or a part of its name.
    pub organisation: Option<&'a str>,
    /// From when on, until just before then.
    pub time: (Timestamp, Timestamp),
}

/// Whose traces are walked.
#[derive(Clone, Copy)]
enum Whose {
    Record(RecordNo),
    /// By the keyed hash of their id.
    Actor([u8; 16]),
}

/// Traces that were found.
pub struct TracesSought {
    /// Newest first, each with its record; those of one millisecond are together.
    pub traces: Vec<(RecordNo, Trace)>,
    /// Whether there are older ones.
    pub older: bool,
    /// Whether all traces were looked at that may be wanted.
    pub whole: bool,
    /// Traces that do not verify: the check tells more.
    pub unreadable: usize,
}

impl TracesWanted<'_> {
    fn has(&self, trace: &Trace) -> bool {
        let (start, end) = self.time;
        let of = |wanted: &str| {
            trace.actor.organisation == wanted
                || !normalise(wanted).is_empty()
                    && normalise(&trace.actor.of).contains(&normalise(wanted))
        };
        trace.at >= start
            && trace.at < end
            && self.actors.is_none_or(|all| all.contains(&trace.actor.id))
            && self.organisation.is_none_or(of)
    }
}

impl Records {
    /// The newest `limit` traces that are wanted, of the newest [`SOUGHT_TRACES`] of the
    /// record, of each actor, or of each log. The gate lets out no more of them than who asks
    /// may know. Traced as `why`, with the record where one was named.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn traces_sought(
        &self,
        _of_gate: &Mint,
        permit: &Permit,
        wanted: &TracesWanted<'_>,
        (limit, why): (usize, &str),
    ) -> Result<TracesSought, RecordError> {
        let mut found =
            TracesSought { traces: Vec::new(), older: false, whole: true, unreadable: 0 };
        match (wanted.record, wanted.actors) {
            (Some(record), _) => {
                self.sought_among(Whose::Record(record), wanted, &mut found).await?;
            }
            (None, Some(actors)) => {
                for actor in actors {
                    let token = self.with_index(|index| index.actor(actor));
                    self.sought_among(Whose::Actor(token), wanted, &mut found).await?;
                }
            }
            (None, None) => self.sought_in_logs(wanted, &mut found).await?,
        }
        found.traces.sort_by_key(|(record, trace)| std::cmp::Reverse((trace.at, *record)));
        if let Some((_, last)) = found.traces.get(limit.saturating_sub(1)) {
            let last = last.at;
            let all = found.traces.len();
            found.traces.retain(|(_, trace)| trace.at >= last);
            found.older = found.traces.len() < all;
        }
        let record = wanted.record.unwrap_or(RecordNo::REGISTRY);
        let what = why.to_owned();
        self.trace_read(&Stamp::of(permit), record, Action::Rights, what, None).await?;
        Ok(found)
    }

    async fn sought_among(
        &self,
        whose: Whose,
        wanted: &TracesWanted<'_>,
        found: &mut TracesSought,
    ) -> Result<(), RecordError> {
        let (mut before, mut walked) = (None, 0);
        loop {
            let rows = match whose {
                Whose::Record(record) => self.store.traces_of(record, before, TRACE_PAGE).await?,
                Whose::Actor(token) => self.store.traces_by(token, before, TRACE_PAGE).await?,
            };
            let Some(last) = rows.last() else { return Ok(()) };
            if walked >= SOUGHT_TRACES {
                found.whole = false;
                return Ok(());
            }
            before = Some((last.log, last.index));
            walked += rows.len();
            self.weigh_sought(&rows, wanted, found).await?;
        }
    }

    async fn sought_in_logs(
        &self,
        wanted: &TracesWanted<'_>,
        found: &mut TracesSought,
    ) -> Result<(), RecordError> {
        let most = u64::try_from(SOUGHT_TRACES).unwrap_or(u64::MAX);
        let until = Timestamp(wanted.time.1.0.saturating_add(2 * CHANGE_SLACK_MILLIS));
        for (log, next) in self.all_logs().await? {
            let first = self.first_since(log, next, wanted.time.0).await?;
            let end = self.first_since(log, next, until).await?;
            let mut at = first.max(end.saturating_sub(most));
            found.whole &= at == first;
            while at < end {
                let rows = self.store.traces(log, at, TRACE_PAGE).await?;
                let Some(last) = rows.last() else { break };
                at = last.index.saturating_add(1);
                self.weigh_sought(&rows, wanted, found).await?;
            }
        }
        Ok(())
    }

    async fn weigh_sought(
        &self,
        rows: &[TraceRow],
        wanted: &TracesWanted<'_>,
        found: &mut TracesSought,
    ) -> Result<(), RecordError> {
        for row in rows {
            match self.open_trace(row).await {
                Ok(trace) if wanted.has(&trace) => found.traces.push((row.record, trace)),
                Ok(_) | Err(RecordError::TraceExpired) => {}
                Err(RecordError::Damaged { .. }) => found.unreadable += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
