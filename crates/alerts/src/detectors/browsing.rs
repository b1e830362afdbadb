//! Many records without any care link on one day.

use super::Found;
use crate::Fact;
use crate::limits::{BROWSED, BROWSED_TIMES, weights};

/// `usual` and `peers` are in tenths.
pub(crate) fn find(records: u32, usual: Option<u32>, peers: Option<u32>) -> Found {
    let beyond =
        |it: Option<u32>| it.is_none_or(|it| records.saturating_mul(10) > it * BROWSED_TIMES);
    let many = records >= BROWSED && beyond(usual) && beyond(peers);
    many.then_some((Fact::Browsed { records, usual, peers }, weights::MANY))
}
