//! `GET /.well-known/smart-configuration`
//! (<https://hl7.org/fhir/smart-app-launch/conformance.html>): what works here,
//! and where. Needs no token: it says nothing about anybody.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::App;
use serde_json::json;

use crate::answer::json_answer;
use crate::token;

/// Where it lies, below the server and below the API.
pub(crate) const PATH: &str = "/.well-known/smart-configuration";

pub(crate) async fn discovery(State(app): State<Arc<App>>) -> Response {
    let value = json!({
        "token_endpoint": token::address(&app),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"],
        "grant_types_supported": ["client_credentials"],
        "scopes_supported": ["system/*.cruds"],
        "capabilities": ["client-confidential-asymmetric", "permission-v1", "permission-v2"],
    });
    json_answer(StatusCode::OK, &value)
}
