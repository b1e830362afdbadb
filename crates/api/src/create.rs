//! `POST Type` (<https://hl7.org/fhir/R4/http.html#create>): the server gives
//! the id. With `If-None-Exist` only when nothing matches
//! (<https://hl7.org/fhir/R4/http.html#ccreate>).

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_base::uuid;
use hygie_exchange::stamped;
use hygie_fhir::json::Json;
use hygie_http::{Fault, Raw};
use hygie_record::{Act, Basis, Effect, State as Life};

use crate::answer::{empty, fhir};
use crate::audit::not_written;
use crate::binary;
use crate::call::Call;
use crate::conditions::IF_NONE_EXIST;
use crate::criteria::{Hit, LOOKS, look, may, of_text};
use crate::name;
use crate::parameters::Parameters;
use crate::prefer::Return;
use crate::resource_body::resource;
use crate::state::Api;
use crate::write::{One, contended, done, finish, write};

pub(crate) async fn create(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    let kind = name::kind(&kind)?;
    let resource = match binary::sent(kind, &headers, &body, None, &api.base)? {
        Some(binary) => binary,
        None => resource(&headers, &body, kind, &api.base)?,
    };
    one(&api, &call, kind, resource).await
}

/// Creates one resource.
pub(crate) async fn one(
    api: &Api,
    call: &Call,
    kind: &'static str,
    resource: Json,
) -> Result<Response, Fault> {
    not_written(kind)?;
    call.conditions.only(&[IF_NONE_EXIST])?;
    call.no_parameters()?;
    let permit = api.permit(&call.asker).await?;
    let criteria = criteria(call, kind)?;
    if criteria.is_some() {
        may(api, &permit, Act::Create, kind).await?;
    }
    for _ in 0..LOOKS {
        let basis = match &criteria {
            None => Basis::default(),
            Some(criteria) => match look(api, call, kind, criteria).await? {
                Hit::None(basis) => basis,
                Hit::One(id, _) => match there(api, call, kind, &id).await? {
                    Some(response) => return Ok(response),
                    None => continue,
                },
            },
        };
        let id = uuid(&*api.app.rng);
        let resource = resource.clone();
        let one = One { kind, id, resource, follows: None, further: false, basis };
        if let Some(response) = write(api, call, &permit, one).await? {
            return Ok(response);
        }
    }
    Err(contended())
}

/// What matched already: nothing is written. `None` when it is gone again.
async fn there(api: &Api, call: &Call, kind: &str, id: &str) -> Result<Option<Response>, Fault> {
    let permit = api.permit(&call.asker).await?;
    let found = api.app.records.read(&permit, kind, id).await?;
    if found.state == Life::Deleted {
        return Ok(None);
    }
    let response = match call.prefer.returns.unwrap_or(Return::Representation) {
        Return::Representation => fhir(StatusCode::OK, stamped(&found), call.shape),
        Return::Outcome => fhir(StatusCode::OK, done(Effect::Unchanged).to_vec(), call.shape),
        Return::Minimal => empty(StatusCode::OK),
    };
    finish(response, &api.base, kind, id, found.version, found.at).map(Some)
}

/// The criteria of a conditional create, for those who create in a bundle.
pub(crate) fn criteria(call: &Call, kind: &str) -> Result<Option<Parameters>, Fault> {
    let text = call.conditions.text(&IF_NONE_EXIST)?;
    text.map(|text| of_text(kind, text)).transpose()
}
