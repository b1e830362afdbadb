//! A log-in is tried.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, LoggedIn, Source};
use hygie_http::{ClientAddress, Fault, Form};

use super::{LoginPage, resend};
use crate::Page;
use crate::context::{Asking, belongs};
use crate::cookies::get;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::logout::end;
use crate::password::forced;
use crate::place::local;
use crate::state::Web;

/// `POST /login`: a fresh session, the old one ended; or the form with a reason.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    mut page: Page,
    Asking(before): Asking,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let draft = Draft::carried(&fields);
    let carried = get(&headers, web.jar.device_name());
    let source = Source { address: Some(address), device: carried.map(Into::into) };
    let (login, password) = (fields.get("login"), fields.get("password"));
    let tried = web.app.accounts.log_in_from(login, password, &source).await;
    let LoggedIn { cookie, session } = match tried {
        Ok(logged_in) => logged_in,
        Err(error) => {
            let (login, next) = (fields.get("login"), local(fields.get("next")));
            return refused(&page, (login, next), draft.as_ref(), error);
        }
    };
    end(&web, before.as_deref()).await?;
    belongs(&mut page, &session);
    let mut response = match draft {
        Some(draft) if session.must_change => forced(&page, Some(&draft)),
        None if session.must_change => Redirect::to("/password").into_response(),
        Some(draft) => resend(&page, Some(&draft), StatusCode::OK),
        None => Redirect::to(local(fields.get("next"))).into_response(),
    };
    web.jar.begin(&mut response, &cookie);
    let device = web.app.accounts.remember_device(&session, carried).await.map_err(of_account)?;
    web.jar.remember(&mut response, &device);
    Ok(response)
}

/// The form again, with login and next page, and why.
pub(crate) fn refused(
    page: &Page,
    (login, next): (&str, &str),
    draft: Option<&Draft>,
    error: AccountError,
) -> Result<Response, Fault> {
    let wait = error.retry_after_seconds();
    let (status, text) = match error {
        AccountError::Refused => (StatusCode::UNAUTHORIZED, page.t("login-wrong")),
        AccountError::OneTimeExpired => (StatusCode::UNAUTHORIZED, page.t("login-expired")),
        AccountError::Throttled { seconds } => {
            (StatusCode::TOO_MANY_REQUESTS, page.t1("login-wait", "seconds", seconds))
        }
        AccountError::Busy => (StatusCode::TOO_MANY_REQUESTS, page.t("login-busy")),
        other => return Err(of_account(other)),
    };
    let template = LoginPage { page, login, next, error: Some(text), draft };
    let mut response = page.render_as(status, &template);
    if let Some(seconds) = wait {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(response)
}
