//! The rules and tables in force.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_gate::{Edition, Role};
use hygie_http::Fault;
use hygie_policy::rules::{Effect, Rule};

use super::{officers, since};
use crate::Page;
use crate::format::{Date, paris};
use crate::signed::Signed;
use crate::state::Web;

/// What was asked for, and what of it is wrong.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) record: String,
    pub(super) day: String,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
}

/// A table in force.
#[derive(Clone)]
pub(super) struct TableRow {
    /// Its name in an address, and in words.
    pub(super) name: &'static str,
    pub(super) words: String,
    pub(super) edition: String,
    /// Since when, and by whom, when it did not come with the program.
    pub(super) since: Option<String>,
}

#[derive(Template)]
#[template(path = "policy/show.html")]
pub(super) struct PolicyPage<'a> {
    pub(super) page: &'a Page,
    pub(super) typed: Typed,
    /// Whether the reader may ask about a record.
    pub(super) asks: bool,
    /// The last day that can be asked about.
    pub(super) today: String,
    pub(super) forbid: Vec<Rule>,
    pub(super) permit: Vec<Rule>,
    pub(super) tables: Vec<TableRow>,
}

impl PolicyPage<'_> {
    /// What a rule says.
    fn says(&self, rule: &Rule) -> String {
        self.page.t(&format!("rule-{}", rule.id))
    }
}

/// `GET /policy`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, asker, .. }: Signed,
) -> Result<Response, Fault> {
    officers(asker.role)?;
    Ok(page_of(&web, &page, asker.role, Typed::default(), StatusCode::OK))
}

/// The page, also with what was wrong.
pub(super) fn page_of(
    web: &Web,
    page: &Page,
    role: Role,
    typed: Typed,
    status: StatusCode,
) -> Response {
    let policy = web.app.gate.policy();
    let of = |effect: Effect| {
        policy.rules().iter().filter(move |rule| rule.effect == effect).copied().collect()
    };
    let table = |edition: Edition| {
        let name = edition.table.name();
        TableRow {
            name,
            words: page.t(&format!("policy-table-{name}")),
            since: since(page, &edition),
            edition: edition.name,
        }
    };
    let template = PolicyPage {
        page,
        typed,
        asks: role == Role::PrivacyOfficer,
        today: Date::from(paris(page.now)).iso(),
        forbid: of(Effect::Forbid),
        permit: of(Effect::Permit),
        tables: web.app.gate.editions().into_iter().map(table).collect(),
    };
    page.render_as(status, &template)
}
