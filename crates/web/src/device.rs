//! From which kind of device a session began, in a few words that its owner
//! recognises. From `User-Agent`, so it is what the browser says of itself.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;

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
