//! Linking one's account to a provider, and ending that.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::{AccountError, LinkSeen, Session, Vouched};
use hygie_base::Code;
use hygie_http::Fault;

use super::Offered;
use super::leave::leave;
use super::list::page_of;
use super::told::{Told, What, of_account, of_error};
use super::waiting::Purpose;
use crate::confirm::Fresh;
use crate::login::again;
use crate::onward::{Carried, begun};
use crate::signed::Sent;
use crate::state::Web;
use crate::{Page, faults};

const LIST: &str = "/account/providers";

/// `POST /account/providers/link`: to the provider of the field `provider`.
pub(crate) async fn link(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, fields, session, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let offered = web.providers.named(fields.get("provider"));
    let offered = offered.ok_or_else(|| Fault::new(Code::NotFound))?;
    let purpose = Purpose::Link { session: session.id.clone() };
    let left = leave(&web, &page, offered, purpose).await?;
    Ok(left.unwrap_or_else(|error| Told::linking(&page, offered, of_error(&error)).answer()))
}

/// Who came back from the provider is linked to the account of the session in which
/// that began, if it still is this browser's.
pub(super) async fn linked(
    web: &Web,
    page: &Page,
    offered: &Offered,
    session: Option<&Session>,
    vouched: &Vouched,
) -> Result<Response, Fault> {
    let Some(session) = session else {
        return Ok(Told::linking(page, offered, What::Ended).answer());
    };
    match web.app.accounts.bind_provider(session, vouched).await {
        Ok(()) => Ok(Redirect::to(LIST).into_response()),
        Err(error) => {
            let what = of_account(error).map_err(faults::of_account)?;
            Ok(Told::linking(page, offered, what).answer())
        }
    }
}

/// `POST /account/providers/unlink`: ends the link of the field `link`.
pub(crate) async fn unlink(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Fresh(Sent { mut page, session, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let accounts = &web.app.accounts;
    let links = match accounts.links(&session).await {
        Ok(links) => links,
        Err(error) => return wrong(&web, &page, &session, "", error).await,
    };
    let link = links.iter().find(|link| link.id == fields.get("link"));
    // It may be over already.
    let Some(LinkSeen { issuer, .. }) = link else {
        return Ok(Redirect::to(LIST).into_response());
    };
    match accounts.unbind_provider(&session, issuer).await {
        Ok(logged_in) => {
            let carried = Carried { next: LIST.to_owned(), draft: None };
            begun(&web, &mut page, &headers, logged_in, carried).await
        }
        Err(AccountError::NoSuchLink) => Ok(Redirect::to(LIST).into_response()),
        Err(error) => wrong(&web, &page, &session, issuer, error).await,
    }
}

/// The list again, with what was wrong beside the provider.
async fn wrong(
    web: &Web,
    page: &Page,
    session: &Session,
    issuer: &str,
    error: AccountError,
) -> Result<Response, Fault> {
    let (status, why) = match error {
        AccountError::Ended => return Ok(again(page, None)),
        AccountError::OnlyWay => (StatusCode::CONFLICT, page.t("providers-only-way")),
        other => return Err(faults::of_account(other)),
    };
    page_of(web, page, session, Some((issuer, why)), status).await
}
