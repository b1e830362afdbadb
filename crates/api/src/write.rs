//! Writing one resource by itself, and telling what became of it.

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Timestamp;
use hygie_exchange::{Part, prepare, stamp};
use hygie_fhir::json::Json;
use hygie_http::Fault;
use hygie_record::{Basis, Batch, Change, Effect, Permit, RecordError};

use crate::answer::{about, empty, fhir, located};
use crate::call::Call;
use crate::fault::of_exchange;
use crate::json::{array, object, string};
use crate::prefer::Return;
use crate::state::Api;

/// One resource to be written.
pub(crate) struct One {
    pub kind: &'static str,
    pub id: String,
    pub resource: Json,
    /// The version that it must follow.
    pub follows: Option<u32>,
    /// Whether it must be a further version.
    pub further: bool,
    /// What must still be so.
    pub basis: Basis,
}

/// Writes it and tells where it is; `None` when what it rests on changed
/// meanwhile, so that the caller looks again.
///
/// # Errors
/// What is wrong with it, or forbids it.
pub(crate) async fn write(
    api: &Api,
    call: &Call,
    permit: &Permit,
    one: One,
) -> Result<Option<Response>, Fault> {
    let One { kind, id, resource, follows, further, mut basis } = one;
    let records = &api.app.records;
    let returns = call.prefer.returns.unwrap_or(Return::Representation);
    let part = Part { place: None, id: id.clone(), full_url: None, resource };
    let keep = returns == Return::Representation;
    let parts = prepare(records, permit, vec![part], Vec::new(), keep).await;
    let mut parts = parts.map_err(of_exchange)?;
    basis.and(std::mem::take(&mut parts.basis));
    let changes = std::mem::take(&mut parts.drafts).into_iter().map(|draft| {
        let draft = if further { draft.further() } else { draft };
        Change::Put(match follows {
            Some(version) => draft.following(version),
            None => draft,
        })
    });
    let batch = Batch { changes: changes.collect(), custodian: api.custodian(&call.asker) };
    let written = match records.write_on(permit, batch, basis).await {
        Err(RecordError::Moved) => return Ok(None),
        other => other?,
    };
    let effect = written.effects.first().copied().unwrap_or(Effect::Unchanged);
    let version = written.versions.first().copied().unwrap_or_default();
    let now = written.times.first().copied().unwrap_or_default();
    let status = if effect == Effect::Created { StatusCode::CREATED } else { StatusCode::OK };
    let response = match (returns, parts.texts.first()) {
        (Return::Representation, Some(text)) => fhir(status, stamp(text, version, now), call.shape),
        (Return::Outcome, _) => fhir(status, done(effect).to_vec(), call.shape),
        _ => empty(status),
    };
    finish(response, &api.base, kind, &id, version, now).map(Some)
}

/// Says of which version the answer is, and where that is.
pub(crate) fn finish(
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

/// Others kept changing what the request rests on: it did nothing.
pub(crate) fn contended() -> Fault {
    RecordError::Contended.into()
}
