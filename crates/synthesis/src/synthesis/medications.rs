//! Medications: one line where everything agrees, and a conflict where it does
//! not. A wrong merge is worse than none.

mod conflicts;
mod ingredient;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use hygie_base::Timestamp;

pub use self::conflicts::{Conflict, Contradiction};
use super::lists::Buckets;
use crate::block::{Block, Says, says};
use crate::code::{Code, System, TitleFrom};
use crate::fact::Role;
use crate::fact::medication::Dosage;
use crate::kind::Kind;
use crate::limits::{LINES, PAST};
use crate::moment::Moment;
use crate::order;
use crate::seen::Seen;
use crate::standing::Standing;
use crate::text::folded;

/// Medications of a record.
#[derive(Default)]
pub struct Medications<'a> {
    /// The lines.
    pub block: Block<'a, MedicationLine<'a>>,
    /// What contradicts itself, both sides named.
    pub conflicts: Vec<Conflict<'a>>,
}

/// One medication, dosed in one way.
pub struct MedicationLine<'a> {
    /// The latest of its sources.
    pub source: Seen<'a>,
    /// Everything that says the same, latest first.
    pub sources: Vec<Seen<'a>>,
    /// What it is called.
    pub title: &'a str,
    /// Codes of the product.
    pub codes: &'a [Code],
    /// How it is taken.
    pub dosages: &'a [Dosage],
    /// Why, in the source's words.
    pub reason: Option<&'a str>,
    /// Whether it is taken now.
    pub usage: Usage,
    /// When the first of its sources begins.
    pub since: Option<Moment>,
    /// When it ends or ended, by its latest source.
    pub until: Option<Moment>,
}

/// Whether a medication is taken now, in the order to show.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
pub enum Usage {
    /// In force.
    Current,
    /// In force by its status, but its own period is over.
    Lapsed,
    /// Paused.
    Suspended,
    /// To come.
    Planned,
    /// Its source does not say.
    Unknown,
    /// Over.
    Past,
}

impl Usage {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "current",
            Self::Lapsed => "lapsed",
            Self::Suspended => "suspended",
            Self::Planned => "planned",
            Self::Unknown => "unknown",
            Self::Past => "past",
        }
    }

    fn of(seen: &Seen<'_>, now: Timestamp) -> Self {
        let over = ends(seen).is_some_and(|ends| ends.end() <= now);
        match seen.fact.standing {
            Standing::Current if over => Self::Lapsed,
            Standing::Current => Self::Current,
            Standing::OnHold => Self::Suspended,
            Standing::Planned => Self::Planned,
            Standing::Past | Standing::Done => Self::Past,
            _ => Self::Unknown,
        }
    }
}

/// Products by reference.
type Products<'a> = HashMap<(&'a str, &'a str), Seen<'a>>;

pub(super) fn medications<'a>(buckets: &Buckets<'a>, now: Timestamp) -> Medications<'a> {
    let mut block = match Block::open(&[Kind::Medication], buckets.closed) {
        Ok(block) => block,
        Err(closed) => return Medications { block: closed, conflicts: Vec::new() },
    };
    let usable = |seen: &Seen<'a>| seen.fact.standing.is_fact();
    let products: Products<'a> = buckets
        .of_kind(Kind::Product)
        .filter(usable)
        .map(|seen| ((seen.resource_type, seen.id), seen))
        .collect();
    let mut lines: BTreeMap<(Usage, String), Vec<Seen<'a>>> = BTreeMap::new();
    for seen in buckets.of_kind(Kind::Medication) {
        match says(seen.fact) {
            Says::Something => {
                let key = (Usage::of(&seen, now), same(&product(seen, &products)));
                lines.entry(key).or_default().push(seen);
            }
            Says::Nothing => block.denials.push(seen),
            Says::Unclear => block.unclear += 1,
            Says::Silence => {}
        }
    }
    for ((usage, _), group) in lines {
        let place = if usage == Usage::Past { &mut block.past } else { &mut block.lines };
        for sources in by_dose(group, usage) {
            place.extend(line(sources, usage, &products));
        }
    }
    block.denials.sort_by(order::newest);
    block.lines.sort_by(first_shown);
    block.past.sort_by(|one, other| order::newest(&one.source, &other.source));
    let conflicts = conflicts::conflicts(&block.lines, &block.past);
    Medications { block: block.settle(LINES, PAST), conflicts }
}

fn first_shown(one: &MedicationLine<'_>, other: &MedicationLine<'_>) -> Ordering {
    one.usage.cmp(&other.usage).then_with(|| order::newest(&one.source, &other.source))
}

/// Title and codes of what is taken: its own, else the product's that it refers to.
struct Product<'a> {
    title: &'a str,
    codes: &'a [Code],
}

fn product<'a>(seen: Seen<'a>, products: &Products<'a>) -> Product<'a> {
    let referred = seen
        .fact
        .linked(Role::Medication)
        .find_map(|to| products.get(&to.split_once('/')?))
        .map(|seen| seen.fact);
    let own = seen.fact;
    let unnamed = matches!(own.title_from, TitleFrom::Nothing | TitleFrom::Code);
    let title = match referred {
        Some(product) if unnamed => product.name(),
        _ => own.name(),
    };
    let codes = match referred {
        Some(product) if own.codes.is_empty() => &product.codes,
        _ => &own.codes,
    };
    Product { title, codes }
}

/// What makes two entries the same product: the same first code and the same
/// text. A code alone may be of a substance, in any strength.
fn same(product: &Product<'_>) -> String {
    let code = product.codes.first().map(|code| (code.system.uri(), &*code.code));
    let (system, code) = code.unwrap_or_default();
    format!("{system}|{code}|{}", folded(product.title))
}

/// Entries of one product, apart where they are dosed differently; past ones
/// together. Entries that nothing names are never one.
fn by_dose(group: Vec<Seen<'_>>, usage: Usage) -> Vec<Vec<Seen<'_>>> {
    let mut groups: Vec<Vec<Seen<'_>>> = Vec::new();
    for seen in group {
        let same = |group: &&mut Vec<Seen<'_>>| {
            let Some(first) = group.first() else {
                return false;
            };
            let named = seen.fact.title_from != TitleFrom::Nothing;
            named && (usage == Usage::Past || dosages(&seen) == dosages(first))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(seen),
            None => groups.push(vec![seen]),
        }
    }
    groups
}

fn dosages<'a>(seen: &Seen<'a>) -> &'a [Dosage] {
    seen.fact.medication().map_or(&[], |one| &one.dosages)
}

fn ends(seen: &Seen<'_>) -> Option<Moment> {
    seen.fact.medication().and_then(|one| one.ends).or(seen.fact.when.end)
}

fn line<'a>(
    mut sources: Vec<Seen<'a>>,
    usage: Usage,
    products: &Products<'a>,
) -> Option<MedicationLine<'a>> {
    sources.sort_by(order::newest);
    let source = *sources.first()?;
    let Product { title, codes } = product(source, products);
    Some(MedicationLine {
        source,
        title,
        codes,
        dosages: dosages(&source),
        reason: sources.iter().find_map(|seen| seen.fact.medication()?.reason.as_deref()),
        usage,
        since: sources
            .iter()
            .fold(None, |first, seen| order::earliest(first, seen.fact.dated().moment())),
        until: ends(&source),
        sources,
    })
}

/// The first code, when there is one.
pub(super) fn first_code<'a>(line: &MedicationLine<'a>) -> Option<(&'a System, &'a str)> {
    line.codes.first().map(|code| (&code.system, &*code.code))
}
