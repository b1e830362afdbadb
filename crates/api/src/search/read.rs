//! Reading the parameters of a search: what is not known is refused under
//! `Prefer: handling=strict` and else reported, never passed over in silence.

use hygie_base::{Code, Timestamp};
use hygie_fhir::search::{Include, Query, SearchCode, SearchError};
use hygie_fhir::subset::Subset;
use hygie_http::Fault;

use crate::parameters::Parameters;
use crate::shaping::{Shaping, Unkept};

/// What is searched for.
pub(crate) struct Wanted {
    /// What R4 and we know of the parameters by which it is searched.
    pub parameters: Parameters,
    /// They, for each type.
    pub queries: Vec<Query>,
    pub includes: Vec<Include>,
    /// The includes as they were sent.
    pub including: Parameters,
    pub shaping: Shaping,
    /// What was not known and is reported.
    pub passed_over: Vec<String>,
}

impl Wanted {
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What the next page must be asked with.
    pub fn whole(&self) -> Parameters {
        let mut whole = self.parameters.clone();
        whole.extend(self.including.iter().cloned());
        whole.extend(self.shaping.asked.clone());
        whole
    }
}

/// # Errors
/// For what cannot be read, and under `strict` for what is not known.
pub(crate) fn read(
    kinds: &[&'static str],
    parameters: Parameters,
    strict: bool,
    now: Timestamp,
) -> Result<Wanted, Fault> {
    let mut wanted = Wanted {
        parameters: Vec::new(),
        queries: Vec::new(),
        includes: Vec::new(),
        including: Vec::new(),
        shaping: Shaping::default(),
        passed_over: Vec::new(),
    };
    for (at, (name, value)) in parameters.into_iter().enumerate() {
        wanted.take(kinds, at + 1, name, value, strict, now)?;
    }
    if wanted.shaping.subset == Some(Subset::Text) && !wanted.includes.is_empty() {
        let why = "_summary=text cannot be mixed with _include or _revinclude";
        return Err(Fault::new(Code::Usage).because(why));
    }
    // What may stand once is only seen on the whole.
    for kind in kinds {
        let query = Query::parse_wide(kind, &wanted.parameters, now);
        wanted.queries.push(query.map_err(|error| refused(&error))?);
    }
    Ok(wanted)
}

impl Wanted {
    fn take(
        &mut self,
        kinds: &[&'static str],
        at: usize,
        name: String,
        value: String,
        strict: bool,
        now: Timestamp,
    ) -> Result<(), Fault> {
        match self.shaping.take(&name, &value, kinds) {
            Ok(true) => return Ok(()),
            Ok(false) => {}
            Err(Unkept::Wrong(why)) => {
                let why = format!("parameter {at} ({name}): {why}");
                return Err(Fault::new(Code::Usage).because(why));
            }
            Err(Unkept::Unknown(why)) => {
                return self.pass_over(strict, format!("parameter {at} ({name}): {why}"));
            }
        }
        if let Some(include) = Include::parse(at, &name, &value, kinds) {
            match include {
                Ok(include) => {
                    self.includes.push(include);
                    self.including.push((name, value));
                }
                Err(error) => self.weigh(strict, &error)?,
            }
            return Ok(());
        }
        match (name.as_str(), value.as_str()) {
            // The total is exact whatever is asked.
            ("_total", "none" | "estimate" | "accurate") => return Ok(()),
            ("_total", _) => {
                let why = format!("parameter {at} (_total): none, estimate or accurate");
                return Err(Fault::new(Code::Usage).because(why));
            }
            _ => {}
        }
        for kind in kinds {
            if let Err(error) = Query::parse_wide(kind, &[(&name, &value)], now) {
                return self.weigh(strict, &SearchError { index: Some(at), ..error });
            }
        }
        self.parameters.push((name, value));
        Ok(())
    }

    fn weigh(&mut self, strict: bool, error: &SearchError) -> Result<(), Fault> {
        let unknown =
            matches!(error.code, SearchCode::UnknownParameter | SearchCode::UnsupportedParameter);
        // A list in another order than asked for would mislead: the first is
        // taken for the latest.
        if unknown && error.name.as_deref() != Some("_sort") {
            self.pass_over(strict, error.to_string())
        } else {
            Err(refused(error))
        }
    }

    fn pass_over(&mut self, strict: bool, why: String) -> Result<(), Fault> {
        if strict {
            return Err(Fault::new(Code::Usage).issue_type("not-supported").because(why));
        }
        self.passed_over.push(why);
        Ok(())
    }
}

pub(crate) fn refused(error: &SearchError) -> Fault {
    let issue = match error.code {
        SearchCode::UnknownModifier | SearchCode::UnsupportedModifier => "not-supported",
        SearchCode::TooLarge => "too-long",
        SearchCode::TooCostly => "too-costly",
        _ => "invalid",
    };
    Fault::new(Code::Usage).issue_type(issue).because(error.to_string())
}
