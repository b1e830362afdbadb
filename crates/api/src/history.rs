//! `GET Type/id/_history` (<https://hl7.org/fhir/R4/http.html#history>), newest
//! version first.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::Fault;

use crate::answer::fhir;
use crate::bundle::Bundle;
use crate::call::{Call, unknown};
use crate::name;
use crate::search::page::Page;
use crate::state::Api;

pub(crate) async fn history(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, name::kind(&kind)?, &id).await
}

/// The history of one resource.
pub(crate) async fn one(api: &Api, call: &Call, kind: &str, id: &str) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let id = name::id(id)?;
    let path = format!("{kind}/{id}/_history");
    let (page, rest) = Page::read(api, &call.asker, &path, &call.parameters)?;
    if let Some((name, _)) = rest.first() {
        return Err(unknown(name));
    }
    let permit = api.permit(&call.asker).await?;
    let asked = page.offset..page.offset.saturating_add(page.count);
    let found = api.app.records.history_page(&permit, kind, id, asked).await?;
    let next = page.next(api, &call.asker, &path, &rest, found.total)?;
    let own = format!("{}/{path}", api.base);
    let mut bundle = Bundle::new("history", Some(found.total), Some(&own), next.as_deref());
    for version in &found.resources {
        bundle.version(&api.base, version);
    }
    Ok(fhir(StatusCode::OK, bundle.end(), call.shape))
}
