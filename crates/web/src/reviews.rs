//! The privacy officer's desk: emergencies that wait for their review (CSP, L.1111-17 I)
//! and contested accesses that wait for their answer (GDPR, article 12), one at a time, and
//! the latest that were done. Nothing of anybody's health is shown.

mod answer;
mod contest;
mod decide;
mod list;
mod show;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use hygie_base::{Code, RecordNo};
use hygie_http::Fault;

pub(crate) use show::deed_told;

use crate::record::RecordPath;
use crate::state::Web;

/// The routes.
pub(crate) fn routes() -> Router<Arc<Web>> {
    Router::new()
        .route("/reviews", get(list::show))
        .route("/reviews/{record}/{number}", get(show::show).post(decide::decide))
        .route("/reviews/contests/{record}/{number}", get(contest::show).post(answer::answer))
}

/// The address of one.
fn address(record: RecordNo, number: u32) -> String {
    format!("/reviews/{record}/{number}")
}

/// The address of a contested access.
fn contest_address(record: RecordNo, number: u32) -> String {
    format!("/reviews/contests/{record}/{number}")
}

/// Which one an address names.
fn target(record: &str, number: &str) -> Result<(RecordNo, u32), Fault> {
    let record = RecordPath::record(record);
    let number = number.parse().ok().filter(|it| u32::to_string(it) == number);
    record.zip(number).ok_or_else(|| Fault::new(Code::NotFound))
}

#[cfg(test)]
mod tests;
