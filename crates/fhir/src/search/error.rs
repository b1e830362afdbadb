//! What is wrong with a search, for the one who asked. Says the parameter's
//! place and name, never its value: values are clinical.

use std::fmt;

use crate::limits::SEARCH_NAME_BYTES;

/// What sort of fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SearchCode {
    /// R4 has no such resource type.
    UnknownType,
    /// R4 has no such parameter for the resource type.
    UnknownParameter,
    /// R4 has it, this search does not do it.
    UnsupportedParameter,
    /// R4 has no such modifier for this sort of parameter.
    UnknownModifier,
    /// R4 has it, this search does not do it.
    UnsupportedModifier,
    /// The value cannot be read as the parameter's sort asks.
    InvalidValue,
    /// What may stand once stands twice.
    Repeated,
    /// A named limit was passed.
    TooLarge,
    /// Nothing makes it affordable.
    TooCostly,
}

impl SearchCode {
    /// Stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::UnknownType => "unknown-type",
            Self::UnknownParameter => "unknown-parameter",
            Self::UnsupportedParameter => "unsupported-parameter",
            Self::UnknownModifier => "unknown-modifier",
            Self::UnsupportedModifier => "unsupported-modifier",
            Self::InvalidValue => "invalid-value",
            Self::Repeated => "repeated",
            Self::TooLarge => "too-large",
            Self::TooCostly => "too-costly",
        }
    }
}

/// A search that was refused.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub struct SearchError {
    /// What sort of fault.
    pub code: SearchCode,
    /// Which parameter, counted from 1; `None` for the search as a whole.
    pub index: Option<usize>,
    /// The parameter's name, when it looks like one.
    pub name: Option<String>,
    /// What is wrong, as a sentence.
    pub sentence: &'static str,
}

impl fmt::Display for SearchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.index, &self.name) {
            (Some(index), Some(name)) => write!(f, "parameter {index} ({name}): ")?,
            (Some(index), None) => write!(f, "parameter {index}: ")?,
            (None, _) => {}
        }
        f.write_str(self.sentence)
    }
}

/// A fault of one parameter, before its place is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fault(pub(super) SearchCode, pub(super) &'static str);

impl Fault {
    /// With its place. Only what looks like a name is repeated.
    pub(super) fn at(self, index: usize, name: &str) -> SearchError {
        let plain = name.len() <= SEARCH_NAME_BYTES
            && name.bytes().all(|byte| {
                byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.')
            });
        let name = plain.then(|| name.to_owned());
        SearchError { code: self.0, index: Some(index), name, sentence: self.1 }
    }
}

/// A value that cannot be read.
pub(super) const fn invalid(sentence: &'static str) -> Fault {
    Fault(SearchCode::InvalidValue, sentence)
}
