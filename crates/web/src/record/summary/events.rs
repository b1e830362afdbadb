//! What happened lately and what is to come.

use hygie_synthesis::synthesis::events::{Coming, Event};
use hygie_synthesis::{Seen, Synthesis};

use super::rows::{Shown, state};
use crate::Page;
use crate::record::group::Group;
use crate::record::row::{Card, Mark, Row, Tone};
use crate::record::words::{brief, instant, name};

/// Classes of encounters (HL7 `v3-ActCode`) that have a message.
const CLASSES: &[&str] =
    &["AMB", "EMER", "FLD", "HH", "IMP", "ACUTE", "NONAC", "OBSENC", "PRENC", "SS", "VR"];

/// What an encounter is: the word for its class, else what its source calls it.
pub(crate) fn class(page: &Page, seen: &Seen<'_>) -> Option<String> {
    let class = seen.fact.visit().map(|visit| &*visit.class)?;
    CLASSES.contains(&class).then(|| page.t(&format!("class-{class}")))
}

pub(crate) fn events(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Card {
    let (happened, coming) = (&all.events, &all.coming);
    let mut rows: Vec<Row> =
        coming.lines.iter().take(most.div_ceil(3)).map(|one| ahead(shown, one)).collect();
    let ahead = rows.len();
    rows.extend(happened.lines.iter().take(most - ahead).map(|one| event(shown, one)));
    let page = shown.page;
    shown.settle(Card {
        id: "events",
        title: page.t("card-events"),
        state: if rows.is_empty() { state(page, happened, "events") } else { None },
        total: happened.total + ahead,
        group: Some(Group::Visits),
        rows,
        ..Card::default()
    })
}

/// Appointments alone, for who sees nothing else.
pub(crate) fn appointments(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Card {
    let page = shown.page;
    let rows: Vec<Row> = all.coming.lines.iter().take(most).map(|one| ahead(shown, one)).collect();
    let none = || Mark::new(Tone::Soft, page.t("state-nothing-coming"));
    shown.settle(Card {
        id: "coming",
        title: page.t("card-coming"),
        state: rows.is_empty().then(none),
        total: all.coming.total,
        group: Some(Group::Visits),
        rows,
        ..Card::default()
    })
}

fn event(shown: Shown<'_>, event: &Event<'_>) -> Row {
    let page = shown.page;
    let source = &event.source;
    let end = event.at.map_or_else(|| page.t("dated-not"), |at| brief(page, at));
    let mut row = shown.row(source, end);
    row.dated = event.at.map(|at| instant(page, at)).unwrap_or_default();
    let own = name(page, source);
    let mut more: Vec<String> = Vec::new();
    if let Some(class) = class(page, source) {
        row.title = class;
        more.push(own);
    }
    match (event.diagnoses.first(), event.reason) {
        (Some(diagnosis), _) => more.push((*diagnosis).to_owned()),
        (None, Some(reason)) => more.push(reason.to_owned()),
        (None, None) => {}
    }
    row.more = more.join(" · ");
    if source.fact.standing == hygie_synthesis::Standing::Current {
        row.marks.push(Mark::new(Tone::New, page.t("standing-current")));
    }
    row
}

fn ahead(shown: Shown<'_>, coming: &Coming<'_>) -> Row {
    let page = shown.page;
    let end = coming.at.map_or_else(|| page.t("dated-not"), |at| brief(page, at));
    let mut row = shown.row(&coming.source, end);
    if coming.title.is_empty()
        && let Some(class) = class(page, &coming.source)
    {
        row.title = class;
    }
    row.more = coming.reason.filter(|reason| *reason != row.title).unwrap_or_default().to_owned();
    row.title = page.t1("coming", "what", &row.title);
    row.dated = coming.at.map(|at| instant(page, at)).unwrap_or_default();
    row
}
