//! The one client: named hosts only, over TLS, no redirections, bounded times and
//! sizes.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use http_body_util::{BodyExt as _, Full, LengthLimitError, Limited};
use hyper::body::Bytes;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector as Tcp;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use openidconnect::url::Url;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use rustls::{ClientConfig, RootCertStore};

use crate::CallFault;
use crate::hosts::Hosts;
use crate::limits::{
    ANSWER_BYTES, CONNECT_TIME, HEAD_BYTES, IDLE_CONNECTIONS, IDLE_TIME, REQUEST_TIME,
};

/// Speaks to the hosts of one provider.
#[derive(Clone, Debug)]
pub(crate) struct Http {
    client: Client<HttpsConnector<Tcp>, Full<Bytes>>,
    hosts: Hosts,
}

impl Http {
    /// Without roots nothing is reached over TLS.
    pub(crate) fn new(roots: Option<RootCertStore>, hosts: Hosts) -> Result<Self, rustls::Error> {
        let mut tcp = Tcp::new();
        tcp.set_connect_timeout(Some(CONNECT_TIME));
        tcp.set_nodelay(true);
        tcp.enforce_http(false);
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
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
            .http1_max_buf_size(HEAD_BYTES)
            .build(connector);
        Ok(Self { client, hosts })
    }

    /// Whether the address may be asked, or the browser sent there.
    pub(crate) fn allows(&self, url: &Url) -> bool {
        self.hosts.allow(url)
    }

    /// Asks, and reads the whole answer.
    pub(crate) async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, CallFault> {
        let url = Url::parse(&request.uri().to_string()).map_err(|_| CallFault::Host)?;
        if !self.hosts.allow(&url) {
            return Err(CallFault::Host);
        }
        match tokio::time::timeout(REQUEST_TIME, self.whole(request)).await {
            Ok(answer) => answer,
            Err(_) => Err(CallFault::TooSlow),
        }
    }

    async fn whole(&self, request: HttpRequest) -> Result<HttpResponse, CallFault> {
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let answer = self.client.request(request).await.map_err(|error| {
            if proves_nothing(&error) {
                CallFault::Certificate
            } else if error.is_connect() {
                CallFault::Unreachable
            } else {
                CallFault::Broken
            }
        })?;
        if answer.status().is_redirection() {
            return Err(CallFault::Redirected);
        }
        let (parts, body) = answer.into_parts();
        let body = Limited::new(body, ANSWER_BYTES).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() { CallFault::TooLarge } else { CallFault::Broken }
        })?;
        Ok(HttpResponse::from_parts(parts, body.to_bytes().to_vec()))
    }

    /// Gets a document of JSON.
    pub(crate) async fn get(&self, url: &Url, accept: &'static str) -> Result<Vec<u8>, CallFault> {
        let request = hyper::Request::get(url.as_str())
            .header(hyper::header::ACCEPT, accept)
            .body(Vec::new())
            .map_err(|_| CallFault::Host)?;
        let answer = self.ask(request).await?;
        if answer.status() != hyper::StatusCode::OK {
            return Err(CallFault::Status(answer.status().as_u16()));
        }
        Ok(answer.into_body())
    }
}

impl<'c> AsyncHttpClient<'c> for Http {
    type Error = CallFault;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, CallFault>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.ask(request))
    }
}

/// Whether TLS was refused: the source of an error of I/O is that of what is in
/// it, not what is in it.
fn proves_nothing(error: &(dyn StdError + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(one) = next {
        if one.is::<rustls::Error>() {
            return true;
        }
        let inside = one.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => one.source(),
        };
    }
    false
}
