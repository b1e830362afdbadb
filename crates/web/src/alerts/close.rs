//! The privacy officer says what they found.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::acts::ActError;
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST};
use hygie_gate::{ClosesAlert, Ending, GateError};
use hygie_http::Fault;

use super::show::{Typed, page_of};
use super::target;
use crate::Page;
use crate::faults::of_gate;
use crate::signed::Sent;
use crate::state::Web;

const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// `POST /alerts/{number}`: the fields `ending` and `words`.
pub(super) async fn close(
    State(web): State<Arc<Web>>,
    Path(number): Path<String>,
    Sent { page, asker, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let number = target(&number)?;
    let ending = Ending::parse(fields.get("ending"));
    let words = fields.get("words").to_owned();
    let Some(chosen) = ending else {
        let wrong = Some(("ending", page.t("alerts-ending-wrong")));
        let typed = Typed { ending, words, wrong };
        return page_of(&web, &page, &asker, number, typed, AGAIN).await;
    };
    // A browser ends lines by two characters; they count as one.
    let act = ClosesAlert { number, ending: chosen, words: words.replace("\r\n", "\n") };
    match web.app.gate.close_alert(&asker, &act).await {
        Ok(()) => Ok(Redirect::to("/alerts").into_response()),
        Err(GateError::Act(error)) => {
            let typed = Typed { ending, words, wrong: Some(wrong(&page, error)) };
            page_of(&web, &page, &asker, number, typed, AGAIN).await
        }
        Err(error) => Err(of_gate(error)),
    }
}

pub(super) fn wrong(page: &Page, error: ActError) -> (&'static str, String) {
    match error {
        ActError::AnswerWords => {
            let (least, most) = (ANSWER_LEAST, ANSWER_MOST);
            ("words", page.t2("reviews-words-wrong", "least", least, "most", most))
        }
        ActError::Own => ("", page.t("alerts-own")),
        _ => ("", page.t("alerts-done")),
    }
}
