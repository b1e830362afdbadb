//! Parameters of an address or a form, decoded exactly.

use hygie_base::Code;
use hygie_http::Fault;
use hygie_http::limits::TARGET_BYTES;

use crate::cursor::CURSOR;
use crate::limits::{PARAMETERS, QUERY_BYTES};

/// Names and values, in the order they came.
pub(crate) type Parameters = Vec<(String, String)>;

/// Reads `name=value&…` (application/x-www-form-urlencoded).
///
/// # Errors
/// When it is too long, has too many parameters, or cannot be decoded.
pub(crate) fn parameters(text: &str) -> Result<Parameters, Fault> {
    // A cursor carries the parameters of a first page, sealed and so longer.
    let continues = text.strip_prefix(CURSOR).is_some_and(|rest| rest.starts_with('='));
    if text.len() > if continues { TARGET_BYTES } else { QUERY_BYTES } {
        return Err(too_large(format!("bytes of all parameters: at most {QUERY_BYTES}")));
    }
    let mut found = Vec::new();
    for pair in text.split('&').filter(|pair| !pair.is_empty()) {
        if found.len() == PARAMETERS {
            return Err(too_large(format!("parameters of one request: at most {PARAMETERS}")));
        }
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        match (decoded(name), decoded(value)) {
            (Some(name), Some(value)) => found.push((name, value)),
            _ => {
                let why = format!("parameter {} is not percent-encoded UTF-8", found.len() + 1);
                return Err(Fault::new(Code::Usage).because(why));
            }
        }
    }
    Ok(found)
}

fn too_large(why: String) -> Fault {
    Fault::new(Code::TooLarge).status(axum::http::StatusCode::BAD_REQUEST).because(why)
}

/// Percent-decoding, a plus sign being a blank; `None` for what is not UTF-8.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match byte {
            b'%' => {
                let digits = rest.get(..2)?;
                let plain = digits.iter().all(u8::is_ascii_hexdigit);
                let digits = std::str::from_utf8(digits).ok().filter(|_| plain)?;
                bytes.push(u8::from_str_radix(digits, 16).ok()?);
                rest = rest.get(2..)?;
            }
            b'+' => bytes.push(b' '),
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).ok()
}

/// Writes them again, everything encoded that is not plain.
pub(crate) fn encoded<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut out = String::new();
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        encode(name, &mut out);
        out.push('=');
        encode(value, &mut out);
    }
    out
}

fn encode(text: &str, out: &mut String) {
    use std::fmt::Write as _;
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' | b'/' => {
                out.push(char::from(byte));
            }
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for (name, value) in
            [("name:exact", "Éloïse +1"), ("identifier", "urn:x|a&b=c%"), ("a", "")]
        {
            let text = encoded([(name, value)]);
            assert_eq!(parameters(&text).unwrap(), [(name.to_owned(), value.to_owned())]);
        }
    }

    #[test]
    fn bad_encodings_are_refused() {
        for wrong in ["a=%", "a=%4", "a=%zz", "a=%+1", "a=%C3", "%ff=a"] {
            assert!(parameters(wrong).is_err(), "{wrong}");
        }
        assert_eq!(parameters("&&a=b+c&d").unwrap().len(), 2);
    }

    #[test]
    fn length_and_number_have_limits() {
        let long = |bytes: usize| format!("a={}", "b".repeat(bytes - 2));
        assert!(parameters(&long(QUERY_BYTES)).is_ok());
        assert!(parameters(&long(QUERY_BYTES + 1)).is_err());
        let many = |number: usize| vec!["a=b"; number].join("&");
        assert!(parameters(&many(PARAMETERS)).is_ok());
        assert!(parameters(&many(PARAMETERS + 1)).is_err());
    }
}
