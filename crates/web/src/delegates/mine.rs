//! What somebody who acts for a person holds, and the way to lay it down.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use hygie_base::Code;
use hygie_gate::acts::Resign;
use hygie_gate::rights::Capacity;
use hygie_http::Fault;

use super::row::{DelegateRow, row};
use crate::Page;
use crate::care::Inside;
use crate::faults::of_gate;
use crate::record::{Frame, Here, Letter, looks};
use crate::state::Web;

#[derive(Template)]
#[template(path = "delegates/mine.html")]
pub(super) struct MinePage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: Frame,
    pub(super) row: DelegateRow,
    /// What this reach opens.
    pub(super) opens: String,
    /// What it never does.
    pub(super) never: String,
    pub(super) action: String,
}

/// `GET /records/{no}/acting`; not found for who acts for nobody.
pub(super) async fn show(State(web): State<Arc<Web>>, inside: Inside) -> Result<Response, Fault> {
    let door = &inside.door;
    let id = door.asker.delegation.as_deref().ok_or_else(|| Fault::new(Code::NotFound))?;
    let held = web.app.gate.delegation(door.record, id).await.map_err(of_gate)?;
    let held = held.ok_or_else(|| Fault::new(Code::NotFound))?;
    let view = inside.open(&web, looks::ACTING).await?;
    let page = &door.page;
    let carer = held.capacity == Capacity::Carer;
    let template = MinePage {
        page,
        frame: Frame::of(door, &view, Here::Acting),
        row: row(page, &held, None),
        opens: page.t(&format!("reach-{}-opens", held.reach.name())),
        never: page.t(if carer { "acting-never-carer" } else { "acting-never-law" }),
        action: format!("{}/resign", door.path.acting()),
    };
    Ok(page.render(&template))
}

/// `POST /records/{no}/acting/resign`: they act for the person no longer; not found for
/// who acts for nobody.
pub(super) async fn resign(
    State(web): State<Arc<Web>>,
    Letter { door, .. }: Letter,
) -> Result<Response, Fault> {
    if door.asker.delegation.is_none() {
        return Err(Fault::new(Code::NotFound));
    }
    web.app.accounts.decide(&door.asker, door.record, Resign).await.map_err(of_gate)?;
    Ok(Redirect::to(door.path.synthesis()).into_response())
}
