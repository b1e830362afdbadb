//! The hosts we answer to. A page of another site can make its name resolve to
//! this machine (DNS rebinding) and would then read our answers as its own; its
//! name still stands in `Host`, and that is refused.

use axum::http::header::HOST;
use axum::http::{HeaderMap, StatusCode, Uri};
use hygie_base::Code;

use crate::{Config, Fault};

/// Every name we answer to.
pub(crate) struct Hosts {
    names: Vec<Name>,
    /// Whether the public name is reached by HTTPS.
    https: bool,
}

/// Host and port in lower case, and by what they are reached.
struct Name {
    host: String,
    https: bool,
}

impl Hosts {
    /// The public name, and this machine's own names with the listening port.
    pub fn of(config: &Config) -> Self {
        let https = config.is_https();
        let mut names = vec![Name { host: without_default(config.public_host(), https), https }];
        let port = config.listen.port();
        for own in ["localhost", "127.0.0.1", "[::1]"] {
            let host = without_default(&format!("{own}:{port}"), false);
            names.push(Name { host, https: false });
        }
        Self { names, https }
    }

    /// # Errors
    /// 421 for a request that names another host, or none.
    pub fn check(&self, uri: &Uri, headers: &HeaderMap) -> Result<(), Fault> {
        let mut named = headers.get_all(HOST).iter();
        let header = named.next().and_then(|host| host.to_str().ok());
        let target = uri.authority().map(axum::http::uri::Authority::as_str);
        let known = |host: &str| {
            let host = without_default(host, self.https);
            self.names.iter().any(|name| name.host == host)
        };
        let one = named.next().is_none() && (header.is_some() || target.is_some());
        if one && header.is_none_or(known) && target.is_none_or(known) {
            return Ok(());
        }
        let fault = Fault::new(Code::Usage).status(StatusCode::MISDIRECTED_REQUEST);
        Err(fault.because("This server does not answer under that host name."))
    }

    /// Whether this is the origin of one of our own pages: what came by plain HTTP
    /// under the name of an HTTPS server may be anybody's on the way.
    pub fn is_own_origin(&self, origin: &str) -> bool {
        origin.split_once("://").is_some_and(|(scheme, host)| {
            let https = scheme == "https";
            let host = without_default(host, https);
            let own = |name: &Name| name.https == https && name.host == host;
            (https || scheme == "http") && self.names.iter().any(own)
        })
    }
}

/// In lower case and without the scheme's own port.
fn without_default(host: &str, https: bool) -> String {
    let host = host.to_ascii_lowercase();
    let port = if https { ":443" } else { ":80" };
    host.strip_suffix(port).map(str::to_owned).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(public_url: &str, port: u16) -> Hosts {
        Hosts::of(&Config {
            public_url: public_url.into(),
            listen: ([127, 0, 0, 1], port).into(),
            demo: false,
            organisation: String::new(),
            organisation_name: String::new(),
        })
    }

    #[test]
    fn our_own_names_pass_and_no_other() {
        let local = hosts("http://localhost:8080", 8080);
        let public = hosts("https://dossier.example/", 8080);
        let check = |hosts: &Hosts, host: &str, expect: bool| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            let passes = hosts.check(&Uri::from_static("/"), &headers).is_ok();
            assert_eq!(passes, expect, "{host}");
        };
        for host in ["localhost:8080", "LOCALHOST:8080", "127.0.0.1:8080", "[::1]:8080"] {
            check(&local, host, true);
        }
        for host in ["localhost", "evil.example", "evil.example:8080", "localhost:8081", ""] {
            check(&local, host, false);
        }
        for host in ["dossier.example", "dossier.example:443", "localhost:8080"] {
            check(&public, host, true);
        }
        check(&public, "dossier.example:80", false);
    }

    #[test]
    fn no_host_two_hosts_or_another_target_are_refused() {
        let local = hosts("http://localhost:8080", 8080);
        assert!(local.check(&Uri::from_static("/"), &HeaderMap::new()).is_err());
        let mut headers = HeaderMap::new();
        headers.append(HOST, "localhost:8080".parse().unwrap());
        assert!(local.check(&Uri::from_static("http://evil.example/"), &headers).is_err());
        assert!(local.check(&Uri::from_static("http://localhost:8080/"), &headers).is_ok());
        headers.append(HOST, "evil.example".parse().unwrap());
        assert!(local.check(&Uri::from_static("/"), &headers).is_err());
    }

    #[test]
    fn origins_have_our_scheme_and_one_of_our_hosts() {
        let local = hosts("http://localhost:8080", 8080);
        let public = hosts("https://dossier.example", 8080);
        let check = |hosts: &Hosts, origin: &str, expect: bool| {
            assert_eq!(hosts.is_own_origin(origin), expect, "{origin}");
        };
        check(&local, "http://localhost:8080", true);
        for other in ["null", "localhost:8080", "http://localhost", "ftp://localhost:8080"] {
            check(&local, other, false);
        }
        check(&local, "https://localhost:8080", false);
        for own in ["https://dossier.example", "https://dossier.example:443"] {
            check(&public, own, true);
        }
        for other in ["http://dossier.example", "http://dossier.example:443", "http://dossier"] {
            check(&public, other, false);
        }
        // This machine's own names are reached without TLS.
        check(&public, "http://localhost:8080", true);
    }
}
