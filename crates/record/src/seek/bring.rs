//! What comes along with a page: `_include` and `_revinclude`.

use std::collections::{BTreeSet, HashMap};

use hygie_fhir::search::Include;

use super::site::{Place, Site};
use super::{Seek, too_many};
use crate::RecordError;
use crate::limits::SEARCH_INCLUDES;

/// What refers to what in a home, for one include.
type Referring = HashMap<(String, String), Vec<Place>>;

impl Site {
    /// What comes along with a page, each resource once and none that is on the
    /// page. What it says counts only when nothing more is wanted.
    ///
    /// # Errors
    /// [`RecordError::TooCostly`] past the limit on includes.
    pub(super) fn bring(&self, seek: &Seek<'_>, page: &[Place]) -> Result<Vec<Place>, RecordError> {
        // By name: one resource may be at hand twice, by itself and in its record.
        let name = |place: Place| {
            let subject = self.subject_at(place)?;
            Some((subject.values.kind(), subject.id))
        };
        let mut known: BTreeSet<(&str, &str)> =
            page.iter().filter_map(|place| name(*place)).collect();
        let mut referring: HashMap<(usize, usize), Referring> = HashMap::new();
        let mut brought = Vec::new();
        let mut fresh = page.to_vec();
        let mut first = true;
        while !fresh.is_empty() {
            let mut next = Vec::new();
            for place in fresh {
                for (at, include) in seek.includes.iter().enumerate() {
                    if !first && !include.iterates() {
                        continue;
                    }
                    for found in self.led_to(place, (at, include), &mut referring) {
                        if name(found).is_some_and(|name| known.insert(name)) {
                            next.push(found);
                        }
                    }
                }
                self.checked()?;
            }
            brought.extend(&next);
            if brought.len() > SEARCH_INCLUDES {
                let what = "resources would come along: ask for a smaller page with _count, or";
                return Err(too_many(what, SEARCH_INCLUDES));
            }
            (fresh, first) = (next, false);
        }
        Ok(brought)
    }

    /// What one include brings for one resource.
    fn led_to(
        &self,
        place: Place,
        (at, include): (usize, &Include),
        referring: &mut HashMap<(usize, usize), Referring>,
    ) -> Vec<Place> {
        use hygie_fhir::search::World as _;
        let Some(subject) = self.subject_at(place).filter(|_| self.goes_on()) else {
            return Vec::new();
        };
        let Some(kind) = include.brings() else {
            let names = include.references(subject.values).into_iter();
            return names.filter_map(|(kind, id)| self.find(subject.home, kind, id)).collect();
        };
        if !self.is_open(subject.home) {
            return Vec::new();
        }
        let refer = referring
            .entry((at, subject.home))
            .or_insert_with(|| self.referring(subject.home, kind, include));
        let name = (subject.values.kind().to_owned(), subject.id.to_owned());
        refer.get(&name).cloned().unwrap_or_default()
    }

    fn referring(&self, home: usize, kind: &str, include: &Include) -> Referring {
        use hygie_fhir::search::World as _;
        let mut referring = Referring::new();
        for seen in self.shown(home, kind) {
            let Some(subject) = self.subject(home, seen).filter(|_| self.goes_on()) else {
                continue;
            };
            for (kind, id) in include.references(subject.values) {
                let name = (kind.to_owned(), id.to_owned());
                referring.entry(name).or_default().push(Place::Entry { home, seq: seen.seq });
            }
        }
        referring
    }
}
