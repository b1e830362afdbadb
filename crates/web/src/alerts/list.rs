//! Open alerts, the newest first, and those that were closed.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_base::calendar::civil;
use hygie_gate::{AlertKept, Alerts};
use hygie_http::Fault;

use super::address;
use super::facts::fact;
use crate::Page;
use crate::faults::of_gate;
use crate::format::Date;
use crate::limits::ALERTS_SHOWN;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "alerts/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) open: Vec<Row>,
    /// How many are open beside those.
    pub(super) others: usize,
    pub(super) closed: Vec<Row>,
    /// The last day that was watched, in words; empty before the first.
    pub(super) watched: String,
    pub(super) whole: bool,
    pub(super) left_out: u32,
}

/// One alert in words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Row {
    pub(super) href: String,
    pub(super) who: String,
    /// Role and organisation.
    pub(super) about: String,
    /// What they did, and when.
    pub(super) what: String,
    pub(super) facts: Vec<String>,
    /// To what the officer came; empty while it is open.
    pub(super) ending: String,
    pub(super) by: String,
}

/// `GET /alerts`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
) -> Result<Response, Fault> {
    let alerts = web.app.gate.alerts(&asker).await.map_err(of_gate)?;
    Ok(page.render(&ListPage::of(&page, &alerts)))
}

impl<'a> ListPage<'a> {
    pub(super) fn of(page: &'a Page, alerts: &Alerts) -> Self {
        let rows =
            |all: &[AlertKept]| all.iter().take(ALERTS_SHOWN).map(|it| row(page, it)).collect();
        Self {
            page,
            open: rows(&alerts.open),
            others: alerts.open.len().saturating_sub(ALERTS_SHOWN),
            closed: rows(&alerts.closed),
            watched: alerts.watched.map(|day| in_words(page, day)).unwrap_or_default(),
            whole: alerts.whole,
            left_out: alerts.left_out,
        }
    }
}

/// A day in words.
fn in_words(page: &Page, day: i64) -> String {
    let date = Date::parse(&iso(day));
    date.map(|date| crate::format::day(page.lang, &date)).unwrap_or_default()
}

/// A day as forms have it.
pub(super) fn iso(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

pub(super) fn row(page: &Page, kept: &AlertKept) -> Row {
    let (alert, who) = (&kept.alert, &kept.alert.who);
    let role = page.role(&who.role);
    let about = [role.as_str(), &who.of].into_iter().filter(|text| !text.is_empty());
    let at = page.moment(alert.at);
    let what = match alert.record {
        Some(record) => page.t2("alerts-opened", "record", record.to_string(), "at", at),
        None => page.t1("alerts-many", "at", at),
    };
    let by = kept
        .closed
        .as_ref()
        .map(|closed| page.t2("reviews-by", "by", &closed.name, "at", page.moment(closed.at())));
    let ending = kept.closed.as_ref().map(|closed| page.ending(closed.ending.name()));
    Row {
        href: address(kept.number),
        who: who.name.clone(),
        about: about.collect::<Vec<_>>().join(", "),
        what,
        facts: alert.facts.iter().map(|it| fact(page, it)).collect(),
        ending: ending.unwrap_or_default(),
        by: by.unwrap_or_default(),
    }
}
