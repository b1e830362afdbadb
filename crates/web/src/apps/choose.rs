//! A professional who started an app outside of a record says for whom: they find
//! the person as on the page to search from, and the app gets that record alone.

use askama::Template;
use axum::response::Response;
use hygie_gate::Asker;
use hygie_http::Fault;
use hygie_smart::Authorization;

use crate::Page;
use crate::limits::FIND_CHARS;
use crate::people::{Outcome, sought};
use crate::state::Web;

#[derive(Template)]
#[template(path = "apps/choose.html")]
pub(super) struct ChoosePage<'a> {
    pub(super) page: &'a Page,
    pub(super) app: &'a str,
    pub(super) typed: &'a str,
    pub(super) outcome: Outcome,
    /// What was asked, to come back with the choice.
    pub(super) sent: &'a [(String, String)],
}

/// The page, with those who answer what was typed.
pub(super) async fn choose(
    web: &Web,
    (page, asker): (&Page, &Asker),
    authorization: &Authorization,
    typed: &str,
    sent: &[(String, String)],
) -> Result<Response, Fault> {
    let long = typed.chars().count() > FIND_CHARS;
    let (typed, outcome) = match long {
        true => ("", Outcome::TooLong),
        false => (typed, sought(web, asker, typed).await?),
    };
    let app = &authorization.client.name;
    Ok(page.render(&ChoosePage { page, app, typed, outcome, sent }))
}
