//! What else comes with what a search finds: `_include` and `_revinclude`
//! (<https://hl7.org/fhir/R4/search.html#include>).

use super::condition::{find, is_merged, leads};
use super::error::{Fault, SearchCode, SearchError, invalid};
use super::hops::{NEVER_FOLLOWED, known_referrers};
use super::parameters::{ParamId, parameters};
use super::values::Values;
use super::world::references;
use crate::assign;

/// One `_include` or `_revinclude`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Include {
    /// The type of what refers; `None` for any.
    source: Option<&'static str>,
    /// The parameter; `None` for each that refers.
    param: Option<ParamId>,
    /// Only resources of this type are referred to.
    target: Option<&'static str>,
    iterate: bool,
    reverse: bool,
}

impl Include {
    /// Reads `_include`, `_include:iterate`, `_revinclude` or
    /// `_revinclude:iterate`; `None` for any other name. `kinds` are the types
    /// that are searched for.
    ///
    /// # Errors
    /// When the value cannot be read or asks for what is not followed.
    pub fn parse(
        index: usize,
        name: &str,
        value: &str,
        kinds: &[&str],
    ) -> Option<Result<Self, SearchError>> {
        let (plain, modifier) = name.split_once(':').map_or((name, None), |(a, b)| (a, Some(b)));
        let reverse = match plain {
            "_include" => false,
            "_revinclude" => true,
            _ => return None,
        };
        // `recurse` is what STU3 called it.
        let iterate = match modifier {
            None => Ok(false),
            Some("iterate" | "recurse") => Ok(true),
            Some(_) => Err(Fault(SearchCode::UnknownModifier, "the one modifier is :iterate")),
        };
        let read = iterate.and_then(|iterate| Self::read(value, iterate, reverse, kinds));
        Some(read.map_err(|fault| fault.at(index, name)))
    }

    fn read(value: &str, iterate: bool, reverse: bool, kinds: &[&str]) -> Result<Self, Fault> {
        let any = Self { source: None, param: None, target: None, iterate, reverse };
        if value == "*" {
            let why = "_revinclude names a type and a parameter: Type:parameter";
            return if reverse { Err(invalid(why)) } else { Ok(any) };
        }
        let kind = |name: &str| {
            let row = assign::row(name).map(|row| row.kind);
            row.ok_or(Fault(SearchCode::InvalidValue, "there is no such resource type"))
        };
        let mut parts = value.split(':');
        let source = kind(parts.next().unwrap_or_default())?;
        let code = parts.next().ok_or(invalid("this is written Type:parameter[:Type]"))?;
        let target = parts.next().map(kind).transpose()?;
        if parts.next().is_some() {
            return Err(invalid("this is written Type:parameter[:Type]"));
        }
        if is_merged(source, code) {
            return Err(NEVER_FOLLOWED);
        }
        if reverse && !iterate {
            for kind in kinds {
                known_referrers(kind, source)?;
            }
        }
        let param = if code == "*" {
            None
        } else {
            let (id, found) = find(source, code)?;
            if !leads(source, found) {
                return Err(invalid("only a parameter that refers to resources includes them"));
            }
            if target.is_some_and(|target| !found.targets.contains(&target)) {
                return Err(invalid("this parameter never refers to a resource of that type"));
            }
            Some(id)
        };
        Ok(Self { source: Some(source), param, target, ..any })
    }

    /// Whether it is done again on what was included.
    pub const fn iterates(&self) -> bool {
        self.iterate
    }

    /// The type of resources that are brought because they refer to what was
    /// found; `None` when it brings what is referred to.
    pub const fn brings(&self) -> Option<&'static str> {
        if self.reverse { self.source } else { None }
    }

    /// What a resource refers to by it, as type and id.
    pub fn references<'v>(&self, values: &'v Values) -> Vec<(&'v str, &'v str)> {
        if self.source.is_some_and(|source| source != values.kind()) {
            return Vec::new();
        }
        let params: Vec<ParamId> = match self.param {
            Some(param) => vec![param],
            None => {
                let all = parameters().with_ids(values.kind());
                all.filter(|(_, param)| leads(values.kind(), param)).map(|(id, _)| id).collect()
            }
        };
        let found = params.into_iter().flat_map(|param| references(values, param));
        found.filter(|(kind, _)| self.target.is_none_or(|target| target == *kind)).collect()
    }
}

/// The values of `_include` and `_revinclude` that a type has, for its
/// CapabilityStatement: parameters that lead to other resources.
pub fn includes(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let all = parameters().with_ids(kind);
    all.filter(move |(_, param)| leads(kind, param)).map(|(_, param)| param.code)
}

/// As `Type:parameter`, what may be named by `_revinclude` for this type.
pub fn revincludes(kind: &'static str) -> impl Iterator<Item = String> {
    let from = assign::resource_types().filter(move |from| known_referrers(kind, from).is_ok());
    from.flat_map(move |from| {
        let all = parameters().with_ids(from);
        let leads =
            all.filter(move |(_, param)| leads(from, param) && param.targets.contains(&kind));
        leads.map(move |(_, param)| format!("{from}:{}", param.code))
    })
}
