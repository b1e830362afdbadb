//! References from one fact to other resources of the record.

use hygie_fhir::json::Json;
use zeroize::{DefaultIsZeroes, Zeroize};

use crate::limits::LINKS;
use crate::text::list;

/// What a reference is for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Role {
    /// The encounter during which it happened or was written.
    Encounter,
    /// The medicinal product.
    Medication,
    /// Why: a condition or an observation.
    Reason,
    /// The order that it answers.
    BasedOn,
    /// What it holds: results of a report, members of a panel.
    Member,
    /// A document that it replaces.
    Replaces,
    /// Anything else.
    #[default]
    Other,
}

impl DefaultIsZeroes for Role {}

/// One reference.
#[derive(Zeroize)]
pub struct Link {
    /// What for.
    pub role: Role,
    /// To what: `Type/id`, or an absolute URL as its source writes it.
    pub to: Box<str>,
}

/// Collects the references of one resource.
#[derive(Default)]
pub(super) struct Links(Vec<Link>);

impl Links {
    /// Adds the reference in the member of this name, or each of several.
    pub(super) fn add(&mut self, role: Role, json: &Json, name: &str) {
        match json.get(name) {
            Some(Json::Array(several)) => {
                several.iter().take(LINKS).for_each(|one| self.one(role, one));
            }
            Some(one) => self.one(role, one),
            None => {}
        }
    }

    /// Adds the reference in member `inner` of each element of member `name`.
    pub(super) fn add_within(&mut self, role: Role, json: &Json, name: &str, inner: &str) {
        for element in list(json, name).iter().take(LINKS) {
            self.add(role, element, inner);
        }
    }

    fn one(&mut self, role: Role, reference: &Json) {
        let Some(to) = reference.str("reference").filter(|to| !to.starts_with('#')) else {
            return;
        };
        let unversioned = to.split_once("/_history/").map_or(to, |(to, _)| to);
        if !unversioned.is_empty() && self.0.len() < 4 * LINKS {
            self.0.push(Link { role, to: crate::text::kept(unversioned) });
        }
    }

    pub(super) fn done(self) -> Box<[Link]> {
        self.0.into()
    }
}

/// The display of a reference.
pub(super) fn display(reference: &Json) -> Option<Box<str>> {
    crate::text::text(reference, "display")
}
