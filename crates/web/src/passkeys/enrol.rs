//! Making a passkey: led to it by the log-in, or of one's own accord.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, LoggedIn, Registered, Stage};
use hygie_base::ExposeSecret;
use hygie_http::Fault;

use super::offer::{offered, party, told, words};
use super::show;
use crate::context::belongs;
use crate::enrol::CodesPage;
use crate::login::again;
use crate::onward::{Carried, begun};
use crate::signed::Step;
use crate::state::Web;
use crate::{Page, device, enrol};

/// `POST /enrol/passkey/options`: what to ask the browser, or what is wrong in words.
pub(super) async fn options(
    State(web): State<Arc<Web>>,
    Step { page, session, .. }: Step,
) -> Result<Response, Fault> {
    let party = party(&web)?;
    let begun = web.app.accounts.begin_registration(&session, party).await;
    match begun {
        Ok(options) => Ok(offered(options)),
        Err(error) => words(&page, error).map(|(status, words)| told(status, &words)),
    }
}

/// `POST /enrol/passkey`: the browser's answer in the field `answer`, a name in the
/// field `name`. With a first factor the answer shows recovery codes, once.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    let name = name(&page, &headers, fields.get("name"));
    let (party, answer) = (party(&web)?, fields.get("answer"));
    match web.app.accounts.finish_registration(&session, party, &name, answer).await {
        Ok(Registered { logged_in, codes }) if codes.is_empty() => {
            begun(&web, &mut page, &headers, logged_in, carried).await
        }
        Ok(Registered { logged_in: LoggedIn { cookie, session }, codes }) => {
            belongs(&mut page, &session);
            let codes = codes.iter().map(ExposeSecret::expose_secret).collect();
            let Carried { next, draft } = &carried;
            let template = CodesPage { page: &page, codes, next, draft: draft.as_ref() };
            let mut response = page.render(&template);
            web.jar.begin(&mut response, &cookie);
            device::remember(&web, &headers, &session, &mut response).await?;
            Ok(response)
        }
        Err(AccountError::NotNow) => Ok(Redirect::to("/account").into_response()),
        Err(AccountError::Ended) => Ok(again(&page, carried.draft.as_ref())),
        Err(error) => {
            let (status, why) = words(&page, error)?;
            match session.stage {
                Stage::Open => show::page_of(&web, &page, &session, Some(why), status).await,
                _ => wrong(&web, &page, &session, &carried, why).await,
            }
        }
    }
}

async fn wrong(
    web: &Web,
    page: &Page,
    session: &hygie_accounts::Session,
    carried: &Carried,
    why: String,
) -> Result<Response, Fault> {
    let wrong = Some((enrol::PASSKEY, why));
    enrol::form(web, page, session, carried, wrong, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What a passkey is called that is given no name: the kind of device that it is made
/// on.
fn name(page: &Page, headers: &HeaderMap, given: &str) -> String {
    match (given.trim(), device::of(headers)) {
        ("", device) if device.is_empty() => page.t("passkeys-unnamed"),
        ("", device) => device,
        (given, _) => given.to_owned(),
    }
}
