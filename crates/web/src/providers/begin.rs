//! To the provider.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::Stage;
use hygie_base::{Code, SecretString};
use hygie_http::{Fault, Query};
use hygie_oidc::OidcError;

use super::Offered;
use super::told::{Told, of_error};
use super::waiting::{Begun, Purpose};
use crate::Page;
use crate::context::Asking;
use crate::onward::{Carried, Next};
use crate::state::Web;

/// `GET /login/provider/{name}`: to the provider; straight on for who is logged in.
pub(crate) async fn begin(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(session): Asking,
    Path(name): Path<String>,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    let offered = web.providers.named(&name).ok_or_else(|| Fault::new(Code::NotFound))?;
    let Carried { next, .. } = Carried::asked(&next);
    if session.is_some_and(|session| session.stage == Stage::Open) {
        return Ok(Redirect::to(&next).into_response());
    }
    match start(&web, offered, Purpose::LogIn { next }).await? {
        Ok((to, cookie)) => {
            let mut response = Redirect::to(&to).into_response();
            web.jar.await_back(&mut response, &cookie);
            Ok(response)
        }
        Err(error) => Ok(Told::of(&page, offered, of_error(&error)).answer()),
    }
}

/// Begins a log-in: the address to go to and the value of the cookie that carries it.
///
/// # Errors
/// The outer one when the store fails; the inner one is the provider's.
pub(super) async fn start(
    web: &Web,
    offered: &Offered,
    purpose: Purpose,
) -> Result<Result<(String, SecretString), OidcError>, Fault> {
    let back = offered.back(&web.app.config.public_url);
    let begun = match offered.provider.begin(&back).await {
        Ok(begun) => begun,
        Err(error) => return Ok(Err(error)),
    };
    let provider = offered.name.clone();
    let waits = Begun { provider, pending: begun.pending, purpose };
    Ok(Ok((begun.url, waits.carried(web).await?)))
}
