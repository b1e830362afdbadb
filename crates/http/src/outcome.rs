//! A fault as a FHIR OperationOutcome
//! (<https://hl7.org/fhir/R4/operationoutcome.html>). Its id is the request's:
//! the only thing in which two answers to the same fault differ.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use hygie_fhir::json::{Json, Object};

use crate::{Fault, FaultIssue, RequestId};

/// The media type of FHIR in JSON.
pub(crate) const FHIR_JSON: HeaderValue =
    HeaderValue::from_static("application/fhir+json; charset=utf-8");

/// The fault as an OperationOutcome.
pub fn outcome(fault: &Fault, id: &RequestId) -> Json {
    let mut object = Object::new();
    object.push("resourceType".into(), Json::string("OperationOutcome"));
    object.push("id".into(), Json::string(id.as_str()));
    let issues = if fault.located().is_empty() {
        vec![issue(fault, None)]
    } else {
        fault.located().iter().map(|one| issue(fault, Some(one))).collect()
    };
    object.push("issue".into(), Json::Array(issues));
    Json::Object(object)
}

fn issue(fault: &Fault, located: Option<&FaultIssue>) -> Json {
    let row = fault.code().row();
    let mut coding = Object::new();
    coding.push("code".into(), Json::string(row.name));
    let mut details = Object::new();
    details.push("coding".into(), Json::Array(vec![Json::Object(coding)]));
    details.push("text".into(), Json::string(row.sentence));
    let mut issue = Object::new();
    issue.push("severity".into(), Json::string("error"));
    let code = located.map_or(fault.issue(), |one| &*one.code);
    issue.push("code".into(), Json::string(code));
    issue.push("details".into(), Json::Object(details));
    if let Some(why) = located.map(|one| one.sentence.as_str()).or(fault.reason()) {
        issue.push("diagnostics".into(), Json::string(why));
    }
    if let Some(place) = located.map(|one| one.expression.as_str()).filter(|at| !at.is_empty()) {
        issue.push("expression".into(), Json::Array(vec![Json::string(place)]));
    }
    Json::Object(issue)
}

/// The answer that carries the fault as an OperationOutcome.
pub fn outcome_answer(fault: &Fault, id: &RequestId) -> Response {
    let mut response = Response::new(Body::from(outcome(fault, id).to_vec()));
    *response.status_mut() = fault.http_status();
    response.headers_mut().insert(CONTENT_TYPE, FHIR_JSON);
    response
}

/// The answer of who knows neither FHIR nor pages: one sentence.
pub(crate) fn plain_answer(fault: &Fault, id: &RequestId) -> Response {
    let row = fault.code().row();
    let why = fault.reason().map(|why| format!("{why}\n")).unwrap_or_default();
    let text = format!("{}\n{why}{} {id}\n", row.sentence, row.name);
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = fault.http_status();
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, plain);
    response
}

/// Whether an answer carries no words of its own yet.
pub(crate) fn is_bare(response: &Response) -> bool {
    let status = response.status();
    let failed = status.is_client_error() || status.is_server_error();
    let wordless = response
        .headers()
        .get(CONTENT_TYPE)
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain") && status != StatusCode::OK);
    failed && wordless
}
