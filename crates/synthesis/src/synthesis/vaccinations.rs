//! Vaccinations: one line a vaccine.

use std::collections::BTreeMap;

use super::lists::Buckets;
use crate::block::{Block, Says, says};
use crate::code::System;
use crate::kind::Kind;
use crate::limits::LINES;
use crate::moment::Moment;
use crate::order;
use crate::seen::Seen;
use crate::standing::Standing;
use crate::text::folded;

/// Doses of one vaccine.
pub struct VaccinationLine<'a> {
    /// The latest dose.
    pub source: Seen<'a>,
    /// Every dose, latest first.
    pub sources: Vec<Seen<'a>>,
    /// What it is called.
    pub title: &'a str,
    /// The date of the latest dose.
    pub last: Option<Moment>,
    /// How many doses.
    pub count: usize,
    /// Whether a dose was less than it should have been.
    pub subpotent: bool,
}

pub(super) fn vaccinations<'a>(buckets: &Buckets<'a>) -> Block<'a, VaccinationLine<'a>> {
    let mut block = match Block::open(&[Kind::Vaccination], buckets.closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let mut groups: BTreeMap<(&System, &str, String), Vec<Seen<'a>>> = BTreeMap::new();
    for seen in buckets.of_kind(Kind::Vaccination) {
        match says(seen.fact) {
            Says::Something if seen.fact.standing == Standing::Done => {
                let key = match seen.fact.codes.first() {
                    Some(code) => (&code.system, &*code.code, String::new()),
                    None => (&System::Unstated, "", folded(&seen.fact.title)),
                };
                groups.entry(key).or_default().push(seen);
            }
            Says::Nothing => block.denials.push(seen),
            Says::Unclear => block.unclear += 1,
            _ => {}
        }
    }
    block.lines.extend(groups.into_values().filter_map(line));
    block.lines.sort_by(|one, other| order::newest(&one.source, &other.source));
    block.denials.sort_by(order::newest);
    block.settle(LINES, 0)
}

fn line(mut sources: Vec<Seen<'_>>) -> Option<VaccinationLine<'_>> {
    sources.sort_by(order::newest);
    let source = *sources.first()?;
    Some(VaccinationLine {
        source,
        title: source.fact.name(),
        last: source.fact.dated().moment(),
        count: sources.len(),
        subpotent: sources
            .iter()
            .any(|seen| seen.fact.vaccination().is_some_and(|one| one.subpotent)),
        sources,
    })
}
