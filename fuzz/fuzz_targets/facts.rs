//! Resources as people read them: no resource breaks a fact, a rendering or a
//! synthesis, and nothing that is no fact is stated.
#![no_main]

use hygie_base::Timestamp;
use hygie_fhir::json::parse;
use hygie_fhir::limits::JsonLimits;
use hygie_synthesis::{Banner, Details, Fact, KindSet, Seen, Synthesis, note_text};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &[u8]| {
    let Ok(resource) = parse(text, &JsonLimits::DEFAULT) else { return };
    let _ = Details::of(&resource);
    let _ = note_text(&resource);
    let banner = Banner::of(&resource);
    let _ = banner.age(Timestamp(1_800_000_000_000));
    let Some(fact) = Fact::read(&resource) else { return };
    let seen = Seen {
        fact: &fact,
        resource_type: resource.resource_type().unwrap_or_default(),
        id: "x",
        version: 1,
        written: Timestamp(0),
        author: "a",
        custodian: "c",
    };
    let now = Timestamp(1_800_000_000_000);
    let _ = Synthesis::of([seen].into_iter(), now, KindSet::NONE, Some(Timestamp(-1)));
});
