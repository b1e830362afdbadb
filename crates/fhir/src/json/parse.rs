//! Reading JSON text strictly (RFC 8259), within named limits.

use std::collections::BTreeSet;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::error::{JsonError, JsonFault, Located, Step};
use super::{Json, Object};
use crate::limits::{JsonLimits, MEMBERS_COMPARED};

/// Reads one JSON value that fills `text` (white space around it aside).
///
/// Stricter than many readers where FHIR data could be read in two ways:
/// a repeated member name is refused, however it is escaped, and so are a byte
/// order mark and half a surrogate pair.
///
/// # Errors
/// The first fault met, with line, column and place.
pub fn parse(text: &[u8], limits: &JsonLimits) -> Result<Json, JsonError> {
    let mut reader = Reader { jiter: Jiter::new(text), limits, values: 0 };
    reader.whole(text).map_err(|located| located.into_error(text))
}

type Read<T> = Result<T, Box<Located>>;

struct Reader<'t, 'l> {
    jiter: Jiter<'t>,
    limits: &'l JsonLimits,
    values: usize,
}

impl Reader<'_, '_> {
    fn whole(&mut self, text: &[u8]) -> Read<Json> {
        if text.len() > self.limits.bytes {
            return Err(Located::new(JsonFault::TooLong(self.limits.bytes), self.limits.bytes));
        }
        if text.starts_with(b"\xef\xbb\xbf") {
            return Err(Located::new(JsonFault::ByteOrderMark, 0));
        }
        let peek = self.jiter.peek().map_err(locate)?;
        let json = self.value(peek, 0)?;
        self.jiter.finish().map_err(locate)?;
        Ok(json)
    }

    /// Reads the value that starts with `peek`, inside `depth` others.
    fn value(&mut self, peek: Peek, depth: usize) -> Read<Json> {
        self.values += 1;
        if self.values > self.limits.values {
            return Err(self.fault(JsonFault::TooManyValues(self.limits.values)));
        }
        match peek {
            Peek::Null => self.jiter.known_null().map(|()| Json::Null).map_err(locate),
            Peek::True | Peek::False => self.jiter.known_bool(peek).map(Json::Bool).map_err(locate),
            Peek::String => self.string().map(Json::String),
            Peek::Array => self.array(depth + 1),
            Peek::Object => self.object(depth + 1),
            other if other.is_num() => self.number(other),
            _ => Err(self.fault(JsonFault::ValueExpected)),
        }
    }

    fn number(&mut self, peek: Peek) -> Read<Json> {
        let start = self.jiter.current_index();
        let text = self.jiter.known_number_bytes(peek).map_err(locate)?;
        if text.len() > self.limits.number_bytes {
            let fault = JsonFault::NumberTooLong(self.limits.number_bytes);
            return Err(Located::new(fault, start));
        }
        let text = str::from_utf8(text).map_err(|_| Located::new(JsonFault::Number, start))?;
        Ok(Json::Number(text.into()))
    }

    fn string(&mut self) -> Read<Box<str>> {
        let start = self.jiter.current_index();
        let text = self.jiter.known_str().map_err(locate)?;
        if text.len() > self.limits.string_bytes {
            let fault = JsonFault::StringTooLong(self.limits.string_bytes);
            return Err(Located::new(fault, start));
        }
        Ok(text.into())
    }

    fn array(&mut self, depth: usize) -> Read<Json> {
        self.check_depth(depth)?;
        let mut items = Vec::new();
        let mut next = self.jiter.known_array().map_err(locate)?;
        while let Some(peek) = next {
            let index = items.len();
            let at = |located: Box<Located>| located.within(Step::Index(index));
            items.push(self.value(peek, depth).map_err(at)?);
            next = self.jiter.array_step().map_err(locate)?;
        }
        Ok(Json::Array(items))
    }

    fn object(&mut self, depth: usize) -> Read<Json> {
        self.check_depth(depth)?;
        let mut names = Names::default();
        let mut members: Vec<(Box<str>, Json)> = Vec::new();
        let limit = self.limits.string_bytes;
        let mut next = self.jiter.known_object().map_err(locate)?.map(Box::<str>::from);
        while let Some(name) = next {
            if name.len() > limit {
                return Err(self.fault(JsonFault::StringTooLong(limit)));
            }
            if names.repeats(&members, &name) {
                return Err(self.fault(JsonFault::RepeatedName).within(Step::Name(name)));
            }
            let read = self.jiter.peek().map_err(locate);
            match read.and_then(|peek| self.value(peek, depth)) {
                Ok(value) => members.push((name, value)),
                Err(located) => return Err(located.within(Step::Name(name))),
            }
            next = self.jiter.next_key().map_err(locate)?.map(Box::from);
        }
        Ok(Json::Object(Object(members)))
    }

    fn check_depth(&self, depth: usize) -> Read<()> {
        if depth > self.limits.depth {
            return Err(self.fault(JsonFault::TooDeep(self.limits.depth)));
        }
        Ok(())
    }

    fn fault(&self, fault: JsonFault) -> Box<Located> {
        Located::new(fault, self.jiter.current_index())
    }
}

/// The names an object has had so far: looked up in its members while they are
/// few, in an ordered set once they are many.
#[derive(Default)]
struct Names(BTreeSet<Box<str>>);

impl Names {
    fn repeats(&mut self, members: &[(Box<str>, Json)], name: &str) -> bool {
        if members.len() < MEMBERS_COMPARED {
            return members.iter().any(|(known, _)| **known == *name);
        }
        if self.0.is_empty() {
            self.0 = members.iter().map(|(known, _)| known.clone()).collect();
        }
        !self.0.insert(name.into())
    }
}

fn locate(error: JiterError) -> Box<Located> {
    let fault = match error.error_type {
        JiterErrorType::JsonError(error) => fault_of(&error),
        JiterErrorType::WrongType { .. } => JsonFault::ValueExpected,
    };
    Located::new(fault, error.index)
}

fn fault_of(error: &JsonErrorType) -> JsonFault {
    match error {
        JsonErrorType::EofWhileParsingList
        | JsonErrorType::EofWhileParsingObject
        | JsonErrorType::EofWhileParsingString
        | JsonErrorType::EofWhileParsingValue => JsonFault::Unfinished,
        JsonErrorType::ExpectedColon => JsonFault::ColonExpected,
        JsonErrorType::ExpectedListCommaOrEnd | JsonErrorType::ExpectedObjectCommaOrEnd => {
            JsonFault::CommaExpected
        }
        JsonErrorType::KeyMustBeAString => JsonFault::NameExpected,
        JsonErrorType::TrailingComma => JsonFault::TrailingComma,
        JsonErrorType::TrailingCharacters => JsonFault::TrailingText,
        JsonErrorType::InvalidNumber
        | JsonErrorType::NumberOutOfRange
        | JsonErrorType::FloatExpectingInt => JsonFault::Number,
        JsonErrorType::InvalidEscape
        | JsonErrorType::LoneLeadingSurrogateInHexEscape
        | JsonErrorType::UnexpectedEndOfHexEscape => JsonFault::Escape,
        JsonErrorType::InvalidUnicodeCodePoint => JsonFault::Utf8,
        JsonErrorType::ControlCharacterWhileParsingString => JsonFault::ControlCharacter,
        JsonErrorType::ExpectedSomeIdent
        | JsonErrorType::ExpectedSomeValue
        | JsonErrorType::DuplicateKey(_)
        | JsonErrorType::InternalError(_)
        | JsonErrorType::RecursionLimitExceeded => JsonFault::ValueExpected,
    }
}
