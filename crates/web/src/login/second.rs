//! The second step of a log-in.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, Stage};
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
    form(&page, &carried, None, StatusCode::OK)
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
        Err(AccountError::Ended) => Ok(again(&page, carried.draft.as_ref())),
        Err(error) => refused(&page, &carried, error),
    }
}

/// The form, also with a form that it carries.
pub(crate) fn form(
    page: &Page,
    carried: &Carried,
    error: Option<String>,
    status: StatusCode,
) -> Response {
    let Carried { next, draft } = carried;
    page.render_as(status, &SecondPage { page, next, error, draft: draft.as_ref() })
}

fn refused(page: &Page, carried: &Carried, error: AccountError) -> Result<Response, Fault> {
    match error {
        AccountError::Refused => {
            Ok(form(page, carried, Some(page.t("second-wrong")), StatusCode::UNAUTHORIZED))
        }
        AccountError::Throttled { seconds } => {
            let text = Some(page.t1("login-wait", "seconds", seconds));
            let mut response = form(page, carried, text, StatusCode::TOO_MANY_REQUESTS);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        other => Err(of_account(other)),
    }
}
