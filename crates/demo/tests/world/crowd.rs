//! The ordinary inhabitants: each holds together, and together they are a town.

use hygie_demo::calendar::Day;
use hygie_demo::courses::record;
use hygie_demo::world::Record;
use proptest::prelude::*;
use serde_json::Value;

use crate::{assert_valid, coherent, today};

/// How many are drawn where a share or a mean is asked for.
const MANY: u64 = 1200;
/// Fewest and most resources of one inhabitant.
const SIZE: std::ops::RangeInclusive<usize> = 10..=80;
/// Share of those drawn who may have more, and how much at most.
const LONGER: f64 = 0.05;
const LONGEST: usize = 120;

fn town() -> impl Iterator<Item = Record> {
    (0..MANY).map(|number| record(1, number, today()))
}

fn all<'r>(record: &'r Record, kind: &'r str) -> impl Iterator<Item = &'r Value> {
    let resources = record.entries.iter().map(|entry| &entry.resource);
    resources.filter(move |resource| resource["resourceType"] == kind)
}

fn day(resource: &Value, pointer: &str) -> Option<Day> {
    let text = resource.pointer(pointer)?.as_str()?;
    let part = |from, to| text.get(from..to)?.parse().ok();
    Some(Day::of(part(0, 4)?, part(5, 7)?, part(8, 10)?))
}

fn orders<'r>(record: &'r Record, atc: &'r str) -> impl Iterator<Item = Day> + 'r {
    all(record, "MedicationRequest").filter_map(move |order| {
        let code = order.pointer("/medicationCodeableConcept/coding/0/code")?.as_str()?;
        code.starts_with(atc).then(|| day(order, "/authoredOn"))?
    })
}

fn has(record: &Record, cim10: &str) -> bool {
    let code = |problem: &Value| problem["code"]["coding"][0]["code"] == cim10;
    all(record, "Condition").any(code)
}

#[test]
fn inhabitants_are_valid() {
    for number in 0..200 {
        record(3, number, today()).entries.iter().for_each(assert_valid);
    }
}

#[test]
fn the_same_number_is_the_same_inhabitant() {
    let told = |number| {
        let record = record(5, number, today());
        record.entries.iter().map(|entry| entry.resource.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(told(17), told(17));
    assert_ne!(told(17), told(18));
}

#[test]
fn records_are_of_a_size_to_read() {
    let sizes: Vec<usize> = town().map(|record| record.entries.len()).collect();
    let longer = sizes.iter().filter(|size| *size > SIZE.end()).count();
    let (least, most) = (sizes.iter().min().expect("some"), sizes.iter().max().expect("some"));
    assert!(least >= SIZE.start() && *most <= LONGEST, "from {least} to {most}");
    assert!((longer as f64) < LONGER * MANY as f64, "{longer} of {MANY}");
}

#[test]
fn nobody_is_seen_after_death() {
    let mut dead = 0;
    for record in town() {
        let Some(died) = record.person.died else { continue };
        dead += 1;
        assert!(record.person.age(died.day) >= 60);
        for visit in all(&record, "Encounter") {
            assert!(day(visit, "/period/end").expect("an end") <= died.day);
        }
        assert!(all(&record, "Appointment").all(|visit| visit["status"] != "booked"));
        assert!(all(&record, "MedicationRequest").all(|order| order["status"] != "active"));
    }
    assert!(dead > 5, "some die: {dead}");
}

#[test]
fn glycated_haemoglobin_falls_after_a_step_of_treatment() {
    let (mut changes, mut steps) = (0.0, 0.0);
    for record in town().filter(|record| has(record, "E11.9")) {
        let results: Vec<(Day, f64)> = all(&record, "Observation")
            .filter(|result| result["code"]["coding"][0]["code"] == "4548-4")
            .filter_map(|result| {
                Some((
                    day(result, "/effectiveDateTime")?,
                    result["valueQuantity"]["value"].as_f64()?,
                ))
            })
            .collect();
        for step in orders(&record, "A10") {
            let of = |from: i64, to: i64| {
                let within = |(day, _): &&(Day, f64)| (from..to).contains(&(day.0 - step.0));
                let values: Vec<f64> =
                    results.iter().filter(within).map(|(_, value)| *value).collect();
                (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
            };
            if let (Some(before), Some(after)) = (of(-200, 1), of(60, 365)) {
                changes += after - before;
                steps += 1.0;
            }
        }
    }
    assert!(steps > 15.0, "{steps} steps");
    assert!(changes / steps < -0.3, "{} points", changes / steps);
}

#[test]
fn the_old_fall_after_a_sedative() {
    let mut falls = 0;
    for record in town() {
        for visit in all(&record, "Encounter") {
            let reason = visit["reasonCode"][0]["text"].as_str().unwrap_or_default();
            if reason.starts_with("Chute") {
                let fell = day(visit, "/period/start").expect("a day");
                let before = |given: Day| given < fell && fell.0 - given.0 < 200;
                let sedatives = orders(&record, "N05C").chain(orders(&record, "N05B"));
                assert!(sedatives.into_iter().any(before), "{}", record.person.shown());
                falls += 1;
            }
        }
    }
    assert!(falls > 5, "{falls} falls");
}

#[test]
fn nobody_is_given_what_they_cannot_stand() {
    for record in town() {
        let allergic = |atc: &str| {
            all(&record, "AllergyIntolerance").any(|held| held["code"]["coding"][0]["code"] == atc)
        };
        if allergic("J01C") {
            assert_eq!(orders(&record, "J01C").count(), 0, "{}", record.person.shown());
        }
        if allergic("M01A") || orders(&record, "B01AF").count() > 0 {
            assert!(
                orders(&record, "M01A")
                    .all(|given| { orders(&record, "B01AF").all(|since| given < since) })
            );
        }
    }
}

#[test]
fn notes_read_differently() {
    let mut notes: Vec<String> = Vec::new();
    for record in town() {
        for note in all(&record, "DocumentReference") {
            let attachment = &note["content"][0]["attachment"];
            assert!(attachment["contentType"].as_str().expect("a type").starts_with("text/plain"));
            notes.push(attachment["data"].as_str().expect("data").to_owned());
        }
    }
    let count = notes.len();
    notes.sort();
    notes.dedup();
    assert!(notes.len() as f64 > 0.8 * count as f64, "{} of {count}", notes.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn inhabitants_hold_together(seed in any::<u64>(), number in 0_u64..100_000, later in 0_i64..1500) {
        let today = today().plus(later);
        coherent::assert(&record(seed, number, today), today);
    }
}
