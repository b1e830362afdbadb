//! Renaming and removing one's own passkeys, and fresh recovery codes by one.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, Session};
use hygie_base::{Code, ExposeSecret};
use hygie_http::Fault;

use super::offer::{confirmed, offered, party, words};
use super::show::page_of;
use crate::Page;
use crate::enrol::CodesPage;
use crate::faults::of_account;
use crate::login::again;
use crate::signed::Sent;
use crate::state::Web;

const HERE: &str = "/account/passkeys";

/// `POST /account/passkeys/options`: what to ask the browser, to confirm an act by a
/// passkey.
pub(super) async fn options(
    State(web): State<Arc<Web>>,
    Sent { session, .. }: Sent,
) -> Result<Response, Fault> {
    let party = party(&web)?;
    let options = web.app.accounts.passkey_challenge_again(&session, party).await;
    options.map_err(of_account)?.map(offered).ok_or_else(|| Fault::new(Code::NotFound))
}

/// `POST /account/passkeys/rename`: the passkey of the field `id` gets the name of the
/// field `name`.
pub(super) async fn rename(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let (id, name) = (fields.get("id"), fields.get("name"));
    match web.app.accounts.rename_passkey(&session, id, name).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => refused(&web, &page, &session, error).await,
    }
}

/// `POST /account/passkeys/remove`: the passkey of the field `id` goes, for the
/// password or another proof by a passkey.
pub(super) async fn remove(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let (party, id) = (web.party.as_ref(), fields.get("id"));
    let confirm = confirmed(&fields);
    match web.app.accounts.remove_passkey(&session, party, id, confirm).await {
        Ok(()) => Ok(Redirect::to(HERE).into_response()),
        Err(error) => refused(&web, &page, &session, error).await,
    }
}

/// `POST /account/passkeys/codes`: fresh recovery codes, shown once, for the answer of
/// a passkey in the field `proof`.
pub(super) async fn codes(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    let (accounts, party) = (&web.app.accounts, party(&web)?);
    match accounts.renew_recovery_with_passkey(&session, party, fields.get("proof")).await {
        Ok(codes) => {
            let codes = codes.iter().map(ExposeSecret::expose_secret).collect();
            Ok(page.render(&CodesPage { page: &page, codes, next: HERE, draft: None }))
        }
        Err(error) => refused(&web, &page, &session, error).await,
    }
}

async fn refused(
    web: &Web,
    page: &Page,
    session: &Session,
    error: AccountError,
) -> Result<Response, Fault> {
    if matches!(error, AccountError::Ended) {
        return Ok(again(page, None));
    }
    let (status, why) = words(page, error)?;
    page_of(web, page, session, Some(why), status).await
}
