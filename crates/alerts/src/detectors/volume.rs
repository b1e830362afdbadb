//! Far more records on one day than on the actor's own days, and than their peers'.

use super::Found;
use crate::Fact;
use crate::limits::{VOLUME, VOLUME_TIMES, weights};

/// `usual` and `peers` are in tenths; where nothing is known of either, nothing is told.
pub(crate) fn find(records: u32, usual: Option<u32>, peers: Option<u32>) -> Found {
    let beyond =
        |it: Option<u32>| it.is_none_or(|it| records.saturating_mul(10) > it * VOLUME_TIMES);
    let known = usual.is_some() || peers.is_some();
    let many = known && records >= VOLUME && beyond(usual) && beyond(peers);
    many.then_some((Fact::Volume { records, usual, peers }, weights::MANY))
}
