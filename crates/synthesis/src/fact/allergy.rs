//! Allergies and intolerances, and statements that there is none.

use hygie_fhir::json::Json;
use zeroize::{DefaultIsZeroes, Zeroize};

use crate::code::{Code, System, concept_text, has_code, text_of};
use crate::limits::REACTIONS;
use crate::text::{list, text};

/// What is particular to an allergy.
#[derive(Zeroize, Default)]
pub struct Allergy {
    /// Whether it says that there is no allergy, and of what scope.
    pub denies: Option<Scope>,
    /// Whether it says no more than that nothing is known about allergies.
    pub uninformed: bool,
    /// Its categories.
    pub categories: Categories,
    /// Whether the source says intolerance rather than allergy.
    pub intolerance: bool,
    /// How dangerous the next reaction may be.
    pub criticality: Criticality,
    /// Signs of past reactions, in the source's words.
    pub reactions: Box<[Box<str>]>,
    /// The worst past reaction.
    pub severity: Severity,
}

/// What a statement of no allergy covers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Scope {
    /// Every allergen.
    #[default]
    All,
    /// Medications.
    Medication,
    /// Foods.
    Food,
    /// Environment: pollen, animals, latex.
    Environment,
    /// One allergen, which the title names.
    Part,
}

/// Categories of an allergy (`allergy-intolerance-category`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub struct Categories {
    /// Food.
    pub food: bool,
    /// Medication.
    pub medication: bool,
    /// Environment.
    pub environment: bool,
    /// Biologic.
    pub biologic: bool,
}

/// How dangerous a next reaction may be.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Criticality {
    /// The source does not say.
    #[default]
    Unstated,
    /// Low.
    Low,
    /// Not assessable.
    Unassessable,
    /// High.
    High,
}

/// How bad a past reaction was.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash, Default)]
pub enum Severity {
    /// The source does not say.
    #[default]
    Unstated,
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
}

impl DefaultIsZeroes for Scope {}
impl DefaultIsZeroes for Categories {}
impl DefaultIsZeroes for Criticality {}
impl DefaultIsZeroes for Severity {}

impl Scope {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Medication => "medication",
            Self::Food => "food",
            Self::Environment => "environment",
            Self::Part => "part",
        }
    }

    /// Whether it covers an allergy of these categories. One without a category
    /// may be of any.
    pub const fn covers(self, categories: Categories) -> bool {
        let Categories { food, medication, environment, biologic } = categories;
        let stated = food || medication || environment || biologic;
        match self {
            Self::All => true,
            Self::Medication => medication || biologic || !stated,
            Self::Food => food || !stated,
            Self::Environment => environment || !stated,
            Self::Part => false,
        }
    }
}

/// Codes that say "no known allergy". SNOMED CT, and HL7's
/// `absent-unknown-uv-ips` of the International Patient Summary.
const DENIALS: &[(&str, Scope)] = &[
    ("716186003", Scope::All),
    ("160244002", Scope::All),
    ("409137002", Scope::Medication),
    ("429625007", Scope::Food),
    ("428607008", Scope::Environment),
    ("716184000", Scope::Part),
    ("716220001", Scope::Part),
    ("1003774007", Scope::Part),
    ("no-known-allergies", Scope::All),
    ("no-known-medication-allergies", Scope::Medication),
    ("no-known-food-allergies", Scope::Food),
    ("no-known-environmental-allergies", Scope::Environment),
];

/// The system of the codes that say that nothing is known.
pub(crate) const ABSENT_OR_UNKNOWN: &str =
    "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips";

/// Whether a code's system may hold codes of absence.
pub(crate) fn may_deny(code: &Code) -> bool {
    code.system == System::Snomed || code.system.uri() == ABSENT_OR_UNKNOWN
}

impl Allergy {
    pub(super) fn read(resource: &Json, codes: &[Code]) -> Self {
        let denies = codes.iter().filter(|code| may_deny(code)).find_map(|code| {
            DENIALS.iter().find(|(denial, _)| *denial == &*code.code).map(|(_, scope)| *scope)
        });
        let category =
            |name: &str| list(resource, "category").iter().any(|one| one.as_str() == Some(name));
        let reactions = list(resource, "reaction");
        let signs = reactions.iter().flat_map(|one| {
            let signs: Vec<_> =
                list(one, "manifestation").iter().filter_map(concept_text).collect();
            if signs.is_empty() { text(one, "description").into_iter().collect() } else { signs }
        });
        Self {
            denies: denies.or_else(|| harmless(resource).then_some(Scope::Part)),
            uninformed: codes.iter().any(|code| may_deny(code) && &*code.code == "no-allergy-info"),
            categories: Categories {
                food: category("food"),
                medication: category("medication"),
                environment: category("environment"),
                biologic: category("biologic"),
            },
            intolerance: resource.str("type") == Some("intolerance"),
            criticality: match resource.str("criticality") {
                Some("low") => Criticality::Low,
                Some("high") => Criticality::High,
                Some("unable-to-assess") => Criticality::Unassessable,
                _ => Criticality::Unstated,
            },
            reactions: signs.take(REACTIONS).collect(),
            severity: reactions.iter().map(severity).max().unwrap_or_default(),
        }
    }
}

fn severity(reaction: &Json) -> Severity {
    match reaction.str("severity") {
        Some("mild") => Severity::Mild,
        Some("moderate") => Severity::Moderate,
        Some("severe") => Severity::Severe,
        _ => Severity::Unstated,
    }
}

/// The substance that reactions name, when the allergy has no code.
pub(super) fn substance(resource: &Json) -> Option<Box<str>> {
    list(resource, "reaction").iter().find_map(|one| text_of(one, "substance"))
}

/// Whether the R4 extension for exposure to a substance says that no risk is known.
fn harmless(resource: &Json) -> bool {
    let risk = |one: &&Json| {
        one.str("url").is_some_and(|url| url.ends_with("/allergyintolerance-substanceExposureRisk"))
    };
    let parts =
        list(resource, "extension").iter().filter(risk).flat_map(|one| list(one, "extension"));
    parts.into_iter().any(|one| has_code(one, "valueCodeableConcept", &["no-known-reaction-risk"]))
}
