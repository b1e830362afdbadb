//! Facts of the timeline as rows, with their standing in words.

use std::cmp::Reverse;

use hygie_base::Timestamp;
use hygie_synthesis::timeline::{Entry, Item};
use hygie_synthesis::{Component, Measure, Moment, Particulars, Seen, Standing, Value};

use crate::Page;
use crate::record::dosage;
use crate::record::heading::heading;
use crate::record::path::Path;
use crate::record::row::{Mark, Row, Tone};
use crate::record::terms;
use crate::record::value::{flag, short};
use crate::record::words::{cut, dated, day, instant, kind, name};

/// A visit with what belongs to it, or what else happened on one day.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Visited {
    /// Its clinical date.
    pub(crate) date: String,
    /// The visit itself; `None` for a day without one.
    pub(crate) head: Option<Row>,
    /// When it was written into the record.
    pub(crate) written: String,
    /// What belongs to it, the first few.
    pub(crate) rows: Vec<Row>,
    /// The others, folded.
    pub(crate) more: Vec<Row>,
    /// How many are folded, in words.
    pub(crate) more_words: String,
}

/// Rows of a visit before the others are folded.
const UNFOLDED: usize = 6;

pub(crate) fn visited(page: &Page, path: &Path, entry: &Entry<'_>) -> Visited {
    let mut items: Vec<&Item<'_>> = entry.items.iter().collect();
    // By kind as they come; of one kind, the one that was noted last first.
    items.sort_by_key(|item| (item.source.fact.kind, Reverse(noted(&item.source))));
    let mut rows: Vec<Row> = items.into_iter().map(|item| item_row(page, path, item)).collect();
    // One more than fits is no reason to fold.
    let fits = if rows.len() <= UNFOLDED + 1 { rows.len() } else { UNFOLDED };
    let more = rows.split_off(fits);
    let first = entry.encounter.or_else(|| entry.items.first().map(|item| item.source));
    Visited {
        date: match entry.at {
            Some(at) => day(page, at),
            None => page.t("dated-not"),
        },
        head: entry.encounter.map(|seen| head(page, path, &seen)),
        written: first.map(|seen| written(page, &seen)).unwrap_or_default(),
        more_words: page.t1("others", "count", more.len()),
        rows,
        more,
    }
}

/// When something happened, then when it was noted, then when it was filed.
pub(crate) fn noted(seen: &Seen<'_>) -> (Option<Moment>, Option<Moment>, Timestamp) {
    (seen.fact.dated().moment(), seen.fact.recorded, seen.written)
}

fn written(page: &Page, seen: &Seen<'_>) -> String {
    let date = crate::format::day(
        page.lang,
        &crate::format::Date::from(crate::format::paris(seen.written)),
    );
    page.t1("written-on", "date", &date)
}

fn head(page: &Page, path: &Path, seen: &Seen<'_>) -> Row {
    let mut row = row(page, path, seen);
    row.end = seen.fact.when.start.map(|at| instant(page, at)).unwrap_or_default();
    row
}

fn item_row(page: &Page, path: &Path, item: &Item<'_>) -> Row {
    let mut row = row(page, path, &item.source);
    if !item.also.is_empty() {
        let times = page.t1("item-also", "count", item.also.len() + 1);
        row.marks.push(Mark::new(Tone::Soft, times));
    }
    row
}

/// A fact as one row: its name, what it says, how it stands, its kind.
pub(crate) fn row(page: &Page, path: &Path, seen: &Seen<'_>) -> Row {
    let fact = seen.fact;
    let standing = fact.standing;
    let mut marks = Vec::new();
    if !matches!(standing, Standing::Current | Standing::Done) {
        let tone = match standing {
            Standing::Unknown | Standing::Uninterpretable => Tone::Look,
            Standing::Prohibited => Tone::Danger,
            _ => Tone::Soft,
        };
        marks.push(Mark::new(tone, page.t(&format!("standing-{}", standing.name()))));
    }
    if fact.certainty > hygie_synthesis::Certainty::Unstated {
        marks.push(Mark::new(Tone::Look, page.t(&format!("certainty-{}", fact.certainty.name()))));
    }
    if let Some(measure) = fact.measure() {
        let flagged = flag(page, measure.flag);
        if !flagged.is_empty() && standing.is_fact() {
            marks.push(Mark::new(Tone::Danger, flagged));
        }
    }
    let (title, below) = heading(page, seen);
    let said = told(page, seen);
    let parts = [&*below, &*said].into_iter().filter(|part| !part.is_empty());
    Row {
        more: cut(&parts.collect::<Vec<_>>().join(" · "), TOLD_CHARS),
        title,
        end: kind(page, fact),
        dated: dated(page, fact),
        marks,
        href: path.entry(seen.resource_type, seen.id),
        off: !standing.is_fact(),
    }
}

/// Characters of what a fact says, in a row.
const TOLD_CHARS: usize = 160;

/// What a fact says beside its name.
pub(crate) fn told(page: &Page, seen: &Seen<'_>) -> String {
    let text = |text: &Option<Box<str>>| text.as_deref().map(str::to_owned);
    let parts: Vec<Option<String>> = match &seen.fact.particulars {
        Particulars::Measure(measure) => vec![Some(measured(page, measure))],
        Particulars::Medication(one) => {
            let how = one.dosages.iter().map(|dosage| dosage::words(page, dosage));
            let how = how.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ");
            vec![Some(how), text(&one.reason), text(&one.status_reason)]
        }
        Particulars::Vaccination(one) => vec![
            one.dose.as_deref().map(|dose| page.t1("vaccination-dose", "number", dose)),
            text(&one.status_reason),
        ],
        Particulars::Problem(one) => vec![text(&one.severity), text(&one.stage), text(&one.site)],
        Particulars::Allergy(one) => vec![Some(one.reactions.join(", "))],
        Particulars::Encounter(one) => {
            vec![
                text(&one.reason),
                one.diagnoses.first().map(ToString::to_string),
                text(&one.organisation),
            ]
        }
        Particulars::Document(one) => {
            let title = heading(page, seen).0;
            let description = text(&one.description).filter(|text| text.trim() != title);
            vec![description, text(&one.conclusion)]
        }
        Particulars::Remark(one) => vec![one.text.as_deref().map(activities), text(&one.reason)],
        Particulars::None => Vec::new(),
    };
    let own = name(page, seen);
    let said = parts.into_iter().flatten();
    let said = said.filter(|part| !part.trim().is_empty() && *part != own);
    said.collect::<Vec<_>>().join(" · ")
}

/// Activities of a plan come as displays, one after the other.
fn activities(text: &str) -> String {
    text.split(" ; ").map(terms::plain).collect::<Vec<_>>().join(" ; ")
}

/// A value, or the parts of a panel; says when the source has none.
pub(crate) fn measured(page: &Page, measure: &Measure) -> String {
    let mut parts = Vec::new();
    if measure.value.is_some() {
        parts.push(short(page, &measure.value));
    }
    parts.extend(measure.components.iter().map(|part| component(page, part)));
    match (&*parts, &measure.absent) {
        ([], Some(why)) => page.t1("value-absent", "why", &**why),
        ([], None) => String::new(),
        _ => parts.join(", "),
    }
}

fn component(page: &Page, part: &Component) -> String {
    let name = terms::titled(page.lang, part.title_from, &part.codes).unwrap_or(&part.title);
    match &part.value {
        Value::None => name.to_owned(),
        value => format!("{name} {}", short(page, value)),
    }
}
