//! Taking search values apart, with R4's escapes
//! (<https://hl7.org/fhir/R4/search.html#escaping>).

use std::borrow::Cow;

use super::error::{Fault, invalid};

/// Parts between separators that no backslash precedes, still escaped.
pub(super) fn pieces(text: &str, separator: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let mut escaped = false;
        let at = text.bytes().position(|byte| {
            let found = byte == separator && !escaped;
            escaped = byte == b'\\' && !escaped;
            found
        });
        // The separator is ASCII, so both cuts fall between characters.
        let piece = at.and_then(|at| text.get(..at)).unwrap_or(text);
        rest = at.and_then(|at| text.get(at + 1..));
        Some(piece)
    })
}

/// Takes the escapes away.
pub(super) fn unescape(text: &str) -> Result<Cow<'_, str>, Fault> {
    if !text.contains('\\') {
        return Ok(Cow::Borrowed(text));
    }
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some(escaped @ ('\\' | ',' | '|' | '$')) => plain.push(escaped),
            _ => return Err(invalid("a backslash may only stand before , | $ or another one")),
        }
    }
    Ok(Cow::Owned(plain))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{pieces, unescape};

    #[test]
    fn pieces_are_cut_at_bare_separators() {
        let check = |text, expect: &[&str]| {
            assert_eq!(pieces(text, b',').collect::<Vec<_>>(), expect, "{text}");
        };
        check("", &[""]);
        check("a", &["a"]);
        check("a,b", &["a", "b"]);
        check(",a,", &["", "a", ""]);
        check(r"a\,b,c", &[r"a\,b", "c"]);
        check(r"a\\,b", &[r"a\\", "b"]);
        check(r"a\\\,b", &[r"a\\\,b"]);
        check("é,ü", &["é", "ü"]);
    }

    #[test]
    fn escapes_are_taken_away() {
        assert_eq!(unescape(r"a\,\|\$\\b").unwrap(), r"a,|$\b");
        assert!(unescape(r"a\").is_err() && unescape(r"a\n").is_err());
    }

    proptest! {
        #[test]
        fn escaped_lists_come_back(list in prop::collection::vec("[a,|$\\\\é]{0,6}", 1..5)) {
            let escape = |text: &String| {
                text.chars().fold(String::new(), |mut all, letter| {
                    if r"\,|$".contains(letter) {
                        all.push('\\');
                    }
                    all.push(letter);
                    all
                })
            };
            let text = list.iter().map(escape).collect::<Vec<_>>().join(",");
            let back: Vec<_> =
                pieces(&text, b',').map(|piece| unescape(piece).unwrap().into_owned()).collect();
            prop_assert_eq!(back, list);
        }
    }
}
