//! What a browser brings back from the provider (RFC 6749, section 4.1.2; RFC 9207).

use hygie_base::SecretString;
use openidconnect::url::form_urlencoded;

use crate::limits::{BACK_BYTES, ERROR_BYTES, WORD_BYTES};

/// Why a query is no answer of a provider.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BackFault {
    /// Longer than [`BACK_BYTES`].
    #[error("the answer of the provider is longer than allowed: begin again")]
    TooLong,
    /// A parameter is there twice, which the standard forbids.
    #[error("the answer of the provider has a parameter twice: begin again")]
    Twice,
    /// Neither a code nor an error, both, or no state.
    #[error("this is no answer of a provider: begin again")]
    Incomplete,
}

/// The answer.
#[derive(Debug)]
pub struct Back {
    pub(crate) state: SecretString,
    pub(crate) issuer: Option<String>,
    pub(crate) answer: Answer,
}

/// What the provider says.
#[derive(Debug)]
pub(crate) enum Answer {
    /// A code to exchange.
    Code(SecretString),
    /// The name of an error.
    Error(String),
}

impl Back {
    /// Reads the query of the address that the browser came back to, without `?`.
    /// Parameters that are not known are passed over, as the standard wants it.
    ///
    /// # Errors
    /// [`BackFault`].
    pub fn parse(query: &str) -> Result<Self, BackFault> {
        if query.len() > BACK_BYTES {
            return Err(BackFault::TooLong);
        }
        let [mut code, mut state, mut iss, mut error] = [const { None }; 4];
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "code" => &mut code,
                "state" => &mut state,
                "iss" => &mut iss,
                "error" => &mut error,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return Err(BackFault::Twice);
            }
        }
        let answer = match (code, error) {
            (Some(code), None) if !code.is_empty() => Answer::Code(SecretString::from(code)),
            (None, Some(error)) => Answer::Error(oauth_error(&error)),
            _ => return Err(BackFault::Incomplete),
        };
        let state = state.filter(|state| (1..=WORD_BYTES).contains(&state.len()));
        let state = SecretString::from(state.ok_or(BackFault::Incomplete)?);
        Ok(Self { state, issuer: iss, answer })
    }
}

/// The name of an OAuth error, if it is a name that may be shown.
pub(crate) fn oauth_error(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    if (1..=ERROR_BYTES).contains(&name.len()) && name.bytes().all(plain) {
        name.to_owned()
    } else {
        "unnamed_error".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::ExposeSecret as _;

    use super::*;

    #[test]
    fn an_answer_is_a_code_or_an_error() {
        let back = Back::parse("code=a%2Bb&state=s&iss=https%3A%2F%2Fp&session_state=x").unwrap();
        assert!(matches!(&back.answer, Answer::Code(code) if code.expose_secret() == "a+b"));
        assert_eq!(back.issuer.as_deref(), Some("https://p"));
        let back = Back::parse("error=access_denied&error_description=x&state=s").unwrap();
        assert!(matches!(&back.answer, Answer::Error(name) if name == "access_denied"));
        for query in ["", "code=a", "state=s", "code=&state=s", "code=a&error=b&state=s"] {
            assert_eq!(Back::parse(query).err(), Some(BackFault::Incomplete), "{query}");
        }
        for query in ["code=a&code=a&state=s", "code=a&state=s&state=t", "iss=a&iss=a"] {
            assert_eq!(Back::parse(query).err(), Some(BackFault::Twice), "{query}");
        }
    }

    #[test]
    fn it_has_a_length() {
        let of = |bytes: usize| format!("state=s&code={}", "a".repeat(bytes - 13));
        assert!(Back::parse(&of(BACK_BYTES)).is_ok());
        assert_eq!(Back::parse(&of(BACK_BYTES + 1)).err(), Some(BackFault::TooLong));
        let of = |bytes: usize| format!("code=c&state={}", "a".repeat(bytes));
        assert!(Back::parse(&of(WORD_BYTES)).is_ok());
        assert!(Back::parse(&of(WORD_BYTES + 1)).is_err());
    }

    #[test]
    fn only_names_of_errors_are_shown() {
        assert_eq!(oauth_error("login_required"), "login_required");
        assert_eq!(oauth_error(&"a".repeat(ERROR_BYTES)).len(), ERROR_BYTES);
        for name in ["", "<b>", "a b", "a\r\nb", "É", &"a".repeat(ERROR_BYTES + 1)] {
            assert_eq!(oauth_error(name), "unnamed_error", "{name}");
        }
    }
}
