//! Coming back to a record without any care link.

use super::Found;
use crate::Fact;
use crate::limits::weights;

/// On `before` earlier days they did, and today again.
pub(crate) fn find(before: u32) -> Found {
    let fact = Fact::Returned { days: before.saturating_add(1) };
    (before > 0).then(|| (fact, weights::RETURN.saturating_mul(before)))
}
