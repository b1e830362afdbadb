//! A handler that panics ends its request and nothing else.

use std::future::Future;
use std::panic::AssertUnwindSafe;

use axum::http::StatusCode;
use futures_util::FutureExt as _;
use hygie_base::Code;

use crate::Fault;

/// Runs it; a panic becomes a fault. What the panic says is not kept: it may
/// quote what was being handled.
pub(crate) async fn caught<T>(work: impl Future<Output = T>) -> Result<T, Fault> {
    AssertUnwindSafe(work).catch_unwind().await.map_err(|_| {
        let fault = Fault::new(Code::Unavailable).inside("a handler panicked");
        fault.status(StatusCode::INTERNAL_SERVER_ERROR).issue_type("exception")
    })
}
