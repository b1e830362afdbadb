//! Login and password of who has a code.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_accounts::AccountError;
use hygie_accounts::limits::PASSWORD_LEAST_CHARS;
use hygie_http::{ClientAddress, Fault, Form};

use super::{refused, wrong_code};
use crate::context::Asking;
use crate::fields::Fields;
use crate::logout::end;
use crate::onward::{Carried, begun};
use crate::password::reason;
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "activation/choose.html")]
pub(super) struct ChoosePage<'a> {
    pub(super) page: &'a Page,
    pub(super) code: &'a str,
    pub(super) login: &'a str,
    /// The login of the account that the code gives back; none when one is chosen.
    pub(super) theirs: Option<&'a str>,
    /// Whether the code is for who acts for a person.
    pub(super) delegate: bool,
    pub(super) least: usize,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// What goes from form to form.
pub(super) struct Chosen<'a> {
    pub(super) code: &'a str,
    pub(super) login: &'a str,
    pub(super) theirs: Option<&'a str>,
    pub(super) delegate: bool,
}

/// `POST /activate/account`: the fields `code`, `login`, `new-password` and
/// `again-password`; then a session, as after a log-in.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    mut page: Page,
    Asking(before): Asking,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let fields = Fields::new(pairs)?;
    let source = device::source(&web, &headers, Some(address));
    let (code, login) = (fields.get("code"), fields.get("login"));
    let accounts = &web.app.accounts;
    if fields.get("new-password") != fields.get("again-password") {
        let why = ("again-password", page.t("password-differs"));
        return again(&web, &page, &fields, why, address).await;
    }
    let password = fields.get("new-password").to_owned().into();
    match accounts.redeem(code, login, password, &source).await {
        Ok(logged_in) => {
            end(&web, before.as_deref()).await?;
            let carried = Carried { next: "/welcome".to_owned(), draft: None };
            begun(&web, &mut page, &headers, logged_in, carried).await
        }
        Err(error) => match why(&page, &error) {
            Some(why) => again(&web, &page, &fields, why, address).await,
            None => refused(&page, error),
        },
    }
}

/// The form again, as long as the code may be used.
async fn again(
    web: &Web,
    page: &Page,
    fields: &Fields,
    why: (&'static str, String),
    address: std::net::IpAddr,
) -> Result<Response, Fault> {
    let source = hygie_accounts::Source { address: Some(address), ..Default::default() };
    let (code, login) = (fields.get("code"), fields.get("login"));
    match web.app.accounts.check_code(code, &source).await {
        Ok(ready) => {
            let chosen =
                Chosen { code, login, theirs: ready.login.as_deref(), delegate: ready.delegate };
            Ok(form(page, &chosen, Some(why), StatusCode::UNPROCESSABLE_ENTITY))
        }
        Err(error) => refused(page, error),
    }
}

/// The field that is wrong, and why; none when it is not login or password.
fn why(page: &Page, error: &AccountError) -> Option<(&'static str, String)> {
    Some(match error {
        AccountError::Login(_) => ("login", page.t("setup-login-wrong")),
        AccountError::Taken => ("login", page.t("activate-taken")),
        AccountError::Password(fault) => ("new-password", reason(page, *fault)),
        AccountError::Throttled { .. } | AccountError::Busy => {
            ("", wrong_code(page, error).map(|(_, why)| why)?)
        }
        _ => return None,
    })
}

/// The form of login and password.
pub(super) fn form(
    page: &Page,
    chosen: &Chosen<'_>,
    wrong: Option<(&'static str, String)>,
    status: StatusCode,
) -> Response {
    let Chosen { code, login, theirs, delegate } = *chosen;
    let least = PASSWORD_LEAST_CHARS;
    let template = ChoosePage { page, code, login, theirs, delegate, least, wrong };
    page.render_as(status, &template)
}
