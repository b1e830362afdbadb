//! Every named limit at n and n + 1.

use hygie_base::KeyNo;
use hygie_seal::limits::*;
use hygie_seal::{
    BlobRef, Header, KeySlot, Link, RecordKey, Ring, SealError, Sealer, TermLocator, seal_object,
    unseal_object,
};

use crate::support::{header, open, place, record, rng, seal};

fn try_seal(header: &Header, json: &[u8]) -> Result<Vec<u8>, SealError> {
    let key = RecordKey::generate(&rng(1));
    Sealer::new()
        .seal_entry(&key, &place(), &Link::START, header, json, &rng(2))
        .map(|(body, _)| body)
}

#[test]
fn json_bytes() {
    let key = RecordKey::generate(&rng(1));
    let json = "x".repeat(JSON_BYTES);
    let (body, _) = seal(&key, &place(), &header(), &json);
    assert!(open(&key, &place(), &body).expect("opens").1 == json);
    let more = vec![b'x'; JSON_BYTES + 1];
    assert_eq!(try_seal(&header(), &more), Err(SealError::TooLarge("JSON_BYTES")));
}

#[test]
fn body_bytes() {
    // Random bytes do not compress: what goes in comes out a little longer.
    let mut noise = vec![0; BODY_BYTES];
    hygie_base::Rng::fill(&rng(3), &mut noise);
    assert_eq!(try_seal(&header(), &noise), Err(SealError::TooLarge("BODY_BYTES")));
    let body = try_seal(&header(), &noise[..BODY_BYTES - (128 << 10)]).expect("seals");
    assert!(body.len() <= BODY_BYTES);
    let key = RecordKey::generate(&rng(1));
    assert!(open(&key, &place(), &vec![1; BODY_BYTES]) == Err(SealError::Refused));
    let longer = open(&key, &place(), &vec![1; BODY_BYTES + 1]);
    assert!(longer == Err(SealError::TooLarge("BODY_BYTES")));
}

#[test]
fn header_string_bytes() {
    let long = |len| "é".repeat(len / 2);
    let check = |make: fn(String) -> Header| {
        assert!(try_seal(&make(long(HEADER_STRING_BYTES)), b"0123456789abcdef").is_ok());
        let refused = try_seal(&make(long(HEADER_STRING_BYTES + 2)), b"0123456789abcdef");
        assert_eq!(refused, Err(SealError::TooLarge("HEADER_STRING_BYTES")));
    };
    check(|id| Header { id, ..header() });
    check(|author| Header { author, ..header() });
    check(|resource_type| Header { resource_type, ..header() });
}

#[test]
fn blobs_per_entry() {
    let blobs = |count: usize| Header {
        blobs: (0..u32::try_from(count).expect("few"))
            .map(|offset| BlobRef { name: [0; 16], offset, len: u64::MAX, base64: true })
            .collect(),
        ..header()
    };
    let key = RecordKey::generate(&rng(1));
    let json = "x".repeat(BLOBS_PER_ENTRY);
    let (body, _) = seal(&key, &place(), &blobs(BLOBS_PER_ENTRY), &json);
    let (opened, _) = open(&key, &place(), &body).expect("opens");
    assert_eq!(opened.header.blobs.len(), BLOBS_PER_ENTRY);
    let refused = try_seal(&blobs(BLOBS_PER_ENTRY + 1), json.as_bytes());
    assert_eq!(refused, Err(SealError::TooLarge("BLOBS_PER_ENTRY")));
}

#[test]
fn the_longest_header_with_the_longest_text() {
    let text = "x".repeat(HEADER_STRING_BYTES);
    let header = Header {
        resource_type: text.clone(),
        id: text.clone(),
        author: text,
        version: u32::MAX,
        previous: u64::MAX,
        at: hygie_base::Timestamp(i64::MIN),
        blobs: (0..BLOBS_PER_ENTRY)
            .map(|at| BlobRef {
                name: [7; 16],
                offset: u32::try_from(JSON_BYTES - BLOBS_PER_ENTRY + at).expect("small"),
                len: u64::MAX,
                base64: false,
            })
            .collect(),
        ..header()
    };
    let key = RecordKey::generate(&rng(1));
    let (body, _) = seal(&key, &place(), &header, &"x".repeat(JSON_BYTES));
    assert!(open(&key, &place(), &body).is_ok());
}

#[test]
fn object_bytes() {
    let key = RecordKey::generate(&rng(1));
    let content = vec![7; OBJECT_BYTES + 1];
    let sealed = seal_object(&key, b"", &content[..OBJECT_BYTES], &rng(2)).expect("seals");
    assert!(*unseal_object(&key, b"", &sealed).expect("opens") == content[..OBJECT_BYTES]);
    let refused = seal_object(&key, b"", &content, &rng(2));
    assert!(refused == Err(SealError::TooLarge("OBJECT_BYTES")));
    let longer = unseal_object(&key, b"", &[sealed, vec![0; 1 << 23]].concat());
    assert!(longer == Err(SealError::TooLarge("OBJECT_BYTES")));
}

#[test]
fn custodian_bytes() {
    let rng = rng(1);
    let (ring, key) = (Ring::generate(&rng), RecordKey::generate(&rng));
    let slot = KeySlot { record: record(1), key: KeyNo(1), kind: 1 };
    let custodian = "c".repeat(CUSTODIAN_BYTES + 1);
    let (epoch, wrapped) = ring.wrap(&slot, &key, &custodian[1..], &rng).expect("wraps");
    assert_eq!(ring.unwrap(&slot, epoch, &wrapped).expect("unwraps").1, custodian[1..]);
    let refused = ring.wrap(&slot, &key, &custodian, &rng).err();
    assert_eq!(refused, Some(SealError::TooLarge("CUSTODIAN_BYTES")));
}

#[test]
fn locator_string_bytes() {
    let ring = Ring::generate(&rng(1));
    let seal = |len: usize| {
        let locator =
            TermLocator { record: record(1), resource_type: "T".into(), id: "i".repeat(len) };
        ring.index().seal_term_locator("p", b"v", &[0; 8], &locator)
    };
    assert!(seal(LOCATOR_STRING_BYTES).is_ok());
    let refused = seal(LOCATOR_STRING_BYTES + 1);
    assert_eq!(refused, Err(SealError::TooLarge("LOCATOR_STRING_BYTES")));
}

#[test]
fn ring_epochs_and_bytes() {
    let rng = rng(1);
    let mut ring = Ring::generate(&rng);
    for _ in 1..RING_EPOCHS {
        ring.advance(&rng).expect("advances");
    }
    assert_eq!(ring.advance(&rng), Err(SealError::TooLarge("RING_EPOCHS")));
    let bytes = ring.to_bytes();
    assert!(bytes.len() <= RING_BYTES);
    let mut back = Ring::from_bytes(&bytes).expect("reads");
    back.destroy(hygie_base::Epoch(1)).expect("destroys");
    assert!(back.advance(&rng).is_ok());

    let text = std::str::from_utf8(&bytes).expect("text");
    let last = text.lines().rfind(|line| line.starts_with("epoch ")).expect("an epoch");
    let more = text.replace(last, &format!("{last}\n{}", last.replacen("256", "257", 1)));
    let refused = Ring::from_bytes(more.as_bytes()).err();
    assert_eq!(refused, Some(SealError::Ring("it holds more epochs than the limit")));
    let refused = Ring::from_bytes(&vec![b'x'; RING_BYTES + 1]).err();
    assert_eq!(refused, Some(SealError::Ring("it is larger than a ring can be")));
}
