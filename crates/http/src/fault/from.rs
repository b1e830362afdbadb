//! Errors of the services, and bare statuses of the router, as faults.

use std::borrow::Cow;
use std::time::Duration;

use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use hygie_accounts::AccountError;
use hygie_base::Code;
use hygie_fhir::json::JsonError;
use hygie_gate::{GateError, Refusal};
use hygie_record::RecordError;
use hygie_smart::SmartError;

use super::{Fault, FaultIssue};
use crate::limits::RETRY_SECONDS;

impl From<RecordError> for Fault {
    fn from(error: RecordError) -> Self {
        let fault = Self::new(error.code());
        match error {
            // Hidden and absent read alike: nothing is added.
            RecordError::NotFound => fault,
            // A commit that others overtook too often did nothing.
            RecordError::Contended => fault.retry_after(RETRY_SECONDS).because(error.to_string()),
            RecordError::SecondIns { .. } => {
                fault.issue_type("duplicate").because(error.to_string())
            }
            RecordError::Invalid(issues) => {
                let located = |issue: hygie_fhir::validate::Issue| FaultIssue {
                    code: Cow::Borrowed(issue.code.as_str()),
                    expression: issue.expression,
                    sentence: issue.sentence,
                };
                fault.issues(issues.into_iter().map(located).collect())
            }
            RecordError::TooCostly(why) => fault.issue_type("too-costly").because(why),
            // A store comes back by itself, or is brought back.
            other if other.may_pass() => fault.retry_after(RETRY_SECONDS).inside(other.to_string()),
            other if fault.is_ours() => fault.inside(other.to_string()),
            other => fault.because(other.to_string()),
        }
    }
}

impl From<SmartError> for Fault {
    fn from(error: SmartError) -> Self {
        let fault = Self::new(error.code());
        match error {
            SmartError::Account(error) => error.into(),
            SmartError::Record(error) => error.into(),
            SmartError::Throttled { seconds } => {
                fault.retry_after(seconds).because(error.to_string())
            }
            SmartError::Contended => fault.retry_after(RETRY_SECONDS).because(error.to_string()),
            other if fault.is_ours() => fault.inside(other.to_string()),
            other => fault.because(other.to_string()),
        }
    }
}

impl From<GateError> for Fault {
    fn from(error: GateError) -> Self {
        match error {
            GateError::Refused(refusal) => refusal.into(),
            GateError::Act(error) => Self::new(error.code()).because(error.to_string()),
            GateError::Record(error) => error.into(),
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        let fault = Self::new(refusal.code());
        // Hidden and absent read alike: nothing is added.
        if refusal.code() == Code::NotFound { fault } else { fault.because(refusal.sentence()) }
    }
}

impl From<AccountError> for Fault {
    fn from(error: AccountError) -> Self {
        let fault = match error.retry_after_seconds() {
            Some(seconds) => Self::new(error.code()).retry_after(seconds),
            None => Self::new(error.code()),
        };
        match error {
            AccountError::Record(error) => error.into(),
            other if fault.is_ours() => fault.inside(other.to_string()),
            other => fault.because(other.to_string()),
        }
    }
}

impl From<JsonError> for Fault {
    fn from(error: JsonError) -> Self {
        Self::new(Code::InvalidJson).because(error.to_string())
    }
}

impl Fault {
    /// The fault behind a bare status: what the router itself answers.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::new(Code::NotFound),
            StatusCode::UNAUTHORIZED => Self::new(Code::LogIn),
            StatusCode::FORBIDDEN => Self::new(Code::Forbidden),
            StatusCode::METHOD_NOT_ALLOWED => Self::new(Code::MethodNotAllowed),
            StatusCode::NOT_ACCEPTABLE | StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                Self::new(Code::MediaType).status(status)
            }
            StatusCode::PAYLOAD_TOO_LARGE => Self::new(Code::TooLarge),
            other if other.is_server_error() => Self::new(Code::Unavailable).status(other),
            other => Self::new(Code::Usage).status(other),
        }
    }

    /// A request whose body did not come whole within this time. The rest of it
    /// is not waited for: the connection ends.
    pub(crate) fn slow_body(most: Duration) -> Self {
        let why = format!("seconds for a request with its body: at most {}", most.as_secs());
        let fault = Self::new(Code::Usage).status(StatusCode::REQUEST_TIMEOUT);
        let fault = fault.issue_type("timeout").because(why);
        fault.header(CONNECTION, HeaderValue::from_static("close"))
    }

    /// A request that took too long or met too many others.
    pub(crate) fn busy(inside: &'static str) -> Self {
        Self::new(Code::Unavailable).retry_after(RETRY_SECONDS).inside(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn searches_that_cost_too_much_say_so() {
        let costly = Fault::from(RecordError::TooCostly("name a person".into()));
        assert_eq!((costly.http_status(), costly.issue()), (StatusCode::BAD_REQUEST, "too-costly"));
        assert_eq!(costly.reason(), Some("name a person"));
        let slow = Fault::from(RecordError::TooSlow);
        assert_eq!(
            (slow.http_status(), slow.issue()),
            (StatusCode::SERVICE_UNAVAILABLE, "too-costly")
        );
    }
}
