//! The body of a biology report: for each chapter a table for people and coded
//! results for machines (IHE PaLM XD-LAB, French model CR-BIO).

use super::super::people::Code;
use super::super::report::{BiologyReport, Chapter, Flag, Outcome};
use super::header::{at, code, template};
use super::xml::{Element, element};
use crate::calendar::Moment;

const CHAPTER: [&str; 2] = ["1.3.6.1.4.1.19376.1.3.3.2.1", "1.2.250.1.213.1.1.2.70"];
const PART: [&str; 2] = ["1.3.6.1.4.1.19376.1.3.3.2.2", "1.2.250.1.213.1.1.2.71"];
const ENTRY: [&str; 2] = ["1.3.6.1.4.1.19376.1.3.1", "1.2.250.1.213.1.1.3.21"];
const BATTERY: [&str; 2] = ["1.3.6.1.4.1.19376.1.3.1.4", "1.2.250.1.213.1.1.3.78"];
const RESULT: [&str; 2] = ["1.3.6.1.4.1.19376.1.3.1.6", "1.2.250.1.213.1.1.3.80"];
const COMMENT: [&str; 2] = ["1.3.6.1.4.1.19376.1.5.3.1.4.2", "1.2.250.1.213.1.1.3.32"];
const HEADINGS: [&str; 4] = ["Analyse", "Résultat", "Valeurs de référence", "Écart"];

pub(super) fn body(report: &BiologyReport) -> Element {
    let last = report.chapters.len().saturating_sub(1);
    let section = |(at, chapter): (usize, &Chapter)| {
        let comment = report.comment.as_deref().filter(|_| at == last);
        section(chapter, at, report.sampled, comment)
    };
    element("structuredBody").holds(report.chapters.iter().enumerate().map(section))
}

fn section(chapter: &Chapter, at: usize, sampled: Moment, comment: Option<&str>) -> Element {
    let remark = comment.map(|text| element("paragraph").with("ID", REMARK).says(text));
    let text = element("text").holds([table(chapter, at)]).holds(remark);
    let part = element("section").holds(PART.map(template)).holds([
        code("code", chapter.code),
        text,
        entry(chapter, at, sampled, comment.is_some()),
    ]);
    let whole = element("section").holds(CHAPTER.map(template)).holds([
        code("code", chapter.code),
        element("title").says(&chapter.title),
        element("component").holds([part]),
    ]);
    element("component").holds([whole])
}

/// What the comment of the biologist is called in the text.
const REMARK: &str = "commentaire";

/// What a result is called in the text.
fn anchor(chapter: usize, result: usize) -> String {
    format!("resultat-{}-{}", chapter + 1, result + 1)
}

fn table(chapter: &Chapter, at: usize) -> Element {
    let heads = HEADINGS.map(|text| element("th").says(text));
    let head = element("thead").holds([element("tr").holds(heads)]);
    let row = |(number, one): (usize, &Outcome)| {
        let name = element("content").with("ID", anchor(at, number)).says(one.lab.name);
        let value = format!("{} {}", one.value_shown(), one.lab.shown);
        element("tr").holds([
            element("td").holds([name]),
            element("td").says(value.trim_end()),
            element("td").says(one.range_shown()),
            element("td").says(one.flag.shown()),
        ])
    };
    let rows = chapter.results.iter().enumerate().map(row);
    element("table").holds([head, element("tbody").holds(rows)])
}

fn entry(chapter: &Chapter, at: usize, sampled: Moment, comment: bool) -> Element {
    let result = |(number, one): (usize, &Outcome)| {
        element("component").holds([observation(one, &anchor(at, number), sampled)])
    };
    let organizer = element("organizer")
        .with("classCode", "BATTERY")
        .with("moodCode", "EVN")
        .holds(BATTERY.map(template))
        .holds([code("code", chapter.code), completed(), self::at("effectiveTime", sampled)])
        .holds(chapter.results.iter().enumerate().map(result));
    let battery = element("entryRelationship").with("typeCode", "COMP").holds([organizer]);
    let act = element("act")
        .with("classCode", "ACT")
        .with("moodCode", "EVN")
        .holds([code("code", chapter.code), completed(), battery])
        .holds(comment.then(remark));
    element("entry").with("typeCode", "DRIV").holds(ENTRY.map(template)).holds([act])
}

fn remark() -> Element {
    let kind = Code::loinc("48767-8", "Commentaire");
    let act = element("act")
        .with("classCode", "ACT")
        .with("moodCode", "EVN")
        .holds(COMMENT.map(template))
        .holds([code("code", kind), element("text").holds([reference(REMARK)]), completed()]);
    element("entryRelationship").with("typeCode", "COMP").holds([act])
}

fn observation(one: &Outcome, anchor: &str, sampled: Moment) -> Element {
    let named = code("code", Code::loinc(one.lab.loinc, one.lab.name))
        .holds([element("originalText").holds([reference(anchor)])]);
    let value = match one.is_number() {
        true => quantity("value", &one.value, one.lab.unit).with("xsi:type", "PQ"),
        false => element("value").with("xsi:type", "ST").says(&one.value),
    };
    element("observation")
        .with("classCode", "OBS")
        .with("moodCode", "EVN")
        .holds(RESULT.map(template))
        .holds([named, completed(), at("effectiveTime", sampled), value, flag(one.flag)])
        .holds(range(one))
}

fn range(one: &Outcome) -> Option<Element> {
    let end = |name, end: Option<String>| end.map(|end| quantity(name, &end, one.lab.unit));
    let (low, high) = one.range();
    let (low, high) = (end("low", low), end("high", high));
    if low.is_none() && high.is_none() {
        return None;
    }
    let value = element("value").with("xsi:type", "IVL_PQ").holds(low).holds(high);
    let range = element("observationRange")
        .with("classCode", "OBS")
        .with("moodCode", "EVN.CRT")
        .holds([value, flag(Flag::Normal)]);
    Some(element("referenceRange").with("typeCode", "REFV").holds([range]))
}

fn quantity(name: &'static str, value: &str, unit: &str) -> Element {
    element(name).with("value", value).with("unit", unit)
}

fn flag(flag: Flag) -> Element {
    let (code, label) = match flag {
        Flag::Normal => ("N", "Normal"),
        Flag::Low => ("L", "Anormalement bas"),
        Flag::High => ("H", "Anormalement élevé"),
        Flag::CriticalLow => ("LL", "Anormalement bas, alerte"),
        Flag::Abnormal => ("A", "Anormal"),
        Flag::CriticalHigh => ("HH", "Anormalement élevé, alerte"),
    };
    element("interpretationCode")
        .with("code", code)
        .with("displayName", label)
        .with("codeSystem", "2.16.840.1.113883.5.83")
}

fn completed() -> Element {
    element("statusCode").with("code", "completed")
}

fn reference(anchor: &str) -> Element {
    element("reference").with("value", format!("#{anchor}"))
}
