//! Letters and reports as the files they would be: PDF, CDA, a scanned page.

use super::document::Text;
use super::{By, Story, Visit};
use crate::codes::{Document, Lab, document};
use crate::documents::{
    self, BiologyReport, Block, Chapter, Code, Head, Letter, Outcome, cda_level_1, cda_level_3,
};
use crate::staff::Colleague;

/// OID under which this world numbers its documents: below 2.25, the UUID tree
/// that anybody may use (X.667).
const DOCUMENTS_OID: &str = "2.25";
/// Label of the encounter that most documents are about (JDV_J142).
const AMBULATORY: Code = Code::encounter("AMB", "Ambulatoire (hors établissement)");
const INPATIENT: Code = Code::encounter("IMP", "Hospitalisation (établissement, y compris HAD)");

const PDF: &str = "application/pdf";
const CDA: &str = "application/xml";
const PNG: &str = "image/png";

/// A heading of a letter.
pub fn heading(text: &str) -> Block {
    Block::Heading(text.to_owned())
}

/// A paragraph of a letter.
pub fn paragraph(text: &str) -> Block {
    Block::Paragraph(text.to_owned())
}

/// Points of a letter.
pub fn points(all: &[&str]) -> Block {
    Block::Bullets(all.iter().map(|text| (*text).to_owned()).collect())
}

impl Story {
    /// A letter to somebody, as a PDF; tells the id of its DocumentReference.
    pub fn letter(
        &mut self,
        by: By<'_>,
        kind: &'static Document,
        title: &str,
        to: Option<&'static Colleague>,
        body: &[Block],
    ) -> String {
        let letter = self.composed(by, kind, title, to, body);
        let pdf = documents::pdf(&letter);
        self.document(by, kind, title, &[Text::File(PDF, &pdf)])
    }

    /// A letter as CDA of level 1, the PDF inside, with the PDF beside it.
    pub fn cda_letter(
        &mut self,
        by: By<'_>,
        kind: &'static Document,
        title: &str,
        to: Option<&'static Colleague>,
        body: &[Block],
    ) -> String {
        let letter = self.composed(by, kind, title, to, body);
        let pdf = documents::pdf(&letter);
        self.read_and_coded(by, kind, title, (&pdf, &cda_level_1(&letter, &pdf)))
    }

    /// A sheet of paper that somebody scanned.
    pub fn scanned(
        &mut self,
        by: By<'_>,
        kind: &'static Document,
        title: &str,
        body: &[Block],
    ) -> String {
        let letter = self.composed(by, kind, title, None, body);
        let seed = self.draw.bits();
        let page = documents::scan(&letter, seed);
        self.document(by, kind, title, &[Text::File(PNG, &page)])
    }

    /// A laboratory's report: a PDF and CDA of level 3, of results that were
    /// written as resources too. `by` is the biologist, `asked` who prescribed.
    pub fn biology(
        &mut self,
        by: By<'_>,
        asked: &'static Colleague,
        title: &str,
        results: &[(&'static Lab, f64)],
        comment: &str,
    ) -> String {
        let kind = &document::LABORATORY;
        let outcomes =
            results.iter().map(|(lab, value)| Outcome::measured(**lab, *value)).collect();
        let report = BiologyReport {
            head: self.head(by, kind, title, Some(asked)),
            prescriber: asked.into(),
            prescribed: by.when.day.plus(-2),
            sampled: by.when.plus(-150),
            chapters: vec![Chapter {
                code: Code::loinc("18719-5", "Biochimie"),
                title: "Analyses".to_owned(),
                results: outcomes,
            }],
            comment: (!comment.is_empty()).then(|| comment.to_owned()),
        };
        let pdf = documents::pdf(&report.letter());
        self.read_and_coded(by, kind, title, (&pdf, &cda_level_3(&report)))
    }

    /// One document twice: for people, and for machines.
    fn read_and_coded(
        &mut self,
        by: By<'_>,
        kind: &Document,
        title: &str,
        (pdf, cda): (&[u8], &str),
    ) -> String {
        self.document(by, kind, title, &[Text::File(PDF, pdf), Text::File(CDA, cda.as_bytes())])
    }

    fn composed(
        &mut self,
        by: By<'_>,
        kind: &'static Document,
        title: &str,
        to: Option<&'static Colleague>,
        body: &[Block],
    ) -> Letter {
        Letter {
            head: self.head(by, kind, title, to),
            subject: title.to_owned(),
            body: body.to_vec(),
            signature: format!(
                "Signé électroniquement le {} à {}",
                by.when.day.short(),
                by.when.clock()
            ),
        }
    }

    fn head(
        &mut self,
        by: By<'_>,
        kind: &'static Document,
        title: &str,
        to: Option<&'static Colleague>,
    ) -> Head {
        let mut oid = || format!("{DOCUMENTS_OID}.{}", self.draw.wide());
        let (id, set_id) = (oid(), oid());
        let inside = by.visit().is_some_and(Visit::is_stay);
        Head {
            id,
            set_id,
            version: 1,
            kind: Code::document(*kind),
            title: title.to_owned(),
            created: by.when,
            patient: (&self.person).into(),
            author: by.who.into(),
            recipient: to.map(Into::into),
            act: Code::document(*kind),
            encounter: if inside { INPATIENT } else { AMBULATORY },
            from: by.when,
            until: None,
        }
    }
}
