//! In the place of a record's pages, for who acts for a person while nothing is open to
//! them: why, and what can be done.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_gate::{Entered, Role};
use hygie_http::Fault;

use crate::Page;
use crate::faults::of_gate;
use crate::format::{Date, day, paris};
use crate::record::Door;
use crate::state::Web;

#[derive(Template)]
#[template(path = "delegates/closed.html")]
pub(super) struct ClosedPage<'a> {
    pub(super) page: &'a Page,
    /// Why, in a sentence.
    pub(super) why: String,
    /// What can be done.
    pub(super) advice: String,
}

/// The rules by which nothing is open to who acts for a person, beside what is kept.
pub(super) const REASONS: [&str; 5] = [
    "delegation-ended",
    "delegation-coming",
    "measure-without-person",
    "carer-not-invited",
    "parent-of-adult",
];

/// The rule by which nothing is open to who acts for a person; none when something is, and
/// for all others. It is weighed with the permit.
pub(crate) fn reason(door: &Door, entered: &Entered) -> Option<&'static str> {
    let shared = entered.standing.filter(|_| door.asker.role == Role::Delegate)?.shared;
    REASONS.into_iter().find(|reason| !shared.allowed && shared.reason.id == *reason)
}

/// The page that says so.
///
/// # Errors
/// When the store fails.
pub(crate) async fn closed(web: &Web, door: &Door, reason: &str) -> Result<Response, Fault> {
    let page = &door.page;
    let id = door.asker.delegation.as_deref().unwrap_or_default();
    let held = web.app.gate.delegation(door.record, id).await.map_err(of_gate)?;
    let date = |at| day(page.lang, &Date::from(paris(at)));
    let why = match (reason, held) {
        ("delegation-ended", Some(held)) if held.end.is_some_and(|end| end <= page.now) => {
            page.t1("closed-ended-on", "date", held.end.map(date).unwrap_or_default())
        }
        ("delegation-coming", Some(held)) => page.t1("closed-coming-on", "date", date(held.start)),
        (other, _) => page.t(&format!("closed-{other}")),
    };
    let advice = page.t(&format!("closed-{reason}-advice"));
    let template = ClosedPage { page, why, advice };
    Ok(page.render_as(StatusCode::FORBIDDEN, &template))
}
