//! The body of a vaccination note: a table for people, each dose coded for
//! machines (IHE PCC Immunization Content, CI-SIS FR-Vaccinations).

use super::super::letter::Head;
use super::super::people::Code;
use super::super::vaccination::{Dose, VaccinationNote};
use super::header::{code, day, people, template};
use super::xml::{Element, element};

const SECTION: [&str; 3] =
    ["2.16.840.1.113883.10.20.1.6", "1.3.6.1.4.1.19376.1.5.3.1.3.23", "1.2.250.1.213.1.1.2.147"];
const GIVEN: [&str; 3] =
    ["2.16.840.1.113883.10.20.1.24", "1.3.6.1.4.1.19376.1.5.3.1.4.12", "1.2.250.1.213.1.1.3.45"];
const PRODUCT: [&str; 3] =
    ["2.16.840.1.113883.10.20.1.53", "1.3.6.1.4.1.19376.1.5.3.1.4.7.2", "1.2.250.1.213.1.1.3.43"];
const RANK: [&str; 2] = ["2.16.840.1.113883.10.20.1.46", "1.2.250.1.213.1.1.3.82"];
const HEADINGS: [&str; 4] = ["Date", "Vaccin", "Rang", "Lot"];

pub(super) fn body(note: &VaccinationNote) -> Element {
    let heads = HEADINGS.map(|text| element("th").says(text));
    let head = element("thead").holds([element("tr").holds(heads)]);
    let rows = element("tbody").holds(note.doses.iter().enumerate().map(row));
    let table = element("table").holds([head, rows]);
    let given = |(at, dose): (usize, &Dose)| given(&note.head, at, dose);
    let section = element("section")
        .holds(SECTION.map(template))
        .holds([
            code("code", Code::loinc("11369-6", "Historique des vaccinations")),
            element("title").says("Vaccinations"),
            element("text").holds([table]),
        ])
        .holds(note.doses.iter().enumerate().map(given));
    element("structuredBody").holds([element("component").holds([section])])
}

/// What a dose is called in the text.
fn anchor(at: usize) -> String {
    format!("vaccin-{}", at + 1)
}

fn row((at, dose): (usize, &Dose)) -> Element {
    let name = element("content").with("ID", anchor(at)).says(dose.vaccine.name);
    element("tr").holds([
        element("td").says(dose.given.short()),
        element("td").holds([name]),
        element("td").says(dose.rank_shown()),
        element("td").says(&dose.lot),
    ])
}

fn given(head: &Head, at: usize, dose: &Dose) -> Element {
    let act = Code::encounter("IMMUNIZ", "Vaccination");
    let reference = || element("reference").with("value", format!("#{}", anchor(at)));
    let atc =
        code("code", Code { system: ATC, code: dose.vaccine.atc, display: dose.vaccine.name })
            .holds([element("originalText").holds([reference()])]);
    let material = element("manufacturedMaterial")
        .holds([atc, element("name").says(dose.vaccine.name)])
        .holds([element("lotNumberText").says(&dose.lot)]);
    let product = element("manufacturedProduct").holds(PRODUCT.map(template)).holds([material]);
    let entity = element("assignedEntity").holds(people::identified(&head.author)).holds([
        people::person("assignedPerson", &head.author),
        people::organisation("representedOrganization", &head.author.organisation),
    ]);
    let administration = element("substanceAdministration")
        .with("classCode", "SBADM")
        .with("moodCode", "EVN")
        .with("negationInd", "false")
        .holds(GIVEN.map(template))
        .holds([
            element("id").with("root", &head.set_id).with("extension", anchor(at)),
            code("code", act),
            element("text").holds([reference()]),
            element("statusCode").with("code", "completed"),
            element("effectiveTime").with("value", day(dose.given)),
            element("consumable").with("typeCode", "CSM").holds([product]),
            element("performer").with("typeCode", "PRF").holds([entity]),
        ])
        .holds(dose.rank.map(rank));
    element("entry").holds([administration])
}

/// OID of the ATC classification.
const ATC: &str = "2.16.840.1.113883.6.73";

fn rank(rank: u32) -> Element {
    let value = element("value").with("xsi:type", "INT").with("value", rank.to_string());
    let observation = element("observation")
        .with("classCode", "OBS")
        .with("moodCode", "EVN")
        .holds(RANK.map(template))
        .holds([
            code("code", Code::loinc("30973-2", "Rang de la vaccination")),
            element("statusCode").with("code", "completed"),
            value,
        ]);
    element("entryRelationship").with("typeCode", "SUBJ").holds([observation])
}
