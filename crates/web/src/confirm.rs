//! Showing again who one is, for what is sensitive, and going on to just that.
//!
//! [`Fresh`] around an extractor demands it: a page is led to `/confirm` and back, a form
//! that came too late is answered by the confirmation itself, which leads back to the page
//! of the form. Nothing that was typed to be secret is kept meanwhile.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use hygie_accounts::{AccountError, Session, Stage};
use hygie_http::{Fault, Query};

use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, Next, begun};
use crate::signed::{Sent, Signed, Staged, Step, then};
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    page: &'a Page,
    /// Whether a code is asked beside the password.
    code: bool,
    next: &'a str,
    error: Option<String>,
    /// Whether a form came too late.
    late: bool,
}

/// What an extractor gave, of a session that is not open or whose last full proof is
/// fresh.
pub(crate) struct Fresh<T>(pub(crate) T);

/// The routes of confirming.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new().route("/confirm", get(show).post(submit))
}

/// `GET /confirm`; straight on for a persona of a demonstration, who has nothing to show.
async fn show(Signed { page, session, .. }: Signed, Query(next): Query<Next>) -> Response {
    let Carried { next, .. } = Carried::asked(&next);
    if session.is_persona() {
        return Redirect::to(&next).into_response();
    }
    form(&page, &session, &next, None, StatusCode::OK)
}

/// `POST /confirm`: the fields `password` and, where there is a second factor, `code`.
async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Sent { mut page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let carried = Carried { draft: None, ..Carried::of(&fields) };
    let source = device::source(&web, &headers, None);
    let (password, code) = (fields.get("password"), fields.get("code"));
    let (status, why) = match web.app.accounts.confirm(&session, password, code, &source).await {
        Ok(logged_in) => return begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(AccountError::Ended) => return Ok(again(&page, None)),
        Err(AccountError::Refused) => (StatusCode::UNAUTHORIZED, page.t("confirm-wrong")),
        Err(AccountError::Throttled { seconds }) => {
            let text = page.t1("login-wait", "seconds", seconds);
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = form(&page, &session, &carried.next, Some(text), status);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(response);
        }
        Err(AccountError::Busy) => (StatusCode::TOO_MANY_REQUESTS, page.t("login-busy")),
        Err(error) => return Err(of_account(error)),
    };
    Ok(form(&page, &session, &carried.next, Some(why), status))
}

fn form(
    page: &Page,
    session: &Session,
    next: &str,
    error: Option<String>,
    status: StatusCode,
) -> Response {
    let code = session.second_factor;
    page.render_as(status, &ConfirmPage { page, code, next, error, late: false })
}

/// Instead of what a form asked for, whose proof is too old by now.
pub(crate) fn late(page: &Page, session: &Session, next: &str) -> Response {
    let code = session.second_factor;
    let template = ConfirmPage { page, code, next, error: None, late: true };
    page.render_as(StatusCode::FORBIDDEN, &template)
}

/// Leads to the confirmation, and from there to `wanted`.
pub(crate) fn first(wanted: &str) -> Response {
    Redirect::to(&then("/confirm", wanted)).into_response()
}

/// The page that a form of this path stands on.
fn page_of(path: &str) -> &str {
    match path.strip_prefix("/accounts/") {
        Some("new") => path,
        Some(rest) => {
            rest.find('/').map_or(path, |at| path.get(.."/accounts/".len() + at).unwrap_or("/"))
        }
        None if path.starts_with("/account/") => "/account",
        None => path,
    }
}

fn is_late(page: &Page, session: &Session) -> bool {
    session.stage == Stage::Open && !session.is_fresh(page.now)
}

/// The address of a page that is asked for.
fn wanted(parts: &Parts) -> String {
    parts.uri.path_and_query().map_or("/", |target| target.as_str()).to_owned()
}

impl FromRequestParts<Arc<Web>> for Fresh<Signed> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        let signed = Signed::from_request_parts(parts, web).await?;
        let late = is_late(&signed.page, &signed.session);
        if late { Err(first(&wanted(parts))) } else { Ok(Self(signed)) }
    }
}

impl FromRequestParts<Arc<Web>> for Fresh<Staged> {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, web: &Arc<Web>) -> Result<Self, Response> {
        let staged = Staged::from_request_parts(parts, web).await?;
        let late = is_late(&staged.page, &staged.session);
        if late { Err(first(&wanted(parts))) } else { Ok(Self(staged)) }
    }
}

impl FromRequest<Arc<Web>> for Fresh<Sent> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Self, Response> {
        let sent = Sent::from_request(request, web).await?;
        if is_late(&sent.page, &sent.session) {
            return Err(late(&sent.page, &sent.session, page_of(&sent.page.path)));
        }
        Ok(Self(sent))
    }
}

impl FromRequest<Arc<Web>> for Fresh<Step> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Self, Response> {
        let step = Step::from_request(request, web).await?;
        if is_late(&step.page, &step.session) {
            return Err(late(&step.page, &step.session, page_of(&step.page.path)));
        }
        Ok(Self(step))
    }
}

#[cfg(test)]
mod tests;
