//! The care links of one's own organisation, in words.

use hygie_base::Timestamp;
use hygie_gate::Ties;
use hygie_gate::rights::{Link, Party};
use hygie_policy::facts::Standing;

use super::told;
use crate::Page;

/// A link of the organisation that runs or is to come.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct LinkRow {
    /// The ward, or that it is all of the organisation.
    pub(super) place: String,
    /// On what occasion; empty where that was not said.
    pub(super) occasion: String,
    /// Since when, until when, and who said so.
    pub(super) line: String,
    /// By which it is ended.
    pub(super) key: String,
}

impl LinkRow {
    pub(super) fn all(page: &Page, ties: &Ties) -> Vec<Self> {
        ties.registered.iter().map(|link| Self::of(page, link)).collect()
    }

    /// What it is, in one line.
    pub(super) fn what(&self) -> String {
        match &*self.occasion {
            "" => self.place.clone(),
            occasion => format!("{}, {occasion}", self.place),
        }
    }

    fn of(page: &Page, link: &Link) -> Self {
        let place = match &link.party {
            Party::Ward { name, .. } => name.clone(),
            Party::Organisation { .. } | Party::Account { .. } => page.t("care-whole"),
        };
        let occasion = link.occasion.map(|it| page.occasion(it)).unwrap_or_default();
        Self { place, occasion, line: line(page, link, page.now), key: link.key() }
    }
}

/// Since when, or from when on, until when, and who said so.
pub(super) fn line(page: &Page, link: &Link, now: Timestamp) -> String {
    let comes = link.standing(now) == Standing::Coming;
    let (since, by) = (page.moment(link.start), told::by(page, link));
    match link.end {
        None if comes => page.t2("care-comes", "since", since, "by", by),
        None => page.t2("care-runs", "since", since, "by", by),
        Some(end) => {
            let key = if comes { "care-comes-until" } else { "care-runs-until" };
            let until = ("until", told::until(page, end));
            page.t3(key, ("since", since), until, ("by", by))
        }
    }
}
