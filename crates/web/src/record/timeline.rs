//! The timeline: what happened, by visit or day, newest clinical date first.

pub(crate) mod items;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_http::{Fault, Query};
use hygie_synthesis::timeline::{Filter, Timeline};
use hygie_synthesis::{KindSet, Seen};
use serde::Deserialize;

use self::items::{Visited, visited};
use super::frame::Frame;
use super::group::Group;
use super::limits::TIMELINE_ROWS;
use super::looks;
use super::path::Path;
use super::side::Here;
use crate::Page;
use crate::care::Inside;
use crate::state::Web;
use crate::visibility;

/// What part of the timeline is asked for. Words that are not of the fixed
/// vocabulary ask for everything.
#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    page: String,
}

/// One choice of a filter.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

#[derive(Template)]
#[template(path = "record/timeline.html")]
pub(crate) struct TimelinePage<'a> {
    page: &'a Page,
    frame: Frame,
    /// What is shown: `Résultats, 2024`.
    headline: String,
    count: String,
    kinds: Vec<Choice>,
    years: Vec<Choice>,
    filtered: bool,
    all: String,
    action: String,
    visits: Vec<Visited>,
    newer: String,
    older: String,
}

/// The filter as asked, checked.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Part {
    pub(crate) group: Option<Group>,
    pub(crate) year: Option<i32>,
    /// Pages from 0.
    pub(crate) page: usize,
}

impl Part {
    fn of(asked: &Asked) -> Self {
        let year = Some(&*asked.year).filter(|text| text.len() == 4);
        let page: usize = asked.page.parse().unwrap_or(1);
        Self {
            group: Group::named(&asked.kind),
            year: year.and_then(|text| text.parse().ok()).filter(|year| *year > 0),
            page: page.clamp(1, PAGES) - 1,
        }
    }

    fn query(self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.group.map(|group| format!("kind={}", group.name())));
        parts.extend(self.year.map(|year| format!("year={year}")));
        parts.extend((self.page > 0).then(|| format!("page={}", self.page + 1)));
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    fn address(self, path: &Path) -> String {
        format!("{}{}", path.timeline(), self.query())
    }
}

/// Pages that an address may name.
const PAGES: usize = 10_000;

/// `GET /records/{no}/timeline`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    mut inside: Inside,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let part = Part::of(&asked);
    inside.door.page.query = part.query();
    let view = inside.open(&web, looks::TIMELINE).await?;
    let door = &inside.door;
    let frame = Frame::of(door, &view, Here::Timeline(part.group));
    let facts: Vec<Seen<'_>> = view.seen().collect();
    let mut page = made(&door.page, &door.path, frame, part, &facts, view.closed());
    visibility::marks(door, &view, &mut page.visits);
    Ok(door.page.render(&page))
}

pub(crate) fn made<'a>(
    page: &'a Page,
    path: &Path,
    frame: Frame,
    part: Part,
    facts: &[Seen<'_>],
    closed: KindSet,
) -> TimelinePage<'a> {
    let filter = Filter {
        kinds: part.group.map_or(KindSet::ALL, Group::kinds),
        year: part.year,
        offset: part.page * TIMELINE_ROWS,
        limit: TIMELINE_ROWS,
    };
    let timeline = Timeline::of(facts.iter().copied(), closed, filter);
    let shown = filter.offset + timeline.entries.len();
    let to = |page| Part { page, ..part }.address(path);
    TimelinePage {
        headline: headline(page, part),
        count: page.t2("timeline-count", "facts", timeline.facts, "entries", timeline.total),
        kinds: kinds(page, part, &timeline),
        years: years(page, part, &timeline),
        filtered: part.group.is_some() || part.year.is_some(),
        all: path.timeline(),
        action: path.timeline(),
        visits: timeline.entries.iter().map(|entry| visited(page, path, entry)).collect(),
        newer: part.page.checked_sub(1).map(to).unwrap_or_default(),
        older: if shown < timeline.total { to(part.page + 1) } else { String::new() },
        page,
        frame,
    }
}

fn headline(page: &Page, part: Part) -> String {
    let what = match part.group {
        Some(group) => page.t(&format!("group-{}", group.name())),
        None => page.t(match (page.acting().is_some(), page.is_persons()) {
            (true, _) => "side-record",
            (false, true) => "side-everything",
            (false, false) => "side-timeline",
        }),
    };
    match part.year {
        Some(year) => page.t2("timeline-of-year", "what", &what, "year", year.to_string()),
        None => what,
    }
}

fn kinds(page: &Page, part: Part, timeline: &Timeline<'_>) -> Vec<Choice> {
    let count = |group: Group| -> usize {
        let of = timeline.kinds.iter().filter(|(kind, _)| group.kinds().has(*kind));
        of.map(|(_, count)| count).sum()
    };
    let everything = Choice {
        value: String::new(),
        words: page.t("timeline-every-kind"),
        chosen: part.group.is_none(),
    };
    let groups = Group::ALL.into_iter().map(|group| (group, count(group)));
    let groups = groups.filter(|(group, count)| *count > 0 || part.group == Some(*group));
    let choice = |(group, count): (Group, usize)| Choice {
        value: group.name().to_owned(),
        words: page.t2(
            "timeline-choice",
            "what",
            page.t(&format!("group-{}", group.name())),
            "count",
            count,
        ),
        chosen: part.group == Some(group),
    };
    [everything].into_iter().chain(groups.map(choice)).collect()
}

fn years(page: &Page, part: Part, timeline: &Timeline<'_>) -> Vec<Choice> {
    let everything = Choice {
        value: String::new(),
        words: page.t("timeline-every-year"),
        chosen: part.year.is_none(),
    };
    let mut years: Vec<(i32, usize)> =
        timeline.years.iter().filter_map(|(year, count)| Some(((*year)?, *count))).collect();
    if let Some(year) = part.year
        && !years.iter().any(|(found, _)| *found == year)
    {
        years.push((year, 0));
    }
    let choice = |(year, count): (i32, usize)| Choice {
        value: format!("{year:04}"),
        words: page.t2("timeline-choice", "what", year.to_string(), "count", count),
        chosen: part.year == Some(year),
    };
    [everything].into_iter().chain(years.into_iter().map(choice)).collect()
}
