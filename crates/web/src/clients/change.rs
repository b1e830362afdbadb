//! Changing what a client is registered with.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_base::Code;
use hygie_http::Fault;
use hygie_record::Permit;
use hygie_smart::{Client, Flaws, SmartError};

use super::form::{Form, OF_PEOPLE, form};
use super::typed::Typed;
use super::{found, permit};
use crate::confirm::Fresh;
use crate::signed::{Sent, Signed};
use crate::state::Web;

/// `GET /clients/{id}/change`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, asker, .. }): Fresh<Signed>,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let client = app(&web, &permit, &id).await?;
    let (action, back) = addresses(&client.id);
    let meant = Form { action: &action, back: &back, change: true };
    Ok(form(&page, meant, &Typed::from(&client), (&[], None)))
}

/// `POST /clients/{id}/change`. The kind is the one that it was registered with.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(Sent { page, asker, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let client = app(&web, &permit, &id).await?;
    let (action, back) = addresses(&client.id);
    let meant = Form { action: &action, back: &back, change: true };
    let typed = Typed { kind: client.kind.name().to_owned(), ..Typed::of(&fields) };
    let (new, flaw) = typed.client(client.kind);
    if let Some(flaw) = flaw {
        return Ok(form(&page, meant, &typed, (&[flaw], None)));
    }
    let acting = self::permit(&web, &asker).await?;
    match web.app.smart.change_client(acting, &client.id, new).await {
        Ok(Some(_)) => Ok(Redirect::to(&back).into_response()),
        Ok(None) => Err(Fault::new(Code::NotFound)),
        Err(SmartError::Registration(Flaws(flaws))) => {
            Ok(form(&page, meant, &typed, (&flaws, None)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The app of this id; as if there were none, of a machine.
async fn app(web: &Web, permit: &Permit, id: &str) -> Result<Client, Fault> {
    let (client, _) = found(web, permit, id).await?;
    if OF_PEOPLE.contains(&client.kind) { Ok(client) } else { Err(Fault::new(Code::NotFound)) }
}

/// Where the form is sent, and the client's page.
fn addresses(id: &str) -> (String, String) {
    (format!("/clients/{id}/change"), format!("/clients/{id}"))
}
