//! A biology report: structured for machines, a letter for people.

use super::letter::{Block, Head, Letter};
use super::people::{Code, Professional};
use crate::calendar::{Day, Moment};
use crate::codes::Lab;

/// Where a result lies against what is usual.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flag {
    /// Usual.
    Normal,
    /// Below the range.
    Low,
    /// Above the range.
    High,
    /// Far below: somebody was called.
    CriticalLow,
    /// Far above: somebody was called.
    CriticalHigh,
    /// A word that should not be there: `Positif`.
    Abnormal,
}

impl Flag {
    /// What the column beside the value shows.
    pub(super) fn shown(self) -> &'static str {
        match self {
            Self::Normal => "",
            Self::Low => "Bas",
            Self::High => "Élevé",
            Self::CriticalLow => "Très bas",
            Self::CriticalHigh => "Très élevé",
            Self::Abnormal => "Anormal",
        }
    }
}

/// One result.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// What was analysed.
    pub lab: Lab,
    /// The decimal number, with a point and every digit that counts, or a word.
    pub value: String,
    /// Against what is usual.
    pub flag: Flag,
}

impl Outcome {
    /// A number as the laboratory prints it, flagged by the usual range.
    pub fn measured(lab: Lab, value: f64) -> Self {
        let value = number(&lab, value);
        let printed = value.parse().unwrap_or(f64::NAN);
        let flag = match (lab.low, lab.high) {
            (Some(low), _) if printed < low => Flag::Low,
            (_, Some(high)) if printed > high => Flag::High,
            _ => Flag::Normal,
        };
        Self { lab, value, flag }
    }

    /// A result in a word.
    pub fn worded(lab: Lab, word: &str, flag: Flag) -> Self {
        Self { lab, value: word.to_owned(), flag }
    }

    /// Whether the result is a number of a unit.
    pub(super) fn is_number(&self) -> bool {
        !self.lab.unit.is_empty()
    }

    /// The value as France prints it.
    pub(super) fn value_shown(&self) -> String {
        if self.is_number() { comma(&self.value) } else { self.value.clone() }
    }

    /// The reference range: `3,50 – 5,10`, `< 2,00`, `> 1,00`, or nothing.
    pub(super) fn range_shown(&self) -> String {
        let (low, high) = self.range();
        match (low.as_deref().map(comma), high.as_deref().map(comma)) {
            (Some(low), Some(high)) => format!("{low} – {high}"),
            (None, Some(high)) => format!("<\u{a0}{high}"),
            (Some(low), None) => format!(">\u{a0}{low}"),
            (None, None) => String::new(),
        }
    }

    /// The ends of the reference range, with as many digits as the value.
    pub(super) fn range(&self) -> (Option<String>, Option<String>) {
        let end = |end: Option<f64>| end.map(|end| number(&self.lab, end));
        (end(self.lab.low), end(self.lab.high))
    }
}

/// `12/03/2026 à 14:05`.
fn shown(moment: Moment) -> String {
    format!("{} à {}", moment.day.short(), moment.clock())
}

fn number(lab: &Lab, value: f64) -> String {
    format!("{value:.*}", lab.decimals)
}

fn comma(number: &str) -> String {
    number.replace('.', ",")
}

/// A chapter of the report: `Hématologie`.
#[derive(Clone, PartialEq, Debug)]
pub struct Chapter {
    /// The chapter (LOINC, as in the French circuit of biology).
    pub code: Code,
    /// Its heading.
    pub title: String,
    /// What was measured.
    pub results: Vec<Outcome>,
}

/// A report of a laboratory of medical biology.
#[derive(Clone, PartialEq, Debug)]
pub struct BiologyReport {
    /// What the header of the document says; the author is the biologist.
    pub head: Head,
    /// Who asked.
    pub prescriber: Professional,
    /// The day it was asked for.
    pub prescribed: Day,
    /// When the sample was taken.
    pub sampled: Moment,
    /// The results.
    pub chapters: Vec<Chapter>,
    /// What the biologist adds.
    pub comment: Option<String>,
}

impl BiologyReport {
    /// The same report for people, to be made a PDF.
    pub fn letter(&self) -> Letter {
        let (sampled, asked) = (shown(self.sampled), self.prescribed.short());
        let prescriber = self.prescriber.shown();
        let mut body = vec![Block::Paragraph(format!(
            "Prescription du {asked} par {prescriber}. Prélèvement du {sampled}."
        ))];
        for chapter in &self.chapters {
            body.push(Block::Heading(chapter.title.clone()));
            body.push(Block::Results(chapter.results.clone()));
        }
        if let Some(comment) = &self.comment {
            body.push(Block::Heading("Commentaire du biologiste".into()));
            body.push(Block::Paragraph(comment.clone()));
        }
        let when = shown(self.head.created);
        Letter {
            head: self.head.clone(),
            subject: self.head.title.clone(),
            body,
            signature: format!("Compte rendu validé le {when}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Flag, Outcome};
    use crate::codes::lab::{ALL, POTASSIUM, URINE_CULTURE};

    #[test]
    fn numbers_take_a_comma_and_their_flag() {
        let check = |value, shown: &str, flag| {
            let one = Outcome::measured(POTASSIUM, value);
            assert_eq!((one.value_shown().as_str(), one.flag), (shown, flag));
        };
        assert_eq!((POTASSIUM.low, POTASSIUM.high, POTASSIUM.decimals), (Some(3.5), Some(5.0), 1));
        check(3.44, "3,4", Flag::Low);
        check(3.5, "3,5", Flag::Normal);
        check(5.0, "5,0", Flag::Normal);
        check(5.19, "5,2", Flag::High);
    }

    #[test]
    fn ranges_show_the_ends_they_have() {
        let mut one = Outcome::measured(POTASSIUM, 4.0);
        assert_eq!(one.range_shown(), "3,5 – 5,0");
        one.lab.low = None;
        assert_eq!(one.range_shown(), "<\u{a0}5,0");
        (one.lab.low, one.lab.high) = (Some(3.5), None);
        assert_eq!(one.range_shown(), ">\u{a0}3,5");
        let word = Outcome::worded(URINE_CULTURE, "Stérile. Pas de germe.", Flag::Normal);
        assert_eq!((word.range_shown().as_str(), word.value_shown()), ("", word.value.clone()));
    }

    #[test]
    fn what_is_usual_is_not_flagged() {
        for lab in ALL {
            for end in [lab.low, lab.high].into_iter().flatten() {
                assert_eq!(Outcome::measured(*lab, end).flag, Flag::Normal, "{}", lab.name);
            }
        }
    }
}
