//! The page of the lock.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_accounts::limits::{PIN_LEAST_DIGITS, PIN_MOST_DIGITS};
use hygie_accounts::{Session, Stage};
use hygie_http::{Fault, Query};

use super::carry;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::fields::Fields;
use crate::onward::{Carried, Next};
use crate::providers::{Button, linked};
use crate::signed::Staged;
use crate::state::Web;
use crate::{Page, device};

#[derive(Template)]
#[template(path = "lock.html")]
pub(super) struct LockPage<'a> {
    pub(super) page: &'a Page,
    pub(super) name: &'a str,
    pub(super) initials: String,
    /// Whether a PIN unlocks it here.
    pub(super) pin: bool,
    pub(super) least: usize,
    pub(super) most: usize,
    /// Whether a passkey does.
    pub(super) passkey: bool,
    /// The providers with which it is.
    pub(super) providers: Vec<Button>,
    /// Whether it is of a persona, who has no password to type.
    pub(super) persona: bool,
    /// The field that is wrong, and why.
    pub(super) wrong: Option<(&'static str, String)>,
    pub(super) next: &'a str,
    pub(super) draft: Option<&'a Draft>,
}

/// `GET /lock`; straight on for whose session is open.
pub(super) async fn show(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Staged { page, session }: Staged,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    let carried = Carried::asked(&next);
    if session.stage != Stage::Locked {
        return Ok(Redirect::to(&carried.next).into_response());
    }
    form(&web, &headers, &page, &session, &carried).await
}

/// The lock, also with a form that it carries.
///
/// # Errors
/// When the store fails.
pub(crate) async fn form(
    web: &Web,
    headers: &HeaderMap,
    page: &Page,
    session: &Session,
    carried: &Carried,
) -> Result<Response, Fault> {
    page_of(web, headers, (page, session), carried, None, StatusCode::OK).await
}

/// The lock in the place of what a form asked for, whose session was locked meanwhile:
/// what was written is carried.
pub(crate) async fn late(
    web: &Web,
    headers: &HeaderMap,
    page: &Page,
    session: &Session,
    fields: &Fields,
) -> Response {
    let of_form = async {
        let draft = carry::sealed(web, session, Draft::of(&page.path, fields)).await?;
        let next = draft.as_ref().map_or("/", |draft| draft.path.as_str()).to_owned();
        let carried = Carried { next, draft };
        let status = StatusCode::UNAUTHORIZED;
        page_of(web, headers, (page, session), &carried, None, status).await
    };
    of_form.await.unwrap_or_else(Fault::into_response)
}

/// The same with what was wrong.
pub(crate) async fn page_of(
    web: &Web,
    headers: &HeaderMap,
    (page, session): (&Page, &Session),
    Carried { next, draft }: &Carried,
    wrong: Option<(&'static str, String)>,
    status: StatusCode,
) -> Result<Response, Fault> {
    let source = device::source(web, headers, None);
    let pin = web.app.accounts.has_pin(session, &source).await.map_err(of_account)?;
    let template = LockPage {
        page,
        name: &session.holder,
        passkey: session.has_passkey && page.passkeys,
        providers: linked(web, session),
        initials: initials(&session.holder),
        pin,
        least: PIN_LEAST_DIGITS,
        most: PIN_MOST_DIGITS,
        persona: session.is_persona(),
        wrong,
        next,
        draft: draft.as_ref(),
    };
    Ok(page.render_as(status, &template))
}

/// The first letters of the first and the last name, without titles.
pub(super) fn initials(name: &str) -> String {
    let is_title = |word: &&str| word.ends_with('.') || matches!(*word, "Dr" | "Pr" | "Mme" | "M");
    let words: Vec<&str> = name.split_whitespace().filter(|word| !is_title(word)).collect();
    let letter = |word: &&str| word.chars().find(|one| one.is_alphabetic());
    let first = words.first().and_then(letter);
    let last = words.get(1..).and_then(<[&str]>::last).and_then(letter);
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
