//! What a search finds, in order, and the page that is wanted of it.

use std::cmp::Ordering;

use hygie_fhir::search::{Matching, Position, Query};

use super::site::{Place, Site};
use super::{Mark, Seek, Within};
use crate::RecordError;
use crate::service::heavy;

/// What a search found.
pub(super) struct Picked {
    pub total: usize,
    pub page: Vec<Place>,
    pub next: Option<Mark>,
}

/// One resource that was found.
struct Hit {
    position: Position,
    place: Place,
    id: String,
}

impl Site {
    /// Finds and orders. What it says counts only when nothing more is wanted.
    ///
    /// # Errors
    /// When the search took too long or met what does not verify.
    pub(super) fn pick(&self, seek: &Seek<'_>) -> Result<Picked, RecordError> {
        let Some(first) = seek.queries.first() else {
            return Ok(Picked { total: 0, page: Vec::new(), next: None });
        };
        let mut hits = heavy(self.weight(seek.queries), || self.hits(seek));
        self.checked()?;
        hits.sort_by(|one, other| order(first, seek, one, other));
        let total = hits.len();
        let start = match (seek.from, &seek.within) {
            (Some(Mark::Heads { offset, .. }), Within::Records(_)) => *offset,
            (Some(Mark::Behind { position, id }), Within::Index) => hits.partition_point(|hit| {
                let order = first.order(&hit.position, position);
                order.then_with(|| hit.id.as_str().cmp(id)) != Ordering::Greater
            }),
            _ => 0,
        };
        let end = start.saturating_add(seek.count).min(total);
        let page = hits.get(start.min(end)..end).unwrap_or_default();
        let more = end < total && !page.is_empty();
        let next = page.last().filter(|_| more).map(|last| self.mark(seek, last, end));
        Ok(Picked { total, page: page.iter().map(|hit| hit.place).collect(), next })
    }

    fn hits(&self, seek: &Seek<'_>) -> Vec<Hit> {
        let matching = Matching::new(self);
        let mut hits = Vec::new();
        for query in seek.queries {
            let hit = |subject: hygie_fhir::search::Subject<'_>, place| Hit {
                position: query.position(subject.values),
                place,
                id: subject.id.to_owned(),
            };
            if seek.within == Within::Index {
                for &at in &self.indexed {
                    let subject = self.subject_alone(at);
                    let found = subject.filter(|subject| matching.matches(query, *subject));
                    hits.extend(found.map(|subject| hit(subject, Place::Alone(at))));
                }
                continue;
            }
            for home in 0..self.homes.len() {
                for seen in self.candidates(home, query) {
                    let Some(subject) = self.subject(home, seen) else { continue };
                    if matching.matches(query, subject) {
                        hits.push(hit(subject, Place::Entry { home, seq: seen.seq }));
                    }
                }
            }
        }
        hits
    }

    fn mark(&self, seek: &Seek<'_>, last: &Hit, end: usize) -> Mark {
        if seek.within == Within::Index {
            return Mark::Behind { position: last.position.clone(), id: last.id.clone() };
        }
        if let Some(Mark::Heads { heads, .. }) = seek.from {
            return Mark::Heads { offset: end, heads: heads.clone() };
        }
        let heads = self.homes.iter().filter_map(|home| {
            let opened = &home.opened.as_ref()?.record;
            Some((home.record, opened.head, opened.erased.len()))
        });
        Mark::Heads { offset: end, heads: heads.collect() }
    }
}

/// As asked; equals in the order of the journal, or by id where there is none.
fn order(query: &Query, seek: &Seek<'_>, one: &Hit, other: &Hit) -> Ordering {
    query.order(&one.position, &other.position).then_with(|| match seek.within {
        Within::Records(_) => one.place.cmp(&other.place),
        Within::Index => one.id.cmp(&other.id),
    })
}
