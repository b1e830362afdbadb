//! Letters and reports as the files they would be: PDF, CDA, a scanned page.

use hygie_base::Timestamp;

use super::document::Text;
use super::{By, Story, Visit};
use crate::calendar::Moment;
use crate::codes::{Document, Lab, document};
use crate::documents::{
    self, Address, BiologyReport, Block, Chapter, Code, Flag, Head, Letter, Organisation, Outcome,
    Patient, Place, Professional, Sex, cda_level_1, cda_level_3,
};
use crate::houses::House;
use crate::staff::{Colleague, Trade};

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
        let cda = cda_level_1(&letter, &pdf);
        self.document(by, kind, title, &[Text::File(PDF, &pdf), Text::File(CDA, cda.as_bytes())])
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
        let outcomes = results.iter().map(|(lab, value)| outcome(lab, *value)).collect();
        let report = BiologyReport {
            head: self.head(by, kind, title, Some(asked)),
            prescriber: professional(asked),
            prescribed: documents::Day(by.when.day.plus(-2).0),
            sampled: instant(by.when.plus(-150)),
            chapters: vec![Chapter {
                code: Code::loinc("18719-5", "Biochimie"),
                title: "Analyses".to_owned(),
                results: outcomes,
            }],
            comment: (!comment.is_empty()).then(|| comment.to_owned()),
        };
        let pdf = documents::pdf(&report.letter());
        let cda = cda_level_3(&report);
        self.document(by, kind, title, &[Text::File(PDF, &pdf), Text::File(CDA, cda.as_bytes())])
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
            signature: format!("{}, {}", by.who.name(), by.who.function),
        }
    }

    fn head(
        &mut self,
        by: By<'_>,
        kind: &'static Document,
        title: &str,
        to: Option<&'static Colleague>,
    ) -> Head {
        let mut oid = || {
            let number = u128::from(self.draw.bits()) << 64 | u128::from(self.draw.bits());
            format!("{DOCUMENTS_OID}.{number}")
        };
        let (id, set_id) = (oid(), oid());
        let inside = by.visit.is_some_and(Visit::is_stay);
        Head {
            id,
            set_id,
            version: 1,
            kind: Code { system: Code::LOINC, code: kind.code, display: kind.display },
            title: title.to_owned(),
            created: instant(by.when),
            patient: self.patient(),
            author: professional(by.who),
            recipient: to.map(professional),
            act: Code { system: Code::LOINC, code: kind.code, display: kind.display },
            encounter: if inside { INPATIENT } else { AMBULATORY },
            from: instant(by.when),
            until: None,
        }
    }

    fn patient(&self) -> Patient {
        let person = &self.person;
        Patient {
            birth_name: person.family.to_uppercase(),
            used_name: person.used.as_ref().map(|name| name.to_uppercase()),
            given: person.given.clone(),
            used_given: None,
            birth: documents::Day(person.born.0),
            sex: if person.female { Sex::Female } else { Sex::Male },
            birthplace: Place {
                insee: person.birthplace.insee.to_owned(),
                name: match person.birthplace.name {
                    "" => person.birthplace.country.to_owned(),
                    name => name.to_owned(),
                },
            },
            ins: person.ins(),
            local: None,
            address: Address {
                street: person.street.clone(),
                postcode: person.town.postcode.to_owned(),
                town: person.town.name.to_owned(),
            },
            phone: digits(&person.phone),
        }
    }
}

/// The instant of a moment on the clock of Paris.
fn instant(moment: Moment) -> documents::Moment {
    let offset = moment.offset_minutes();
    let minutes = moment.day.0 * 1440 + moment.minute - offset;
    documents::Moment { at: Timestamp(minutes * 60_000), offset_minutes: offset }
}

fn digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

fn outcome(lab: &'static Lab, value: f64) -> Outcome {
    let text = |value: f64| format!("{value:.*}", lab.decimals);
    let flag = match (lab.low, lab.high) {
        (Some(low), _) if value < low => Flag::Low,
        (_, Some(high)) if value > high => Flag::High,
        _ => Flag::Normal,
    };
    Outcome {
        code: Code::loinc(lab.loinc, lab.name),
        name: lab.name.to_owned(),
        value: text(value),
        unit: lab.unit,
        low: lab.low.map(text),
        high: lab.high.map(text),
        flag,
    }
}

fn professional(who: &'static Colleague) -> Professional {
    let role = match who.trade {
        Trade::Physician(code, display) => Code::role(code, display),
        trade => match trade.code() {
            Some((code, _, display)) => Code { system: "1.2.250.1.71.1.2.7", code, display },
            None => Code::role("G15_10/SM54", "Médecin - Médecine Générale (SM)"),
        },
    };
    Professional {
        civility: if who.female { "MME" } else { "M" },
        title: who.title,
        given: who.given.to_owned(),
        family: who.family.to_owned(),
        role,
        trade: capitalised(who.function),
        rpps: who.rpps().unwrap_or_default(),
        organisation: organisation(who.house, who.ward.map(|ward| ward.name)),
    }
}

fn organisation(house: &'static House, unit: Option<&str>) -> Organisation {
    let (street, postcode, town) = house.place();
    let (facility, label) = house.kind;
    let hospital = facility == "SA01";
    Organisation {
        name: house.name.to_owned(),
        unit: unit.filter(|_| hospital).map(str::to_owned),
        finess: house.finess(),
        address: Address {
            street: street.to_owned(),
            postcode: postcode.to_owned(),
            town: town.to_owned(),
        },
        phone: digits(house.phone()).unwrap_or_default(),
        setting: if hospital {
            Code::setting("ETABLISSEMENT", "Etablissement de santé")
        } else {
            Code::setting("AMBULATOIRE", "Ambulatoire")
        },
        facility: Code::facility(facility, label),
    }
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
