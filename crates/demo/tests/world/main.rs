//! Whatever the seed and the day: what is generated is valid R4 and holds together.
#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "test code: what fails here fails the test"
)]

mod coherent;
mod crowd;

use hygie_demo::calendar::Day;
use hygie_demo::story::Entry;
use hygie_demo::world::registry;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::validate::validate;
use proptest::prelude::*;

/// A day that the tests tell the story on.
fn today() -> Day {
    Day::of(2026, 11, 26)
}

fn assert_valid(entry: &Entry) {
    let text = entry.resource.to_string();
    let json = parse(text.as_bytes(), &JsonLimits::default()).expect("JSON");
    if let Err(issues) = validate(&json) {
        panic!("{issues:?}\n{text}");
    }
}

#[test]
fn the_registry_is_valid() {
    registry().iter().for_each(assert_valid);
}

#[test]
fn everybody_is_valid() {
    for record in hygie_demo::people::all(1, today()) {
        record.entries.iter().for_each(assert_valid);
    }
}

#[test]
fn the_same_seed_gives_the_same_people() {
    let told = |seed| {
        let all = hygie_demo::people::all(seed, today());
        all.iter()
            .flat_map(|record| &record.entries)
            .map(|entry| entry.resource.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(told(7), told(7));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn everybody_holds_together(seed in any::<u64>(), day in 0_i64..1500) {
        let today = today().plus(day);
        for record in hygie_demo::people::all(seed, today) {
            coherent::assert(&record, today);
        }
    }
}
