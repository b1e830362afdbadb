//! What an entry says, label and value, in the language of the page.

use hygie_record::Resource;
use hygie_synthesis::{Dated, Medication, Particulars, Role, Seen};

use super::source::local;
use super::versions::House;
use crate::Page;
use crate::record::dosage;
use crate::record::heading::heading;
use crate::record::path::Path;
use crate::record::terms;
use crate::record::value::{flag, range, words};
use crate::record::words::instant;

/// One line.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Told {
    pub(crate) label: String,
    pub(crate) text: String,
    /// Address of the entry that it names; empty when it names none.
    pub(crate) href: String,
}

pub(crate) fn told(
    page: &Page,
    path: &Path,
    resource: &Resource,
    seen: Option<&Seen<'_>>,
    facts: &[Seen<'_>],
    house: &House<'_>,
) -> Vec<Told> {
    let mut lines = Lines { page, told: Vec::new() };
    if let Some(seen) = seen {
        lines.dates(seen);
        lines.particulars(seen);
        lines.links(path, seen, facts);
        lines.add("told-authors", &seen.fact.authors.join(", "));
        lines.codes(seen);
    }
    let filed = page.t2(
        "told-filed-by",
        "date",
        page.moment(resource.at),
        "author",
        house.author(page, &resource.author),
    );
    lines.add("told-filed", &filed);
    lines.add("told-custodian", &house.custodian(page, &resource.custodian));
    lines.told
}

struct Lines<'a> {
    page: &'a Page,
    told: Vec<Told>,
}

impl Lines<'_> {
    /// A line, unless there is nothing to say.
    fn add(&mut self, key: &str, text: &str) {
        if !text.trim().is_empty() {
            let label = self.page.t(key);
            self.told.push(Told { label, text: text.to_owned(), href: String::new() });
        }
    }

    fn maybe(&mut self, key: &str, text: Option<&str>) {
        self.add(key, text.unwrap_or_default());
    }

    fn dates(&mut self, seen: &Seen<'_>) {
        let (page, fact) = (self.page, seen.fact);
        let words = |moment| instant(page, moment);
        match (fact.when.start, fact.when.end) {
            (Some(start), Some(end)) if start != end => {
                let period = page.t2("told-period", "start", words(start), "end", words(end));
                self.add("told-when", &period);
            }
            (start, end) => match start.or(end) {
                Some(at) => self.add("told-when", &words(at)),
                None => self.add("told-when", &page.t("dated-not")),
            },
        }
        if let Some(recorded) = fact.recorded
            && fact.dated() != Dated::Clinical(recorded)
        {
            self.add("told-recorded", &words(recorded));
        }
    }

    fn particulars(&mut self, seen: &Seen<'_>) {
        let page = self.page;
        match &seen.fact.particulars {
            Particulars::Measure(measure) => self.measure(measure),
            Particulars::Medication(one) => self.medication(one),
            Particulars::Allergy(one) => {
                self.add("told-reactions", &one.reactions.join(", "));
            }
            Particulars::Problem(one) => {
                self.maybe("told-severity", one.severity.as_deref());
                self.maybe("told-stage", one.stage.as_deref());
                self.maybe("told-site", one.site.as_deref());
                self.maybe("told-onset", one.onset.as_deref());
                self.maybe("told-note", one.note.as_deref());
            }
            Particulars::Vaccination(one) => {
                self.add("told-targets", &one.targets.join(", "));
                self.maybe("told-dose", one.dose.as_deref());
                self.maybe("told-lot", one.lot.as_deref());
                self.maybe("told-status-reason", one.status_reason.as_deref());
                if one.subpotent {
                    self.add("told-note", &page.t("vaccination-subpotent"));
                }
            }
            Particulars::Encounter(one) => {
                self.maybe("told-reason", one.reason.as_deref());
                self.add("told-diagnoses", &one.diagnoses.join(", "));
                self.maybe("told-place", one.place.as_deref());
                self.maybe("told-organisation", one.organisation.as_deref());
                self.maybe("told-service", one.service.as_deref());
            }
            Particulars::Document(one) => {
                let title = heading(page, seen).0;
                let description = one.description.as_deref();
                self.maybe("told-description", description.filter(|text| text.trim() != title));
                self.maybe("told-conclusion", one.conclusion.as_deref());
                let labels: Vec<String> = one.labels.iter().map(|code| label(page, code)).collect();
                self.add("told-labels", &labels.join(", "));
            }
            Particulars::Remark(one) => {
                self.maybe("told-category", one.category.as_deref());
                self.maybe("told-reason", one.reason.as_deref());
                self.maybe("told-text", one.text.as_deref());
                self.add("told-people", &one.people.join(", "));
                self.maybe("told-urgency", one.urgency.as_deref());
            }
            Particulars::None => {}
        }
    }

    fn measure(&mut self, measure: &hygie_synthesis::Measure) {
        let page = self.page;
        self.add("told-value", &words(page, &measure.value));
        self.add("told-flag", &flag(page, measure.flag));
        let bounds = measure.range.as_ref().map(|bounds| range(page, bounds));
        self.maybe("told-range", bounds.as_deref());
        self.maybe("told-absent", measure.absent.as_deref());
        for part in &measure.components {
            let name =
                terms::titled(page.lang, part.title_from, &part.codes).unwrap_or(&part.title);
            let mut text = words(page, &part.value);
            let flagged = flag(page, part.flag);
            if !flagged.is_empty() {
                text = format!("{text} ({flagged})");
            }
            let text =
                if text.is_empty() { part.absent.as_deref().unwrap_or_default() } else { &text };
            if !text.is_empty() {
                let (label, text) = (name.to_owned(), text.to_owned());
                self.told.push(Told { label, text, href: String::new() });
            }
        }
        self.maybe("told-note", measure.note.as_deref());
    }

    fn medication(&mut self, one: &Medication) {
        let page = self.page;
        for how in &one.dosages {
            self.add("told-dosage", &dosage::words(page, how));
        }
        if one.dosages.iter().all(hygie_synthesis::Dosage::is_empty) {
            self.add("told-dosage", &page.t("dosage-not-recorded"));
        }
        self.maybe("told-reason", one.reason.as_deref());
        let ends = one.ends.map(|ends| instant(page, ends));
        self.maybe("told-ends", ends.as_deref());
        self.maybe("told-status-reason", one.status_reason.as_deref());
        if one.reported {
            self.add("told-note", &page.t("told-reported"));
        }
        self.maybe("told-note", one.note.as_deref());
    }

    /// The entries of this record that it refers to, each once.
    fn links(&mut self, path: &Path, seen: &Seen<'_>, facts: &[Seen<'_>]) {
        for link in &seen.fact.links {
            let Some((kind, id)) = local(&link.to) else { continue };
            let Some(to) = facts.iter().find(|one| one.resource_type == kind && one.id == id)
            else {
                continue;
            };
            let label = self.page.t(match link.role {
                Role::Encounter => "told-link-encounter",
                Role::Medication => "told-link-medication",
                Role::Reason => "told-link-reason",
                Role::BasedOn => "told-link-based-on",
                Role::Member => "told-link-member",
                Role::Replaces => "told-link-replaces",
                Role::Other => "told-link-other",
            });
            let line = Told { label, text: heading(self.page, to).0, href: path.entry(kind, id) };
            if !self.told.contains(&line) {
                self.told.push(line);
            }
        }
    }

    /// The codes behind the name, as their source writes them.
    fn codes(&mut self, seen: &Seen<'_>) {
        let codes: Vec<String> = seen
            .fact
            .codes
            .iter()
            .map(|code| format!("{} {}", system(code.system.uri()), code.code).trim().to_owned())
            .collect();
        self.add("told-codes", &codes.join(", "));
        let shown = terms::name(self.page.lang, seen.fact);
        if !seen.fact.title.is_empty() && shown != *seen.fact.title {
            self.add("told-source-words", &seen.fact.title);
        }
    }
}

/// A short name of a code system.
fn system(uri: &str) -> &str {
    match uri {
        "http://loinc.org" => "LOINC",
        "http://snomed.info/sct" => "SNOMED CT",
        "http://hl7.org/fhir/sid/icd-10" => "CIM-10",
        "http://www.nlm.nih.gov/research/umls/rxnorm" => "RxNorm",
        "http://hl7.org/fhir/sid/cvx" => "CVX",
        "http://www.whocc.no/atc" => "ATC",
        other => other.rsplit(['/', ':']).next().unwrap_or(other),
    }
}

/// A label of confidentiality in words (1.2.250.1.213.1.1.4.13, HL7 Confidentiality); as
/// its code where it is another one.
fn label(page: &Page, code: &str) -> String {
    match code {
        "MASQUE_PS" => page.t("label-masked"),
        "INVISIBLE_PATIENT" => page.t("label-waits"),
        "INVISIBLE_REPRESENTANTS_LEGAUX" => page.t("label-secret"),
        "N" => page.t("label-normal"),
        "R" => page.t("label-restricted"),
        "V" => page.t("label-very-restricted"),
        _ => code.to_owned(),
    }
}
