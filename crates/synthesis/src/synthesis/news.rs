//! What was written since the reader last looked.

use hygie_base::Timestamp;

use super::lists::Buckets;
use crate::kind::Kind;
use crate::limits::NEWS;
use crate::order;
use crate::seen::Seen;

/// What was written since an instant, of what the reader may see.
pub struct News<'a> {
    /// Since when.
    pub since: Timestamp,
    /// How many entries in all.
    pub total: usize,
    /// By kind, in the order of [`Kind`].
    pub groups: Vec<NewGroup<'a>>,
}

/// What is new of one kind.
pub struct NewGroup<'a> {
    /// Of which kind.
    pub kind: Kind,
    /// How many.
    pub count: usize,
    /// Some of them, newest clinical date first.
    pub latest: Vec<Seen<'a>>,
}

pub(super) fn news<'a>(buckets: &Buckets<'a>, since: Timestamp) -> News<'a> {
    let groups: Vec<NewGroup<'a>> = Kind::ALL
        .into_iter()
        .filter(|kind| *kind != Kind::Product)
        .filter_map(|kind| {
            let new = |seen: &Seen<'a>| seen.written > since && seen.fact.standing.is_fact();
            let mut latest: Vec<_> = buckets.of_kind(kind).filter(new).collect();
            let count = latest.len();
            order::first(&mut latest, NEWS, order::newest);
            (count > 0).then_some(NewGroup { kind, count, latest })
        })
        .collect();
    News { since, total: groups.iter().map(|group| group.count).sum(), groups }
}
