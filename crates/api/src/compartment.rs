//! `GET Patient/id/Type` and `Patient/id/*`
//! (<https://hl7.org/fhir/R4/compartmentdefinition.html>): a search within one
//! person's record, which is the compartment here.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::assign::resource_types;
use hygie_http::{Fault, Raw};

use crate::call::Call;
use crate::name;
use crate::parameters::Parameters;
use crate::search::{Asked, Within, answer, with_form};
use crate::state::Api;

type Parts = (String, String, String);

pub(crate) async fn compartment(
    State(api): State<Arc<Api>>,
    Path(path): Path<Parts>,
    call: Call,
) -> Result<Response, Fault> {
    one(&api, &call, &path).await
}

/// Searches within one person's record.
pub(crate) async fn one(api: &Api, call: &Call, path: &Parts) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let asked = asked(path, call.parameters.clone())?;
    answer(api, call, asked).await
}

pub(crate) async fn compartment_by_post(
    State(api): State<Arc<Api>>,
    Path(path): Path<Parts>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let asked = asked(&path, with_form(&call, &headers, &body)?)?;
    answer(&api, &call, asked).await
}

fn asked((of, id, kind): &Parts, parameters: Parameters) -> Result<Asked, Fault> {
    if of != "Patient" {
        return Err(Fault::new(Code::NotFound).because("the one compartment is Patient"));
    }
    let id = name::id(id)?;
    let kinds = match kind.as_str() {
        "*" => resource_types().collect(),
        kind => vec![name::kind(kind)?],
    };
    let path = format!("Patient/{id}/{kind}");
    Ok(Asked { kinds, path, parameters, within: Within::Person(id.to_owned()) })
}
