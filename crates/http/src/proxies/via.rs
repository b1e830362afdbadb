//! What is known of the way that a request came.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use hygie_base::Code;

use crate::Fault;

/// The address that a request comes from: that of the socket, or what a trusted
/// proxy says. Never IPv4 in IPv6's clothes. Unspecified (`0.0.0.0`) for a
/// request that came over no socket. Personal data: it goes into no log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClientAddress(pub IpAddr);

impl<S: Send + Sync> FromRequestParts<S> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().copied();
        Ok(known.unwrap_or(Self(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// The way of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Via {
    /// Where it began.
    pub(crate) address: IpAddr,
    /// Whether it began by HTTPS, where a trusted proxy says so.
    pub(crate) https: Option<bool>,
    /// The host that was asked for, where a trusted proxy says so.
    pub(crate) host: Option<String>,
}

impl Via {
    /// Straight from the other end of the socket.
    pub(super) fn straight(peer: IpAddr) -> Self {
        Self { address: peer.to_canonical(), https: None, host: None }
    }
}

/// Why it cannot be known where a request comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Unclear {
    /// `Forwarded` and `X-Forwarded-…` at once.
    TwoKinds,
    /// What stands there cannot be read.
    Malformed,
}

/// What a trusted proxy said beside the address, put beside a request by
/// whoever reads the socket.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Forwarding(pub(crate) Result<Via, Unclear>);

impl From<Unclear> for Fault {
    fn from(unclear: Unclear) -> Self {
        let why = match unclear {
            Unclear::TwoKinds => {
                "Forwarded and X-Forwarded-… came at once: the proxy must take one kind away."
            }
            Unclear::Malformed => "What the proxy forwarded cannot be read.",
        };
        Self::new(Code::Usage).status(StatusCode::BAD_REQUEST).because(why)
    }
}
