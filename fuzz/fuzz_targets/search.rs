//! Searches: no query and no resource breaks reading, extracting or matching.
#![no_main]

use hygie_base::Timestamp;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Query, blind_probe, blind_terms, extract};
use libfuzzer_sys::fuzz_target;

/// First line: `Type?name=value&name=value`. The rest: a resource.
fuzz_target!(|text: &str| {
    let (asked, resource) = text.split_once('\n').unwrap_or((text, "{}"));
    let (kind, params) = asked.split_once('?').unwrap_or(("Observation", asked));
    let params: Vec<(&str, &str)> =
        params.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, ""))).collect();
    for (name, value) in &params {
        let _ = blind_probe(kind, name, value);
    }
    let query = Query::parse(kind, &params, Timestamp(0));
    let Ok(resource) = parse(resource.as_bytes(), &JsonLimits::DEFAULT) else { return };
    let values = extract(&resource, None);
    let _ = blind_terms(&resource);
    if let Ok(query) = query {
        let found = query.select([((), &values), ((), &values)]);
        assert_eq!(found.len(), if query.matches(&values) { 2 } else { 0 });
    }
});
