//! A resource and a patch of it, a line each: whatever is applied comes back
//! as JSON that can be written and read again, within the parser's depth.
#![no_main]

use hygie_fhir::json::{Json, parse};
use hygie_fhir::limits::JsonLimits;
use hygie_fhir::patch::{FhirPathPatch, JsonPatch};
use libfuzzer_sys::fuzz_target;

fn check(json: &Json) {
    let text = json.to_vec();
    let again = parse(&text, &JsonLimits::default()).expect("what a patch makes can be read");
    assert_eq!(again.to_vec(), text);
}

fuzz_target!(|text: &str| {
    let Some((before, patch)) = text.split_once('\n') else { return };
    let read = |text: &str| parse(text.as_bytes(), &JsonLimits::default()).ok();
    let (Some(before), Some(patch)) = (read(before), read(patch)) else { return };
    if let Ok(after) = JsonPatch::read(&patch).and_then(|patch| patch.apply(&before)) {
        check(&after);
    }
    if let Ok(after) = FhirPathPatch::read(&patch).and_then(|patch| patch.apply(&before)) {
        check(&after);
    }
});
