//! A well-known person's record, opened by who does not take care of them.

use super::Found;
use crate::limits::weights;
use crate::{Access, Fact};

pub(crate) fn find(access: &Access, lacks_care: bool) -> Found {
    (access.person.well_known && lacks_care).then_some((Fact::WellKnown, weights::WELL_KNOWN))
}
