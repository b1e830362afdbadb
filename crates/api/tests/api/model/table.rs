//! What is made up and what is searched: elements of a few types, and R4's
//! search parameters over them.

/// The form of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    Concept,
    Coding,
    /// A code, with its system and some of its codes.
    Code(&'static str, &'static [&'static str]),
    Bool,
    Identifier,
    Contact,
    DateTime,
    Date,
    Period,
    Quantity,
    Decimal,
    Text,
    Name,
    Address,
    /// To one of two resources of this type.
    Reference(&'static str),
    Uri,
}

/// How a parameter is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sort {
    Token,
    Text,
    Date,
    Number,
    Quantity,
    Reference,
    Uri,
}

/// An element: where it stands, and whether it is a list.
pub type Element = (&'static str, bool, Shape);

pub struct Parameter {
    pub code: &'static str,
    pub sort: Sort,
    pub at: &'static [(&'static str, Shape)],
}

pub struct Kind {
    pub name: &'static str,
    /// What each resource has besides.
    pub base: &'static str,
    /// One of each group, or none.
    pub groups: &'static [&'static [Element]],
    pub parameters: &'static [Parameter],
}

const fn by(code: &'static str, sort: Sort, at: &'static [(&'static str, Shape)]) -> Parameter {
    Parameter { code, sort, at }
}

const OBSERVED: Shape =
    Shape::Code("http://hl7.org/fhir/observation-status", &["final", "amended", "preliminary"]);
const ENCOUNTERED: Shape =
    Shape::Code("http://hl7.org/fhir/encounter-status", &["finished", "planned"]);
const INTENT: Shape =
    Shape::Code("http://hl7.org/fhir/CodeSystem/medicationrequest-intent", &["order", "plan"]);
const GENDER: Shape =
    Shape::Code("http://hl7.org/fhir/administrative-gender", &["female", "male", "unknown"]);

use Shape::{
    Address, Bool, Coding, Concept, Contact, DateTime, Decimal, Identifier, Name, Period, Quantity,
    Reference, Text, Uri,
};

/// Of every type.
pub const COMMON: [Parameter; 2] = [
    by("_profile", Sort::Uri, &[("meta.profile", Uri)]),
    by("_tag", Sort::Token, &[("meta.tag", Coding)]),
];

pub const KINDS: [Kind; 7] = [
    Kind {
        name: "Observation",
        base: r#""code":{"text":"fixed"}"#,
        groups: &[
            &[("status", false, OBSERVED)],
            &[("category", true, Concept)],
            &[("identifier", true, Identifier)],
            &[("effectiveDateTime", false, DateTime), ("effectivePeriod", false, Period)],
            &[
                ("valueQuantity", false, Quantity),
                ("valueString", false, Text),
                ("valueCodeableConcept", false, Concept),
            ],
            &[("encounter", false, Reference("Encounter"))],
            &[("performer", true, Reference("Practitioner"))],
        ],
        parameters: &[
            by("status", Sort::Token, &[("status", OBSERVED)]),
            by("category", Sort::Token, &[("category", Concept)]),
            by("identifier", Sort::Token, &[("identifier", Identifier)]),
            by("date", Sort::Date, &[("effectiveDateTime", DateTime), ("effectivePeriod", Period)]),
            by("value-quantity", Sort::Quantity, &[("valueQuantity", Quantity)]),
            by("value-concept", Sort::Token, &[("valueCodeableConcept", Concept)]),
            by(
                "value-string",
                Sort::Text,
                &[("valueString", Text), ("valueCodeableConcept.text", Text)],
            ),
            by("encounter", Sort::Reference, &[("encounter", Reference("Encounter"))]),
            by("performer", Sort::Reference, &[("performer", Reference("Practitioner"))]),
        ],
    },
    Kind {
        name: "Condition",
        base: "",
        groups: &[
            &[("code", false, Concept)],
            &[("severity", false, Concept)],
            &[
                ("onsetDateTime", false, DateTime),
                ("onsetPeriod", false, Period),
                ("onsetString", false, Text),
            ],
            &[("recordedDate", false, DateTime)],
            &[("asserter", false, Reference("Practitioner"))],
        ],
        parameters: &[
            by("code", Sort::Token, &[("code", Concept)]),
            by("severity", Sort::Token, &[("severity", Concept)]),
            by("onset-date", Sort::Date, &[("onsetDateTime", DateTime), ("onsetPeriod", Period)]),
            by("onset-info", Sort::Text, &[("onsetString", Text)]),
            by("recorded-date", Sort::Date, &[("recordedDate", DateTime)]),
            by("asserter", Sort::Reference, &[("asserter", Reference("Practitioner"))]),
        ],
    },
    Kind {
        name: "MedicationRequest",
        base: r#""status":"active","medicationCodeableConcept":{"text":"fixed"}"#,
        groups: &[
            &[("intent", false, INTENT)],
            &[("identifier", true, Identifier)],
            &[("authoredOn", false, DateTime)],
            &[("requester", false, Reference("Practitioner"))],
        ],
        parameters: &[
            by("intent", Sort::Token, &[("intent", INTENT)]),
            by("identifier", Sort::Token, &[("identifier", Identifier)]),
            by("authoredon", Sort::Date, &[("authoredOn", DateTime)]),
            by("requester", Sort::Reference, &[("requester", Reference("Practitioner"))]),
        ],
    },
    Kind {
        name: "Encounter",
        base: "",
        groups: &[
            &[("status", false, ENCOUNTERED)],
            &[("class", false, Coding)],
            &[("type", true, Concept)],
            &[("period", false, Period)],
            &[("serviceProvider", false, Reference("Organization"))],
        ],
        parameters: &[
            by("status", Sort::Token, &[("status", ENCOUNTERED)]),
            by("class", Sort::Token, &[("class", Coding)]),
            by("type", Sort::Token, &[("type", Concept)]),
            by("date", Sort::Date, &[("period", Period)]),
            by(
                "service-provider",
                Sort::Reference,
                &[("serviceProvider", Reference("Organization"))],
            ),
        ],
    },
    Kind {
        name: "Patient",
        base: "",
        groups: &[
            &[("active", false, Bool)],
            &[("name", true, Name)],
            &[("telecom", true, Contact)],
            &[("gender", false, GENDER)],
            &[("birthDate", false, Shape::Date)],
            &[("address", true, Address)],
            &[("generalPractitioner", true, Reference("Practitioner"))],
        ],
        parameters: &[
            by("active", Sort::Token, &[("active", Bool)]),
            by("name", Sort::Text, &[("name", Name)]),
            by("family", Sort::Text, &[("name.family", Text)]),
            by("given", Sort::Text, &[("name.given", Text)]),
            by("telecom", Sort::Token, &[("telecom", Contact)]),
            by("gender", Sort::Token, &[("gender", GENDER)]),
            by("birthdate", Sort::Date, &[("birthDate", Shape::Date)]),
            by("address", Sort::Text, &[("address", Address)]),
            by("address-city", Sort::Text, &[("address.city", Text)]),
            by(
                "general-practitioner",
                Sort::Reference,
                &[("generalPractitioner", Reference("Practitioner"))],
            ),
        ],
    },
    Kind {
        name: "RiskAssessment",
        base: r#""status":"final""#,
        groups: &[
            &[("prediction.probabilityDecimal", true, Decimal)],
            &[("occurrenceDateTime", false, DateTime)],
            &[("method", false, Concept)],
        ],
        parameters: &[
            by("probability", Sort::Number, &[("prediction.probabilityDecimal", Decimal)]),
            by("date", Sort::Date, &[("occurrenceDateTime", DateTime)]),
            by("method", Sort::Token, &[("method", Concept)]),
        ],
    },
    Kind {
        name: "ServiceRequest",
        base: r#""status":"active","intent":"order""#,
        groups: &[
            &[("instantiatesUri", true, Uri)],
            &[("occurrenceDateTime", false, DateTime), ("occurrencePeriod", false, Period)],
            &[("category", true, Concept)],
            &[("performer", true, Reference("Organization"))],
        ],
        parameters: &[
            by("instantiates-uri", Sort::Uri, &[("instantiatesUri", Uri)]),
            by(
                "occurrence",
                Sort::Date,
                &[("occurrenceDateTime", DateTime), ("occurrencePeriod", Period)],
            ),
            by("category", Sort::Token, &[("category", Concept)]),
            by("performer", Sort::Reference, &[("performer", Reference("Organization"))]),
        ],
    },
];
