//! The desk closes the shared record at the person's request, and opens it again with their
//! consent (TD1.4 of the DMP; EX_1.2-1030).

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_gate::acts::{Act, CloseAtDesk, OpenAtDesk};
use hygie_gate::rights::{Closing, Life};
use hygie_gate::{GateError, Ties};
use hygie_http::Fault;

use super::registering::Registering;
use super::show::page_of;
use super::told::{key, told};
use crate::Page;
use crate::record::{Door, Letter};
use crate::state::Web;

/// The shared record as the desk sees it: how it stands, and nothing of what is in it.
#[derive(Default)]
pub(super) struct SharedPart {
    /// How it stands, in words.
    pub(super) state: String,
    /// Whether it can be closed.
    pub(super) closes: bool,
    /// Whether it can be opened again.
    pub(super) opens: bool,
    /// The reasons: value and words.
    pub(super) reasons: Vec<(&'static str, String)>,
}

impl SharedPart {
    pub(super) fn of(page: &Page, ties: &Ties) -> Self {
        let name = match ties.life {
            Life::Open => "open",
            Life::Opposed => "opposed",
            Life::Closed => "closed",
        };
        let state = match ties.since {
            Some(since) => {
                page.t1(&format!("care-shared-{name}-since"), "since", page.moment(since))
            }
            None => page.t(&format!("care-shared-{name}")),
        };
        let words = |reason: Closing| page.t(&format!("care-shared-for-{}", reason.name()));
        Self {
            state,
            // Who takes care of the person receives them.
            closes: ties.life != Life::Closed && ties.is_registered(page.now),
            opens: ties.life != Life::Open && ties.is_registered(page.now),
            reasons: Closing::ALL.map(|reason| (reason.name(), words(reason))).into(),
        }
    }
}

/// `POST /records/{no}/care/close`: the field `reason`.
pub(super) async fn close(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    match Closing::parse(fields.get("reason")) {
        Some(reason) => done(&web, &door, CloseAtDesk { reason }).await,
        None => again(&web, &door, "care-shared-why-wrong").await,
    }
}

/// `POST /records/{no}/care/reopen`: the field `consented`.
pub(super) async fn reopen(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    let consented = fields.get("consented") == "yes";
    done(&web, &door, OpenAtDesk { consented }).await
}

async fn done<A: Act + Send + Sync + 'static>(
    web: &Web,
    door: &Door,
    act: A,
) -> Result<Response, Fault> {
    match web.app.accounts.decide(&door.asker, door.record, act).await {
        Ok(()) => Ok(Redirect::to(&door.path.care()).into_response()),
        Err(error @ GateError::Act(_)) => again(web, door, key(told(error)?)).await,
        Err(error) => Err(crate::faults::of_gate(error)),
    }
}

async fn again(web: &Web, door: &Door, why: &str) -> Result<Response, Fault> {
    let registering = Registering::wrong(door.page.t(why));
    page_of(web, door, registering, StatusCode::UNPROCESSABLE_ENTITY).await
}
