//! Why a request is not answered as asked: a row of the error table, made more
//! precise for the caller where that is safe.
//!
//! What goes where: a rule that the caller's own input breaks is said in
//! [`Fault::because`] or [`Fault::issues`]; what concerns the inside goes to
//! [`Fault::inside`], which only the log of a 5xx sees. What the caller may not
//! know of carries neither, so that hidden and absent read alike.

mod from;

use std::borrow::Cow;
use std::sync::Arc;

use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use hygie_base::Code;

/// One located fault of the caller's input.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FaultIssue {
    /// FHIR R4 `issue-type`.
    pub code: Cow<'static, str>,
    /// Where, in the manner of FHIRPath; empty for the whole.
    pub expression: String,
    /// What was expected there; quotes no value.
    pub sentence: String,
}

/// Why a request is not answered as asked. As an answer it is bare: the
/// [`crate::door`] that it passes gives it a body.
#[derive(Clone, Debug)]
pub struct Fault(Arc<Detail>);

#[derive(Clone, Debug)]
struct Detail {
    code: Code,
    status: StatusCode,
    issue: &'static str,
    because: Option<Cow<'static, str>>,
    issues: Vec<FaultIssue>,
    headers: Vec<(HeaderName, HeaderValue)>,
    inside: Option<String>,
}

impl Fault {
    /// The fault of this row of the table.
    pub fn new(code: Code) -> Self {
        let row = code.row();
        let status = StatusCode::from_u16(row.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self(Arc::new(Detail {
            code,
            status,
            issue: row.issue,
            because: None,
            issues: Vec::new(),
            headers: Vec::new(),
            inside: None,
        }))
    }

    fn with(mut self, change: impl FnOnce(&mut Detail)) -> Self {
        change(Arc::make_mut(&mut self.0));
        self
    }

    /// Says why, to the caller. Dropped where the status is 500 or above:
    /// those tell nothing about the inside.
    #[must_use]
    pub fn because(self, why: impl Into<Cow<'static, str>>) -> Self {
        self.with(|detail| detail.because = Some(why.into()))
    }

    /// Says what is wrong where in the caller's input.
    #[must_use]
    pub fn issues(self, issues: Vec<FaultIssue>) -> Self {
        self.with(|detail| detail.issues = issues)
    }

    /// A status more precise than the table's.
    #[must_use]
    pub fn status(self, status: StatusCode) -> Self {
        self.with(|detail| detail.status = status)
    }

    /// A FHIR `issue-type` more precise than the table's.
    #[must_use]
    pub fn issue_type(self, issue: &'static str) -> Self {
        self.with(|detail| detail.issue = issue)
    }

    /// A header that belongs to the answer.
    #[must_use]
    pub fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.with(|detail| detail.headers.push((name, value)))
    }

    /// After how many seconds to come again.
    #[must_use]
    pub fn retry_after(self, seconds: u32) -> Self {
        self.header(axum::http::header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// What happened inside, for the log alone.
    #[must_use]
    pub fn inside(self, what: impl Into<String>) -> Self {
        self.with(|detail| detail.inside = Some(what.into()))
    }

    /// The row of the error table.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The HTTP status.
    pub fn http_status(&self) -> StatusCode {
        self.0.status
    }

    /// The FHIR `issue-type`.
    pub fn issue(&self) -> &'static str {
        self.0.issue
    }

    /// Why, as far as the caller may know.
    pub fn reason(&self) -> Option<&str> {
        self.0.because.as_deref().filter(|_| !self.is_ours())
    }

    /// What is wrong where in the caller's input.
    pub fn located(&self) -> &[FaultIssue] {
        if self.is_ours() { &[] } else { &self.0.issues }
    }

    /// Headers that belong to the answer.
    pub fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.0.headers
    }

    /// Whether the server failed, and not the caller. What is not supported is
    /// no failure and may say what is.
    pub fn is_ours(&self) -> bool {
        self.0.status.is_server_error() && self.0.status != StatusCode::NOT_IMPLEMENTED
    }

    /// What happened inside, for the log.
    pub(crate) fn logged(&self) -> &str {
        self.0.inside.as_deref().unwrap_or_default()
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.http_status().into_response();
        for (name, value) in self.headers() {
            response.headers_mut().append(name, value.clone());
        }
        response.extensions_mut().insert(self);
        response
    }
}
