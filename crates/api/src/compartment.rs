//! `GET Patient/id/Type` (<https://hl7.org/fhir/R4/compartmentdefinition.html>):
//! a search within one person's record, which is the compartment here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::Response;
use hygie_base::Code;
use hygie_http::Fault;

use crate::call::Call;
use crate::name;
use crate::search::{Asked, Within, answer};
use crate::state::Api;

pub(crate) async fn compartment(
    State(api): State<Arc<Api>>,
    Path((of, id, kind)): Path<(String, String, String)>,
    call: Call,
) -> Result<Response, Fault> {
    if of != "Patient" {
        return Err(Fault::new(Code::NotFound).because("the one compartment is Patient"));
    }
    one(&api, &call, &id, name::kind(&kind)?).await
}

/// Searches within one person's record.
pub(crate) async fn one(
    api: &Api,
    call: &Call,
    id: &str,
    kind: &'static str,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let id = name::id(id)?;
    let path = format!("Patient/{id}/{kind}");
    let parameters = call.parameters.clone();
    answer(api, call, Asked { kind, path, parameters, within: Within::Person(id.to_owned()) }).await
}
