//! The identity was checked: a code is made and shown once, as a letter.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_accounts::InvitationError;
use hygie_accounts::invitations::{Document, NewInvitation, Seen};
use hygie_http::Fault;

use super::letter::{To, letter};
use super::show::{Typed, page_of};
use super::{key, told};
use crate::Page;
use crate::confirm::Fresh;
use crate::faults::of_gate;
use crate::fields::Fields;
use crate::record::{Letter, looks};
use crate::state::Web;

/// `POST /records/{no}/invitations`: the fields `document`, `words`, `checked`, `lost`
/// and `letter`, the language of the letter.
pub(crate) async fn give(
    State(web): State<Arc<Web>>,
    Fresh(Letter { door, fields, .. }): Fresh<Letter>,
) -> Result<Response, Fault> {
    let permit = web.app.gate.invite(&door.asker, door.record).await.map_err(of_gate)?;
    let (_, view) = door.open(&web, looks::INVITATIONS).await?;
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    let seen = match seen(&door.page, &fields) {
        Ok(seen) => seen,
        Err(why) => {
            let typed = Typed { wrong: Some(why), ..Typed::of(&fields) };
            return page_of(&web, &door, &view, typed, wrong).await;
        }
    };
    let new = NewInvitation { seen, lost: fields.get("lost") == "yes" };
    match web.app.accounts.invite(permit, &view, new).await {
        Ok(invited) => {
            let (lang, back) = (fields.get("letter"), door.path.invitations());
            Ok(letter(&web, &door, &invited, To { lang, acts_for: None, back }))
        }
        Err(error) => {
            let why = ("", door.page.t(key(told(error)?)));
            let typed = Typed { wrong: Some(why), ..Typed::of(&fields) };
            page_of(&web, &door, &view, typed, wrong).await
        }
    }
}

/// What was seen; else the field that is wrong, and why.
pub(crate) fn seen(page: &Page, fields: &Fields) -> Result<Seen, (&'static str, String)> {
    let document = Document::parse(fields.get("document"));
    let document = document.ok_or_else(|| ("document", page.t("invite-document-wrong")))?;
    let seen = Seen::new(document, fields.get("words"));
    let seen = seen.map_err(|error: InvitationError| ("words", page.t(key(error))))?;
    match fields.get("checked") {
        "yes" => Ok(seen),
        _ => Err(("checked", page.t("invite-checked-wrong"))),
    }
}
