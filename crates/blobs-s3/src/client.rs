//! HTTP to the server, over TLS with the one provider of cryptography that the
//! rest of the program has. Bounds connections and answers; what bounds the time
//! of a request is its caller.

use std::error::Error as StdError;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use http_body_util::{BodyExt as _, Limited};
use hygie_store::StoreError;
use hyper::Method;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector as Tcp;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody,
    HttpResponse, HttpResponseBody, HttpService,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

use crate::limits::{ANSWER_BYTES, CONNECT_TIME, IDLE_CONNECTIONS, IDLE_TIME};

/// The authorities that a file names.
pub fn roots(ca: &Path) -> Result<RootCertStore, StoreError> {
    let wrong =
        |why: &str| StoreError::Unavailable(format!("the certificates in {} {why}", ca.display()));
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_file_iter(ca).map_err(|_| wrong("cannot be read"))? {
        let certificate = certificate.map_err(|_| wrong("are not PEM"))?;
        roots.add(certificate).map_err(|_| wrong("are not of an authority"))?;
    }
    if roots.is_empty() {
        return Err(wrong("are none: the file holds no certificate in PEM"));
    }
    Ok(roots)
}

/// Makes every request of one store of blobs.
#[derive(Clone, Debug)]
pub struct Http {
    client: Client<HttpsConnector<Tcp>, HttpRequestBody>,
    most: usize,
}

impl Http {
    /// Without roots nothing is reached over TLS.
    pub fn new(roots: Option<RootCertStore>, most: usize) -> Result<Self, StoreError> {
        let mut tcp = Tcp::new();
        tcp.set_connect_timeout(Some(CONNECT_TIME));
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| StoreError::Unavailable(error.to_string()))?
            .with_root_certificates(roots.unwrap_or_else(RootCertStore::empty))
            .with_no_client_auth();
        let connector = HttpsConnectorBuilder::new()
            .with_tls_config(tls)
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIME)
            .pool_max_idle_per_host(IDLE_CONNECTIONS)
            .build(connector);
        Ok(Self { client, most })
    }
}

impl HttpConnector for Http {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Http {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let is_blob = request.method() == Method::GET && request.uri().query().is_none();
        let response = self.client.request(request).await.map_err(|error| {
            // Whatever we ask for may be asked for again: a second create of the
            // same bytes is told from another's.
            let connecting = error.is_connect();
            let kind = if connecting { HttpErrorKind::Connect } else { HttpErrorKind::Request };
            HttpError::new(kind, error)
        })?;
        let (parts, body) = response.into_parts();
        let most = if is_blob && parts.status.is_success() { self.most } else { ANSWER_BYTES };
        let body = Limited::new(body, most).map_err(|error| Cut(error).into());
        Ok(HttpResponse::from_parts(parts, HttpResponseBody::new(body)))
    }
}

/// An answer that ended early or does not end.
#[derive(Debug)]
struct Cut(Box<dyn StdError + Send + Sync>);

impl std::fmt::Display for Cut {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "the answer was cut: {}", self.0)
    }
}

impl StdError for Cut {}

impl From<Cut> for HttpError {
    fn from(cut: Cut) -> Self {
        Self::new(HttpErrorKind::Interrupted, cut)
    }
}
