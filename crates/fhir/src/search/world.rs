//! What a search sees of other resources, and matching against it.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::condition::Condition;
use super::hops::{Chain, Has};
use super::parameters::{ParamId, parameters};
use super::query::Query;
use super::values::{Value, Values};

/// One resource that a search looks at.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Which of the places at hand it lies in; the world gives the numbers.
    pub home: usize,
    /// Its logical id.
    pub id: &'a str,
    /// Its search values.
    pub values: &'a Values,
    /// Its JSON text.
    pub text: &'a [u8],
}

/// Other resources, as far as whoever asks may see them.
pub trait World {
    /// The resource that a reference leads to from one that lies in `home`.
    fn target<'a>(&'a self, home: usize, kind: &str, id: &str) -> Option<Subject<'a>>;

    /// All resources of a type that lie in `home`.
    fn all<'a>(&'a self, home: usize, kind: &str) -> Vec<Subject<'a>>;

    /// Counts one resource that is looked at. `false` ends the search: whatever
    /// it answers then is not used.
    fn goes_on(&self) -> bool;
}

/// Names of resources, as `Type/id`.
type Names = Rc<HashSet<String>>;

/// Matching in a world; remembers what it found out about other resources.
pub struct Matching<'w> {
    world: &'w dyn World,
    chains: RefCell<HashMap<(usize, usize, String), bool>>,
    referred: RefCell<HashMap<(usize, usize), Names>>,
}

impl<'w> Matching<'w> {
    /// In this world.
    pub fn new(world: &'w dyn World) -> Self {
        Self { world, chains: RefCell::default(), referred: RefCell::default() }
    }

    /// Whether a resource is found.
    pub fn matches(&self, query: &Query, subject: Subject<'_>) -> bool {
        self.world.goes_on()
            && query.kind() == subject.values.kind()
            && query.conditions().iter().all(|condition| self.holds(condition, subject))
    }

    fn holds(&self, condition: &Condition, subject: Subject<'_>) -> bool {
        match condition {
            Condition::Values(filter) => filter.passes(subject.values),
            Condition::Words(words) => words.matches(subject.text),
            Condition::Leads(chain) => self.leads(chain, subject),
            Condition::Referred(has) => {
                let names = self.referred(has, subject.home);
                names.contains(&name(subject.values.kind(), subject.id))
            }
            Condition::Listed(ids) => ids.iter().any(|id| self.listed(id, subject)),
            Condition::All(parts) => parts.iter().all(|part| self.holds(part, subject)),
            Condition::Some(parts) => parts.iter().any(|part| self.holds(part, subject)),
            Condition::Not(part) => !self.holds(part, subject),
        }
    }

    fn leads(&self, chain: &Chain, subject: Subject<'_>) -> bool {
        references(subject.values, chain.param).any(|(kind, id)| {
            let inner = chain.targets.iter().find(|(target, _)| *target == kind);
            let Some((_, inner)) = inner else { return false };
            let key = (chain.number, subject.home, name(kind, id));
            if let Some(known) = self.chains.borrow().get(&key) {
                return *known;
            }
            let target = self.world.target(subject.home, kind, id);
            let holds =
                target.is_some_and(|target| self.world.goes_on() && self.holds(inner, target));
            self.chains.borrow_mut().insert(key, holds);
            holds
        })
    }

    /// What the resources of a place that meet the condition refer to.
    fn referred(&self, has: &Has, home: usize) -> Names {
        if let Some(known) = self.referred.borrow().get(&(has.number, home)) {
            return Rc::clone(known);
        }
        let mut names = HashSet::new();
        for subject in self.world.all(home, has.kind) {
            if self.world.goes_on() && self.holds(&has.inner, subject) {
                names
                    .extend(references(subject.values, has.param).map(|(kind, id)| name(kind, id)));
            }
        }
        let names = Rc::new(names);
        self.referred.borrow_mut().insert((has.number, home), Rc::clone(&names));
        names
    }

    fn listed(&self, list: &str, subject: Subject<'_>) -> bool {
        let Some(item) = parameters().find("List", "item") else { return false };
        let Some(list) = self.world.target(subject.home, "List", list) else { return false };
        references(list.values, item)
            .any(|(kind, id)| kind == subject.values.kind() && id == subject.id)
    }
}

fn name(kind: &str, id: &str) -> String {
    format!("{kind}/{id}")
}

/// The resources here that a parameter's values refer to, as type and id.
pub(super) fn references(values: &Values, param: ParamId) -> impl Iterator<Item = (&str, &str)> {
    values.of(param).iter().filter_map(|item| match item.value {
        Value::Reference(pointer) => Some((values.text(pointer.kind)?, values.text(pointer.id)?)),
        _ => None,
    })
}
