//! Dates: no text breaks the parser, and what it reads is a range in time.
#![no_main]

use hygie_fhir::date::{Form, parse, parse_time};
use libfuzzer_sys::fuzz_target;

const FORMS: [Form; 4] = [Form::Date, Form::DateTime, Form::Instant, Form::Search];

fuzz_target!(|text: &str| {
    let ranges = FORMS.map(|form| parse(text, form));
    for range in ranges.into_iter().flatten().chain(parse_time(text)) {
        assert!(range.start < range.end);
    }
    // What a stricter form reads, a search reads alike.
    for range in ranges.into_iter().flatten() {
        assert_eq!(Some(range), parse(text, Form::Search));
    }
});
