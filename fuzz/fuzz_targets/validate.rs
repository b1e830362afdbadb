//! Validation never panics, and says where and what of each fault.
#![no_main]

use hygie_fhir::json::parse;
use hygie_fhir::limits::{ISSUES, JsonLimits};
use hygie_fhir::validate::validate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let Ok(json) = parse(text, &JsonLimits::DEFAULT) else { return };
    let Err(issues) = validate(&json) else { return };
    assert!((1..=ISSUES).contains(&issues.len()));
    for issue in issues {
        assert!(!issue.expression.is_empty() && !issue.sentence.is_empty());
    }
});
