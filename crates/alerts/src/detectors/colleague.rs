//! A colleague's record: somebody of the organisation bears the person's names. Whom one
//! works beside one knows; of a big house one knows few.

use super::Found;
use crate::limits::{LIKELY_COLLEAGUE, MAY_BE_COLLEAGUE, weights};
use crate::{Access, Colleague, Fact, Ties};

/// Their own names are told as a family name shared.
pub(crate) fn find(access: &Access, ties: Ties<'_>) -> Found {
    let how = access.colleague.filter(|_| !ties.given)?;
    let namesakes = access.counts.namesakes;
    let (of_ward, of_house) = if namesakes <= LIKELY_COLLEAGUE {
        weights::COLLEAGUE
    } else if namesakes <= MAY_BE_COLLEAGUE {
        weights::COLLEAGUE_PERHAPS
    } else {
        weights::COLLEAGUE_HARDLY
    };
    let weight = match how {
        Colleague::OfWard => of_ward,
        Colleague::OfHouse => of_house,
    };
    Some((Fact::Colleague { how, namesakes }, weight))
}
