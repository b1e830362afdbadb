//! One account, with what can be done to it.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::{AccountSeen, State as Standing};
use hygie_base::Code;
use hygie_gate::{Asker, Role};
use hygie_http::Fault;
use hygie_record::Permit;

use super::{GIVEN, organisations};
use crate::Page;
use crate::faults::{of_account, of_gate};
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "accounts/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) account: &'a AccountSeen,
    /// Whether it is the administrator's own.
    pub(super) own: bool,
    pub(super) roles: &'a [Role],
    pub(super) organisations: &'a [(String, String)],
    /// What was refused, and why.
    pub(super) wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
pub(super) struct PasswordPage<'a> {
    pub(super) page: &'a Page,
    pub(super) id: &'a str,
    pub(super) login: &'a str,
    pub(super) name: &'a str,
    /// Shown once.
    pub(super) password: &'a str,
}

impl ShowPage<'_> {
    fn is(&self, state: &str) -> bool {
        self.account.state.name() == state
    }

    /// When its holder last logged in, in words.
    fn last(&self) -> String {
        let never = || self.page.t("accounts-never");
        self.account.last.map_or_else(never, |last| self.page.moment(last))
    }

    /// Whether it can be changed at all.
    fn is_kept(&self) -> bool {
        !self.own && self.account.state != Standing::Revoked
    }
}

/// `GET /accounts/{id}`.
pub(crate) async fn show(
    web: State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let permit = web.app.gate.accounts(&asker).await.map_err(of_gate)?;
    let account = found(&web, &permit, &id).await?;
    page_of(&web, (&page, &asker), &permit, &account, None).await
}

/// The account of this id; nothing here when there is none.
pub(super) async fn found(web: &Web, permit: &Permit, id: &str) -> Result<AccountSeen, Fault> {
    let found = web.app.accounts.show_id(permit, id).await.map_err(of_account)?;
    found.ok_or_else(|| Fault::new(Code::NotFound))
}

/// The page, also with what was refused.
pub(super) async fn page_of(
    web: &Web,
    (page, asker): (&Page, &Asker),
    permit: &Permit,
    account: &AccountSeen,
    wrong: Option<String>,
) -> Result<Response, Fault> {
    let organisations = organisations(web, permit).await?;
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let template = ShowPage {
        page,
        account,
        own: account.id == asker.id,
        roles: &GIVEN,
        organisations: &organisations,
        wrong,
    };
    Ok(page.render_as(status, &template))
}
