//! The form, and what was found.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_gate::{TraceTold, TracesSeen};
use hygie_http::Fault;
use hygie_trace::Action;

use crate::Page;
use crate::faults::of_gate;
use crate::format::{Date, paris};
use crate::policy::officers_name;
use crate::record::through;
use crate::reviews::deed_told;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "traces/show.html")]
pub(super) struct TracesPage<'a> {
    pub(super) page: &'a Page,
    pub(super) typed: Typed,
    /// The last day that can be asked about.
    pub(super) today: String,
    pub(super) found: Option<Found>,
}

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) actor: String,
    pub(super) record: String,
    pub(super) organisation: String,
    pub(super) from: String,
    pub(super) until: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// What was found, in words.
#[derive(Default)]
pub(super) struct Found {
    pub(super) rows: Vec<Row>,
    /// Where older ones begin, in milliseconds since 1970; empty when there are none.
    pub(super) older: String,
    pub(super) whole: bool,
    pub(super) unreadable: usize,
}

/// One trace in words.
#[derive(Default)]
pub(super) struct Row {
    pub(super) at: String,
    pub(super) who: String,
    /// Role and organisation.
    pub(super) about: String,
    pub(super) what: String,
    pub(super) refused: bool,
    /// The record's number; empty for what concerns none.
    pub(super) record: String,
    pub(super) through: String,
}

/// `GET /traces`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
) -> Result<Response, Fault> {
    web.app.gate.seeks_traces(&asker).await.map_err(of_gate)?;
    Ok(page.render(&of(&page, Typed::default(), None)))
}

pub(super) fn of(page: &Page, typed: Typed, found: Option<Found>) -> TracesPage<'_> {
    TracesPage { page, typed, today: Date::from(paris(page.now)).iso(), found }
}

pub(super) fn in_words(page: &Page, seen: &TracesSeen) -> Found {
    let last = seen.traces.last().filter(|_| seen.older);
    Found {
        rows: seen.traces.iter().map(|one| row(page, one)).collect(),
        older: last.map(|one| one.at.0.to_string()).unwrap_or_default(),
        whole: seen.whole,
        unreadable: seen.unreadable,
    }
}

fn row(page: &Page, TraceTold { at, actor, record, deed, from }: &TraceTold) -> Row {
    let role = match &*actor.role {
        "operator" | "person" => String::new(),
        role => page.role(role),
    };
    let about = [role.as_str(), &actor.of].into_iter().filter(|text| !text.is_empty());
    let told = deed_told(page, deed);
    let what = match deed.action {
        Action::Find => page.t("access-find"),
        Action::Erase => page.t("access-erase"),
        Action::Init | Action::RotateKeys | Action::Reindex | Action::Check => {
            page.t("access-house")
        }
        Action::LogIn | Action::LogOut | Action::Account => page.t("access-account"),
        Action::Alarm => page.t("access-alarm"),
        // An emergency's words do not fit all that is decided or looked at.
        Action::Rights => page.t("traces-rights"),
        _ => told.words,
    };
    Row {
        at: page.moment(*at),
        who: officers_name(page, &actor.name, &actor.role),
        about: about.collect::<Vec<_>>().join(", "),
        what,
        refused: told.refused,
        record: record.map(|record| record.to_string()).unwrap_or_default(),
        through: through(page, from),
    }
}
