//! Locking, by the button in the head of each page.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_accounts::AccountError;
use hygie_http::{Fault, Query};
use serde::Deserialize;

use super::{carry, form};
use crate::context::belongs;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::Carried;
use crate::place::local;
use crate::signed::{Step, then};
use crate::state::Web;

/// The form on the page that is left, when it is sent along.
#[derive(Deserialize)]
pub(super) struct Keep {
    /// Where it would have been sent to; empty for none.
    #[serde(default)]
    keep: String,
}

/// `POST /lock`: locks the session. Where the button belongs to a form, its fields come
/// along and are carried, sealed.
pub(super) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Query(Keep { keep }): Query<Keep>,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let draft = if keep.is_empty() { None } else { Draft::of(&keep, &fields) };
    let draft = carry::sealed(&web, &session, draft).await?;
    match web.app.accounts.lock(&session).await {
        Ok(()) => {}
        Err(AccountError::Ended) => return Ok(again(&page, draft.as_ref())),
        Err(error) => return Err(of_account(error)),
    }
    let next = if keep.is_empty() { local(fields.get("next")) } else { local(&keep) };
    let carried = Carried { next: next.to_owned(), draft };
    if carried.draft.is_none() {
        return Ok(Redirect::to(&then("/lock", &carried.next)).into_response());
    }
    let locked = session.as_locked();
    belongs(&mut page, &locked);
    form(&web, &headers, &page, &locked, &carried).await
}
