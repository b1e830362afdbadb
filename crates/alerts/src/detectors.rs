//! Detectors: one reason each. They tell a fact and what it weighs, or nothing.

pub(crate) mod browsing;
pub(crate) mod care;
pub(crate) mod colleague;
pub(crate) mod neighbour;
pub(crate) mod night;
pub(crate) mod returning;
pub(crate) mod surname;
pub(crate) mod volume;
pub(crate) mod well_known;

use crate::Fact;

/// A fact and what it weighs.
pub(crate) type Found = Option<(Fact, u32)>;
