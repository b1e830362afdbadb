//! `PUT Type/id` (<https://hl7.org/fhir/R4/http.html#update>): a further version,
//! or, for those who may choose ids, the first one. `PUT Type?…`
//! (<https://hl7.org/fhir/R4/http.html#cond-update>): of the one that matches.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;
use axum::response::Response;
use hygie_base::{Code, uuid};
use hygie_fhir::json::Json;
use hygie_gate::rules::chooses_ids;
use hygie_http::{Fault, Raw};
use hygie_record::{Act, Basis};

use crate::audit::not_written;
use crate::binary;
use crate::call::Call;
use crate::criteria::{Hit, LOOKS, look, may};
use crate::etag;
use crate::fault::at;
use crate::name;
use crate::resource_body::resource;
use crate::state::Api;
use crate::write::{One, contended, write};

pub(crate) async fn update(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    call.conditions.only(&[IF_MATCH])?;
    call.no_parameters()?;
    let (kind, id) = (name::kind(&kind)?, name::new_id(&id)?);
    let resource = match binary::sent(kind, &headers, &body, Some(id), &api.base)? {
        Some(binary) => binary,
        None => resource(&headers, &body, kind, &api.base)?,
    };
    if resource.id() != Some(id) {
        let why = "the resource's id is that of the address";
        return Err(at(Code::Usage, &format!("{kind}.id"), why));
    }
    one(&api, &call, kind, id, resource).await
}

/// `PUT Type?…`.
pub(crate) async fn by_condition(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    let kind = name::kind(&kind)?;
    let resource = resource(&headers, &body, kind, &api.base)?;
    matching(&api, &call, kind, resource).await
}

/// Updates one resource under its id.
pub(crate) async fn one(
    api: &Api,
    call: &Call,
    kind: &'static str,
    id: &str,
    resource: Json,
) -> Result<Response, Fault> {
    not_written(kind)?;
    call.conditions.only(&[IF_MATCH])?;
    call.no_parameters()?;
    let id = name::new_id(id)?.to_owned();
    let follows = etag::wanted(&call.conditions)?;
    let permit = api.permit(&call.asker).await?;
    let further = !chooses_ids(&call.asker);
    for _ in 0..LOOKS {
        let (id, resource) = (id.clone(), resource.clone());
        let one = One { kind, id, resource, follows, further, basis: Basis::default() };
        if let Some(response) = write(api, call, &permit, one).await? {
            return Ok(response);
        }
    }
    Err(contended())
}

/// Updates the one resource that matches, or makes it.
pub(crate) async fn matching(
    api: &Api,
    call: &Call,
    kind: &'static str,
    resource: Json,
) -> Result<Response, Fault> {
    not_written(kind)?;
    call.conditions.only(&[IF_MATCH])?;
    let follows = etag::wanted(&call.conditions)?;
    let permit = api.permit(&call.asker).await?;
    if !permit.lens().allows(Act::Create, kind) {
        may(api, &permit, Act::Update, kind).await?;
    }
    for _ in 0..LOOKS {
        let (id, further, basis) = target(api, call, kind, &resource).await?;
        let resource = resource.clone();
        let one = One { kind, id, resource, follows, further, basis };
        if let Some(response) = write(api, call, &permit, one).await? {
            return Ok(response);
        }
    }
    Err(contended())
}

/// Which id a conditional update goes to, whether that must be there, and on
/// what that rests.
pub(crate) async fn target(
    api: &Api,
    call: &Call,
    kind: &'static str,
    resource: &Json,
) -> Result<(String, bool, Basis), Fault> {
    match (look(api, call, kind, &call.parameters).await?, resource.id()) {
        (Hit::One(id, basis), None) => Ok((id, true, basis)),
        (Hit::One(id, basis), Some(own)) if own == id => Ok((id, true, basis)),
        (Hit::One(..), Some(_)) => {
            let why = "the resource that matches has another id";
            Err(at(Code::Usage, &format!("{kind}.id"), why))
        }
        (Hit::None(basis), None) => Ok((uuid(&*api.app.rng), false, basis)),
        (Hit::None(basis), Some(own)) => {
            Ok((name::new_id(own)?.to_owned(), !chooses_ids(&call.asker), basis))
        }
    }
}

/// The id of the address goes into a resource of a bundle that has none.
pub(crate) fn with_id(mut resource: Json, id: &str) -> Json {
    if let Some(object) = resource.as_object_mut() {
        object.set_first("id", Json::string(id));
    }
    resource
}
