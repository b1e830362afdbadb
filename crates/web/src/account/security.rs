//! The PIN of this device, the devices that are known, and what there is to know.

use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use hygie_accounts::{AccountError, DeviceSeen, NoticeSeen, PinFault, Session};
use hygie_http::Fault;

use super::show::page_of;
use crate::confirm::Fresh;
use crate::faults::of_account;
use crate::login::again;
use crate::signed::{Sent, Signed};
use crate::state::Web;
use crate::{Page, device};

/// What the page of the account shows of it.
pub(super) struct Security {
    /// Whether a PIN may be set in this session.
    pub(super) may_set_pin: bool,
    /// Whether the last full proof is fresh enough for what is sensitive.
    pub(super) fresh: bool,
    pub(super) devices: Vec<DeviceSeen>,
    pub(super) notices: Vec<NoticeSeen>,
}

#[derive(Template)]
#[template(path = "secure.html")]
struct SecurePage<'a> {
    page: &'a Page,
}

impl Security {
    pub(super) async fn of(web: &Web, page: &Page, session: &Session) -> Result<Self, Fault> {
        let accounts = &web.app.accounts;
        Ok(Self {
            may_set_pin: session.may_set_pin(),
            fresh: session.is_fresh(page.now),
            devices: accounts.devices(session).await.map_err(of_account)?,
            notices: accounts.notices(session).await.map_err(of_account)?,
        })
    }

    /// Whether this device has a PIN.
    pub(super) fn has_pin(&self) -> bool {
        self.devices.iter().any(|one| one.current && one.pin.is_some())
    }

    /// How many devices have one.
    pub(super) fn pins(&self) -> usize {
        self.devices.iter().filter(|one| one.pin.is_some()).count()
    }
}

/// The routes of these sections.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/account/pin", post(set_pin))
        .route("/account/pins/forget", post(forget_pins))
        .route("/account/devices/pin/forget", post(forget_pin))
        .route("/account/devices/forget", post(forget_device))
        .route("/account/notices/put-away", post(put_away))
        .route("/account/secure", get(secure).post(end_others))
}

/// `POST /account/pin`: the PIN of this device, typed twice.
async fn set_pin(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Fresh(Sent { page, session, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let wrong = |field, key: &str| (Some((field, page.t(key))), StatusCode::UNPROCESSABLE_ENTITY);
    let source = device::source(&web, &headers, None);
    let (wrong, status) = if fields.get("pin") != fields.get("pin-again") {
        wrong("pin-again", "pin-differs")
    } else {
        match web.app.accounts.set_pin(&session, fields.get("pin"), &source).await {
            Ok(()) => return Ok(Redirect::to("/account#pin").into_response()),
            Err(AccountError::Ended) => return Ok(again(&page, None)),
            Err(AccountError::Pin(PinFault::Form)) => wrong("pin", "pin-form"),
            Err(AccountError::Pin(PinFault::Easy)) => wrong("pin", "pin-easy"),
            Err(AccountError::NotNow) => wrong("pin", "pin-not-here"),
            Err(AccountError::Busy) => wrong("pin", "login-busy"),
            Err(error) => return Err(of_account(error)),
        }
    };
    page_of(&web, &page, &session, wrong, status).await
}

/// `POST /account/pins/forget`: the PINs of all devices.
async fn forget_pins(
    State(web): State<Arc<Web>>,
    Sent { session, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.accounts.forget_pins(&session).await.map_err(of_account)?;
    Ok(Redirect::to("/account#pin").into_response())
}

/// `POST /account/devices/pin/forget`: the PIN of the device of the field `id`.
async fn forget_pin(
    State(web): State<Arc<Web>>,
    Sent { session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.accounts.forget_pin(&session, fields.get("id")).await.map_err(of_account)?;
    Ok(Redirect::to("/account#devices").into_response())
}

/// `POST /account/devices/forget`: the device of the field `id`, with its PIN.
async fn forget_device(
    State(web): State<Arc<Web>>,
    Sent { session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.accounts.forget_device(&session, fields.get("id")).await.map_err(of_account)?;
    Ok(Redirect::to("/account#devices").into_response())
}

/// `POST /account/notices/put-away`: it was oneself.
async fn put_away(
    State(web): State<Arc<Web>>,
    Sent { session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    web.app.accounts.put_notices_away(&session).await.map_err(of_account)?;
    Ok(Redirect::to(crate::place::local(fields.get("next"))).into_response())
}

/// `GET /account/secure`: what to do when it was somebody else.
async fn secure(Fresh(Signed { page, .. }): Fresh<Signed>) -> Response {
    page.render(&SecurePage { page: &page })
}

/// `POST /account/secure`: ends every other session, and leads to another password.
async fn end_others(
    State(web): State<Arc<Web>>,
    Fresh(Sent { session, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    web.app.accounts.end_others(&session).await.map_err(of_account)?;
    web.app.accounts.put_notices_away(&session).await.map_err(of_account)?;
    Ok(Redirect::to("/password").into_response())
}
