//! What a person has allowed apps, and ending it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Timestamp;
use hygie_gate::Role;
use hygie_http::Fault;

use super::wishes::{Wish, wishes};
use crate::Page;
use crate::signed::{Sent, Signed};
use crate::state::Web;

/// One app, in words.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) wishes: Vec<Wish>,
    pub(super) allowed: Timestamp,
    pub(super) last: Timestamp,
}

#[derive(Template)]
#[template(path = "apps/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) apps: &'a [Line],
}

/// `GET /account/apps`.
pub(crate) async fn list(
    State(web): State<Arc<Web>>,
    Signed { page, session, asker }: Signed,
) -> Result<Response, Fault> {
    let own = asker.role == Role::Person;
    let seen = web.app.smart.apps(&session).await?.into_iter();
    let apps: Vec<Line> = seen
        .map(|app| Line {
            name: if app.name.is_empty() { page.t("apps-unregistered") } else { app.name },
            wishes: wishes(&page, &app.scopes, own),
            id: app.id,
            allowed: app.allowed,
            last: app.last,
        })
        .collect();
    Ok(page.render(&ListPage { page: &page, apps: &apps }))
}

/// `POST /account/apps/end`: ends what was allowed under the field `id`. What is
/// over already needs no word.
pub(crate) async fn end(
    State(web): State<Arc<Web>>,
    Sent { session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.smart.end_app(&session, fields.get("id")).await?;
    Ok(Redirect::to("/account/apps").into_response())
}
