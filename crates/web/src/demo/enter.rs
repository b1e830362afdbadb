//! One click logs in as a persona.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{LoggedIn, Stage};
use hygie_base::ExposeSecret as _;
use hygie_http::Fault;

use super::persona;
use crate::context::Asking;
use crate::cookies::TOUR;
use crate::faults::of_account;
use crate::login::refused;
use crate::logout::end;
use crate::state::Web;
use crate::{Page, device};

/// `POST /demo/enter/{key}`: the log-in, with the password that the server
/// itself made and no second factor. Leads to the first step of the tour. As for the log-in,
/// there is no session whose token could be asked for, and only our own pages
/// may send it.
pub(crate) async fn enter(
    State(web): State<Arc<Web>>,
    page: Page,
    Asking(before): Asking,
    headers: HeaderMap,
    Path(key): Path<String>,
) -> Result<Response, Fault> {
    let persona = persona(&web, &key)?;
    let password = persona.password.expose_secret();
    let source = device::source(&web, &headers, None);
    let (accounts, login) = (&web.app.accounts, &persona.login);
    let entered = match persona.regulates {
        true => accounts.enter_regulating(login, password, &source).await,
        false => accounts.enter(login, password, &source).await,
    };
    let LoggedIn { cookie, session } = match entered {
        Ok(logged_in) => logged_in,
        // Somebody changed the password: who knows the new one can still log in.
        Err(error) => {
            return refused(&page, (&persona.login, "/"), None, ("login-wrong", error));
        }
    };
    // Who has several activities is let in with the first one; the tour shows where
    // they are chosen.
    let cookie = match (session.stage, session.activities.first()) {
        (Stage::Activity, Some(first)) => {
            let chosen = web.app.accounts.choose_activity(&session, &first.id).await;
            chosen.map_err(of_account)?.cookie
        }
        _ => cookie,
    };
    end(&web, before.as_deref()).await?;
    let first = persona.tour.first().map_or("/", |step| step.path.as_str());
    let mut response = Redirect::to(first).into_response();
    web.jar.begin(&mut response, &cookie);
    // So that a PIN can be tried out too.
    device::remember(&web, &headers, &session, &mut response).await?;
    web.jar.hold(&mut response, TOUR, &format!("{key}.1"));
    Ok(response)
}
