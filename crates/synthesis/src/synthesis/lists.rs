//! Facts by kind, and the blocks that are plain lists.

use hygie_base::Timestamp;

use super::Line;
use crate::block::{Block, Says, says};
use crate::kind::{Kind, KindSet};
use crate::limits::{DOCUMENTS, LINES, PAST};
use crate::order;
use crate::seen::Seen;
use crate::standing::Standing;

const YEAR: i64 = 365 * 86_400_000;

/// The facts that the lens leaves, by kind.
pub(crate) struct Buckets<'a> {
    pub(crate) closed: KindSet,
    kinds: Vec<Vec<Seen<'a>>>,
}

impl<'a> Buckets<'a> {
    pub(crate) fn of(facts: impl IntoIterator<Item = Seen<'a>>, closed: KindSet) -> Self {
        let mut kinds: Vec<Vec<Seen<'a>>> = Kind::ALL.iter().map(|_| Vec::new()).collect();
        for seen in facts {
            if !closed.has(seen.fact.kind)
                && let Some(bucket) = kinds.get_mut(seen.fact.kind as usize)
            {
                bucket.push(seen);
            }
        }
        Self { closed, kinds }
    }

    /// The facts of one kind, as they came.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = Seen<'a>> + '_ {
        self.kinds.get(kind as usize).into_iter().flatten().copied()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = Seen<'a>> + '_ {
        self.kinds.iter().flatten().copied()
    }

    pub(crate) fn counts(&self) -> Vec<(Kind, usize)> {
        let count =
            |kind| self.of_kind(kind).filter(|seen| seen.fact.standing.in_timeline()).count();
        let shown = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Product);
        shown.map(|kind| (kind, count(kind))).filter(|(_, count)| *count > 0).collect()
    }
}

impl<'a> Line<'a> {
    pub(crate) fn of(source: Seen<'a>, now: Timestamp) -> Self {
        let until = source.fact.when.end;
        Self {
            source,
            title: source.fact.name(),
            at: source.fact.dated().moment(),
            until,
            lapsed: source.fact.standing == Standing::Current
                && until.is_some_and(|until| until.end() <= now),
        }
    }
}

/// A block of the facts of one kind that `shown` lets through, newest first.
fn list<'a>(
    buckets: &Buckets<'a>,
    kinds: &[Kind],
    now: Timestamp,
    limit: usize,
    shown: impl Fn(&Seen<'a>) -> bool,
) -> Block<'a, Line<'a>> {
    let mut block = match Block::open(kinds, buckets.closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let mut kept = Vec::new();
    for seen in kinds.iter().flat_map(|kind| buckets.of_kind(*kind)) {
        match says(seen.fact) {
            Says::Something if shown(&seen) => kept.push(seen),
            Says::Something if seen.fact.standing == Standing::Past => {
                block.past.push(Line::of(seen, now));
            }
            Says::Unclear => block.unclear += 1,
            _ => {}
        }
    }
    kept.sort_by(order::newest);
    block.lines.extend(kept.into_iter().map(|seen| Line::of(seen, now)));
    block.past.sort_by(|one, other| order::newest(&one.source, &other.source));
    block.settle(limit, PAST)
}

fn holds(seen: &Seen<'_>) -> bool {
    matches!(seen.fact.standing, Standing::Current | Standing::OnHold | Standing::Unknown)
}

/// Flags in force, and dangers detected within a year.
pub(super) fn alerts<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Line<'a>> {
    list(buckets, &[Kind::Alert], now, LINES, |seen| match seen.fact.standing {
        Standing::Done => {
            seen.fact.dated().moment().is_none_or(|at| at.start().0 >= now.0.saturating_sub(YEAR))
        }
        _ => holds(seen),
    })
}

pub(super) fn plans<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Line<'a>> {
    list(buckets, &[Kind::Plan], now, LINES, holds)
}

pub(super) fn goals<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Line<'a>> {
    list(buckets, &[Kind::Goal], now, LINES, |seen| {
        holds(seen) || seen.fact.standing == Standing::Planned
    })
}

pub(super) fn devices<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Line<'a>> {
    list(buckets, &[Kind::Device], now, LINES, holds)
}

pub(super) fn care_teams<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Line<'a>> {
    list(buckets, &[Kind::CareTeam], now, LINES, holds)
}

pub(super) fn documents<'a>(buckets: &Buckets<'a>) -> Block<'a, Line<'a>> {
    list(buckets, &[Kind::Document, Kind::Note], Timestamp(0), DOCUMENTS, |seen| {
        seen.fact.standing == Standing::Done
    })
}
