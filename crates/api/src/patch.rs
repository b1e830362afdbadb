//! `PATCH Type/id` and `PATCH Type?…` (<https://hl7.org/fhir/R4/http.html#patch>):
//! what the patch makes of the version that stands is written as an update is.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, IF_MATCH};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_base::Code;
use hygie_exchange::stamped;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::patch::{FhirPathPatch, JsonPatch, PatchError};
use hygie_http::{Fault, Raw};
use hygie_record::{Act, Basis, Permit, RecordError, State as Life};

use crate::audit::not_written;
use crate::call::Call;
use crate::criteria::{Hit, LOOKS, look, may};
use crate::etag;
use crate::fault::at;
use crate::format::sends_json;
use crate::limits::RESOURCE_BYTES;
use crate::name;
use crate::own_url::make_relative;
use crate::state::Api;
use crate::write::{One, contended, write};

const JSON_PATCH: &str = "application/json-patch+json";

/// A patch, read.
#[derive(Debug)]
pub(crate) enum Patch {
    Json(JsonPatch),
    FhirPath(FhirPathPatch),
}

pub(crate) async fn patch(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    let (kind, patch) = (name::kind(&kind)?, Patch::read(&headers, &body)?);
    one(&api, &call, kind, &id, &patch).await
}

/// `PATCH Type?…`.
pub(crate) async fn by_condition(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    let (kind, patch) = (name::kind(&kind)?, Patch::read(&headers, &body)?);
    matching(&api, &call, kind, &patch).await
}

/// Patches one resource by its id.
pub(crate) async fn one(
    api: &Api,
    call: &Call,
    kind: &'static str,
    id: &str,
    patch: &Patch,
) -> Result<Response, Fault> {
    call.no_parameters()?;
    let permit = allowed(api, call, kind).await?;
    let id = name::id(id)?;
    for _ in 0..LOOKS {
        if let Some(response) = attempt(api, call, &permit, (kind, id), patch, None).await? {
            return Ok(response);
        }
    }
    Err(contended())
}

/// Patches the one resource that matches.
pub(crate) async fn matching(
    api: &Api,
    call: &Call,
    kind: &'static str,
    patch: &Patch,
) -> Result<Response, Fault> {
    let permit = allowed(api, call, kind).await?;
    for _ in 0..LOOKS {
        let (id, basis) = match look(api, call, kind, &call.parameters).await? {
            Hit::One(id, basis) => (id, basis),
            Hit::None(_) => return Err(Fault::new(Code::NotFound)),
        };
        let on = Some(basis);
        if let Some(response) = attempt(api, call, &permit, (kind, &id), patch, on).await? {
            return Ok(response);
        }
    }
    Err(contended())
}

async fn allowed(api: &Api, call: &Call, kind: &str) -> Result<Permit, Fault> {
    not_written(kind)?;
    call.conditions.only(&[IF_MATCH])?;
    let permit = api.permit(&call.asker).await?;
    may(api, &permit, Act::Update, kind).await?;
    Ok(permit)
}

/// Reads, patches and writes; `None` when another version came in between and
/// the caller named none.
async fn attempt(
    api: &Api,
    call: &Call,
    permit: &Permit,
    (kind, id): (&'static str, &str),
    patch: &Patch,
    basis: Option<Basis>,
) -> Result<Option<Response>, Fault> {
    let wanted = etag::wanted(&call.conditions)?;
    let (resource, version) = patched(api, permit, (kind, id), patch, wanted).await?;
    let mut on = basis.unwrap_or_default();
    let mut follows = wanted;
    if wanted.is_none() {
        // A version that came in between is patched in its turn.
        let (stands, standing) = api.app.records.standing(permit, kind, id).await?;
        if stands != version {
            return Ok(None);
        }
        on.and(standing);
        follows = None;
    }
    let id = id.to_owned();
    let one = One { kind, id, resource, follows, further: true, basis: on };
    write(api, call, permit, one).await
}

/// What a patch makes of the version that stands, and which that is.
///
/// # Errors
/// 404 and 410 as for a read; 412 when another version was wanted; 422 when
/// the patch cannot be applied, or would change type or id.
pub(crate) async fn patched(
    api: &Api,
    permit: &Permit,
    (kind, id): (&'static str, &str),
    patch: &Patch,
    wanted: Option<u32>,
) -> Result<(Json, u32), Fault> {
    let found = api.app.records.read(permit, kind, id).await?;
    if wanted.is_some_and(|wanted| wanted != found.version) {
        return Err(RecordError::VersionConflict { resource: format!("{kind}/{id}") }.into());
    }
    if found.state == Life::Deleted {
        return Err(Fault::new(Code::Gone));
    }
    let unread = |_| Fault::new(Code::Corrupt).inside("a resource that cannot be read");
    let before = parse(&stamped(&found), &JsonLimits::default()).map_err(unread)?;
    let mut after = patch.apply(&before)?;
    if after.resource_type() != Some(kind) || after.id() != Some(id) {
        let why = "a patch changes neither the type nor the id of a resource";
        return Err(at(Code::PatchFailed, &format!("{kind}.id"), why));
    }
    make_relative(&mut after, &api.base);
    Ok((after, found.version))
}

impl Patch {
    fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Fault> {
        if body.len() > RESOURCE_BYTES {
            let why = format!("bytes of a patch: at most {RESOURCE_BYTES}");
            return Err(Fault::new(Code::TooLarge).because(why));
        }
        let sent = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let sent = sent.unwrap_or_default().to_ascii_lowercase();
        if sent.split(';').next().is_some_and(|kind| kind.trim() == JSON_PATCH) {
            return Self::of_json(&parse(body, &JsonLimits::default())?);
        }
        let why = "send a patch as application/json-patch+json, or as a Parameters resource in \
                   application/fhir+json";
        sends_json(headers).map_err(|_| Fault::new(Code::MediaType).because(why))?;
        Self::of_parameters(&parse(body, &JsonLimits::default())?)
    }

    /// The patch in an entry of a bundle: a Parameters, or a Binary that holds a
    /// JSON Patch (<https://hl7.org/fhir/R4/http.html#patch>).
    ///
    /// # Errors
    /// When it is neither.
    pub fn of_entry(resource: &Json) -> Result<Self, Fault> {
        if resource.resource_type() != Some("Binary") {
            return Self::of_parameters(resource);
        }
        let why = "a patch in a bundle is a Parameters, or a Binary of application/json-patch+json";
        let refused = || at(Code::PatchFailed, "Binary.data", why);
        if resource.str("contentType") != Some(JSON_PATCH) {
            return Err(refused());
        }
        let bytes = STANDARD.decode(resource.str("data").unwrap_or_default());
        Self::of_json(&parse(&bytes.map_err(|_| refused())?, &JsonLimits::default())?)
    }

    fn of_json(json: &Json) -> Result<Self, Fault> {
        JsonPatch::read(json).map(Self::Json).map_err(|error| refused("Patch", error))
    }

    fn of_parameters(json: &Json) -> Result<Self, Fault> {
        let read = FhirPathPatch::read(json);
        read.map(Self::FhirPath).map_err(|error| refused("Parameters.parameter", error))
    }

    fn apply(&self, to: &Json) -> Result<Json, Fault> {
        match self {
            Self::Json(patch) => patch.apply(to).map_err(|error| refused("Patch", error)),
            Self::FhirPath(patch) => {
                patch.apply(to).map_err(|error| refused("Parameters.parameter", error))
            }
        }
    }
}

/// The operation that cannot be done, and why.
fn refused(of: &str, error: PatchError) -> Fault {
    at(Code::PatchFailed, &format!("{of}[{}]", error.operation), error.fault.sentence())
}
