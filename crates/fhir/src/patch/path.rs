//! The part of FHIRPath that names one element of a resource
//! (<https://hl7.org/fhir/R4/fhirpatch.html>: a path that any resource can be
//! patched by without resolving references): names divided by dots, `[n]`,
//! `first()`, `last()`, `where(path = literal and …)`, `ofType(Type)` and
//! `extension('url')`.

use super::PatchFault;
use crate::definitions::{Definitions, Element, Type};
use crate::json::Json;
use crate::limits::PATCH_PATH_BYTES;

/// One step of a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    Name(String),
    At(usize),
    First,
    Last,
    Where(Vec<(Vec<String>, Literal)>),
    OfType(String),
    Extension(String),
}

/// What a value is compared with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Literal {
    Text(String),
    Other(String),
}

/// One member or item on the way from the resource to an element.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Key {
    Name(String),
    At(usize),
}

/// An element of the resource.
#[derive(Clone, Debug)]
pub struct Found {
    pub keys: Vec<Key>,
    /// Its type.
    pub of: &'static Type,
}

/// Reads a path.
pub fn read(text: &str) -> Result<Vec<Step>, PatchFault> {
    if text.len() > PATCH_PATH_BYTES {
        return Err(PatchFault::Path);
    }
    let mut reader = Reader { rest: text };
    let mut steps = vec![reader.step()?];
    loop {
        reader.blanks();
        if reader.rest.is_empty() {
            return Ok(steps);
        }
        if reader.take("[") {
            reader.blanks();
            let at = reader.number().ok_or(PatchFault::Path)?;
            reader.blanks();
            reader.must("]")?;
            steps.push(Step::At(at));
        } else {
            reader.must(".")?;
            steps.push(reader.step()?);
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, sign: &str) -> bool {
        let after = self.rest.strip_prefix(sign);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn must(&mut self, sign: &str) -> Result<(), PatchFault> {
        if self.take(sign) { Ok(()) } else { Err(PatchFault::Path) }
    }

    fn word(&mut self) -> Option<String> {
        self.blanks();
        let end = self.rest.find(|sign: char| !sign.is_ascii_alphanumeric() && sign != '_');
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        let begins = word.starts_with(|first: char| first.is_ascii_alphabetic());
        self.rest = if begins { rest } else { self.rest };
        begins.then(|| word.to_owned())
    }

    fn number(&mut self) -> Option<usize> {
        let end = self.rest.find(|sign: char| !sign.is_ascii_digit());
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        digits.parse().ok()
    }

    fn step(&mut self) -> Result<Step, PatchFault> {
        let name = self.word().ok_or(PatchFault::Path)?;
        if !self.take("(") {
            return Ok(Step::Name(name));
        }
        let step = match name.as_str() {
            "first" => Step::First,
            "last" => Step::Last,
            "where" => Step::Where(self.criteria()?),
            "ofType" => Step::OfType(self.type_name()?),
            "extension" => match self.literal()? {
                Literal::Text(url) => Step::Extension(url),
                Literal::Other(_) => return Err(PatchFault::Path),
            },
            _ => return Err(PatchFault::Path),
        };
        self.blanks();
        self.must(")")?;
        Ok(step)
    }

    fn type_name(&mut self) -> Result<String, PatchFault> {
        let name = self.word().ok_or(PatchFault::Path)?;
        if name == "FHIR" && self.take(".") {
            return self.word().ok_or(PatchFault::Path);
        }
        Ok(name)
    }

    fn criteria(&mut self) -> Result<Vec<(Vec<String>, Literal)>, PatchFault> {
        let mut criteria = Vec::new();
        loop {
            let mut path = vec![self.word().ok_or(PatchFault::Path)?];
            while self.take(".") {
                path.push(self.word().ok_or(PatchFault::Path)?);
            }
            self.blanks();
            self.must("=")?;
            criteria.push((path, self.literal()?));
            self.blanks();
            if !self.take("and ") {
                return Ok(criteria);
            }
        }
    }

    fn literal(&mut self) -> Result<Literal, PatchFault> {
        self.blanks();
        if !self.take("'") {
            let end = self.rest.find(|sign: char| {
                !sign.is_ascii_alphanumeric() && !matches!(sign, '.' | '-' | ':' | '@' | '+')
            });
            let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
            self.rest = rest;
            let word = word.strip_prefix('@').unwrap_or(word).to_owned();
            return if word.is_empty() { Err(PatchFault::Path) } else { Ok(Literal::Other(word)) };
        }
        let mut text = String::new();
        let mut signs = self.rest.char_indices();
        while let Some((at, sign)) = signs.next() {
            match sign {
                '\'' => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return Ok(Literal::Text(text));
                }
                '\\' => match signs.next() {
                    Some((_, escaped @ ('\'' | '\\' | '"' | '/' | '`'))) => text.push(escaped),
                    _ => return Err(PatchFault::Path),
                },
                other => text.push(other),
            }
        }
        Err(PatchFault::Path)
    }
}

/// The elements that a path leads to.
pub fn find(resource: &Json, steps: &[Step]) -> Result<Vec<Found>, PatchFault> {
    let definitions = Definitions::r4();
    let kind = resource.resource_type().unwrap_or_default();
    let of = definitions.resource_type(kind).ok_or(PatchFault::Name)?;
    let mut found = vec![Found { keys: Vec::new(), of }];
    let named = matches!(steps.first(), Some(Step::Name(name)) if name == kind);
    for step in steps.iter().skip(usize::from(named)) {
        found = next(resource, found, step)?;
    }
    Ok(found)
}

fn next(resource: &Json, found: Vec<Found>, step: &Step) -> Result<Vec<Found>, PatchFault> {
    Ok(match step {
        Step::Name(name) => {
            let mut children = Vec::new();
            for one in found {
                children.extend(members(resource, &one, name)?);
            }
            children
        }
        Step::At(at) => found.into_iter().skip(*at).take(1).collect(),
        Step::First => found.into_iter().take(1).collect(),
        Step::Last => found.into_iter().last().into_iter().collect(),
        Step::OfType(name) => found.into_iter().filter(|one| one.of.name == name).collect(),
        Step::Where(criteria) => {
            let meets = |one: &Found| {
                let value = at(resource, &one.keys);
                value.is_some_and(|value| criteria.iter().all(|(path, to)| has(value, path, to)))
            };
            found.into_iter().filter(meets).collect()
        }
        Step::Extension(url) => {
            let mut children = Vec::new();
            for one in found {
                children.extend(members(resource, &one, "extension")?);
            }
            let of_url = |one: &Found| {
                at(resource, &one.keys).is_some_and(|value| value.str("url") == Some(url))
            };
            children.into_iter().filter(of_url).collect()
        }
    })
}

/// The elements of this name within one element.
fn members(resource: &Json, one: &Found, name: &str) -> Result<Vec<Found>, PatchFault> {
    let (element, of) = element(resource, one, name)?;
    let Some(object) = at(resource, &one.keys).and_then(Json::as_object) else {
        return Ok(Vec::new());
    };
    let definitions = Definitions::r4();
    let mut found = Vec::new();
    for (member, value) in object.iter() {
        let Some(field) = of.field(member).filter(|field| field.element.name == element.name)
        else {
            continue;
        };
        let of = definitions.type_at(field.type_ref.type_id);
        let mut keys = one.keys.clone();
        keys.push(Key::Name(member.to_owned()));
        match value {
            Json::Array(items) => found.extend((0..items.len()).map(|at| {
                let mut keys = keys.clone();
                keys.push(Key::At(at));
                Found { keys, of }
            })),
            _ => found.push(Found { keys, of }),
        }
    }
    Ok(found)
}

/// The definition of an element within another, and the type that has it: that
/// of a contained resource is its own.
pub fn element(
    resource: &Json,
    one: &Found,
    name: &str,
) -> Result<(&'static Element, &'static Type), PatchFault> {
    let value = at(resource, &one.keys);
    let own = value.and_then(Json::resource_type);
    let own = own.and_then(|kind| Definitions::r4().resource_type(kind));
    let of = own.unwrap_or(one.of);
    of.element(name).map(|element| (element, of)).ok_or(PatchFault::Name)
}

/// The value at a place.
pub fn at<'a>(resource: &'a Json, keys: &[Key]) -> Option<&'a Json> {
    let mut here = resource;
    for key in keys {
        here = match (key, here) {
            (Key::Name(name), Json::Object(object)) => object.get(name)?,
            (Key::At(at), Json::Array(items)) => items.get(*at)?,
            _ => return None,
        };
    }
    Some(here)
}

/// Whether some value at a path within this one equals the literal.
fn has(value: &Json, path: &[String], literal: &Literal) -> bool {
    if let Some(items) = value.as_array() {
        return items.iter().any(|item| has(item, path, literal));
    }
    let Some((name, rest)) = path.split_first() else {
        return match (value, literal) {
            (Json::String(text), Literal::Text(wanted) | Literal::Other(wanted)) => {
                **text == **wanted
            }
            (Json::Number(number), Literal::Other(wanted)) => **number == **wanted,
            (Json::Bool(is), Literal::Other(wanted)) => is.to_string() == *wanted,
            _ => false,
        };
    };
    value.get(name).is_some_and(|value| has(value, rest, literal))
}
