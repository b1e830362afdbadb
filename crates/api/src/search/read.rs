//! Reading the parameters of a search: what is not known is refused under
//! `Prefer: handling=strict` and else reported, never passed over in silence.

use hygie_base::{Code, Timestamp};
use hygie_fhir::search::{Query, SearchCode, SearchError};
use hygie_http::Fault;

use crate::parameters::Parameters;

/// What is searched for.
pub(super) struct Wanted {
    /// What R4 and we know of the parameters.
    pub parameters: Parameters,
    /// Whether only the number is wanted.
    pub count_only: bool,
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
        if self.count_only {
            whole.push(("_summary".into(), "count".into()));
        }
        whole
    }
}

/// # Errors
/// For what cannot be read, and under `strict` for what is not known.
pub(super) fn read(
    kind: &str,
    parameters: Parameters,
    strict: bool,
    now: Timestamp,
) -> Result<Wanted, Fault> {
    let mut wanted = Wanted { parameters: Vec::new(), count_only: false, passed_over: Vec::new() };
    for (at, (name, value)) in parameters.into_iter().enumerate() {
        match (name.as_str(), value.as_str()) {
            ("_summary", "count") => wanted.count_only = true,
            ("_summary", "false") | ("_total", "none" | "estimate" | "accurate") => {}
            ("_summary" | "_total" | "_elements", _) => {
                let why = "this shapes answers in a way that is not supported";
                wanted.pass_over(strict, format!("parameter {} ({name}): {why}", at + 1))?;
            }
            _ => match Query::parse(kind, &[(&name, &value)], now) {
                Ok(_) => wanted.parameters.push((name, value)),
                Err(error) => {
                    wanted.weigh(strict, &SearchError { index: Some(at + 1), ..error })?;
                }
            },
        }
    }
    // What may stand once is only seen on the whole.
    Query::parse(kind, &wanted.parameters, now).map_err(|error| refused(&error))?;
    Ok(wanted)
}

impl Wanted {
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
        _ => "invalid",
    };
    Fault::new(Code::Usage).issue_type(issue).because(error.to_string())
}
