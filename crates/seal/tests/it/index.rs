use std::collections::BTreeSet;

use hygie_seal::{Locator, Ring, SealError, TermLocator};
use proptest::prelude::*;

use crate::support::{record, rng};

const UUID: &str = "9ab1e586-0000-4000-8000-00000000002f";

fn locator() -> Locator {
    Locator { record: record(7), seq: 70_000, version: 3 }
}

fn term_locator(id: &str) -> TermLocator {
    TermLocator { record: record(7), resource_type: "Patient".to_owned(), id: id.to_owned() }
}

#[test]
fn purposes_and_fields_are_kept_apart() {
    let ring = Ring::generate(&rng(1));
    let index = ring.index();
    let tokens: BTreeSet<Vec<u8>> = [
        index.id("a", "b")[..8].to_vec(),
        index.id("ab", "")[..8].to_vec(),
        index.id("", "ab")[..8].to_vec(),
        index.term("a", b"b")[..8].to_vec(),
        index.cell("a", "b")[..8].to_vec(),
        index.actor("ab")[..8].to_vec(),
        index.tag("a", "b").to_vec(),
        Ring::generate(&rng(2)).index().tag("a", "b").to_vec(),
    ]
    .into();
    assert_eq!(tokens.len(), 8);
}

#[test]
fn an_id_locator_opens_to_who_knows_the_id() {
    let ring = Ring::generate(&rng(1));
    let index = ring.index();
    let sealed = index.seal_id_locator("Patient", UUID, &locator()).expect("seals");
    assert_eq!(sealed.len(), 32);
    assert_eq!(index.seal_id_locator("Patient", UUID, &locator()).as_ref(), Ok(&sealed));
    assert_eq!(index.open_id_locator("Patient", UUID, &sealed), Ok(locator()));
    assert_eq!(index.open_id_locator("Patient", "p2", &sealed), Err(SealError::Refused));
    assert_eq!(index.open_id_locator("Person", UUID, &sealed), Err(SealError::Refused));
    for at in 0..sealed.len() {
        let mut other = sealed.clone();
        other[at] ^= 4;
        assert_eq!(index.open_id_locator("Patient", UUID, &other), Err(SealError::Refused));
        assert!(index.open_id_locator("Patient", UUID, &sealed[..at]).is_err());
    }
}

#[test]
fn a_sequence_beyond_32_bits_is_refused() {
    let ring = Ring::generate(&rng(1));
    let seal = |seq| ring.index().seal_id_locator("A", "b", &Locator { seq, ..locator() });
    assert!(seal(u64::from(u32::MAX)).is_ok());
    assert_eq!(seal(u64::from(u32::MAX) + 1), Err(SealError::TooLarge("sequence")));
}

#[test]
fn a_term_locator_opens_to_who_knows_the_term() {
    let ring = Ring::generate(&rng(1));
    let index = ring.index();
    let tag = index.tag("Patient", UUID);
    let wanted = term_locator(UUID);
    let sealed = index.seal_term_locator("Patient.family", b"durand", &tag, &wanted);
    let sealed = sealed.expect("seals");
    assert_eq!(sealed.len(), 64);
    let open = |param, value, tag| index.open_term_locator(param, value, tag, &sealed);
    assert_eq!(open("Patient.family", b"durand", &tag), Ok(wanted));
    assert_eq!(open("Patient.family", b"duranx", &tag), Err(SealError::Refused));
    assert_eq!(open("Patient.given1", b"durand", &tag), Err(SealError::Refused));
    assert_eq!(open("Patient.family", b"durand", &[0; 8]), Err(SealError::Refused));
}

#[test]
fn term_locators_are_equally_long_for_uuids() {
    let ring = Ring::generate(&rng(1));
    let len = |resource_type: &str, id: &str| {
        let locator = TermLocator { resource_type: resource_type.to_owned(), ..term_locator(id) };
        ring.index().seal_term_locator("p", b"v", &[0; 8], &locator).expect("seals").len()
    };
    assert_eq!(len("Task", UUID), 64);
    assert_eq!(len("DocumentManifest", UUID), 64);
    assert_eq!(len("Patient", "12"), 64);
    assert_eq!(len("Patient", &UUID.to_uppercase()), 112);
}

proptest! {
    #[test]
    fn every_locator_comes_back(
        number in 0u64..1 << 63,
        seq in any::<u32>(),
        version in any::<u32>(),
        id in prop_oneof![".{1,60}", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[0-9a-fA-F+-]{36}"],
        value in prop::collection::vec(any::<u8>(), 0..50),
    ) {
        let ring = Ring::generate(&rng(1));
        let index = ring.index();
        let locator = Locator { record: record(number), seq: u64::from(seq), version };
        let sealed = index.seal_id_locator("T", &id, &locator).expect("seals");
        prop_assert_eq!(index.open_id_locator("T", &id, &sealed), Ok(locator));
        let locator = TermLocator { record: record(number), ..term_locator(&id) };
        let tag = index.tag("T", &id);
        let sealed = index.seal_term_locator("p", &value, &tag, &locator).expect("seals");
        prop_assert_eq!(index.open_term_locator("p", &value, &tag, &sealed), Ok(locator));
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        let ring = Ring::generate(&rng(1));
        prop_assert!(ring.index().open_id_locator("T", "i", &bytes).is_err());
        prop_assert!(ring.index().open_term_locator("p", b"v", &[0; 8], &bytes).is_err());
    }
}
