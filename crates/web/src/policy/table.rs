//! One table of the rules: its text in force, and a newer one put in its place.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Code;
use hygie_gate::EditionError;
use hygie_http::Fault;
use hygie_policy::tables::Table;

use super::since;
use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::signed::{Sent, Signed};
use crate::state::Web;

#[derive(Template)]
#[template(path = "policy/table.html")]
pub(super) struct TablePage<'a> {
    pub(super) page: &'a Page,
    /// Its name in an address.
    pub(super) name: &'static str,
    /// Edition in force, and since when when it did not come with the program.
    pub(super) edition: String,
    pub(super) since: Option<String>,
    pub(super) text: String,
    /// What is wrong with the text.
    pub(super) wrong: Option<String>,
    /// The edition that the text was checked as.
    pub(super) right: Option<String>,
}

impl TablePage<'_> {
    fn title(&self) -> String {
        self.page.t(&format!("policy-table-{}", self.name))
    }
}

/// `GET /policy/tables/{name}`.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, asker, .. }): Fresh<Signed>,
    Path(name): Path<String>,
) -> Result<Response, Fault> {
    web.app.gate.changes_tables(&asker).await.map_err(of_gate)?;
    let table = named(&name)?;
    Ok(page.render(&TablePage { text: web.app.gate.table_text(table), ..of(&web, &page, table) }))
}

/// `POST /policy/tables/{name}`: the fields `text` and `act`, which is `check`, `put` or
/// `reset`.
pub(super) async fn change(
    State(web): State<Arc<Web>>,
    Path(name): Path<String>,
    Fresh(Sent { page, asker, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let gate = &web.app.gate;
    gate.changes_tables(&asker).await.map_err(of_gate)?;
    let table = named(&name)?;
    // As a form sends it.
    let text = fields.get("text").replace("\r\n", "\n");
    let done = match fields.get("act") {
        "put" => gate.put_table_as(&asker, table, &text).await.map(|_| ()),
        "reset" => gate.reset_table_as(&asker, table).await.map(|_| ()),
        _ => match table.check(text.as_bytes()) {
            Ok(edition) => {
                let shown = of(&web, &page, table);
                return Ok(page.render(&TablePage { text, right: Some(edition), ..shown }));
            }
            Err(error) => Err(error.into()),
        },
    };
    match done {
        Ok(()) => Ok(Redirect::to("/policy#tables").into_response()),
        Err(EditionError::Gate(error)) => Err(of_gate(error)),
        Err(error) => {
            let wrong = Some(error.to_string());
            let shown = TablePage { text, wrong, ..of(&web, &page, table) };
            Ok(page.render_as(StatusCode::UNPROCESSABLE_ENTITY, &shown))
        }
    }
}

fn named(name: &str) -> Result<Table, Fault> {
    Table::named(name).ok_or_else(|| Fault::new(Code::NotFound))
}

fn of<'a>(web: &Web, page: &'a Page, table: Table) -> TablePage<'a> {
    let edition = web.app.gate.edition(table);
    TablePage {
        page,
        name: table.name(),
        since: since(page, &edition),
        edition: edition.name,
        text: String::new(),
        wrong: None,
        right: None,
    }
}
