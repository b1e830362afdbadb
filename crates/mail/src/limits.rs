//! Named limits, each tested at its value and one above.

use std::time::Duration;

/// Characters of an address (RFC 5321, 4.5.3.1.3: a path has 256 octets with its brackets).
pub const ADDRESS_CHARS: usize = 254;
/// Time for each step of a transmission. RFC 5321, 4.5.3.2, would give some minutes: here a
/// letter that waits is tried again soon.
pub const STEP_TIME: Duration = Duration::from_secs(30);
