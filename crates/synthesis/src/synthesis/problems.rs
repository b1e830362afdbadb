//! Problems: one line a problem, however often it was recorded, disorders first.

mod rank;

use std::cmp::Ordering;
use std::collections::BTreeMap;

use hygie_base::Timestamp;

pub use self::rank::ProblemRank;
use super::lists::Buckets;
use crate::block::{Block, Says, says};
use crate::code::{System, TitleFrom};
use crate::kind::Kind;
use crate::limits::{LINES, PAST};
use crate::moment::Moment;
use crate::order;
use crate::seen::Seen;
use crate::standing::{Certainty, Standing};
use crate::text::folded;

/// One problem.
pub struct ProblemLine<'a> {
    /// The latest of its sources that decides its standing.
    pub source: Seen<'a>,
    /// Everything that says so, latest first.
    pub sources: Vec<Seen<'a>>,
    /// What it is called.
    pub title: &'a str,
    /// Current, unknown (no source says whether it still holds) or past.
    pub standing: Standing,
    /// The surest of the sources that say that it holds.
    pub certainty: Certainty,
    /// Disorder, finding or circumstance.
    pub rank: ProblemRank,
    /// Whether it lasts: on a problem list, named so, or for three months.
    pub chronic: bool,
    /// When it was first there, by the sources that say that it holds.
    pub first: Option<Moment>,
    /// When it was last recorded.
    pub last: Option<Moment>,
    /// When it ended, for a past one.
    pub ended: Option<Moment>,
    /// How many entries say so, past ones included.
    pub count: usize,
    /// Whether an entry says that it ended after the last that says that it holds.
    pub ended_elsewhere: bool,
    /// Severity, in the source's words.
    pub severity: Option<&'a str>,
}

/// What lasts longer is chronic (the usual threshold of three months).
const CHRONIC_MILLIS: i64 = 91 * 86_400_000;

pub(super) fn problems<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Block<'a, ProblemLine<'a>> {
    let mut block = match Block::open(&[Kind::Problem], buckets.closed) {
        Ok(block) => block,
        Err(closed) => return closed,
    };
    let mut groups: BTreeMap<(&System, &str, String), Vec<Seen<'a>>> = BTreeMap::new();
    for seen in buckets.of_kind(Kind::Problem) {
        match says(seen.fact) {
            Says::Something => groups.entry(key(seen)).or_default().push(seen),
            Says::Nothing => block.denials.push(seen),
            Says::Unclear => block.unclear += 1,
            Says::Silence => {}
        }
    }
    for line in groups.into_values().filter_map(|group| line(group, now)) {
        let place =
            if line.standing == Standing::Past { &mut block.past } else { &mut block.lines };
        place.push(line);
    }
    block.denials.sort_by(order::newest);
    block.lines.sort_by(first_shown);
    block.past.sort_by(|one, other| {
        let at = |line: &ProblemLine<'_>| line.ended.or(line.last);
        one.rank
            .cmp(&other.rank)
            .then_with(|| order::latest(at(one), at(other)))
            .then_with(|| order::name(&one.source, &other.source))
    });
    block.settle(LINES, PAST)
}

/// Disorders before findings, lasting before passing, sure before unsure, the
/// latest recorded first.
fn first_shown(one: &ProblemLine<'_>, other: &ProblemLine<'_>) -> Ordering {
    let unknown = |line: &ProblemLine<'_>| line.standing == Standing::Unknown;
    one.rank
        .cmp(&other.rank)
        .then_with(|| unknown(one).cmp(&unknown(other)))
        .then_with(|| other.chronic.cmp(&one.chronic))
        .then_with(|| one.certainty.cmp(&other.certainty))
        .then_with(|| order::latest(one.last, other.last))
        .then_with(|| order::name(&one.source, &other.source))
}

/// The same code at the same site. ICD-10 classifies: what its author worded
/// differently may be something else under the same code.
fn key(seen: Seen<'_>) -> (&System, &str, String) {
    let fact = seen.fact;
    let site = fact.problem().and_then(|one| one.site.as_deref()).map(folded).unwrap_or_default();
    let Some(code) = fact.codes.first() else {
        return (&System::Unstated, "", format!("{}|{site}", folded(&fact.title)));
    };
    let worded = code.system.is_icd10() && fact.title_from == TitleFrom::Text;
    let words = if worded { folded(&fact.title) } else { String::new() };
    (&code.system, &code.code, format!("{words}|{site}"))
}

fn line(mut sources: Vec<Seen<'_>>, now: Timestamp) -> Option<ProblemLine<'_>> {
    sources.sort_by(order::newest);
    let standing = |seen: &Seen<'_>| match seen.fact.standing {
        Standing::Current => Standing::Current,
        Standing::Past => Standing::Past,
        _ => Standing::Unknown,
    };
    let any = |wanted| sources.iter().any(|seen| standing(seen) == wanted);
    let stands = [Standing::Current, Standing::Unknown, Standing::Past]
        .into_iter()
        .find(|wanted| any(*wanted))?;
    let deciding = || sources.iter().filter(|seen| standing(seen) == stands);
    let source = *deciding().next()?;
    let at = |seen: &Seen<'_>| seen.fact.dated().moment();
    let first = deciding().fold(None, |first, seen| order::earliest(first, at(seen)));
    let last = deciding().map(|seen| at(seen).max(seen.fact.recorded)).max().flatten();
    let ended = sources
        .iter()
        .filter(|seen| standing(seen) == Standing::Past)
        .filter_map(|seen| seen.fact.when.end)
        .max();
    let details = || deciding().filter_map(|seen| seen.fact.problem());
    let named = folded(&source.fact.title);
    let lasts = first.is_some_and(|first| now.0.saturating_sub(first.start().0) > CHRONIC_MILLIS);
    Some(ProblemLine {
        source,
        title: source.fact.name(),
        standing: stands,
        certainty: deciding().map(|seen| seen.fact.certainty).min().unwrap_or_default(),
        rank: rank::of(source.fact),
        chronic: lasts || named.contains("chroni") || details().any(|one| one.listed),
        first,
        last,
        ended,
        count: sources.len(),
        ended_elsewhere: stands != Standing::Past && ended.is_some() && ended > last,
        severity: details().find_map(|one| one.severity.as_deref()),
        sources,
    })
}
