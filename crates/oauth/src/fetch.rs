//! Gets the sets of keys that clients publish. Follows no redirect, knows no
//! proxy, and trusts for a host only the authorities registered with it.

use std::sync::Arc;

use async_trait::async_trait;
use axum::body::Bytes;
use axum::http::header::ACCEPT;
use axum::http::{Request, StatusCode};
use http_body_util::{BodyExt as _, Empty, Limited};
use hygie_smart::limits::KEY_SET_BYTES;
use hygie_smart::{Address, Fetch, FetchError};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::limits::FETCH_TIME;

/// The way to other hosts.
#[derive(Clone, Copy, Debug)]
pub struct Outside;

#[async_trait]
impl Fetch for Outside {
    async fn key_set(&self, url: &str, authorities: &str) -> Result<String, FetchError> {
        let fetched = tokio::time::timeout(FETCH_TIME, get(url, authorities)).await;
        fetched.unwrap_or_else(|_| Err(failed("it takes too long")))
    }
}

async fn get(url: &str, authorities: &str) -> Result<String, FetchError> {
    // What was registered was checked; what is fetched is checked again.
    let address = Address::parse(url).map_err(|_| failed("no address"))?;
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_connect_timeout(Some(FETCH_TIME));
    let connector = HttpsConnectorBuilder::new()
        .with_tls_config(tls(authorities)?)
        .https_or_http()
        .enable_http1()
        .wrap_connector(tcp);
    let client = Client::builder(TokioExecutor::new()).build(connector);
    let request = Request::get(address.as_str())
        .header(ACCEPT, "application/json")
        .body(Empty::<Bytes>::new())
        .map_err(|_| failed("no address"))?;
    let response = client.request(request).await.map_err(|error| failed(&error.to_string()))?;
    if response.status() != StatusCode::OK {
        return Err(failed(&format!("status {}", response.status().as_u16())));
    }
    let body = Limited::new(response.into_body(), KEY_SET_BYTES).collect().await;
    let bytes = body.map_err(|_| failed("the answer is too long or broke off"))?.to_bytes();
    String::from_utf8(bytes.to_vec()).map_err(|_| failed("the answer is no text"))
}

fn tls(authorities: &str) -> Result<ClientConfig, FetchError> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authorities.as_bytes()) {
        let certificate = certificate.map_err(|_| failed("the authorities are not PEM"))?;
        roots.add(certificate).map_err(|_| failed("the authorities are none"))?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| failed(&error.to_string()))?;
    Ok(tls.with_root_certificates(roots).with_no_client_auth())
}

fn failed(why: &str) -> FetchError {
    FetchError(why.to_owned())
}
