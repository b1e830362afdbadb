//! Orders that do not depend on the order in which facts came.

use std::cmp::Ordering;

use crate::moment::Moment;
use crate::seen::Seen;

/// Newest clinical date first, undated last, then by name of the resource.
pub(crate) fn newest(one: &Seen<'_>, other: &Seen<'_>) -> Ordering {
    latest(one.fact.dated().moment(), other.fact.dated().moment()).then_with(|| name(one, other))
}

/// Later dates first, none last.
pub(crate) fn latest(one: Option<Moment>, other: Option<Moment>) -> Ordering {
    other.cmp(&one)
}

/// By the name of the resource, and by version should it come twice.
pub(crate) fn name(one: &Seen<'_>, other: &Seen<'_>) -> Ordering {
    (one.resource_type, one.id, one.version).cmp(&(other.resource_type, other.id, other.version))
}

/// The earliest of two dates, either of which may be missing.
pub(crate) fn earliest(one: Option<Moment>, other: Option<Moment>) -> Option<Moment> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// Keeps the first so many of an order, sorted, without sorting the rest.
pub(crate) fn first<T>(all: &mut Vec<T>, count: usize, order: impl Fn(&T, &T) -> Ordering + Copy) {
    if count < all.len() {
        all.select_nth_unstable_by(count, order);
        all.truncate(count);
    }
    all.sort_by(order);
}
