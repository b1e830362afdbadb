//! Uri parameters (<https://hl7.org/fhir/R4/search.html#uri>).

use super::error::{Fault, invalid};
use super::evaluate::Node;
use super::modifier::Modifier;
use super::split::unescape;
use super::values::{Builder, Value, Values};

/// Adds an address.
pub(super) fn add(node: Node<'_>, builder: &mut Builder) {
    if let Some(text) = node.json.as_str() {
        let text = builder.text(text);
        builder.push(Value::Uri(text));
    }
}

/// What an address is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Criterion {
    Equal(String),
    /// It, or an address that it lies under.
    Above(String),
    /// It, or an address under it.
    Below(String),
}

impl Criterion {
    pub(super) fn parse(text: &str, modifier: Modifier) -> Result<Self, Fault> {
        let address = unescape(text)?.into_owned();
        match modifier {
            Modifier::Above | Modifier::Below if !address.contains("://") => {
                Err(invalid("only URLs lie above or below one another"))
            }
            Modifier::Above => Ok(Self::Above(address)),
            Modifier::Below => Ok(Self::Below(address)),
            _ => Ok(Self::Equal(address)),
        }
    }

    pub(super) fn matches(&self, value: &Value, values: &Values) -> bool {
        let Value::Uri(found) = value else { return false };
        let found = values.text(*found).unwrap_or_default();
        match self {
            // A canonical may carry its version.
            Self::Equal(wanted) => found
                .strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('|')),
            Self::Above(wanted) => found.contains("://") && is_under(wanted, found),
            Self::Below(wanted) => is_under(found, wanted),
        }
    }
}

/// Whether an address is another, or lies under it: whole segments count.
fn is_under(address: &str, other: &str) -> bool {
    address.strip_prefix(other).is_some_and(|rest| {
        rest.is_empty() || other.ends_with('/') || rest.starts_with(['/', '?', '#', '|'])
    })
}
