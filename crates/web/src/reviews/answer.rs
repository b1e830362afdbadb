//! The privacy officer answers about a contested access, or takes what was erased off the
//! list.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::GateError;
use hygie_gate::acts::{ActError, AnswerContest};
use hygie_gate::limits::{ANSWER_LEAST, ANSWER_MOST};
use hygie_gate::rights::Conclusion;
use hygie_http::Fault;

use super::contest::{Typed, page_of};
use super::decide::About;
use crate::Page;
use crate::faults::of_gate;
use crate::signed::Sent;
use crate::state::Web;

const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

/// `POST /reviews/contests/{record}/{number}`: the fields `conclusion` and `words`; or
/// `erased`.
pub(super) async fn answer(
    State(web): State<Arc<Web>>,
    About { of: (record, number), sent: Sent { page, asker, fields, .. } }: About,
) -> Result<Response, Fault> {
    if fields.get("erased") == "yes" {
        web.app.gate.settle_contest(&asker, record, number).await.map_err(of_gate)?;
        return Ok(Redirect::to("/reviews").into_response());
    }
    let conclusion = Conclusion::parse(fields.get("conclusion"));
    let words = fields.get("words").to_owned();
    let Some(chosen) = conclusion else {
        let wrong = Some(("conclusion", page.t("contest-conclusion-wrong")));
        let typed = Typed { conclusion, words, wrong };
        return page_of(&web, &page, &asker, (record, number), typed, AGAIN).await;
    };
    // A browser ends lines by two characters; they count as one.
    let act = AnswerContest { number, conclusion: chosen, words: words.replace("\r\n", "\n") };
    match web.app.accounts.answer_contest(&asker, record, act).await {
        Ok(()) => Ok(Redirect::to("/reviews").into_response()),
        Err(GateError::Act(error)) => {
            let typed = Typed { conclusion, words, wrong: Some(wrong(&page, error)) };
            page_of(&web, &page, &asker, (record, number), typed, AGAIN).await
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
        ActError::Own => ("", page.t("contest-own")),
        _ => ("", page.t("contest-done")),
    }
}
