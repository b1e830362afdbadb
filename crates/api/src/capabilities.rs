//! `GET metadata` (<https://hl7.org/fhir/R4/http.html#capabilities>): exactly
//! what works, from the table that the router is made from. Needs no token: it
//! says nothing about anybody.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use hygie_base::Timestamp;
use hygie_fhir::assign::resource_types;
use hygie_fhir::json::Json;
use hygie_fhir::search::{ParamKind, blind_probe, includes, parameters, revincludes};
use hygie_gate::rules::RIGHTS;
use hygie_http::Fault;

use crate::answer::fhir;
use crate::audit;
use crate::call::shaped;
use crate::interaction::{Level, TABLE};
use crate::json::{array, object, string};
use crate::operations;
use crate::state::Api;

const SECURITY: &str = "Every interaction but this one needs a bearer token in the header \
    Authorization: made by the operator with `hygie admin token`, or given at the token endpoint \
    to a registered client. Its scopes are those of SMART App Launch 2. Pages of registered \
    origins may call from a browser. Cookies are never looked at. Each access is traced.";
/// Where OAuth's addresses stand in the statement, as SMART App Launch has it.
const ADDRESSES: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

/// What works on what is told and not stored.
const READ_ONLY: [&str; 2] = ["read", "search-type"];
const TOLD: &str = "The house's own traces of a record, in the patterns of IHE BALP: for an app \
    whose scopes name AuditEvent, as far as its user reads them. Nobody writes one.";
const BESIDE: &str = "Those whose ids begin with right. are told, not stored: what the person \
    decided about who sees their record, for their own app whose scopes name Consent. Those \
    that somebody wrote grant nothing.";

pub(crate) async fn capabilities(
    State(api): State<Arc<Api>>,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    // Whatever else is asked, there is one statement.
    let (_, shape) = shaped(uri.query(), &headers)?;
    Ok(fhir(StatusCode::OK, api.statement.to_vec(), shape))
}

/// The statement of a server at this address, started at this instant.
pub(crate) fn statement(base: &str, started: Timestamp) -> Json {
    let rest = object([
        ("mode", string("server")),
        ("security", security(base)),
        ("resource", array(resource_types().map(resource))),
        ("interaction", interactions(Level::System)),
    ]);
    object([
        ("resourceType", string("CapabilityStatement")),
        ("status", string("active")),
        ("date", string(&started.to_string())),
        ("kind", string("instance")),
        (
            "software",
            object([("name", string("Hygie")), ("version", string(env!("CARGO_PKG_VERSION")))]),
        ),
        (
            "implementation",
            object([("description", string("A shared health record")), ("url", string(base))]),
        ),
        ("fhirVersion", string("4.0.1")),
        ("format", array(["application/fhir+json", "json"].map(string))),
        (
            "patchFormat",
            array(["application/json-patch+json", "application/fhir+json"].map(string)),
        ),
        ("rest", array([rest])),
    ])
}

/// How a token is had.
fn security(base: &str) -> Json {
    let server = base.strip_suffix("/fhir").unwrap_or(base);
    let address = |name: &str| {
        let uri = format!("{server}/oauth/{name}");
        object([("url", string(name)), ("valueUri", string(&uri))])
    };
    let addresses = ["authorize", "token", "introspect", "revoke"].map(address);
    let extension = object([("extension", array(addresses)), ("url", string(ADDRESSES))]);
    let system = "http://terminology.hl7.org/CodeSystem/restful-security-service";
    let coding = object([("system", string(system)), ("code", string("SMART-on-FHIR"))]);
    object([
        ("extension", array([extension])),
        ("cors", Json::Bool(true)),
        ("service", array([object([("coding", array([coding]))])])),
        ("description", string(SECURITY)),
    ])
}

fn interactions(wanted: Level) -> Json {
    let rows = TABLE.iter().flat_map(|row| row.claimed);
    let codes = rows.filter(|(level, _)| *level == wanted).map(|(_, code)| code);
    array(codes.map(|code| object([("code", string(code))])))
}

fn resource(kind: &'static str) -> Json {
    if kind == audit::KIND {
        return told(kind);
    }
    let mut resource = object([
        ("type", string(kind)),
        ("interaction", interactions(Level::Type)),
        ("versioning", string("versioned")),
        ("readHistory", Json::Bool(true)),
        ("updateCreate", Json::Bool(true)),
        ("conditionalCreate", Json::Bool(conditional(kind))),
        ("conditionalRead", string("full-support")),
        ("conditionalUpdate", Json::Bool(conditional(kind))),
        ("conditionalDelete", string(if conditional(kind) { "single" } else { "not-supported" })),
        ("searchInclude", array(including(kind))),
        ("searchParam", array(searched(kind).map(|(name, sort)| parameter(name, sort)))),
    ]);
    // What refers to a resource of the registry is not known.
    let referring: Vec<Json> = revincludes(kind).map(|text| string(&text)).collect();
    if let (false, Some(members)) = (referring.is_empty(), resource.as_object_mut()) {
        let at = members.iter().take_while(|(name, _)| *name != "searchParam").count();
        members.insert(at, "searchRevInclude", array(referring));
    }
    if let (RIGHTS, Some(members)) = (kind, resource.as_object_mut()) {
        members.insert(1, "documentation", string(BESIDE));
    }
    let operations: Vec<Json> = operations(kind).collect();
    if let (false, Some(members)) = (operations.is_empty(), resource.as_object_mut()) {
        members.push("operation".into(), Json::Array(operations));
    }
    resource
}

/// A type that is told and not stored: read and searched.
fn told(kind: &'static str) -> Json {
    let codes = READ_ONLY.map(|code| object([("code", string(code))]));
    object([
        ("type", string(kind)),
        ("documentation", string(TOLD)),
        ("interaction", array(codes)),
        ("versioning", string("no-version")),
        ("readHistory", Json::Bool(false)),
        ("updateCreate", Json::Bool(false)),
        ("conditionalCreate", Json::Bool(false)),
        ("conditionalUpdate", Json::Bool(false)),
        ("conditionalDelete", string("not-supported")),
        ("searchParam", array(searched(kind).map(|(name, sort)| parameter(name, sort)))),
        ("operation", array(operations(kind))),
    ])
}

fn operations(kind: &str) -> impl Iterator<Item = Json> {
    let rows = operations::TABLE.iter();
    let rows = rows.filter(move |row| row.kind.is_none_or(|own| own == kind));
    rows.map(|row| object([("name", string(row.name)), ("definition", string(&row.definition()))]))
}

fn including(kind: &'static str) -> impl Iterator<Item = Json> {
    let all = std::iter::once("*".to_owned());
    let each = includes(kind).map(move |name| format!("{kind}:{name}"));
    all.chain(each).map(|text| string(&text))
}

/// Whether something can be a condition on this type: each type has `_id`.
fn conditional(kind: &'static str) -> bool {
    searched(kind).any(|(name, _)| name == "_id")
}

/// The parameters by which resources of this type can be searched: all that R4
/// has and we know where a person narrows the search, else those that do.
pub(crate) fn searched(kind: &'static str) -> impl Iterator<Item = (&'static str, ParamKind)> {
    let of_a_person = kind == "Patient"
        || ["patient", "subject"].iter().any(|name| parameters().find(kind, name).is_some());
    parameters().of(kind).filter(move |(name, _)| {
        of_a_person || *name == "_id" || blind_probe(kind, name, "2026-01-01").is_some()
    })
}

fn parameter(name: &str, sort: ParamKind) -> Json {
    let sort = match sort {
        ParamKind::Number => "number",
        ParamKind::Date => "date",
        ParamKind::String => "string",
        ParamKind::Token => "token",
        ParamKind::Reference => "reference",
        ParamKind::Composite => "composite",
        ParamKind::Quantity => "quantity",
        ParamKind::Uri => "uri",
    };
    object([("name", string(name)), ("type", string(sort))])
}
