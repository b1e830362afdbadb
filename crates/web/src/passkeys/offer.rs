//! What the script is answered: options for the browser, or what is wrong, in words.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use hygie_accounts::{AccountError, Party, Session};
use hygie_base::Code;
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_account;
use crate::state::Web;

/// Who relies on passkeys here.
///
/// # Errors
/// 404 where browsers have none under our address.
pub(crate) fn party(web: &Web) -> Result<&Party, Fault> {
    web.party.as_ref().ok_or_else(|| Fault::new(Code::NotFound))
}

/// Options, as JSON.
pub(super) fn offered(options: String) -> Response {
    json(StatusCode::OK, options)
}

/// What to ask the browser of this session's holder, by one of their passkeys.
///
/// # Errors
/// 404 where there is none, here or in the account; when the session has ended or the
/// store fails.
pub(crate) async fn asked_again(web: &Web, session: &Session) -> Result<Response, Fault> {
    let options = web.app.accounts.passkey_challenge_again(session, party(web)?).await;
    options.map_err(of_account)?.map(offered).ok_or_else(|| Fault::new(Code::NotFound))
}

/// What is wrong, which the script shows.
pub(super) fn told(status: StatusCode, words: &str) -> Response {
    json(status, serde_json::json!({ "words": words }).to_string())
}

fn json(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// What is wrong with a passkey, in words.
///
/// # Errors
/// What no form tells better.
pub(super) fn words(page: &Page, error: AccountError) -> Result<(StatusCode, String), Fault> {
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let busy = StatusCode::TOO_MANY_REQUESTS;
    Ok(match error {
        AccountError::Stale => (StatusCode::FORBIDDEN, page.t("passkeys-stale")),
        AccountError::Throttled { seconds } => (busy, page.t1("login-wait", "seconds", seconds)),
        AccountError::Busy => (busy, page.t("login-busy")),
        AccountError::Passkey(_) => (wrong, page.t("passkeys-not-taken")),
        AccountError::SamePasskey => (wrong, page.t("passkeys-known")),
        AccountError::TooManyPasskeys => (wrong, page.t("passkeys-too-many")),
        AccountError::Field { .. } => (wrong, page.t("passkeys-name-wrong")),
        AccountError::NoSuchPasskey => (StatusCode::NOT_FOUND, page.t("passkeys-gone")),
        AccountError::Ended => (StatusCode::UNAUTHORIZED, page.t("login-ended")),
        other => return Err(of_account(other)),
    })
}
