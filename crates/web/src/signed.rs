//! Extractors of pages that want a log-in.

use std::sync::Arc;

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::Session;
use hygie_http::{Fault, Form};

use crate::Page;
use crate::context::Asking;
use crate::draft::Draft;
use crate::fields::Fields;
use crate::login::{again, resend};

/// Somebody logged in asks for a page. Who is not is led to the log-in, who
/// must choose a password to that.
pub(crate) struct Signed {
    /// The page's context.
    pub(crate) page: Page,
    /// Their session.
    pub(crate) session: Arc<Session>,
}

/// Somebody logged in sends a form with the token of their session. A form
/// whose session ended is not lost: the answer is a log-in that carries it.
pub(crate) struct Sent {
    /// The page's context.
    pub(crate) page: Page,
    /// Their session.
    pub(crate) session: Arc<Session>,
    /// What they sent.
    pub(crate) fields: Fields,
}

impl<S: Send + Sync> FromRequestParts<S> for Signed {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        let page = Page::from_request_parts(parts, state).await.map_err(Fault::into_response)?;
        let asking =
            Asking::from_request_parts(parts, state).await.map_err(Fault::into_response)?;
        let Some(session) = asking.0 else {
            return Err(Redirect::to(&log_in_then(parts)).into_response());
        };
        if session.must_change && !is_open(&page.path) {
            return Err(Redirect::to("/password").into_response());
        }
        Ok(Self { page, session })
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let page =
            Page::from_request_parts(&mut parts, state).await.map_err(Fault::into_response)?;
        let asking =
            Asking::from_request_parts(&mut parts, state).await.map_err(Fault::into_response)?;
        let form =
            Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), state);
        let Form(pairs) = form.await.map_err(Fault::into_response)?;
        let fields = Fields::new(pairs).map_err(Fault::into_response)?;
        let draft = |fields: &Fields| Draft::of(&page.path, fields);
        let Some(session) = asking.0 else {
            return Err(again(&page, draft(&fields).as_ref()));
        };
        if !same(fields.get("csrf"), &session.csrf) {
            return Err(resend(&page, draft(&fields).as_ref(), StatusCode::FORBIDDEN));
        }
        if session.must_change && !is_open(&page.path) {
            return Err(Redirect::to("/password").into_response());
        }
        Ok(Self { page, session, fields })
    }
}

/// What somebody with a one-time password may reach.
fn is_open(path: &str) -> bool {
    matches!(path, "/password" | "/logout")
}

/// The log-in, which leads back to where they wanted to go.
fn log_in_then(parts: &Parts) -> String {
    let wanted = parts.uri.path_and_query().map_or("/", |target| target.as_str());
    if wanted == "/" {
        return "/login".to_owned();
    }
    let mut next = String::from("/login?next=");
    for byte in wanted.bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                next.push(char::from(byte));
            }
            other => next.push_str(&format!("%{other:02X}")),
        }
    }
    next
}

/// Whether two tokens are the same, in time that does not tell where they differ.
fn same(sent: &str, expected: &str) -> bool {
    let differ = sent.bytes().zip(expected.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    !expected.is_empty() && sent.len() == expected.len() && differ == 0
}
