//! Named limits, each tested at its value and one above.

/// Apps and machines that may be registered.
pub const CLIENTS: usize = 1_000;
/// Characters of a client's name.
pub const NAME_CHARS: usize = 100;
/// Redirect addresses of one client.
pub const REDIRECTS: usize = 16;
/// Origins of one client.
pub const ORIGINS: usize = 16;
/// Bytes of an address that is registered.
pub const ADDRESS_BYTES: usize = 512;
/// Bytes of a list of scopes.
pub const SCOPES_BYTES: usize = 4096;
/// Scopes of one list.
pub const SCOPES: usize = 200;
/// Bytes of a set of keys.
pub const KEY_SET_BYTES: usize = 64 << 10;
/// Keys of one set.
pub const KEYS: usize = 64;
/// Bytes of a key's modulus at most: 4096 bits. Checking a signature takes a
/// time that grows with its square.
pub const MODULUS_BYTES: usize = 512;
/// Bytes of a key's modulus at least: 2048 bits (SMART Backend Services asks
/// for RS384; RFC 7518, section 3.3 for this size).
pub const MODULUS_LEAST_BYTES: usize = 256;
/// Bytes of an assertion by which a client says who it is.
pub const ASSERTION_BYTES: usize = 8 << 10;
/// Bytes of the id that makes an assertion unique.
pub const JTI_BYTES: usize = 256;
/// Seconds for which an assertion may be made out (SMART Backend Services:
/// "no more than five minutes").
pub const ASSERTION_SECONDS: i64 = 300;
/// Seconds by which a client's clock may be ahead of ours.
pub const SKEW_SECONDS: i64 = 30;
/// Milliseconds for which a machine's access token works (SMART Backend
/// Services recommends at most five minutes).
pub const MACHINE_MILLIS: i64 = 5 * MINUTE;
/// Milliseconds for which an app's access token works.
pub const APP_MILLIS: i64 = 15 * MINUTE;
/// Milliseconds for which a code works.
pub const CODE_MILLIS: i64 = MINUTE;
/// Milliseconds for which a launch from a record waits for its app.
pub const LAUNCH_MILLIS: i64 = 5 * MINUTE;
/// Milliseconds after which a refresh token that was not used ends.
pub const REFRESH_IDLE_MILLIS: i64 = 30 * DAY;
/// Milliseconds after which an app must ask its user again, however much it is
/// used.
pub const CONSENT_MILLIS: i64 = 90 * DAY;
/// Consents that one person has at the same time; a further one ends the one
/// that rested longest.
pub const CONSENTS: usize = 50;
/// Characters of a code verifier at least and at most (RFC 7636, section 4.1).
pub const VERIFIER_CHARS: std::ops::RangeInclusive<usize> = 43..=128;
/// Bytes of what an app sends along to have it back: `state`, `nonce`.
pub const STATE_BYTES: usize = 1024;
/// Milliseconds for which a key of ours signs.
pub const SIGNING_KEY_MILLIS: i64 = 30 * DAY;
/// Tokens that one client may get in a minute, and refusals to it that are
/// traced.
pub const ASKED_PER_MINUTE: u32 = 120;
/// Milliseconds for which the list of origins is believed.
pub const ORIGINS_KEPT_MILLIS: i64 = 30_000;
/// How often a change is tried again when another one came first.
pub(crate) const ATTEMPTS: usize = 16;

pub(crate) const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
