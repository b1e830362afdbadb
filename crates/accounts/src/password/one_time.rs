//! One-time passwords: made here, read from paper or over the telephone.

use hygie_base::{Rng, SecretString};
use zeroize::Zeroizing;

use super::normal;

/// Without those that are taken for one another: 0 and o, 1, i and l, u and v.
const ALPHABET: &[u8; 30] = b"23456789abcdefghjkmnpqrstvwxyz";
const GROUPS: usize = 4;
const GROUP: usize = 4;

/// A fresh one, as it is shown: four groups of four, 78 bits.
pub(crate) fn fresh(rng: &dyn Rng) -> SecretString {
    groups(rng, GROUPS)
}

/// So many groups of four characters that are told apart on paper.
pub(crate) fn groups(rng: &dyn Rng, groups: usize) -> SecretString {
    let mut text = Zeroizing::new(String::with_capacity(groups * (GROUP + 1)));
    while text.len() + 1 < groups * (GROUP + 1) {
        let mut byte = [0];
        rng.fill(&mut byte);
        // 240 is the largest multiple of 30, so each character is as likely.
        let [byte] = byte;
        let one = ALPHABET.get(usize::from(byte) % ALPHABET.len()).filter(|_| byte < 240);
        let Some(one) = one else { continue };
        if text.len() % (GROUP + 1) == GROUP {
            text.push('-');
        }
        text.push(char::from(*one));
    }
    SecretString::from(text.as_str())
}

/// A one-time password as it is hashed, however it was typed: groups run
/// together or apart, capitals or not. `None` when it is too long to be one.
pub(crate) fn as_given(typed: &str) -> Option<Zeroizing<String>> {
    let text = normal(typed)?;
    let bare = text.chars().filter(|one| one.is_alphanumeric());
    Some(Zeroizing::new(bare.flat_map(char::to_lowercase).collect()))
}

#[cfg(test)]
mod tests {
    use hygie_base::{ExposeSecret as _, SeededRng};

    use super::*;

    #[test]
    fn it_is_four_groups_without_look_alikes() {
        let rng = SeededRng::new(7);
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..500 {
            let one = fresh(&rng);
            let text = one.expose_secret();
            let groups: Vec<&str> = text.split('-').collect();
            assert_eq!(groups.iter().map(|group| group.len()).collect::<Vec<_>>(), [4; 4]);
            assert!(text.bytes().all(|one| one == b'-' || ALPHABET.contains(&one)), "{text}");
            assert!(seen.insert(text.to_owned()), "made twice");
        }
        let used: std::collections::BTreeSet<char> =
            seen.iter().flat_map(|text| text.chars()).collect();
        assert_eq!(used.len(), ALPHABET.len() + 1, "every character comes up");
    }

    #[test]
    fn it_may_be_typed_as_it_is_read() {
        let check = |typed: &str| {
            assert_eq!(as_given(typed).unwrap().as_str(), "k7mq2xw9abcdefgh", "{typed}");
        };
        check("k7mq-2xw9-abcd-efgh");
        check("K7MQ 2XW9 ABCD EFGH");
        check("k7mq2xw9abcdefgh");
        check(" k7mq–2xw9–abcd–efgh\n");
        assert_eq!(as_given(&"a".repeat(10_000)), None);
    }
}
