//! `GET Type/id` (<https://hl7.org/fhir/R4/http.html#read>).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{IF_MODIFIED_SINCE, IF_NONE_MATCH};
use axum::response::Response;
use hygie_base::Code;
use hygie_http::Fault;
use hygie_record::{Resource, State as Life};

use crate::answer::{about, empty, fhir};
use crate::audit;
use crate::binary;
use crate::call::Call;
use crate::etag::{is_unmodified, names};
use crate::kept;
use crate::name;
use crate::shaping::Shaping;
use crate::state::Api;

pub(crate) async fn read(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, name::kind(&kind)?, &id).await
}

/// Reads one resource.
pub(crate) async fn one(api: &Api, call: &Call, kind: &str, id: &str) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let id = name::id(id)?;
    if let Some(place) = audit::place_of(kind, id) {
        return audit::one(api, call, place).await;
    }
    if kept::is_of(kind, id) {
        return kept::one(api, call, id).await;
    }
    let shaping = Shaping::alone(&call.parameters, &[kind])?;
    let permit = api.reader(&call.asker, kind, id).await?;
    let resource = api.app.records.read(&permit, kind, id).await?;
    answer(call, &resource, &shaping)
}

/// The version, unless the caller has it already; the trace is written by then.
pub(crate) fn answer(
    call: &Call,
    resource: &Resource,
    shaping: &Shaping,
) -> Result<Response, Fault> {
    if resource.state == Life::Deleted {
        return Err(Fault::new(Code::Gone));
    }
    let known = match call.conditions.get(&IF_NONE_MATCH) {
        Some(tags) => names(tags, resource.version),
        // RFC 9110, section 13.1.3: the date counts only where no tag is given.
        None => call
            .conditions
            .get(&IF_MODIFIED_SINCE)
            .is_some_and(|since| is_unmodified(since, resource.at)),
    };
    let response = if known {
        empty(StatusCode::NOT_MODIFIED)
    } else if resource.resource_type == "Binary" && !call.wants_fhir {
        binary::native(resource)?
    } else {
        fhir(StatusCode::OK, shaping.text(resource), call.shape)
    };
    about(response, resource.version, resource.at)
}
