//! Words that are one wrong letter away, found by equality of tokens alone:
//! two words are one letter added, left out, replaced or swapped apart only if
//! they, or what is left of them without one letter, are equal.

use std::collections::BTreeSet;

/// Letters of a word that are indexed; longer ones are told apart by these.
pub const NEAR_CHARS: usize = 16;

/// The word, cut to [`NEAR_CHARS`], and what is left of it without each letter.
pub fn near(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().take(NEAR_CHARS).collect();
    let mut near = BTreeSet::new();
    for left_out in 0..letters.len() {
        let others = letters.iter().enumerate().filter(|(at, _)| *at != left_out);
        near.insert(others.map(|(_, letter)| letter).collect());
    }
    near.insert(letters.into_iter().collect());
    near.remove("");
    near
}

/// Whether the words are one letter added, left out, replaced or swapped with
/// its neighbour apart. Equal words are not. Words that share a token of
/// [`near`] may be two letters apart.
pub fn one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.get(same..).unwrap_or_default(), b.get(same..).unwrap_or_default());
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) =
        (a.get(..a.len() - same).unwrap_or_default(), b.get(..b.len() - same).unwrap_or_default());
    match (a, b) {
        ([], []) => false,
        ([a1, a2], [b1, b2]) => a1 == b2 && a2 == b1,
        (a, b) => a.len() <= 1 && b.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{NEAR_CHARS, near, one_letter_apart};

    #[test]
    fn one_letter_is_one_letter() {
        let check = |a, b, expect| {
            assert_eq!(one_letter_apart(a, b), expect, "{a} {b}");
            assert_eq!(one_letter_apart(b, a), expect, "{b} {a}");
        };
        check("martin", "marti", true);
        check("martin", "martine", true);
        check("martin", "mertin", true);
        check("martin", "matrin", true);
        check("a", "", true);
        check("ab", "ba", true);
        check("martin", "martin", false);
        check("abcd", "acde", false);
        check("martin", "mratni", false);
        check("", "ab", false);
    }

    #[test]
    fn a_word_is_kept_with_each_letter_left_out() {
        let check = |word, expect: &[&str]| {
            assert_eq!(near(word).into_iter().collect::<Vec<_>>(), expect, "{word}");
        };
        check("abc", &["ab", "abc", "ac", "bc"]);
        check("aab", &["aa", "aab", "ab"]);
        check("a", &["a"]);
        check("", &[]);
        let (most, more) = ("x".repeat(NEAR_CHARS), "x".repeat(NEAR_CHARS + 1));
        assert_eq!(near(&most), near(&more));
        assert_eq!(near(&most).len(), 2);
    }

    proptest! {
        #[test]
        fn one_wrong_letter_leaves_a_token_in_common(
            word in "[a-e]{2,12}", at in 0_usize..12, letter in "[a-z]", how in 0..4,
        ) {
            let mut typed: Vec<char> = word.chars().collect();
            let at = at % typed.len();
            match how {
                0 => { typed.remove(at); }
                1 => typed.insert(at, letter.chars().next().unwrap()),
                2 => typed[at] = letter.chars().next().unwrap(),
                _ => typed.swap(at, if at == 0 { 1 } else { at - 1 }),
            }
            let typed: String = typed.into_iter().collect();
            prop_assert!(!near(&word).is_disjoint(&near(&typed)), "{} {}", word, typed);
            prop_assert!(word == typed || one_letter_apart(&word, &typed), "{} {}", word, typed);
        }
    }
}
