//! Registering a client.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use hygie_http::Fault;
use hygie_smart::limits::CLIENTS;
use hygie_smart::{Flaw, Flaws, Kind, SmartError};

use super::form::{Form, OF_PEOPLE, form};
use super::permit;
use super::typed::Typed;
use crate::confirm::Fresh;
use crate::signed::{Sent, Signed};
use crate::state::Web;

const FORM: Form<'static> = Form { action: "/clients/new", back: "/clients", change: false };

/// `GET /clients/new`.
pub(crate) async fn show(
    State(web): State<Arc<Web>>,
    Fresh(Signed { page, asker, .. }): Fresh<Signed>,
) -> Result<Response, Fault> {
    permit(&web, &asker).await?;
    let typed = Typed { kind: Kind::Public.name().to_owned(), ..Typed::default() };
    Ok(form(&page, FORM, &typed, (&[], None)))
}

/// `POST /clients/new`.
pub(crate) async fn submit(
    State(web): State<Arc<Web>>,
    Fresh(Sent { page, asker, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    let typed = Typed::of(&fields);
    let Some(kind) = Kind::parse(&typed.kind).filter(|kind| OF_PEOPLE.contains(kind)) else {
        return Ok(form(&page, FORM, &typed, (&[Flaw::Kind], None)));
    };
    let (new, flaw) = typed.client(kind);
    if let Some(flaw) = flaw {
        return Ok(form(&page, FORM, &typed, (&[flaw], None)));
    }
    match web.app.smart.register(&permit, new, &asker.id).await {
        Ok(client) => Ok(Redirect::to(&format!("/clients/{}", client.id)).into_response()),
        Err(SmartError::Registration(Flaws(flaws))) => {
            Ok(form(&page, FORM, &typed, (&flaws, None)))
        }
        Err(SmartError::TooMany) => {
            let wrong = Some(page.t1("clients-too-many", "most", CLIENTS));
            Ok(form(&page, FORM, &typed, (&[], wrong)))
        }
        Err(error) => Err(error.into()),
    }
}
