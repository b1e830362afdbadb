//! Extractors of pages that want a log-in.
//!
//! [`Signed`] and [`Sent`] want an open session, and are the only ones that tell
//! who asks. [`Staged`] and [`Step`] are for the pages on the way there: they let
//! a session through to the page of its stage, and an open one to all of them.
//! Whoever comes to another page is led to that of the stage.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{Session, Stage};
use hygie_gate::Asker;
use hygie_http::{Fault, Form};

use crate::Page;
use crate::context::Asking;
use crate::draft::Draft;
use crate::fields::Fields;
use crate::lock;
use crate::login::{again, resend};
use crate::state::Web;

/// Somebody whose session is open asks for a page.
pub(crate) struct Signed {
    /// The page's context.
    pub(crate) page: Page,
    /// Their session.
    pub(crate) session: Arc<Session>,
    /// Who asks.
    pub(crate) asker: Asker,
}

/// Somebody whose session is open sends a form with its token. A form whose
/// session ended is not lost: the answer is a log-in that carries it.
pub(crate) struct Sent {
    /// The page's context.
    pub(crate) page: Page,
    /// Their session.
    pub(crate) session: Arc<Session>,
    /// Who asks.
    pub(crate) asker: Asker,
    /// What they sent.
    pub(crate) fields: Fields,
}

/// Somebody logged in asks for the page of their session's stage.
pub(crate) struct Staged {
    /// The page's context.
    pub(crate) page: Page,
    /// Their session.
    pub(crate) session: Arc<Session>,
}

/// Somebody logged in sends the form of their session's stage.
pub(crate) struct Step {
    /// The page's context.
    pub(crate) page: Page,
    /// Their session.
    pub(crate) session: Arc<Session>,
    /// What they sent.
    pub(crate) fields: Fields,
}

/// Where a session of that stage goes on.
pub(crate) const fn path_of(stage: Stage) -> &'static str {
    match stage {
        Stage::Second => "/login/second",
        Stage::Locked => "/lock",
        Stage::Password => "/password",
        Stage::Enrol { .. } => "/enrol",
        Stage::Activity => "/activity",
        Stage::Open => "/",
    }
}

/// Whether a session of that stage may reach a page of a stage.
fn is_reached(stage: Stage, path: &str) -> bool {
    let own = path_of(stage);
    let below = path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    stage == Stage::Open || below
}

fn lead(stage: Stage) -> Response {
    Redirect::to(path_of(stage)).into_response()
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let (page, session) = known(parts, state).await?;
        let asker = session.asker().cloned().ok_or_else(|| match session.stage {
            // The lock leads back to where they were.
            Stage::Locked => {
                Redirect::to(&then(path_of(Stage::Locked), wanted(parts))).into_response()
            }
            stage => lead(stage),
        })?;
        Ok(Self { page, session, asker })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Staged {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let (page, session) = known(parts, state).await?;
        if !is_reached(session.stage, &page.path) {
            return Err(lead(session.stage));
        }
        Ok(Self { page, session })
    }
}

impl FromRequest<Arc<Web>> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &Arc<Web>) -> Result<Self, Response> {
        let headers = request.headers().clone();
        let (page, session, fields) = sent(request, state).await?;
        if session.stage == Stage::Locked {
            return Err(lock::late(state, &headers, &page, &session, &fields).await);
        }
        let asker = session.asker().cloned().ok_or_else(|| lead(session.stage))?;
        Ok(Self { page, session, asker, fields })
    }
}

impl<S: Send + Sync> FromRequest<S> for Step {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (page, session, fields) = sent(request, state).await?;
        if !is_reached(session.stage, &page.path) {
            return Err(lead(session.stage));
        }
        Ok(Self { page, session, fields })
    }
}

async fn known<S: Send + Sync>(
    parts: &mut Parts,
    state: &S,
) -> Result<(Page, Arc<Session>), Response> {
    let page = Page::from_request_parts(parts, state).await.map_err(Fault::into_response)?;
    let asking = Asking::from_request_parts(parts, state).await.map_err(Fault::into_response)?;
    let session = asking.0.ok_or_else(|| Redirect::to(&log_in_then(parts)).into_response())?;
    Ok((page, session))
}

async fn sent<S: Send + Sync>(
    request: Request,
    state: &S,
) -> Result<(Page, Arc<Session>, Fields), Response> {
    let (mut parts, body) = request.into_parts();
    let page = Page::from_request_parts(&mut parts, state).await.map_err(Fault::into_response)?;
    let asking =
        Asking::from_request_parts(&mut parts, state).await.map_err(Fault::into_response)?;
    let form = Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), state);
    let Form(pairs) = form.await.map_err(Fault::into_response)?;
    let fields = Fields::new(pairs).map_err(Fault::into_response)?;
    // A page on the way carries a form already; it is that one which must not be lost.
    let draft = |fields: &Fields| Draft::carried(fields).or_else(|| Draft::of(&page.path, fields));
    let Some(session) = asking.0 else {
        return Err(again(&page, draft(&fields).as_ref()));
    };
    if !same(fields.get("csrf"), &session.csrf) {
        return Err(resend(&page, draft(&fields).as_ref(), StatusCode::FORBIDDEN));
    }
    Ok((page, session, fields))
}

/// The log-in, which leads back to where they wanted to go.
fn log_in_then(parts: &Parts) -> String {
    then("/login", wanted(parts))
}

/// Where they wanted to go.
pub(crate) fn wanted(parts: &Parts) -> &str {
    parts.uri.path_and_query().map_or("/", |target| target.as_str())
}

/// The address of a page on the way, which leads on to where they wanted to go.
pub(crate) fn then(path: &str, wanted: &str) -> String {
    if wanted == "/" {
        return path.to_owned();
    }
    format!("{path}?next={}", encoded(wanted))
}

/// A value as an address carries it (RFC 3986, 2.1); a path stays readable.
pub(crate) fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                text.push(char::from(byte));
            }
            other => text.push_str(&format!("%{other:02X}")),
        }
    }
    text
}

/// Whether two tokens are the same, in time that does not tell where they differ.
fn same(sent: &str, expected: &str) -> bool {
    let differ = sent.bytes().zip(expected.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    !expected.is_empty() && sent.len() == expected.len() && differ == 0
}

#[cfg(test)]
mod tests {
    use super::{Stage, is_reached, path_of};

    #[test]
    fn a_stage_reaches_its_own_page_and_no_other() {
        let stages = [
            Stage::Second,
            Stage::Locked,
            Stage::Password,
            Stage::Enrol { may_wait: false },
            Stage::Enrol { may_wait: true },
            Stage::Activity,
        ];
        for stage in stages {
            for other in stages {
                let (own, path) = (path_of(stage), path_of(other));
                assert_eq!(is_reached(stage, path), own == path, "{stage:?} {path}");
                assert_eq!(is_reached(stage, &format!("{path}/x")), own == path);
                assert!(!is_reached(stage, &format!("{path}x")));
                assert!(is_reached(Stage::Open, path));
            }
            assert!(!is_reached(stage, "/account") && !is_reached(stage, "/"));
        }
    }
}
