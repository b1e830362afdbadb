//! `Type/$validate`, `Type/id/$validate`
//! (<https://hl7.org/fhir/R4/resource-operation-validate.html>): what a write
//! would say of the resource's structure. Nothing is stored, and what is here is
//! not looked at.

use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Code;
use hygie_fhir::json::Json;
use hygie_http::Fault;

use super::Target;
use super::arguments::Arguments;
use crate::answer::fhir;
use crate::call::Call;
use crate::fault::at;
use crate::json::{array, object, string};

pub(super) fn validate(
    call: &Call,
    target: &Target,
    mut arguments: Arguments,
) -> Result<Response, Fault> {
    let mode = arguments.one("mode")?;
    let profile = arguments.one("profile")?;
    let resource = arguments.resource("resource");
    arguments.end()?;
    match mode.as_deref() {
        None | Some("create" | "update") => {}
        Some("delete") if target.id.is_some() => {
            return Ok(told(call, vec![said("information", "informational", FIT_TO_GO, None)]));
        }
        Some("delete") => {
            let why = "mode=delete is asked of one resource: Type/id/$validate";
            return Err(Fault::new(Code::Usage).because(why));
        }
        Some(_) => {
            let why = "mode is create, update or delete";
            return Err(Fault::new(Code::Usage).because(why));
        }
    }
    let Some(resource) = resource else {
        let why = "send the resource, by itself or as the parameter resource";
        return Err(Fault::new(Code::Usage).because(why));
    };
    if resource.resource_type() != Some(target.kind) {
        let why = "the resource is of another type than the address";
        return Err(at(Code::InvalidResource, "Resource.resourceType", why));
    }
    let mut issues = match hygie_fhir::validate::validate(&resource) {
        Ok(()) => vec![said("information", "informational", SOUND, None)],
        Err(faults) => faults
            .iter()
            .map(|fault| {
                let (code, place) = (fault.code.as_str(), fault.expression.as_str());
                said("error", code, &fault.sentence, Some(place))
            })
            .collect(),
    };
    if profile.is_some() {
        issues.push(said("warning", "not-supported", NO_PROFILES, None));
    }
    Ok(told(call, issues))
}

const SOUND: &str = "The structure is sound.";
const FIT_TO_GO: &str = "A resource is deleted whatever refers to it.";
const NO_PROFILES: &str = "Profiles are not checked here: what is said holds for R4 itself.";

fn said(severity: &str, code: &str, sentence: &str, place: Option<&str>) -> Json {
    let issue =
        [("severity", string(severity)), ("code", string(code)), ("diagnostics", string(sentence))];
    let mut issue = object(issue);
    if let (Some(place), Some(members)) = (place, issue.as_object_mut()) {
        members.push("expression".into(), array([string(place)]));
    }
    issue
}

fn told(call: &Call, issues: Vec<Json>) -> Response {
    let outcome = object([("resourceType", string("OperationOutcome")), ("issue", array(issues))]);
    fhir(StatusCode::OK, outcome.to_vec(), call.shape)
}
