//! `Type/id/$meta` (<https://hl7.org/fhir/R4/resource-operation-meta.html>).

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Code;
use hygie_exchange::stamped;
use hygie_fhir::json::{Json, Object, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_http::Fault;
use hygie_record::State;

use super::Target;
use super::arguments::Arguments;
use crate::answer::fhir;
use crate::call::Call;
use crate::json::{array, object, string};
use crate::state::Api;

/// Tells the profiles, tags and labels of a resource; a read like any other.
pub(super) async fn meta(
    api: &Api,
    call: &Call,
    target: &Target,
    arguments: &Arguments,
) -> Result<Response, Fault> {
    arguments.end()?;
    let permit = api.permit(&call.asker).await?;
    let id = target.id.as_deref().unwrap_or_default();
    let resource = api.app.records.read(&permit, target.kind, id).await?;
    if resource.state == State::Deleted {
        return Err(Fault::new(Code::Gone));
    }
    let mut json = parse(&stamped(&resource), &JsonLimits::default())?;
    let meta = json.as_object_mut().and_then(|object| object.remove("meta"));
    let meta = meta.unwrap_or(Json::Object(Object::new()));
    let answer = object([
        ("resourceType", string("Parameters")),
        ("parameter", array([object([("name", string("return")), ("valueMeta", meta)])])),
    ]);
    Ok(fhir(StatusCode::OK, answer.to_vec(), call.shape))
}
