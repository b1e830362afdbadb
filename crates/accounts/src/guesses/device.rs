//! What a device carries: its id, and for each login that logged in there the day
//! and a signature. Which logins these are cannot be told from it.
//!
//! ```text
//! ID . DAY-SIGNATURE . DAY-SIGNATURE …
//! ```
//!
//! A workstation on a ward is known for everybody who works there. Nothing is kept
//! of it on the server. Who steals it may guess at those logins as often as any
//! stranger may, and no more.

use aws_lc_rs::hmac::{self, HMAC_SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hygie_base::{Rng, Timestamp};

use crate::limits::{DEVICE_DAYS, DEVICE_LOGINS};
use crate::secret;

/// Signs and checks.
pub(crate) struct DeviceKey(hmac::Key);

/// Bytes of a signature: half of a SHA-256 (RFC 2104, section 5).
const SIGNATURE_BYTES: usize = 16;
const DAY_MILLIS: i64 = 86_400_000;

/// One login's part of what a device carries.
#[derive(Clone, PartialEq, Eq)]
struct Part<'a> {
    day: i64,
    signature: &'a str,
}

impl DeviceKey {
    pub(crate) fn new(kept: &str) -> Self {
        Self(hmac::Key::new(HMAC_SHA256, kept.as_bytes()))
    }

    /// The device's id, when this login has logged in there not too long ago.
    pub(crate) fn known(&self, carried: &str, login: &str, now: Timestamp) -> Option<String> {
        let (id, parts) = read(carried)?;
        let today = day(now);
        // From tomorrow on: by a clock that was wrong meanwhile, or then.
        let fresh = |part: &Part| (-1..DEVICE_DAYS).contains(&today.saturating_sub(part.day));
        let signed = |part: &Part| secret::same(&self.sign(id, login, part.day), part.signature);
        // All are checked, whichever it is.
        let known = parts.iter().filter(|part| signed(part) && fresh(part)).count();
        (known > 0).then(|| id.to_owned())
    }

    /// A key for another purpose, which tells nothing of this one.
    pub(super) fn derived(&self, purpose: &str) -> hmac::Tag {
        hmac::sign(&self.0, format!("hygie derived key\n{purpose}").as_bytes())
    }

    /// What the device of this id carries after a log-in. What it carried stays in it,
    /// as far as it has the form of ours and that id.
    pub(crate) fn remembered(
        &self,
        (id, carried): (&str, Option<&str>),
        login: &str,
        now: Timestamp,
    ) -> String {
        let parts = carried.and_then(read).filter(|(found, _)| *found == id);
        let parts = parts.map(|(_, parts)| parts).unwrap_or_default();
        let others = parts.into_iter().filter(|part| {
            // One part a login.
            !secret::same(&self.sign(id, login, part.day), part.signature)
        });
        let others: Vec<Part> = others.collect();
        // The one that logged in longest ago makes room.
        let room = others.len().saturating_sub(DEVICE_LOGINS - 1);
        let mut text = id.to_owned();
        for Part { day, signature } in others.iter().skip(room) {
            text.push_str(&format!(".{day}-{signature}"));
        }
        let today = day(now);
        text.push_str(&format!(".{today}-{}", self.sign(id, login, today)));
        text
    }

    fn sign(&self, id: &str, login: &str, day: i64) -> String {
        // A login has no line breaks, an id and a day have neither.
        let text = format!("hygie device\n{id}\n{day}\n{login}");
        let whole = hmac::sign(&self.0, text.as_bytes());
        let half = whole.as_ref().get(..SIGNATURE_BYTES).unwrap_or_default();
        URL_SAFE_NO_PAD.encode(half)
    }
}

/// The id that a device carries, signed or not; a fresh one for what has another form.
pub(crate) fn id_of(carried: Option<&str>, rng: &dyn Rng) -> String {
    carried.and_then(read).map_or_else(|| secret::id(rng), |(id, _)| id.to_owned())
}

fn day(at: Timestamp) -> i64 {
    at.0.div_euclid(DAY_MILLIS)
}

/// The id and the parts; `None` for what has another form.
fn read(carried: &str) -> Option<(&str, Vec<Part<'_>>)> {
    let mut all = carried.split('.');
    let id = all.next().filter(|id| is_16_bytes(id))?;
    let mut parts = Vec::new();
    for part in all {
        let (day, signature) = part.split_once('-')?;
        let plain = !day.is_empty() && day.bytes().all(|byte| byte.is_ascii_digit());
        if !plain || !is_16_bytes(signature) || parts.len() == DEVICE_LOGINS {
            return None;
        }
        parts.push(Part { day: day.parse().ok()?, signature });
    }
    Some((id, parts))
}

fn is_16_bytes(text: &str) -> bool {
    URL_SAFE_NO_PAD.decode(text).is_ok_and(|bytes| bytes.len() == SIGNATURE_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::DEVICE_COOKIE_BYTES;
    use hygie_base::SeededRng;

    const NOW: Timestamp = Timestamp(20_000 * DAY_MILLIS);

    fn days(days: i64) -> Timestamp {
        Timestamp(NOW.0 + days * DAY_MILLIS)
    }

    fn key() -> DeviceKey {
        DeviceKey::new("kept")
    }

    fn remembered(carried: Option<&str>, login: &str) -> String {
        let id = id_of(carried, &SeededRng::new(1));
        key().remembered((&id, carried), login, NOW)
    }

    #[test]
    fn a_device_is_known_for_those_who_logged_in_there() {
        let one = remembered(None, "marie");
        let id = key().known(&one, "marie", NOW).expect("known");
        assert_eq!(key().known(&one, "paul", NOW), None);
        let two = remembered(Some(&one), "paul");
        for login in ["marie", "paul"] {
            assert_eq!(key().known(&two, login, NOW).as_deref(), Some(id.as_str()), "{login}");
        }
        assert!(!two.contains("marie") && !two.contains("paul"));
        assert_eq!(remembered(Some(&two), "marie").matches('.').count(), 2, "one part a login");
        let other = DeviceKey::new("other");
        assert_eq!(other.known(&one, "marie", NOW), None);
    }

    #[test]
    fn it_is_forgotten_in_time_and_not_believed_from_the_future() {
        let one = remembered(None, "marie");
        let check = |after: i64, expect: bool| {
            assert_eq!(key().known(&one, "marie", days(after)).is_some(), expect, "{after}");
        };
        check(DEVICE_DAYS - 1, true);
        check(DEVICE_DAYS, false);
        check(-1, true);
        check(-2, false);
        check(-3650, false);
        check(3650, false);
    }

    #[test]
    fn so_many_people_share_a_device() {
        let mut carried = None;
        for person in 0..=DEVICE_LOGINS {
            carried = Some(remembered(carried.as_deref(), &format!("p{person}")));
            let carried = carried.as_deref().unwrap();
            assert!(carried.len() <= DEVICE_COOKIE_BYTES, "{}", carried.len());
            assert_eq!(carried.matches('.').count(), (person + 1).min(DEVICE_LOGINS));
        }
        let carried = carried.unwrap();
        assert!(key().known(&carried, "p0", NOW).is_none(), "the first made room");
        assert!(key().known(&carried, "p1", NOW).is_some());
        let more = format!("{carried}.{}", carried.rsplit('.').next().unwrap());
        assert!(key().known(&more, "p1", NOW).is_none(), "one more is none of ours");
    }

    #[test]
    fn what_was_changed_is_not_believed() {
        let one = remembered(None, "marie");
        let (id, part) = one.split_once('.').unwrap();
        let other = remembered(None, "marie").replace(id, &secret::id(&SeededRng::new(9)));
        for carried in
            ["", ".", id, part, &one[1..], &one[..one.len() - 1], &format!("{one}."), &other, "é"]
        {
            assert_eq!(key().known(carried, "marie", NOW), None, "{carried}");
            // And makes way for what is right.
            let again = remembered(Some(carried), "marie");
            assert!(key().known(&again, "marie", NOW).is_some(), "{carried}");
        }
        for at in 0..one.len() {
            let mut bytes = one.clone().into_bytes();
            bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
            let carried = String::from_utf8(bytes).unwrap();
            assert_eq!(key().known(&carried, "marie", NOW), None, "{carried}");
        }
    }
}
