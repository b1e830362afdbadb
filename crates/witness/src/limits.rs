//! Named limits.

use std::time::Duration;

/// Logs of other houses for which this one may be a witness.
pub const WITNESSED_LOGS: usize = 64;
/// Witnesses that a house may have.
pub const WITNESSES: usize = 8;
/// Time in which a witness has to answer.
pub const ANSWER_TIME: Duration = Duration::from_secs(10);
/// Time of a request to us.
pub const TIME: Duration = Duration::from_secs(20);
