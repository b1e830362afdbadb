//! Who a record is about: the line that never leaves the screen.

mod age;
mod name;

use std::fmt;

use hygie_base::Timestamp;
use hygie_fhir::json::Json;
use zeroize::{DefaultIsZeroes, Zeroize, ZeroizeOnDrop};

pub use self::age::{Age, AgeUnit};
pub use self::name::Name;
use crate::code::concept_text;
use crate::moment::Moment;
use crate::standing::is_modified;
use crate::text::{kept, list, text, trimmed};

/// Who a record is about, from its Patient. Wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Banner {
    /// The name that the person uses.
    pub name: Name,
    /// The name at birth, when it is known to differ.
    pub birth_name: Option<Name>,
    /// Day of birth, with its source's precision.
    pub born: Option<Moment>,
    /// Administrative sex.
    pub sex: Sex,
    /// Whether the person died, and when.
    pub deceased: Deceased,
    /// Identifiers, the national one first, those no longer in use left out.
    pub identifiers: Box<[Identifier]>,
    /// How far the identity was checked, only when it is coded.
    pub identity: Option<IdentityStatus>,
    /// Codes of doubts about the identity (HL7 table 0445 as used in France):
    /// `DOUT`, `FICT`, `HOMO`.
    pub identity_marks: Box<[Box<str>]>,
    /// The general practitioners as named in the resource.
    pub practitioners: Box<[Box<str>]>,
    /// Whether the source says that the record is no longer in use, or replaced.
    pub inactive: bool,
    /// Whether the Patient carries a modifier that is not known here.
    pub modifier_unknown: bool,
}

/// Administrative sex (`administrative-gender`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum Sex {
    /// Not recorded.
    #[default]
    Unstated,
    /// Female.
    Female,
    /// Male.
    Male,
    /// Other.
    Other,
    /// Recorded as unknown.
    Unknown,
}

/// Whether the person died.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum Deceased {
    /// Not recorded.
    #[default]
    Unstated,
    /// Recorded as alive.
    No,
    /// Died, at an unknown date.
    Yes,
    /// Died then.
    At(Moment),
}

/// How far an identity was checked: the four exclusive statuses of the French
/// identity rules (RNIV, `fr-core-cs-identity-status`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum IdentityStatus {
    /// `PROV`: neither document nor national service.
    #[default]
    Provisional,
    /// `VALI`: an identity document was seen.
    Validated,
    /// `RECUP`: fetched from the national service.
    Retrieved,
    /// `QUAL`: both.
    Qualified,
}

impl DefaultIsZeroes for Sex {}
impl DefaultIsZeroes for Deceased {}
impl DefaultIsZeroes for IdentityStatus {}

/// One identifier.
#[derive(Zeroize)]
pub struct Identifier {
    /// What it is.
    pub sort: IdentifierSort,
    /// Its system, as its source writes it.
    pub system: Box<str>,
    /// Its type in words, when the source gives one.
    pub label: Option<Box<str>>,
    /// Its value.
    pub value: Box<str>,
}

/// What an identifier is: the French national ones are known by OID.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum IdentifierSort {
    /// INS, NIR: 1.2.250.1.213.1.4.8.
    InsNir,
    /// INS, NIA: 1.2.250.1.213.1.4.9.
    InsNia,
    /// INS of test: 1.2.250.1.213.1.4.10.
    InsTest,
    /// INS of demonstration: 1.2.250.1.213.1.4.11.
    InsDemo,
    /// Any other.
    #[default]
    Other,
}

impl DefaultIsZeroes for IdentifierSort {}

impl Sex {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unstated => "unstated",
            Self::Female => "female",
            Self::Male => "male",
            Self::Other => "other",
            Self::Unknown => "unknown",
        }
    }
}

impl IdentityStatus {
    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Provisional => "PROV",
            Self::Validated => "VALI",
            Self::Retrieved => "RECUP",
            Self::Qualified => "QUAL",
        }
    }

    fn read(code: &str) -> Option<Self> {
        [Self::Provisional, Self::Validated, Self::Retrieved, Self::Qualified]
            .into_iter()
            .find(|status| status.code() == code)
    }
}

impl Banner {
    /// Reads a Patient; what is absent stays so.
    pub fn of(patient: &Json) -> Self {
        let (name, birth_name) = name::names(patient);
        let marks = reliability(patient);
        let identity = marks.iter().find_map(|code| IdentityStatus::read(code));
        let doubts = marks.iter().filter(|code| IdentityStatus::read(code).is_none());
        let replaced =
            list(patient, "link").iter().any(|link| link.str("type") == Some("replaced-by"));
        let practitioners = list(patient, "generalPractitioner").iter();
        Self {
            name,
            birth_name,
            born: patient.str("birthDate").and_then(Moment::parse),
            sex: sex(patient),
            deceased: deceased(patient),
            identifiers: identifiers(patient),
            identity,
            identity_marks: doubts.map(|code| kept(code)).collect(),
            practitioners: practitioners.filter_map(|one| text(one, "display")).take(8).collect(),
            inactive: replaced || patient.get("active") == Some(&Json::Bool(false)),
            modifier_unknown: is_modified(patient),
        }
    }

    /// The age on this day in UTC, or at death; `None` when the birth date is not
    /// known or lies ahead.
    pub fn age(&self, on: Timestamp) -> Option<Age> {
        let on = match self.deceased {
            Deceased::At(died) => died.start().min(on),
            _ => on,
        };
        age::age(self.born?, on)
    }

    /// The national identifier, when there is one.
    pub fn ins(&self) -> Option<&Identifier> {
        self.identifiers.first().filter(|one| one.sort != IdentifierSort::Other)
    }
}

fn sex(patient: &Json) -> Sex {
    match patient.str("gender") {
        Some("female") => Sex::Female,
        Some("male") => Sex::Male,
        Some("other") => Sex::Other,
        Some("unknown") => Sex::Unknown,
        _ => Sex::Unstated,
    }
}

fn deceased(patient: &Json) -> Deceased {
    if let Some(date) = patient.str("deceasedDateTime") {
        return Moment::parse(date).map_or(Deceased::Yes, Deceased::At);
    }
    match patient.get("deceasedBoolean") {
        Some(Json::Bool(true)) => Deceased::Yes,
        Some(Json::Bool(false)) => Deceased::No,
        _ => Deceased::Unstated,
    }
}

fn identifiers(patient: &Json) -> Box<[Identifier]> {
    let current = list(patient, "identifier").iter().filter(|one| one.str("use") != Some("old"));
    let mut identifiers: Vec<Identifier> = current
        .filter_map(|one| {
            let value = trimmed(one.str("value"))?;
            let system = one.str("system").unwrap_or_default();
            Some(Identifier {
                sort: sort(system),
                system: kept(system),
                label: one.get("type").and_then(concept_text),
                value: kept(value),
            })
        })
        .take(32)
        .collect();
    identifiers.sort_by_key(|one| one.sort);
    identifiers.into()
}

fn sort(system: &str) -> IdentifierSort {
    match system.strip_prefix("urn:oid:").unwrap_or(system) {
        "1.2.250.1.213.1.4.8" => IdentifierSort::InsNir,
        "1.2.250.1.213.1.4.9" => IdentifierSort::InsNia,
        "1.2.250.1.213.1.4.10" => IdentifierSort::InsTest,
        "1.2.250.1.213.1.4.11" => IdentifierSort::InsDemo,
        _ => IdentifierSort::Other,
    }
}

/// Codes of fr-core's extension for the reliability of an identity.
fn reliability(patient: &Json) -> Vec<&str> {
    let named = |one: &&Json| {
        one.str("url").is_some_and(|url| {
            url.ends_with("identity-reliability") || url.ends_with("IdentReliability")
        })
    };
    let mut codes = Vec::new();
    for extension in list(patient, "extension").iter().filter(named) {
        let parts = list(extension, "extension");
        for part in parts.iter().chain([extension]) {
            let coding = part.get("valueCoding").and_then(|one| one.str("code"));
            let concept =
                part.get("valueCodeableConcept").map_or([].as_slice(), |one| list(one, "coding"));
            let concept = concept.iter().filter_map(|one| one.str("code"));
            codes.extend(coding.into_iter().chain(part.str("valueCode")).chain(concept));
        }
    }
    codes
}

impl fmt::Debug for Banner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Banner").finish_non_exhaustive()
    }
}
