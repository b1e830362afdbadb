//! A server that does nothing but answer: what the protocol and the load
//! generator alone allow on this machine.

use anyhow::Context as _;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use tokio::net::TcpListener;

/// Bytes of the answer: about those of an Observation.
const BYTES: usize = 900;

/// Answers every path under `/fhir` on this port until it is killed.
pub(crate) fn serve(port: &str) -> anyhow::Result<()> {
    let port: u16 = port.parse().context("a port")?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let answer = || async { ([(CONTENT_TYPE, "application/fhir+json")], "x".repeat(BYTES)) };
        let router = Router::new().route("/fhir/{*path}", get(answer));
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        Ok(axum::serve(listener, router).await?)
    })
}
