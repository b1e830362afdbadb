//! The certificate that a client showed.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use hygie_accounts::Fingerprint;

/// The verified certificate of the connection that a request came over: its
/// fingerprint, or none. Beside each request, for client authentication and for
/// tokens that are bound to a certificate (RFC 8705, sections 2 and 3).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct ClientCertificate(pub Option<Fingerprint>);

impl<S: Send + Sync> FromRequestParts<S> for ClientCertificate {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().copied().unwrap_or_default())
    }
}
