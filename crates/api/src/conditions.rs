//! Headers that make a request conditional. One that an interaction does not
//! keep is refused where doing it regardless could harm.

use axum::http::header::{IF_MATCH, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_UNMODIFIED_SINCE, RANGE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use hygie_base::Code;
use hygie_http::Fault;

/// The conditions of a request.
#[derive(Debug, Default)]
pub(crate) struct Conditions {
    found: Vec<(HeaderName, HeaderValue)>,
}

pub(crate) const IF_NONE_EXIST: HeaderName = HeaderName::from_static("if-none-exist");
/// Not keeping these answers in full what could have been answered in short.
const HARMLESS: [HeaderName; 3] = [IF_MODIFIED_SINCE, IF_NONE_MATCH, RANGE];

/// What cannot be two things at once.
const ONCE: [HeaderName; 2] = [IF_MATCH, IF_NONE_EXIST];

impl From<Vec<(HeaderName, HeaderValue)>> for Conditions {
    fn from(found: Vec<(HeaderName, HeaderValue)>) -> Self {
        Self { found }
    }
}

impl Conditions {
    pub fn of(headers: &HeaderMap) -> Self {
        let all = [IF_MATCH, IF_NONE_MATCH, IF_MODIFIED_SINCE, IF_UNMODIFIED_SINCE, IF_NONE_EXIST];
        let mut found = Vec::new();
        for name in all {
            found.extend(headers.get_all(&name).iter().map(|value| (name.clone(), value.clone())));
        }
        Self { found }
    }

    /// The text of a condition.
    ///
    /// # Errors
    /// When it is no text.
    pub fn text(&self, name: &HeaderName) -> Result<Option<&str>, Fault> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let text = std::str::from_utf8(value.as_bytes());
        let why = || Fault::new(Code::Usage).because(format!("the header {name} is in UTF-8"));
        text.map(Some).map_err(|_| why())
    }

    pub fn get(&self, name: &HeaderName) -> Option<&HeaderValue> {
        self.found.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// # Errors
    /// For a condition that a reading interaction does not keep.
    pub fn reads(&self) -> Result<(), Fault> {
        self.only(&HARMLESS)
    }

    /// # Errors
    /// For a condition that is not among these, and for one that stands twice.
    pub fn only(&self, kept: &[HeaderName]) -> Result<(), Fault> {
        for (at, (name, _)) in self.found.iter().enumerate() {
            if !kept.contains(name) {
                return Err(not_supported(format!("the header {name} is not supported here")));
            }
            let again = self.found.iter().skip(at + 1).any(|(other, _)| other == name);
            if again && ONCE.contains(name) {
                return Err(Fault::new(Code::Usage).because(format!("{name} may stand once")));
            }
        }
        Ok(())
    }
}

/// R4 has it, this server does not do it: nothing was done.
pub(crate) fn not_supported(why: impl Into<std::borrow::Cow<'static, str>>) -> Fault {
    Fault::new(Code::NotSupported).status(StatusCode::UNPROCESSABLE_ENTITY).because(why)
}
