//! One request to another house: follows no redirect, knows no proxy, and trusts for a host
//! only the authorities that are named for it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::HttpsConnectorBuilder;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

/// What is asked of another house.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    /// Its address.
    pub url: &'a str,
    /// Certificates of authorities, PEM; none for an address without TLS.
    pub authorities: &'a str,
    /// What is sent, with its media type; `None` for a GET.
    pub body: Option<(&'a str, &'a str)>,
    /// The media type that is wanted.
    pub accept: &'a str,
    /// Bytes of an answer at most.
    pub most: usize,
    /// Time for all of it.
    pub time: Duration,
}

impl Outgoing<'_> {
    /// Asks, and reads the whole answer.
    ///
    /// # Errors
    /// In words, without the address: it takes too long, cannot be reached, its certificate
    /// is of another authority, the answer is too long or is no text.
    pub async fn ask(self) -> Result<(StatusCode, String), String> {
        match tokio::time::timeout(self.time, self.whole()).await {
            Ok(answer) => answer,
            Err(_) => Err("it takes too long".to_owned()),
        }
    }

    async fn whole(self) -> Result<(StatusCode, String), String> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(self.time));
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls(self.authorities)?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new()).build(connector);
        let request = Request::builder().uri(self.url).header(ACCEPT, self.accept);
        let request = match self.body {
            None => request.body(Full::new(Bytes::new())),
            Some((kind, text)) => request
                .method(Method::POST)
                .header(CONTENT_TYPE, kind)
                .body(Full::new(Bytes::copy_from_slice(text.as_bytes()))),
        };
        let request = request.map_err(|_| "no address".to_owned())?;
        let response = client.request(request).await.map_err(|error| error.to_string())?;
        let status = response.status();
        let body = Limited::new(response.into_body(), self.most).collect().await;
        let bytes = body.map_err(|_| "the answer is too long or broke off".to_owned())?.to_bytes();
        let text = String::from_utf8(bytes.to_vec());
        text.map(|text| (status, text)).map_err(|_| "the answer is no text".to_owned())
    }
}

fn tls(authorities: &str) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(authorities.as_bytes()) {
        let certificate = certificate.map_err(|_| "the authorities are not PEM".to_owned())?;
        roots.add(certificate).map_err(|_| "the authorities are none".to_owned())?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?;
    Ok(tls.with_root_certificates(roots).with_no_client_auth())
}
