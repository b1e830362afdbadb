//! What a device carries: nothing breaks its reader, nothing unsigned makes a device
//! a known one, and what it carries next is always one of ours.
#![no_main]

use hygie_accounts::fuzzing::device;
use hygie_base::{SeededRng, Timestamp};
use libfuzzer_sys::fuzz_target;

const NOW: Timestamp = Timestamp(1_795_626_000_000);

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let rng = SeededRng::new(7);
    let (known, next) = device("a key", text, "vasseur", NOW, &rng);
    assert!(!known, "nobody signed it");
    let (known, again) = device("a key", &next, "vasseur", NOW, &rng);
    assert!(known, "it was signed just now");
    assert_eq!(again, next, "one part a login");
    let (stranger, _) = device("a key", &next, "martin", NOW, &rng);
    assert!(!stranger, "for that login alone");
    let (other, _) = device("another key", &next, "vasseur", NOW, &rng);
    assert!(!other, "by another house");
});
