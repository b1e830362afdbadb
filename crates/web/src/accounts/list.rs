//! The list of accounts, and looking for some of them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::limits::{LISTED, SOUGHT_CHARS};
use hygie_accounts::{Accounted, Sought};
use hygie_http::{Fault, Query};
use serde::Deserialize;

use crate::Page;
use crate::faults::{of_account, of_gate};
use crate::signed::{Sent, Signed};
use crate::state::Web;

#[derive(Template)]
#[template(path = "accounts/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) typed: &'a str,
    pub(super) found: Accounted,
    /// Where the pages before and after begin.
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

/// Which page of the list.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    from: usize,
}

/// `GET /accounts`: those that were last looked for, else all.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { mut page, session, asker }: Signed,
    Query(Asked { from }): Query<Asked>,
) -> Result<Response, Fault> {
    let permit = web.app.gate.accounts(&asker).await.map_err(of_gate)?;
    let text = web.sought.of(&session.id, page.now).unwrap_or_default();
    let sought = Sought { text, skip: from };
    let found = web.app.accounts.list(&permit, &sought).await.map_err(of_account)?;
    if from > 0 {
        page.query = format!("?from={from}");
    }
    let next = from.saturating_add(found.accounts.len());
    let template = ListPage {
        page: &page,
        typed: &sought.text,
        before: (from > 0).then(|| from.saturating_sub(LISTED)),
        after: (next < found.total && !found.accounts.is_empty()).then_some(next),
        found,
    };
    Ok(page.render(&template))
}

/// `POST /accounts`: keeps what was typed in the field `q` and shows the answer.
pub(crate) async fn ask(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Response {
    let typed: String = fields.get("q").trim().chars().take(SOUGHT_CHARS).collect();
    web.sought.keep(&session.id, &typed, page.now);
    Redirect::to("/accounts").into_response()
}
