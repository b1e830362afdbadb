//! Logins: one spelling for all the ways of typing the same one.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::limits::LOGIN_CHARS;

/// A login in its one spelling: trimmed, NFKC, lower case.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Login(String);

/// Why a text cannot be a login.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum LoginFault {
    /// Nothing but white space.
    #[error("a login has at least one character")]
    Empty,
    /// More than [`LOGIN_CHARS`] characters.
    #[error("a login has at most {LOGIN_CHARS} characters")]
    TooLong,
    /// A character other than letters, digits and `. _ - + @`.
    #[error("a login has only letters, digits and . _ - + @")]
    Character,
}

/// White space and UTF-8 bytes beyond the limit that are read at all; longer
/// texts are refused unread.
const READ_BYTES: usize = 16 * LOGIN_CHARS;

impl Login {
    /// The one spelling of what was typed.
    ///
    /// # Errors
    /// When nothing remains, too much remains or a character is not allowed.
    pub fn parse(typed: &str) -> Result<Self, LoginFault> {
        if typed.len() > READ_BYTES {
            return Err(LoginFault::TooLong);
        }
        // Lower case may decompose a letter, so it is composed again.
        let composed: String = typed.trim().nfkc().collect();
        let text: String = composed.to_lowercase().nfkc().collect();
        let text = text.trim();
        if text.is_empty() {
            return Err(LoginFault::Empty);
        }
        if text.chars().count() > LOGIN_CHARS {
            return Err(LoginFault::TooLong);
        }
        if !text.chars().all(|one| one.is_alphanumeric() || "._-+@".contains(one)) {
            return Err(LoginFault::Character);
        }
        Ok(Self(text.to_owned()))
    }

    /// The spelling.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(typed: &str, expect: Result<&str, LoginFault>) {
        let login = Login::parse(typed);
        assert_eq!(login.as_ref().map(Login::as_str).map_err(|fault| *fault), expect, "{typed:?}");
    }

    #[test]
    fn the_same_login_has_one_spelling() {
        check("marie.durand", Ok("marie.durand"));
        check("  Marie.Durand\t", Ok("marie.durand"));
        check("Ｍａｒｉｅ", Ok("marie"));
        check("e\u{301}milie", Ok("émilie"));
        check("ÉMILIE@exemple.fr", Ok("émilie@exemple.fr"));
        check("ﬁ-1_2+3", Ok("fi-1_2+3"));
    }

    #[test]
    fn what_is_no_login_says_why() {
        check("", Err(LoginFault::Empty));
        check(" \u{3000}\n", Err(LoginFault::Empty));
        for typed in
            ["a b", "a\0", "a\u{202e}b", "a\u{200b}b", "<b>", "a/b", "a'b", "\u{301}", "🙂"]
        {
            check(typed, Err(LoginFault::Character));
        }
    }

    #[test]
    fn a_login_has_at_most_so_many_characters() {
        let most = "é".repeat(LOGIN_CHARS);
        check(&most, Ok(&most));
        check(&"é".repeat(LOGIN_CHARS + 1), Err(LoginFault::TooLong));
        check(&format!("{}a", " ".repeat(READ_BYTES - 1)), Ok("a"));
        check(&format!("{}a", " ".repeat(READ_BYTES)), Err(LoginFault::TooLong));
        // One character that normalises to eighteen.
        check(&"\u{fdfa}".repeat(4), Err(LoginFault::TooLong));
    }

    proptest! {
        #[test]
        fn a_spelling_is_its_own_spelling(typed in any::<String>()) {
            if let Ok(login) = Login::parse(&typed) {
                prop_assert_eq!(Login::parse(login.as_str()), Ok(login));
            }
        }

        #[test]
        fn case_width_and_white_space_do_not_count(typed in "[a-zA-Z0-9._@éÉçÇñÑ]{1,40}") {
            let login = Login::parse(&typed);
            prop_assert!(login.is_ok());
            let wide: String = typed.chars().map(|one| match one {
                'a'..='z' | 'A'..='Z' | '0'..='9' => char::from_u32(u32::from(one) + 0xfee0).unwrap(),
                other => other,
            }).collect();
            let apart: String = typed.nfd().collect();
            for other in [typed.to_uppercase(), typed.to_lowercase(), wide, apart, format!(" {typed}\n")] {
                prop_assert_eq!(&Login::parse(&other), &login);
            }
        }
    }
}
