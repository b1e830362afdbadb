//! The format of answers: JSON, and how it is laid out
//! (<https://hl7.org/fhir/R4/http.html#mime-type>).

use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use hygie_base::Code;
use hygie_http::Fault;

/// # Errors
/// 406 when neither `_format` nor `Accept` takes R4 in JSON.
pub(crate) fn accepts_json(format: Option<&str>, headers: &HeaderMap) -> Result<(), Fault> {
    let takes = match format {
        Some(format) => is_json(&format.to_ascii_lowercase(), true),
        None => {
            let mut asked = headers.get_all(ACCEPT).iter().peekable();
            asked.peek().is_none()
                || asked.filter_map(|accept| accept.to_str().ok()).any(|accept| {
                    accept.to_ascii_lowercase().split(',').any(|kind| is_json(kind, false))
                })
        }
    };
    let why = "answers are in application/fhir+json, FHIR version 4.0";
    let refused = || Fault::new(Code::MediaType).status(StatusCode::NOT_ACCEPTABLE).because(why);
    if takes { Ok(()) } else { Err(refused()) }
}

/// Whether `Accept` names FHIR in JSON, rather than taking it among others.
pub(crate) fn names_json(headers: &HeaderMap) -> bool {
    let asked = headers.get_all(ACCEPT).iter().filter_map(|accept| accept.to_str().ok());
    asked.flat_map(|accept| accept.split(',')).any(|kind| {
        let kind = kind.trim().to_ascii_lowercase();
        let named =
            kind.starts_with("application/fhir+json") || kind.starts_with("application/json");
        named && is_json(&kind, false)
    })
}

/// Whether FHIR in another format is asked for.
pub(crate) fn names_other(format: Option<&str>, headers: &HeaderMap) -> bool {
    let asked = headers.get_all(ACCEPT).iter().filter_map(|accept| accept.to_str().ok());
    format.is_some()
        || asked.flat_map(|accept| accept.split(',')).any(|kind| {
            let kind = kind.trim().to_ascii_lowercase();
            kind.starts_with("application/fhir+xml") || kind.starts_with("application/fhir+turtle")
        })
}

/// Whether a media type with parameters takes R4 in JSON.
fn is_json(kind: &str, short: bool) -> bool {
    let mut parts = kind.split(';').map(str::trim);
    let named = match parts.next().unwrap_or_default() {
        // A plus sign in an address is read as a blank.
        "application/fhir+json" | "application/fhir json" | "application/json" => true,
        "text/json" | "application/json+fhir" | "json" => short,
        "*/*" | "application/*" => !short,
        _ => false,
    };
    named
        && parts.all(|parameter| match parameter.split_once('=') {
            Some(("fhirversion", version)) => matches!(version.trim_matches('"'), "4.0" | "4.0.1"),
            Some(("q", quality)) => quality.parse::<f32>().is_ok_and(|quality| quality > 0.0),
            _ => true,
        })
}

/// # Errors
/// 415 when the body is not said to be JSON in UTF-8.
pub(crate) fn sends_json(headers: &HeaderMap) -> Result<(), Fault> {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    let mut parts = kind.split(';').map(str::trim);
    let json = matches!(parts.next(), Some("application/fhir+json" | "application/json"))
        && parts.all(|parameter| match parameter.split_once('=') {
            Some(("charset", charset)) => charset.trim_matches('"') == "utf-8",
            Some(("fhirversion", version)) => matches!(version.trim_matches('"'), "4.0" | "4.0.1"),
            _ => true,
        });
    let why = "send the resource with Content-Type: application/fhir+json, FHIR version 4.0";
    if json { Ok(()) } else { Err(Fault::new(Code::MediaType).because(why)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_spoken_and_nothing_else() {
        let check = |format: Option<&str>, accept: Option<&str>, expect: bool| {
            let mut headers = HeaderMap::new();
            if let Some(accept) = accept {
                headers.insert(ACCEPT, accept.parse().unwrap());
            }
            assert_eq!(accepts_json(format, &headers).is_ok(), expect, "{format:?} {accept:?}");
        };
        check(None, None, true);
        for accept in [
            "application/fhir+json",
            "application/json",
            "*/*",
            "application/*;q=0.5",
            "text/html,application/xhtml+xml,*/*;q=0.8",
            "application/fhir+xml, Application/FHIR+JSON",
            "application/fhir+json; fhirVersion=4.0",
        ] {
            check(None, Some(accept), true);
        }
        for accept in [
            "application/fhir+xml",
            "text/html",
            "application/fhir+json;fhirVersion=5.0",
            "application/json;q=0",
            "",
        ] {
            check(None, Some(accept), false);
        }
        for format in ["json", "application/fhir+json", "application/fhir json", "text/json"] {
            check(Some(format), Some("application/fhir+xml"), true);
        }
        for format in ["xml", "html", "*/*", ""] {
            check(Some(format), Some("application/fhir+json"), false);
        }
    }

    #[test]
    fn bodies_say_that_they_are_json() {
        let check = |kind: Option<&str>, expect: bool| {
            let mut headers = HeaderMap::new();
            if let Some(kind) = kind {
                headers.insert(CONTENT_TYPE, kind.parse().unwrap());
            }
            assert_eq!(sends_json(&headers).is_ok(), expect, "{kind:?}");
        };
        check(Some("application/fhir+json"), true);
        check(Some("application/json; charset=UTF-8"), true);
        check(Some("application/fhir+json; fhirVersion=4.0"), true);
        for other in [
            None,
            Some("application/fhir+xml"),
            Some("text/plain"),
            Some("application/json; charset=latin1"),
            Some("application/fhir+json; fhirVersion=3.0"),
        ] {
            check(other, false);
        }
    }
}
