//! Categories of a resource type by category: what a scope of SMART App Launch 2
//! narrows by `?category=SYSTEM|CODE`
//! (<https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html>).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;

use crate::limits::CATEGORY_BYTES;

/// The types that have a category in a code system, as their element `category`.
pub const CATEGORISED: [&str; 12] = [
    "CarePlan",
    "Communication",
    "CommunicationRequest",
    "Condition",
    "Consent",
    "DiagnosticReport",
    "DocumentReference",
    "MedicationRequest",
    "MedicationStatement",
    "Observation",
    "Procedure",
    "ServiceRequest",
];

/// One category: a code of a code system.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Category {
    system: String,
    code: String,
}

/// A category of a type is not written as one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("write category=SYSTEM|CODE, of a type that has categories")]
pub struct NoCategory;

impl Category {
    /// Reads what narrows a type: `category=SYSTEM|CODE`, both given, in at most
    /// [`CATEGORY_BYTES`] bytes of printable ASCII. Nothing in it is decoded.
    ///
    /// # Errors
    /// When it is not that, or the type has no category.
    pub fn parse(resource_type: &str, text: &str) -> Result<Self, NoCategory> {
        let value = text.strip_prefix("category=").ok_or(NoCategory)?;
        let (system, code) = value.split_once('|').ok_or(NoCategory)?;
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"\\|,&=?%#$".contains(&byte);
        let named = !system.is_empty() && !code.is_empty() && value.len() <= CATEGORY_BYTES;
        if CATEGORISED.contains(&resource_type)
            && named
            && system.bytes().chain(code.bytes()).all(plain)
        {
            Ok(Self { system: system.to_owned(), code: code.to_owned() })
        } else {
            Err(NoCategory)
        }
    }

    /// The code system.
    pub fn system(&self) -> &str {
        &self.system
    }

    /// The code.
    pub fn code(&self) -> &str {
        &self.code
    }

    fn is_of(&self, concept: &Json) -> bool {
        let codings = concept.get("coding").and_then(Json::as_array).unwrap_or_default();
        let mut codings = codings.iter();
        codings
            .any(|it| it.str("system") == Some(&self.system) && it.str("code") == Some(&self.code))
    }
}

impl fmt::Display for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "category={}|{}", self.system, self.code)
    }
}

/// Of some types, the categories that may be read and searched. They count
/// where the type as a whole may not be read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Categories(BTreeMap<String, BTreeSet<Category>>);

impl Categories {
    /// Adds a category of a type.
    pub fn add(&mut self, resource_type: &str, category: Category) {
        self.0.entry(resource_type.to_owned()).or_default().insert(category);
    }

    /// Every category, with its type.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Category)> {
        self.0.iter().flat_map(|(kind, all)| all.iter().map(|one| (kind.as_str(), one)))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is one of this type.
    pub fn name(&self, resource_type: &str) -> bool {
        self.0.contains_key(resource_type)
    }

    /// Whether this is among them.
    pub fn has(&self, resource_type: &str, category: &Category) -> bool {
        self.0.get(resource_type).is_some_and(|all| all.contains(category))
    }

    /// Whether a resource has one of the categories of its type. What cannot be
    /// read has none.
    pub(crate) fn admit(&self, resource_type: &str, text: &[u8]) -> bool {
        let Some(all) = self.0.get(resource_type) else { return false };
        let Ok(json) = parse(text, &JsonLimits::default()) else { return false };
        let Some(own) = json.get("category") else { return false };
        let one = std::slice::from_ref(own);
        let mut concepts = own.as_array().unwrap_or(one).iter();
        concepts.any(|concept| all.iter().any(|category| category.is_of(concept)))
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::Timestamp;
    use hygie_fhir::search::Query;

    use super::{CATEGORISED, CATEGORY_BYTES, Categories, Category, NoCategory};

    const LAB: &str =
        "category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";

    #[test]
    fn a_category_is_a_code_of_a_system_and_nothing_else() {
        let read = Category::parse("Observation", LAB).unwrap();
        assert_eq!((read.to_string().as_str(), read.code()), (LAB, "laboratory"));
        for bad in [
            "",
            "category=",
            "category=laboratory",
            "category=|laboratory",
            "category=http://s|",
            "category=a|b|c",
            "category=a|b,a|c",
            "category=a|b&code=c",
            "category:in=a|b",
            "category=a%7Cb",
            "category=a|b c",
            "category=a|\u{e9}",
            "code=a|b",
            "Category=a|b",
        ] {
            assert_eq!(Category::parse("Observation", bad), Err(NoCategory), "{bad}");
        }
        for kind in ["Patient", "AllergyIntolerance", "*", ""] {
            assert_eq!(Category::parse(kind, LAB), Err(NoCategory), "{kind}");
        }
    }

    #[test]
    fn a_category_has_a_length() {
        let of = |bytes: usize| format!("category=s|{}", "c".repeat(bytes - 2));
        assert!(Category::parse("Condition", &of(CATEGORY_BYTES)).is_ok());
        assert_eq!(Category::parse("Condition", &of(CATEGORY_BYTES + 1)), Err(NoCategory));
    }

    #[test]
    fn each_type_can_be_searched_by_category_as_the_standard_has_it() {
        for kind in CATEGORISED {
            let query = Query::parse(kind, &[("category", "s|c")], Timestamp(0));
            assert!(query.is_ok(), "{kind}");
        }
    }

    #[test]
    fn a_resource_is_admitted_by_one_of_its_categories() {
        let mut parts = Categories::default();
        parts.add("Observation", Category::parse("Observation", "category=s|lab").unwrap());
        parts.add("Procedure", Category::parse("Procedure", "category=s|surgery").unwrap());
        let check = |kind: &str, text: &str, expect: bool| {
            assert_eq!(parts.admit(kind, text.as_bytes()), expect, "{kind} {text}");
        };
        let lab = r#"{"category":[{"coding":[{"system":"s","code":"vital"}]},{"coding":[{"code":"x"},{"system":"s","code":"lab"}]}]}"#;
        check("Observation", lab, true);
        check("Condition", lab, false);
        check("Procedure", r#"{"category":{"coding":[{"system":"s","code":"surgery"}]}}"#, true);
        check("Procedure", r#"{"category":{"coding":[{"system":"t","code":"surgery"}]}}"#, false);
        check("Observation", r#"{"category":[{"coding":[{"code":"lab"}]}]}"#, false);
        check("Observation", r#"{"category":[{"text":"lab"}]}"#, false);
        check("Observation", r#"{"category":"lab"}"#, false);
        check("Observation", "{}", false);
        check("Observation", "", false);
    }
}
