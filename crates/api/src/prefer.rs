//! What a client would rather have (<https://hl7.org/fhir/R4/http.html#ops>,
//! RFC 7240).

use axum::http::HeaderMap;

/// The preferences that we know; others are passed over, as RFC 7240 asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Prefer {
    pub returns: Option<Return>,
    /// Whether parameters that are not known are refused.
    pub strict: bool,
}

/// What comes back from a write.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Return {
    Minimal,
    Representation,
    Outcome,
}

impl Prefer {
    pub fn read(headers: &HeaderMap) -> Self {
        let mut prefer = Self::default();
        let all = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
        for one in all.flat_map(|value| value.split([',', ';'])) {
            let Some((name, value)) = one.split_once('=') else { continue };
            let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().trim_matches('"'));
            match (name.as_str(), value.to_ascii_lowercase().as_str()) {
                ("return", "minimal") => prefer.returns = Some(Return::Minimal),
                ("return", "representation") => prefer.returns = Some(Return::Representation),
                ("return", "operationoutcome") => prefer.returns = Some(Return::Outcome),
                ("handling", "strict") => prefer.strict = true,
                ("handling", "lenient") => prefer.strict = false,
                _ => {}
            }
        }
        prefer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn preferences_are_read() {
        let check = |text: &str, returns: Option<Return>, strict: bool| {
            let mut headers = HeaderMap::new();
            headers.insert("prefer", text.parse().unwrap());
            assert_eq!(Prefer::read(&headers), Prefer { returns, strict }, "{text}");
        };
        check("return=minimal", Some(Return::Minimal), false);
        check("return=OperationOutcome; handling=strict", Some(Return::Outcome), true);
        check("handling=strict, return=\"representation\"", Some(Return::Representation), true);
        check("respond-async, return=other", None, false);
    }
}
