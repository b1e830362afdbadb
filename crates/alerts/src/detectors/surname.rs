//! The same family name: the rarer, the more it says.

use super::Found;
use crate::limits::{RARE_BEARERS, UNCOMMON_BEARERS, weights};
use crate::{Counts, Fact, Ties};

pub(crate) fn find(ties: Ties<'_>, counts: Counts) -> Found {
    let family = ties.family?.to_owned();
    let bearers = counts.bearers;
    let weight = if bearers <= RARE_BEARERS {
        weights::RARE
    } else if bearers <= UNCOMMON_BEARERS {
        weights::UNCOMMON
    } else {
        weights::COMMON
    };
    let too = if ties.given { weights::GIVEN_TOO } else { 0 };
    Some((Fact::SameFamily { family, bearers, given: ties.given }, weight + too))
}
