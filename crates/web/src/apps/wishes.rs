//! What an app would see and do, in plain words.

use hygie_gate::rules::TRACES;
use hygie_record::{Act, Acts, Category};
use hygie_smart::{Asked, BY_NAME, Extra, Level};

use crate::Page;
use crate::record::kind_of_type;

/// One line of what is asked for.
pub(super) struct Wish {
    /// In words.
    pub(super) words: String,
    /// Whether it changes the record or goes on without the person.
    pub(super) weighs: bool,
}

/// Every line, what is seen first. `own`: whether it is the person's own record.
pub(super) fn wishes(page: &Page, asked: &Asked, own: bool) -> Vec<Wish> {
    let mut all = Vec::new();
    let mut add = |words: String, weighs: bool| all.push(Wish { words, weighs });
    let reads = Acts::READ;
    let changes = [Act::Create, Act::Update, Act::Delete];
    let changes = changes.into_iter().fold(Acts::NONE, Acts::with);
    let lines = [
        (reads, "app-sees", ["app-sees-all", "app-sees-all-own"], false),
        (changes, "app-changes", ["app-changes-all", "app-changes-all-own"], true),
    ];
    for (acts, key, [all, all_own], weighs) in lines {
        let mut kinds = kinds(asked, acts);
        if acts == reads {
            // What the house keeps about the record is told apart from what is in it.
            kinds.retain(|kind| !BY_NAME.contains(&kind.as_str()));
        }
        let parts = if acts == reads { parts(page, asked, &kinds) } else { Vec::new() };
        if kinds.iter().any(|kind| kind == "*") {
            add(page.t(if own { all_own } else { all }), weighs);
        } else if !kinds.is_empty() || !parts.is_empty() {
            let words = kinds.iter().map(|kind| kind_of_type(page, kind));
            let words: Vec<String> = words.chain(parts).collect();
            add(page.t1(key, "what", words.join(", ")), weighs);
        }
    }
    for kind in kinds(asked, reads).iter().filter(|kind| BY_NAME.contains(&kind.as_str())) {
        let [all, all_own] = if kind == TRACES {
            ["app-sees-traces", "app-sees-traces-own"]
        } else {
            ["app-sees-rights", "app-sees-rights-own"]
        };
        add(page.t(if own { all_own } else { all }), true);
    }
    if asked.has(Extra::OpenId) || asked.has(Extra::FhirUser) {
        add(page.t("app-knows-you"), false);
    }
    if asked.has(Extra::OfflineAccess) {
        add(page.t("app-offline"), true);
    } else if asked.has(Extra::OnlineAccess) {
        add(page.t("app-online"), false);
    } else {
        add(page.t("app-brief"), false);
    }
    all
}

/// The categories that are asked for of types that are not read as a whole.
fn parts(page: &Page, asked: &Asked, whole: &[String]) -> Vec<String> {
    let levels = [Level::Patient, Level::User];
    let all = levels.into_iter().flat_map(|level| asked.parts_at(level));
    let apart = all.filter(|(kind, _)| !whole.iter().any(|known| known == kind));
    let mut words: Vec<String> = apart
        .map(|(kind, one)| {
            page.t2("app-part", "what", kind_of_type(page, kind), "category", category(page, one))
        })
        .collect();
    words.sort();
    words.dedup();
    words
}

/// A category in words where it is one that many records have, else as its code.
fn category(page: &Page, one: &Category) -> String {
    let known = SYSTEMS.contains(&one.system()) && CATEGORIES.contains(&one.code());
    if known { page.t(&format!("category-{}", one.code())) } else { one.code().to_owned() }
}

/// Code systems of HL7 whose codes have words here.
const SYSTEMS: [&str; 3] = [
    "http://terminology.hl7.org/CodeSystem/observation-category",
    "http://terminology.hl7.org/CodeSystem/condition-category",
    "http://hl7.org/fhir/us/core/CodeSystem/condition-category",
];

/// Their codes.
const CATEGORIES: [&str; 12] = [
    "social-history",
    "vital-signs",
    "imaging",
    "laboratory",
    "procedure",
    "survey",
    "exam",
    "therapy",
    "activity",
    "problem-list-item",
    "encounter-diagnosis",
    "health-concern",
];

/// Types on which any of these acts is asked for, each once.
fn kinds(asked: &Asked, acts: Acts) -> Vec<String> {
    let levels = [Level::Patient, Level::User];
    let all = levels.into_iter().flat_map(|level| asked.at(level));
    let touched = all.filter(|(_, own)| own.within(acts) != Acts::NONE);
    let mut kinds: Vec<String> = touched.map(|(kind, _)| kind.to_owned()).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}
