//! Showing again who one is, for what is sensitive, and going on to just that.
//!
//! [`Fresh`] around an extractor demands it: a page is led to `/confirm` and back, a form
//! that came too late is answered by the confirmation itself, which leads back to the page
//! of the form. Nothing that was typed to be secret is kept meanwhile.

mod passkey;

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{FromRequest, FromRequestParts, Request, State};
use axum::http::header::RETRY_AFTER;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use hygie_accounts::{AccountError, Session, Stage};
use hygie_http::{Fault, Query};

use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, Next, begun};
use crate::providers::{Button, linked};
use crate::record::Letter;
use crate::signed::{Sent, Signed, Staged, Step, then};
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "confirm.html")]
struct ConfirmPage<'a> {
    page: &'a Page,
    /// Whether a code is asked beside the password, and whether an app shows it.
    code: bool,
    app: bool,
    /// Whether a passkey will do.
    passkey: bool,
    /// Whether the password will, with the code.
    password: bool,
    /// The providers that will.
    providers: Vec<Button>,
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
    Router::new()
        .route("/confirm", get(show).post(submit))
        .route("/confirm/passkey", post(passkey::submit).get(async || Redirect::to("/confirm")))
        .route("/confirm/passkey/options", post(passkey::options))
}

/// `GET /confirm`; straight on for a persona of a demonstration, who has nothing to show.
async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, session, .. }: Signed,
    Query(next): Query<Next>,
) -> Response {
    let Carried { next, .. } = Carried::asked(&next);
    if session.is_persona() {
        return Redirect::to(&next).into_response();
    }
    form(&web, &page, &session, &next, None, StatusCode::OK)
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
    match web.app.accounts.confirm(&session, password, code, &source).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(error) => refused(&web, &page, &session, &carried.next, ("confirm-wrong", error)),
    }
}

/// The page again, with what was wrong; `wrong` are the words of a proof that is.
fn refused(
    web: &Web,
    page: &Page,
    session: &Session,
    next: &str,
    (wrong, error): (&str, AccountError),
) -> Result<Response, Fault> {
    let (status, why) = match error {
        AccountError::Ended => return Ok(again(page, None)),
        AccountError::Refused => (StatusCode::UNAUTHORIZED, page.t(wrong)),
        AccountError::Throttled { seconds } => {
            let text = page.t1("login-wait", "seconds", seconds);
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = form(web, page, session, next, Some(text), status);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            return Ok(response);
        }
        AccountError::Busy => (StatusCode::TOO_MANY_REQUESTS, page.t("login-busy")),
        error => return Err(of_account(error)),
    };
    Ok(form(web, page, session, next, Some(why), status))
}

impl<'a> ConfirmPage<'a> {
    fn of(web: &Web, page: &'a Page, session: &Session, next: &'a str) -> Self {
        let (code, app) = (session.second_factor, session.has_app);
        let passkey = session.has_passkey && page.passkeys;
        let (password, providers) = (session.password_confirms, linked(web, session));
        Self { page, code, app, passkey, password, providers, next, error: None, late: false }
    }
}

/// The page, also with what was wrong.
pub(crate) fn form(
    web: &Web,
    page: &Page,
    session: &Session,
    next: &str,
    error: Option<String>,
    status: StatusCode,
) -> Response {
    page.render_as(status, &ConfirmPage { error, ..ConfirmPage::of(web, page, session, next) })
}

/// Instead of what a form asked for, whose proof is too old by now.
pub(crate) fn late(web: &Web, page: &Page, session: &Session, next: &str) -> Response {
    let template = ConfirmPage { late: true, ..ConfirmPage::of(web, page, session, next) };
    page.render_as(StatusCode::FORBIDDEN, &template)
}

/// Leads to the confirmation, and from there to `wanted`.
pub(crate) fn first(wanted: &str) -> Response {
    Redirect::to(&then("/confirm", wanted)).into_response()
}

/// The page that a form of this path stands on.
fn page_of(path: &str) -> &str {
    let of_one = path.strip_prefix("/accounts/").or_else(|| path.strip_prefix("/clients/"));
    match of_one {
        Some("new") => path,
        Some(rest) => rest
            .find('/')
            .map_or(path, |at| path.get(..path.len() - rest.len() + at).unwrap_or("/")),
        None if path.starts_with("/account/passkeys/") => "/account/passkeys",
        None if path.starts_with("/account/providers/") => "/account/providers",
        None if path.starts_with("/account/") => "/account",
        None if path.starts_with("/records/") => path.strip_suffix("/withdraw").unwrap_or(path),
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
            return Err(late(web, &sent.page, &sent.session, page_of(&sent.page.path)));
        }
        Ok(Self(sent))
    }
}

impl FromRequest<Arc<Web>> for Fresh<Letter> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Self, Response> {
        let letter = Letter::from_request(request, web).await?;
        let page = &letter.door.page;
        if is_late(page, &letter.session) {
            return Err(late(web, page, &letter.session, page_of(&page.path)));
        }
        Ok(Self(letter))
    }
}

impl FromRequest<Arc<Web>> for Fresh<Step> {
    type Rejection = Response;

    async fn from_request(request: Request, web: &Arc<Web>) -> Result<Self, Response> {
        let step = Step::from_request(request, web).await?;
        if is_late(&step.page, &step.session) {
            return Err(late(web, &step.page, &step.session, page_of(&step.page.path)));
        }
        Ok(Self(step))
    }
}

#[cfg(test)]
mod tests;
