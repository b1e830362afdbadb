//! A biology report: structured for machines, a letter for people.

use super::letter::{Block, Head, Letter};
use super::moment::{Day, Moment};
use super::people::{Code, Professional};

/// Where a value lies against its reference range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flag {
    /// Inside.
    Normal,
    /// Below.
    Low,
    /// Above.
    High,
    /// Far below: somebody was called.
    CriticalLow,
    /// Far above: somebody was called.
    CriticalHigh,
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
        }
    }
}

/// One measured value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// What was measured (LOINC).
    pub code: Code,
    /// Its name on the report: `Potassium`.
    pub name: String,
    /// The decimal number as measured, with a point: `4.10` is not `4.1`.
    pub value: String,
    /// Unit in UCUM; the French report shows it through [`Outcome::unit_shown`].
    pub unit: &'static str,
    /// Lower end of the reference range.
    pub low: Option<String>,
    /// Upper end of the reference range.
    pub high: Option<String>,
    /// Against the range.
    pub flag: Flag,
}

impl Outcome {
    /// The value with a decimal comma.
    pub fn value_shown(&self) -> String {
        comma(&self.value)
    }

    /// The unit as French laboratories print it.
    pub fn unit_shown(&self) -> String {
        let unit = match self.unit {
            "10*9/L" => "G/L",
            "10*12/L" => "T/L",
            "U/L" => "UI/L",
            "mL/min/{1.73_m2}" => "mL/min/1,73 m²",
            "{INR}" | "1" => "",
            other => other,
        };
        let micro = unit.replace("ug", "µg").replace("umol", "µmol").replace("u[IU]", "µ[IU]");
        micro.replace("[IU]", "UI").replace(['[', ']', '{', '}'], "")
    }

    /// The reference range: `3,50 – 5,10`, `< 2,00`, `> 1,00`, or nothing.
    pub fn range_shown(&self) -> String {
        match (&self.low, &self.high) {
            (Some(low), Some(high)) => format!("{} – {}", comma(low), comma(high)),
            (None, Some(high)) => format!("<\u{a0}{}", comma(high)),
            (Some(low), None) => format!(">\u{a0}{}", comma(low)),
            (None, None) => String::new(),
        }
    }
}

fn comma(number: &str) -> String {
    number.replace('.', ",")
}

/// A chapter of the report: `Hématologie`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chapter {
    /// The chapter (LOINC, as in the French circuit of biology).
    pub code: Code,
    /// Its heading.
    pub title: String,
    /// What was measured.
    pub results: Vec<Outcome>,
}

/// A report of a laboratory of medical biology.
#[derive(Clone, PartialEq, Eq, Debug)]
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
        let (sampled, asked) = (self.sampled.shown(), self.prescribed.slashed());
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
        let when = self.head.created.shown();
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
    use crate::documents::Code;

    fn outcome(unit: &'static str, low: Option<&str>, high: Option<&str>) -> Outcome {
        let code = Code::loinc("2823-3", "Potassium");
        let (low, high) = (low.map(Into::into), high.map(Into::into));
        let (name, value) = ("Potassium".into(), "4.10".into());
        Outcome { code, name, value, unit, low, high, flag: Flag::Normal }
    }

    #[test]
    fn ranges_and_values_take_a_comma() {
        let check = |low, high, expect: &str| {
            assert_eq!(outcome("mmol/L", low, high).range_shown(), expect);
        };
        check(Some("3.50"), Some("5.10"), "3,50 – 5,10");
        check(None, Some("2.0"), "<\u{a0}2,0");
        check(Some("1"), None, ">\u{a0}1");
        check(None, None, "");
        assert_eq!(outcome("mmol/L", None, None).value_shown(), "4,10");
    }

    #[test]
    fn units_read_as_on_a_french_report() {
        let check = |unit, expect: &str| assert_eq!(outcome(unit, None, None).unit_shown(), expect);
        check("10*9/L", "G/L");
        check("umol/L", "µmol/L");
        check("m[IU]/L", "mUI/L");
        check("mm[Hg]", "mmHg");
        check("mL/min/{1.73_m2}", "mL/min/1,73 m²");
        check("g/dL", "g/dL");
    }
}
