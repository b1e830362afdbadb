//! To the provider.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::Stage;
use hygie_base::{Code, SecretString};
use hygie_http::{ClientAddress, Fault, Query};
use hygie_oidc::OidcError;

use super::Offered;
use super::told::{Told, of_error};
use super::waiting::{Begun, Purpose};
use crate::Page;
use crate::context::Asking;
use crate::onward::{Carried, Next};
use crate::state::Web;

/// Seconds after which it is worth trying again to begin.
const AGAIN_SECONDS: u32 = 60;

/// `GET /login/provider/{name}`: to the provider; straight on for who is logged in.
pub(crate) async fn begin(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(session): Asking,
    ClientAddress(address): ClientAddress,
    Path(name): Path<String>,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    let offered = web.providers.named(&name).ok_or_else(|| Fault::new(Code::NotFound))?;
    let Carried { next, .. } = Carried::asked(&next);
    if session.is_some_and(|session| session.stage == Stage::Open) {
        return Ok(Redirect::to(&next).into_response());
    }
    match start(&web, offered, Purpose::LogIn { next }, address).await? {
        Ok((to, cookie)) => {
            let mut response = Redirect::to(&to).into_response();
            web.jar.await_back(&mut response, &cookie);
            Ok(response)
        }
        Err(error) => Ok(Told::of(&page, offered, of_error(&error)).answer()),
    }
}

/// Begins and keeps a log-in: the address to go to and the value of the cookie.
///
/// # Errors
/// The outer one when too many were begun from there; the inner one is the provider's.
pub(super) async fn start(
    web: &Web,
    offered: &Offered,
    purpose: Purpose,
    from: IpAddr,
) -> Result<Result<(String, SecretString), OidcError>, Fault> {
    let back = offered.back(&web.app.config.public_url);
    let begun = match offered.provider.begin(&back).await {
        Ok(begun) => begun,
        Err(error) => return Ok(Err(error)),
    };
    let (now, provider) = (web.app.clock.now(), offered.name.clone());
    let keep = Begun { provider, pending: begun.pending, purpose };
    let cookie = web.waiting.keep(&*web.app.rng, from, now, keep);
    let cookie = cookie.ok_or_else(|| {
        let why = "too many log-ins were begun from here and not finished";
        Fault::new(Code::Throttled).because(why).retry_after(AGAIN_SECONDS)
    })?;
    Ok(Ok((begun.url, cookie)))
}
