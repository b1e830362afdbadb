//! `PUT Type/id` (<https://hl7.org/fhir/R4/http.html#update>): a further version,
//! or the first one under the client's own id.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header::IF_MATCH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use hygie_base::{Code, Timestamp};
use hygie_exchange::{Part, Parts, prepare, stamp};
use hygie_fhir::json::Json;
use hygie_http::{Fault, Raw};
use hygie_record::{Batch, Change, Effect};

use crate::answer::{about, empty, fhir, located};
use crate::call::Call;
use crate::etag;
use crate::fault::{at, of_exchange};
use crate::format::sends_json;
use crate::json::{array, object, string};
use crate::name;
use crate::prefer::Return;
use crate::resource_body::resource;
use crate::state::Api;

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
    sends_json(&headers)?;
    let resource = resource(&body, kind, &api.base)?;
    if resource.id() != Some(id) {
        let why = "the resource's id is that of the address";
        return Err(at(Code::Usage, &format!("{kind}.id"), why));
    }
    let follows =
        call.conditions.get(&IF_MATCH).map(|tag| etag::version(tag.to_str().unwrap_or_default()));
    write(&api, &call, kind, id.to_owned(), resource, follows.transpose()?).await
}

/// Writes one resource by itself and tells where it is.
pub(crate) async fn write(
    api: &Api,
    call: &Call,
    kind: &str,
    id: String,
    resource: Json,
    follows: Option<u32>,
) -> Result<Response, Fault> {
    let permit = api.permit(&call.asker).await?;
    let records = &api.app.records;
    let returns = call.prefer.returns.unwrap_or(Return::Representation);
    let part = Part { place: None, id: id.clone(), full_url: None, resource };
    let keep = returns == Return::Representation;
    let parts = prepare(records, &permit, vec![part], keep).await.map_err(of_exchange)?;
    let Parts { drafts, texts, .. } = parts;
    let changes = drafts.into_iter().map(|draft| {
        Change::Put(match follows {
            Some(version) => draft.following(version),
            None => draft,
        })
    });
    let batch = Batch { changes: changes.collect(), custodian: api.custodian(&call.asker) };
    let written = records.write(&permit, batch).await?;
    let effect = written.effects.first().copied().unwrap_or(Effect::Unchanged);
    let version = written.versions.first().copied().unwrap_or_default();
    let now = written.times.first().copied().unwrap_or_default();
    let status = if effect == Effect::Created { StatusCode::CREATED } else { StatusCode::OK };
    let response = match (returns, texts.first()) {
        (Return::Representation, Some(text)) => fhir(status, stamp(text, version, now), call.shape),
        (Return::Outcome, _) => fhir(status, done(effect).to_vec(), call.shape),
        _ => empty(status),
    };
    finish(response, &api.base, kind, &id, version, now)
}

fn finish(
    response: Response,
    base: &str,
    kind: &str,
    id: &str,
    version: u32,
    at: Timestamp,
) -> Result<Response, Fault> {
    let url = format!("{base}/{kind}/{id}/_history/{version}");
    located(about(response, version, at)?, &url)
}

/// What was done, as an OperationOutcome.
pub(crate) fn done(effect: Effect) -> Json {
    let what = match effect {
        Effect::Created => "created",
        Effect::Updated => "updated",
        Effect::Deleted => "deleted",
        Effect::Unchanged => "unchanged: it was already so",
    };
    let issue = object([
        ("severity", string("information")),
        ("code", string("informational")),
        ("diagnostics", string(what)),
    ]);
    object([("resourceType", string("OperationOutcome")), ("issue", array([issue]))])
}
