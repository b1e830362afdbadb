//! Suspending, resuming and ending a client. Each is one form and one call.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use hygie_base::Code;
use hygie_gate::Asker;
use hygie_http::Fault;

use super::show::page_of;
use super::{found, permit};
use crate::confirm::Fresh;
use crate::signed::Sent;
use crate::state::Web;

/// `POST /clients/{id}/suspend`.
pub(crate) async fn suspend(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(Sent { asker, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    set(&web, &asker, &id, true).await
}

/// `POST /clients/{id}/resume`.
pub(crate) async fn resume(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(Sent { asker, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    set(&web, &asker, &id, false).await
}

async fn set(web: &Web, asker: &Asker, id: &str, suspended: bool) -> Result<Response, Fault> {
    let permit = permit(web, asker).await?;
    let client = web.app.smart.suspend_client(permit, id, suspended).await?;
    let client = client.ok_or_else(|| Fault::new(Code::NotFound))?;
    Ok(Redirect::to(&format!("/clients/{}", client.id)).into_response())
}

/// `POST /clients/{id}/end`: for good, so the field `sure` says so.
pub(crate) async fn end(
    State(web): State<Arc<Web>>,
    Path(id): Path<String>,
    Fresh(Sent { page, asker, fields, .. }): Fresh<Sent>,
) -> Result<Response, Fault> {
    let permit = permit(&web, &asker).await?;
    if fields.get("sure") != "yes" {
        let (client, usage) = found(&web, &permit, &id).await?;
        return Ok(page_of(&page, (&client, usage), Some(page.t("client-end-unsure"))));
    }
    if !web.app.smart.end_client(permit, &id).await? {
        return Err(Fault::new(Code::NotFound));
    }
    Ok(Redirect::to("/clients").into_response())
}
