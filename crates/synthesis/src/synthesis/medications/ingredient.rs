//! What a product is made of, as far as its own text and codes say.

use crate::code::{Code, System};
use crate::text::folded;

/// ATC codes of seven characters name a substance.
const SUBSTANCE: usize = 7;

/// Substance codes of a product.
pub(super) fn atc(codes: &[Code]) -> impl Iterator<Item = &str> {
    codes
        .iter()
        .filter(|code| code.system == System::Atc && code.code.len() == SUBSTANCE)
        .map(|code| &*code.code)
}

/// The substances that a title begins with, up to the first strength:
/// `FUROSÉMIDE 40 mg cp` is `furosemide`, and of several parts divided by ` / `
/// each gives its own. `None` when nothing is left, or no strength is named:
/// then the text may be anything.
pub(super) fn named(title: &str) -> Option<String> {
    let folded = folded(title);
    let mut parts: Vec<String> = Vec::new();
    let mut strength = false;
    for part in folded.split([',', ';']).next().unwrap_or_default().split(" / ") {
        let mut words: Vec<&str> = Vec::new();
        let mut leading = true;
        let mut given = part.split_whitespace().peekable();
        while let Some(word) = given.next() {
            if word.starts_with(|letter: char| letter.is_ascii_digit()) {
                strength = true;
                if !leading {
                    break;
                }
                // `24 hr metformin 500 mg`: a release or a volume comes first.
                given.next();
            } else {
                leading = false;
                words.push(word);
            }
        }
        if !words.is_empty() {
            parts.push(words.join(" "));
        }
    }
    parts.sort();
    (strength && !parts.is_empty()).then(|| parts.join(" / "))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn substances_come_before_the_strength() {
        let check = |title: &str, expect: Option<&str>| {
            assert_eq!(named(title).as_deref(), expect, "{title}");
        };
        check("Ibuprofen 100 MG Oral Tablet", Some("ibuprofen"));
        check("FUROSÉMIDE 40 mg, comprimé", Some("furosemide"));
        check("24 HR Metformin hydrochloride 500 MG Tablet", Some("metformin hydrochloride"));
        check(
            "Acetaminophen 300 MG / HYDROcodone Bitartrate 5 MG Oral Tablet",
            Some("acetaminophen / hydrocodone bitartrate"),
        );
        check("sodium fluoride 0.0272 MG/MG Oral Gel", Some("sodium fluoride"));
        check("Pansement", None);
        check("40 mg", None);
        check("", None);
    }
}
