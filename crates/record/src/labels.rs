//! What the rules count of an entry that its own text says: its document type, its
//! labels, its status, and whether the person deposited it.
//!
//! - Labels are those of `meta.security`, and of a DocumentReference's `securityLabel`.
//!   A secret is whole: those of what lies within (contained resources, entries of a
//!   Bundle) count for the entry.
//! - A label counts by its code, in whatever code system and also without one. The codes
//!   of the DMP are written under `urn:oid:1.2.250.1.213.1.1.4.13` and under several
//!   spellings of the address of TRE_A07, and N, R, V under both HL7's system and
//!   TRE_A07: a secret must not depend on that. Case does not count (TRE_A07 says so).
//! - What cannot be read is as secret as can be: a text that is not a JSON object, and a
//!   label that is not a Coding or CodeableConcept.
//!
//! This runs once for each opened entry, so a text is parsed only where something in it
//! can count. That is found by looking for names in the text as it is stored: it was
//! written by `Json::write`, which leaves nothing escaped in a name but what has to be.
//! A text with a `\u` in it is parsed all the same. A text that needs no parsing is not
//! checked to be JSON: the seal vouches for it.

use std::slice::from_ref;
use std::sync::LazyLock;

use hygie_fhir::assign::{Assignment, assign};
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::reference::Reference;
use hygie_policy::facts::{Confidentiality, DocType, Status};
use hygie_policy::tables::ResourceTypes;
use memchr::memmem::Finder;

/// What the rules count of an entry that its own text says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Labels {
    /// `None` when nothing says it for sure.
    pub doc_type: Option<DocType>,
    /// MASQUE_PS. MASQUE_PSOCIAL and MASQUE_PT (TRE_A07) hide from a part of those whom
    /// this hides from; the rules know no finer mask, so they count as this one.
    pub masked: bool,
    /// INVISIBLE_PATIENT.
    pub hidden_from_person: bool,
    /// INVISIBLE_REPRESENTANTS_LEGAUX.
    pub hidden_from_representatives: bool,
    /// Everyone in the element of [`AUTHORS`] is the person or a RelatedPerson.
    pub deposited_by_person: bool,
    /// Never `Deleted`: the text does not say that, the entry's header does.
    pub status: Status,
    /// The strictest label; L, M and U count as N.
    pub confidentiality: Confidentiality,
}

const DOCUMENT: &str = "DocumentReference";

/// By type, the element that names who is answerable for the resource as a whole. Who
/// only told something (`asserter`, `informationSource`), asked for it (`requester`) or
/// agreed (`Consent.performer`) did not deposit it: a professional wrote it down.
const AUTHORS: [(&str, &str); 14] = [
    ("AllergyIntolerance", "recorder"),
    ("Basic", "author"),
    ("CarePlan", "author"),
    ("Communication", "sender"),
    ("Composition", "author"),
    ("Condition", "recorder"),
    ("DocumentManifest", "author"),
    (DOCUMENT, "author"),
    ("Flag", "author"),
    ("List", "source"),
    ("Media", "operator"),
    ("Observation", "performer"),
    ("Procedure", "recorder"),
    ("QuestionnaireResponse", "author"),
];

/// The extension isArchived of PDSm (Partage de documents de santé en mobilité), as of
/// its version 3 and of its version 1.
const ARCHIVED: [&str; 2] = [
    "https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-is-archived",
    "http://esante.gouv.fr/cisis/fhir/StructureDefinition/PDSm_isArchived",
];

/// The code systems of document types: LOINC, and with their beginning those of the
/// Agence du numérique en santé (TRE_A04, TRE_A05). A type opens an entry, so a code of
/// another system, or of none, is no type.
const LOINC: [&str; 2] = ["http://loinc.org", "urn:oid:2.16.840.1.113883.6.1"];
const AGENCY: [&str; 2] = ["https://mos.esante.gouv.fr/NOS/", "urn:oid:1.2.250.1.213."];

/// `"security"` and `"securityLabel"`.
static SECURITY: LazyLock<Finder> = LazyLock::new(|| Finder::new("\"security"));
static ESCAPED: LazyLock<Finder> = LazyLock::new(|| Finder::new("\\u"));
static PATIENT: LazyLock<Finder> = LazyLock::new(|| Finder::new("\"Patient/"));
static RELATED: LazyLock<Finder> = LazyLock::new(|| Finder::new("\"RelatedPerson/"));
static CONTAINED: LazyLock<Finder> = LazyLock::new(|| Finder::new("\"#"));
/// [`AUTHORS`], each element as its name stands in a text.
static NAMED_AUTHOR: LazyLock<[(&str, Finder); 14]> = LazyLock::new(|| {
    AUTHORS.map(|(kind, name)| (kind, Finder::new(&format!("\"{name}\"")).into_owned()))
});

impl Labels {
    /// What the text of an entry of this type says; `text` is JSON as the record stores it.
    /// An empty one, which is that of a deletion, is as secret as can be: ask the version
    /// before it.
    pub fn of(tables: &ResourceTypes, resource_type: &str, text: &[u8]) -> Self {
        if resource_type == DOCUMENT
            || tables.by_category(resource_type)
            || says_more(resource_type, text)
        {
            Self::read(tables, resource_type, text)
        } else {
            Self { doc_type: tables.of(resource_type, &[]), ..Self::PLAIN }
        }
    }

    /// Of a resource that says nothing.
    const PLAIN: Self = Self {
        doc_type: None,
        masked: false,
        hidden_from_person: false,
        hidden_from_representatives: false,
        deposited_by_person: false,
        status: Status::Active,
        confidentiality: Confidentiality::Normal,
    };

    fn read(tables: &ResourceTypes, resource_type: &str, text: &[u8]) -> Self {
        let mut labels = Self::PLAIN;
        match parse(text, &JsonLimits::default()) {
            Ok(json @ Json::Object(_)) => {
                labels.within(&json, resource_type);
                labels.deposited_by_person = is_deposited(resource_type, &json);
                if resource_type == DOCUMENT {
                    labels.doc_type = document_type(&json);
                    labels.status = status(&json);
                } else {
                    labels.doc_type = tables.of(resource_type, &categories(&json));
                }
            }
            Ok(_) | Err(_) => labels.hide(),
        }
        labels
    }

    /// The labels that a resource has itself, not those of what lies within it.
    fn own(json: &Json) -> Self {
        let mut labels = Self::PLAIN;
        let security = json.get("meta").and_then(|meta| meta.get("security"));
        let document = (json.resource_type() == Some(DOCUMENT)).then(|| json.get("securityLabel"));
        for told in [security, document.flatten()].into_iter().flatten() {
            labels.label(told);
        }
        labels
    }

    /// Takes in the labels of a resource and of what lies within it. `place` is its type,
    /// or the name of the member that holds it. As deep as the parser's limit.
    fn within(&mut self, value: &Json, place: &str) {
        match value {
            Json::Array(items) => items.iter().for_each(|item| self.within(item, place)),
            Json::Object(object) => {
                let document = place == DOCUMENT || value.resource_type() == Some(DOCUMENT);
                for (name, member) in object.iter() {
                    match name {
                        "security" if place == "meta" => self.label(member),
                        "securityLabel" if document => self.label(member),
                        _ => self.within(member, name),
                    }
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
        }
    }

    /// Takes in one label or several, each a Coding or a CodeableConcept.
    fn label(&mut self, value: &Json) {
        match value {
            Json::Array(items) => items.iter().for_each(|item| self.label(item)),
            Json::Object(object) => {
                if let Some(coding) = object.get("coding") {
                    self.label(coding);
                }
                match object.get("code") {
                    Some(Json::String(code)) => self.code(code),
                    Some(_) => self.hide(),
                    None => {}
                }
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => self.hide(),
        }
    }

    fn code(&mut self, code: &str) {
        let is = |other: &str| code.eq_ignore_ascii_case(other);
        if is("MASQUE_PS") || is("MASQUE_PSOCIAL") || is("MASQUE_PT") {
            self.masked = true;
        } else if is("INVISIBLE_PATIENT") {
            self.hidden_from_person = true;
        } else if is("INVISIBLE_REPRESENTANTS_LEGAUX") {
            self.hidden_from_representatives = true;
        } else if is("V") {
            self.confidentiality = Confidentiality::VeryRestricted;
        } else if is("R") && self.confidentiality == Confidentiality::Normal {
            self.confidentiality = Confidentiality::Restricted;
        }
    }

    /// As secret as can be.
    const fn hide(&mut self) {
        self.masked = true;
        self.hidden_from_person = true;
        self.hidden_from_representatives = true;
        self.confidentiality = Confidentiality::VeryRestricted;
    }
}

/// Whether a resource says itself that it waits for the person and is masked to
/// professionals, which exclude each other: nobody would be left who could announce it
/// (DMP interoperability guide, EX_2.1-1050).
pub(crate) fn are_contrary(json: &Json) -> bool {
    let labels = Labels::own(json);
    labels.hidden_from_person && labels.masked
}

/// Whether the text of an entry must be parsed, of a type whose document type does not
/// hang on it.
fn says_more(resource_type: &str, text: &[u8]) -> bool {
    !(text.starts_with(b"{") && text.ends_with(b"}"))
        || SECURITY.find(text).is_some()
        || ESCAPED.find(text).is_some()
        || may_be_deposited(resource_type, text)
}

/// Whether there can be an author as [`is_person`] wants one: named after the element
/// that names authors; and a Patient twice, since they must be the subject as well.
fn may_be_deposited(resource_type: &str, text: &[u8]) -> bool {
    let named = NAMED_AUTHOR.iter().find(|(kind, _)| *kind == resource_type);
    let Some(at) = named.and_then(|(_, name)| name.find(text)) else { return false };
    let after = text.get(at..).unwrap_or_default();
    RELATED.find(after).is_some()
        || CONTAINED.find(after).is_some()
        || (PATIENT.find(after).is_some() && PATIENT.find_iter(text).nth(1).is_some())
}

fn author_of(resource_type: &str) -> Option<&'static str> {
    AUTHORS.iter().find(|(kind, _)| *kind == resource_type).map(|(_, element)| *element)
}

fn is_deposited(resource_type: &str, json: &Json) -> bool {
    let authors = author_of(resource_type).and_then(|element| json.get(element));
    let authors = authors.map(each).unwrap_or_default();
    !authors.is_empty() && authors.iter().all(|author| is_person(json, author))
}

/// Whether a reference leads to the Patient whom the resource is about, to a
/// RelatedPerson, or to either contained in the resource (PDSm contains its authors).
/// Another Patient is somebody else, and behind other references may be anybody.
fn is_person(json: &Json, reference: &Json) -> bool {
    let kind = match reference.str("reference").map(Reference::parse) {
        Some(Reference::Local { kind: "Patient", id, .. }) => {
            let is = |subjects: &[String]| subjects == [format!("Patient/{id}")];
            return matches!(assign(json), Assignment::Subjects(subjects) if is(&subjects));
        }
        Some(Reference::Local { kind, .. }) => Some(kind),
        Some(Reference::Contained(id)) => {
            let contained = json.get("contained").map(each).unwrap_or_default();
            let mut named = contained.iter().filter(|inner| inner.id() == Some(id));
            named.next().and_then(Json::resource_type)
        }
        _ => None,
    };
    matches!(kind, Some("Patient" | "RelatedPerson"))
}

/// The type that a DocumentReference says; `None` when its codings say several.
fn document_type(json: &Json) -> Option<DocType> {
    let codings = json.get("type").map(codings).unwrap_or_default();
    let known = |system: &str| {
        LOINC.contains(&system) || AGENCY.iter().any(|start| system.starts_with(start))
    };
    let mut types = codings
        .into_iter()
        .filter(|(system, _)| known(system))
        .filter_map(|(_, code)| DocType::parse(code));
    let first = types.next()?;
    types.all(|other| other == first).then_some(first)
}

/// Superseded (R4, document-reference-status), else archived by any value of the
/// extension but false.
fn status(json: &Json) -> Status {
    if json.str("status") == Some("superseded") {
        return Status::Obsolete;
    }
    let extensions = json.get("extension").map(each).unwrap_or_default();
    let archives = |extension: &Json| {
        extension.str("url").is_some_and(|url| ARCHIVED.contains(&url))
            && extension.get("valueBoolean") != Some(&Json::Bool(false))
    };
    if extensions.iter().any(archives) { Status::Archived } else { Status::Active }
}

/// System and code of each category.
fn categories(json: &Json) -> Vec<(&str, &str)> {
    json.get("category").map(codings).unwrap_or_default()
}

/// System and code of each coding of a CodeableConcept, or of several.
fn codings(concepts: &Json) -> Vec<(&str, &str)> {
    let codings = each(concepts).iter().filter_map(|concept| concept.get("coding"));
    codings.flat_map(each).filter_map(|it| Some((it.str("system")?, it.str("code")?))).collect()
}

/// The elements of an array, or the one value.
fn each(value: &Json) -> &[Json] {
    value.as_array().unwrap_or(from_ref(value))
}

#[cfg(test)]
mod tests;
