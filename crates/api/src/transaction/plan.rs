//! What a transaction comes to, entry by entry: conditions looked at, patches
//! applied, ids given. Nothing is written yet.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::{Code, uuid};
use hygie_exchange::Part;
use hygie_fhir::json::Json;
use hygie_gate::rules::chooses_ids;
use hygie_http::Fault;
use hygie_record::{Act, Basis, Permit};

use crate::address::Place;
use crate::answer::About;
use crate::audit::not_written;
use crate::call::Call;
use crate::create::criteria;
use crate::criteria::{Hit, look, may};
use crate::delete::at_version;
use crate::entry::{Entry, Method, no_such_interaction};
use crate::etag;
use crate::fault::{at, within};
use crate::name;
use crate::parameters::Parameters;
use crate::patch::{Patch, patched};
use crate::state::Api;
use crate::update::target;

/// A transaction, ready to be written.
#[derive(Default)]
pub(super) struct Plan {
    /// In the order of the entries.
    pub steps: Vec<Step>,
    /// What is written, in the order of the steps that put.
    pub parts: Vec<Part>,
    /// Beside the parts.
    pub follows: Vec<Follows>,
    /// Full URLs of entries that led to what is here already, and its name.
    pub known: Vec<(String, String)>,
    pub basis: Basis,
    /// Names of what is patched without a version being named.
    pub patched: BTreeSet<String>,
    names: BTreeMap<String, String>,
    conditions: Vec<(&'static str, Parameters)>,
}

/// What one entry comes to.
pub(super) enum Step {
    Put {
        place: String,
        kind: &'static str,
        id: String,
    },
    Delete {
        place: String,
        kind: &'static str,
        id: String,
    },
    /// A conditional create of what is here already.
    There {
        name: String,
        about: About,
    },
    /// A conditional delete of what is not here.
    Nothing,
}

/// What a part must follow.
#[derive(Default)]
pub(super) struct Follows {
    pub version: Option<u32>,
    pub further: bool,
}

impl Step {
    /// Its place when it is about this resource.
    pub fn place_of(&self, resource: &str) -> Option<&str> {
        match self {
            Self::Put { place, kind, id } | Self::Delete { place, kind, id } => {
                (resource.split_once('/') == Some((*kind, id))).then_some(place)
            }
            Self::There { .. } | Self::Nothing => None,
        }
    }
}

/// # Errors
/// The first entry that cannot be done, and why.
pub(super) async fn plan(
    api: &Api,
    permit: &Permit,
    entries: &[((usize, Entry), Call)],
) -> Result<Plan, Fault> {
    let mut plan = Plan::default();
    for ((_, entry), call) in entries {
        let step = plan.step(api, permit, entry, call).await;
        let step = step.map_err(|fault| located(fault, &entry.place))?;
        plan.steps.push(step);
    }
    Ok(plan)
}

fn located(fault: Fault, place: &str) -> Fault {
    let there = fault.located().first().is_some_and(|one| one.expression.starts_with(place));
    if there { fault } else { within(fault, place) }
}

impl Plan {
    async fn step(
        &mut self,
        api: &Api,
        permit: &Permit,
        entry: &Entry,
        call: &Call,
    ) -> Result<Step, Fault> {
        if let Place::Type(kind) | Place::Instance(kind, _) = &entry.address.place {
            not_written(kind)?;
        }
        let version =
            if entry.method == Method::Post { None } else { etag::wanted(&call.conditions)? };
        match (entry.method, &entry.address.place, &entry.resource) {
            (Method::Post, Place::Type(kind), Some(resource)) => {
                self.create(api, entry, call, kind, resource).await
            }
            (Method::Put, Place::Instance(kind, id), Some(resource)) => {
                let further = !chooses_ids(&call.asker);
                let id = name::new_id(id)?.to_owned();
                self.put(entry, kind, id, resource.clone(), Follows { version, further })
            }
            (Method::Put, Place::Type(kind), Some(resource)) => {
                self.once(&entry.place, kind, &call.parameters)?;
                let (id, further, basis) = target(api, call, kind, resource).await?;
                self.basis.and(basis);
                self.put(entry, kind, id, resource.clone(), Follows { version, further })
            }
            (Method::Patch, Place::Instance(kind, id), Some(patch)) => {
                let patch = Patch::of_entry(patch)?;
                self.patch(api, (permit, entry), (kind, name::id(id)?), &patch, version).await
            }
            (Method::Patch, Place::Type(kind), Some(patch)) => {
                let patch = Patch::of_entry(patch)?;
                match look(api, call, kind, &call.parameters).await? {
                    Hit::None(_) => Err(Fault::new(Code::NotFound)),
                    Hit::One(id, basis) => {
                        self.basis.and(basis);
                        self.patch(api, (permit, entry), (kind, &id), &patch, version).await
                    }
                }
            }
            (Method::Delete, Place::Instance(kind, id), _) => {
                let id = name::id(id)?.to_owned();
                self.delete(api, permit, entry, (kind, id), version).await
            }
            (Method::Delete, Place::Type(kind), _) => {
                match look(api, call, kind, &call.parameters).await? {
                    Hit::None(basis) => {
                        self.basis.and(basis);
                        Ok(Step::Nothing)
                    }
                    Hit::One(id, basis) => {
                        self.basis.and(basis);
                        self.delete(api, permit, entry, (kind, id), version).await
                    }
                }
            }
            _ => Err(no_such_interaction()),
        }
    }

    async fn create(
        &mut self,
        api: &Api,
        entry: &Entry,
        call: &Call,
        kind: &'static str,
        resource: &Json,
    ) -> Result<Step, Fault> {
        if !call.parameters.is_empty() {
            return Err(no_such_interaction());
        }
        if let Some(criteria) = criteria(call, kind)? {
            self.once(&entry.place, kind, &criteria)?;
            match look(api, call, kind, &criteria).await? {
                Hit::None(basis) => self.basis.and(basis),
                Hit::One(id, basis) => {
                    self.basis.and(basis);
                    let permit = api.finder(&call.asker, kind).await?;
                    let there = api.app.records.read(&permit, kind, &id).await?;
                    let name = format!("{kind}/{id}");
                    self.known.extend(entry.full_url.clone().map(|url| (url, name.clone())));
                    let about = About { version: there.version, at: there.at };
                    return Ok(Step::There { name, about });
                }
            }
        }
        let id = uuid(&*api.app.rng);
        self.put(entry, kind, id, resource.clone(), Follows::default())
    }

    async fn patch(
        &mut self,
        api: &Api,
        (permit, entry): (&Permit, &Entry),
        (kind, id): (&'static str, &str),
        patch: &Patch,
        wanted: Option<u32>,
    ) -> Result<Step, Fault> {
        let (resource, version) = patched(api, permit, (kind, id), patch, wanted).await?;
        if wanted.is_none() {
            self.patched.insert(format!("{kind}/{id}"));
        }
        let follows = Follows { version: Some(version), further: true };
        self.put(entry, kind, id.to_owned(), resource, follows)
    }

    async fn delete(
        &mut self,
        api: &Api,
        permit: &Permit,
        entry: &Entry,
        (kind, id): (&'static str, String),
        wanted: Option<u32>,
    ) -> Result<Step, Fault> {
        let basis = match wanted {
            Some(_) => at_version(api, permit, (kind, &id), wanted).await?,
            // Looked at here, a refusal can say which entry it is about.
            None => {
                may(api, permit, Act::Delete, kind).await?;
                api.app.records.standing(permit, kind, &id).await?.1
            }
        };
        self.basis.and(basis);
        self.name(&entry.place, kind, &id)?;
        Ok(Step::Delete { place: entry.place.clone(), kind, id })
    }

    fn put(
        &mut self,
        entry: &Entry,
        kind: &'static str,
        id: String,
        resource: Json,
        follows: Follows,
    ) -> Result<Step, Fault> {
        self.name(&entry.place, kind, &id)?;
        let (place, full_url) = (entry.place.clone(), entry.full_url.clone());
        self.parts.push(Part { place: Some(place.clone()), id: id.clone(), full_url, resource });
        self.follows.push(follows);
        Ok(Step::Put { place, kind, id })
    }

    /// R4 lets a transaction be about each resource once.
    fn name(&mut self, place: &str, kind: &str, id: &str) -> Result<(), Fault> {
        match self.names.insert(format!("{kind}/{id}"), place.to_owned()) {
            None => Ok(()),
            Some(other) => {
                let why = format!("{other} is about the same resource");
                Err(at(Code::InvalidResource, place, &why))
            }
        }
    }

    /// Two entries of one condition would both find nothing and both write.
    fn once(
        &mut self,
        place: &str,
        kind: &'static str,
        criteria: &Parameters,
    ) -> Result<(), Fault> {
        let mut criteria = criteria.clone();
        criteria.sort();
        if self.conditions.iter().any(|(other, known)| (*other, known) == (kind, &criteria)) {
            let why = "another entry has the same condition";
            return Err(at(Code::InvalidResource, place, why));
        }
        self.conditions.push((kind, criteria));
        Ok(())
    }
}
