//! Who has an account takes up to act for a person with it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_accounts::limits::CARED_FOR;
use hygie_accounts::{AccountError, InvitationError};
use hygie_http::{ClientAddress, Fault};

use super::refused;
use crate::faults::of_account;
use crate::onward::{Carried, begun};
use crate::signed::Sent;
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "activation/join.html")]
pub(super) struct JoinPage<'a> {
    pub(super) page: &'a Page,
    pub(super) code: &'a str,
    /// What cannot be, and why.
    pub(super) wrong: Option<String>,
}

/// `POST /activate/join`: the code of the field `code`; then they act for the person.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Sent { mut page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let source = device::source(&web, &headers, Some(address));
    let (accounts, code) = (&web.app.accounts, fields.get("code"));
    let id = match accounts.join(&session, code, &source).await {
        Ok(id) => id,
        Err(error) => match why(&page, &error) {
            Some(why) => return Ok(form(&page, code, Some(why), StatusCode::UNPROCESSABLE_ENTITY)),
            None => return refused(&page, error),
        },
    };
    let chosen = accounts.choose_activity(&session, &id).await.map_err(of_account)?;
    web.forget(&session.id);
    let carried = Carried { next: "/".to_owned(), draft: None };
    begun(&web, &mut page, &headers, chosen, carried).await
}

/// Why this account cannot act for the person; none when it is the code.
fn why(page: &Page, error: &AccountError) -> Option<String> {
    Some(match error {
        AccountError::Invitation(InvitationError::OwnRecord) => page.t("join-own"),
        AccountError::Invitation(InvitationError::TooManyPersons) => {
            page.t1("join-too-many", "count", CARED_FOR)
        }
        AccountError::SameActivity => page.t("join-already"),
        AccountError::TooManyActivities => page.t("join-full"),
        _ => return None,
    })
}

/// The question, also with what cannot be.
pub(super) fn form(page: &Page, code: &str, wrong: Option<String>, status: StatusCode) -> Response {
    page.render_as(status, &JoinPage { page, code, wrong })
}
