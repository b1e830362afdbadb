//! What waits to be announced to the person (CSP, R.1111-53): what its author marked
//! INVISIBLE_PATIENT, with all that belongs to it.

use std::collections::{BTreeMap, BTreeSet};

use hygie_base::Timestamp;
use hygie_policy::facts::ForPerson;
use hygie_policy::tables::ResourceTypes;

use super::Ties;
use super::table::is_drawn;
use crate::{Name, OpenRecord};

/// What waits to be announced to the person, at a time.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Waits {
    /// Since when a resource carries the label, by its first version that does: a later
    /// version does not begin the wait anew.
    since: BTreeMap<Name, Timestamp>,
    /// What was announced, with what it consists of.
    announced: BTreeSet<Name>,
    /// What they do not see yet, whole.
    hidden: BTreeSet<Name>,
    /// Whether something waits so long that they are told that something does.
    noticed: bool,
}

impl Waits {
    /// Whether nothing was ever marked.
    pub(crate) fn is_empty(&self) -> bool {
        self.since.is_empty()
    }

    /// Whether the person is told that something waits.
    pub(crate) const fn is_noticed(&self) -> bool {
        self.noticed
    }

    /// Whether this waits, or belongs to what does.
    pub(crate) fn hides(&self, name: &Name) -> bool {
        self.hidden.contains(name)
    }

    /// How the wait of a version stands; `label` says, where it carries the label itself,
    /// when it was written and whether it was announced.
    pub(crate) fn of(
        &self,
        name: &Name,
        label: Option<(Timestamp, bool)>,
        now: Timestamp,
    ) -> ForPerson {
        match label {
            _ if self.hides(name) => ForPerson::Waiting,
            Some((at, announced)) => {
                let announced = announced || self.announced.contains(name);
                ForPerson::at(self.since.get(name).copied().unwrap_or(at), announced, now)
            }
            None => ForPerson::Shown,
        }
    }
}

impl OpenRecord {
    /// What waits at a time. The label of the latest version that stands decides: who
    /// takes it away shows it. What was announced is so with all that it consists of.
    pub(crate) fn waits(
        &self,
        announced: &BTreeSet<Name>,
        types: &ResourceTypes,
        now: Timestamp,
    ) -> Waits {
        let (since, labelled) = self.marked_for_person(types);
        let mut roots: BTreeMap<&Name, ForPerson> = since
            .iter()
            .filter(|(name, _)| labelled.contains(*name))
            .map(|(name, at)| (name, ForPerson::at(*at, announced.contains(name), now)))
            .filter(|(_, stands)| stands.is_hidden())
            .collect();
        let mut announced: BTreeSet<Name> =
            announced.iter().filter(|name| since.contains_key(*name)).cloned().collect();
        if !roots.is_empty() && !announced.is_empty() {
            announced = Ties::of(self).parts(&announced);
            roots.retain(|name, _| !announced.contains(*name));
        }
        let stands = |(kind, id): &Name| self.current(kind, id).is_some_and(|it| it.is_live());
        let noticed = roots.iter().any(|(name, wait)| *wait == ForPerson::Noticed && stands(name));
        let hidden = self.kept_covered(roots.into_keys().cloned().collect());
        Waits { since, announced, hidden, noticed }
    }

    /// Since when each resource carries the label, and which do in their latest version
    /// that stands.
    fn marked_for_person(
        &self,
        types: &ResourceTypes,
    ) -> (BTreeMap<Name, Timestamp>, BTreeSet<Name>) {
        let (mut since, mut labelled) = (BTreeMap::new(), BTreeSet::new());
        for seen in self.entries().filter(|seen| seen.is_live()) {
            let header = &seen.header;
            let hidden = seen.labels(types).hidden_from_person && is_drawn(&header.resource_type);
            if !hidden && labelled.is_empty() {
                continue;
            }
            let name: Name = (header.resource_type.clone(), header.id.clone());
            if hidden {
                since.entry(name.clone()).or_insert(header.at);
                labelled.insert(name);
            } else {
                labelled.remove(&name);
            }
        }
        (since, labelled)
    }

    /// Since when a resource waits, or waited, to be announced; `None` when its latest
    /// version does not carry the label.
    pub(crate) fn marked_since(
        &self,
        (kind, id): (&str, &str),
        types: &ResourceTypes,
    ) -> Option<Timestamp> {
        let labelled = |it: &crate::opened::Seen<'_>| it.labels(types).hidden_from_person;
        self.current(kind, id).filter(|it| it.is_live() && labelled(it))?;
        let mut versions = self.versions(kind, id).filter(|it| it.is_live());
        versions.find(labelled).map(|it| it.header.at)
    }
}
