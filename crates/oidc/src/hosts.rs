//! Which hosts are spoken to: those that the operator named, and no other,
//! whatever a provider says of itself.

use openidconnect::url::{Host, Url};

use crate::limits::URL_BYTES;

/// The hosts of one provider.
#[derive(Clone, Debug, Default)]
pub(crate) struct Hosts(Vec<(String, u16)>);

impl Hosts {
    /// Adds the host and port of an address.
    pub(crate) fn add_of(&mut self, url: &Url) {
        if let (Some(host), Some(port)) = (url.host_str(), url.port_or_known_default()) {
            self.0.push((host.to_owned(), port));
        }
    }

    /// Adds `host` or `host:port`; false when it is neither.
    pub(crate) fn add(&mut self, text: &str) -> bool {
        let Some(url) = safe(&format!("https://{text}")) else { return false };
        let bare = url.path() == "/" && !text.ends_with('/') && url.query().is_none();
        if bare {
            self.add_of(&url);
        }
        bare
    }

    /// Whether the address may be asked.
    pub(crate) fn allow(&self, url: &Url) -> bool {
        let known = |(host, port): &(String, u16)| {
            url.host_str() == Some(host) && url.port_or_known_default() == Some(*port)
        };
        is_safe(url) && self.0.iter().any(known)
    }
}

/// The address, if it is one over TLS, or on this very machine.
pub(crate) fn safe(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|_| text.len() <= URL_BYTES)?;
    is_safe(&url).then_some(url)
}

/// An address of our own, to which only the browser goes: as [`safe`], or of this
/// machine by its name, as browsers have it.
pub(crate) fn own(text: &str) -> Option<Url> {
    let local = |url: &Url| {
        let bare = url.username().is_empty() && url.password().is_none();
        url.scheme() == "http" && url.host_str() == Some("localhost") && bare
    };
    let url = Url::parse(text).ok().filter(|_| text.len() <= URL_BYTES)?;
    (is_safe(&url) || (local(&url) && url.fragment().is_none())).then_some(url)
}

/// Whether a provider may send a browser back to this address: over TLS, or on this
/// machine.
pub fn is_own_address(text: &str) -> bool {
    own(text).is_some()
}

fn is_safe(url: &Url) -> bool {
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(_)) | None => false,
    };
    let scheme = url.scheme() == "https" || (url.scheme() == "http" && here);
    scheme && url.username().is_empty() && url.password().is_none() && url.fragment().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_text_stays_on_this_machine() {
        for text in ["https://a.example/b?c", "http://127.0.0.1:1/", "http://[::1]/"] {
            assert!(safe(text).is_some(), "{text}");
        }
        for text in [
            "http://a.example/",
            "http://localhost/",
            "http://10.0.0.1/",
            "https://a@b.example/",
            "https://:a@b.example/",
            "https://a.example/#b",
            "ftp://127.0.0.1/",
            "javascript:alert(1)",
            "a.example",
            "",
        ] {
            assert!(safe(text).is_none(), "{text}");
        }
        let long = |bytes: usize| format!("https://a.example/{}", "a".repeat(bytes - 18));
        assert!(safe(&long(URL_BYTES)).is_some());
        assert!(safe(&long(URL_BYTES + 1)).is_none());
    }

    #[test]
    fn our_own_address_may_be_this_machine_by_name() {
        for text in ["http://localhost:8080/b", "https://a.example/b", "http://127.0.0.1/"] {
            assert!(own(text).is_some(), "{text}");
        }
        for text in [
            "http://localhost.example/",
            "http://a@localhost/",
            "http://localhost/#a",
            "http://a.example/",
            "ftp://localhost/",
        ] {
            assert!(own(text).is_none(), "{text}");
        }
        let long = |bytes: usize| format!("http://localhost/{}", "a".repeat(bytes - 17));
        assert!(own(&long(URL_BYTES)).is_some() && own(&long(URL_BYTES + 1)).is_none());
    }

    #[test]
    fn only_named_hosts_and_their_ports_are_allowed() {
        let mut hosts = Hosts::default();
        hosts.add_of(&Url::parse("https://A.example/x").unwrap());
        assert!(hosts.add("b.example:8443"));
        for wrong in ["", "a/b", "a/", "a?b", "x@a", "https://a", "a:b", "a#b"] {
            assert!(!hosts.add(wrong), "{wrong}");
        }
        let allow = |text: &str| hosts.allow(&Url::parse(text).unwrap());
        assert!(allow("https://a.example/y") && allow("https://a.example:443/"));
        assert!(allow("https://b.example:8443/"));
        for text in [
            "https://b.example/",
            "http://a.example/",
            "https://a.example.evil/",
            "https://x.a.example/",
            "https://a.example:8443/",
            "https://a.example@evil/",
            "http://127.0.0.1/",
        ] {
            assert!(!allow(text), "{text}");
        }
    }
}
