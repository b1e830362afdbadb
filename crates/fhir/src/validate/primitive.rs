//! Primitive values, matched by hand: the regular expressions of the
//! specification (<https://hl7.org/fhir/R4/datatypes.html#primitive>), with
//! white space meaning ASCII white space, and what they leave out (the
//! calendar, ranges, groups of base64).

use super::{temporal, xhtml};
use crate::definitions::Primitive;
use crate::json::Json;
use crate::limits::STRING_CHARACTERS;

/// Why a value is not of its primitive type; the text says what is expected.
pub(super) enum Fault {
    /// Another JSON type is needed.
    Type(&'static str),
    /// The right JSON type, wrongly written.
    Format(&'static str),
    /// Too long.
    Length(String),
}

pub(super) fn check(kind: Primitive, json: &Json) -> Result<(), Fault> {
    let format = |valid: bool| if valid { Ok(()) } else { Err(Fault::Format(expected(kind))) };
    match (json_type(kind), json) {
        (JsonType::Boolean, Json::Bool(_)) => Ok(()),
        (JsonType::Boolean, _) => Err(Fault::Type("the value must be true or false")),
        (JsonType::Number, Json::Number(text)) => format(is_number(kind, text)),
        (JsonType::Number, _) => Err(Fault::Type("the value must be a JSON number")),
        (JsonType::String, Json::String(text)) if is_too_long(kind, text) => {
            let sentence = format!("a string has at most {STRING_CHARACTERS} characters");
            Err(Fault::Length(sentence))
        }
        (JsonType::String, Json::String(text)) => format(is_text(kind, text)),
        (JsonType::String, _) => Err(Fault::Type("the value must be a JSON string")),
    }
}

enum JsonType {
    Boolean,
    Number,
    String,
}

const fn json_type(kind: Primitive) -> JsonType {
    match kind {
        Primitive::Boolean => JsonType::Boolean,
        Primitive::Decimal
        | Primitive::Integer
        | Primitive::PositiveInt
        | Primitive::UnsignedInt => JsonType::Number,
        _ => JsonType::String,
    }
}

const fn expected(kind: Primitive) -> &'static str {
    match kind {
        Primitive::Base64Binary => "base64Binary must be base64, in whole groups of four",
        Primitive::Boolean => "boolean must be true or false",
        Primitive::Canonical | Primitive::Uri | Primitive::Url => {
            "a URI must not be empty and must have no white space"
        }
        Primitive::Code => "a code must not be empty, and have single spaces only, inside",
        Primitive::Date => "date must be YYYY, YYYY-MM or YYYY-MM-DD and in the calendar",
        Primitive::DateTime => {
            "dateTime must be a date, or a date with hh:mm:ss and a time zone, in the calendar"
        }
        Primitive::Decimal => "decimal must be a JSON number",
        Primitive::Id => "id must be 1 to 64 letters, digits, hyphens and dots",
        Primitive::Instant => {
            "instant must be YYYY-MM-DDThh:mm:ss with a time zone, in the calendar"
        }
        Primitive::Integer => "integer must be a whole number of 32 bits, without fraction",
        Primitive::Markdown | Primitive::String => {
            "a string must not be empty and must have no control characters"
        }
        Primitive::Oid => "oid must be urn:oid: and an OID",
        Primitive::PositiveInt => "positiveInt must be a whole number from 1 to 2147483647",
        Primitive::Time => "time must be hh:mm:ss",
        Primitive::UnsignedInt => "unsignedInt must be a whole number from 0 to 2147483647",
        Primitive::Uuid => "uuid must be urn:uuid: and a UUID in lower case",
        Primitive::Xhtml => "a narrative must be one well-formed <div> element",
    }
}

fn is_too_long(kind: Primitive, text: &str) -> bool {
    // A string has fewer characters than bytes: most are not counted.
    matches!(kind, Primitive::String | Primitive::Markdown)
        && text.len() > STRING_CHARACTERS
        && text.chars().count() > STRING_CHARACTERS
}

fn is_number(kind: Primitive, text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    let value = || if whole { text.parse::<i32>().ok() } else { None };
    match kind {
        Primitive::Integer => value().is_some() && text != "-0",
        Primitive::UnsignedInt => value().is_some() && !text.starts_with('-'),
        Primitive::PositiveInt => value().is_some_and(|value| value > 0),
        // The JSON grammar is the grammar of decimal.
        _ => true,
    }
}

fn is_text(kind: Primitive, text: &str) -> bool {
    match kind {
        Primitive::Base64Binary => is_base64(text.as_bytes()),
        Primitive::Canonical | Primitive::Uri | Primitive::Url => is_uri(text),
        Primitive::Code => is_code(text),
        Primitive::Date => temporal::is_date(text),
        Primitive::DateTime => temporal::is_date_time(text),
        Primitive::Id => is_id(text),
        Primitive::Instant => temporal::is_instant(text),
        Primitive::Oid => text.strip_prefix("urn:oid:").is_some_and(is_oid),
        Primitive::Time => temporal::is_time(text),
        Primitive::Uuid => text.strip_prefix("urn:uuid:").is_some_and(is_uuid),
        Primitive::Xhtml => xhtml::is_div(text),
        _ => is_string(text),
    }
}

/// Any characters but control characters below U+0020 that are not white space.
fn is_string(text: &str) -> bool {
    let control = |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r');
    !text.is_empty() && !text.bytes().any(control)
}

/// White space of the specification's regular expressions: ASCII only, so that
/// U+00A0 is a character like any other.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | 0x0b | 0x0c | b'\r' | b' ')
}

fn is_uri(text: &str) -> bool {
    !text.is_empty() && !text.bytes().any(is_space)
}

fn is_code(text: &str) -> bool {
    let word = |word: &str| !word.is_empty() && !word.bytes().any(is_space);
    text.split(' ').all(word)
}

fn is_id(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    (1..=64).contains(&text.len()) && text.bytes().all(allowed)
}

fn is_oid(text: &str) -> bool {
    let arc = |arc: &str| {
        let digits = !arc.is_empty() && arc.bytes().all(|byte| byte.is_ascii_digit());
        digits && (arc == "0" || !arc.starts_with('0'))
    };
    let mut arcs = text.split('.');
    matches!(arcs.next(), Some("0" | "1" | "2")) && text.contains('.') && arcs.all(arc)
}

fn is_uuid(text: &str) -> bool {
    let hyphen = |at: usize| matches!(at, 8 | 13 | 18 | 23);
    let right = |(at, byte): (usize, u8)| match byte {
        b'-' => hyphen(at),
        b'0'..=b'9' | b'a'..=b'f' => !hyphen(at),
        _ => false,
    };
    text.len() == 36 && text.bytes().enumerate().all(right)
}

/// Groups of four characters, white space between them aside, padding last.
fn is_base64(text: &[u8]) -> bool {
    let mut count = 0_usize;
    let mut padding = 0_usize;
    for byte in text.iter().copied().filter(|byte| !is_space(*byte)) {
        let digit = byte.is_ascii_alphanumeric() || byte == b'+' || byte == b'/';
        match byte {
            b'=' => padding += 1,
            _ if digit && padding == 0 => {}
            _ => return false,
        }
        count += 1;
    }
    count > 0 && count.is_multiple_of(4) && padding <= 2
}
