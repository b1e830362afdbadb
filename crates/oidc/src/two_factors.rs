//! Whether a log-in at a provider was of two factors.

use crate::options::Wrong;
use crate::{Identity, Profile, Provider};

/// What any provider must say for its word to count as two factors: one of the
/// strengths, where some are named, and all of the methods. Of a known profile the
/// crate knows it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TwoFactors {
    /// Values of `acr`, one of which must be there.
    pub acr: Vec<String>,
    /// Values of `amr` (RFC 8176), all of which must be there.
    pub amr: Vec<String>,
}

/// Levels of assurance (regulation (EU) 910/2014, article 8): low, substantial, high.
/// Pro Santé Connect gives the first to who has a card and its code, or the phone that
/// was enrolled with one; FranceConnect to who knows a password.
const LEVELS: [&str; 3] = ["eidas1", "eidas2", "eidas3"];

impl Profile {
    /// Strengths that are two factors.
    const fn two(self) -> &'static [&'static str] {
        match self {
            Self::Generic => &[],
            Self::ProSanteConnect => &LEVELS,
            Self::FranceConnect => {
                let [_, above @ ..] = &LEVELS;
                above
            }
        }
    }
}

impl TwoFactors {
    /// Whether nothing is named.
    pub fn is_empty(&self) -> bool {
        self.acr.is_empty() && self.amr.is_empty()
    }

    /// # Errors
    /// When it is named for a profile of which it is known.
    pub(crate) fn check(&self, profile: Profile) -> Result<(), Wrong> {
        if profile == Profile::Generic || self.is_empty() {
            return Ok(());
        }
        let what = "is known of this profile: leave it out";
        Err(Wrong::new("two_factors", what))
    }

    fn holds(&self, profile: Profile, acr: Option<&str>, amr: &[String]) -> bool {
        if profile != Profile::Generic {
            return acr.is_some_and(|acr| profile.two().contains(&acr));
        }
        let strength = || acr.is_some_and(|acr| self.acr.iter().any(|one| one == acr));
        !self.is_empty()
            && (self.acr.is_empty() || strength())
            && self.amr.iter().all(|method| amr.contains(method))
    }
}

impl Provider {
    /// Whether somebody logged in with two factors, as the profile or the
    /// configuration has it.
    pub fn is_two(&self, identity: &Identity) -> bool {
        let Identity { acr, amr, .. } = identity;
        self.ready.two_factors.holds(self.ready.profile, acr.as_deref(), amr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn known_profiles_have_their_levels() {
        let none = TwoFactors::default();
        let of = |profile, acr| none.holds(profile, acr, &words(&["mfa"]));
        for acr in LEVELS {
            assert!(of(Profile::ProSanteConnect, Some(acr)), "{acr}");
            assert_eq!(of(Profile::FranceConnect, Some(acr)), acr != "eidas1", "{acr}");
            assert!(!of(Profile::Generic, Some(acr)), "{acr}");
        }
        for profile in Profile::ALL {
            for acr in [None, Some(""), Some("eidas"), Some("eidas11"), Some("EIDAS2")] {
                assert!(!of(profile, acr), "{profile:?} {acr:?}");
            }
        }
    }

    #[test]
    fn of_any_other_all_that_is_named_must_be_there() {
        let check = |acr: &[&str], amr: &[&str], expect: [bool; 4]| {
            let two = TwoFactors { acr: words(acr), amr: words(amr) };
            let said = [
                two.holds(Profile::Generic, None, &[]),
                two.holds(Profile::Generic, Some("high"), &[]),
                two.holds(Profile::Generic, None, &words(&["pwd", "otp"])),
                two.holds(Profile::Generic, Some("high"), &words(&["otp", "pwd"])),
            ];
            assert_eq!(said, expect, "{acr:?} {amr:?}");
        };
        check(&[], &[], [false; 4]);
        check(&["high", "higher"], &[], [false, true, false, true]);
        check(&[], &["pwd", "otp"], [false, false, true, true]);
        check(&["high"], &["otp"], [false, false, false, true]);
        check(&["low"], &["otp"], [false; 4]);
        check(&["high"], &["hwk"], [false; 4]);
    }

    #[test]
    fn it_is_named_for_others_alone() {
        let two = TwoFactors { acr: words(&["eidas1"]), amr: Vec::new() };
        assert!(two.check(Profile::Generic).is_ok());
        for profile in [Profile::ProSanteConnect, Profile::FranceConnect] {
            assert!(two.check(profile).is_err());
            assert!(TwoFactors::default().check(profile).is_ok());
        }
    }
}
