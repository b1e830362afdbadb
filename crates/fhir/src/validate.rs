//! Structural validation against R4: types, cardinality, required elements,
//! choices, unknown elements, primitive formats, required bindings. Profiles,
//! invariants (but `ext-1`) and what references lead to are not looked at, nor
//! is narrative made safe to show: it is only well-shaped.

mod object;
mod primitive;
mod temporal;
mod value;
mod xhtml;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

use crate::definitions::{Definitions, Kind};
use crate::json::{Json, is_element_name};
use crate::limits::{ISSUES, OBJECT_DEPTH};

/// One fault of a resource.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{expression}: {sentence}")]
pub struct Issue {
    /// What sort of fault.
    pub code: IssueCode,
    /// Where, in the manner of FHIRPath: `Patient.contact[1].name.family`;
    /// a choice by its element's name (`Observation.value`).
    pub expression: String,
    /// What was expected. It names elements and types, never values.
    pub sentence: String,
}

/// A code of <https://hl7.org/fhir/R4/valueset-issue-type.html>.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IssueCode {
    /// The shape is wrong: unknown element, wrong JSON type, array or not.
    Structure,
    /// A required element is missing.
    Required,
    /// A primitive is not written as its type asks.
    Value,
    /// A code is not in the required value set.
    CodeInvalid,
    /// A rule between elements is broken.
    Invariant,
    /// Something is larger or deeper than allowed.
    TooLong,
}

impl IssueCode {
    /// The code as FHIR writes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Structure => "structure",
            Self::Required => "required",
            Self::Value => "value",
            Self::CodeInvalid => "code-invalid",
            Self::Invariant => "invariant",
            Self::TooLong => "too-long",
        }
    }
}

/// Checks a resource of any type, those it contains, and those in the entries
/// of a bundle or in parameters.
///
/// # Errors
/// Its faults in the order of the text, at most [`ISSUES`].
pub fn validate(json: &Json) -> Result<(), Vec<Issue>> {
    let mut walk = Walk { r4: Definitions::r4(), path: Vec::new(), issues: Vec::new(), depth: 0 };
    walk.path.reserve(32);
    walk.resource(json, Within::Nothing);
    if walk.issues.is_empty() { Ok(()) } else { Err(walk.issues) }
}

/// One step of the place being checked.
enum Step<'j> {
    Name(&'j str),
    Index(usize),
}

/// What a resource stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    /// It is the whole text, or stands in an entry or parameter.
    Nothing,
    /// It stands in `contained`.
    Contained,
}

struct Walk<'j> {
    r4: &'static Definitions,
    path: Vec<Step<'j>>,
    issues: Vec<Issue>,
    depth: usize,
}

impl<'j> Walk<'j> {
    /// Checks a resource: the whole text, or one inside another.
    fn resource(&mut self, json: &'j Json, within: Within) {
        let Some(object) = json.as_object() else {
            return self.report(IssueCode::Structure, "a resource must be a JSON object");
        };
        let Some(name) = object.get("resourceType") else {
            return self.report(IssueCode::Structure, "a resource must state its resourceType");
        };
        let known = name.as_str().and_then(|name| self.r4.resource_type(name));
        let Some(known) = known else {
            return self.report(IssueCode::Structure, "resourceType is not a resource type of R4");
        };
        let outermost = self.path.is_empty();
        if outermost {
            self.path.push(Step::Name(known.name));
        }
        self.object(known, object, within);
        if outermost {
            self.path.pop();
        }
    }

    /// Runs a check one object deeper, unless that is too deep.
    fn deeper(&mut self, check: impl FnOnce(&mut Self)) {
        if self.depth >= OBJECT_DEPTH {
            let sentence = format!("objects are nested more than {OBJECT_DEPTH} deep");
            return self.report(IssueCode::TooLong, sentence);
        }
        self.depth += 1;
        check(self);
        self.depth -= 1;
    }

    /// Runs a check one step further along the path.
    fn at(&mut self, step: Step<'j>, check: impl FnOnce(&mut Self)) {
        self.path.push(step);
        check(self);
        self.path.pop();
    }

    /// Whether enough faults were found.
    const fn is_full(&self) -> bool {
        self.issues.len() >= ISSUES
    }

    fn report(&mut self, code: IssueCode, sentence: impl Into<String>) {
        if self.is_full() {
            return;
        }
        let mut expression = String::new();
        for step in &self.path {
            let dot = if expression.is_empty() { "" } else { "." };
            let written = match step {
                Step::Index(index) => write!(expression, "[{index}]"),
                Step::Name(name) => write!(expression, "{dot}{name}"),
            };
            debug_assert!(written.is_ok(), "writing to a string does not fail");
        }
        if expression.is_empty() {
            expression.push_str("Resource");
        }
        self.issues.push(Issue { code, expression, sentence: sentence.into() });
    }
}
