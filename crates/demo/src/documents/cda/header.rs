//! The header, in the order of the schema (CI-SIS structuration minimale,
//! v1.16.7): it is the same for every document but for its templates.

pub(super) mod people;

use super::super::letter::Head;
use super::super::people::{Code, Identifier};
use super::super::report::BiologyReport;
use super::xml::{Element, element};
use crate::calendar::{Day, Moment};

/// HL7 France, then CI-SIS: on every French document.
const TEMPLATES: [&str; 2] = ["2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1"];
/// Characters of a title (CI-SIS).
const TITLE_MAX: usize = 128;
/// A prescriber, and a laboratory that performed (IHE PaLM XD-LAB).
const PRESCRIBER: &str = "1.3.6.1.4.1.19376.1.3.3.1.6";
const LABORATORY: &str = "1.3.6.1.4.1.19376.1.3.3.1.7";

pub(super) fn elements(
    head: &Head,
    templates: &[&str],
    report: Option<&BiologyReport>,
) -> Vec<Element> {
    let type_id =
        element("typeId").with("root", "2.16.840.1.113883.1.3").with("extension", "POCD_HD000040");
    let title: String = head.title.chars().take(TITLE_MAX).collect();
    let mut out = vec![element("realmCode").with("code", "FR"), type_id];
    out.extend(TEMPLATES.iter().chain(templates).map(|root| template(root)));
    out.extend([
        element("id").with("root", &head.id),
        code("code", head.kind),
        element("title").says(title),
        at("effectiveTime", head.created),
        confidentiality(),
        element("languageCode").with("code", "fr-FR"),
        element("setId").with("root", &head.set_id),
        element("versionNumber").with("value", head.version.to_string()),
        people::target(&head.patient),
        people::author(head),
        people::custodian(&head.author.organisation),
    ]);
    out.extend(head.recipient.as_ref().map(people::recipient));
    out.push(people::authenticator(head));
    out.extend(report.map(prescriber));
    out.push(act(head, report.is_some()));
    out.extend(report.into_iter().flat_map(chapters));
    out.push(encounter(head));
    out
}

pub(super) fn template(root: &str) -> Element {
    element("templateId").with("root", root)
}

pub(super) fn code(name: &'static str, code: Code) -> Element {
    element(name)
        .with("code", code.code)
        .with("displayName", code.display)
        .with("codeSystem", code.system)
        .with_some("codeSystemName", (code.system == Code::LOINC).then_some("LOINC"))
}

pub(super) fn at(name: &'static str, moment: Moment) -> Element {
    // HL7 writes what ISO 8601 does, without the marks between.
    element(name).with("value", moment.iso().replace(['-', ':', 'T'], ""))
}

pub(super) fn day(day: Day) -> String {
    day.iso().replace('-', "")
}

fn id(identifier: &Identifier) -> Element {
    element("id").with("root", &identifier.root).with("extension", &identifier.value)
}

fn confidentiality() -> Element {
    element("confidentialityCode")
        .with("code", "N")
        .with("displayName", "Normal")
        .with("codeSystem", "2.16.840.1.113883.5.25")
}

fn period(head: &Head) -> Element {
    let (low, high) = (at("low", head.from), head.until.map(|until| at("high", until)));
    element("effectiveTime").holds([low]).holds(high)
}

fn prescriber(report: &BiologyReport) -> Element {
    let one = &report.prescriber;
    let asked = element("high").with("value", day(report.prescribed));
    let time = element("time").with("xsi:type", "IVL_TS").holds([asked]);
    let entity = element("associatedEntity")
        .with("classCode", "PROV")
        .holds(people::identified(one))
        .holds([people::person("associatedPerson", one)])
        .holds([people::organisation("scopingOrganization", &one.organisation)]);
    element("participant").with("typeCode", "REF").holds([template(PRESCRIBER), time, entity])
}

fn act(head: &Head, laboratory: bool) -> Element {
    let settled = people::settled("representedOrganization", &head.author.organisation);
    let entity = element("assignedEntity")
        .holds(people::identified(&head.author))
        .holds([people::person("assignedPerson", &head.author), settled]);
    let time = element("time").holds([at("high", head.until.unwrap_or(head.created))]);
    let performer = element("performer")
        .with("typeCode", "PRF")
        .holds(laboratory.then(|| template(LABORATORY)))
        .holds(laboratory.then_some(time))
        .holds([entity]);
    let status = || element("lab:statusCode").with("code", "completed");
    let event = element("serviceEvent")
        .holds([code("code", head.act)])
        .holds(laboratory.then(status))
        .holds([period(head), performer]);
    element("documentationOf").holds([event])
}

/// The chapters after the one that the act names.
fn chapters(report: &BiologyReport) -> impl Iterator<Item = Element> + '_ {
    let others = report.chapters.iter().filter(|one| one.code != report.head.act);
    others.map(|one| {
        let event = element("serviceEvent").holds([code("code", one.code)]);
        element("documentationOf").holds([event])
    })
}

fn encounter(head: &Head) -> Element {
    let house = &head.author.organisation;
    let place = element("location")
        .holds([element("name").says(&house.name), people::address(&house.address)]);
    let facility = element("healthCareFacility").holds([
        people::finess(house),
        code("code", house.facility),
        place,
    ]);
    let encounter = element("encompassingEncounter").holds([
        code("code", head.encounter),
        period(head),
        element("location").holds([facility]),
    ]);
    element("componentOf").holds([encounter])
}
