//! A PIN: which ones are refused, and how one is kept.

use hygie_base::Timestamp;
use serde::{Deserialize, Serialize};

use crate::limits::{PIN_LEAST_DIGITS, PIN_MOST_DIGITS};

/// A PIN of one device, as it is kept in the account. No `Debug`: it holds a hash.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Pin {
    /// PHC string.
    pub(crate) hash: String,
    /// When it was set.
    pub(crate) set: i64,
    /// Attempts since it was last right; each counts as wrong until it is known.
    pub(crate) tries: u32,
}

/// Why a PIN is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum PinFault {
    /// Another number of digits, or something else than digits.
    #[error("a PIN has {PIN_LEAST_DIGITS} to {PIN_MOST_DIGITS} digits and nothing else")]
    Form,
    /// Among those that everybody tries first.
    #[error("this PIN is among those that everybody tries first: choose another one")]
    Easy,
}

impl Pin {
    pub(crate) const fn of(hash: String, now: Timestamp) -> Self {
        Self { hash, set: now.0, tries: 0 }
    }
}

/// The digits of what was typed.
///
/// # Errors
/// When it cannot be a PIN.
pub(super) fn digits(typed: &str) -> Result<Vec<u8>, PinFault> {
    let fits = (PIN_LEAST_DIGITS..=PIN_MOST_DIGITS).contains(&typed.len());
    let all = typed.bytes().all(|byte| byte.is_ascii_digit());
    if fits && all {
        Ok(typed.bytes().map(|byte| byte - b'0').collect())
    } else {
        Err(PinFault::Form)
    }
}

/// Whether a PIN may be chosen.
///
/// # Errors
/// When it cannot be one, or is among the first that are tried: one digit, runs, what is
/// repeated or mirrored, pairs, years and dates, and straight lines of the key pad.
pub(super) fn judge(typed: &str) -> Result<(), PinFault> {
    let digits = digits(typed)?;
    let easy = is_run(&digits)
        || is_repeated(&digits)
        || is_mirrored(&digits)
        || is_pairs(&digits)
        || is_date(typed)
        || LINES.iter().any(|line| typed.contains(line));
    if easy { Err(PinFault::Easy) } else { Ok(()) }
}

/// The longest straight lines of a key pad.
const LINES: [&str; 2] = ["2580", "0852"];

/// 1234, 9876, 2468, 7890: the same step from each digit to the next, also past nine.
fn is_run(digits: &[u8]) -> bool {
    let steps = || {
        digits.windows(2).filter_map(|two| match two {
            [a, b] => Some((10 + b - a) % 10),
            _ => None,
        })
    };
    let first = steps().next();
    matches!(first, Some(0..=2 | 8 | 9)) && steps().all(|step| Some(step) == first)
}

/// 1212, 123123, 12341234.
fn is_repeated(digits: &[u8]) -> bool {
    let length = digits.len();
    let of = |part: usize| {
        length.is_multiple_of(part)
            && digits.get(..part).is_some_and(|first| digits.chunks(part).all(|one| one == first))
    };
    (1..=length / 2).any(of)
}

/// 1221, 123321.
fn is_mirrored(digits: &[u8]) -> bool {
    digits.iter().eq(digits.iter().rev())
}

/// 1122, 112233.
fn is_pairs(digits: &[u8]) -> bool {
    digits.len().is_multiple_of(2) && digits.chunks(2).all(|two| two.first() == two.last())
}

/// A year of a life, alone or with a day and a month in whichever order.
fn is_date(typed: &str) -> bool {
    let number = |from: usize, to: usize| -> u32 {
        typed.get(from..to).and_then(|part| part.parse().ok()).unwrap_or_default()
    };
    let is_year = |year: u32| (1900..2100).contains(&year);
    let is_day = |from: usize| {
        let (a, b) = (number(from, from + 2), number(from + 2, from + 4));
        ((1..=31).contains(&a) && (1..=12).contains(&b))
            || ((1..=31).contains(&b) && (1..=12).contains(&a))
    };
    match typed.len() {
        4 => is_year(number(0, 4)),
        6 => is_day(0) || is_day(2),
        8 => (is_year(number(4, 8)) && is_day(0)) || (is_year(number(0, 4)) && is_day(4)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn those_that_everybody_tries_are_refused() {
        for easy in [
            "0000", "1234", "4321", "9876", "7890", "0987", "2468", "8642", "1212", "123123",
            "12341234", "1221", "12321", "123321", "1122", "112233", "1958", "2026", "140358",
            "580314", "14031958", "19580314", "2580", "0852", "258000", "11111111",
        ] {
            assert_eq!(judge(easy), Err(PinFault::Easy), "{easy}");
        }
        for fine in ["8305", "7294", "53917", "920416380"[..8].as_ref(), "847205", "9031"] {
            assert_eq!(judge(fine), Ok(()), "{fine}");
        }
    }

    #[test]
    fn a_pin_has_so_many_digits_and_nothing_else() {
        let check = |typed: &str, fits: bool| assert_eq!(digits(typed).is_ok(), fits, "{typed}");
        let long = "8305729461";
        check(&long[..PIN_LEAST_DIGITS], true);
        check(&long[..PIN_LEAST_DIGITS - 1], false);
        check(&long[..PIN_MOST_DIGITS], true);
        check(&long[..PIN_MOST_DIGITS + 1], false);
        for other in ["", "83 5", "83o5", "８３０５", "-830", "8305\n"] {
            check(other, false);
        }
    }

    #[test]
    fn most_of_four_digits_are_left() {
        let left = (0..10_000).filter(|pin| judge(&format!("{pin:04}")).is_ok()).count();
        assert!(left > 9_400, "{left}");
    }

    proptest! {
        #[test]
        fn no_input_fails_otherwise(typed in "\\PC{0,12}") {
            let _ = judge(&typed);
        }

        #[test]
        fn what_is_repeated_or_run_is_easy(first in 0_u8..10, step in 0_u8..3, length in 4_usize..9) {
            let run: String =
                (0..length).map(|at| char::from(b'0' + (first + step * u8::try_from(at).unwrap()) % 10)).collect();
            prop_assert_eq!(judge(&run), Err(PinFault::Easy));
            let back: String = run.chars().rev().collect();
            prop_assert_eq!(judge(&back), Err(PinFault::Easy));
        }
    }
}
