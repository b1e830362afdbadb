//! A passkey as the second factor, after a password.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::{AccountError, Stage};
use hygie_base::Code;
use hygie_http::Fault;

use super::offer::{offered, party};
use crate::faults::of_account;
use crate::login::again;
use crate::login::second::form;
use crate::onward::{Carried, begun};
use crate::signed::Step;
use crate::state::Web;

/// `POST /login/second/passkey/options`: what to ask the browser.
pub(super) async fn options(
    State(web): State<Arc<Web>>,
    Step { session, .. }: Step,
) -> Result<Response, Fault> {
    let party = party(&web)?;
    let options = web.app.accounts.passkey_challenge_again(&session, party).await;
    options.map_err(of_account)?.map(offered).ok_or_else(|| Fault::new(Code::NotFound))
}

/// `POST /login/second/passkey`: the browser's answer in the field `answer`.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    if session.stage != Stage::Second {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    let (accounts, party) = (&web.app.accounts, party(&web)?);
    match accounts.prove_second_with_passkey(&session, party, fields.get("answer")).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(AccountError::Ended) => Ok(again(&page, carried.draft.as_ref())),
        Err(AccountError::Refused) => {
            let text = Some(page.t("passkey-refused"));
            Ok(form(&page, &session, &carried, text, StatusCode::UNAUTHORIZED))
        }
        Err(AccountError::Throttled { seconds }) => {
            let text = Some(page.t1("login-wait", "seconds", seconds));
            let status = StatusCode::TOO_MANY_REQUESTS;
            let mut response = form(&page, &session, &carried, text, status);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
            Ok(response)
        }
        Err(error) => Err(of_account(error)),
    }
}
