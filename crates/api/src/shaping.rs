//! Parts of resources, where `_summary` or `_elements` ask for them
//! (<https://hl7.org/fhir/R4/search.html#summary>).

use hygie_base::Code;
use hygie_exchange::{stamped, write_stamped};
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::subset::{Subset, has_element};
use hygie_http::Fault;
use hygie_record::Resource;

use crate::call::unknown;
use crate::parameters::Parameters;

/// How resources are shown.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Shaping {
    /// Only this part of them.
    pub subset: Option<Subset>,
    /// Only how many there are.
    pub count_only: bool,
    /// What asked for it, for the links of the answer.
    pub asked: Option<(String, String)>,
}

/// Why a parameter that shapes is not kept.
pub(crate) enum Unkept {
    /// It cannot be read.
    Wrong(&'static str),
    /// It is not known.
    Unknown(&'static str),
}

impl Shaping {
    /// Reads a parameter that shapes; `false` for any other. `kinds` are the
    /// types whose elements may be named.
    ///
    /// # Errors
    /// Why it is not kept.
    pub fn take(&mut self, name: &str, value: &str, kinds: &[&str]) -> Result<bool, Unkept> {
        let subset = match (name, value) {
            ("_summary", "true") => Some(Subset::Summary),
            ("_summary", "text") => Some(Subset::Text),
            ("_summary", "data") => Some(Subset::Data),
            ("_summary", "count" | "false") => None,
            ("_summary", _) => {
                return Err(Unkept::Wrong("_summary is true, text, data, count or false"));
            }
            ("_elements", _) => {
                let names: Vec<String> = value.split(',').map(str::to_owned).collect();
                let known = |name: &String| kinds.iter().any(|kind| has_element(kind, name));
                if !names.iter().all(known) {
                    return Err(Unkept::Unknown(
                        "_elements names elements at the root of the resource, without dots or types",
                    ));
                }
                Some(Subset::Elements(names))
            }
            _ => return Ok(false),
        };
        if self.asked.is_some() {
            return Err(Unkept::Wrong("one _summary or one _elements may stand"));
        }
        self.subset = subset;
        self.count_only = (name, value) == ("_summary", "count");
        self.asked = (value != "false").then(|| (name.to_owned(), value.to_owned()));
        Ok(true)
    }

    /// Reads those of an interaction that takes no other parameters and no
    /// count.
    ///
    /// # Errors
    /// For any other parameter, and what cannot be read.
    pub fn alone(parameters: &Parameters, kinds: &[&str]) -> Result<Self, Fault> {
        let mut shaping = Self::default();
        for (name, value) in parameters {
            match shaping.take(name, value, kinds) {
                Ok(true) => {}
                Ok(false) => return Err(unknown(name)),
                Err(Unkept::Wrong(why) | Unkept::Unknown(why)) => {
                    return Err(Fault::new(Code::Usage).because(why));
                }
            }
        }
        if shaping.count_only {
            let why = "_summary=count is for searches";
            return Err(Fault::new(Code::Usage).because(why));
        }
        Ok(shaping)
    }

    /// Adds the text of a resource as it is wanted.
    pub fn write(&self, resource: &Resource, out: &mut Vec<u8>) {
        match &self.subset {
            None => write_stamped(resource, out),
            Some(_) => out.extend_from_slice(&self.text(resource)),
        }
    }

    /// The text, as it is wanted, of a resource that is told and not stored.
    pub fn of_json(&self, mut json: Json) -> Vec<u8> {
        if let Some(subset) = &self.subset {
            subset.apply(&mut json);
        }
        json.to_vec()
    }

    /// The text of a resource as it is wanted.
    pub fn text(&self, resource: &Resource) -> Vec<u8> {
        let whole = stamped(resource);
        let Some(subset) = &self.subset else { return whole };
        let Ok(mut json) = parse(&whole, &JsonLimits::default()) else { return whole };
        subset.apply(&mut json);
        json.to_vec()
    }
}
