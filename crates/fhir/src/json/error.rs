//! Where and why a text is not JSON that we take.

use std::fmt::{self, Write as _};

/// A refused JSON text: where and why. It never quotes values, and shows a
/// member's name in its place only when it looks like a FHIR element name.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}, column {column}, at {place}: {fault}")]
pub struct JsonError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
    /// The value being read, as a JSON path (`$.entry[3].resource`).
    pub place: String,
    /// What is wrong.
    pub fault: JsonFault,
}

/// What is wrong with a JSON text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JsonFault {
    /// More bytes than allowed.
    #[error("the text is longer than {0} bytes")]
    TooLong(usize),
    /// Arrays and objects within one another beyond the limit.
    #[error("arrays and objects are nested more than {0} deep")]
    TooDeep(usize),
    /// More values than allowed.
    #[error("the text holds more than {0} values")]
    TooManyValues(usize),
    /// A number's text is too long.
    #[error("a number is longer than {0} bytes")]
    NumberTooLong(usize),
    /// A string or name is too long.
    #[error("a string is longer than {0} bytes")]
    StringTooLong(usize),
    /// A byte order mark in front.
    #[error("the text starts with a byte order mark, which JSON does not allow")]
    ByteOrderMark,
    /// Two members of the same name.
    #[error("a member's name is repeated in the same object")]
    RepeatedName,
    /// The text ends too early.
    #[error("the text ends before the value is complete")]
    Unfinished,
    /// Something else than a value.
    #[error("a value was expected: object, array, string, number, true, false or null")]
    ValueExpected,
    /// Something else than a name.
    #[error("a member's name in double quotes was expected")]
    NameExpected,
    /// No `:` after a name.
    #[error("a colon was expected after the member's name")]
    ColonExpected,
    /// No `,` or closing bracket.
    #[error("a comma or the closing bracket was expected")]
    CommaExpected,
    /// `,` right before a closing bracket.
    #[error("a comma stands before the closing bracket")]
    TrailingComma,
    /// Not a JSON number.
    #[error(
        "the number is not written as JSON asks: no leading zero or plus sign, digits on both sides of the point"
    )]
    Number,
    /// A bad `\` sequence or half a surrogate pair.
    #[error("a backslash sequence in a string is not valid, or is half a surrogate pair")]
    Escape,
    /// A control character in a string.
    #[error("a string contains a control character that is not escaped")]
    ControlCharacter,
    /// Bytes that are not UTF-8.
    #[error("a string is not valid UTF-8")]
    Utf8,
    /// Text after the value.
    #[error("text follows the end of the value")]
    TrailingText,
}

/// One step of the way from a value to the fault within it.
#[derive(Debug)]
pub(super) enum Step {
    Name(Box<str>),
    Index(usize),
}

/// A fault on its way up: offset in bytes, steps from the inside out.
#[derive(Debug)]
pub(super) struct Located {
    pub(super) fault: JsonFault,
    pub(super) at: usize,
    pub(super) steps: Vec<Step>,
}

impl Located {
    pub(super) fn new(fault: JsonFault, at: usize) -> Box<Self> {
        Box::new(Self { fault, at, steps: Vec::new() })
    }

    pub(super) fn within(mut self: Box<Self>, step: Step) -> Box<Self> {
        self.steps.push(step);
        self
    }

    /// The error for people, with line and column found in the text.
    pub(super) fn into_error(self, text: &[u8]) -> JsonError {
        let before = text.get(..self.at).unwrap_or(text);
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let on_line = before.get(line_start..).unwrap_or_default();
        let continues = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
        let mut place = String::from("$");
        for step in self.steps.iter().rev() {
            step.show(&mut place);
        }
        JsonError {
            line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
            column: on_line.len() - on_line.iter().filter(continues).count() + 1,
            place,
            fault: self.fault,
        }
    }
}

impl Step {
    fn show(&self, place: &mut String) {
        let written: fmt::Result = match self {
            Self::Index(index) => write!(place, "[{index}]"),
            Self::Name(name) if is_element_name(name) => write!(place, ".{name}"),
            Self::Name(_) => place.write_str(".*"),
        };
        debug_assert!(written.is_ok(), "writing to a string does not fail");
    }
}

/// Whether a member's name can be shown: anything else may be a value put in
/// the wrong place.
pub(crate) fn is_element_name(name: &str) -> bool {
    name.len() <= 64
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && !name.bytes().all(|byte| byte.is_ascii_digit())
}
