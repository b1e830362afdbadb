//! Cookies go along with whatever a browser sends us, also at the wish of
//! another site. So what changes anything must come from our own pages: by
//! `Sec-Fetch-Site` where the browser says it (W3C Fetch Metadata), else by
//! `Origin`. Who sends neither is no browser of today; forms carry a token too.

use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method};
use hygie_base::Code;

use crate::Fault;
use crate::host::Hosts;

/// # Errors
/// 403 for a request that another site made the browser send.
pub(crate) fn check(method: &Method, headers: &HeaderMap, hosts: &Hosts) -> Result<(), Fault> {
    if [Method::GET, Method::HEAD, Method::OPTIONS].contains(method) {
        return Ok(());
    }
    let own = match (headers.get("sec-fetch-site"), headers.get(ORIGIN)) {
        (Some(site), _) => matches!(site.as_bytes(), b"same-origin" | b"none"),
        (None, Some(origin)) => origin.to_str().is_ok_and(|text| hosts.is_own_origin(text)),
        (None, None) => true,
    };
    let refused = || Fault::new(Code::Forbidden).because("This was not sent by one of our pages.");
    if own { Ok(()) } else { Err(refused()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Config;

    #[test]
    fn only_our_own_pages_change_anything() {
        let hosts = Hosts::of(&Config {
            public_url: "http://localhost:8080".into(),
            listen: ([127, 0, 0, 1], 8080).into(),
            demo: false,
            organisation: String::new(),
            organisation_name: String::new(),
        });
        let check = |method: Method, site: Option<&str>, origin: Option<&str>, expect: bool| {
            let mut headers = HeaderMap::new();
            if let Some(site) = site {
                headers.insert("sec-fetch-site", site.parse().unwrap());
            }
            if let Some(origin) = origin {
                headers.insert(ORIGIN, origin.parse().unwrap());
            }
            let passes = super::check(&method, &headers, &hosts).is_ok();
            assert_eq!(passes, expect, "{method} {site:?} {origin:?}");
        };
        let own = Some("http://localhost:8080");
        check(Method::GET, Some("cross-site"), None, true);
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            check(method.clone(), Some("same-origin"), Some("null"), true);
            check(method.clone(), Some("none"), None, true);
            check(method.clone(), Some("same-site"), own, false);
            check(method.clone(), Some("cross-site"), own, false);
            check(method.clone(), None, own, true);
            check(method.clone(), None, Some("http://evil.example"), false);
            check(method.clone(), None, Some("null"), false);
            check(method, None, None, true);
        }
    }
}
