//! The first start: who holds the set-up token makes the first administrator.
//! Until then every other page says so, and nothing else.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::limits::PASSWORD_LEAST_CHARS;
use hygie_accounts::{AccountError, FirstAdministrator};
use hygie_base::Code;
use hygie_http::{Fault, Form};

use crate::Page;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::password::reason;
use crate::state::Web;

#[derive(Template)]
#[template(path = "setup.html")]
struct SetUpPage<'a> {
    page: &'a Page,
    least: usize,
    name: &'a str,
    login: &'a str,
    /// The field that is wrong, and why.
    wrong: Option<(&'static str, String)>,
}

#[derive(Template)]
#[template(path = "unclaimed.html")]
struct UnclaimedPage<'a> {
    page: &'a Page,
}

/// Answers 503 to everything but the set-up while there is no account.
pub(crate) async fn first(
    State(web): State<Arc<Web>>,
    page: Page,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    let open = matches!(page.path.as_str(), "/setup" | "/language" | "/theme");
    if open || web.is_claimed().await? {
        return Ok(next.run(request).await);
    }
    let template = UnclaimedPage { page: &page };
    Ok(page.render_as(StatusCode::SERVICE_UNAVAILABLE, &template))
}

/// `GET /setup`; there is no such page once an account exists.
pub(crate) async fn show(State(web): State<Arc<Web>>, page: Page) -> Result<Response, Fault> {
    if web.is_claimed().await? {
        return Err(Fault::new(Code::NotFound));
    }
    Ok(page.render(&template(&page, &Fields::default(), None)))
}

/// `POST /setup`: the first administrator, who then logs in.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    page: Page,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let wrong = |field, why| {
        let template = template(&page, &fields, Some((field, why)));
        page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &template)
    };
    if fields.get("new-password") != fields.get("again-password") {
        return Ok(wrong("again-password", page.t("password-differs")));
    }
    let first = FirstAdministrator {
        name: fields.get("name").to_owned(),
        login: fields.get("login").to_owned(),
        password: fields.get("new-password").to_owned().into(),
    };
    match web.app.accounts.claim(fields.get("token").trim(), first).await {
        Ok(()) => Ok(Redirect::to("/login").into_response()),
        Err(error) => why(&page, error).map(|(field, why)| wrong(field, why)),
    }
}

fn template<'a>(
    page: &'a Page,
    fields: &'a Fields,
    wrong: Option<(&'static str, String)>,
) -> SetUpPage<'a> {
    let (name, login) = (fields.get("name"), fields.get("login"));
    SetUpPage { page, least: PASSWORD_LEAST_CHARS, name, login, wrong }
}

fn why(page: &Page, error: AccountError) -> Result<(&'static str, String), Fault> {
    match error {
        AccountError::SetUpToken => Ok(("token", page.t("setup-token-wrong"))),
        AccountError::Login(_) => Ok(("login", page.t("setup-login-wrong"))),
        AccountError::Field { .. } => Ok(("name", page.t("setup-name-wrong"))),
        AccountError::Password(fault) => Ok(("new-password", reason(page, fault))),
        AccountError::AlreadyClaimed => Err(Fault::new(Code::NotFound)),
        other => Err(of_account(other)),
    }
}

#[cfg(test)]
mod tests;
