//! The list of accounts, and looking for some of them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::limits::{LISTED, SOUGHT_CHARS};
use hygie_accounts::{Accounted, Holders, Sought, Withdrawal};
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
    /// Whose accounts are shown.
    pub(super) holders: Holders,
    pub(super) found: Accounted,
    /// What the privacy officer asks to be withdrawn.
    pub(super) withdrawals: Vec<Withdrawal>,
    /// Where the pages before and after begin.
    pub(super) before: Option<usize>,
    pub(super) after: Option<usize>,
}

impl ListPage<'_> {
    fn kinds(&self) -> [Holders; 3] {
        Holders::ALL
    }

    /// Where a page of the same accounts begins.
    fn at(&self, from: &usize) -> String {
        format!("/accounts{}", query(self.holders, *from))
    }

    fn kind(&self, kind: &Holders) -> String {
        self.page.t(&format!("accounts-kind-{}", kind.name()))
    }
}

/// Which page of the list.
#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    from: usize,
    #[serde(default)]
    kind: String,
}

/// `GET /accounts`: those that were last looked for, else all.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { mut page, session, asker }: Signed,
    Query(Asked { from, kind }): Query<Asked>,
) -> Result<Response, Fault> {
    let holders = Holders::parse(&kind).unwrap_or_default();
    let permit = web.app.gate.accounts(&asker).await.map_err(of_gate)?;
    let text = web.sought.of(&session.id, page.now).unwrap_or_default();
    let sought = Sought { text, holders, skip: from };
    let found = web.app.accounts.list(&permit, &sought).await.map_err(of_account)?;
    let withdrawals = web.app.accounts.withdrawals(&permit).await.map_err(of_account)?;
    page.query = query(holders, from);
    let next = from.saturating_add(found.accounts.len());
    let template = ListPage {
        page: &page,
        typed: &sought.text,
        holders,
        before: (from > 0).then(|| from.saturating_sub(LISTED)),
        after: (next < found.total && !found.accounts.is_empty()).then_some(next),
        found,
        withdrawals,
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
    let holders = Holders::parse(fields.get("kind")).unwrap_or_default();
    Redirect::to(&format!("/accounts{}", query(holders, 0))).into_response()
}

/// What the address says of which accounts are shown.
fn query(holders: Holders, from: usize) -> String {
    match (holders, from) {
        (Holders::All, 0) => String::new(),
        (Holders::All, from) => format!("?from={from}"),
        (some, 0) => format!("?kind={}", some.name()),
        (some, from) => format!("?kind={}&from={from}", some.name()),
    }
}
