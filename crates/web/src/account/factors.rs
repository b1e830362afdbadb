//! Changing one's second factors; each change asks for a code again.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_accounts::AccountError;
use hygie_base::ExposeSecret;
use hygie_http::Fault;

use super::show::page_of;
use crate::Page;
use crate::enrol::CodesPage;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, begun};
use crate::signed::Sent;
use crate::state::Web;

/// `POST /account/recovery`: fresh recovery codes, shown once, for the code of
/// the field `code`.
pub(crate) async fn recovery(
    State(web): State<Arc<Web>>,
    Sent { page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    match web.app.accounts.renew_recovery(&session, fields.get("code")).await {
        Ok(codes) => {
            let codes = codes.iter().map(ExposeSecret::expose_secret).collect();
            let next = "/account";
            Ok(page.render(&CodesPage { page: &page, codes, next, draft: None }))
        }
        Err(AccountError::Ended) => Ok(again(&page, None)),
        Err(error) => {
            let (status, why) = told(&page, error)?;
            page_of(&web, &page, &session, Some(("code", why)), status).await
        }
    }
}

/// `POST /account/app/forget`: takes the app away, for its code or a recovery
/// code; where the house demands an app, the next page enrols another one.
pub(crate) async fn forget(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Sent { mut page, session, fields, .. }: Sent,
) -> Result<Response, Fault> {
    match web.app.accounts.forget_totp(&session, fields.get("code")).await {
        Ok(logged_in) => {
            let carried = Carried { next: "/account".to_owned(), draft: None };
            begun(&web, &mut page, &headers, logged_in, carried).await
        }
        Err(AccountError::Ended) => Ok(again(&page, None)),
        Err(error) => {
            let (status, why) = told(&page, error)?;
            page_of(&web, &page, &session, Some(("forget-code", why)), status).await
        }
    }
}

fn told(page: &Page, error: AccountError) -> Result<(StatusCode, String), Fault> {
    match error {
        AccountError::Refused => Ok((StatusCode::UNPROCESSABLE_ENTITY, page.t("second-wrong"))),
        AccountError::Throttled { seconds } => {
            Ok((StatusCode::TOO_MANY_REQUESTS, page.t1("login-wait", "seconds", seconds)))
        }
        other => Err(of_account(other)),
    }
}
