//! A neighbour's record, or that of the same household.

use super::Found;
use crate::limits::{STREET_PERSONS, TOWN_PERSONS, weights};
use crate::{Counts, Fact, Nearness, Ties};

pub(crate) fn find(ties: Ties<'_>, counts: Counts) -> Found {
    let ((how, _), persons) = (ties.home?, counts.neighbours);
    let weight = match how {
        Nearness::Household => weights::HOUSEHOLD,
        Nearness::Street if (1..=STREET_PERSONS).contains(&persons) => weights::STREET,
        Nearness::Street => weights::LONG_STREET,
        Nearness::Town if (1..=TOWN_PERSONS).contains(&persons) => weights::TOWN,
        Nearness::Town => return None,
    };
    Some((Fact::Neighbour { how, persons }, weight))
}
