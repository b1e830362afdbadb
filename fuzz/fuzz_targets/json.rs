//! Reading JSON never panics, and what is read is written and read back equal.
#![no_main]

use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use libfuzzer_sys::fuzz_target;

/// Small enough that the fuzzer meets each of them.
const LIMITS: JsonLimits =
    JsonLimits { bytes: 4096, depth: 8, values: 256, number_bytes: 16, string_bytes: 64 };

fuzz_target!(|text: &[u8]| {
    if let Err(error) = parse(text, &LIMITS) {
        assert!(error.line > 0 && error.column > 0 && error.place.starts_with('$'));
        assert!(!error.to_string().is_empty());
    }
    if let Ok(json) = parse(text, &JsonLimits::DEFAULT) {
        let written = json.to_vec();
        let again = parse(&written, &JsonLimits::DEFAULT).expect("what was written can be read");
        assert_eq!(again, json);
        assert_eq!(again.to_vec(), written);
    }
});
