//! Measures facts, synthesis and timeline: `cargo run --release -p
//! hygie-synthesis --example measure_synthesis FILE…`, each a bundle of one record.
#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::hint::black_box;
use std::time::Instant;

use hygie_base::Timestamp;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Fact, KindSet, Seen, Synthesis, Timeline};

const ROUNDS: u32 = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let bundle = parse(&std::fs::read(path)?, &JsonLimits::DEFAULT)?;
        let entries = bundle.get("entry").and_then(Json::as_array).unwrap_or_default();
        let resources: Vec<&Json> = entries.iter().filter_map(|one| one.get("resource")).collect();
        let start = Instant::now();
        let read: Vec<(&Json, Fact)> =
            resources.iter().filter_map(|one| Some((*one, Fact::read(one)?))).collect();
        let took = start.elapsed();
        let bytes: usize = read.iter().map(|(_, fact)| fact.bytes()).sum();
        let count = read.len().max(1);
        println!(
            "{count} facts of {} resources: {} ns a resource, {} bytes a fact",
            resources.len(),
            took.as_nanos() / resources.len().max(1) as u128,
            bytes / count
        );
        let seen = || {
            read.iter().map(|(json, fact)| Seen {
                fact,
                resource_type: json.resource_type().unwrap_or_default(),
                id: json.id().unwrap_or_default(),
                version: 1,
                written: Timestamp(0),
                author: "",
                custodian: "",
            })
        };
        let now = Timestamp(1_795_600_000_000);
        let since = Some(Timestamp(-1));
        let start = Instant::now();
        for _ in 0..ROUNDS {
            black_box(Synthesis::of(seen(), now, KindSet::NONE, since));
        }
        println!("  synthesis {:?}", start.elapsed() / ROUNDS);
        let start = Instant::now();
        for _ in 0..ROUNDS {
            black_box(Timeline::of(seen(), KindSet::NONE, Default::default()));
        }
        println!("  timeline {:?}", start.elapsed() / ROUNDS);
    }
    Ok(())
}
