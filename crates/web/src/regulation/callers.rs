//! Finding whom a call to the regulation centre is about, whoever keeps something of them,
//! by the traits of their identity. What is typed is sent as a form and kept in memory for
//! the session, as for finding anybody: no address holds it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::Callers;
use hygie_http::Fault;

use super::typed::{Asked, Wrong};
use crate::Page;
use crate::faults::of_gate;
use crate::legal_notice;
use crate::limits::TRAIT_CHARS;
use crate::people::{Found, compared};
use crate::signed::{Sent, Signed};
use crate::state::Web;

/// What a search came to.
pub(super) enum Outcome {
    /// Nothing was typed yet, or something that cannot be looked for.
    Start,
    /// These; none where nobody is told of.
    People(Vec<Found>),
    /// Too many to say who.
    TooMany,
}

#[derive(Template)]
#[template(path = "regulation/callers.html")]
pub(super) struct CallersPage<'a> {
    pub(super) page: &'a Page,
    pub(super) typed: &'a Asked,
    pub(super) wrong: Wrong,
    pub(super) most: usize,
    pub(super) outcome: Outcome,
}

impl<'a> CallersPage<'a> {
    pub(super) fn of(page: &'a Page, typed: &'a Asked, wrong: Wrong, outcome: Outcome) -> Self {
        Self { page, typed, wrong, most: TRAIT_CHARS, outcome }
    }
}

/// `GET /people/regulation`. Everyone who is named finds a trace of it in their record.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, session, asker }: Signed,
) -> Result<Response, Fault> {
    if let Some(notice) = legal_notice::first(&session, &page.path) {
        return Ok(notice);
    }
    let gate = &web.app.gate;
    let Some(typed) = web.callers.of(&session.id, page.now) else {
        gate.may_find_for_call(&asker).await.map_err(of_gate)?;
        let typed = Asked::default();
        return Ok(page.render(&CallersPage::of(&page, &typed, Wrong::default(), Outcome::Start)));
    };
    let (wrong, outcome) = match typed.traits(&page) {
        Err(wrong) => (wrong, Outcome::Start),
        Ok(traits) => {
            let found = gate.find_for_call(&asker, &traits).await.map_err(of_gate)?;
            let outcome = match found {
                Callers::People(people) => {
                    Outcome::People(compared(people.iter().map(Found::of).collect()))
                }
                Callers::TooMany => Outcome::TooMany,
            };
            (Wrong::default(), outcome)
        }
    };
    Ok(page.render(&CallersPage::of(&page, &typed, wrong, outcome)))
}

/// `POST /people/regulation`: keeps the fields `family`, `given`, `birth` and `sex`, and
/// shows the answer.
pub(super) async fn ask(
    State(web): State<Arc<Web>>,
    Sent { page, session, asker, fields }: Sent,
) -> Result<Response, Fault> {
    web.app.gate.may_find_for_call(&asker).await.map_err(of_gate)?;
    let typed = Asked::of(&fields);
    if let Err(wrong) = typed.traits(&page) {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        let template = CallersPage::of(&page, &typed, wrong, Outcome::Start);
        return Ok(page.render_as(status, &template));
    }
    web.callers.keep(&session.id, typed, page.now);
    Ok(Redirect::to("/people/regulation").into_response())
}
