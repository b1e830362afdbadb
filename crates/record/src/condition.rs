//! What a write rests on: searches and versions that were looked at before it
//! (R4 http.html#ccreate, #cond-update). The look is held again inside the
//! commit, so that of two writers with one condition only one comes through.

use std::collections::BTreeSet;
use std::sync::Arc;

use hygie_base::RecordNo;
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::reference::is_id;
use hygie_fhir::search::{Query, Term, blind_probe, extract};
use hygie_seal::{EntryKind, Locator};
use hygie_store::limits::TERM_GUARD_ROWS;
use hygie_store::{Guard, Head, Tag};
use hygie_trace::Action;

use crate::limits::CONDITION_ROWS;
use crate::tracing::Stamp;
use crate::{Act, Batch, Permit, RecordError, Records, Written};

/// What must still be so when a write is committed.
#[derive(Clone, Default)]
pub struct Basis(pub(crate) Vec<Guard>);

impl Basis {
    /// Adds what another rests on.
    pub fn and(&mut self, other: Self) {
        self.0.extend(other.0);
    }
}

/// What a condition matches.
pub struct Matched {
    /// Ids of the resources.
    pub ids: Vec<String>,
    /// What the answer rests on.
    pub basis: Basis,
}

/// Resources with where they stand, and what that rests on.
type Standing = (Vec<(String, Locator)>, Basis);

/// Where a condition's matches are, and on what it rests that there are no others.
enum Candidates {
    At(Vec<(String, Locator)>, Basis),
    /// Within the record of this Patient.
    OfPerson(String),
}

impl Records {
    /// The resources of a type that match all parameters and that the permit
    /// shows; traced as a search is. One parameter must have an index across
    /// records, be `_id`, or name the person (`patient`, `subject`).
    ///
    /// # Errors
    /// [`RecordError::Search`] for a search that cannot be read or that no
    /// index serves, [`RecordError::Forbidden`] when the permit does not
    /// search this type, [`RecordError::TooLarge`] for too many candidates.
    pub async fn matched(
        &self,
        permit: &Permit,
        kind: &str,
        params: &[(&str, &str)],
    ) -> Result<Matched, RecordError> {
        self.matched_by(permit, kind, params, "condition").await
    }

    /// As [`Records::matched`], traced under what it was done for.
    pub(crate) async fn matched_by(
        &self,
        permit: &Permit,
        kind: &str,
        params: &[(&str, &str)],
        by: &str,
    ) -> Result<Matched, RecordError> {
        let stamp = Stamp::of(permit);
        let what = format!("{kind} by {by}");
        let lens = permit.lens();
        if !lens.allows(Act::Search, kind) || lens.closes(kind) {
            self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Search, what).await?;
            return Err(RecordError::Forbidden(format!("you may not search for a {kind}")));
        }
        let query = Query::parse(kind, params, self.clock.now())
            .map_err(|error| RecordError::Search(error.to_string()))?;
        let (found, basis) = match self.candidates(kind, params).await? {
            Candidates::At(at, basis) => (self.matching_at(permit, &query, at).await?, basis),
            Candidates::OfPerson(id) => self.matching_of(permit, &query, &id).await?,
        };
        let records: BTreeSet<RecordNo> = found.iter().map(|(_, record)| *record).collect();
        if records.is_empty() {
            self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Search, what).await?;
        } else {
            let records: Vec<RecordNo> = records.into_iter().collect();
            self.trace_list(&stamp, &records, Action::Search, &what).await?;
        }
        Ok(Matched { ids: found.into_iter().map(|(id, _)| id).collect(), basis })
    }

    /// Those at these places that match and that the permit shows.
    async fn matching_at(
        &self,
        permit: &Permit,
        query: &Query,
        at: Vec<(String, Locator)>,
    ) -> Result<Vec<(String, RecordNo)>, RecordError> {
        let mut values = Vec::with_capacity(at.len());
        for (id, locator) in at {
            let single = self.single_at(&locator).await?.filter(|single| {
                permit.reaches(locator.record)
                    && single.header.kind == EntryKind::Live
                    && single.shows(permit.lens())
            });
            let Some(single) = single else { continue };
            let json: Json = hygie_fhir::json::parse(&single.short, &JsonLimits::default())
                .map_err(|_| {
                    RecordError::damaged(locator.record, locator.seq, "the JSON of an entry")
                })?;
            values.push(((id, locator.record), extract(&json, Some(single.header.at))));
        }
        let found = query.select(values.iter().map(|(at, values)| (at, values)));
        Ok(found.into_iter().cloned().collect())
    }

    /// Those of one person's record that match and that the permit shows. The
    /// answer rests on where the record ends.
    async fn matching_of(
        &self,
        permit: &Permit,
        query: &Query,
        patient: &str,
    ) -> Result<(Vec<(String, RecordNo)>, Basis), RecordError> {
        let located = self.locate("Patient", patient).await?;
        let Some(person) = located else {
            self.look_into_no_record().await?;
            let absent = Guard::IdAbsent(self.id_token("Patient", patient));
            return Ok((Vec::new(), Basis(vec![absent])));
        };
        let record = person.record;
        if !permit.reaches(record) {
            return Ok((Vec::new(), Basis::default()));
        }
        let opened = match self.opened(record).await {
            Ok(opened) => opened,
            Err(RecordError::NotFound) => return Ok((Vec::new(), Basis::default())),
            Err(error) => return Err(error),
        };
        let seqs = opened.select(query, permit.lens())?;
        let found = seqs.into_iter().filter_map(|seq| opened.by_seq(seq));
        let found = found.map(|seen| (seen.header.id.clone(), record)).collect();
        Ok((found, Basis(vec![Guard::Head(Head { record, seq: opened.head })])))
    }

    /// The version of a resource that stands, as far as the permit shows it;
    /// traced when it does not. Releases nothing else.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for what is not there or the permit does not reach.
    pub async fn standing(
        &self,
        permit: &Permit,
        kind: &str,
        id: &str,
    ) -> Result<(u32, Basis), RecordError> {
        let located = self.locate(kind, id).await?;
        let shown = self.shown_at(permit, located).await?.is_some();
        if let Some(at) = located.filter(|_| shown) {
            let basis = Basis(vec![self.stands(kind, id, &at)?]);
            return Ok((at.version, basis));
        }
        let record = located.map_or(RecordNo::REGISTRY, |at| at.record);
        let what = format!("{kind}/{id}");
        self.trace_refusal(&Stamp::of(permit), record, Action::Write, what).await?;
        Err(RecordError::NotFound)
    }

    /// Writes a batch on condition that what it rests on is still so.
    ///
    /// # Errors
    /// [`RecordError::Moved`] when it is not: look again, then decide; and as
    /// for [`Records::write`].
    pub async fn write_on(
        self: &Arc<Self>,
        permit: &Permit,
        batch: Batch,
        basis: Basis,
    ) -> Result<Written, RecordError> {
        self.submit_on(permit, batch, basis).await?.wait().await
    }

    fn stands(&self, kind: &str, id: &str, at: &Locator) -> Result<Guard, RecordError> {
        Ok(Guard::IdEquals(self.id_token(kind, id), self.seal_locator(kind, id, at)?))
    }

    /// Among which resources a condition's matches are.
    async fn candidates(
        &self,
        kind: &str,
        params: &[(&str, &str)],
    ) -> Result<Candidates, RecordError> {
        if let Some(probe) = params.iter().find_map(|(name, value)| blind_probe(kind, name, value))
        {
            let (at, basis) = self.by_terms(kind, std::slice::from_ref(&probe)).await?;
            return Ok(Candidates::At(at, basis));
        }
        for (name, value) in params {
            match *name {
                "_id" if !value.contains(',') => {
                    let one = BTreeSet::from([(*value).to_owned()]);
                    let (at, basis) = self.by_ids(kind, one).await?;
                    return Ok(Candidates::At(at, basis));
                }
                "patient" | "subject" | "subject:Patient" if !value.contains(',') => {
                    let patient = value.strip_prefix("Patient/").unwrap_or(value);
                    if is_id(patient) {
                        return Ok(Candidates::OfPerson(patient.to_owned()));
                    }
                }
                _ => {}
            }
        }
        let indexes = self.indexes(true).await?;
        if let Some(probes) = indexes.probes(kind, params, self.clock.now()).first() {
            let (at, mut basis) = self.by_terms(kind, probes).await?;
            // It must still be complete when the write is committed.
            basis.0.push(self.indexes_guard(&indexes));
            return Ok(Candidates::At(at, basis));
        }
        let what = format!("no index serves a condition on {kind}: use an identifier or a patient");
        let add = self.index_to_add(kind, params).await?;
        let add = add.map_or_else(String::new, |add| format!("; or have the operator {add}"));
        Err(RecordError::Search(what + &add))
    }

    /// By terms: their rows, and the versions they lead to.
    async fn by_terms(&self, kind: &str, probes: &[Term]) -> Result<Standing, RecordError> {
        let (mut ids, mut rests) = (BTreeSet::new(), Vec::new());
        for probe in probes {
            let tags = self.rows_of(kind, probe, &mut ids).await?;
            rests.push(Guard::TermRows(self.term_token(probe), tags));
        }
        let (at, mut basis) = self.by_ids(kind, ids).await?;
        basis.0.extend(rests);
        Ok((at, basis))
    }

    /// The tags of a term's rows; adds the ids that they lead to.
    async fn rows_of(
        &self,
        kind: &str,
        probe: &Term,
        ids: &mut BTreeSet<String>,
    ) -> Result<Vec<Tag>, RecordError> {
        let mut tags = Vec::new();
        let mut after = None;
        loop {
            let rows = self.term_rows(probe, after).await?;
            let Some((last, _)) = rows.last() else { return Ok(tags) };
            after = Some(*last);
            for (tag, to) in rows {
                tags.push(tag);
                if to.resource_type == kind {
                    ids.insert(to.id);
                }
            }
            if ids.len() > CONDITION_ROWS || tags.len() > TERM_GUARD_ROWS {
                return Err(too_many());
            }
        }
    }

    /// These ids, as they stand.
    async fn by_ids(&self, kind: &str, ids: BTreeSet<String>) -> Result<Standing, RecordError> {
        let at = self.places_of(kind, ids.clone()).await?;
        let mut basis = Basis::default();
        for (id, locator) in &at {
            basis.0.push(self.stands(kind, id, locator)?);
        }
        let there: BTreeSet<&String> = at.iter().map(|(id, _)| id).collect();
        for id in ids.iter().filter(|id| !there.contains(id)) {
            basis.0.push(Guard::IdAbsent(self.id_token(kind, id)));
        }
        Ok((at, basis))
    }
}

fn too_many() -> RecordError {
    RecordError::TooLarge {
        what: "resources that come into question for a condition",
        most: CONDITION_ROWS,
    }
}
