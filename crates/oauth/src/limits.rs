//! Named limits of the endpoints.

use std::time::Duration;

/// Bytes of a form: an assertion and a list of scopes fit in, and little else.
pub const FORM_BYTES: usize = 32 << 10;
/// Parameters of one request.
pub const PARAMETERS: usize = 32;
/// Time of a request.
pub const TIME: Duration = Duration::from_secs(20);
/// Time in which a client's host must give its set of keys.
pub const FETCH_TIME: Duration = Duration::from_secs(5);
/// Seconds for which a browser may remember that it may call.
pub const PREFLIGHT_SECONDS: u32 = 600;
