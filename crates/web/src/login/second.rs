//! The second step of a log-in.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, Session, Stage};
use hygie_http::{Fault, Query};

use super::again;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::onward::{Carried, Next, begun};
use crate::signed::{Staged, Step};
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "second.html")]
pub(super) struct SecondPage<'a> {
    pub(super) page: &'a Page,
    /// Whether codes of an app are asked for.
    pub(super) app: bool,
    /// Whether a passkey will do.
    pub(super) passkey: bool,
    pub(super) next: &'a str,
    pub(super) error: Option<String>,
    pub(super) draft: Option<&'a Draft>,
}

/// `GET /login/second`; straight on for who proved it.
pub(crate) async fn show(Staged { page, session }: Staged, Query(next): Query<Next>) -> Response {
    let carried = Carried::asked(&next);
    if session.stage != Stage::Second {
        return Redirect::to(&carried.next).into_response();
    }
    form(&page, &session, &carried, None, StatusCode::OK)
}

/// `POST /login/second`: the code of the field `code`.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    if session.stage != Stage::Second {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    let source = device::source(&web, &headers, None);
    match web.app.accounts.prove_second(&session, fields.get("code"), &source).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(error) => refused(&page, &session, &carried, ("second-wrong", error)),
    }
}

/// The form, also with a form that it carries.
pub(crate) fn form(
    page: &Page,
    session: &Session,
    carried: &Carried,
    error: Option<String>,
    status: StatusCode,
) -> Response {
    let Carried { next, draft } = carried;
    let (app, passkey) = (session.has_app, session.has_passkey && page.passkeys);
    let draft = draft.as_ref();
    page.render_as(status, &SecondPage { page, app, passkey, next, error, draft })
}

/// The form again, with why; `wrong` are the words of a proof that is.
pub(crate) fn refused(
    page: &Page,
    session: &Session,
    carried: &Carried,
    (wrong, error): (&str, AccountError),
) -> Result<Response, Fault> {
    match error {
        AccountError::Ended => Ok(again(page, carried.draft.as_ref())),
        AccountError::Refused => {
            let text = Some(page.t(wrong));
            Ok(form(page, session, carried, text, StatusCode::UNAUTHORIZED))
        }
        AccountError::Throttled { seconds } => {
            let text = Some(page.t1("login-wait", "seconds", seconds));
            let mut response = form(page, session, carried, text, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        other => Err(of_account(other)),
    }
}
