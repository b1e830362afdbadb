//! By what somebody came: no care link of their ward or of their own.

use super::Found;
use crate::limits::{AFTER_CARE_DAYS, weights};
use crate::{Access, Basis, Fact};

/// Whether there is none at all.
pub(crate) const fn is_bare(access: &Access) -> bool {
    !access.wrote && matches!(access.basis, Basis::None)
}

/// Whether there is one, but not of their ward.
pub(crate) const fn is_loose(access: &Access) -> bool {
    let loose = matches!(access.basis, Basis::OtherWard | Basis::Declared | Basis::Emergency);
    !access.wrote && loose
}

/// What they lacked. Who wrote took care, whatever the link. An emergency is reviewed on its
/// own, so it weighs no more than a loose link.
pub(crate) fn find(access: &Access, routine: bool) -> Found {
    let weight = match access.basis {
        _ if access.wrote => return None,
        Basis::Team | Basis::Regulation | Basis::Own | Basis::House => return None,
        Basis::None => weights::BARE,
        Basis::Ended(days) if days > AFTER_CARE_DAYS => weights::ENDED,
        Basis::Ended(_) => weights::ENDED_OF_LATE,
        Basis::OtherWard | Basis::Declared if routine && access.night.is_none() => {
            weights::LOOSE_ROUTINE
        }
        Basis::Declared => weights::DECLARED,
        Basis::OtherWard | Basis::Emergency => weights::LOOSE,
    };
    Some((Fact::Care(access.basis), weight))
}
