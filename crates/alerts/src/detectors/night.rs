//! At night, for who is not on duty.

use hygie_base::Timestamp;
use hygie_base::paris::paris;

use super::Found;
use crate::limits::{NIGHT, NIGHT_ROUND, weights};
use crate::{Access, Basis, Fact};

/// Whether it is night in Paris: what [`crate::Access::night`] goes by.
pub fn is_night(at: Timestamp) -> bool {
    let (begins, ends) = NIGHT;
    let hour = paris(at).hour;
    hour >= begins || hour < ends
}

/// Whether these accesses of one actor on one day show a round at night.
pub(crate) fn on_duty<'a>(accesses: impl Iterator<Item = &'a Access>) -> bool {
    let cares = |it: &&Access| it.night.is_some() && (it.wrote || it.basis == Basis::Team);
    accesses.filter(cares).count() >= NIGHT_ROUND
}

/// Only beside a care link that is missing: who is called for one of their ward's comes.
pub(crate) fn find(access: &Access, on_duty: bool, lacks_care: bool) -> Found {
    let at = access.night.filter(|_| lacks_care && !on_duty)?;
    Some((Fact::Night { at }, weights::NIGHT))
}
