//! One client: what it is registered with, how much it is used, what can be done.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::Fault;
use hygie_smart::{Client, Keys, Kind, Usage};

use super::{found, permit};
use crate::Page;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "clients/show.html")]
pub(super) struct ShowPage<'a> {
    pub(super) page: &'a Page,
    pub(super) client: &'a Client,
    pub(super) usage: Usage,
    /// What was refused, and why.
    pub(super) wrong: Option<String>,
}

impl ShowPage<'_> {
    fn kind(&self) -> String {
        self.page.t(&format!("client-kind-{}", self.client.kind.name()))
    }

    fn is_machine(&self) -> bool {
        self.client.kind == Kind::Backend
    }

    /// Where its keys come from, in words; empty when it has none.
    fn keys(&self) -> String {
        match &self.client.keys {
            Keys::None => String::new(),
            Keys::Value(_) => self.page.t("client-keys-value"),
            Keys::Url { url, .. } => url.clone(),
        }
    }

    fn scopes(&self) -> impl Iterator<Item = &str> {
        self.client.scopes.split(' ')
    }

    fn last(&self) -> String {
        let last = self.usage.last.map(|at| self.page.moment(at));
        last.unwrap_or_else(|| self.page.t("client-never"))
    }
}

/// `GET /clients/{id}`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let (client, usage) = found(&web, &permit, &id).await?;
    Ok(page_of(&page, (&client, usage), None))
}

/// The page, also with what was refused.
pub(super) fn page_of(
    page: &Page,
    (client, usage): (&Client, Usage),
    wrong: Option<String>,
) -> Response {
    let status = if wrong.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page.render_as(status, &ShowPage { page, client, usage, wrong })
}
