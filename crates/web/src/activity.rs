//! In which activity somebody acts.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_accounts::{AccountError, ActivitySeen, Session, Stage};
use hygie_gate::Role;
use hygie_http::{Fault, Query};

use crate::Page;
use crate::delegates::whom_of;
use crate::draft::Draft;
use crate::faults::of_account;
use crate::login::again;
use crate::onward::{Carried, Next, begun, onward};
use crate::signed::{Staged, Step};
use crate::state::Web;

#[derive(Template)]
#[template(path = "activity.html")]
struct ActivityPage<'a> {
    page: &'a Page,
    activities: &'a [&'a ActivitySeen],
    /// Those that a provider did not name, where it named some.
    others: &'a [&'a ActivitySeen],
    /// Of each by which they act for a person, its id and for whom, in words.
    acting: &'a [(String, String)],
    /// Id of the one in which the session acts; empty for none.
    present: &'a str,
    next: &'a str,
    draft: Option<&'a Draft>,
}

impl ActivityPage<'_> {
    /// What an activity is called: for whom they act, or the role.
    fn called(&self, one: &ActivitySeen) -> String {
        let acting = self.acting.iter().find(|(id, _)| *id == one.id);
        acting.map_or_else(|| self.page.role(one.role.name()), |(_, words)| words.clone())
    }
}

/// `GET /activity`: to choose one, or another one.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Staged { page, session }: Staged,
    Query(next): Query<Next>,
) -> Result<Response, Fault> {
    form(&web, &page, &session, &Carried::asked(&next)).await
}

/// `POST /activity`: acts in the one of the field `id`, under a fresh cookie.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { mut page, session, fields }: Step,
) -> Result<Response, Fault> {
    let carried = Carried::of(&fields);
    web.forget(&session.id);
    match web.app.accounts.choose_activity(&session, fields.get("id")).await {
        Ok(logged_in) => begun(&web, &mut page, &headers, logged_in, carried).await,
        Err(AccountError::Ended) => Ok(again(&page, carried.draft.as_ref())),
        Err(error) => Err(of_account(error)),
    }
}

/// `POST /activity/next`: from a page that had something to say on the way.
pub(crate) async fn next(
    State(web): State<Arc<Web>>,
    headers: HeaderMap,
    Step { page, session, fields }: Step,
) -> Result<Response, Fault> {
    onward(&web, &headers, &page, &session, Carried::of(&fields)).await
}

/// The choice, also with a form that it carries.
///
/// # Errors
/// When the store fails.
pub(crate) async fn form(
    web: &Web,
    page: &Page,
    session: &Session,
    carried: &Carried,
) -> Result<Response, Fault> {
    let mut acting = Vec::new();
    for one in session.activities.iter().filter(|one| one.role == Role::Delegate) {
        acting.push((one.id.clone(), whom_of(web, page, session, one).await?));
    }
    let present = session.activity.as_ref().map_or("", |one| one.id.as_str());
    let Carried { next, draft } = carried;
    // Whoever changes to another one knows them.
    let choosing = session.stage == Stage::Activity;
    let is_named = |one: &&ActivitySeen| choosing && session.named.contains(&one.id);
    let (named, rest): (Vec<_>, Vec<_>) = session.activities.iter().partition(is_named);
    let (activities, others) = if named.is_empty() { (rest, named) } else { (named, rest) };
    Ok(page.render(&ActivityPage {
        page,
        activities: &activities,
        others: &others,
        acting: &acting,
        present,
        next,
        draft: draft.as_ref(),
    }))
}

#[cfg(test)]
mod tests;
