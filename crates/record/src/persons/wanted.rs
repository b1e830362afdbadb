//! What someone typed to find a person.

use hygie_fhir::search::{name_words, normalise};

use crate::limits::FIND_WORDS;

/// A birth date, as far as it was typed: `1942`, `1942-03` or `1942-03-12`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Birth(String);

impl Birth {
    /// Reads a date as people type it: `12/03/1942`, `12.3.1942`, `12-03-1942`,
    /// `12031942`, `1942-03-12`, `03/1942`, `1942`. `None` for what is no date.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, most: usize| {
            let fits = (1..=most).contains(&part.len());
            (fits && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
        };
        let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
        let (year, month, day): (u32, Option<u32>, Option<u32>) = match parts.as_slice() {
            [whole] if whole.len() == 8 => (
                digits(whole.get(4..)?, 4)?,
                Some(digits(whole.get(2..4)?, 2)?),
                Some(digits(whole.get(..2)?, 2)?),
            ),
            [year] if year.len() == 4 => (digits(year, 4)?, None, None),
            [year, month] if year.len() == 4 => (digits(year, 4)?, Some(digits(month, 2)?), None),
            [month, year] if year.len() == 4 => (digits(year, 4)?, Some(digits(month, 2)?), None),
            [year, month, day] if year.len() == 4 => {
                (digits(year, 4)?, Some(digits(month, 2)?), Some(digits(day, 2)?))
            }
            [day, month, year] if year.len() == 4 => {
                (digits(year, 4)?, Some(digits(month, 2)?), Some(digits(day, 2)?))
            }
            _ => return None,
        };
        let mut date = format!("{year:04}");
        for part in [month, day].into_iter().flatten() {
            date.push_str(&format!("-{part:02}"));
        }
        let real = hygie_fhir::date::parse(&date, hygie_fhir::date::Form::Date).is_some();
        (real && (1800..2200).contains(&year)).then_some(Self(date))
    }

    /// Whether day, month and year are known.
    pub fn is_whole(&self) -> bool {
        self.0.len() == "1942-03-12".len()
    }

    /// As a FHIR date.
    pub fn as_fhir(&self) -> &str {
        &self.0
    }
}

/// What is wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wanted {
    /// Words of the name, as typed.
    pub words: Vec<String>,
    /// The birth date, as far as it was typed.
    pub birth: Option<Birth>,
    /// An identifier, with or without `system|`.
    pub identifier: Option<String>,
}

impl Wanted {
    /// Reads one line in which name, birth date and identifier may stand in any
    /// order: what reads as a date is one, what holds a digit otherwise is an
    /// identifier, the rest are words of the name, of which the first
    /// [`FIND_WORDS`] count. `None` for a line that says nothing.
    pub fn parse(line: &str) -> Option<Self> {
        let mut wanted = Self::default();
        let mut number = String::new();
        for part in line.split_whitespace() {
            if let Some(birth) = Birth::parse(part).filter(|_| wanted.birth.is_none()) {
                wanted.birth = Some(birth);
            } else if part.contains('|') || part.chars().any(|it| it.is_ascii_digit()) {
                // A social security number is often typed in groups.
                number.push_str(part);
            } else {
                let words = name_words(part).filter(|word| !normalise(word).is_empty());
                wanted.words.extend(words.map(str::to_owned));
            }
        }
        wanted.words.truncate(FIND_WORDS);
        wanted.identifier = (!number.is_empty()).then_some(number);
        let says =
            !wanted.words.is_empty() || wanted.birth.is_some() || wanted.identifier.is_some();
        says.then_some(wanted)
    }

    /// What must be as typed: search parameter and value.
    pub(super) fn exact(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let identifier = self.identifier.as_deref().map(|value| ("identifier", value));
        let birth = self.birth.as_ref().map(|birth| ("birthdate", birth.as_fhir()));
        identifier.into_iter().chain(birth)
    }

    /// What was asked by, never what was asked: for the trace.
    pub(super) fn in_words(&self) -> String {
        let mut by = Vec::new();
        if !self.words.is_empty() {
            by.push("name");
        }
        if self.birth.is_some() {
            by.push("birth date");
        }
        if self.identifier.is_some() {
            by.push("identifier");
        }
        format!("persons, by {}", by.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Birth, FIND_WORDS, Wanted};

    #[test]
    fn dates_are_read_as_people_type_them() {
        let check = |text, expect: Option<&str>| {
            assert_eq!(Birth::parse(text).as_ref().map(Birth::as_fhir), expect, "{text}");
        };
        for text in ["12/03/1942", "12.3.1942", "12-03-1942", "12031942", "1942-03-12"] {
            check(text, Some("1942-03-12"));
        }
        check("1942", Some("1942"));
        check("03/1942", Some("1942-03"));
        check("1942-03", Some("1942-03"));
        check("29/02/2024", Some("2024-02-29"));
        check("29/02/2023", None);
        check("31/04/2024", None);
        check("0000", None);
        check("2200", None);
        check("12/03/42", None);
        check("255081416802538", None);
        check("Durand", None);
        check("", None);
    }

    #[test]
    fn a_date_is_whole_with_its_day() {
        let check = |text, whole| assert_eq!(Birth::parse(text).unwrap().is_whole(), whole);
        check("12/03/1942", true);
        check("03/1942", false);
        check("1942", false);
    }

    #[test]
    fn a_line_is_taken_apart() {
        let check = |line, words: &[&str], birth: Option<&str>, identifier: Option<&str>| {
            let wanted = Wanted::parse(line).unwrap();
            assert_eq!(wanted.words, words, "{line}");
            assert_eq!(wanted.birth.as_ref().map(Birth::as_fhir), birth, "{line}");
            assert_eq!(wanted.identifier.as_deref(), identifier, "{line}");
        };
        check("morel jeanne", &["morel", "jeanne"], None, None);
        check("Jean-Luc O’Brien 12/03/1942", &["Jean", "Luc", "O’Brien"], Some("1942-03-12"), None);
        check("2 55 08 14 168 025 38", &[], None, Some("255081416802538"));
        check("urn:x|A7 1942", &[], Some("1942"), Some("urn:x|A7"));
        assert_eq!(Wanted::parse("  -- ' "), None);
        assert_eq!(Wanted::parse(""), None);
    }

    #[test]
    fn words_are_limited() {
        let line = |count| vec!["ab"; count].join(" ");
        assert_eq!(Wanted::parse(&line(FIND_WORDS)).unwrap().words.len(), FIND_WORDS);
        assert_eq!(Wanted::parse(&line(FIND_WORDS + 1)).unwrap().words.len(), FIND_WORDS);
    }

    proptest! {
        #[test]
        fn no_line_breaks(line in "\\PC{0,60}") {
            if let Some(wanted) = Wanted::parse(&line) {
                let says = wanted.in_words();
                prop_assert_eq!(says.contains("name"), !wanted.words.is_empty());
                prop_assert_eq!(says.contains("birth date"), wanted.birth.is_some());
                prop_assert_eq!(says.contains("identifier"), wanted.identifier.is_some());
            }
        }
    }
}
