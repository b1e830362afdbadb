//! `GET /?_type=…` and `POST /_search`: a search of several types
//! (<https://hl7.org/fhir/R4/http.html#search>), in the records of persons or
//! by id.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::assign::resource_types;
use hygie_http::{Fault, Raw};

use super::{Asked, Within, answer, with_form};
use crate::call::Call;
use crate::parameters::Parameters;
use crate::state::Api;

pub(crate) async fn search_system(
    State(api): State<Arc<Api>>,
    call: Call,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let parameters = call.parameters.clone();
    answer(&api, &call, everything(parameters)).await
}

pub(crate) async fn search_system_by_post(
    State(api): State<Arc<Api>>,
    call: Call,
    headers: HeaderMap,
    Raw(body): Raw,
) -> Result<Response, Fault> {
    call.conditions.reads()?;
    let parameters = with_form(&call, &headers, &body)?;
    answer(&api, &call, everything(parameters)).await
}

fn everything(parameters: Parameters) -> Asked {
    let kinds = resource_types().collect();
    Asked { kinds, path: String::new(), parameters, within: Within::Anywhere }
}

/// Takes `_type` out of the parameters of a search across types.
///
/// # Errors
/// When it names what is no type, and where one type is searched.
pub(crate) fn types(
    kinds: Vec<&'static str>,
    parameters: Parameters,
) -> Result<(Vec<&'static str>, Parameters), Fault> {
    let (named, rest): (Parameters, Parameters) =
        parameters.into_iter().partition(|(name, _)| name == "_type" && kinds.len() > 1);
    let refused = |why| Err(Fault::new(Code::Usage).because(why));
    let Some((_, first)) = named.first() else { return Ok((kinds, rest)) };
    if named.len() > 1 {
        return refused("_type may stand once: divide types by commas");
    }
    let mut wanted = Vec::new();
    for name in first.split(',') {
        match kinds.iter().find(|kind| **kind == name) {
            Some(kind) if !wanted.contains(kind) => wanted.push(*kind),
            Some(_) => {}
            None => return refused("_type names a type that R4 does not have"),
        }
    }
    Ok((wanted, rest))
}
