//! What happened lately and what is to come.

use std::collections::HashMap;

use hygie_base::Timestamp;

use super::lists::Buckets;
use crate::block::Block;
use crate::fact::Role;
use crate::kind::{Kind, KindSet};
use crate::limits::{EVENTS, LINES, PAST};
use crate::moment::Moment;
use crate::order;
use crate::seen::Seen;
use crate::standing::Standing;

/// Something that happened: an encounter with what belongs to it, or a procedure
/// or report that belongs to none.
pub struct Event<'a> {
    /// Its source.
    pub source: Seen<'a>,
    /// What it is called.
    pub title: &'a str,
    /// When.
    pub at: Option<Moment>,
    /// Until when, for a period.
    pub until: Option<Moment>,
    /// Why, in the source's words or by the problem that it names.
    pub reason: Option<&'a str>,
    /// Diagnoses that it names or that name it.
    pub diagnoses: Vec<&'a str>,
    /// How many facts of each kind belong to it.
    pub members: Vec<(Kind, usize)>,
}

/// Something to come.
pub struct Coming<'a> {
    /// Its source.
    pub source: Seen<'a>,
    /// What it is called.
    pub title: &'a str,
    /// When, if that is known.
    pub at: Option<Moment>,
    /// Why.
    pub reason: Option<&'a str>,
}

const KINDS: [Kind; 3] = [Kind::Encounter, Kind::Procedure, Kind::Report];
/// Diagnoses named of one encounter.
const DIAGNOSES: usize = 4;

pub(super) fn events<'a>(buckets: &Buckets<'a>) -> Block<'a, Event<'a>> {
    let mut block = match Block::open(&KINDS, buckets.closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let happened =
        |seen: &Seen<'a>| matches!(seen.fact.standing, Standing::Done | Standing::Current);
    let encounters: HashMap<(&str, &str), Seen<'a>> = buckets
        .of_kind(Kind::Encounter)
        .filter(happened)
        .map(|seen| ((seen.resource_type, seen.id), seen))
        .collect();
    let within = |seen: &Seen<'a>| {
        let to = seen.fact.encounter().and_then(|to| to.split_once('/'));
        to.filter(|to| encounters.contains_key(to))
    };
    let mut shown: Vec<Seen<'a>> = encounters.values().copied().collect();
    let apart = [Kind::Procedure, Kind::Report].into_iter().flat_map(|kind| buckets.of_kind(kind));
    shown.extend(apart.filter(|seen| happened(seen) && within(seen).is_none()));
    let total = shown.len();
    order::first(&mut shown, EVENTS, order::newest);
    let mut members: HashMap<(&str, &str), Members<'a>> = shown
        .iter()
        .filter(|seen| seen.fact.kind == Kind::Encounter)
        .map(|seen| ((seen.resource_type, seen.id), Members::default()))
        .collect();
    for seen in buckets.all().filter(|seen| seen.fact.standing.is_fact()) {
        let to = seen.fact.encounter().and_then(|to| to.split_once('/'));
        if let Some(of) = to.and_then(|to| members.get_mut(&to)) {
            of.add(seen);
        }
    }
    let problems: HashMap<(&str, &str), Seen<'a>> = buckets
        .of_kind(Kind::Problem)
        .filter(|seen| seen.fact.standing.is_fact())
        .map(|seen| ((seen.resource_type, seen.id), seen))
        .collect();
    block.lines.extend(shown.into_iter().map(|seen| {
        let own = members.remove(&(seen.resource_type, seen.id)).unwrap_or_default();
        event(seen, own, &problems)
    }));
    let mut block = block.settle(EVENTS, PAST);
    block.total = total;
    block
}

/// What belongs to one encounter.
#[derive(Default)]
struct Members<'a> {
    counts: HashMap<Kind, usize>,
    problems: Vec<Seen<'a>>,
}

impl<'a> Members<'a> {
    fn add(&mut self, seen: Seen<'a>) {
        *self.counts.entry(seen.fact.kind).or_default() += 1;
        if seen.fact.kind == Kind::Problem {
            self.problems.push(seen);
        }
    }
}

fn event<'a>(
    source: Seen<'a>,
    mut members: Members<'a>,
    problems: &HashMap<(&'a str, &'a str), Seen<'a>>,
) -> Event<'a> {
    let fact = source.fact;
    let reasons = fact.linked(Role::Reason).filter_map(|to| problems.get(&to.split_once('/')?));
    let named: Vec<&'a str> = reasons.map(|seen| seen.fact.name()).collect();
    let told = fact.visit().map_or([].as_slice(), |visit| &visit.diagnoses);
    members.problems.sort_by(order::name);
    let mut diagnoses: Vec<&'a str> = Vec::new();
    let told = told.iter().map(|text| &**text);
    let linked = members.problems.iter().map(|seen| seen.fact.name());
    for name in told.chain(named.iter().copied()).chain(linked) {
        if !name.is_empty() && diagnoses.len() < DIAGNOSES && !diagnoses.contains(&name) {
            diagnoses.push(name);
        }
    }
    let own = fact.visit().and_then(|visit| visit.reason.as_deref());
    let own = own.or_else(|| fact.remark().and_then(|remark| remark.reason.as_deref()));
    let mut counts: Vec<(Kind, usize)> = members.counts.into_iter().collect();
    counts.sort_unstable();
    Event {
        source,
        title: fact.name(),
        at: fact.dated().moment(),
        until: fact.when.end,
        reason: own.or_else(|| named.first().copied()),
        diagnoses,
        members: counts,
    }
}

/// Appointments and planned encounters from now on, the nearest first, those
/// without a date last.
pub(super) fn coming<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, Coming<'a>> {
    let kinds = [Kind::Appointment, Kind::Encounter];
    let mut block = match Block::open(&kinds, buckets.closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let ahead = |seen: &Seen<'a>| {
        let ends = seen.fact.when.end.or(seen.fact.when.start);
        seen.fact.standing == Standing::Planned && ends.is_none_or(|ends| ends.end() > now)
    };
    let mut shown: Vec<Seen<'a>> =
        KindSet::of(&kinds).iter().flat_map(|kind| buckets.of_kind(kind)).filter(ahead).collect();
    shown.sort_by(|one, other| {
        let at = |seen: &Seen<'_>| seen.fact.when.key();
        at(one)
            .is_none()
            .cmp(&at(other).is_none())
            .then_with(|| at(one).cmp(&at(other)))
            .then_with(|| order::name(one, other))
    });
    block.lines.extend(shown.into_iter().map(|source| Coming {
        source,
        title: source.fact.name(),
        at: source.fact.when.key(),
        reason: source.fact.visit().and_then(|visit| visit.reason.as_deref()),
    }));
    block.settle(LINES, PAST)
}
