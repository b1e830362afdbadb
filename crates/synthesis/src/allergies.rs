//! Allergies: one derivation for the banner and for the synthesis, never kept.

use std::collections::BTreeMap;

use crate::block::{Block, State};
use crate::code::System;
use crate::fact::allergy::{Categories, Criticality, Scope, Severity};
use crate::kind::{Kind, KindSet};
use crate::limits::{LINES, PAST};
use crate::order;
use crate::seen::Seen;
use crate::standing::{Certainty, Standing};
use crate::text::folded;

/// Allergies as the banner and the synthesis show them.
pub type Allergies<'a> = Block<'a, AllergyLine<'a>>;

/// One allergy; the same substance said several times is one line.
pub struct AllergyLine<'a> {
    /// The gravest of its sources.
    pub source: Seen<'a>,
    /// Everything that says so, latest first.
    pub sources: Vec<Seen<'a>>,
    /// The substance.
    pub title: &'a str,
    /// Current, or unknown: its source does not say whether it still holds.
    pub standing: Standing,
    /// The surest of its sources.
    pub certainty: Certainty,
    /// The highest of its sources.
    pub criticality: Criticality,
    /// The worst reaction of its sources.
    pub severity: Severity,
    /// Signs of past reactions, of all its sources.
    pub reactions: Vec<&'a str>,
    /// When it was first known.
    pub since: Option<crate::moment::Moment>,
}

/// Allergies from the facts of one record; other kinds are passed over. `closed`
/// are the kinds that the reader's lens closes.
pub fn allergies<'a>(facts: impl IntoIterator<Item = Seen<'a>>, closed: KindSet) -> Allergies<'a> {
    let mut block = match Block::open(&[Kind::Allergy], closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let mut groups: BTreeMap<(&System, &str, String), Vec<Seen<'a>>> = BTreeMap::new();
    for seen in facts.into_iter().filter(|seen| seen.fact.kind == Kind::Allergy) {
        let Some(allergy) = seen.fact.allergy() else {
            continue;
        };
        match (seen.fact.standing, allergy.denies) {
            (Standing::Uninterpretable, _) => block.unclear += 1,
            (standing, _) if !standing.is_fact() || allergy.uninformed => {}
            (Standing::Current, Some(_)) => block.denials.push(seen),
            // A denial that no longer holds, or may not.
            (Standing::Past, Some(_)) => {}
            (_, Some(_)) => block.unclear += 1,
            (_, None) => groups.entry(key(seen)).or_default().push(seen),
        }
    }
    for group in groups.into_values() {
        let (past, active): (Vec<_>, Vec<_>) =
            group.into_iter().partition(|seen| seen.fact.standing == Standing::Past);
        if active.is_empty() {
            block.past.extend(line(past));
        } else {
            block.lines.extend(line(active));
        }
    }
    block.denials.sort_by(order::newest);
    block.lines.sort_by(|one, other| {
        let gravity = |line: &AllergyLine<'_>| (line.criticality, line.severity);
        gravity(other)
            .cmp(&gravity(one))
            .then_with(|| one.certainty.cmp(&other.certainty))
            .then_with(|| one.title.cmp(other.title))
            .then_with(|| order::name(&one.source, &other.source))
    });
    block.past.sort_by(|one, other| order::newest(&one.source, &other.source));
    settle(block)
}

/// What a denial covers decides whether an allergy contradicts it.
fn settle(block: Allergies<'_>) -> Allergies<'_> {
    let scope =
        |seen: &Seen<'_>| seen.fact.allergy().and_then(|one| one.denies).unwrap_or_default();
    let categories = |line: &AllergyLine<'_>| {
        line.sources.iter().filter_map(|seen| seen.fact.allergy()).fold(
            Categories::default(),
            |all, one| Categories {
                food: all.food || one.categories.food,
                medication: all.medication || one.categories.medication,
                environment: all.environment || one.categories.environment,
                biologic: all.biologic || one.categories.biologic,
            },
        )
    };
    let contradicted = block
        .denials
        .iter()
        .map(scope)
        .any(|scope| block.lines.iter().any(|line| scope.covers(categories(line))));
    let whole = block.denials.iter().any(|seen| scope(seen) == Scope::All);
    let mut block = block.settle(LINES, PAST);
    block.state = match block.state {
        State::Conflict if !contradicted => State::Known,
        State::NoneKnown if !whole => State::PartlyNone,
        state => state,
    };
    block
}

/// The same code and the same text: a code may be of a class of substances.
fn key(seen: Seen<'_>) -> (&System, &str, String) {
    let code = seen.fact.codes.first().map(|code| (&code.system, &*code.code));
    let (system, code) = code.unwrap_or((&System::Unstated, ""));
    (system, code, folded(&seen.fact.title))
}

fn line(mut sources: Vec<Seen<'_>>) -> Option<AllergyLine<'_>> {
    sources.sort_by(order::newest);
    let allergy = |seen: &Seen<'_>| {
        let one = seen.fact.allergy();
        one.map(|one| (one.criticality, one.severity)).unwrap_or_default()
    };
    // The first of equals, and that is the latest.
    let source = *sources.iter().rev().max_by_key(|seen| allergy(seen))?;
    let mut reactions: Vec<&str> = Vec::new();
    for reaction in
        sources.iter().filter_map(|seen| seen.fact.allergy()).flat_map(|one| &one.reactions)
    {
        if !reactions.contains(&&**reaction) {
            reactions.push(reaction);
        }
    }
    let current = sources.iter().any(|seen| seen.fact.standing == Standing::Current);
    let past = sources.iter().all(|seen| seen.fact.standing == Standing::Past);
    Some(AllergyLine {
        source,
        title: source.fact.name(),
        standing: match (current, past) {
            (true, _) => Standing::Current,
            (_, true) => Standing::Past,
            _ => Standing::Unknown,
        },
        certainty: sources.iter().map(|seen| seen.fact.certainty).min().unwrap_or_default(),
        criticality: sources.iter().map(|seen| allergy(seen).0).max().unwrap_or_default(),
        severity: sources.iter().map(|seen| allergy(seen).1).max().unwrap_or_default(),
        reactions,
        since: sources
            .iter()
            .fold(None, |first, seen| order::earliest(first, seen.fact.dated().moment())),
        sources,
    })
}
