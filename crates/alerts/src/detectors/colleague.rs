//! A colleague's record: somebody of the organisation bears the person's names.

use super::Found;
use crate::limits::{LIKELY_COLLEAGUE, MAY_BE_COLLEAGUE, weights};
use crate::{Access, Fact, Ties};

/// Their own names are told as a family name shared.
pub(crate) fn find(access: &Access, ties: Ties<'_>) -> Found {
    if !access.colleague || ties.given {
        return None;
    }
    let namesakes = access.counts.namesakes;
    let weight = match namesakes {
        ..=LIKELY_COLLEAGUE => weights::COLLEAGUE,
        ..=MAY_BE_COLLEAGUE => weights::COLLEAGUE_PERHAPS,
        _ => weights::COLLEAGUE_HARDLY,
    };
    Some((Fact::Colleague { namesakes }, weight))
}
