//! `GET /oauth/jwks`: the keys by which what we sign is checked (RFC 7517).

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use hygie_base::Code;
use hygie_http::{App, Fault};

use crate::answer::json_answer;

pub(crate) async fn jwks(State(app): State<Arc<App>>) -> Result<Response, Fault> {
    let text = app.smart.own_key_set().await?;
    let value = serde_json::from_str(&text);
    let value = value.map_err(|_| Fault::new(Code::Unavailable).inside("a set of keys"))?;
    Ok(json_answer(StatusCode::OK, &value))
}
