//! Refusals of what was sent, with their places in it.

use std::borrow::Cow;

use hygie_base::Code;
use hygie_exchange::ExchangeError;
use hygie_http::{Fault, FaultIssue};

/// A refusal by the shared way in, as a fault.
pub(crate) fn of_exchange(error: ExchangeError) -> Fault {
    match error {
        ExchangeError::Entry { place, error } => within(of_exchange(*error), &place),
        ExchangeError::Record(error) => error.into(),
        ExchangeError::Json(error) => error.into(),
        ExchangeError::Io(error) => Fault::new(Code::Unavailable).inside(error.to_string()),
        other @ (ExchangeError::TooLarge { .. }
        | ExchangeError::Shape(_)
        | ExchangeError::Unresolved(_)) => Fault::new(other.code()).because(other.to_string()),
    }
}

/// The same, said of one entry of a transaction.
pub(crate) fn within(fault: Fault, place: &str) -> Fault {
    if fault.is_ours() {
        return fault;
    }
    let located = fault.located();
    let issues = if located.is_empty() {
        let sentence = fault.reason().unwrap_or(fault.code().row().sentence).to_owned();
        vec![FaultIssue {
            code: Cow::Borrowed(fault.issue()),
            expression: place.to_owned(),
            sentence,
        }]
    } else {
        located.iter().map(|issue| moved(issue, place)).collect()
    };
    fault.issues(issues)
}

/// `Patient.name` within `Bundle.entry[3]` is `Bundle.entry[3].resource.name`.
fn moved(issue: &FaultIssue, place: &str) -> FaultIssue {
    let inner = issue.expression.split_once('.').map(|(_, inner)| format!(".{inner}"));
    FaultIssue {
        expression: format!("{place}.resource{}", inner.unwrap_or_default()),
        ..issue.clone()
    }
}

/// A fault at one place of the body.
pub(crate) fn at(code: Code, expression: &str, sentence: &str) -> Fault {
    let fault = Fault::new(code);
    let issue = FaultIssue {
        code: Cow::Borrowed(fault.issue()),
        expression: expression.to_owned(),
        sentence: sentence.to_owned(),
    };
    fault.issues(vec![issue])
}
