//! `GET Type/id/_history/version` (<https://hl7.org/fhir/R4/http.html#vread>).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use hygie_base::Code;
use hygie_http::Fault;

use crate::call::Call;
use crate::name;
use crate::read::answer;
use crate::shaping::Shaping;
use crate::state::Api;

pub(crate) async fn vread(
    State(api): State<Arc<Api>>,
    Path((kind, id, version)): Path<(String, String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, name::kind(&kind)?, &id, &version).await
}

/// Reads one version of one resource.
pub(crate) async fn one(
    api: &Api,
    call: &Call,
    kind: &str,
    id: &str,
    version: &str,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let id = name::id(id)?;
    let shaping = Shaping::alone(&call.parameters, &[kind])?;
    let permit = api.permit(&call.asker).await?;
    // No resource has a version of another form.
    let version = number(version).ok_or_else(|| Fault::new(Code::NotFound))?;
    let resource = api.app.records.vread(&permit, kind, id, version).await?;
    answer(call, &resource, &shaping)
}

fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    if plain { text.parse().ok() } else { None }
}
