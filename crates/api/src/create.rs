//! `POST Type` (<https://hl7.org/fhir/R4/http.html#create>): the server gives
//! the id.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_base::uuid;
use hygie_http::{Fault, Raw};

use crate::call::Call;
use crate::format::sends_json;
use crate::name;
use crate::resource_body::resource;
use crate::state::Api;
use crate::update::write;

pub(crate) async fn create(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    call.conditions.only(&[])?;
    call.no_parameters()?;
    let kind = name::kind(&kind)?;
    sends_json(&headers)?;
    let resource = resource(&body, kind, &api.base)?;
    write(&api, &call, kind, uuid(&*api.app.rng), resource, None).await
}
