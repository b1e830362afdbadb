//! The parameters of a request, each at most once (RFC 6749, section 3.2).

use hygie_smart::{OAuthCode, Refused};

use crate::limits::PARAMETERS;

/// Names and values.
pub(crate) struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// # Errors
    /// When one stands twice, or there are too many.
    pub(crate) fn new(pairs: Vec<(String, String)>) -> Result<Self, Refused> {
        let invalid = |why: &str| Refused { code: OAuthCode::InvalidRequest, why: why.to_owned() };
        if pairs.len() > PARAMETERS {
            return Err(invalid("too many parameters"));
        }
        let twice = |(at, (name, _)): (usize, &(String, String))| {
            pairs.iter().skip(at + 1).any(|(other, _)| other == name)
        };
        if pairs.iter().enumerate().any(twice) {
            return Err(invalid("a parameter stands twice"));
        }
        Ok(Self(pairs))
    }

    /// The value of that name; one without a value counts as left out (section 3.1).
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(found, _)| found == name);
        found.map(|(_, value)| value.as_str()).filter(|value| !value.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::{PARAMETERS, Parameters};

    #[test]
    fn each_stands_once_and_there_are_so_many() {
        let pair = |name: &str| (name.to_owned(), "v".to_owned());
        let read = Parameters::new(vec![pair("a"), pair("b")]).unwrap();
        assert_eq!((read.get("a"), read.get("c")), (Some("v"), None));
        assert!(Parameters::new(vec![pair("a"), pair("b"), pair("a")]).is_err());
        let some = |count: usize| (0..count).map(|at| pair(&at.to_string())).collect();
        assert!(Parameters::new(some(PARAMETERS)).is_ok());
        assert!(Parameters::new(some(PARAMETERS + 1)).is_err());
    }
}
