//! What should worry the reader: alerts, contradictions, results that their
//! source calls abnormal.

use hygie_synthesis::{State, Synthesis};

use super::results::title;
use super::rows::Shown;
use crate::record::group::Group;
use crate::record::row::{Card, Mark, Row, Tone};
use crate::record::value::{flag, short};
use crate::record::words::{brief, dated_brief, day};

pub(crate) fn watch(shown: Shown<'_>, all: &Synthesis<'_>, most: usize) -> Card {
    let page = shown.page;
    let mut rows = alerts(shown, all);
    rows.extend(contradictions(shown, all));
    rows.extend(abnormal(shown, all));
    let total = rows.len() + all.alerts.total - all.alerts.lines.len();
    rows.truncate(most);
    let silent = [all.alerts.state, all.results.state].contains(&State::Closed);
    let state = if !rows.is_empty() {
        None
    } else if silent {
        Some(Mark::new(Tone::Look, page.closed("state-closed", "state-closed-secret")))
    } else {
        Some(Mark::new(Tone::Soft, page.t("watch-nothing")))
    };
    shown.settle(Card {
        id: "watch",
        title: page.t("card-watch"),
        group: Some(if rows.iter().any(|row| row.href.contains("/Observation/")) {
            Group::Results
        } else {
            Group::Problems
        }),
        state,
        total,
        rows,
        ..Card::default()
    })
}

fn alerts(shown: Shown<'_>, all: &Synthesis<'_>) -> Vec<Row> {
    let page = shown.page;
    let row = |line: &hygie_synthesis::synthesis::Line<'_>| {
        let mut row = shown.row(&line.source, dated_brief(page, line.source.fact));
        row.marks.insert(0, Mark::new(Tone::Danger, page.t("kind-alert")));
        row
    };
    all.alerts.lines.iter().map(row).collect()
}

/// Contradictions, each told where it matters; here is how many there are.
fn contradictions(shown: Shown<'_>, all: &Synthesis<'_>) -> Vec<Row> {
    let page = shown.page;
    let row = |key: &str, count: usize, href: &str| Row {
        title: page.t1(key, "count", count),
        href: href.to_owned(),
        marks: vec![Mark::new(Tone::Look, page.t("mark-conflict"))],
        ..Row::default()
    };
    let mut rows = Vec::new();
    if all.allergies.state == State::Conflict {
        rows.push(row("watch-allergies", 1, &shown.path.group(Group::Problems.name())));
    }
    let medications = all.medications.conflicts.len();
    if medications > 0 {
        rows.push(row("watch-medications", medications, "#treatments"));
    }
    rows
}

fn abnormal(shown: Shown<'_>, all: &Synthesis<'_>) -> Vec<Row> {
    let page = shown.page;
    let series = all.results.lines.iter().filter(|series| series.last.flag.is_abnormal());
    let row = |series: &hygie_synthesis::synthesis::results::Series<'_>| {
        let last = &series.last;
        let mut row = shown.row(&last.source, brief(page, last.at));
        row.title = title(page, series);
        row.more = short(page, last.value);
        row.dated = day(page, last.at);
        let tone = if last.flag.is_critical() { Tone::Danger } else { Tone::Look };
        row.marks.insert(0, Mark::new(tone, flag(page, last.flag)));
        row
    };
    series.map(row).collect()
}
