//! Facts of an alert in words.

use hygie_alerts::limits::COUNTED;
use hygie_alerts::{Basis, Colleague, Fact, Nearness};

use crate::Page;

/// What a fact says.
pub(super) fn fact(page: &Page, fact: &Fact) -> String {
    match fact {
        Fact::Care(Basis::Ended(days)) => page.t1("alerts-fact-ended", "days", *days),
        Fact::Care(basis) => page.t(&format!("alerts-fact-{}", care(*basis))),
        Fact::Returned { days } => page.t1("alerts-fact-returned", "days", *days),
        Fact::SameFamily { bearers, given, .. } => {
            let key = if *given { "alerts-fact-names" } else { "alerts-fact-family" };
            with(page.t(key), &[persons(page, *bearers)])
        }
        Fact::Colleague { how, namesakes } => {
            let key = match how {
                Colleague::OfWard => "alerts-fact-colleague-ward",
                Colleague::OfHouse => "alerts-fact-colleague-house",
            };
            with(page.t(key), &[persons(page, *namesakes)])
        }
        Fact::Neighbour { how, .. } => page.t(match how {
            Nearness::Household => "alerts-fact-household",
            Nearness::Street => "alerts-fact-street",
            Nearness::Town => "alerts-fact-town",
        }),
        Fact::Night { at } => page.t1("alerts-fact-night", "at", page.moment(at)),
        Fact::WellKnown => page.t("alerts-fact-well-known"),
        Fact::Browsed { records, usual, peers } => {
            let says = page.t1("alerts-fact-browsed", "count", *records);
            with(says, &usually(page, *usual, *peers))
        }
        Fact::Volume { records, usual, peers } => {
            let says = page.t1("alerts-fact-volume", "count", *records);
            with(says, &usually(page, *usual, *peers))
        }
    }
}

const fn care(basis: Basis) -> &'static str {
    match basis {
        Basis::OtherWard => "other-ward",
        Basis::Declared => "declared",
        Basis::Emergency => "emergency",
        Basis::Team | Basis::Regulation | Basis::Own | Basis::House => "cared",
        Basis::None | Basis::Ended(_) => "no-care",
    }
}

/// How many bear a name; beyond a number they were not counted on.
fn persons(page: &Page, count: u32) -> String {
    let key = if count >= COUNTED { "alerts-bearers-many" } else { "alerts-bearers" };
    page.t1(key, "count", count)
}

/// What is usual, of who came and of others in the same role; tenths are rounded.
fn usually(page: &Page, usual: Option<u32>, peers: Option<u32>) -> Vec<String> {
    let whole = |tenths: u32| tenths.saturating_add(5) / 10;
    let own = usual.map(|it| page.t1("alerts-usual", "count", whole(it)));
    let others = peers.map(|it| page.t1("alerts-usual-peers", "count", whole(it)));
    own.into_iter().chain(others).collect()
}

fn with(says: String, more: &[String]) -> String {
    if more.is_empty() { says } else { format!("{says} ({})", more.join(", ")) }
}
