//! Codes of activation: how they are made, shown and read.
//!
//! Sixteen characters of Crockford's base 32, in groups of four: fifteen random ones,
//! 75 bits, and a check character at the end. Crockford's own check character comes
//! from 37 signs, five of which are no letters; ours is one of the 32. It makes the
//! code, read as a polynomial over the field of 32 elements, vanish at a generator of
//! that field: any one wrong character and any two that changed places show, wherever
//! they stand, since the generator's first 31 powers differ.

use hygie_base::{Rng, SecretString};
use zeroize::Zeroizing;

use crate::limits::CODE_BYTES;
use crate::secret;

/// Crockford's base 32: without I, L, O, which are read as 1, 1, 0, and without U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code, the check character among them.
pub(super) const CHARS: usize = 16;
/// Characters of a group.
const GROUP: usize = 4;
/// The polynomial of the field: x⁵ + x² + 1.
const FIELD: u8 = 0b10_0101;

/// A code as it was read: its characters' values, which pass the check. No `Debug`.
pub(super) struct Code(Zeroizing<[u8; CHARS]>);

impl Code {
    /// A fresh one.
    pub(super) fn fresh(rng: &dyn Rng) -> Self {
        let mut values = Zeroizing::new([0; CHARS]);
        rng.fill(&mut *values);
        // 256 is a multiple of 32, so each character is as likely.
        values.iter_mut().for_each(|value| *value %= 32);
        let mut check = 0;
        let (last, random) = values.split_last_mut().unwrap_or((&mut check, &mut []));
        *last = by_generator(remainder(random));
        Self(values)
    }

    /// What was typed, in small letters or capitals, with or without dashes and
    /// blanks; `None` when it cannot be a code.
    pub(super) fn read(typed: &str) -> Option<Self> {
        if typed.len() > CODE_BYTES {
            return None;
        }
        let mut values = Zeroizing::new([0; CHARS]);
        let mut places = values.iter_mut();
        for one in typed.chars().filter(|one| one.is_alphanumeric()) {
            *places.next()? = value(one)?;
        }
        let whole = places.next().is_none();
        (whole && remainder(&*values) == 0).then_some(Self(values))
    }

    /// As it is printed: `7K3M-…`, in capitals.
    pub(super) fn shown(&self) -> SecretString {
        let mut text = Zeroizing::new(String::with_capacity(CHARS + CHARS / GROUP));
        for (at, value) in self.0.iter().enumerate() {
            if at > 0 && at % GROUP == 0 {
                text.push('-');
            }
            text.extend(ALPHABET.get(usize::from(*value)).map(|one| char::from(*one)));
        }
        SecretString::from(text.as_str())
    }

    /// The name of its cell, which is kept as a keyed hash only.
    pub(super) fn name(&self) -> String {
        let text = self.0.iter().filter_map(|value| ALPHABET.get(usize::from(*value)));
        let text: Zeroizing<String> = Zeroizing::new(text.map(|one| char::from(*one)).collect());
        secret::name(&text)
    }
}

/// The value of a character; `None` for one that no code has.
fn value(one: char) -> Option<u8> {
    let one = match one.to_ascii_uppercase() {
        'I' | 'L' => '1',
        'O' => '0',
        other => other,
    };
    let at = ALPHABET.iter().position(|known| char::from(*known) == one)?;
    u8::try_from(at).ok()
}

/// The polynomial of these coefficients, highest first, at the generator.
fn remainder(values: &[u8]) -> u8 {
    values.iter().fold(0, |sum, value| by_generator(sum) ^ value)
}

/// An element times the generator x.
const fn by_generator(element: u8) -> u8 {
    let twice = element << 1;
    if twice & 0b10_0000 == 0 { twice } else { twice ^ FIELD }
}

#[cfg(test)]
mod tests {
    use hygie_base::{ExposeSecret as _, SeededRng};
    use proptest::prelude::*;

    use super::*;

    fn fresh(seed: u64) -> String {
        Code::fresh(&SeededRng::new(seed)).shown().expose_secret().replace('-', "")
    }

    #[test]
    fn it_is_printed_in_four_groups_and_read_however_it_is_typed() {
        let code = Code::fresh(&SeededRng::new(3));
        let shown = code.shown();
        let shown = shown.expose_secret();
        let groups: Vec<usize> = shown.split('-').map(str::len).collect();
        assert_eq!(groups, [4; 4], "{shown}");
        let bare = shown.replace('-', "");
        let blanks = format!("  {}\n", shown.replace('-', " "));
        let look_alikes = bare.replace('1', "l").replace('0', "o");
        let dashes = shown.replace('-', "–");
        for typed in [shown, &bare, &bare.to_lowercase(), &blanks, &look_alikes, &dashes] {
            assert_eq!(Code::read(typed).map(|it| it.name()), Some(code.name()), "{typed}");
        }
    }

    #[test]
    fn what_cannot_be_a_code_is_none() {
        let code = fresh(4);
        let most = format!("{code}{}", " ".repeat(CODE_BYTES - CHARS));
        assert!(Code::read(&most).is_some());
        let short = &code[..15];
        for other in [
            "",
            " - ",
            short,
            &format!("{code}0"),
            &format!("{short}U"),
            &format!("{short}é"),
            &format!("{short}٣"),
            &format!("{most} "),
        ] {
            assert!(Code::read(other).is_none(), "{other}");
        }
    }

    #[test]
    fn the_generator_runs_through_the_whole_field() {
        let mut element = 1;
        let powers: std::collections::BTreeSet<u8> = (0..31)
            .map(|_| {
                element = by_generator(element);
                element
            })
            .collect();
        assert_eq!(powers, (1..32).collect());
    }

    #[test]
    fn every_character_comes_up_in_every_place() {
        let mut seen = [[false; 32]; CHARS];
        for seed in 0..2_000 {
            for (place, value) in Code::fresh(&SeededRng::new(seed)).0.iter().enumerate() {
                seen[place][usize::from(*value)] = true;
            }
        }
        assert!(seen.iter().flatten().all(|seen| *seen));
    }

    proptest! {
        #[test]
        fn one_wrong_character_is_always_caught(seed: u64, place in 0..CHARS) {
            let code = fresh(seed);
            for other in ALPHABET {
                let mut typed = code.clone().into_bytes();
                let right = std::mem::replace(&mut typed[place], *other);
                let typed = String::from_utf8(typed).unwrap();
                prop_assert_eq!(Code::read(&typed).is_some(), right == *other, "{}", typed);
            }
        }

        #[test]
        fn two_swapped_characters_are_always_caught(seed: u64) {
            let code = fresh(seed).into_bytes();
            for one in 0..CHARS {
                for other in 0..one {
                    let mut typed = code.clone();
                    typed.swap(one, other);
                    let same = typed == code;
                    let typed = String::from_utf8(typed).unwrap();
                    prop_assert_eq!(Code::read(&typed).is_some(), same, "{}", typed);
                }
            }
        }

        #[test]
        fn reading_never_fails_otherwise_than_by_none(typed in any::<String>()) {
            if let Some(code) = Code::read(&typed) {
                let again = Code::read(code.shown().expose_secret());
                prop_assert_eq!(again.map(|it| it.name()), Some(code.name()));
            }
        }
    }
}
