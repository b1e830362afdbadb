//! Measures extracting and searching: `cargo run --release -p hygie-fhir
//! --example measure_search FILE…`, bundles. All resources count as one record.
#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::time::Instant;

use hygie_base::Timestamp;
use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Query, Values, blind_terms, extract, parameters};

/// Searches run this many times, the fastest counts.
const ROUNDS: usize = 50;

const QUERIES: [(&str, &[(&str, &str)]); 5] = [
    ("Observation", &[("code", "8302-2"), ("_sort", "-date"), ("_count", "20")]),
    ("Observation", &[("code", "http://loinc.org|8302-2"), ("_sort", "-date")]),
    ("Observation", &[("_sort", "-date")]),
    ("Observation", &[("value-quantity", "gt100"), ("date", "ge2010")]),
    ("Observation", &[("code-value-quantity", "8302-2$gt100||cm")]),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let count = parameters().of("Observation").count();
    println!("parameters compiled in {:?}; Observation has {count}", start.elapsed());
    let mut resources = Vec::new();
    for path in std::env::args().skip(1) {
        let whole = parse(&std::fs::read(path)?, &JsonLimits::DEFAULT)?;
        let entries = whole.get("entry").and_then(Json::as_array).unwrap_or_default();
        resources.extend(entries.iter().filter_map(|entry| entry.get("resource").cloned()));
    }
    let start = Instant::now();
    let values: Vec<Values> = resources.iter().map(|one| extract(one, None)).collect();
    let each = start.elapsed() / u32::try_from(values.len().max(1))?;
    let bytes: usize = values.iter().map(Values::bytes).sum();
    let observations = values.iter().filter(|one| one.kind() == "Observation").count();
    let average = bytes / values.len().max(1);
    println!(
        "{} resources ({observations} observations) extracted, {each:?} each, {average} bytes each",
        values.len()
    );
    let start = Instant::now();
    let terms: usize = resources.iter().map(|one| blind_terms(one).len()).sum();
    println!("{terms} blind terms in {:?}", start.elapsed());
    for (kind, params) in QUERIES {
        let query = Query::parse(kind, params, Timestamp(0))?;
        let mut best = None;
        let mut found = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            found = query.select(values.iter().enumerate()).len();
            let took = start.elapsed();
            best = Some(best.map_or(took, |best| took.min(best)));
        }
        println!("{kind} {params:?}: {found} found in {:?}", best.unwrap_or_default());
    }
    Ok(())
}
