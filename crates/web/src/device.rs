//! From which kind of device a session began, in a few words that its owner
//! recognises. From `User-Agent`, so it is what the browser says of itself.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use axum::response::Response;
use hygie_accounts::{Session, Source};
use hygie_http::Fault;

use crate::cookies::get;
use crate::faults::of_account;
use crate::state::Web;

/// What a browser's line has, and what it is called. The first that is found
/// counts: most browsers also name those they came from.
const BROWSERS: [(&str, &str); 6] = [
    ("Firefox/", "Firefox"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];
const SYSTEMS: [(&str, &str); 6] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
];

/// `Firefox · Linux`; empty when nothing of it is known.
pub(crate) fn of(headers: &HeaderMap) -> String {
    let line = headers.get(USER_AGENT).and_then(|line| line.to_str().ok()).unwrap_or_default();
    let known = |words: &[(&str, &'static str)]| {
        words.iter().find(|(word, _)| line.contains(word)).map(|(_, name)| *name)
    };
    let parts: Vec<&str> = [known(&BROWSERS), known(&SYSTEMS)].into_iter().flatten().collect();
    parts.join(" · ")
}

/// Where a log-in comes from, as counting goes and as its owner reads it.
pub(crate) fn source(web: &Web, headers: &HeaderMap, address: Option<IpAddr>) -> Source {
    let device = get(headers, web.jar.device_name()).map(Into::into);
    Source { address, device, place: of(headers) }
}

/// Lets the browser carry that somebody logged in from this device.
///
/// # Errors
/// When the store fails.
pub(crate) async fn remember(
    web: &Web,
    headers: &HeaderMap,
    session: &Session,
    response: &mut Response,
) -> Result<(), Fault> {
    let carried = get(headers, web.jar.device_name());
    let device = web.app.accounts.remember_device(session, carried).await.map_err(of_account)?;
    web.jar.remember(response, &device);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_systems_are_recognised() {
        let check = |line: &str, expect: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, line.parse().unwrap());
            assert_eq!(of(&headers), expect, "{line}");
        };
        check(
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Firefox · Linux",
        );
        let chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";
        check(chrome, "Chrome · Windows");
        check(&format!("{chrome} Edg/142.0"), "Edge · Windows");
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
            "Safari · iPhone",
        );
        check("curl/8.0", "");
        assert_eq!(of(&HeaderMap::new()), "");
    }
}
