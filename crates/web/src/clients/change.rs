//! Changing what a client is registered with.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_base::Code;
use hygie_http::Fault;
use hygie_smart::{Flaws, SmartError};

use super::form::{Form, OF_PEOPLE, form, organisation};
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
    let (client, _) = found(&web, &permit, &id).await?;
    if !OF_PEOPLE.contains(&client.kind) {
        return Err(Fault::new(Code::NotFound));
    }
    let (action, back) = addresses(&client.id);
    let meant = Form { action: &action, back: &back, change: true };
    form(&web, &page, &permit, meant, &Typed::from(&client), (&[], None)).await
}

/// `POST /clients/{id}/change`. The kind is the one that it was registered with.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(Sent { page, asker, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let (client, _) = found(&web, &permit, &id).await?;
    if !OF_PEOPLE.contains(&client.kind) {
        return Err(Fault::new(Code::NotFound));
    }
    let (action, back) = addresses(&client.id);
    let meant = Form { action: &action, back: &back, change: true };
    let typed = Typed { kind: client.kind.name().to_owned(), ..Typed::of(&fields) };
    let organisation = organisation(&web, &permit, &typed.organisation).await?;
    let (new, flaw) = typed.client(client.kind, organisation);
    if let Some(flaw) = flaw {
        return form(&web, &page, &permit, meant, &typed, (&[flaw], None)).await;
    }
    let acting = self::permit(&web, &asker).await?;
    match web.app.smart.change_client(acting, &client.id, new).await {
        Ok(Some(_)) => Ok(Redirect::to(&back).into_response()),
        Ok(None) => Err(Fault::new(Code::NotFound)),
        Err(SmartError::Registration(Flaws(flaws))) => {
            form(&web, &page, &permit, meant, &typed, (&flaws, None)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Where the form is sent, and the client's page.
fn addresses(id: &str) -> (String, String) {
    (format!("/clients/{id}/change"), format!("/clients/{id}"))
}
