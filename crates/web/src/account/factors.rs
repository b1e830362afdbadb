//! Changing one's second factors; each change demands a fresh proof.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_accounts::AccountError;
use hygie_base::ExposeSecret;
use hygie_http::Fault;

use crate::confirm::Fresh;
use crate::enrol::CodesPage;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, begun};
use crate::signed::Sent;
use crate::state::Web;

/// `POST /account/recovery`: fresh recovery codes, shown once.
pub(crate) async fn recovery(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, session, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    match web.app.accounts.renew_recovery(&session).await {
        Ok(codes) => {
            let codes = codes.iter().map(ExposeSecret::expose_secret).collect();
            let next = "/account";
            Ok(page.render(&CodesPage { page: &page, codes, next, draft: None }))
        }
        Err(AccountError::Ended) => Ok(again(&page, None)),
        Err(error) => Err(of_account(error)),
    }
}

/// `POST /account/app/forget`: takes the app away; where the house demands an app, the
/// next page enrols another one.
pub(crate) async fn forget(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Fresh(Sent { mut page, session, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    match web.app.accounts.forget_totp(&session).await {
        Ok(logged_in) => {
            let carried = Carried { next: "/account".to_owned(), draft: None };
            begun(&web, &mut page, &headers, logged_in, carried).await
        }
        Err(AccountError::Ended) => Ok(again(&page, None)),
        Err(error) => Err(of_account(error)),
    }
}
