//! `GET openapi.json`: the API as an OpenAPI 3.0.3 description
//! (<https://spec.openapis.org/oas/v3.0.3>), for tools that make clients and
//! pages from it. Made from the tables that the router and the CapabilityStatement
//! are made from; needs no token.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use hygie_fhir::assign::resource_types;
use hygie_fhir::json::{Json, Object};
use hygie_fhir::search::ParamKind;

use crate::audit;
use crate::capabilities::searched;
use crate::interaction::{Interaction, TABLE, methods};
use crate::json::{array, object, string};
use crate::operations;
use crate::state::Api;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

pub(crate) async fn openapi(State(api): State<Arc<Api>>) -> Response {
    let text = api.openapi.get_or_init(|| description(&api.base).to_vec().into());
    let mut response = Response::new(text.clone().into());
    response.headers_mut().insert(CONTENT_TYPE, JSON);
    response
}

/// The description of a server at this address.
fn description(base: &str) -> Json {
    let info = object([
        ("title", string("Hygie, FHIR R4")),
        ("version", string(env!("CARGO_PKG_VERSION"))),
        ("license", object([("name", string("Apache-2.0 OR MIT"))])),
    ]);
    let bearer = object([("type", string("http")), ("scheme", string("bearer"))]);
    let text = object([("type", string("object"))]);
    object([
        ("openapi", string("3.0.3")),
        ("info", info),
        ("servers", array([object([("url", string(base))])])),
        ("security", array([object([("token", array([]))])])),
        ("paths", paths()),
        (
            "components",
            object([
                ("securitySchemes", object([("token", bearer)])),
                ("schemas", object([("Resource", text)])),
            ]),
        ),
    ])
}

fn paths() -> Json {
    let mut paths = Object::new();
    for row in &TABLE {
        if paths.get(row.path).is_none() {
            paths.push(row.path.into(), path(row.path));
        }
    }
    for kind in resource_types() {
        let parameters = searched(kind).map(|(name, sort)| parameter(name, sort));
        let mut get = call(&format!("search {kind}"), true, false);
        get.push("parameters".into(), array(parameters));
        let mut item = Object::new();
        item.push("get".into(), Json::Object(get));
        if kind != audit::KIND {
            item.push("post".into(), Json::Object(call(&format!("create {kind}"), true, true)));
        }
        paths.push(format!("/{kind}").into(), Json::Object(item));
    }
    for row in &operations::TABLE {
        for level in row.levels {
            let of = row.kind.unwrap_or("{kind}");
            let id = if *level == operations::Level::Instance { "/{id}" } else { "" };
            let path = format!("/{of}{id}/${}", row.name);
            let mut item = Object::new();
            if row.gets {
                item.push("get".into(), Json::Object(call(&format!("${}", row.name), true, false)));
            }
            item.push("post".into(), Json::Object(call(&format!("${}", row.name), true, true)));
            placed(&mut item, &path);
            paths.push(path.into(), Json::Object(item));
        }
    }
    Json::Object(paths)
}

/// What works at one path of the table.
fn path(path: &str) -> Json {
    let mut item = Object::new();
    for method in methods(path).filter(|method| *method != "HEAD") {
        let row = TABLE.iter().find(|row| row.path == path && is(row.method, method));
        let what = row.map_or(Interaction::Read, |row| row.what);
        let open = matches!(what, Interaction::Capabilities | Interaction::OpenApi);
        let sends = matches!(method, "POST" | "PUT" | "PATCH");
        let one = call(&format!("{what:?}").to_lowercase(), !open, sends);
        item.push(method.to_lowercase().into(), Json::Object(one));
    }
    placed(&mut item, path);
    Json::Object(item)
}

fn is(filter: axum::routing::MethodFilter, method: &str) -> bool {
    use axum::routing::MethodFilter as M;
    match method {
        "GET" => filter == M::GET,
        "POST" => filter == M::POST,
        "PUT" => filter == M::PUT,
        "PATCH" => filter == M::PATCH,
        "DELETE" => filter == M::DELETE,
        _ => false,
    }
}

/// One call: whether it needs a token and whether it sends a body.
fn call(summary: &str, token: bool, sends: bool) -> Object {
    let schema = || object([("$ref", string("#/components/schemas/Resource"))]);
    let content = || object([("application/fhir+json", object([("schema", schema())]))]);
    let answered = |what: &str| object([("description", string(what)), ("content", content())]);
    let mut call = Object::new();
    call.push("summary".into(), string(summary));
    if !token {
        call.push("security".into(), array([]));
    }
    if sends {
        call.push("requestBody".into(), object([("content", content())]));
    }
    let answers = [("2XX", answered("done")), ("default", answered("an OperationOutcome"))];
    call.push("responses".into(), object(answers));
    call
}

/// Adds the parameters that stand in a path.
fn placed(item: &mut Object, path: &str) {
    let names = path.split(['/', '$']).filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let parameters: Vec<Json> = names
        .map(|name| {
            let mut schema = Object::new();
            schema.push("type".into(), string("string"));
            if matches!(name, "kind" | "within") {
                schema.push("enum".into(), array(resource_types().map(string)));
            }
            object([
                ("name", string(name)),
                ("in", string("path")),
                ("required", Json::Bool(true)),
                ("schema", Json::Object(schema)),
            ])
        })
        .collect();
    if !parameters.is_empty() {
        item.push("parameters".into(), Json::Array(parameters));
    }
}

/// A search parameter. What its value may look like, R4 says.
fn parameter(name: &str, sort: ParamKind) -> Json {
    object([
        ("name", string(name)),
        ("in", string("query")),
        ("description", string(&format!("{sort:?}").to_lowercase())),
        ("schema", object([("type", string("string"))])),
    ])
}
