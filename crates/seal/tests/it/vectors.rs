//! Pinned bytes: what was sealed by a released format opens for ever, and the
//! same input with the same randomness seals to the same bytes.
//!
//! The `opens` half may never change. The `seals` half may change for entries
//! only, and only when zstd, its level or the dictionary changed.

use hygie_base::{Epoch, KeyNo};
use hygie_seal::{
    KeySlot, Link, Locator, RecordKey, Ring, TermLocator, blind_leaf, link, seal_object,
    unseal_object,
};

use crate::support::{JSON, header, open, place, record, rng, seal};

const ENTRY_0: &str = include_str!("vectors/entry-dictionary-0.hex");
const ENTRY_1: &str = include_str!("vectors/entry-dictionary-1.hex");
const OBJECT: &str = include_str!("vectors/object.hex");
const WRAPPED: &str = include_str!("vectors/wrapped.hex");
const RING: &str = include_str!("vectors/ring.txt");

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Vec<u8> {
    let text = text.trim_end();
    let digits = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal");
    (0..text.len()).step_by(2).map(digits).collect()
}

fn slot() -> KeySlot {
    KeySlot { record: record(7), key: KeyNo(42), kind: 1 }
}

#[test]
fn pinned_entries_open() {
    let key = RecordKey::generate(&rng(1));
    for body in [ENTRY_0, ENTRY_1] {
        let (opened, json) = open(&key, &place(), &unhex(body)).expect("opens");
        assert_eq!((json.as_str(), &opened.header), (JSON, &header()));
        assert_eq!(opened.previous, Link([5; 32]));
        let commitment = "a4a2b42b96cebc836fa1e08acbf52ed2eb556dd87914876b6c0d9b17d97da649";
        assert_eq!(hex(&opened.commitment), commitment);
    }
}

#[test]
fn an_entry_seals_as_pinned() {
    let key = RecordKey::generate(&rng(1));
    let (body, own) = seal(&key, &place(), &header(), JSON);
    assert_eq!(hex(&body), ENTRY_1.trim_end());
    assert_eq!(hex(&own.0), "8a5f019adcb6d154554f34b663fdeec0e964268a59492087a17ddaf8e68a9307");
}

#[test]
fn objects_and_wrapped_keys_seal_and_open_as_pinned() {
    let key = RecordKey::generate(&rng(1));
    let sealed = seal_object(&key, b"aad", b"content", &rng(2)).expect("seals");
    assert_eq!(hex(&sealed), OBJECT.trim_end());
    assert_eq!(*unseal_object(&key, b"aad", &unhex(OBJECT)).expect("opens"), b"content");

    let ring = Ring::from_bytes(RING.as_bytes()).expect("reads");
    let (epoch, wrapped) = ring.wrap(&slot(), &key, "Organization/1", &rng(3)).expect("wraps");
    assert_eq!((epoch, hex(&wrapped).as_str()), (Epoch(2), WRAPPED.trim_end()));
    let (back, custodian) = ring.unwrap(&slot(), epoch, &unhex(WRAPPED)).expect("opens");
    assert!(unseal_object(&back, b"aad", &unhex(OBJECT)).is_ok());
    assert_eq!(custodian, "Organization/1");
}

#[test]
fn a_ring_is_written_as_pinned() {
    let rng = rng(4);
    let mut ring = Ring::generate(&rng);
    ring.advance(&rng).expect("advances");
    assert_eq!(std::str::from_utf8(&ring.to_bytes()), Ok(RING));
}

#[test]
fn hashes_are_as_pinned() {
    let own = link(&Link::START, record(7), 1, &[3; 32]);
    assert_eq!(hex(&own.0), "1d2e5a03ebb029e3afe9abe379a5c672ab1c8050276dbc23f7403fd9df26eaab");
    // Both were computed a second time with Python's hashlib and hmac.
    assert_eq!(
        hex(&blind_leaf(&[9; 32], b"canonical")),
        "2096860af5c5f77ec4e333273e60c3c7fc0bc70469fe6b02e85207b6258069a4"
    );
}

#[test]
fn tokens_and_locators_are_as_pinned() {
    let ring = Ring::from_bytes(RING.as_bytes()).expect("reads");
    let index = ring.index();
    assert_eq!(hex(&index.id("Patient", "p1")), "2577a69b1850ba17ee4e81a4886ef1bc");
    assert_eq!(hex(&index.term("Patient.family", b"durand")), "ff5c25ab24625edafed157349a3bf52d");
    assert_eq!(hex(&index.tag("Patient", "p1")), "c68f9351c494150b");
    assert_eq!(hex(&index.actor("Practitioner/1")), "9389d1e04690aa40a4bc012121125b24");
    assert_eq!(hex(&index.cell("settings", "custodian")), "81e04f93eb85d7f5db0188bda17b25ad");
    let locator = Locator { record: record(7), seq: 5, version: 2 };
    let sealed = index.seal_id_locator("Patient", "p1", &locator).expect("seals");
    assert_eq!(hex(&sealed), "8ba7b6500745bdf0dbbbcac7d6d4f4265eefa2d253a58e1fd7e71166f4c8c7d5");
    let locator =
        TermLocator { record: record(7), resource_type: "Patient".into(), id: "p1".into() };
    let tag = index.tag("Patient", "p1");
    let sealed = index.seal_term_locator("Patient.family", b"durand", &tag, &locator);
    assert_eq!(
        hex(&sealed.expect("seals")),
        "f517eb06418619529cc12d392a29e545759fdbe2a31322c3446796c0bbc4aa2c24b0753fd5fa9a3757c5438aec02ef754f94279e0cd846d430842bf302878ed4"
    );
}
