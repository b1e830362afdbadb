//! Measures reading, validating and writing: `cargo run --release -p hygie-fhir
//! --example measure_fhir FILE…`. Each entry of a bundle counts as one resource.
#![expect(clippy::print_stdout, reason = "it prints a table")]
#![expect(clippy::disallowed_methods, reason = "it measures time")]

use std::time::{Duration, Instant};

use hygie_fhir::definitions::Definitions;
use hygie_fhir::json::{Json, JsonError, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::validate::validate;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let start = Instant::now();
    let types = Definitions::r4().resource_types().count();
    println!("definitions of {types} resource types opened in {:?}", start.elapsed());
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for path in std::env::args().skip(1) {
        let whole = parse(&std::fs::read(path)?, &JsonLimits::DEFAULT)?;
        match whole.get("entry").and_then(Json::as_array) {
            Some(entries) => {
                let resources = entries.iter().filter_map(|entry| entry.get("resource"));
                texts.extend(resources.map(Json::to_vec));
            }
            None => texts.push(whole.to_vec()),
        }
    }
    let bytes: usize = texts.iter().map(Vec::len).sum();
    println!("{} resources, {bytes} bytes of compact JSON", texts.len());
    let start = Instant::now();
    let read: Result<Vec<Json>, JsonError> =
        texts.iter().map(|text| parse(text, &JsonLimits::DEFAULT)).collect();
    let read = read?;
    show("read", start.elapsed(), texts.len(), bytes);
    let start = Instant::now();
    let refused: Vec<_> = read.iter().filter_map(|json| validate(json).err()).collect();
    show("validate", start.elapsed(), texts.len(), bytes);
    let start = Instant::now();
    let written: usize = read.iter().map(|json| json.to_vec().len()).sum();
    show("write", start.elapsed(), texts.len(), bytes);
    println!("{} refused, {written} bytes written", refused.len());
    for issue in refused.iter().flatten().take(20) {
        println!("  {} {issue}", issue.code.as_str());
    }
    Ok(())
}

fn show(what: &str, took: Duration, resources: usize, bytes: usize) {
    let each = |count: usize| took.as_nanos() / 1_u128.max(count as u128);
    println!("{what}: {took:?}, {} ns a resource, {} ns a KB", each(resources), each(bytes / 1000));
}
