//! The first page after log-in: what somebody of this role came for.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::HabilitationStanding;
use hygie_gate::{Role, Waits};
use hygie_http::Fault;

use crate::Page;
use crate::contests;
use crate::context::Asking;
use crate::faults::{of_account, of_gate};
use crate::people::search_page;
use crate::signed::Signed;
use crate::state::Web;

#[derive(Template)]
#[template(path = "home/administrator.html")]
struct AdministratorPage<'a> {
    page: &'a Page,
    /// How many withdrawals the privacy officer asks for.
    withdrawals: usize,
}

#[derive(Template)]
#[template(path = "home/officer.html")]
struct OfficerPage<'a> {
    page: &'a Page,
    /// How many emergencies wait for their review, and contested accesses for their answer,
    /// for who decides them.
    waiting: Option<Waits>,
    /// How it stands with the review of habilitations, for who does it.
    habilitations: Option<HabilitationStanding>,
}

impl OfficerPage<'_> {
    /// The same in words.
    fn stands(&self, standing: &HabilitationStanding) -> String {
        let page = self.page;
        match *standing {
            HabilitationStanding::Due { last: None } => page.t("habilitations-never"),
            HabilitationStanding::Due { last: Some(last) } => {
                page.t1("habilitations-again", "date", contests::day(page, last))
            }
            HabilitationStanding::Open { days_left } => {
                page.t1("habilitations-running", "clock", contests::clock(page, days_left))
            }
            HabilitationStanding::Done { last } => {
                page.t1("habilitations-done", "date", contests::day(page, last))
            }
        }
    }
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
        (Role::Administrator, _) => {
            let permit = web.app.gate.accounts(&asker).await.map_err(of_gate)?;
            let asked = web.app.accounts.withdrawals(&permit).await.map_err(of_account)?;
            page.render(&AdministratorPage { page: &page, withdrawals: asked.len() })
        }
        (Role::PrivacyOfficer, _) => {
            let waiting = Some(web.app.gate.waiting(&asker).await.map_err(of_gate)?);
            let standing = web.app.accounts.habilitation_standing(&asker).await;
            let habilitations = Some(standing.map_err(of_account)?);
            page.render(&OfficerPage { page: &page, waiting, habilitations })
        }
        (Role::SecurityOfficer, _) => {
            page.render(&OfficerPage { page: &page, waiting: None, habilitations: None })
        }
        _ => {
            web.forget(&session.id);
            search_page(&page)
        }
    })
}

#[cfg(test)]
mod tests;
