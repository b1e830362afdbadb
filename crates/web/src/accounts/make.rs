//! Making an account.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::NewAccount;
use hygie_base::ExposeSecret as _;
use hygie_gate::{Asker, Role};
use hygie_http::Fault;
use hygie_record::Permit;

use super::show::PasswordPage;
use super::{GIVEN, given, organisation, organisations, why};
use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::signed::{Sent, Signed};
use crate::state::Web;

#[derive(Template)]
#[template(path = "accounts/new.html")]
pub(super) struct NewPage<'a> {
    pub(super) page: &'a Page,
    pub(super) name: &'a str,
    pub(super) login: &'a str,
    pub(super) role: &'a str,
    pub(super) roles: &'a [Role],
    pub(super) organisation: &'a str,
    pub(super) organisations: &'a [(String, String)],
    pub(super) wrong: Option<String>,
}

/// `GET /accounts/new`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, asker, .. }): Fresh<Signed>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    form(&web, &page, &permit, (&Fields::default(), None), StatusCode::OK).await
}

/// `POST /accounts/new`: the account, and its one-time password, shown once.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, asker, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(role) = given(fields.get("role")) else {
        let why = Some(page.t("accounts-role-wrong"));
        return form(&web, &page, &permit, (&fields, why), wrong).await;
    };
    let (organisation, organisation_name) =
        organisation(&web, &permit, role, fields.get("organisation")).await?;
    let new = NewAccount {
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        role,
        organisation,
        organisation_name,
        person: None,
        delegation: None,
    };
    let (login, name) = (new.login.clone(), new.name.clone());
    match web.app.accounts.create(&permit, new).await {
        Ok((id, password)) => {
            let password = password.expose_secret();
            let id = id.to_string();
            let template =
                PasswordPage { page: &page, id: &id, login: &login, name: &name, password };
            Ok(page.render(&template))
        }
        Err(error) => {
            let why = Some(why(&page, error)?);
            form(&web, &page, &permit, (&fields, why), wrong).await
        }
    }
}

async fn permit(web: &Web, asker: &Asker) -> Result<Permit, Fault> {
    web.app.gate.accounts(asker).await.map_err(of_gate)
}

async fn form(
    web: &Web,
    page: &Page,
    permit: &Permit,
    (fields, wrong): (&Fields, Option<String>),
    status: StatusCode,
) -> Result<Response, Fault> {
    let organisations = organisations(web, permit).await?;
    let template = NewPage {
        page,
        name: fields.get("name"),
        login: fields.get("login"),
        role: fields.get("role"),
        roles: &GIVEN,
        organisation: fields.get("organisation"),
        organisations: &organisations,
        wrong,
    };
    Ok(page.render_as(status, &template))
}
