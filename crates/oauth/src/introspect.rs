//! `POST /oauth/introspect` (RFC 7662): what an access token stands for.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::{App, Fault, Form};
use hygie_smart::Told;
use serde_json::{Value, json};

use crate::answer::{json_answer, of_refused, of_smart};
use crate::parameters::Parameters;
use crate::token::{address, credentials};

pub(crate) async fn introspect(
    State(app): State<Arc<App>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sent = match Parameters::new(pairs) {
        Ok(sent) => sent,
        Err(refused) => return Ok(of_refused(&refused)),
    };
    let audience = address(&app);
    match app.smart.introspect(credentials(&sent, &audience), sent.get("token")).await {
        Ok(told) => Ok(json_answer(StatusCode::OK, &written(told, &app.config.public_url))),
        Err(error) => of_smart(error),
    }
}

fn written(told: Option<Told>, server: &str) -> Value {
    let Some(told) = told else { return json!({ "active": false }) };
    let mut value = json!({
        "active": true,
        "scope": told.scope,
        "client_id": told.client,
        "token_type": "bearer",
        "exp": told.expires,
        "iat": told.issued,
    });
    let user = told.fhir_user.map(|user| format!("{server}/fhir/{user}"));
    let more = [("sub", told.subject), ("patient", told.patient), ("fhirUser", user)];
    if let Some(members) = value.as_object_mut() {
        let there = more.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
        members.extend(there.map(|(name, value)| (name, Value::from(value))));
    }
    value
}
