//! The form by which the person contests a visit.

use std::sync::Arc;

use askama::Template;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::{Code, LogNo};
use hygie_gate::acts::ActError;
use hygie_gate::limits::{CONTEST_MOST, CONTESTS};
use hygie_gate::{GateError, ToContest};
use hygie_http::Fault;

use super::told::{about, who};
use crate::Page;
use crate::faults::of_gate;
use crate::record::{Door, Frame, Here, Letter, looks, through};
use crate::state::Web;

#[derive(Template)]
#[template(path = "contests/form.html")]
pub(super) struct FormPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    pub(super) action: String,
    /// Back to who looked.
    pub(super) back: String,
    pub(super) who: String,
    /// Role and organisation.
    pub(super) about: String,
    pub(super) at: String,
    pub(super) through: String,
    pub(super) most: usize,
    pub(super) typed: Typed,
}

/// What was typed, and what of it is wrong.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) words: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// The trace that an address names: `0-1284`, its log and index.
pub(super) struct Trace(LogNo, u64);

impl<S: Send + Sync> FromRequestParts<S> for Trace {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let path = Path::<Vec<(String, String)>>::from_request_parts(parts, state).await;
        let Path(params) = path.unwrap_or_else(|_| Path(Vec::new()));
        let text = params.into_iter().find(|(name, _)| name == "trace").map(|(_, text)| text);
        let place = text.and_then(|text| place(&text));
        let (log, index) = place.ok_or_else(|| Fault::new(Code::NotFound).into_response())?;
        Ok(Self(log, index))
    }
}

/// Two numbers as we write them.
pub(super) fn place(text: &str) -> Option<(LogNo, u64)> {
    let (log, index) = text.split_once('-')?;
    let (log, index) = (log.parse::<u32>().ok()?, index.parse::<u64>().ok()?);
    (format!("{log}-{index}") == text).then_some((LogNo(log), index))
}

/// `GET /records/{no}/access/{trace}/contest`; what was contested already leads to the case.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    door: Door,
    Trace(log, index): Trace,
) -> Result<Response, Fault> {
    form(&web, &door, (log, index), Typed::default(), StatusCode::OK).await
}

/// `POST /records/{no}/access/{trace}/contest`: the field `words`, which may be empty.
pub(super) async fn contest(
    State(web): State<Arc<Web>>,
    Trace(log, index): Trace,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let words = fields.get("words").to_owned();
    // A browser ends lines by two characters; they count as one.
    let plain = words.replace("\r\n", "\n");
    let trace = (log, index);
    match web.app.gate.contest(&door.asker, door.record, trace, &plain).await {
        Ok(number) => Ok(Redirect::to(&door.path.contested(number)).into_response()),
        Err(GateError::Act(error)) => {
            let typed = Typed { words, wrong: Some(wrong(&door.page, error)) };
            form(&web, &door, trace, typed, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(of_gate(error)),
    }
}

pub(super) fn wrong(page: &Page, error: ActError) -> (&'static str, String) {
    match error {
        ActError::ContestWords => ("words", page.t1("contest-words-wrong", "most", CONTEST_MOST)),
        _ => ("", page.t1("contest-too-many", "count", CONTESTS)),
    }
}

async fn form(
    web: &Web,
    door: &Door,
    trace: (LogNo, u64),
    typed: Typed,
    status: StatusCode,
) -> Result<Response, Fault> {
    let found = web.app.gate.to_contest(&door.asker, door.record, trace).await.map_err(of_gate)?;
    let ToContest { access, number } = found;
    if let Some(number) = number {
        return Ok(Redirect::to(&door.path.contested(number)).into_response());
    }
    let (_, view) = door.open(web, looks::CONTEST).await?;
    let page = &door.page;
    let template = FormPage {
        page,
        frame: Frame::of(door, &view, Here::Access),
        action: door.path.contest(trace),
        back: door.path.access(),
        who: who(page, &access),
        about: about(page, &access),
        at: page.moment(access.at),
        through: through(page, &access.from),
        most: CONTEST_MOST,
        typed,
    };
    Ok(page.render_as(status, &template))
}
