//! Choosing a password: of one's own accord, or because the present one works
//! once only.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_accounts::limits::PASSWORD_LEAST_CHARS;
use hygie_accounts::{AccountError, PasswordFault, Session, Stage};
use hygie_http::{Fault, Query};

use crate::Page;
use crate::confirm::Fresh;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, Next, begun};
use crate::signed::{Staged, Step};
use crate::state::Web;

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordPage<'a> {
    page: &'a Page,
    forced: bool,
    least: usize,
    /// The field that is wrong, and why.
    wrong: Option<(&'static str, String)>,
    next: &'a str,
    draft: Option<&'a Draft>,
}

/// `GET /password`.
pub(crate) async fn show(
    Fresh(Staged { page, session }): Fresh<Staged>,
    Query(next): Query<Next>,
) -> Response {
    page.render(&template(&page, is_forced(&session), None, &Carried::asked(&next)))
}

/// The form for who logged in with a one-time password and carries a form.
pub(crate) fn forced(page: &Page, carried: &Carried) -> Response {
    page.render(&template(page, true, None, carried))
}

/// `POST /password`: the new password, under a fresh session; every other
/// session of the account ends.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Fresh(Step { mut page, session, fields }): Fresh<Step>,
) -> Result<Response, Fault> {
    let (carried, is_forced) = (Carried::of(&fields), is_forced(&session));
    let (old, new) = (fields.get("old-password"), fields.get("new-password"));
    if new != fields.get("again-password") {
        let wrong = Some(("again-password", page.t("password-differs")));
        let template = template(&page, is_forced, wrong, &carried);
        return Ok(page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &template));
    }
    let logged_in = match web.app.accounts.change_password(&session, old, new).await {
        Ok(logged_in) => logged_in,
        Err(AccountError::Ended) => return Ok(again(&page, carried.draft.as_ref())),
        Err(error) => {
            let wrong = Some(why(&page, error)?);
            let template = template(&page, is_forced, wrong, &carried);
            return Ok(page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &template));
        }
    };
    let own_wish = !is_forced && carried.draft.is_none() && carried.next == "/";
    let carried =
        if own_wish { Carried { next: "/account".to_owned(), draft: None } } else { carried };
    begun(&web, &mut page, &headers, logged_in, carried).await
}

fn is_forced(session: &Session) -> bool {
    session.stage == Stage::Password
}

fn template<'a>(
    page: &'a Page,
    forced: bool,
    wrong: Option<(&'static str, String)>,
    Carried { next, draft }: &'a Carried,
) -> PasswordPage<'a> {
    PasswordPage { page, forced, least: PASSWORD_LEAST_CHARS, wrong, next, draft: draft.as_ref() }
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
