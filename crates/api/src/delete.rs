//! `DELETE Type/id` (<https://hl7.org/fhir/R4/http.html#delete>): an entry that
//! says so; earlier versions stay in the history.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::Fault;
use hygie_record::{Batch, Change, Effect};

use crate::answer::{about, empty, fhir};
use crate::call::Call;
use crate::name;
use crate::prefer::Return;
use crate::state::Api;
use crate::update::done;

pub(crate) async fn delete(
    State(api): State<Arc<Api>>,
    Path((kind, id)): Path<(String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    call.conditions.only(&[])?;
    call.no_parameters()?;
    let (kind, id) = (name::kind(&kind)?, name::id(&id)?);
    let permit = api.permit(&call.asker).await?;
    let change = Change::Delete { resource_type: kind.to_owned(), id: id.to_owned() };
    let batch = Batch { changes: vec![change], custodian: api.custodian(&call.asker) };
    let written = api.app.records.write(&permit, batch).await?;
    let response = if call.prefer.returns == Some(Return::Outcome) {
        let effect = written.effects.first().copied().unwrap_or(Effect::Unchanged);
        fhir(StatusCode::OK, done(effect).to_vec(), call.shape)
    } else {
        empty(StatusCode::NO_CONTENT)
    };
    let version = written.versions.first().copied().unwrap_or_default();
    about(response, version, written.times.first().copied().unwrap_or_default())
}
