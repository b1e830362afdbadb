//! The first page after log-in: what somebody of this role came for.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_gate::{Role, Waits};
use hygie_http::Fault;

use crate::Page;
use crate::context::Asking;
use crate::faults::of_gate;
use crate::people::search_page;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "home/administrator.html")]
struct AdministratorPage<'a> {
    page: &'a Page,
}

#[derive(Template)]
#[template(path = "home/officer.html")]
struct OfficerPage<'a> {
    page: &'a Page,
    /// How many emergencies wait for their review, and contested accesses for their answer,
    /// for who decides them.
    waiting: Option<Waits>,
}

#[derive(Template)]
#[template(path = "home/no_record.html")]
struct NoRecordPage<'a> {
    page: &'a Page,
}

/// `GET /`; a stranger meets the personas of a demonstration.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Asking(asking): Asking,
    signed: Result<Signed, Response>,
) -> Result<Response, Fault> {
    if asking.is_none() && web.app.demonstration.is_some() {
        return Ok(Redirect::to("/demo").into_response());
    }
    let Signed { page, session, asker } = match signed {
        Ok(signed) => signed,
        Err(elsewhere) => return Ok(elsewhere),
    };
    Ok(match (asker.role, asker.person) {
        (Role::Person | Role::Delegate, Some(record)) => {
            Redirect::to(&format!("/records/{record}")).into_response()
        }
        (Role::Person, None) => page.render(&NoRecordPage { page: &page }),
        (Role::Administrator, _) => page.render(&AdministratorPage { page: &page }),
        (Role::PrivacyOfficer, _) => {
            let waiting = Some(web.app.gate.waiting(&asker).await.map_err(of_gate)?);
            page.render(&OfficerPage { page: &page, waiting })
        }
        (Role::SecurityOfficer, _) => page.render(&OfficerPage { page: &page, waiting: None }),
        _ => {
            web.forget(&session.id);
            search_page(&page)
        }
    })
}

#[cfg(test)]
mod tests;
