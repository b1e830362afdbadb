//! The data types that search knows how to read, and which of them each sort of
//! parameter takes (<https://hl7.org/fhir/R4/search.html#ptypes>).

use super::parameters::ParamKind;
use crate::definitions::{Definitions, Kind, Primitive, TypeId};

/// How a value is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shape {
    /// `string`, `markdown` and other plain text.
    Text,
    /// `code`, `id`: a token by itself.
    Code,
    /// `boolean`.
    Boolean,
    /// `uri`, `url`, `oid`, `uuid`.
    Uri,
    /// `canonical`.
    Canonical,
    /// `decimal`, `integer` and its narrower kinds.
    Number,
    /// `date`, `dateTime`, `instant`.
    Date,
    Period,
    Timing,
    Coding,
    CodeableConcept,
    Identifier,
    ContactPoint,
    HumanName,
    Address,
    /// `Quantity` and its profiles.
    Quantity,
    Money,
    Range,
    SampledData,
    Reference,
    /// A whole resource, as in a bundle's entry.
    Resource,
    Extension,
    /// Anything else; only its members can be searched.
    Other,
}

impl Shape {
    /// The shape of a type.
    pub(super) fn of(definitions: &Definitions, id: TypeId) -> Self {
        let found = definitions.type_at(id);
        match (found.kind, found.name) {
            (Kind::Primitive(primitive), _) => Self::of_primitive(primitive),
            (Kind::Resource, _) | (_, "Resource" | "DomainResource") => Self::Resource,
            (_, "Period") => Self::Period,
            (_, "Timing") => Self::Timing,
            (_, "Coding") => Self::Coding,
            (_, "CodeableConcept") => Self::CodeableConcept,
            (_, "Identifier") => Self::Identifier,
            (_, "ContactPoint") => Self::ContactPoint,
            (_, "HumanName") => Self::HumanName,
            (_, "Address") => Self::Address,
            (
                _,
                "Quantity" | "SimpleQuantity" | "MoneyQuantity" | "Age" | "Count" | "Distance"
                | "Duration",
            ) => Self::Quantity,
            (_, "Money") => Self::Money,
            (_, "Range") => Self::Range,
            (_, "SampledData") => Self::SampledData,
            (_, "Reference") => Self::Reference,
            (_, "Extension") => Self::Extension,
            _ => Self::Other,
        }
    }

    const fn of_primitive(primitive: Primitive) -> Self {
        match primitive {
            Primitive::Boolean => Self::Boolean,
            Primitive::Canonical => Self::Canonical,
            Primitive::Code | Primitive::Id => Self::Code,
            Primitive::Date | Primitive::DateTime | Primitive::Instant => Self::Date,
            Primitive::Decimal
            | Primitive::Integer
            | Primitive::PositiveInt
            | Primitive::UnsignedInt => Self::Number,
            Primitive::Oid | Primitive::Uri | Primitive::Url | Primitive::Uuid => Self::Uri,
            Primitive::Markdown | Primitive::String => Self::Text,
            Primitive::Base64Binary | Primitive::Time | Primitive::Xhtml => Self::Other,
        }
    }

    /// Whether a parameter of this sort can read it.
    pub(super) const fn suits(self, kind: ParamKind) -> bool {
        if matches!(self, Self::Extension) {
            return true;
        }
        match kind {
            ParamKind::String => matches!(self, Self::Text | Self::HumanName | Self::Address),
            ParamKind::Token => matches!(
                self,
                Self::Text
                    | Self::Code
                    | Self::Boolean
                    | Self::Uri
                    | Self::Canonical
                    | Self::Coding
                    | Self::CodeableConcept
                    | Self::Identifier
                    | Self::ContactPoint
            ),
            ParamKind::Date => matches!(self, Self::Date | Self::Period | Self::Timing),
            ParamKind::Number => matches!(self, Self::Number | Self::Range),
            ParamKind::Quantity => matches!(
                self,
                Self::Quantity | Self::Money | Self::Range | Self::SampledData | Self::Number
            ),
            ParamKind::Reference => {
                matches!(self, Self::Reference | Self::Canonical | Self::Uri | Self::Resource)
            }
            ParamKind::Uri => matches!(self, Self::Uri | Self::Canonical),
            ParamKind::Composite => true,
        }
    }

    /// The sort of parameter that such a value is naturally searched by.
    pub(super) const fn natural(self) -> Option<ParamKind> {
        match self {
            Self::Text | Self::HumanName | Self::Address => Some(ParamKind::String),
            Self::Code
            | Self::Boolean
            | Self::Coding
            | Self::CodeableConcept
            | Self::Identifier
            | Self::ContactPoint => Some(ParamKind::Token),
            Self::Uri | Self::Canonical => Some(ParamKind::Uri),
            Self::Number => Some(ParamKind::Number),
            Self::Date | Self::Period | Self::Timing => Some(ParamKind::Date),
            Self::Quantity | Self::Money | Self::Range | Self::SampledData => {
                Some(ParamKind::Quantity)
            }
            Self::Reference => Some(ParamKind::Reference),
            Self::Resource | Self::Extension | Self::Other => None,
        }
    }
}
