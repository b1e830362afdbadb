//! Everything of one record, in pages that agree with each other: all are of the
//! record as it stood when the first one was asked for.

use std::collections::HashMap;

use hygie_base::{RecordNo, Seq, Timestamp};
use hygie_fhir::search::{ParamKind, Query, parameters};
use hygie_trace::Action;

use crate::opened::{OpenRecord, Seen};
use crate::page::PageMark;
use crate::{Lens, Permit, RecordError, Records, Resource};

/// What is asked for of a record.
#[derive(Clone, Default)]
pub struct Everything {
    /// Where the page before ended; `None` for a first page.
    pub from: Option<PageMark>,
    /// Of these types alone; all when empty.
    pub kinds: Vec<&'static str>,
    /// Written then or later.
    pub since: Option<Timestamp>,
    /// What happened then or later, as a FHIR date. What has no date is always meant.
    pub start: Option<String>,
    /// What happened then or before.
    pub end: Option<String>,
    /// Resources of the page, in the order of the journal.
    pub count: usize,
}

/// A page of it.
pub struct EverythingFound {
    /// How many there are on all pages.
    pub total: usize,
    /// The page.
    pub resources: Vec<Resource>,
    /// From where the next page goes on.
    pub next: Option<PageMark>,
}

impl Records {
    /// The resources of a record that the lens shows, page by page; traced.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] as for [`Records::open`], [`RecordError::Search`]
    /// for a date that is none and for a mark that is not known any more.
    pub async fn everything(
        &self,
        permit: &Permit,
        record: RecordNo,
        asked: &Everything,
    ) -> Result<EverythingFound, RecordError> {
        let care = self.care_dates(asked)?;
        let what = "$everything".to_owned();
        let pick = |opened: &OpenRecord| Some(opened.everything(asked, &care, permit.lens()));
        let (opened, picked) = self.traced(permit, record, Action::Export, what, pick).await?;
        let seqs = picked?;
        let (page, next) = opened.page(&seqs, asked.from, asked.count)?;
        let resources = self.release(permit, &opened, page).await?;
        Ok(EverythingFound { total: seqs.len(), resources, next })
    }

    /// For each type that has dates, what must hold of one of them; empty when
    /// dates do not matter.
    fn care_dates(&self, asked: &Everything) -> Result<CareDates, RecordError> {
        let from = asked.start.iter().map(|date| format!("ge{date}"));
        let bounds: Vec<String> =
            from.chain(asked.end.iter().map(|date| format!("le{date}"))).collect();
        let mut dates = CareDates::new();
        if bounds.is_empty() {
            return Ok(dates);
        }
        for kind in hygie_fhir::assign::resource_types() {
            let codes = parameters().of(kind).filter(|(name, sort)| {
                *sort == ParamKind::Date && !name.starts_with('_') && kind != "Patient"
            });
            for (code, _) in codes {
                let read = |params: &[(&str, &str)]| {
                    Query::parse(kind, params, self.clock.now())
                        .map_err(|error| RecordError::Search(error.to_string()))
                };
                let within: Vec<_> = bounds.iter().map(|bound| (code, bound.as_str())).collect();
                let missing = format!("{code}:missing");
                let date =
                    CareDate { within: read(&within)?, missing: read(&[(&missing, "true")])? };
                dates.entry(kind).or_default().push(date);
            }
        }
        Ok(dates)
    }
}

/// One date of a type: when something happened, not when it was written.
struct CareDate {
    within: Query,
    missing: Query,
}

type CareDates = HashMap<&'static str, Vec<CareDate>>;

impl OpenRecord {
    /// Sequences of what is asked for, in the order of the journal.
    fn everything(
        &self,
        asked: &Everything,
        care: &CareDates,
        lens: &Lens,
    ) -> Result<Vec<Seq>, RecordError> {
        let as_of = asked.from.and_then(|from| self.as_of(from.head));
        let mut seqs = Vec::new();
        for seen in self.all_as_of(as_of.as_ref()) {
            let header = &seen.entry.header;
            let kind = header.resource_type.as_str();
            let wanted = seen.is_live()
                && (asked.kinds.is_empty() || asked.kinds.contains(&kind))
                && asked.since.is_none_or(|since| header.at >= since)
                && seen.shows(lens);
            if wanted && self.happened(seen, care.get(kind))? {
                seqs.push(seen.seq);
            }
        }
        Ok(seqs)
    }

    fn happened(&self, seen: Seen<'_>, dates: Option<&Vec<CareDate>>) -> Result<bool, RecordError> {
        let Some(dates) = dates else { return Ok(true) };
        let values = self.values(seen)?;
        let none = dates.iter().all(|date| date.missing.matches(values));
        Ok(none || dates.iter().any(|date| date.within.matches(values)))
    }
}
