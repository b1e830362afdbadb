//! Filters: no `_filter`, chain or include breaks reading, and what is read is
//! matched without breaking.
#![no_main]

use hygie_base::Timestamp;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::search::{Include, Matching, Query, Subject, World, extract};
use libfuzzer_sys::fuzz_target;

/// Every reference leads back to the resource itself.
struct Mirror<'a>(Subject<'a>);

impl World for Mirror<'_> {
    fn target<'a>(&'a self, _: usize, _: &str, _: &str) -> Option<Subject<'a>> {
        Some(self.0)
    }

    fn all<'a>(&'a self, _: usize, _: &str) -> Vec<Subject<'a>> {
        vec![self.0]
    }

    fn goes_on(&self) -> bool {
        true
    }
}

// First line: the name of a parameter and its value, or a filter alone. The
// rest: a resource.
fuzz_target!(|text: &str| {
    let (asked, resource) = text.split_once('\n').unwrap_or((text, "{}"));
    let pair = asked.split_once('=').unwrap_or(("_filter", asked));
    let Ok(json) = parse(resource.as_bytes(), &JsonLimits::DEFAULT) else { return };
    let kind = json.resource_type().unwrap_or("Observation");
    let values = extract(&json, None);
    if let Some(Ok(include)) = Include::parse(1, pair.0, pair.1, &[kind]) {
        let _ = include.references(&values);
    }
    if let Ok(query) = Query::parse_wide(kind, &[pair], Timestamp(0)) {
        let subject = Subject { home: 0, id: "a", values: &values, text: resource.as_bytes() };
        let _ = Matching::new(&Mirror(subject)).matches(&query, subject);
    }
});
