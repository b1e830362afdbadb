//! The wards of every organisation, each with what can be done to it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::WardSeen;
use hygie_gate::Asker;
use hygie_http::Fault;

use crate::Page;
use crate::accounts::organisations;
use crate::faults::{of_account, of_gate};
use crate::signed::Signed;
use crate::state::Web;

/// An organisation with its wards.
pub(super) struct HouseRow {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) wards: Vec<WardSeen>,
}

/// What was typed, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// Whose ward.
    pub(super) organisation: String,
    /// Which one; empty for a new one.
    pub(super) ward: String,
    pub(super) name: String,
    /// What was refused, and why.
    pub(super) wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "wards/show.html")]
pub(super) struct WardsPage<'a> {
    pub(super) page: &'a Page,
    pub(super) houses: Vec<HouseRow>,
    pub(super) typed: Typed,
}

impl WardsPage<'_> {
    /// Whether it is this ward's form, or that of a new one, that was refused.
    fn is_typed(&self, organisation: &str, ward: &str) -> bool {
        let Typed { organisation: of, ward: which, wrong, .. } = &self.typed;
        wrong.is_some() && of == organisation && which == ward
    }

    /// What stands in the field of this form.
    fn value<'a>(&'a self, organisation: &str, ward: &str, is: &'a str) -> &'a str {
        if self.is_typed(organisation, ward) { &self.typed.name } else { is }
    }
}

/// `GET /wards`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
) -> Result<Response, Fault> {
    page_of(&web, &page, &asker, Typed::default()).await
}

/// The page, also with what was refused.
pub(super) async fn page_of(
    web: &Web,
    page: &Page,
    asker: &Asker,
    typed: Typed,
) -> Result<Response, Fault> {
    let permit = web.app.gate.accounts(asker).await.map_err(of_gate)?;
    let mut houses = Vec::new();
    for (id, name) in organisations(web, &permit).await? {
        let wards = web.app.accounts.wards(&id).await.map_err(of_account)?;
        houses.push(HouseRow { id, name, wards });
    }
    let refused = typed.wrong.is_some();
    let status = if refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok(page.render_as(status, &WardsPage { page, houses, typed }))
}
