//! Versions as entity tags, `W/"3"` (<https://hl7.org/fhir/R4/http.html#versionid>).

use axum::http::HeaderValue;
use axum::http::header::IF_MATCH;
use hygie_base::{Code, Timestamp};
use hygie_http::Fault;

use crate::conditions::Conditions;

/// The tag of a version.
pub(crate) fn etag(version: u32) -> String {
    format!("W/\"{version}\"")
}

/// The version that a tag names.
///
/// # Errors
/// When it is no tag of ours.
pub(crate) fn version(tag: &str) -> Result<u32, Fault> {
    read(tag.trim()).ok_or_else(|| {
        Fault::new(Code::Usage).because("a version is written as an entity tag: W/\"3\"")
    })
}

/// The version that `If-Match` wants.
///
/// # Errors
/// When it is no tag of ours.
pub(crate) fn wanted(conditions: &Conditions) -> Result<Option<u32>, Fault> {
    let tag = conditions.get(&IF_MATCH);
    tag.map(|tag| version(tag.to_str().unwrap_or_default())).transpose()
}

fn read(tag: &str) -> Option<u32> {
    let tag = tag.strip_prefix("W/").unwrap_or(tag);
    let digits = tag.strip_prefix('"')?.strip_suffix('"')?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if plain { digits.parse().ok() } else { None }
}

/// Whether `If-None-Match` names this version (RFC 9110, section 13.1.2).
pub(crate) fn names(header: &HeaderValue, wanted: u32) -> bool {
    let text = header.to_str().unwrap_or_default();
    text.trim() == "*" || text.split(',').any(|tag| read(tag.trim()) == Some(wanted))
}

/// An instant as HTTP writes it, to the second.
pub(crate) fn http_date(at: Timestamp) -> String {
    let millis = u64::try_from(at.0).unwrap_or_default();
    httpdate::fmt_http_date(std::time::UNIX_EPOCH + std::time::Duration::from_millis(millis))
}

/// Whether something of this instant was not modified since (RFC 9110, section
/// 13.1.3); a date that cannot be read says nothing.
pub(crate) fn is_unmodified(header: &HeaderValue, at: Timestamp) -> bool {
    let since = header.to_str().ok().and_then(|text| httpdate::parse_http_date(text).ok());
    let since = since.and_then(|since| since.duration_since(std::time::UNIX_EPOCH).ok());
    since.is_some_and(|since| {
        i64::try_from(since.as_secs()).is_ok_and(|since| at.0.div_euclid(1000) <= since)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_and_written() {
        let check = |tag: &str, expect| assert_eq!(version(tag).ok(), expect, "{tag}");
        check(&etag(3), Some(3));
        check("\"3\"", Some(3));
        for wrong in ["3", "W/3", "W/\"\"", "W/\"-1\"", "W/\"+1\"", "W/\"4294967296\"", "*", ""] {
            check(wrong, None);
        }
    }

    #[test]
    fn lists_of_tags_name_versions() {
        let check = |list: &'static str, expect: bool| {
            assert_eq!(names(&HeaderValue::from_static(list), 2), expect, "{list}");
        };
        check("W/\"1\", W/\"2\"", true);
        check("*", true);
        check("W/\"1\"", false);
        check("nonsense", false);
    }

    #[test]
    fn dates_compare_to_the_second() {
        let at = Timestamp(1_795_348_800_999);
        let same = HeaderValue::from_str(&http_date(at)).unwrap();
        assert!(is_unmodified(&same, at));
        assert!(!is_unmodified(&same, Timestamp(at.0 + 1)));
        assert!(!is_unmodified(&HeaderValue::from_static("yesterday"), at));
    }
}
