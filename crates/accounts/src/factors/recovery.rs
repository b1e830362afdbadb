//! Recovery codes: ten on paper, each works once in the place of the app.

use hygie_base::{ExposeSecret as _, Rng, SecretString};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::limits::RECOVERY_CODES;
use crate::{password, secret};

/// Groups of four characters: 117 bits, so that a plain hash will do (ASVS 5.0,
/// 6.5.2: from 112 bits on).
const GROUPS: usize = 6;

/// The hashes of those that are left.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Recovery(Vec<String>);

impl Recovery {
    /// Fresh ones, which replace all others, and what is shown of them once.
    pub(crate) fn fresh(rng: &dyn Rng) -> (Self, Vec<SecretString>) {
        let shown: Vec<SecretString> =
            (0..RECOVERY_CODES).map(|_| password::groups(rng, GROUPS)).collect();
        let hashes = shown.iter().filter_map(|code| name(code.expose_secret()));
        (Self(hashes.collect()), shown)
    }

    /// How many are left.
    pub(crate) const fn left(&self) -> usize {
        self.0.len()
    }

    /// Whether it is one of them; then it is used up. Looks at all of them, so
    /// that the time tells nothing.
    pub(super) fn accept(&mut self, typed: &str) -> bool {
        let Some(typed) = name(typed) else { return false };
        let mut found = None;
        for (at, kept) in self.0.iter().enumerate() {
            if secret::same(kept, &typed) {
                found = Some(at);
            }
        }
        found.map(|at| self.0.remove(at)).is_some()
    }
}

/// The hash of a code, however it was typed.
fn name(typed: &str) -> Option<String> {
    let bare: Zeroizing<String> = password::as_given(typed)?;
    Some(secret::name(&bare))
}

#[cfg(test)]
mod tests {
    use hygie_base::SeededRng;

    use super::*;

    #[test]
    fn there_are_so_many_and_each_works_once() {
        let (mut kept, shown) = Recovery::fresh(&SeededRng::new(5));
        assert_eq!((shown.len(), kept.left()), (RECOVERY_CODES, RECOVERY_CODES));
        for (at, code) in shown.iter().enumerate() {
            let code = code.expose_secret();
            assert_eq!(code.len(), GROUPS * 5 - 1);
            assert!(kept.accept(&code.to_uppercase().replace('-', " ")), "{at}");
            assert!(!kept.accept(code), "{at}: twice");
            assert_eq!(kept.left(), RECOVERY_CODES - at - 1);
        }
        assert!(!kept.accept(""));
    }

    #[test]
    fn none_is_kept_in_clear_and_fresh_ones_replace_all() {
        let (kept, shown) = Recovery::fresh(&SeededRng::new(5));
        let text = serde_json::to_string(&kept).unwrap();
        for code in &shown {
            assert!(!text.contains(code.expose_secret()));
            assert!(!text.contains(&code.expose_secret().replace('-', "")));
        }
        let (mut other, _) = Recovery::fresh(&SeededRng::new(6));
        assert!(!other.accept(shown[0].expose_secret()));
    }
}
