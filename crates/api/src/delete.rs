//! `DELETE Type/id` (<https://hl7.org/fhir/R4/http.html#delete>): an entry that
//! says so; earlier versions stay in the history. `DELETE Type?…`
//! (<https://hl7.org/fhir/R4/http.html#3.1.0.7.1>): of the one that matches.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::IF_MATCH;
use axum::response::Response;
use hygie_base::Code;
use hygie_http::Fault;
use hygie_record::{Act, Basis, Batch, Change, Effect, Permit, RecordError, Written};

use crate::answer::{about, empty, fhir};
use crate::audit::not_written;
use crate::call::Call;
use crate::criteria::{Hit, LOOKS, look, may};
use crate::etag;
use crate::name;
use crate::prefer::Return;
use crate::state::Api;
use crate::write::{contended, done};

pub(crate) async fn delete(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, name::kind(&kind)?, &id).await
}

/// `DELETE Type?…`.
pub(crate) async fn by_condition(
    State(api): State<Arc<Api>>,
    Path(kind): Path<String>,
    call: Call,
) -> Result<Response, Fault> {
    matching(&api, &call, name::kind(&kind)?).await
}

/// Deletes one resource by its id.
pub(crate) async fn one(
    api: &Api,
    call: &Call,
    kind: &'static str,
    id: &str,
) -> Result<Response, Fault> {
    not_written(kind)?;
    call.conditions.only(&[IF_MATCH])?;
    call.no_parameters()?;
    let id = name::id(id)?;
    let wanted = etag::wanted(&call.conditions)?;
    let permit = api.permit(&call.asker).await?;
    for _ in 0..LOOKS {
        let basis = at_version(api, &permit, (kind, id), wanted).await?;
        if let Some(written) = mark(api, call, &permit, (kind, id), basis).await? {
            return answer(call, &written);
        }
    }
    Err(contended())
}

/// Deletes the one resource that matches; when none does, all is as wanted.
pub(crate) async fn matching(
    api: &Api,
    call: &Call,
    kind: &'static str,
) -> Result<Response, Fault> {
    not_written(kind)?;
    call.conditions.only(&[IF_MATCH])?;
    let wanted = etag::wanted(&call.conditions)?;
    let permit = api.permit(&call.asker).await?;
    may(api, &permit, Act::Delete, kind).await?;
    for _ in 0..LOOKS {
        let (id, mut basis) = match look(api, call, kind, &call.parameters).await? {
            Hit::One(id, basis) => (id, basis),
            Hit::None(_) => return Ok(answered(call, Effect::Unchanged)),
        };
        basis.and(at_version(api, &permit, (kind, &id), wanted).await?);
        if let Some(written) = mark(api, call, &permit, (kind, &id), basis).await? {
            return answer(call, &written);
        }
    }
    Err(contended())
}

/// Holds the version of `If-Match` against the one that stands.
///
/// # Errors
/// 412 when it is another one, 404 when there is none to be seen.
pub(crate) async fn at_version(
    api: &Api,
    permit: &Permit,
    (kind, id): (&str, &str),
    wanted: Option<u32>,
) -> Result<Basis, Fault> {
    let Some(wanted) = wanted else { return Ok(Basis::default()) };
    may(api, permit, Act::Delete, kind).await?;
    let (version, basis) = api.app.records.standing(permit, kind, id).await?;
    if version == wanted {
        return Ok(basis);
    }
    Err(RecordError::VersionConflict { resource: format!("{kind}/{id}") }.into())
}

async fn mark(
    api: &Api,
    call: &Call,
    permit: &Permit,
    (kind, id): (&str, &str),
    basis: Basis,
) -> Result<Option<Written>, Fault> {
    let change = Change::Delete { resource_type: kind.to_owned(), id: id.to_owned() };
    let batch = Batch { changes: vec![change], custodian: api.custodian(&call.asker) };
    match api.app.records.write_on(permit, batch, basis).await {
        Ok(written) => Ok(Some(written)),
        Err(RecordError::Moved) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn answer(call: &Call, written: &Written) -> Result<Response, Fault> {
    let lost = || Fault::new(Code::Unavailable).inside("a write that tells nothing");
    let effect = written.effects.first().copied().ok_or_else(lost)?;
    let version = written.versions.first().copied().unwrap_or_default();
    about(answered(call, effect), version, written.times.first().copied().unwrap_or_default())
}

fn answered(call: &Call, effect: Effect) -> Response {
    if call.prefer.returns == Some(Return::Outcome) {
        fhir(StatusCode::OK, done(effect).to_vec(), call.shape)
    } else {
        empty(StatusCode::NO_CONTENT)
    }
}
