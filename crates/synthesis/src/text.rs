//! Texts of sources, cut to a named length.

use hygie_fhir::json::Json;

use crate::limits::TEXT_CHARS;

/// A copy of a text, cut when it is longer than a fact keeps.
pub(crate) fn kept(text: &str) -> Box<str> {
    cut(text, TEXT_CHARS).into()
}

/// A text cut to so many characters, the last of which says that it was cut.
pub(crate) fn cut(text: &str, chars: usize) -> std::borrow::Cow<'_, str> {
    if text.len() <= chars || text.chars().nth(chars).is_none() {
        return text.into();
    }
    let mut short: String = text.chars().take(chars.saturating_sub(1)).collect();
    short.push('…');
    short.into()
}

/// The text without blanks around it, when something is left.
pub(crate) fn trimmed(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty())
}

/// A copy of the member of this name, when it is a text.
pub(crate) fn text(json: &Json, name: &str) -> Option<Box<str>> {
    trimmed(json.str(name)).map(kept)
}

/// The elements of the member of this name, none when it is absent.
pub(crate) fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    json.get(name).and_then(Json::as_array).unwrap_or_default()
}

/// For comparing texts: lower case, single blanks, no accents on Latin letters.
pub(crate) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        for letter in word.chars().flat_map(char::to_lowercase) {
            match letter {
                'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
                'ç' => folded.push('c'),
                'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
                'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
                'ñ' => folded.push('n'),
                'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
                'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
                'ÿ' | 'ý' => folded.push('y'),
                'œ' => folded.push_str("oe"),
                'æ' => folded.push_str("ae"),
                other => folded.push(other),
            }
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::{cut, folded, kept};
    use crate::limits::TEXT_CHARS;

    #[test]
    fn a_text_is_kept_up_to_the_limit() {
        let (fits, long) = ("é".repeat(TEXT_CHARS), "é".repeat(TEXT_CHARS + 1));
        assert_eq!(*kept(&fits), fits);
        assert_eq!(kept(&long).chars().count(), TEXT_CHARS);
        assert!(kept(&long).ends_with('…'));
        assert_eq!(cut("abc", 2), "a…");
    }

    #[test]
    fn folding_forgets_case_accents_and_blanks() {
        assert_eq!(folded("  Bêta-bloquant  ŒDÈME "), "beta-bloquant oedeme");
    }
}
