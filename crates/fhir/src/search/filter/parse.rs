//! The grammar of `_filter`, by recursive descent
//! (<https://hl7.org/fhir/R4/search_filter.html#grammar>).

use super::super::error::{Fault, SearchCode, invalid};
use crate::limits::{FILTER_DEPTH, FILTER_TESTS};

/// A filter as it is written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Expr {
    Both(Vec<Self>),
    Either(Vec<Self>),
    Not(Box<Self>),
    Test { path: Vec<Step>, operator: String, value: String },
}

/// One name of a path, with the filter that may stand behind it in brackets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Step {
    pub(super) name: String,
    pub(super) filter: Option<Expr>,
}

/// Reads a whole filter.
pub(super) fn parse(text: &str) -> Result<Expr, Fault> {
    let mut parser = Parser { rest: text, tests: 0 };
    let expr = parser.filter(0)?;
    if parser.rest.is_empty() { Ok(expr) } else { Err(invalid("_filter: a bracket too many")) }
}

struct Parser<'t> {
    rest: &'t str,
    tests: usize,
}

impl<'t> Parser<'t> {
    /// Terms joined by `and` and `or`, from left to right: neither binds more.
    fn filter(&mut self, depth: usize) -> Result<Expr, Fault> {
        if depth > FILTER_DEPTH {
            let why = "_filter: brackets lie within one another 16 deep at most";
            return Err(Fault(SearchCode::TooLarge, why));
        }
        let mut left = self.term(depth)?;
        loop {
            self.blanks();
            if self.rest.is_empty() || self.rest.starts_with([')', ']']) {
                return Ok(left);
            }
            let word = self.name();
            if !matches!(word, "and" | "or") {
                return Err(invalid("_filter: tests are joined by and, or"));
            }
            let right = self.term(depth)?;
            left = joined(left, word == "and", right);
        }
    }

    fn term(&mut self, depth: usize) -> Result<Expr, Fault> {
        self.blanks();
        if self.take('(') {
            return self.bracketed(depth);
        }
        let before = self.rest;
        if self.name() == "not" {
            self.blanks();
            if self.take('(') {
                return Ok(Expr::Not(Box::new(self.bracketed(depth)?)));
            }
        }
        self.rest = before;
        self.test(depth)
    }

    fn bracketed(&mut self, depth: usize) -> Result<Expr, Fault> {
        let inner = self.filter(depth + 1)?;
        if self.take(')') { Ok(inner) } else { Err(invalid("_filter: a ) is missing")) }
    }

    fn test(&mut self, depth: usize) -> Result<Expr, Fault> {
        if self.tests == FILTER_TESTS {
            return Err(Fault(SearchCode::TooLarge, "_filter: 64 tests at most"));
        }
        self.tests += 1;
        let path = self.path(depth)?;
        self.gap()?;
        let operator = self.name().to_ascii_lowercase();
        self.gap()?;
        let value = if self.take('"') { self.string()? } else { self.token()? };
        Ok(Expr::Test { path, operator, value })
    }

    fn path(&mut self, depth: usize) -> Result<Vec<Step>, Fault> {
        let mut path = Vec::new();
        loop {
            let name = self.name();
            if name.is_empty() {
                return Err(invalid("_filter: the name of a search parameter is missing"));
            }
            let mut filter = None;
            if self.take('[') {
                filter = Some(self.filter(depth + 1)?);
                if !self.take(']') || !self.rest.starts_with('.') {
                    return Err(invalid("_filter: name[filter] goes on as name[filter].name"));
                }
            }
            path.push(Step { name: name.to_owned(), filter });
            if !self.take('.') {
                return Ok(path);
            }
        }
    }

    /// A name or a word. A colon belongs to it, for `_has:Type:name:name` and
    /// `name:Type`.
    fn name(&mut self) -> &'t str {
        let within =
            |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | ':');
        let end = self.rest.find(|letter| !within(letter)).unwrap_or(self.rest.len());
        self.cut(end)
    }

    fn token(&mut self) -> Result<String, Fault> {
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, ')' | ']');
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        match self.cut(end) {
            "" => Err(invalid("_filter: a test has a value")),
            token => Ok(token.to_owned()),
        }
    }

    /// The rest of a JSON string, behind its first quote.
    fn string(&mut self) -> Result<String, Fault> {
        let mut text = String::new();
        let mut letters = self.rest.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '"' => {
                    self.rest = letters.as_str();
                    return Ok(text);
                }
                '\\' => text.push(escaped(&mut letters)?),
                other => text.push(other),
            }
        }
        Err(invalid("_filter: a string has no end"))
    }

    fn gap(&mut self) -> Result<(), Fault> {
        let before = self.rest.len();
        self.blanks();
        if self.rest.len() < before {
            Ok(())
        } else {
            Err(invalid("_filter: a test is written: name operator value"))
        }
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, letter: char) -> bool {
        let taken = self.rest.strip_prefix(letter);
        self.rest = taken.unwrap_or(self.rest);
        taken.is_some()
    }

    fn cut(&mut self, end: usize) -> &'t str {
        let (piece, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        piece
    }
}

/// Joins flatly where the operator is the same again.
fn joined(left: Expr, both: bool, right: Expr) -> Expr {
    match (left, both) {
        (Expr::Both(mut parts), true) => {
            parts.push(right);
            Expr::Both(parts)
        }
        (Expr::Either(mut parts), false) => {
            parts.push(right);
            Expr::Either(parts)
        }
        (left, true) => Expr::Both(vec![left, right]),
        (left, false) => Expr::Either(vec![left, right]),
    }
}

/// What stands behind a backslash in a JSON string (RFC 8259, section 7).
fn escaped(letters: &mut std::str::Chars<'_>) -> Result<char, Fault> {
    let wrong = invalid("_filter: a string is written as in JSON");
    Ok(match letters.next().ok_or(wrong)? {
        plain @ ('"' | '\\' | '/') => plain,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let first = unit(letters).ok_or(wrong)?;
            let mut units = vec![first];
            if (0xd800..0xdc00).contains(&first) {
                let follows = letters.next() == Some('\\') && letters.next() == Some('u');
                units.push(unit(letters).filter(|_| follows).ok_or(wrong)?);
            }
            let mut read = char::decode_utf16(units);
            read.next().and_then(Result::ok).ok_or(wrong)?
        }
        _ => return Err(wrong),
    })
}

fn unit(letters: &mut std::str::Chars<'_>) -> Option<u16> {
    let digits =
        letters.as_str().get(..4).filter(|it| it.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let unit = u16::from_str_radix(digits, 16).ok();
    letters.nth(3);
    unit
}
