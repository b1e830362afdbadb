//! The person's traces as a file, with what proves each to a stranger.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use hygie_base::Code;
use hygie_exchange::{ExchangeError, export_traces};
use hygie_http::Fault;

use crate::faults::of_gate;
use crate::record::door::Door;
use crate::state::Web;

/// `GET /records/{no}/access/proofs`: for the person.
pub(crate) async fn show(State(web): State<Arc<Web>>, door: Door) -> Result<Response, Fault> {
    let permit = web.app.gate.all_traces(&door.asker, door.record).await.map_err(of_gate)?;
    let exported = export_traces(&web.app.records, &permit, door.record).await;
    let exported = exported.map_err(|error| match error {
        ExchangeError::Record(error) => error.into(),
        other => Fault::new(Code::Unavailable).inside(other.to_string()),
    })?;
    let mut response = exported.text.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    // The name says nothing of the person: files lie about.
    let named = HeaderValue::from_static("attachment; filename=\"traces.json\"");
    headers.insert(CONTENT_DISPOSITION, named);
    Ok(response)
}
