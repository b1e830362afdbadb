//! The timeline: what happened, by encounter or day, newest clinical date first.

mod group;

use crate::kind::{Kind, KindSet};
use crate::limits::TIMELINE_PAGE;
use crate::moment::Moment;
use crate::seen::Seen;

/// What part of a timeline to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Filter {
    /// Only facts of these kinds.
    pub kinds: KindSet,
    /// Only facts of this year, on their source's clock.
    pub year: Option<i32>,
    /// How many entries to pass over.
    pub offset: usize,
    /// How many entries to give, at most [`TIMELINE_PAGE`].
    pub limit: usize,
}

impl Default for Filter {
    fn default() -> Self {
        Self { kinds: KindSet::ALL, year: None, offset: 0, limit: TIMELINE_PAGE }
    }
}

/// One page of a timeline. Counts are of what the lens leaves, and do not depend
/// on the page.
pub struct Timeline<'a> {
    /// The entries of this page, newest first; those without a date last.
    pub entries: Vec<Entry<'a>>,
    /// How many entries the filter leaves.
    pub total: usize,
    /// How many facts the filter leaves, repetitions included.
    pub facts: usize,
    /// How many facts of each kind there are, in the filter's year.
    pub kinds: Vec<(Kind, usize)>,
    /// How many facts of each year there are, of the filter's kinds, newest
    /// first. `None` are those without a date.
    pub years: Vec<(Option<i32>, usize)>,
}

/// What stands together: an encounter with what belongs to it, or what else
/// happened on one day.
pub struct Entry<'a> {
    /// The encounter, also when the filter leaves only what belongs to it.
    pub encounter: Option<Seen<'a>>,
    /// Its date: the encounter's, else the day. `None`: no date is recorded.
    pub at: Option<Moment>,
    /// What belongs to it and passes the filter, by kind. An encounter that
    /// passes stands here only by `encounter`.
    pub items: Vec<Item<'a>>,
}

/// One fact, with those that say exactly the same.
pub struct Item<'a> {
    /// The fact.
    pub source: Seen<'a>,
    /// Others of the same kind, code or text, value, standing and date.
    pub also: Vec<Seen<'a>>,
}

impl<'a> Timeline<'a> {
    /// The facts of one record through a lens that closes these kinds. What was
    /// entered in error is left to the history. The order of the facts does not
    /// matter.
    pub fn of(facts: impl IntoIterator<Item = Seen<'a>>, closed: KindSet, filter: Filter) -> Self {
        let shown = |seen: &Seen<'a>| {
            let kind = seen.fact.kind;
            seen.fact.standing.in_timeline() && kind != Kind::Product && !closed.has(kind)
        };
        let all: Vec<Seen<'a>> = facts.into_iter().filter(shown).collect();
        let in_year = |seen: &Seen<'a>| filter.year.is_none_or(|year| year_of(seen) == Some(year));
        let in_kinds = |seen: &Seen<'a>| filter.kinds.has(seen.fact.kind);
        let kinds = tally(all.iter().filter(|seen| in_year(seen)).map(|seen| seen.fact.kind));
        let mut years = tally(all.iter().filter(|seen| in_kinds(seen)).map(year_of));
        years.reverse();
        let (mut entries, facts) = group::entries(&all, |seen| in_year(seen) && in_kinds(seen));
        let total = entries.len();
        entries.drain(..filter.offset.min(total));
        entries.truncate(filter.limit.min(TIMELINE_PAGE));
        let mut page: Vec<Entry<'a>> = Vec::with_capacity(entries.len());
        page.extend(entries.into_iter().map(group::Group::entry));
        Self { entries: page, total, facts, kinds, years }
    }
}

fn year_of(seen: &Seen<'_>) -> Option<i32> {
    seen.fact.dated().moment().map(Moment::year)
}

fn tally<T: Ord>(of: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for one in of {
        *counts.entry(one).or_insert(0) += 1;
    }
    counts.into_iter().collect()
}
