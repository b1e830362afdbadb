//! A log-in is tried.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use hygie_accounts::AccountError;
use hygie_http::{ClientAddress, Fault, Form};

use super::LoginPage;
use crate::context::Asking;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::logout::end;
use crate::onward::{Carried, begun};
use crate::state::Web;
use crate::{Page, device};

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
    let carried = Carried::of(&fields);
    let source = device::source(&web, &headers, Some(address));
    let (login, password) = (fields.get("login"), fields.get("password"));
    let tried = web.app.accounts.log_in_from(login, password, &source).await;
    let logged_in = match tried {
        Ok(logged_in) => logged_in,
        Err(error) => {
            let wrong = ("login-wrong", error);
            return refused(&page, (login, &carried.next), carried.draft.as_ref(), wrong);
        }
    };
    end(&web, before.as_deref()).await?;
    begun(&web, &mut page, &headers, logged_in, carried).await
}

/// The form again, with login and next page, and why; `wrong` are the words of what was
/// typed or shown and is.
pub(crate) fn refused(
    page: &Page,
    (login, next): (&str, &str),
    draft: Option<&Draft>,
    (wrong, error): (&str, AccountError),
) -> Result<Response, Fault> {
    let wait = error.retry_after_seconds();
    let (status, text) = match error {
        AccountError::Refused => (StatusCode::UNAUTHORIZED, page.t(wrong)),
        AccountError::Barred => (StatusCode::UNAUTHORIZED, page.t("login-barred")),
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
