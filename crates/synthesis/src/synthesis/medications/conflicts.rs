//! Contradictions between medication lines: shown with both sides, never solved.

use super::{MedicationLine, Usage, first_code, ingredient};
use crate::code::System;
use crate::limits::{CONFLICTS, LINES};
use crate::order;
use crate::seen::Seen;
use crate::text::folded;

/// Two entries that do not go together.
pub struct Conflict<'a> {
    /// In what.
    pub what: Contradiction,
    /// One side: what is in force.
    pub one: Side<'a>,
    /// The other.
    pub other: Side<'a>,
}

/// One side of a conflict.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// Its source.
    pub source: Seen<'a>,
    /// What it is called.
    pub title: &'a str,
}

/// What contradicts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Contradiction {
    /// Taken now by one, stopped later by the other.
    Stopped,
    /// Taken now by one, paused by the other.
    Suspended,
    /// The same product with two dosages.
    Doses,
    /// Two products of the same substance.
    Substance,
}

impl Contradiction {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stopped => "stopped",
            Self::Suspended => "suspended",
            Self::Doses => "doses",
            Self::Substance => "substance",
        }
    }
}

/// Names of one line by which others are compared.
struct Named<'x, 'a> {
    line: &'x MedicationLine<'a>,
    text: String,
    substance: Option<String>,
}

pub(super) fn conflicts<'a>(
    lines: &[MedicationLine<'a>],
    past: &[MedicationLine<'a>],
) -> Vec<Conflict<'a>> {
    let name = |line| named(line);
    let current: Vec<_> =
        lines.iter().filter(|line| line.usage == Usage::Current).take(LINES).map(name).collect();
    let paused: Vec<_> =
        lines.iter().filter(|line| line.usage == Usage::Suspended).map(name).collect();
    let stopped: Vec<_> = past.iter().map(name).collect();
    let mut found = Vec::new();
    for (at, one) in current.iter().enumerate() {
        for other in current.iter().skip(at + 1) {
            found.extend(between(one, other));
        }
        let paused = paused.iter().filter(|other| same_product(one, other));
        found.extend(paused.map(|other| {
            conflict(Contradiction::Suspended, one.line.source, one, other.line.source, other)
        }));
        let later = stopped.iter().find_map(|other| Some((stopped_after(one, other)?, other)));
        found.extend(later.map(|(source, other)| {
            conflict(Contradiction::Stopped, one.line.source, one, source, other)
        }));
    }
    found.sort_by(|one, other| {
        one.what
            .cmp(&other.what)
            .then_with(|| order::newest(&one.one.source, &other.one.source))
            .then_with(|| order::newest(&one.other.source, &other.other.source))
    });
    found.truncate(CONFLICTS);
    found
}

fn named<'x, 'a>(line: &'x MedicationLine<'a>) -> Named<'x, 'a> {
    Named { line, text: folded(line.title), substance: ingredient::named(line.title) }
}

fn conflict<'a>(
    what: Contradiction,
    source: Seen<'a>,
    one: &Named<'_, 'a>,
    against: Seen<'a>,
    other: &Named<'_, 'a>,
) -> Conflict<'a> {
    Conflict {
        what,
        one: Side { source, title: one.line.title },
        other: Side { source: against, title: other.line.title },
    }
}

fn between<'a>(one: &Named<'_, 'a>, other: &Named<'_, 'a>) -> Option<Conflict<'a>> {
    let what = if same_product(one, other) {
        let dosed =
            |named: &Named<'_, '_>| named.line.dosages.iter().any(|dosage| !dosage.is_empty());
        (dosed(one) && dosed(other)).then_some(Contradiction::Doses)?
    } else if same_substance(one, other) {
        Contradiction::Substance
    } else {
        return None;
    };
    Some(conflict(what, one.line.source, one, other.line.source, other))
}

/// The same code of a product, or the same text. An ATC code is of a substance.
fn same_product(one: &Named<'_, '_>, other: &Named<'_, '_>) -> bool {
    let code = first_code(one.line).filter(|(system, _)| **system != System::Atc);
    let coded = code.is_some() && code == first_code(other.line);
    coded || (!one.text.is_empty() && one.text == other.text)
}

fn same_substance(one: &Named<'_, '_>, other: &Named<'_, '_>) -> bool {
    let coded = ingredient::atc(one.line.codes)
        .any(|code| ingredient::atc(other.line.codes).any(|other| other == code));
    coded || (one.substance.is_some() && one.substance == other.substance)
}

/// The entry that says stopped, when it may be later than what is in force: its
/// date is not before, or one of the two has none. Of another product of the
/// same substance it must be on a later day: on the day of a change of strength
/// one ends and the other begins.
fn stopped_after<'a>(current: &Named<'_, 'a>, past: &Named<'_, 'a>) -> Option<Seen<'a>> {
    let product = same_product(current, past);
    if !product && !same_substance(current, past) {
        return None;
    }
    let begun = current.line.source.fact.dated().moment();
    past.line.sources.iter().copied().find(|seen| {
        let at = seen.fact.when.end.or_else(|| seen.fact.dated().moment());
        let later = match (begun, at) {
            (Some(begun), Some(at)) if product => at.end() > begun.start(),
            (Some(begun), Some(at)) => at.start() >= begun.date().end(),
            _ => product,
        };
        &*seen.fact.status == "stopped" && later
    })
}
