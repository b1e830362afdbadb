//! Named limits of this crate.

use std::time::Duration;

/// How long a connection to the provider is waited for.
pub const CONNECT_TIME: Duration = Duration::from_secs(3);
/// How long one request to the provider may take, its answer included.
pub const REQUEST_TIME: Duration = Duration::from_secs(8);
/// Redirections that are followed. A provider's own addresses do not redirect,
/// and what does may lead to any host.
pub const REDIRECTS: usize = 0;
/// Bytes of an answer's body.
pub const ANSWER_BYTES: usize = 256 << 10;
/// Bytes of an answer's head.
pub const HEAD_BYTES: usize = 16 << 10;
/// How long a connection that nobody uses is kept.
pub const IDLE_TIME: Duration = Duration::from_secs(20);
/// Connections to one host that nobody uses and are kept.
pub const IDLE_CONNECTIONS: usize = 4;

/// Age in milliseconds at which what the provider says of itself, and its keys,
/// are asked for again.
pub const DISCOVERY_MILLIS: i64 = 60 * 60 * 1000;
/// Least time in milliseconds between two requests for the keys because a token
/// names one that is not known.
pub const KEYS_PAUSE_MILLIS: i64 = 60 * 1000;
/// How long in milliseconds a provider that failed to answer is not asked again.
pub const FAILURE_PAUSE_MILLIS: i64 = 5 * 1000;
/// Keys of a provider that are looked at.
pub const KEYS: usize = 32;
/// Bits of an RSA key, at the least (ANSSI, RGS B1).
pub const RSA_BITS: usize = 2048;

/// How long in milliseconds somebody may take at the provider.
pub const PENDING_MILLIS: i64 = 10 * 60 * 1000;
/// By how many milliseconds the provider's clock may differ from ours.
pub const SKEW_MILLIS: i64 = 60 * 1000;
/// Age in milliseconds of an ID token that is taken.
pub const TOKEN_MILLIS: i64 = 5 * 60 * 1000;
/// How long in milliseconds our own proof of who we are is valid.
pub const ASSERTION_MILLIS: i64 = 60 * 1000;

/// Random bytes of a state and of a nonce.
pub const SECRET_BYTES: usize = 32;
/// Random bytes of a PKCE verifier: 64 characters, of 43 to 128 (RFC 7636).
pub const VERIFIER_BYTES: usize = 48;
/// Bytes of the query with which a browser comes back.
pub const BACK_BYTES: usize = 8 << 10;
/// Bytes of a pending log-in as it is kept.
pub const PENDING_BYTES: usize = 8 << 10;
/// Bytes of the name of an OAuth error.
pub const ERROR_BYTES: usize = 64;
/// Bytes of a token, access or ID.
pub const TOKEN_BYTES: usize = 64 << 10;
/// Characters of a subject (OpenID Connect Core, section 2).
pub const SUBJECT_BYTES: usize = 255;

/// Bytes of an address in the configuration or of the provider.
pub const URL_BYTES: usize = 2048;
/// Bytes of a client id, a scope, an `acr` or a key's id.
pub const WORD_BYTES: usize = 256;
/// Scopes, values of `acr`, and further hosts, each.
pub const WORDS: usize = 16;
/// Bytes of a client secret that may sign, at the least (RFC 7518, section 3.2).
pub const SHARED_BYTES: usize = 32;
/// Bytes of a file with a secret or a key.
pub const SECRET_FILE_BYTES: u64 = 16 << 10;

/// Bytes of one text among the claims.
pub const TEXT_BYTES: usize = 512;
/// Values of `amr` that are kept.
pub const METHODS: usize = 16;
/// Entries of `SubjectRole`.
pub const SUBJECT_ROLES: usize = 64;
/// Exercises of one professional.
pub const EXERCISES: usize = 32;
/// Characters of a code: a profession, a specialty, a sector.
pub const CODE_CHARS: usize = 16;
/// Characters of the technical identifier of a structure.
pub const TECHNICAL_CHARS: usize = 64;
/// Years of birth that are possible.
pub const BIRTH_YEARS: std::ops::RangeInclusive<u16> = 1850..=2200;
/// Activities of one professional, over all exercises.
pub const ACTIVITIES: usize = 128;
