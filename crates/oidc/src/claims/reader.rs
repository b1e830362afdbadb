//! Bounded values of one JSON object.

use serde_json::{Map, Value};

use super::ClaimsFault;
use crate::limits::TEXT_BYTES;

/// Reads one object.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a>(&'a Map<String, Value>);

const TEXT: &str = "a short text without control characters";

impl<'a> Reader<'a> {
    pub(super) const fn new(map: &'a Map<String, Value>) -> Self {
        Self(map)
    }

    /// A text; `None` when it is absent, null or blank.
    pub(super) fn text(self, claim: &'static str) -> Result<Option<&'a str>, ClaimsFault> {
        let malformed = ClaimsFault::Malformed { claim, expected: TEXT };
        match self.0.get(claim) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => {
                let text = text.trim();
                if text.len() > TEXT_BYTES || text.contains(char::is_control) {
                    return Err(malformed);
                }
                Ok(Some(text).filter(|text| !text.is_empty()))
            }
            Some(_) => Err(malformed),
        }
    }

    /// A text that must be there.
    pub(super) fn needed(self, claim: &'static str) -> Result<&'a str, ClaimsFault> {
        self.text(claim)?.ok_or(ClaimsFault::Missing(claim))
    }

    /// A text of this form.
    pub(super) fn formed(
        self,
        claim: &'static str,
        expected: &'static str,
        is: impl Fn(&str) -> bool,
    ) -> Result<Option<&'a str>, ClaimsFault> {
        match self.text(claim)? {
            Some(text) if !is(text) => Err(ClaimsFault::Malformed { claim, expected }),
            text => Ok(text),
        }
    }

    /// A list; empty when it is absent or null.
    pub(super) fn list(self, claim: &'static str, most: usize) -> Result<&'a [Value], ClaimsFault> {
        match self.0.get(claim) {
            None | Some(Value::Null) => Ok(&[]),
            Some(Value::Array(all)) if all.len() > most => {
                Err(ClaimsFault::TooMany { claim, most })
            }
            Some(Value::Array(all)) => Ok(all),
            Some(_) => Err(ClaimsFault::Malformed { claim, expected: "a list" }),
        }
    }

    /// The objects of a list.
    pub(super) fn objects(
        self,
        claim: &'static str,
        most: usize,
    ) -> Result<Vec<Self>, ClaimsFault> {
        let malformed = ClaimsFault::Malformed { claim, expected: "a list of objects" };
        let object = |value: &'a Value| value.as_object().map(Self::new).ok_or(malformed.clone());
        self.list(claim, most)?.iter().map(object).collect()
    }

    /// An object that must be there.
    pub(super) fn object(self, claim: &'static str) -> Result<Self, ClaimsFault> {
        match self.0.get(claim) {
            None | Some(Value::Null) => Err(ClaimsFault::Missing(claim)),
            Some(Value::Object(map)) => Ok(Self::new(map)),
            Some(_) => Err(ClaimsFault::Malformed { claim, expected: "an object" }),
        }
    }
}
