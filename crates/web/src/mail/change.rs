//! Naming an address, confirming it, how often, and no more.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::{AccountError, MailPace, Session};
use hygie_http::Fault;

use super::HERE;
use super::show::page_of;
use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_account;
use crate::login::again;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /account/mail`: the field `address`, where a code is sent.
pub(super) async fn ask(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, session, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let asked = web.app.accounts.ask_mail(&session, fields.get("address"), page.lang.tag()).await;
    done(&web, &page, &session, "address", asked).await
}

/// `POST /account/mail/confirm`: the field `code` that was sent there.
pub(super) async fn confirm(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let confirmed = web.app.accounts.confirm_mail(&session, fields.get("code")).await;
    done(&web, &page, &session, "code", confirmed).await
}

/// `POST /account/mail/pace`: the field `pace`.
pub(super) async fn pace(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let pace = MailPace::named(fields.get("pace")).unwrap_or_default();
    let chosen = web.app.accounts.choose_mail_pace(&session, pace).await;
    done(&web, &page, &session, "pace", chosen).await
}

/// `POST /account/mail/stop`.
pub(super) async fn stop(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, session, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let stopped = web.app.accounts.stop_mail(&session).await;
    done(&web, &page, &session, "address", stopped).await
}

/// Back to the page, with what was wrong of this field.
async fn done(
    web: &Web,
    page: &Page,
    session: &Session,
    field: &'static str,
    done: Result<(), AccountError>,
) -> Result<Response, Fault> {
    let (status, why) = match done {
        Ok(()) => return Ok(Redirect::to(HERE).into_response()),
        Err(AccountError::Ended) => return Ok(again(page, None)),
        Err(AccountError::NoMail) => (StatusCode::CONFLICT, page.t("mail-none")),
        Err(AccountError::MailAddress) => {
            (StatusCode::UNPROCESSABLE_ENTITY, page.t("mail-address-wrong"))
        }
        Err(AccountError::MailCode) => {
            (StatusCode::UNPROCESSABLE_ENTITY, page.t("mail-code-wrong"))
        }
        Err(AccountError::Throttled { .. }) => {
            (StatusCode::TOO_MANY_REQUESTS, page.t("mail-code-many"))
        }
        Err(AccountError::NotNow) => (StatusCode::CONFLICT, page.t("mail-not-confirmed")),
        Err(error) => return Err(of_account(error)),
    };
    page_of(web, page, session, Some((field, why)), status).await
}
