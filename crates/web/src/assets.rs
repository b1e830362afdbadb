//! Files that pages load, embedded: stylesheet, script, typeface, mark.
//!
//! Each is served under a name that carries the hash of its content, so caches
//! may keep it for a year and a new release is seen at once. Sources and
//! licences are in `assets/README.md`.

use std::sync::LazyLock;

use aws_lc_rs::digest::{SHA256, digest};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use hygie_base::Code;
use hygie_http::Fault;

/// One file, ready to be served.
#[derive(Debug)]
pub(crate) struct Asset {
    /// Name in the source: `hygie.css`.
    name: &'static str,
    /// Name on the wire: `hygie-0123456789abcdef.css`.
    pub(crate) served: String,
    /// Media type.
    pub(crate) media: &'static str,
    /// SHA-256 of the content in hexadecimal, quoted: a strong entity tag.
    pub(crate) tag: String,
    /// The content.
    pub(crate) bytes: Bytes,
}

/// What is embedded. What others refer to comes before them.
const FILES: &[(&str, &str, &[u8])] = &[
    (
        "atkinson-hyperlegible-next-latin.woff2",
        "font/woff2",
        include_bytes!("../assets/atkinson-hyperlegible-next-latin.woff2"),
    ),
    (
        "atkinson-hyperlegible-next-latin-ext.woff2",
        "font/woff2",
        include_bytes!("../assets/atkinson-hyperlegible-next-latin-ext.woff2"),
    ),
    ("hygie.svg", "image/svg+xml", include_bytes!("../assets/hygie.svg")),
    ("hygie.js", "text/javascript; charset=utf-8", include_bytes!("../assets/hygie.js")),
    ("passkeys.js", "text/javascript; charset=utf-8", include_bytes!("../assets/passkeys.js")),
    ("hygie.css", "text/css; charset=utf-8", include_bytes!("../assets/hygie.css")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut assets: Vec<Asset> = Vec::with_capacity(FILES.len());
    for (name, media, bytes) in FILES {
        let bytes = refer(bytes, &assets);
        let hash = hex(digest(&SHA256, &bytes).as_ref());
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
        let short = hash.get(..16).unwrap_or(&hash);
        let served = format!("{stem}-{short}.{extension}");
        assets.push(Asset { name, served, media, tag: format!("\"{hash}\""), bytes: bytes.into() });
    }
    assets
});

/// `GET /assets/{name}`: the content, for a year; nothing when it is known.
pub(crate) async fn serve(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Fault> {
    let asset = served(&name).ok_or_else(|| Fault::new(Code::NotFound))?;
    let cache = [(CACHE_CONTROL, "public, max-age=31536000, immutable"), (ETAG, &asset.tag)];
    let known = headers.get(IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.trim() == "*" || tags.contains(&asset.tag)) {
        return Ok((StatusCode::NOT_MODIFIED, cache).into_response());
    }
    Ok((cache, [(CONTENT_TYPE, asset.media)], asset.bytes.clone()).into_response())
}

/// Path of the asset of that source name; the bare name when there is none,
/// which a test of every page would see as a dead address.
pub(crate) fn path(name: &str) -> String {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    format!("/assets/{}", found.map_or(name, |asset| asset.served.as_str()))
}

/// The asset that is served under that name.
pub(crate) fn served(name: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.served == name)
}

/// A stylesheet names fonts by their source names: `url("name")` becomes the
/// name on the wire. Other files pass through.
fn refer(bytes: &[u8], earlier: &[Asset]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut text = text.to_owned();
    for asset in earlier {
        let (from, to) = (format!("url(\"{}\")", asset.name), format!("url(\"{}\")", asset.served));
        text = text.replace(&from, &to);
    }
    text.into_bytes()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod contrast;
#[cfg(test)]
mod tests;
