//! Unlocking.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::{AccountError, Proof, Session, Stage};
use hygie_http::Fault;

use super::show::page_of;
use crate::faults::of_account;
use crate::login::again_saying;
use crate::onward::{Carried, begun};
use crate::signed::Step;
use crate::state::Web;
use crate::{Page, device};

/// `POST /lock/open`: the PIN of the field `pin`, or else the password of the field
/// `password`.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    if session.stage != Stage::Locked {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    let pin: String = fields.get("pin").split_whitespace().collect();
    let proof = match pin.is_empty() {
        true => Proof::password(fields.get("password")),
        false => Proof::pin(&pin),
    };
    let field = if pin.is_empty() { "password" } else { "pin" };
    unlocked(&web, &headers, (page, &session), carried, (field, proof)).await
}

/// Unlocks by this proof, which came in that field, and goes on.
pub(super) async fn unlocked(
    web: &Web,
    headers: &HeaderMap,
    (mut page, session): (Page, &Session),
    carried: Carried,
    (field, proof): (&'static str, Proof),
) -> Result<Response, Fault> {
    let source = device::source(web, headers, None);
    let error = match web.app.accounts.unlock(session, proof, &source).await {
        Ok(logged_in) => return begun(web, &mut page, headers, logged_in, carried).await,
        Err(AccountError::Ended) => {
            let nobody = Page { who: None, csrf: String::new(), ..page };
            let key = if field == "pin" { "lock-guessed" } else { "login-ended" };
            let mut response = again_saying(&nobody, carried.draft.as_ref(), key);
            web.jar.end(&mut response);
            return Ok(response);
        }
        Err(error) => error,
    };
    let wait = error.retry_after_seconds();
    let (status, why) = said(&page, field, error)?;
    let wrong = Some((field, why));
    let mut response = page_of(web, headers, (&page, session), &carried, wrong, status).await?;
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}

fn said(page: &Page, field: &str, error: AccountError) -> Result<(StatusCode, String), Fault> {
    let busy = StatusCode::TOO_MANY_REQUESTS;
    Ok(match error {
        AccountError::WrongPin { left } => {
            (StatusCode::UNAUTHORIZED, page.t1("lock-wrong-pin", "left", left))
        }
        AccountError::Pin(_) => (StatusCode::UNPROCESSABLE_ENTITY, page.t("pin-form")),
        AccountError::Refused if field == "pin" => {
            (StatusCode::UNAUTHORIZED, page.t("lock-no-pin"))
        }
        AccountError::Refused if field == "answer" => {
            (StatusCode::UNAUTHORIZED, page.t("passkey-refused-again"))
        }
        AccountError::Refused => (StatusCode::UNAUTHORIZED, page.t("lock-wrong-password")),
        AccountError::Throttled { seconds } => (busy, page.t1("login-wait", "seconds", seconds)),
        AccountError::Busy => (busy, page.t("login-busy")),
        other => return Err(of_account(other)),
    })
}
