//! Passwords: which ones are refused and why, one-time ones, and their hashes.

mod breached;
mod common;
mod hashing;
mod one_time;

use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;
use zxcvbn::Score;

use crate::limits::{PASSWORD_BYTES, PASSWORD_LEAST_CHARS, PASSWORD_REST_CHARS};

pub use breached::{Breached, BreachedError};
pub(crate) use hashing::{Hasher, Hashes};
pub(crate) use one_time::{as_given, fresh, groups};

/// Why a password of a person's own choice is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`PASSWORD_LEAST_CHARS`] characters.
    #[error("a password has at least {PASSWORD_LEAST_CHARS} characters")]
    TooShort,
    /// More than [`PASSWORD_BYTES`] bytes.
    #[error("a password has at most {PASSWORD_BYTES} bytes")]
    TooLong,
    /// A character that no keyboard types, which another device may not send again.
    #[error("a password has no control characters")]
    Unprintable,
    /// Easy to guess: common words, names, dates, patterns, or one's own name.
    #[error("this password is easy to guess: use a few words that do not belong together")]
    Guessable,
    /// On the operator's list of passwords that leaked somewhere.
    #[error("this password is on a list of leaked passwords")]
    Breached,
    /// The one in use.
    #[error("this is the password in use")]
    Unchanged,
    /// The one before it was renewed, which somebody else may know.
    #[error("this is the password of before: choose one that nobody knows")]
    Former,
}

/// A password as it is hashed: NFKC, so that every keyboard and system gives
/// the same bytes for it (NIST SP 800-63B 3.1.1.2). `None` when it is longer
/// than any password.
pub(crate) fn normal(typed: &str) -> Option<Zeroizing<String>> {
    (typed.len() <= PASSWORD_BYTES).then(|| Zeroizing::new(typed.nfkc().collect()))
}

/// The rules for a password of a person's own choice, apart from the list of
/// breached ones. `own` is what a guesser would try first: login, name,
/// organisation.
pub(crate) fn judge(typed: &str, own: &[&str]) -> Result<Zeroizing<String>, PasswordFault> {
    let password = normal(typed).ok_or(PasswordFault::TooLong)?;
    if password.chars().count() < PASSWORD_LEAST_CHARS {
        return Err(PasswordFault::TooShort);
    }
    if password.chars().any(char::is_control) {
        return Err(PasswordFault::Unprintable);
    }
    let words = own.iter().flat_map(|text| text.split(|one: char| !one.is_alphanumeric()));
    let own = own.iter().copied().chain(words).filter(|word| !word.is_empty());
    let inputs: Vec<&str> = own.chain(common::WORDS.split(' ')).collect();
    let weak = |text: &str| zxcvbn::zxcvbn(text, &inputs).score() < Score::Three;
    // The estimator knows the patterns of an American keyboard only, so the
    // keys pressed on a French one are also read as if it were that.
    // Blanks and marks between two common words make them no rarer.
    let close: Zeroizing<String> =
        Zeroizing::new(password.chars().filter(|one| one.is_alphanumeric()).collect());
    if weak(&password)
        || weak(&common::as_qwerty(&password))
        || weak(&close)
        || is_made_of(&password, &inputs)
    {
        return Err(PasswordFault::Guessable);
    }
    Ok(password)
}

/// Whether little remains of a password without these words. The estimator
/// counts three of them in a row as strong, however near they lie.
fn is_made_of(password: &str, words: &[&str]) -> bool {
    let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    words.retain(|word| word.chars().count() > 2);
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let mut rest = Zeroizing::new(password.to_lowercase());
    for word in &words {
        rest = Zeroizing::new(rest.replace(word.as_str(), " "));
    }
    rest.chars().filter(|one| one.is_alphanumeric()).count() < PASSWORD_REST_CHARS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expect: Result<(), PasswordFault>) {
        let judged = judge(typed, &["marie.durand", "Marie Durand-Lefèvre", "Cabinet des Lilas"]);
        assert_eq!(judged.map(|_| ()), expect, "{typed:?}");
    }

    #[test]
    fn weak_passwords_are_refused() {
        check("brume tiroir cactus", Ok(()));
        check("Vk7-qp2-Ws9w", Ok(()));
        check("password1234", Err(PasswordFault::Guessable));
        check("aaaaaaaaaaaaaaaa", Err(PasswordFault::Guessable));
        check("azertyuiopqsdf", Err(PasswordFault::Guessable));
        check("azertyuiop&é\"'(-", Err(PasswordFault::Guessable));
        check("motdepasse2026", Err(PasswordFault::Guessable));
        check("Septembre2026!", Err(PasswordFault::Guessable));
        check("Bienvenue123!", Err(PasswordFault::Guessable));
        check("marie.durand1", Err(PasswordFault::Guessable));
        check("Durand-Lefèvre", Err(PasswordFault::Guessable));
        check("Marie.Durand.1985", Err(PasswordFault::Guessable));
        check("Bonjour-Docteur-2026", Err(PasswordFault::Guessable));
        check("Marie brume tiroir", Ok(()));
        check("hygiehygiehygie", Err(PasswordFault::Guessable));
        check("password password", Err(PasswordFault::Guessable));
        check("01/01/1970 01/01/1970", Err(PasswordFault::Guessable));
        check("dossier medical", Err(PasswordFault::Guessable));
        check("Dossier-Médical!", Err(PasswordFault::Guessable));
        check("cabinet des lilas", Err(PasswordFault::Guessable));
        check("cabinet des lilas 2026", Err(PasswordFault::Guessable));
        check("brume\u{7}tiroir cactus", Err(PasswordFault::Unprintable));
    }

    #[test]
    fn a_password_has_at_least_so_many_characters() {
        let long = "Vk7qp2Ws9wéà";
        assert_eq!(long.chars().count(), PASSWORD_LEAST_CHARS);
        check(long, Ok(()));
        let (last, _) = long.char_indices().last().unwrap();
        check(&long[..last], Err(PasswordFault::TooShort));
        // A letter typed as two characters counts once.
        check("Vk7qp2Ws9we\u{301}", Err(PasswordFault::TooShort));
    }

    #[test]
    fn a_password_has_at_most_so_many_bytes() {
        let most = "brume tiroir cactus ".repeat(26)[..PASSWORD_BYTES].to_owned();
        check(&most, Ok(()));
        check(&format!("{most}x"), Err(PasswordFault::TooLong));
    }

    #[test]
    fn so_much_remains_beside_words_that_are_tried_first() {
        let rest = "x7Qk2w";
        assert_eq!(rest.len(), PASSWORD_REST_CHARS);
        check(&format!("Marie.Durand.{rest}"), Ok(()));
        check(&format!("Marie.Durand.{}", &rest[1..]), Err(PasswordFault::Guessable));
    }

    #[test]
    fn every_keyboard_gives_the_same_password() {
        assert_eq!(normal("e\u{301}té"), normal("été"));
    }
}
