//! The files that a document holds: listed beside it, and opened as they are.

#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_base::Code;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_http::Fault;

use crate::Page;
use crate::care::Inside;
use crate::record::door::FileTarget;
use crate::record::path::Path;
use crate::state::Web;

/// A file that is offered.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Offered {
    /// Where it is.
    pub(crate) href: String,
    /// What it is, in words.
    pub(crate) words: String,
}

/// Media types that browsers show by themselves and that run nothing, with the
/// ending of a file's name. Whatever else there is, is saved.
const SHOWN: [(&str, &str); 4] = [
    ("application/pdf", "pdf"),
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("text/plain", "txt"),
];
/// Media types whose ending is known, though a browser would not show them safely.
const SAVED: [(&str, &str); 3] =
    [("application/xml", "xml"), ("text/xml", "xml"), ("application/json", "json")];

/// The files of a resource, without the one that stands on the page as `text`
/// already: a text that is too long or in other letters is opened like a file.
pub(super) fn offered(
    page: &Page,
    path: &Path,
    resource: &Json,
    text: Option<&str>,
) -> Vec<Offered> {
    let (Some(kind), Some(id)) = (resource.resource_type(), resource.id()) else {
        return Vec::new();
    };
    let is_text = |one: &Json| media(one).eq_ignore_ascii_case("text/plain") && has_data(one);
    let read = text.and_then(|_| attachments(resource).position(is_text));
    let files = attachments(resource)
        .enumerate()
        .filter(|(at, one)| !media(one).is_empty() && has_data(one) && Some(*at) != read);
    files
        .map(|(at, one)| Offered {
            href: path.file(kind, id, at),
            words: match ending(media(one)) {
                Some(("pdf", _)) => page.t("file-pdf"),
                Some(("png" | "jpg", _)) => page.t("file-picture"),
                Some(("xml", _)) => page.t("file-xml"),
                _ => page.t1("file-other", "type", media(one)),
            },
        })
        .collect()
}

/// `GET /records/{no}/entries/{kind}/{id}/files/{at}`: the file itself.
pub(crate) async fn file(
    State(web): State<Arc<Web>>,
    Inside { permit, .. }: Inside,
    target: FileTarget,
) -> Result<Response, Fault> {
    let FileTarget { kind, id, at } = target;
    let resource = web.app.records.read(&permit, &kind, &id).await?;
    let not_found = || Fault::new(Code::NotFound);
    let json = parse(&resource.text, &JsonLimits::default()).map_err(|_| not_found())?;
    let attachment = attachments(&json).nth(at).ok_or_else(not_found)?;
    let mut data = attachment.str("data").ok_or_else(not_found)?.as_bytes().to_vec();
    // R4 lets base64 be broken into lines.
    data.retain(|byte| !byte.is_ascii_whitespace());
    let data = STANDARD.decode(data).map_err(|_| not_found())?;
    Ok(answer(media(attachment), at, data))
}

fn answer(media: &str, at: usize, data: Vec<u8>) -> Response {
    let (ending, shown) = ending(media).unwrap_or(("bin", false));
    // A text in letters that a browser would take for others is saved.
    let shown = shown && (media != "text/plain" || std::str::from_utf8(&data).is_ok());
    let known = SHOWN.iter().chain(&SAVED).find(|(known, _)| *known == media);
    let media = match known {
        Some(("text/plain", _)) if shown => "text/plain; charset=utf-8",
        Some((known, _)) => known,
        None => "application/octet-stream",
    };
    let how = if shown { "inline" } else { "attachment" };
    // The name says nothing of the person: files lie about.
    let named = format!("{how}; filename=\"document-{}.{ending}\"", at + 1);
    let mut response = data.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    if let Ok(named) = HeaderValue::from_str(&named) {
        headers.insert(CONTENT_DISPOSITION, named);
    }
    let unframed = HeaderName::from_static("x-frame-options");
    headers.insert(unframed, HeaderValue::from_static("DENY"));
    response
}

/// Ending of the name, and whether a browser shows it.
fn ending(media: &str) -> Option<(&'static str, bool)> {
    let of = |all: &[(&str, &'static str)], shown| {
        all.iter().find(|(known, _)| *known == media).map(|(_, ending)| (*ending, shown))
    };
    of(&SHOWN, true).or_else(|| of(&SAVED, false))
}

fn has_data(attachment: &Json) -> bool {
    attachment.get("data").is_some()
}

/// The media type without its parameters.
fn media(attachment: &Json) -> &str {
    let media = attachment.str("contentType").unwrap_or_default();
    media.split(';').next().unwrap_or_default().trim()
}

/// The attachments of a document or a report, in order.
fn attachments(resource: &Json) -> impl Iterator<Item = &Json> {
    let list = |name| resource.get(name).and_then(Json::as_array).unwrap_or_default();
    let contents = list("content").iter().filter_map(|one| one.get("attachment"));
    contents.chain(list("presentedForm"))
}
