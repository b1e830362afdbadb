//! Proxies in front, and what they are believed. Anybody can write headers that
//! name another client; they count only where they come from a proxy that the
//! operator named, and of the addresses in them only those that such a proxy
//! wrote.

mod block;
mod forwarded;
mod via;

use std::net::IpAddr;

use axum::http::header::{FORWARDED, HeaderName};
use axum::http::{HeaderMap, HeaderValue};

use block::Block;
pub use block::BlockFault;
pub use via::ClientAddress;
pub(crate) use via::{Forwarding, Unclear, Via};

use crate::limits::PROXIES;

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// The proxies that the operator named.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Proxies(Vec<Block>);

impl Proxies {
    /// Reads addresses and blocks of them (CIDR, RFC 4632): `10.1.2.3`,
    /// `10.0.0.0/8`, `fd00::/8`.
    ///
    /// # Errors
    /// Which one cannot be one, and why.
    pub fn parse<T: AsRef<str>>(blocks: &[T]) -> Result<Self, BlockFault> {
        if blocks.len() > PROXIES {
            return Err(BlockFault::TooMany);
        }
        let read = blocks.iter().map(|block| Block::parse(block.as_ref()));
        Ok(Self(read.collect::<Result<_, _>>()?))
    }

    /// Where a request comes from: the rightmost address that is not of a trusted
    /// proxy.
    pub(crate) fn client(&self, peer: IpAddr, headers: &HeaderMap) -> Result<Via, Unclear> {
        let via = Via::straight(peer);
        if !self.trusts(via.address) {
            return Ok(via);
        }
        let has_forwarded = headers.contains_key(FORWARDED);
        let has_others = [FOR, PROTO, HOST].iter().any(|name| headers.contains_key(name));
        match (has_forwarded, has_others) {
            (false, false) => Ok(via),
            (true, false) => self.by_forwarded(via, headers),
            (false, true) => self.by_others(via, headers),
            // The proxy writes one kind and passes on what a client wrote of the
            // other: which, cannot be known.
            (true, true) => Err(Unclear::TwoKinds),
        }
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.0.iter().any(|block| block.contains(address))
    }

    /// RFC 7239: each element was written by the hop after the one that it names.
    fn by_forwarded(&self, mut via: Via, headers: &HeaderMap) -> Result<Via, Unclear> {
        let mut elements = Vec::new();
        for line in headers.get_all(FORWARDED) {
            elements.extend(forwarded::elements(text(line)?).ok_or(Unclear::Malformed)?);
        }
        for element in elements.iter().rev() {
            if let Some(proto) = &element.proto {
                via.https = Some(is_https(proto)?);
            }
            if let Some(host) = &element.host {
                via.host = Some(host.clone());
            }
            let named = element.by_whom.as_deref().and_then(forwarded::node);
            let Some(address) = named else { break };
            via.address = address;
            if !self.trusts(address) {
                break;
            }
        }
        Ok(via)
    }

    /// The headers that were in use before. What stands last was written by the
    /// nearest proxy.
    fn by_others(&self, mut via: Via, headers: &HeaderMap) -> Result<Via, Unclear> {
        for hop in all(headers, &FOR)?.into_iter().rev() {
            let Some(address) = forwarded::node(hop) else { break };
            via.address = address;
            if !self.trusts(address) {
                break;
            }
        }
        via.https = all(headers, &PROTO)?.last().map(|proto| is_https(proto)).transpose()?;
        via.host = all(headers, &HOST)?.last().map(|host| (*host).to_owned());
        Ok(via)
    }
}

fn text(value: &HeaderValue) -> Result<&str, Unclear> {
    value.to_str().map_err(|_| Unclear::Malformed)
}

/// The parts of a list, over all lines of the header.
fn all<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Vec<&'a str>, Unclear> {
    let mut parts = Vec::new();
    for line in headers.get_all(name) {
        parts.extend(text(line)?.split(',').map(str::trim));
    }
    Ok(parts)
}

fn is_https(proto: &str) -> Result<bool, Unclear> {
    match proto.to_ascii_lowercase().as_str() {
        "https" => Ok(true),
        "http" => Ok(false),
        _ => Err(Unclear::Malformed),
    }
}

#[cfg(test)]
mod tests;
