//! Modifiers: what follows a parameter's name after a colon
//! (<https://hl7.org/fhir/R4/search.html#modifiers>).

use super::error::{Fault, SearchCode};
use super::parameters::ParamKind;
use crate::assign;

/// How a parameter is compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Modifier {
    /// As its sort says.
    None,
    Missing,
    Exact,
    Contains,
    Not,
    Text,
    In,
    NotIn,
    OfType,
    Identifier,
    Above,
    Below,
    /// Only references to this resource type.
    Type(&'static str),
}

const UNKNOWN: Fault =
    Fault(SearchCode::UnknownModifier, "this modifier does not exist for such a parameter");

pub(super) const NO_TERMINOLOGY: Fault = Fault(
    SearchCode::UnsupportedModifier,
    "this modifier needs a terminology or a hierarchy, which this search does not have",
);

impl Modifier {
    /// Reads a modifier, for a parameter of this sort.
    pub(super) fn parse(text: &str, kind: ParamKind) -> Result<Self, Fault> {
        match (text, kind) {
            ("missing", _) => Ok(Self::Missing),
            ("exact", ParamKind::String) => Ok(Self::Exact),
            ("contains", ParamKind::String) => Ok(Self::Contains),
            ("not", ParamKind::Token) => Ok(Self::Not),
            ("text", ParamKind::Token) => Ok(Self::Text),
            ("identifier", ParamKind::Reference) => Ok(Self::Identifier),
            ("above", ParamKind::Uri) => Ok(Self::Above),
            ("below", ParamKind::Uri) => Ok(Self::Below),
            ("in", ParamKind::Token) => Ok(Self::In),
            ("not-in", ParamKind::Token) => Ok(Self::NotIn),
            ("of-type" | "ofType", ParamKind::Token) => Ok(Self::OfType),
            ("above" | "below", ParamKind::Token) | ("above" | "below", ParamKind::Reference) => {
                Err(NO_TERMINOLOGY)
            }
            (name, ParamKind::Reference) => {
                assign::row(name).map(|row| Self::Type(row.kind)).ok_or(UNKNOWN)
            }
            _ => Err(UNKNOWN),
        }
    }
}
