//! `_text` and `_content` (<https://hl7.org/fhir/R4/search.html#content>): the
//! words of the narrative, or of all that is written in a resource. R4 leaves
//! the matching to the server: each word asked for begins one of the words
//! there, without case and accents; a comma divides alternatives.

use super::error::{Fault, SearchCode, invalid};
use super::normalise::normalise;
use super::split::{pieces, unescape};
use crate::json::{Json, parse};
use crate::limits::{JsonLimits, SEARCH_VALUES};

/// Words that are looked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Words {
    /// In the whole resource, not the narrative alone.
    whole: bool,
    /// Alternatives; all words of one must be there.
    any: Vec<Vec<String>>,
}

impl Words {
    pub(super) fn parse(value: &str, whole: bool) -> Result<Self, Fault> {
        let mut any = Vec::new();
        for piece in pieces(value, b',') {
            if any.len() == SEARCH_VALUES {
                return Err(Fault(SearchCode::TooLarge, "a parameter has 256 values at most"));
            }
            let folded = normalise(&unescape(piece)?);
            // A blank before each, so that it is met only where a word begins.
            let words: Vec<String> =
                folded.split(' ').filter(|it| !it.is_empty()).map(|it| format!(" {it}")).collect();
            if words.is_empty() {
                return Err(invalid("a text needs at least one letter or digit"));
            }
            any.push(words);
        }
        Ok(Self { whole, any })
    }

    /// Whether a resource, as JSON text, has them. What is no JSON has none.
    pub(super) fn matches(&self, text: &[u8]) -> bool {
        let Ok(json) = parse(text, &JsonLimits::default()) else { return false };
        let mut found = String::new();
        if self.whole {
            collect(&json, &mut found);
        } else if let Some(narrative) = json.get("text").and_then(|text| text.str("div")) {
            add(&bare(narrative), &mut found);
        }
        self.any.iter().any(|words| words.iter().all(|word| found.contains(word.as_str())))
    }
}

fn add(text: &str, into: &mut String) {
    into.push(' ');
    into.push_str(&normalise(text));
}

/// Every string of a resource but its type; narratives without their tags.
fn collect(json: &Json, into: &mut String) {
    match json {
        Json::String(text) => add(text, into),
        Json::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Json::Object(members) => {
            for (name, value) in members.iter() {
                match (name, value) {
                    ("resourceType", _) => {}
                    ("div", Json::String(text)) => add(&bare(text), into),
                    (_, value) => collect(value, into),
                }
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// The text of XHTML: tags become blanks, the entities of XML their letters.
fn bare(xhtml: &str) -> String {
    let mut text = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        text.push_str(before);
        if from.starts_with('<') {
            text.push(' ');
            rest = from.split_once('>').map_or("", |(_, after)| after);
        } else if let Some((entity, after)) = from.split_once(';') {
            text.push(letter(entity.trim_start_matches('&')).unwrap_or(' '));
            rest = after;
        } else {
            rest = "";
        }
    }
    text.push_str(rest);
    text
}

fn letter(entity: &str) -> Option<char> {
    let number = entity.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_met_where_words_begin() {
        let text = r#"{"resourceType":"Observation","text":{"div":"<div><p>Pression art&#233;rielle&nbsp;haute</p><b>sys</b>tole</div>"},"code":{"text":"Tension"},"note":[{"text":"à revoir"}]}"#;
        let check = |value: &str, whole: bool, expect: bool| {
            let words = Words::parse(value, whole).unwrap();
            assert_eq!(words.matches(text.as_bytes()), expect, "{value} {whole}");
        };
        for found in ["pression", "ARTERI", "haute pression", "nothing,haute", "tole"] {
            check(found, false, true);
            check(found, true, true);
        }
        for of_the_whole in ["tension", "revoir pression", "A revoir"] {
            check(of_the_whole, false, false);
            check(of_the_whole, true, true);
        }
        for nowhere in ["ression", "div", "observation", "haute basse"] {
            check(nowhere, false, false);
            check(nowhere, true, false);
        }
        assert!(Words::parse("", false).is_err() && Words::parse("a,--", false).is_err());
        assert!(!Words::parse("a", true).unwrap().matches(b"{"));
    }
}
