//! Finding a person. What is typed is sent as a form and kept in memory for
//! the session, so that no address, history or log holds a name.

mod ask;
mod found;
mod kept;
mod show;

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use crate::Page;

pub(crate) use ask::ask;
#[cfg(test)]
pub(crate) use found::Named;
pub(crate) use found::{Found, compared};
pub(crate) use kept::Finds;
pub(crate) use show::{show, sought};

/// What a search came to.
pub(crate) enum Outcome {
    /// Nothing was typed yet.
    Start,
    /// These, and whether there were more.
    People(Vec<Found>, bool),
    /// Too many to say who.
    TooMany,
    /// Nobody, and no word of what was typed has three letters.
    TooShort,
    /// What was typed says too little.
    TooLittle,
    /// What was typed is longer than anything we look for.
    TooLong,
}

#[derive(Template)]
#[template(path = "people.html")]
pub(super) struct PeoplePage<'a> {
    pub(super) page: &'a Page,
    pub(super) typed: &'a str,
    pub(super) outcome: Outcome,
}

/// The page to search from.
pub(crate) fn search_page(page: &Page) -> Response {
    page.render(&PeoplePage { page, typed: "", outcome: Outcome::Start })
}

/// The page about something typed that cannot be looked for.
pub(super) fn unusable(page: &Page, outcome: Outcome) -> Response {
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page.render_as(status, &PeoplePage { page, typed: "", outcome })
}

#[cfg(test)]
mod tests;
