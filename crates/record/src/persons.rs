//! Finding persons as people ask for them: by parts of a name in any order,
//! with or without accents, with one wrong letter, by how it sounds, by birth
//! date or by an identifier. Tokens narrow, the unsealed name decides.

mod matching;
mod traits;
mod wanted;

use std::collections::BTreeSet;

use hygie_base::{RecordNo, Seq};
use hygie_fhir::json::Json;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Term, blind_probe, person_probes};
use hygie_seal::{EntryKind, Locator};
use hygie_trace::Action;

pub use matching::Likeness;
pub use traits::{Candidate, Sex, Traits};
pub use wanted::{Birth, Wanted};

use crate::limits::{FIND_CANDIDATES, FIND_FEW, FIND_PERSONS, FIND_ROWS, PAGE, READ_ATTEMPTS};
use crate::single::Single;
use crate::tracing::Stamp;
use crate::{Act, Permit, RecordError, Records, Resource};

const KIND: &str = "Patient";

/// A person's record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Person {
    /// Its number.
    pub number: RecordNo,
    /// Sequence of its last entry.
    pub head: Seq,
}

/// A person who was found.
pub struct PersonFound {
    /// The record.
    pub record: RecordNo,
    /// The Patient, without large attachments.
    pub patient: Resource,
    /// How well it answers what was typed.
    pub likeness: Likeness,
}

/// Persons who were found, those most alike first.
pub struct Persons {
    /// At most [`FIND_PERSONS`].
    pub people: Vec<PersonFound>,
    /// Whether there were more: then a birth date or another name narrows.
    pub more: bool,
}

impl Records {
    /// Persons who answer what was typed, as far as the permit's lens shows
    /// their Patient. Everyone who is named is told so by a trace in his
    /// record; nobody found is traced as a refusal.
    ///
    /// # Errors
    /// [`RecordError::Search`] when too many answer to what was typed,
    /// [`RecordError::Forbidden`] when the permit does not search persons.
    pub async fn find_persons(
        &self,
        permit: &Permit,
        wanted: &Wanted,
    ) -> Result<Persons, RecordError> {
        let stamp = Stamp::of(permit);
        if !permit.lens().allows(Act::Search, KIND) || permit.lens().closes(KIND) {
            self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Find, String::new()).await?;
            return Err(RecordError::Forbidden("you may not search for persons".into()));
        }
        let what = wanted.in_words();
        for _ in 0..READ_ATTEMPTS {
            let era = self.erasures.total();
            let Some(places) = self.person_places(wanted).await? else {
                self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Find, what).await?;
                let why = "too many persons answer to that: add a birth date or another name";
                return Err(RecordError::Search(why.into()));
            };
            let mut people = Vec::new();
            for (_, locator) in &places {
                people.extend(self.person_at(permit, locator, wanted).await?);
            }
            people.sort_by(|a, b| (&a.likeness, &a.patient.id).cmp(&(&b.likeness, &b.patient.id)));
            let more = people.len() > FIND_PERSONS;
            people.truncate(FIND_PERSONS);
            if people.is_empty() {
                self.trace_refusal(&stamp, RecordNo::REGISTRY, Action::Find, what.clone()).await?;
            } else {
                let named: Vec<RecordNo> = people.iter().map(|found| found.record).collect();
                self.trace_list(&stamp, &named, Action::Find, &what).await?;
            }
            if self.erasures.total() == era {
                return Ok(Persons { people, more });
            }
        }
        Err(RecordError::Contended)
    }

    /// The records that are persons', with their heads; for a permit on
    /// everything. Names nobody and is traced as a check is.
    ///
    /// # Errors
    /// [`RecordError::NotFound`] for any other permit.
    pub async fn everyone(&self, permit: &Permit) -> Result<Vec<Person>, RecordError> {
        self.needs_everything(permit, Action::Find).await?;
        let mut persons = Vec::new();
        let mut after = RecordNo::REGISTRY;
        loop {
            let heads = self.store.records(after, PAGE).await?;
            let Some(last) = heads.last() else { break };
            after = last.record;
            for head in heads {
                if self.keys(head.record).await?.opens_entries() {
                    persons.push(Person { number: head.record, head: head.seq });
                }
            }
        }
        self.trace_act(permit, Action::Find, format!("{} records", persons.len())).await?;
        Ok(persons)
    }

    /// The record of a Patient. Releases nothing and is not traced: it is asked
    /// to decide on a permit.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn record_of(&self, patient: &str) -> Result<Option<RecordNo>, RecordError> {
        self.record_of_resource(KIND, patient).await
    }

    /// As [`Records::record_of`], for any resource.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn record_of_resource(
        &self,
        resource_type: &str,
        id: &str,
    ) -> Result<Option<RecordNo>, RecordError> {
        Ok(self.locate(resource_type, id).await?.map(|locator| locator.record))
    }

    /// Where those are who may answer; `None` when they are too many.
    async fn person_places(
        &self,
        wanted: &Wanted,
    ) -> Result<Option<Vec<(String, Locator)>>, RecordError> {
        let mut probes: Vec<Vec<Term>> = Vec::new();
        for (code, value) in wanted.exact() {
            // What no index can serve, nobody answers to.
            let Some(probe) = blind_probe(KIND, code, value) else { return Ok(Some(Vec::new())) };
            probes.push(vec![probe]);
        }
        probes.extend(wanted.words.iter().map(|word| person_probes(word)));
        let mut answering: Option<BTreeSet<String>> = None;
        for terms in probes {
            if answering.as_ref().is_some_and(|ids| ids.len() <= FIND_FEW) {
                break;
            }
            let Some(ids) = self.ids_of_any(&terms).await? else { continue };
            answering = Some(match answering {
                None => ids,
                Some(before) => before.intersection(&ids).cloned().collect(),
            });
        }
        match answering {
            Some(ids) if ids.len() <= FIND_ROWS => self.places_of(KIND, ids).await.map(Some),
            Some(_) | None => Ok(None),
        }
    }

    /// Ids of the Patients that any of these terms leads to; `None` when one of
    /// them leads to more than can be weighed.
    async fn ids_of_any(&self, terms: &[Term]) -> Result<Option<BTreeSet<String>>, RecordError> {
        let mut found = BTreeSet::new();
        for term in terms {
            match self.term_ids(KIND, term, FIND_CANDIDATES).await? {
                Some(ids) => found.extend(ids),
                None => return Ok(None),
            }
        }
        Ok(Some(found))
    }

    /// The person at a place, when the lens shows it and it answers.
    async fn person_at(
        &self,
        permit: &Permit,
        locator: &Locator,
        wanted: &Wanted,
    ) -> Result<Option<PersonFound>, RecordError> {
        let single = self.single_at(locator).await?.filter(|single| {
            permit.reaches(locator.record)
                && single.header.kind == EntryKind::Live
                && single.shows(permit.lens())
        });
        let Some(single) = single else { return Ok(None) };
        let json = json_of(&single, locator)?;
        let Some(likeness) = matching::likeness(&json, wanted) else { return Ok(None) };
        let patient = single.without_attachments();
        Ok(Some(PersonFound { record: locator.record, patient, likeness }))
    }
}

/// What an entry says.
fn json_of(single: &Single, at: &Locator) -> Result<Json, RecordError> {
    hygie_fhir::json::parse(&single.short, &JsonLimits::default())
        .map_err(|_| RecordError::damaged(at.record, at.seq, "the JSON of an entry"))
}
