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

/// The categories stand for others: any code system and code narrows a type that
/// has categories.
const SCOPES: [&str; 14] = [
    "openid",
    "fhirUser",
    "launch",
    "launch/patient",
    "offline_access",
    "online_access",
    "patient/*.cruds",
    "patient/AuditEvent.rs",
    "patient/Consent.cruds",
    "user/*.cruds",
    "system/*.cruds",
    "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory",
    "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|vital-signs",
    "patient/Condition.rs?category=http://terminology.hl7.org/CodeSystem/condition-category|problem-list-item",
];

/// What works, in the words of SMART App Launch 2, section 2.0.12.
const CAPABILITIES: [&str; 12] = [
    "launch-ehr",
    "launch-standalone",
    "client-public",
    "client-confidential-asymmetric",
    "sso-openid-connect",
    "context-ehr-patient",
    "context-standalone-patient",
    "permission-offline",
    "permission-online",
    "permission-patient",
    "permission-v1",
    "permission-v2",
];

pub(crate) async fn discovery(State(app): State<Arc<App>>) -> Response {
    let server = &app.config.public_url;
    let value = json!({
        "issuer": server,
        "jwks_uri": format!("{server}/oauth/jwks"),
        "authorization_endpoint": format!("{server}/oauth/authorize"),
        "token_endpoint": token::address(&app),
        "introspection_endpoint": format!("{server}/oauth/introspect"),
        "revocation_endpoint": format!("{server}/oauth/revoke"),
        "management_endpoint": format!("{server}/account/apps"),
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS384", "ES384"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "response_types_supported": ["code"],
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "scopes_supported": SCOPES,
        "capabilities": CAPABILITIES,
    });
    json_answer(StatusCode::OK, &value)
}
