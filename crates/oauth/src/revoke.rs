//! `POST /oauth/revoke` (RFC 7009): a client gives a token back.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_http::{App, Fault, Form};
use serde_json::json;

use crate::answer::{json_answer, of_refused, of_smart};
use crate::parameters::Parameters;
use crate::token::{address, credentials};

pub(crate) async fn revoke(
    State(app): State<Arc<App>>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Fault> {
    let sent = match Parameters::new(pairs) {
        Ok(sent) => sent,
        Err(refused) => return Ok(of_refused(&refused)),
    };
    let audience = address(&app);
    match app.smart.revoke(credentials(&sent, &audience), sent.get("token")).await {
        // The same whatever the token was (section 2.2).
        Ok(()) => Ok(json_answer(StatusCode::OK, &json!({}))),
        Err(error) => of_smart(error),
    }
}
