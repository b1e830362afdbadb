//! The list of clients, by words and state.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_http::{Fault, Query};
use hygie_smart::{Client, Kind};
use serde::Deserialize;

use super::permit;
use crate::Page;
use crate::limits::CLIENT_WORDS;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "clients/list.html")]
pub(super) struct ListPage<'a> {
    pub(super) page: &'a Page,
    pub(super) typed: &'a str,
    /// The state that is chosen; empty for all.
    pub(super) state: &'a str,
    pub(super) clients: &'a [Client],
    /// How many there are at all.
    pub(super) all: usize,
}

/// What is looked for. It names no person, so it may stand in the address.
#[derive(Deserialize, Default)]
pub(crate) struct Sought {
    #[serde(default)]
    q: String,
    #[serde(default)]
    state: String,
}

/// `GET /clients`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { mut page, asker, .. }: Signed,
    Query(sought): Query<Sought>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let typed: String = sought.q.trim().chars().take(CLIENT_WORDS).collect();
    let mut clients = web.app.smart.clients(&permit).await?;
    let all = clients.len();
    clients.retain(|client| is_sought(client, &typed, &sought.state));
    page.query = String::new();
    let template =
        ListPage { page: &page, typed: &typed, state: &sought.state, clients: &clients, all };
    Ok(page.render(&template))
}

/// Whether every word is in a client's name, id or kind, and its state is meant.
fn is_sought(client: &Client, typed: &str, state: &str) -> bool {
    let about = format!("{} {} {}", client.name, client.id, client.kind.name()).to_lowercase();
    let named = typed.to_lowercase().split_whitespace().all(|word| about.contains(word));
    let meant = match state {
        "active" => !client.suspended,
        "suspended" => client.suspended,
        _ => true,
    };
    named && meant
}

impl ListPage<'_> {
    fn kind_key(&self, client: &Client) -> &'static str {
        match client.kind {
            Kind::Public => "client-kind-public",
            Kind::Confidential => "client-kind-confidential",
            Kind::Backend => "client-kind-backend",
        }
    }
}
