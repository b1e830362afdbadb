//! One alert, with the form that closes it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Code;
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST};
use hygie_gate::{Asker, Ending};
use hygie_http::Fault;

use super::list::{Row, iso, row};
use super::target;
use crate::Page;
use crate::faults::of_gate;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "alerts/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) alert: Row,
    /// The record's number: nothing of the person's. Empty for what concerns many.
    pub(super) record: String,
    /// The day, as forms have it.
    pub(super) day: String,
    /// Whether it is about the reader.
    pub(super) own: bool,
    /// Why it was closed; empty while it is open.
    pub(super) words: String,
    pub(super) typed: Typed,
    pub(super) least: usize,
    pub(super) most: usize,
}

/// What was typed, and what of it is wrong.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) ending: Option<Ending>,
    pub(super) words: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

impl ShowPage<'_> {
    fn endings(&self) -> [Ending; 2] {
        Ending::ALL
    }

    fn is(&self, ending: &Ending) -> bool {
        self.typed.ending == Some(*ending)
    }
}

/// `GET /alerts/{number}`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
    Path(number): Path<String>,
) -> Result<Response, Fault> {
    page_of(&web, &page, &asker, target(&number)?, Typed::default(), StatusCode::OK).await
}

/// The page, also with what was wrong.
///
/// # Errors
/// As the gate decides; not found for one that is not there.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    asker: &Asker,
    number: u32,
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    let found = web.app.gate.alert(asker, number).await.map_err(of_gate)?;
    let kept = found.ok_or_else(|| Fault::new(Code::NotFound))?;
    let template = ShowPage {
        page,
        alert: row(page, &kept),
        record: kept.alert.record.map(|record| record.to_string()).unwrap_or_default(),
        day: iso(kept.alert.day),
        own: kept.alert.who.id == asker.id,
        words: kept.closed.map(|closed| closed.words).unwrap_or_default(),
        typed,
        least: ANSWER_LEAST,
        most: ANSWER_MOST,
    };
    Ok(page.render_as(status, &template))
}
