//! A Binary as it is (<https://hl7.org/fhir/R4/binary.html#rest>): its bytes
//! with their own media type. Whatever they are, a page or a script, they are
//! only saved and never run.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hygie_base::Code;
use hygie_fhir::json::{Json, Object, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::reference::Reference;
use hygie_http::Fault;
use hygie_record::Resource;

use crate::fault::at;
use crate::format::sends_json;
use crate::json::{object, string};
use crate::limits::BINARY_BYTES;
use crate::own_url::make_relative;

/// Whose record a Binary belongs to (<https://hl7.org/fhir/R4/binary.html#security>).
const SECURITY_CONTEXT: HeaderName = HeaderName::from_static("x-security-context");
const UNKNOWN: HeaderValue = HeaderValue::from_static("application/octet-stream");
/// Nothing of it runs, loads or frames, even where a browser shows it.
const INERT: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
const SAVED: HeaderValue = HeaderValue::from_static("attachment; filename=\"binary\"");

/// The Binary that a body is when it is sent as anything but FHIR; `None` for
/// other types and for FHIR.
///
/// # Errors
/// When it is too large, has no media type, or its security context is none.
pub(crate) fn sent(
    kind: &str,
    headers: &HeaderMap,
    body: &[u8],
    id: Option<&str>,
    base: &str,
) -> Result<Option<Json>, Fault> {
    let said = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let fhir = said.is_some_and(|said| {
        let said = said.trim_start().to_ascii_lowercase();
        said.starts_with("application/fhir+") || sends_json(headers).is_ok()
    });
    if kind != "Binary" || fhir {
        return Ok(None);
    }
    let Some(said) = said.filter(|said| is_media_type(said)) else {
        let why = "say what the bytes are by Content-Type";
        return Err(Fault::new(Code::MediaType).because(why));
    };
    if body.len() > BINARY_BYTES {
        let why = format!("bytes of a Binary sent as it is: at most {BINARY_BYTES}");
        return Err(Fault::new(Code::TooLarge).because(why));
    }
    let mut binary = Object::new();
    binary.push("resourceType".into(), string("Binary"));
    if let Some(id) = id {
        binary.push("id".into(), string(id));
    }
    binary.push("contentType".into(), string(said));
    if let Some(context) = context(headers)? {
        binary.push("securityContext".into(), object([("reference", string(context))]));
    }
    binary.push("data".into(), string(&STANDARD.encode(body)));
    let mut binary = Json::Object(binary);
    make_relative(&mut binary, base);
    Ok(Some(binary))
}

fn context(headers: &HeaderMap) -> Result<Option<&str>, Fault> {
    let mut all = headers.get_all(SECURITY_CONTEXT).iter();
    let Some(context) = all.next() else { return Ok(None) };
    let context = context.to_str().unwrap_or_default();
    let named =
        matches!(Reference::parse(context), Reference::Local { .. } | Reference::Absolute { .. });
    if named && all.next().is_none() {
        return Ok(Some(context));
    }
    let why = "X-Security-Context is one reference: Patient/id";
    Err(at(Code::Usage, "Binary.securityContext", why))
}

/// The bytes of a Binary.
///
/// # Errors
/// When what is stored cannot be read.
pub(crate) fn native(resource: &Resource) -> Result<Response, Fault> {
    let damaged = || Fault::new(Code::Corrupt).inside("a Binary that cannot be read");
    let json = parse(&resource.text, &JsonLimits::default()).map_err(|_| damaged())?;
    let data: String = json.str("data").unwrap_or_default().split_whitespace().collect();
    let bytes = STANDARD.decode(data).map_err(|_| damaged())?;
    let mut response = Response::new(Body::from(bytes));
    let kind = json.str("contentType").filter(|kind| is_media_type(kind));
    let kind = kind.and_then(|kind| HeaderValue::from_str(kind).ok()).unwrap_or(UNKNOWN);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, kind);
    headers.insert(CONTENT_SECURITY_POLICY, INERT);
    headers.insert(CONTENT_DISPOSITION, SAVED);
    if let Some(context) = json.get("securityContext").and_then(|to| to.str("reference"))
        && let Ok(context) = HeaderValue::from_str(context)
    {
        headers.insert(SECURITY_CONTEXT, context);
    }
    Ok(response)
}

/// `type/subtype`, with parameters perhaps (RFC 9110, section 8.3.1).
fn is_media_type(text: &str) -> bool {
    let token = |part: &str| {
        let mark = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
        !part.is_empty() && part.bytes().all(mark)
    };
    let essence = text.split_once(';').map_or(text, |(essence, _)| essence).trim();
    essence.split_once('/').is_some_and(|(kind, sub)| token(kind) && token(sub))
        && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn media_types_are_told_from_words() {
        for good in ["text/html", "application/pdf", "text/plain; charset=utf-8", "image/svg+xml"] {
            assert!(is_media_type(good), "{good}");
        }
        for bad in ["", "text", "/", "text/", "a b/c", "text/html\r\nx: y", "é/a"] {
            assert!(!is_media_type(bad), "{bad}");
        }
    }
}
