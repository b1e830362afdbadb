//! Codes and the best text of a coded concept.

use hygie_fhir::json::Json;
use zeroize::Zeroize;

use crate::limits::CODES;
use crate::text::{kept, trimmed};

/// A code system: the common ones by name, to keep facts small.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize, Default)]
pub enum System {
    /// The source names none.
    #[default]
    Unstated,
    /// LOINC.
    Loinc,
    /// SNOMED CT.
    Snomed,
    /// ICD-10, CIM-10.
    Icd10,
    /// RxNorm.
    RxNorm,
    /// CVX, vaccines.
    Cvx,
    /// ATC, medications.
    Atc,
    /// HL7 `observation-category`.
    ObservationCategory,
    /// Any other, by its URI.
    Other(Box<str>),
}

const LOINC: &str = "http://loinc.org";
const SNOMED: &str = "http://snomed.info/sct";
const ICD10: &str = "http://hl7.org/fhir/sid/icd-10";
const RXNORM: &str = "http://www.nlm.nih.gov/research/umls/rxnorm";
const CVX: &str = "http://hl7.org/fhir/sid/cvx";
const ATC: &str = "http://www.whocc.no/atc";
const OBSERVATION_CATEGORY: &str = "http://terminology.hl7.org/CodeSystem/observation-category";

/// Further names of ICD-10 and its national editions: FHIR R4 "Using codes",
/// and the French publication by the ANS.
const ICD10_EDITIONS: &[&str] = &[
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://hl7.org/fhir/sid/icd-10-fr",
    "http://id.who.int/icd/release/10",
    "https://smt.esante.gouv.fr/terminologie-cim-10",
    "http://hl7.org/fhir/sid/icd-10-gm",
    "urn:oid:2.16.840.1.113883.6.3",
];

impl System {
    fn read(uri: Option<&str>) -> Self {
        match uri {
            None | Some("") => Self::Unstated,
            Some(LOINC) => Self::Loinc,
            Some(SNOMED) => Self::Snomed,
            Some(ICD10) => Self::Icd10,
            Some(RXNORM) => Self::RxNorm,
            Some(CVX) => Self::Cvx,
            Some(ATC) => Self::Atc,
            Some(OBSERVATION_CATEGORY) => Self::ObservationCategory,
            Some(other) => Self::Other(kept(other)),
        }
    }

    /// The URI; empty when none was stated.
    pub fn uri(&self) -> &str {
        match self {
            Self::Unstated => "",
            Self::Loinc => LOINC,
            Self::Snomed => SNOMED,
            Self::Icd10 => ICD10,
            Self::RxNorm => RXNORM,
            Self::Cvx => CVX,
            Self::Atc => ATC,
            Self::ObservationCategory => OBSERVATION_CATEGORY,
            Self::Other(uri) => uri,
        }
    }

    /// Whether it is ICD-10 or a national edition of it.
    pub fn is_icd10(&self) -> bool {
        match self {
            Self::Icd10 => true,
            Self::Other(uri) => ICD10_EDITIONS.contains(&&**uri),
            _ => false,
        }
    }
}

/// One code of a system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Zeroize)]
pub struct Code {
    /// Its system.
    pub system: System,
    /// The code.
    pub code: Box<str>,
}

impl Code {
    /// Whether it is this code of this system.
    pub fn is(&self, system: &System, code: &str) -> bool {
        self.system == *system && &*self.code == code
    }
}

/// Where a title comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TitleFrom {
    /// The text that the author wrote or chose.
    Text,
    /// The display of the first code of the fact.
    Display,
    /// The bare code: no text came with it.
    Code,
    /// Nothing names it.
    #[default]
    Nothing,
}

impl zeroize::DefaultIsZeroes for TitleFrom {}

/// A concept as it was read: text and codes, the one that the text comes from first.
#[derive(Default, Zeroize)]
pub(crate) struct Concept {
    pub(crate) title: Box<str>,
    pub(crate) from: TitleFrom,
    pub(crate) codes: Box<[Code]>,
}

impl Concept {
    /// Reads a CodeableConcept.
    pub(crate) fn read(concept: &Json) -> Self {
        let codings = concept.get("coding").and_then(Json::as_array).unwrap_or_default();
        let best = best(codings);
        let mut codes = Vec::with_capacity(codings.len().min(CODES));
        codes.extend(best.and_then(code));
        let rest = codings.iter().filter(|one| best.is_none_or(|best| !std::ptr::eq(*one, best)));
        codes.extend(rest.filter_map(code).take(CODES - codes.len()));
        let display = best.and_then(|best| trimmed(best.str("display")));
        let (title, from) = if let Some(text) = trimmed(concept.str("text")) {
            (kept(text), TitleFrom::Text)
        } else if let Some(display) = display {
            (kept(display), TitleFrom::Display)
        } else if let Some(code) = codes.first() {
            (code.code.clone(), TitleFrom::Code)
        } else {
            Default::default()
        };
        Self { title, from, codes: codes.into() }
    }

    /// Reads the member of this name: a concept, or the first of several.
    pub(crate) fn of(json: &Json, name: &str) -> Self {
        match json.get(name) {
            Some(Json::Array(several)) => several.first().map(Self::read).unwrap_or_default(),
            Some(one) => Self::read(one),
            None => Self::default(),
        }
    }
}

/// The text of a concept, when it has one.
pub(crate) fn concept_text(concept: &Json) -> Option<Box<str>> {
    Some(kept(concept_str(concept)?))
}

/// The text of a concept or, of several, of the first.
pub(crate) fn text_of(json: &Json, name: &str) -> Option<Box<str>> {
    match json.get(name)? {
        Json::Array(several) => several.iter().find_map(concept_text),
        one => concept_text(one),
    }
}

/// Like [`concept_text`], borrowed and whole.
pub(crate) fn concept_str(concept: &Json) -> Option<&str> {
    if let Some(text) = trimmed(concept.str("text")) {
        return Some(text);
    }
    let best = best(concept.get("coding")?.as_array()?)?;
    trimmed(best.str("display")).or_else(|| trimmed(best.str("code")))
}

/// Whether a concept, or one of several, has one of these codes.
pub(crate) fn has_code(json: &Json, name: &str, codes: &[&str]) -> bool {
    let within = |concept: &Json| {
        let codings = concept.get("coding").and_then(Json::as_array).unwrap_or_default();
        codings.iter().any(|one| one.str("code").is_some_and(|code| codes.contains(&code)))
    };
    match json.get(name) {
        Some(Json::Array(several)) => several.iter().any(within),
        Some(one) => within(one),
        None => false,
    }
}

/// The code of the first coding of a concept.
pub(crate) fn first_code<'a>(json: &'a Json, name: &str) -> Option<&'a str> {
    let concept = match json.get(name)? {
        Json::Array(several) => several.first()?,
        one => one,
    };
    concept.get("coding")?.as_array()?.iter().find_map(|one| trimmed(one.str("code")))
}

/// The coding that speaks for its concept: what the author chose, else the first
/// with a text, else the first.
fn best(codings: &[Json]) -> Option<&Json> {
    let chosen = |one: &&Json| matches!(one.get("userSelected"), Some(Json::Bool(true)));
    let named = |one: &&Json| trimmed(one.str("display")).is_some();
    codings
        .iter()
        .find(chosen)
        .or_else(|| codings.iter().find(named))
        .or_else(|| codings.iter().find(|one| one.str("code").is_some()))
}

fn code(coding: &Json) -> Option<Code> {
    let code = trimmed(coding.str("code"))?;
    Some(Code { system: System::read(coding.str("system")), code: kept(code) })
}
