//! The privacy officer says what they found, or takes what was erased off the list.

use std::sync::Arc;

use axum::extract::FromRequestParts as _;
use axum::extract::{FromRequest, RawPathParams, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::RecordNo;
use hygie_gate::acts::{ActError, ReviewGlass};
use hygie_gate::limits::{REASON_LEAST, REASON_MOST};
use hygie_gate::rights::Found;
use hygie_gate::{Asker, GateError};
use hygie_http::Fault;

use super::show::{Typed, page_of};
use super::target;
use crate::Page;
use crate::faults::of_gate;
use crate::signed::Sent;
use crate::state::Web;

/// A form about one emergency, or one contested access.
pub(super) struct About {
    pub(super) of: (RecordNo, u32),
    pub(super) sent: Sent,
}

impl FromRequest<Arc<Web>> for About {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let params = RawPathParams::from_request_parts(&mut parts, web).await;
        let sent = Sent::from_request(Request::from_parts(parts, body), web).await?;
        let text = |wanted: &str| {
            let params = params.as_ref().ok()?;
            params.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.to_owned())
        };
        let (record, number) = (text("record"), text("number"));
        let of = target(&record.unwrap_or_default(), &number.unwrap_or_default());
        Ok(Self { of: of.map_err(Fault::into_response)?, sent })
    }
}

/// `POST /reviews/{record}/{number}`: the fields `found` and `words`; or `erased`.
pub(super) async fn decide(
    State(web): State<Arc<Web>>,
    About { of: (record, number), sent: Sent { page, asker, fields, .. } }: About,
) -> Result<Response, Fault> {
    let gate = &web.app.gate;
    if fields.get("erased") == "yes" {
        gate.settle_erased(&asker, record, number).await.map_err(of_gate)?;
        return Ok(Redirect::to("/reviews").into_response());
    }
    let (found, words) = (Found::parse(fields.get("found")), fields.get("words").to_owned());
    let Some(chosen) = found else {
        let wrong = Some(("found", page.t("reviews-found-wrong")));
        return again(&web, &page, &asker, (record, number), Typed { found, words, wrong }).await;
    };
    let plain = words.replace("\r\n", "\n");
    let act = ReviewGlass { number, found: chosen, words: plain };
    match gate.decide(&asker, record, &act).await {
        Ok(()) => Ok(Redirect::to("/reviews").into_response()),
        Err(GateError::Act(error)) => {
            let wrong = Some(wrong(&page, error));
            again(&web, &page, &asker, (record, number), Typed { found, words, wrong }).await
        }
        Err(error) => Err(of_gate(error)),
    }
}

async fn again(
    web: &Web,
    page: &Page,
    asker: &Asker,
    of: (RecordNo, u32),
    typed: Typed,
) -> Result<Response, Fault> {
    page_of(web, page, asker, of, typed, StatusCode::UNPROCESSABLE_ENTITY).await
}

pub(super) fn wrong(page: &Page, error: ActError) -> (&'static str, String) {
    match error {
        ActError::Words => {
            let (least, most) = (REASON_LEAST, REASON_MOST);
            ("words", page.t2("reviews-words-wrong", "least", least, "most", most))
        }
        ActError::Running => ("", page.t("reviews-running")),
        ActError::Own => ("", page.t("reviews-own")),
        _ => ("", page.t("reviews-done")),
    }
}
