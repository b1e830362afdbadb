//! Wards, residences and practices of each organisation, for administrators: to add, to
//! rename, to close. On which of them somebody works is said on the page of their account.

mod acts;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};
use hygie_accounts::AccountError;
use hygie_accounts::limits::{ASSIGNED, WARDS};
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_account;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/wards", get(show::show).post(acts::add))
        .route("/wards/rename", post(acts::rename))
        .route("/wards/close", post(acts::close))
}

/// Why something about wards was refused, in words; a fault when it is not theirs.
pub(crate) fn why(page: &Page, error: AccountError) -> Result<String, Fault> {
    Ok(match error {
        AccountError::SameWard => page.t("wards-same"),
        AccountError::NoSuchWard => page.t("wards-none-such"),
        AccountError::TooManyWards => page.t1("wards-many", "count", WARDS),
        AccountError::TooManyAssigned => page.t1("wards-many-assigned", "count", ASSIGNED),
        AccountError::Field { .. } => page.t("wards-name-wrong"),
        other => return Err(of_account(other)),
    })
}

#[cfg(test)]
mod tests;
