//! The persons who answer what was typed.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use hygie_gate::Asker;
use hygie_http::Fault;
use hygie_record::{RecordError, Wanted};

use super::{Found, Outcome, PeoplePage, compared};
use crate::faults::of_gate;
use crate::legal_notice;
use crate::limits::FIND_LETTERS;
use crate::signed::Signed;
use crate::state::Web;

/// `GET /people`. Everyone who is named finds a trace of it in their record.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Signed { page, session, asker }: Signed,
) -> Result<Response, Fault> {
    if let Some(notice) = legal_notice::first(&session, &page.path) {
        return Ok(notice);
    }
    let typed = web.finds.of(&session.id, page.now).unwrap_or_default();
    let outcome = sought(&web, &asker, &typed).await?;
    Ok(page.render(&PeoplePage { page: &page, typed: &typed, outcome }))
}

/// Who answers what was typed, as far as who asks may find them; traced.
///
/// # Errors
/// For roles that find nobody, and when the store fails.
pub(crate) async fn sought(web: &Web, asker: &Asker, typed: &str) -> Result<Outcome, Fault> {
    let permit = web.app.gate.find(asker).await.map_err(of_gate)?;
    Ok(match Wanted::parse(typed) {
        None if typed.is_empty() => Outcome::Start,
        None => Outcome::TooLittle,
        Some(wanted) => match web.app.records.find_persons(&permit, &wanted).await {
            Ok(persons) if persons.people.is_empty() && is_short(typed) => Outcome::TooShort,
            Ok(persons) => {
                let people = persons.people.iter().map(Found::of).collect();
                Outcome::People(compared(people), persons.more)
            }
            Err(RecordError::Search(_)) => Outcome::TooMany,
            Err(error) => return Err(error.into()),
        },
    })
}

/// Whether it is words of letters, none of them long enough to be looked for.
pub(super) fn is_short(typed: &str) -> bool {
    let mut words = typed.split(|one: char| !one.is_alphanumeric()).filter(|it| !it.is_empty());
    typed.chars().any(char::is_alphabetic) && words.all(|word| word.chars().count() < FIND_LETTERS)
}
