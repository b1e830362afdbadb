//! What the tests share.

use hygie_base::{Epoch, KeyNo, RecordNo, SeededRng, Timestamp};
use hygie_seal::{BlobRef, EntryKind, Header, Link, Opened, Place, RecordKey, SealError};
use hygie_seal::{Sealer, Unsealer};

pub const JSON: &str = r#"{"resourceType":"Observation","id":"o1","status":"final","valueQuantity":{"value":1.50,"unit":"mmol/l"}}"#;

pub fn rng(seed: u64) -> SeededRng {
    SeededRng::new(seed)
}

pub fn record(number: u64) -> RecordNo {
    RecordNo::from_u64(number).expect("a record number")
}

pub fn place() -> Place {
    Place { record: record(7), seq: 3, epoch: Epoch(1), key: KeyNo(42) }
}

pub fn header() -> Header {
    Header {
        resource_type: "Observation".to_owned(),
        id: "o1".to_owned(),
        version: 2,
        previous: 1,
        author: "Practitioner/dr-house".to_owned(),
        at: Timestamp(1_795_353_360_123),
        kind: EntryKind::Live,
        blobs: vec![BlobRef { name: [9; 16], offset: 12, len: 70_000, base64: true }],
    }
}

pub fn seal(key: &RecordKey, place: &Place, header: &Header, json: &str) -> (Vec<u8>, Link) {
    Sealer::new()
        .seal_entry(key, place, &Link([5; 32]), header, json.as_bytes(), &rng(99))
        .expect("seals")
}

/// Opens with a fresh unsealer; gives what was said and the text.
pub fn open(key: &RecordKey, place: &Place, body: &[u8]) -> Result<(Opened, String), SealError> {
    let mut out = Vec::new();
    let opened = Unsealer::new().unseal_entry(key, place, body, &mut out)?;
    let json = String::from_utf8(out[opened.json.clone()].to_vec()).expect("UTF-8");
    Ok((opened, json))
}
