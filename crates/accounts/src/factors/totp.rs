//! Codes of an authenticator app: TOTP (RFC 6238) with SHA-1, six digits and
//! steps of thirty seconds, which is what every app understands.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{Rng, SecretString, Timestamp};
use serde::{Deserialize, Serialize};
use totp_rs::{Algorithm, Builder};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of a seed: what RFC 4226 4 recommends for HMAC-SHA-1.
const SEED_BYTES: usize = 20;
const DIGITS: u8 = 6;
const STEP_SECONDS: u64 = 30;
/// Steps before and after the present one whose codes are taken (RFC 6238 5.2).
const SKEW_STEPS: u64 = 1;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// Who asks, as the app lists it.
const ISSUER: &str = "Hygie";

/// The secret that app and server share, as base64url.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub(crate) struct Seed(String);

/// An enrolled app.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Totp {
    seed: Seed,
    /// The step of the last code that was taken.
    last: u64,
}

impl Seed {
    pub(crate) fn fresh(rng: &dyn Rng) -> Self {
        let mut bytes = Zeroizing::new([0; SEED_BYTES]);
        rng.fill(&mut *bytes);
        Self(URL_SAFE_NO_PAD.encode(*bytes))
    }

    fn bytes(&self) -> Option<Zeroizing<[u8; SEED_BYTES]>> {
        let mut bytes = Zeroizing::new([0; SEED_BYTES]);
        let read = URL_SAFE_NO_PAD.decode_slice(self.0.as_bytes(), &mut *bytes);
        (read == Ok(SEED_BYTES)).then_some(bytes)
    }

    /// As apps take it from who types it: base32 (RFC 4648 6), 32 characters.
    pub(crate) fn to_base32(&self) -> SecretString {
        let bytes = self.bytes().unwrap_or_default();
        let mut text = Zeroizing::new(String::with_capacity(SEED_BYTES / 5 * 8));
        for five in bytes.chunks(5) {
            let bits = five.iter().fold(0_u64, |bits, byte| bits << 8 | u64::from(*byte));
            for at in (0..8).rev() {
                let one = usize::try_from(bits >> (5 * at) & 31).unwrap_or_default();
                text.extend(BASE32.get(one).map(|one| char::from(*one)));
            }
        }
        SecretString::from(text.as_str())
    }

    /// As apps take it from a QR code: the `otpauth` address of Google's Key Uri
    /// Format.
    pub(crate) fn to_uri(&self, login: &str) -> SecretString {
        use hygie_base::ExposeSecret as _;
        let mut label = String::new();
        for byte in login.bytes() {
            match byte {
                b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'-' | b'_' => {
                    label.push(char::from(byte));
                }
                other => label.push_str(&format!("%{other:02X}")),
            }
        }
        let secret = self.to_base32();
        let secret = secret.expose_secret();
        SecretString::from(format!(
            "otpauth://totp/{ISSUER}:{label}?secret={secret}&issuer={ISSUER}\
             &algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}"
        ))
    }

    /// The step whose code was typed, of those that count at this moment and
    /// that `used` does not rule out.
    fn step(&self, typed: &str, now: Timestamp, last: Option<u64>) -> Option<u64> {
        let present = u64::try_from(now.0).ok()? / 1000 / STEP_SECONDS;
        let window = present.saturating_sub(SKEW_STEPS)..=present.saturating_add(SKEW_STEPS);
        // A last step beyond the window comes from a clock that was ahead; it
        // must not lock anybody out until that time.
        let last = last.filter(|last| last <= window.end());
        let digits: Zeroizing<String> =
            Zeroizing::new(typed.chars().filter(|one| !one.is_whitespace()).collect());
        let totp = Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_step_duration(STEP_SECONDS)
            .with_skew(0)
            .with_secret(*self.bytes()?)
            .build()
            .ok()?;
        let fresh = window.filter(|step| last.is_none_or(|last| *step > last));
        let mut steps = fresh.filter(|step| totp.check(&digits, step * STEP_SECONDS).is_some());
        steps.next()
    }

    /// The app that showed this code, enrolled; `None` for another code.
    pub(crate) fn confirmed(self, typed: &str, now: Timestamp) -> Option<Totp> {
        let last = self.step(typed, now, None)?;
        Some(Totp { seed: self, last })
    }
}

impl Totp {
    /// Whether it is a code of the app that was not used yet; then it is used.
    pub(super) fn accept(&mut self, typed: &str, now: Timestamp) -> bool {
        let Some(step) = self.seed.step(typed, now, Some(self.last)) else { return false };
        self.last = step;
        true
    }
}

#[cfg(test)]
mod tests {
    use hygie_base::ExposeSecret as _;

    use super::*;

    /// The seed of RFC 6238, appendix B.
    fn seed() -> Seed {
        Seed(URL_SAFE_NO_PAD.encode(b"12345678901234567890"))
    }

    fn at(seconds: i64) -> Timestamp {
        Timestamp(seconds * 1000)
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // The eight digits of RFC 6238, appendix B, without the first two.
        for (seconds, code) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert!(seed().confirmed(code, at(seconds)).is_some(), "{seconds}");
            assert!(
                seed().confirmed(&format!(" {} {}", &code[..3], &code[3..]), at(seconds)).is_some()
            );
        }
    }

    #[test]
    fn one_step_of_skew_counts_and_two_do_not() {
        let code = "081804";
        let step = 1_111_111_109 / 30 * 30;
        for (seconds, expect) in [
            (step - 31, false),
            (step - 30, true),
            (step, true),
            (step + 59, true),
            (step + 60, false),
        ] {
            assert_eq!(seed().confirmed(code, at(seconds)).is_some(), expect, "{seconds}");
        }
    }

    #[test]
    fn no_code_works_twice_nor_after_a_later_one() {
        let now = at(1_111_111_111);
        let mut totp = seed().confirmed("081804", now).unwrap();
        assert!(!totp.accept("081804", now), "it enrolled the app");
        assert!(totp.accept("050471", now));
        assert!(!totp.accept("050471", now));
        assert!(!totp.accept("081804", now), "an earlier one");
    }

    #[test]
    fn a_clock_that_was_ahead_locks_nobody_out() {
        let mut totp = seed().confirmed("353130", at(20_000_000_000)).unwrap();
        assert!(totp.accept("081804", at(1_111_111_109)));
        assert!(!totp.accept("081804", at(1_111_111_109)));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["", "08180", "0818040", "+81804", "abcdef", "०८१८०४"] {
            assert!(seed().confirmed(text, at(1_111_111_109)).is_none(), "{text}");
        }
        assert!(seed().confirmed("081804", Timestamp(-1)).is_none());
        assert!(Seed("short".to_owned()).confirmed("081804", at(1)).is_none());
    }

    #[test]
    fn apps_are_told_in_text_and_as_an_address() {
        let secret = seed().to_base32();
        assert_eq!(secret.expose_secret(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        let uri = seed().to_uri("zoé+1@a");
        assert_eq!(
            uri.expose_secret(),
            "otpauth://totp/Hygie:zo%C3%A9%2B1%40a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Hygie&algorithm=SHA1&digits=6&period=30"
        );
    }
}
