//! What people and operators type: searches for persons, scopes.
#![no_main]

use hygie_fhir::search::{name_words, near, normalise, one_letter_apart, person_probes, sound};
use hygie_gate::Scopes;
use hygie_record::Wanted;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(scopes) = Scopes::parse(text) {
        let again = Scopes::parse(&scopes.to_string());
        assert_eq!(again, Ok(scopes), "what is written is read again");
    }
    if let Some(wanted) = Wanted::parse(text) {
        let says =
            !wanted.words.is_empty() || wanted.birth.is_some() || wanted.identifier.is_some();
        assert!(says);
    }
    for word in name_words(text) {
        let folded = normalise(word);
        let _ = sound(word);
        let _ = person_probes(word);
        for other in near(&folded) {
            assert!(
                other == folded || folded.chars().count() > 16 || one_letter_apart(&other, &folded)
            );
        }
    }
});
