//! The usual data types of FHIR in one line, told by their members.

use hygie_fhir::json::{Json, Object};

use crate::code::concept_str;
use crate::text::trimmed;

/// A value without members.
pub(super) fn simple(json: &Json) -> String {
    match json {
        Json::Bool(yes) => yes.to_string(),
        Json::Number(digits) => digits.to_string(),
        Json::String(text) => text.trim().to_owned(),
        Json::Null | Json::Array(_) | Json::Object(_) => String::new(),
    }
}

/// An object in one line, when it is one of the usual types and has no member
/// that the line would not tell.
pub(super) fn line(object: &Object) -> Option<String> {
    let only = |known: &[&str]| object.iter().all(|(name, _)| known.contains(&name));
    let text = |name| trimmed(object.get(name).and_then(Json::as_str));
    if object.get("coding").is_some() && only(&["coding", "text", "id"]) {
        return Some(concept(object));
    }
    if only(&["text"]) {
        return text("text").map(str::to_owned);
    }
    if only(&["system", "version", "code", "display", "userSelected", "id"])
        && text("code").is_some()
    {
        return Some(coding(object));
    }
    if only(&["value", "comparator", "unit", "system", "code", "currency", "id"])
        && object.get("value").is_some_and(|value| matches!(value, Json::Number(_)))
    {
        let value = object.get("value").map(simple).unwrap_or_default();
        let unit = text("unit").or(text("code")).or(text("currency")).unwrap_or_default();
        let sign = text("comparator").unwrap_or_default();
        return Some(format!("{sign}{value} {unit}").trim().to_owned());
    }
    if only(&["start", "end", "id"]) {
        let end = |name| text(name).unwrap_or("…");
        return Some(format!("{} – {}", end("start"), end("end")));
    }
    if only(&["low", "high", "id"]) {
        return ends(object, "low", "high", " – ");
    }
    if only(&["numerator", "denominator", "id"]) {
        return ends(object, "numerator", "denominator", " / ");
    }
    if only(&["reference", "type", "display", "identifier", "id"]) {
        let identifier = object.get("identifier").and_then(|one| trimmed(one.str("value")));
        return text("display").or(text("reference")).or(identifier).map(str::to_owned);
    }
    if only(&["use", "type", "system", "value", "period", "assigner", "id", "rank"])
        && text("value").is_some()
    {
        let kind = object.get("type").and_then(concept_str).or(text("use"));
        let value = text("value").unwrap_or_default();
        let system = text("system").unwrap_or_default();
        return Some(join(&[value, kind.unwrap_or_default(), system], " · "));
    }
    named(object)
}

/// Names, addresses, comments and attachments.
fn named(object: &Object) -> Option<String> {
    let only = |known: &[&str]| object.iter().all(|(name, _)| known.contains(&name));
    let text = |name| trimmed(object.get(name).and_then(Json::as_str));
    let many = |name: &str| {
        let parts = object.get(name).and_then(Json::as_array).unwrap_or_default();
        join(&parts.iter().filter_map(Json::as_str).collect::<Vec<_>>(), " ")
    };
    if object.get("family").or(object.get("given")).is_some()
        && only(&["use", "text", "family", "given", "prefix", "suffix", "period", "id"])
    {
        let whole = join(
            &[&many("prefix"), &many("given"), text("family").unwrap_or_default(), &many("suffix")],
            " ",
        );
        return Some(join(
            &[text("text").unwrap_or(&whole), text("use").unwrap_or_default()],
            " · ",
        ));
    }
    let address = [
        "use",
        "type",
        "text",
        "line",
        "city",
        "district",
        "state",
        "postalCode",
        "country",
        "period",
        "id",
    ];
    if object.get("city").or(object.get("line")).is_some() && only(&address) {
        let lines = many("line");
        let place = ["postalCode", "city", "district", "state", "country"];
        let place = join(&place.map(|name| text(name).unwrap_or_default()), " ");
        return Some(text("text").map_or_else(|| join(&[&lines, &place], ", "), str::to_owned));
    }
    if only(&["authorReference", "authorString", "time", "text", "id"]) && text("text").is_some() {
        let author = object.get("authorReference").and_then(|one| trimmed(one.str("display")));
        let author = author.or(text("authorString")).unwrap_or_default();
        let words = text("text").unwrap_or_default();
        return Some(join(&[words, author, text("time").unwrap_or_default()], " · "));
    }
    let attachment =
        ["contentType", "language", "data", "url", "size", "hash", "title", "creation", "id"];
    if object.get("data").or(object.get("contentType")).is_some() && only(&attachment) {
        let bytes = object.get("data").and_then(Json::as_str).map(|data| data.len() / 4 * 3);
        let bytes = bytes.map(|bytes| format!("≈ {bytes} B"));
        let size = object.get("size").map(|size| format!("{} B", simple(size))).or(bytes);
        let parts =
            [text("title"), text("contentType"), size.as_deref(), text("creation"), text("url")];
        return Some(join(&parts.map(Option::unwrap_or_default), " · "));
    }
    None
}

fn concept(object: &Object) -> String {
    let text = trimmed(object.get("text").and_then(Json::as_str));
    let codings = object.get("coding").and_then(Json::as_array).unwrap_or_default();
    let codings: Vec<String> = codings.iter().filter_map(Json::as_object).map(coding).collect();
    let codings = codings.iter().map(String::as_str);
    join(&text.into_iter().chain(codings).collect::<Vec<_>>(), " · ")
}

fn coding(object: &Object) -> String {
    let text = |name| trimmed(object.get(name).and_then(Json::as_str)).unwrap_or_default();
    let system = text("system").rsplit('/').next().unwrap_or_default();
    let code = join(&[system, text("code")], " ");
    match text("display") {
        "" => code,
        display => format!("{display} ({code})"),
    }
}

fn ends(object: &Object, one: &str, other: &str, between: &str) -> Option<String> {
    let end = |name| object.get(name).and_then(Json::as_object).and_then(line);
    match (end(one), end(other)) {
        (None, None) => None,
        (one, other) => {
            let end = |end: Option<String>| end.unwrap_or_else(|| "…".to_owned());
            Some(format!("{}{between}{}", end(one), end(other)))
        }
    }
}

/// The parts that say something, joined.
fn join(parts: &[&str], between: &str) -> String {
    let spoken: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    spoken.join(between)
}
