//! Choosing a password: of one's own accord, or because the present one works
//! once only.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::limits::PASSWORD_LEAST_CHARS;
use hygie_accounts::{AccountError, LoggedIn, PasswordFault};
use hygie_http::Fault;

use crate::Page;
use crate::context::belongs;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::login::{again, resend};
use crate::signed::{Sent, Signed};
use crate::state::Web;

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage<'a> {
    page: &'a Page,
    forced: bool,
    least: usize,
    /// The field that is wrong, and why.
    wrong: Option<(&'static str, String)>,
    draft: Option<&'a Draft>,
}

/// `GET /password`.
pub(crate) async fn show(Signed { page, session }: Signed) -> Response {
    page.render(&template(&page, session.must_change, None, None))
}

/// The form for who logged in with a one-time password and carries a form.
pub(crate) fn forced(page: &Page, draft: Option<&Draft>) -> Response {
    page.render(&template(page, true, None, draft))
}

/// `POST /password`: the new password, under a fresh session; every other
/// session of the account ends.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Sent { mut page, session, fields }: Sent,
) -> Result<Response, Fault> {
    let draft = Draft::carried(&fields);
    let (old, new) = (fields.get("old-password"), fields.get("new-password"));
    if new != fields.get("again-password") {
        let wrong = Some(("again-password", page.t("password-differs")));
        let template = template(&page, session.must_change, wrong, draft.as_ref());
        return Ok(page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &template));
    }
    let changed = web.app.accounts.change_password(&session, old, new).await;
    let LoggedIn { cookie, session: fresh } = match changed {
        Ok(logged_in) => logged_in,
        Err(AccountError::Ended) => return Ok(again(&page, draft.as_ref())),
        Err(error) => {
            let wrong = Some(why(&page, error)?);
            let template = template(&page, session.must_change, wrong, draft.as_ref());
            return Ok(page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &template));
        }
    };
    belongs(&mut page, &fresh);
    let mut response = match draft {
        Some(draft) => resend(&page, Some(&draft), StatusCode::OK),
        None if session.must_change => Redirect::to("/").into_response(),
        None => Redirect::to("/account").into_response(),
    };
    web.jar.begin(&mut response, &cookie);
    Ok(response)
}

fn template<'a>(
    page: &'a Page,
    forced: bool,
    wrong: Option<(&'static str, String)>,
    draft: Option<&'a Draft>,
) -> PasswordPage<'a> {
    PasswordPage { page, forced, least: PASSWORD_LEAST_CHARS, wrong, draft }
}

/// The field and the reason of a refusal; a fault when the form is not to blame.
fn why(page: &Page, error: AccountError) -> Result<(&'static str, String), Fault> {
    match error {
        AccountError::Refused => Ok(("old-password", page.t("password-old-wrong"))),
        AccountError::Throttled { seconds } => {
            Ok(("old-password", page.t1("login-wait", "seconds", seconds)))
        }
        AccountError::Busy => Ok(("old-password", page.t("login-busy"))),
        AccountError::Password(fault) => Ok(("new-password", reason(page, fault))),
        other => Err(of_account(other)),
    }
}

/// Why a password of one's own choice is refused, and what helps.
pub(crate) fn reason(page: &Page, fault: PasswordFault) -> String {
    match fault {
        PasswordFault::TooShort => page.t1("password-short", "least", PASSWORD_LEAST_CHARS),
        PasswordFault::TooLong => page.t("password-long"),
        PasswordFault::Unprintable => page.t("password-unprintable"),
        PasswordFault::Guessable => page.t("password-guessable"),
        PasswordFault::Breached => page.t("password-breached"),
        PasswordFault::Unchanged => page.t("password-unchanged"),
        PasswordFault::Former => page.t("password-former"),
    }
}

#[cfg(test)]
mod tests;
