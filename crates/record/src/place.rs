//! Which record each change of a batch goes to.

use std::collections::{BTreeMap, HashMap};

use hygie_base::{RecordNo, Timestamp};
use hygie_fhir::assign::{Absent, Assignment};
use hygie_fhir::reference::Reference;
use hygie_seal::Locator;
use hygie_trace::Action;

use crate::keys::{OpenedKey, UNASSIGNED, registry_label};
use crate::resolve::Located;
use crate::tracing::Stamp;
use crate::write::Write;
use crate::{Batch, Change, Draft, Effect, RecordError, Records, Released, Scope};

/// To whom a resource belongs: the assignment table's answer with its
/// references resolved to types and ids.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Subject {
    /// A Patient: a record of its own.
    Person,
    /// No person: a small record of its own under a key of its type.
    Registry,
    /// These Patients by id: stored under the first, pointers in the others.
    Patients(Vec<String>),
    /// The records of these resources, by type and id.
    Follows {
        /// What it follows.
        of: Vec<(String, String)>,
        /// Where it goes when none of them lies in a person's record.
        otherwise: Absent,
    },
    /// Should have a person but names none: the sealed tray of the identity desk.
    Unassigned,
}

impl TryFrom<Assignment> for Subject {
    type Error = RecordError;

    /// # Errors
    /// When a reference is not `Type/id`: it should have been resolved before.
    fn try_from(assignment: Assignment) -> Result<Self, RecordError> {
        Ok(match assignment {
            Assignment::Registry => Self::Registry,
            Assignment::Patient => Self::Person,
            Assignment::Unassigned => Self::Unassigned,
            Assignment::Subjects(references) => {
                let local = references.iter().map(|text| local(text).map(|(_, id)| id));
                Self::Patients(local.collect::<Result<_, _>>()?)
            }
            Assignment::Follows { of, otherwise } => {
                let of = of.iter().map(|text| local(text)).collect::<Result<_, _>>()?;
                Self::Follows { of, otherwise }
            }
        })
    }
}

fn local(text: &str) -> Result<(String, String), RecordError> {
    match Reference::parse(text) {
        Reference::Local { kind, id, .. } => Ok((kind.to_owned(), id.to_owned())),
        _ => Err(RecordError::AbsentPatient { reference: text.to_owned() }),
    }
}

/// What kind of record a change goes to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// A person's.
    Person,
    /// A small one of the registry.
    Registry,
    /// A small one of the identity desk's tray.
    Unassigned,
}

/// Where one change goes.
pub(crate) struct Placement {
    pub record: RecordNo,
    /// The record's number, when the batch makes it.
    pub fresh: Option<RecordNo>,
    pub home: Home,
    /// Where the current version is; `None` for a resource that is new.
    pub existing: Option<Locator>,
    /// The current version's text, when there is one that is not deleted.
    pub current: Option<Released>,
    /// When the current version was written; `None` for a resource that is new.
    pub current_at: Option<Timestamp>,
    /// Other records that get a sealed pointer to it.
    pub pointers: Vec<RecordNo>,
    /// The registry's key that seals it; `None` for a person's record.
    pub registry: Option<OpenedKey>,
    pub effect: Effect,
}

impl Placement {
    /// The version that the resource will have, or has when nothing changes.
    pub fn version(&self) -> u32 {
        let existing = self.existing.map_or(0, |locator| locator.version);
        existing + u32::from(self.effect != Effect::Unchanged)
    }
}

/// Records of persons by the resource that leads there.
type Persons = HashMap<(String, String), RecordNo>;

impl Records {
    /// Finds the record of every change. What the permit does not reach is
    /// answered like what is not there, and the refusal is traced.
    ///
    /// Every commit requires that the ids it makes were not erased, so whether
    /// they were is asked only to name the reason of a refusal: by `doubtful`
    /// once the commit was refused.
    pub(crate) async fn place(
        &self,
        write: &Write,
        doubtful: bool,
    ) -> Result<Vec<Placement>, RecordError> {
        let mut foreseen = Vec::new();
        loop {
            if let Some(places) = self.try_to_place(write, doubtful, &mut foreseen).await? {
                return Ok(places);
            }
            let asked: Vec<_> =
                foreseen.iter().map(|(kind, id)| (kind.as_str(), id.as_str())).collect();
            self.settled_locations(&asked).await?;
        }
    }

    /// Finds the records once; `None` when what speaks against it rests on
    /// persons of commits under way, which are then `foreseen`. A refusal rests
    /// on what is durable alone.
    async fn try_to_place(
        &self,
        write: &Write,
        doubtful: bool,
        foreseen: &mut Vec<(String, String)>,
    ) -> Result<Option<Vec<Placement>>, RecordError> {
        let Write { batch, stamp, reach, .. } = write;
        let targets: Vec<_> = batch.changes.iter().map(Change::target).collect();
        let located = self.settled_locations(&targets).await?;
        let currents = self.currents(write, &located).await?;
        self.check_currents(write, &located, &currents).await?;
        let mut unknown = Vec::new();
        foreseen.clear();
        let persons = self.persons(batch, &located, stamp, *reach, foreseen).await?;
        let mut places = Vec::with_capacity(targets.len());
        let changes = batch.changes.iter().zip(&located).zip(currents);
        for (((change, located), current), target) in changes.zip(&targets) {
            let existing = located.locator();
            if existing.is_none() {
                unknown.push(*target);
            }
            match self.place_one(change, existing, &persons, *reach).await {
                Ok(mut place) => {
                    if let Some(current) = current {
                        place.current_at = Some(current.at);
                        place.current = current.text;
                    }
                    places.push(place);
                }
                Err(RecordError::SubjectChanged { .. }) if !foreseen.is_empty() => return Ok(None),
                Err(error) => {
                    self.check_erased(&unknown).await?;
                    // An import tells its refusals itself.
                    if *reach != Scope::Everything || matches!(error, RecordError::NotFound) {
                        let record = existing.map_or(RecordNo::REGISTRY, |at| at.record);
                        let what = format!("{}/{}", target.0, target.1);
                        self.trace_refusal(stamp, record, Action::Write, what).await?;
                    }
                    return Err(error);
                }
            }
        }
        if doubtful {
            self.check_erased(&unknown).await?;
        }
        Ok(Some(places))
    }

    async fn place_one(
        &self,
        change: &Change,
        existing: Option<Locator>,
        persons: &Persons,
        reach: Scope,
    ) -> Result<Placement, RecordError> {
        let place = match (change, existing) {
            (Change::Put(draft), _) => self.place_put(draft, existing, persons).await?,
            (Change::Delete { .. }, Some(existing)) => self.place_delete(existing).await?,
            (Change::Delete { .. }, None) => return Err(RecordError::NotFound),
        };
        if reach.reaches(place.record) { Ok(place) } else { Err(RecordError::NotFound) }
    }

    /// Refuses ids that were erased.
    async fn check_erased(&self, unknown: &[(&str, &str)]) -> Result<(), RecordError> {
        for (resource_type, id) in unknown {
            if self.was_erased(resource_type, id).await? {
                return Err(RecordError::Erased { resource: format!("{resource_type}/{id}") });
            }
        }
        Ok(())
    }

    /// Locations of the batch's resources, once no commit under way touches them.
    async fn settled_locations(
        &self,
        targets: &[(&str, &str)],
    ) -> Result<Vec<Located>, RecordError> {
        loop {
            let settled = self.predicted.settled();
            tokio::pin!(settled);
            settled.as_mut().enable();
            let located = self.locate_all(targets).await?;
            if !located.iter().any(|place| matches!(place, Located::Predicted(_))) {
                return Ok(located);
            }
            settled.await;
        }
    }

    /// Records of persons that the batch brings or refers to; tells which of
    /// them are foreseen only.
    async fn persons(
        &self,
        batch: &Batch,
        located: &[Located],
        stamp: &Stamp,
        reach: Scope,
        foreseen: &mut Vec<(String, String)>,
    ) -> Result<Persons, RecordError> {
        let mut persons = Persons::new();
        for (draft, located) in drafts(batch).zip(located) {
            let Some(draft) = draft.filter(|draft| draft.subject == Subject::Person) else {
                continue;
            };
            let record = located.locator().map_or_else(|| self.fresh_record(), |l| l.record);
            persons.insert(draft.name(), record);
        }
        let mut asked = BTreeMap::new();
        for draft in drafts(batch).flatten() {
            let wanted: Vec<(String, String)> = match &draft.subject {
                Subject::Patients(ids) => {
                    ids.iter().map(|id| ("Patient".to_owned(), id.clone())).collect()
                }
                Subject::Follows { of, .. } => of.clone(),
                Subject::Person | Subject::Registry | Subject::Unassigned => continue,
            };
            asked.extend(wanted.into_iter().map(|name| (name, ())));
        }
        asked.retain(|name, ()| !persons.contains_key(name));
        for (name, record) in self.persons_known(asked.into_keys().collect(), foreseen).await? {
            if reach.reaches(record) {
                persons.insert(name, record);
            } else {
                let what = format!("about {}/{}", name.0, name.1);
                self.trace_refusal(stamp, record, Action::Write, what).await?;
            }
        }
        follow_within(batch, &mut persons);
        Ok(persons)
    }

    /// Which of these resources lie in a person's record, also as of commits
    /// under way, which are then `foreseen`.
    async fn persons_known(
        &self,
        names: Vec<(String, String)>,
        foreseen: &mut Vec<(String, String)>,
    ) -> Result<Persons, RecordError> {
        let asked: Vec<_> = names.iter().map(|(kind, id)| (kind.as_str(), id.as_str())).collect();
        let located = self.locate_all(&asked).await?;
        let mut known = Persons::new();
        for (name, located) in names.into_iter().zip(located) {
            let (record, person) = match located {
                Located::Absent => continue,
                Located::Predicted(prediction) => {
                    foreseen.push(name.clone());
                    (prediction.at.record, prediction.person)
                }
                Located::Durable(at) => (at.record, self.is_person(at.record).await?),
            };
            if person {
                known.insert(name, record);
            }
        }
        Ok(known)
    }

    /// Whether a record that is durable is a person's: it has keys of its own.
    async fn is_person(&self, record: RecordNo) -> Result<bool, RecordError> {
        Ok(!self.keys(record).await?.alive.is_empty())
    }

    fn fresh_record(&self) -> RecordNo {
        RecordNo::random(&*self.rng)
    }

    async fn place_put(
        &self,
        draft: &Draft,
        existing: Option<Locator>,
        persons: &Persons,
    ) -> Result<Placement, RecordError> {
        let (home, mut records) = homes(draft, persons)?;
        if home != Home::Person {
            records.push(existing.map_or_else(|| self.fresh_record(), |locator| locator.record));
        }
        let Some((&record, pointers)) = records.split_first() else {
            return Err(RecordError::Rule("the resource names no person".into()));
        };
        if let Some(locator) = existing {
            let person = self.is_person(locator.record).await?;
            if locator.record != record || person != (home == Home::Person) {
                let resource = format!("{}/{}", draft.resource_type, draft.id);
                return Err(RecordError::SubjectChanged { resource });
            }
        }
        let effect = if existing.is_some() { Effect::Updated } else { Effect::Created };
        let made = existing.is_none() && (home != Home::Person || draft.subject == Subject::Person);
        Ok(Placement {
            record,
            fresh: made.then_some(record),
            home,
            existing,
            current: None,
            current_at: None,
            pointers: pointers.to_vec(),
            registry: None,
            effect,
        })
    }

    async fn place_delete(&self, existing: Locator) -> Result<Placement, RecordError> {
        let home = if self.is_person(existing.record).await? {
            Home::Person
        } else if self.is_unassigned(&existing).await? {
            Home::Unassigned
        } else {
            Home::Registry
        };
        Ok(Placement {
            record: existing.record,
            fresh: None,
            home,
            existing: Some(existing),
            current: None,
            current_at: None,
            pointers: Vec::new(),
            registry: None,
            effect: Effect::Deleted,
        })
    }

    /// Whether a resource outside persons' records lies in the identity desk's tray.
    async fn is_unassigned(&self, at: &Locator) -> Result<bool, RecordError> {
        let single = self.single_at(at).await?;
        Ok(single
            .is_some_and(|single| single.key.label.starts_with(&registry_label(UNASSIGNED, ""))))
    }
}

fn drafts(batch: &Batch) -> impl Iterator<Item = Option<&Draft>> {
    batch.changes.iter().map(|change| match change {
        Change::Put(draft) => Some(draft),
        Change::Delete { .. } => None,
    })
}

/// Adds what the batch itself says: resources that lie where the Patients or
/// the followed resources of the same batch lie, through as many steps as it takes.
fn follow_within(batch: &Batch, persons: &mut Persons) {
    loop {
        let before = persons.len();
        for draft in drafts(batch).flatten() {
            if persons.contains_key(&draft.name()) {
                continue;
            }
            let first = match &draft.subject {
                Subject::Patients(ids) => {
                    ids.first().and_then(|id| persons.get(&("Patient".to_owned(), id.clone())))
                }
                Subject::Follows { of, .. } => of.iter().find_map(|name| persons.get(name)),
                Subject::Person | Subject::Registry | Subject::Unassigned => None,
            };
            if let Some(&record) = first {
                persons.insert(draft.name(), record);
            }
        }
        if persons.len() == before {
            return;
        }
    }
}

/// What kind of record a draft goes to, and which, when a person leads there.
fn homes(draft: &Draft, persons: &Persons) -> Result<(Home, Vec<RecordNo>), RecordError> {
    let mut records = Vec::new();
    let mut add = |record: RecordNo| {
        if !records.contains(&record) {
            records.push(record);
        }
    };
    let home = match &draft.subject {
        Subject::Person => {
            persons.get(&draft.name()).copied().into_iter().for_each(&mut add);
            Home::Person
        }
        Subject::Registry => Home::Registry,
        Subject::Unassigned => Home::Unassigned,
        Subject::Patients(ids) => {
            for id in ids {
                let known = persons.get(&("Patient".to_owned(), id.clone()));
                add(*known.ok_or_else(|| RecordError::AbsentPatient {
                    reference: format!("Patient/{id}"),
                })?);
            }
            Home::Person
        }
        Subject::Follows { of, otherwise } => {
            of.iter().filter_map(|name| persons.get(name)).copied().for_each(&mut add);
            match (records.is_empty(), otherwise) {
                (false, _) => Home::Person,
                (true, Absent::Registry) => Home::Registry,
                (true, Absent::Unassigned) => Home::Unassigned,
            }
        }
    };
    Ok((home, records))
}
