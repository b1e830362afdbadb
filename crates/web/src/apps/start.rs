//! Starting an app from a record.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use hygie_base::Code;
use hygie_http::Fault;
use hygie_smart::Client;

use super::leave::leave;
use super::{api, themselves};
use crate::Page;
use crate::care::{Inside, enter};
use crate::record::{Frame, Here, Letter};
use crate::state::Web;

#[derive(Template)]
#[template(path = "apps/start.html")]
pub(super) struct StartPage<'a> {
    pub(super) page: &'a Page,
    pub(super) frame: &'a Frame,
    pub(super) action: &'a str,
    pub(super) apps: &'a [Client],
}

/// `GET /records/{no}/apps`: the apps that can be started.
pub(crate) async fn list(State(web): State<Arc<Web>>, inside: Inside) -> Result<Response, Fault> {
    themselves(&inside.door.asker)?;
    let view = inside.open(&web, "apps").await?;
    let door = &inside.door;
    let apps = match door.comes_apart() {
        true => Vec::new(),
        false => web.app.smart.launchable().await?,
    };
    let frame = Frame::of(door, &view, Here::Apps);
    let action = door.path.apps();
    let page = &door.page;
    Ok(page.render(&StartPage { page, frame: &frame, action: &action, apps: &apps }))
}

/// `POST /records/{no}/apps`: starts the app of the field `client`.
pub(crate) async fn start(
    State(web): State<Arc<Web>>,
    Letter { door, fields, .. }: Letter,
) -> Result<Response, Fault> {
    themselves(&door.asker)?;
    // Who may not open the record starts nothing for it.
    if let Err(closed) = enter(&web, &door, &door.path.apps()).await {
        return Ok(closed);
    }
    if door.comes_apart() {
        return Err(Fault::new(Code::Forbidden));
    }
    let client = fields.get("client");
    let to = web.app.smart.launch(&door.asker, client, door.record, &api(&web)).await?;
    let to = to.ok_or_else(|| Fault::new(Code::NotFound))?;
    Ok(leave(&door.page, &to))
}
