//! The home of the person whose record it is: the same facts, in whole plain
//! sentences, that state and never interpret.

use askama::Template;
use hygie_http::Fault;
use hygie_record::{TraceQuery, TraceSeen, TracesOf};
use hygie_synthesis::{Seen, State, Synthesis};

use super::events::appointments;
use super::news::news;
use super::results::{ResultRow, results};
use super::rows::{Shown, lines, treatments, vaccinations};
use crate::Page;
use crate::faults::of_gate;
use crate::record::access::{Visit, days};
use crate::record::door::Door;
use crate::record::frame::Frame;
use crate::record::group::Group;
use crate::record::heading::heading;
use crate::record::limits::HOME_TRACES;
use crate::record::row::{Card, Row};
use crate::record::value::short;
use crate::record::words::{brief, instant, kind};
use crate::state::Web;

#[derive(Template)]
#[template(path = "record/home.html")]
pub(crate) struct HomePage<'a> {
    page: &'a Page,
    frame: Frame,
    /// `Bienvenue, Jeanne`, `3 nouveautés dans votre dossier`.
    headline: String,
    /// What stands below it.
    lead: String,
    /// What is new, or without that what happened last.
    latest: Card,
    coming: Card,
    results: Vec<ResultRow>,
    treatments: Card,
    cards: Vec<Card>,
    looks: Vec<(String, Visit)>,
    timeline: String,
    access: String,
}

/// Rows of each card.
const ROWS: usize = 4;
/// Visits of others shown.
const LOOKS: usize = 3;

/// Who else looked lately: the day and the visit.
///
/// # Errors
/// As the gate decides, and when the store fails.
pub(crate) async fn looks(web: &Web, door: &Door) -> Result<Vec<(String, Visit)>, Fault> {
    let asker = &door.asker;
    let (permit, _) = web.app.gate.traces(asker, door.record).await.map_err(of_gate)?;
    let asked = TraceQuery { before: None, limit: HOME_TRACES, of: TracesOf::Everyone };
    let page = web.app.records.traces_page(&permit, door.record, &asked).await?;
    Ok(others(&door.page, door, &page.traces))
}

fn others(page: &Page, door: &Door, traces: &[TraceSeen]) -> Vec<(String, Visit)> {
    let days = days(page, &door.path, &door.asker.id, traces);
    let visits = days.into_iter().flat_map(|day| {
        let heading = day.heading;
        day.people.into_iter().map(move |visit| (heading.clone(), visit))
    });
    visits.filter(|(_, visit)| !visit.own).take(LOOKS).collect()
}

pub(crate) fn home<'a>(
    shown: Shown<'a>,
    frame: Frame,
    all: &Synthesis<'_>,
    looks: Vec<(String, Visit)>,
) -> HomePage<'a> {
    let page = shown.page;
    let news = news(shown, all.news.as_ref());
    let mut cards =
        vec![vaccinations(shown, all, ROWS), lines(shown, &all.plans, "plans", ROWS, Group::Plans)];
    cards.retain(|card| card.id != "plans" || all.plans.state != State::NotRecorded);
    HomePage {
        lead: if news.some {
            page.t("home-lead-news")
        } else if shown.since.is_none() {
            page.t(own(page, "home-lead-first"))
        } else {
            news.title.clone()
        },
        headline: match news.total {
            0 if shown.since.is_none() && !frame.face.given.is_empty() => {
                page.t1(own(page, "home-title-first"), "name", &frame.face.given)
            }
            0 => page.t("home-title"),
            count => page.t1("home-title-news", "count", count),
        },
        latest: latest(shown, all),
        coming: appointments(shown, all, ROWS),
        treatments: treatments(shown, all, ROWS + 2),
        results: results(shown, all, ROWS).rows,
        cards,
        looks,
        timeline: shown.path.timeline(),
        access: shown.path.access(),
        page,
        frame,
    }
}

/// The message for the person, or for who acts for them where it says something else.
fn own(page: &Page, key: &'static str) -> &'static str {
    match (page.acting(), key) {
        (Some(_), "home-title-first") => "home-acting-title",
        (Some(_), "home-lead-first") => "home-acting-lead",
        (Some(_), "home-latest") => "home-acting-latest",
        _ => key,
    }
}

/// What was written since the person last looked; without that the last events.
fn latest(shown: Shown<'_>, all: &Synthesis<'_>) -> Card {
    let page = shown.page;
    let new: Vec<Seen<'_>> = all
        .news
        .iter()
        .flat_map(|news| &news.groups)
        .flat_map(|group| group.latest.iter().copied().take(2))
        .collect();
    let total = all.news.as_ref().map_or(0, |news| news.total);
    if new.is_empty() {
        let rows: Vec<Row> = all
            .events
            .lines
            .iter()
            .take(ROWS)
            .map(|event| happened(shown, &event.source))
            .collect();
        return Card {
            id: "latest",
            title: page.t(own(page, "home-latest")),
            state: super::rows::state(page, &all.events, "events"),
            rows,
            ..Card::default()
        };
    }
    let rows: Vec<Row> = new.iter().take(ROWS + 2).map(|seen| happened(shown, seen)).collect();
    let more = total.saturating_sub(rows.len());
    Card {
        id: "latest",
        title: page.t("home-new"),
        others: (more > 0).then(|| (page.t1("others", "count", more), shown.path.timeline())),
        rows,
        ..Card::default()
    }
}

/// A row in plain words: what it is, then its name and value.
fn happened(shown: Shown<'_>, seen: &Seen<'_>) -> Row {
    let page = shown.page;
    let at = seen.fact.dated().moment();
    let mut row = shown.row(seen, at.map_or_else(|| page.t("dated-not"), |at| brief(page, at)));
    row.dated = at.map(|at| instant(page, at)).unwrap_or_default();
    row.marks.clear();
    let value = seen.fact.measure().map(|measure| short(page, &measure.value)).unwrap_or_default();
    let (title, below) = heading(page, seen);
    row.title = title;
    row.more = [below, value].into_iter().find(|words| !words.is_empty()).unwrap_or_default();
    if row.more.is_empty() {
        row.more = kind(page, seen.fact);
    }
    row
}
