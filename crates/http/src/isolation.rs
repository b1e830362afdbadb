//! Another site cannot read our pages, yet it can have a browser load them with
//! a person's cookies, as a picture, a script or a frame. That would open a
//! record in the person's name, trace it as theirs, and tell the other site
//! something by how long it took. So a browser that says (W3C Fetch Metadata)
//! that another site asks is answered only where the person goes there in a
//! window of its own.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};
use hygie_base::Code;

use crate::Fault;

/// Below this lies what is the same for everybody.
const ASSETS: &str = "/assets/";

/// # Errors
/// 403 for what another site has loaded with cookies.
pub(crate) fn check(path: &str, headers: &HeaderMap) -> Result<(), Fault> {
    let says = |name: &str| headers.get(name).map(HeaderValue::as_bytes);
    let ours = matches!(says("sec-fetch-site"), None | Some(b"same-origin" | b"none"));
    let visited = says("sec-fetch-mode") == Some(b"navigate")
        && matches!(says("sec-fetch-dest"), None | Some(b"document"));
    if ours || visited || !headers.contains_key(COOKIE) || path.starts_with(ASSETS) {
        return Ok(());
    }
    Err(Fault::new(Code::Forbidden).because("Another site may link to this and not load it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_site_may_link_and_not_load() {
        let check = |path: &str, [site, mode, dest]: [&str; 3], cookie: bool, expect: bool| {
            let mut headers = HeaderMap::new();
            let said = [("sec-fetch-site", site), ("sec-fetch-mode", mode)];
            for (name, value) in said.into_iter().chain([("sec-fetch-dest", dest)]) {
                if !value.is_empty() {
                    headers.insert(name, value.parse().unwrap());
                }
            }
            if cookie {
                headers.insert(COOKIE, "session=a".parse().unwrap());
            }
            let passes = super::check(path, &headers).is_ok();
            assert_eq!(passes, expect, "{path} {site} {mode} {dest} {cookie}");
        };
        for site in ["same-site", "cross-site", "nonsense"] {
            check("/records/a", [site, "navigate", "document"], true, true);
            check("/records/a", [site, "navigate", ""], true, true);
            for dest in ["iframe", "frame", "object", "embed"] {
                check("/records/a", [site, "navigate", dest], true, false);
            }
            for mode in ["no-cors", "cors", "websocket", "same-origin", ""] {
                for dest in ["image", "script", "style", "empty", "document", ""] {
                    check("/records/a", [site, mode, dest], true, false);
                }
            }
            check("/records/a", [site, "no-cors", "image"], false, true);
            check("/assets/a.css", [site, "no-cors", "style"], true, true);
            check("/assets", [site, "no-cors", "style"], true, false);
        }
        for site in ["same-origin", "none", ""] {
            check("/records/a", [site, "no-cors", "image"], true, true);
            check("/records/a", [site, "", ""], true, true);
        }
    }
}
