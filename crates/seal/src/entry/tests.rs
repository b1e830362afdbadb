//! Entries that carry the right key and commitment but are wrong inside: what
//! a faulty or hostile sealer could have written.

use hygie_base::{Epoch, KeyNo, RecordNo, SeededRng};
use proptest::prelude::*;

use super::{MAGIC, Place, Unsealer};
use crate::committing::{PREFIX, salt, seal_in_place};
use crate::limits::JSON_BYTES;
use crate::{RecordKey, SealError, dictionary, padding};

const PLACE: Place = Place { record: RecordNo::REGISTRY, seq: 1, epoch: Epoch(1), key: KeyNo(1) };

/// Seals a plaintext as it is and opens it as an entry.
fn open(plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
    let rng = SeededRng::new(1);
    let key = RecordKey::generate(&rng);
    let mut body = [vec![0; PREFIX], plaintext.to_vec()].concat();
    seal_in_place(&key.0, &salt(&rng), &PLACE.context(), &mut body).expect("seals");
    let mut out = Vec::new();
    Unsealer::new().unseal_entry(&key, &PLACE, &body, &mut out).map(|_| out)
}

/// Lays out a plaintext around a packed part.
fn plaintext(dictionary: u8, packed: &[u8]) -> Vec<u8> {
    let length = u32::try_from(packed.len()).expect("short");
    let word = u32::from(dictionary) << 24 | length;
    let mut plain = [&[0; 32], &word.to_be_bytes()[..], packed].concat();
    plain.resize(padding::padded(plain.len()), 0);
    plain
}

fn pack(content: &[u8]) -> Vec<u8> {
    let frame = dictionary::compressor().expect("prepares").compress(content).expect("packs");
    frame.strip_prefix(&MAGIC).expect("has the magic").to_vec()
}

/// An empty header of the first version, and a text.
const CONTENT: &[u8] = b"\x01\x00\x00\x00\x01\x00\x00\x00\x00{}";

#[test]
fn what_is_right_opens() {
    assert_eq!(open(&plaintext(dictionary::CURRENT, &pack(CONTENT))), Ok(b"{}".to_vec()));
}

#[test]
fn padding_must_be_zero_and_exact() {
    const PADDING: SealError = SealError::Malformed("the padding of an entry");
    let right = plaintext(dictionary::CURRENT, &pack(CONTENT));
    let mut other = right.clone();
    *other.last_mut().expect("not empty") = 1;
    assert_eq!(open(&other), Err(PADDING));
    assert_eq!(open(&[right.clone(), vec![0; 64]].concat()), Err(PADDING));
    assert_eq!(open(&right[..right.len() - 1]), Err(PADDING));
}

#[test]
fn the_length_must_be_inside() {
    let mut other = plaintext(dictionary::CURRENT, &pack(CONTENT));
    for (at, byte) in [(33, 0xff), (34, 0xff), (35, 0xff)] {
        other[at] = byte;
        assert_eq!(open(&other), Err(SealError::Malformed("the length of an entry")));
    }
    assert!(open(&[]).is_err());
    assert!(open(&[0; 35]).is_err());
}

#[test]
fn an_unknown_dictionary_is_named() {
    assert_eq!(open(&plaintext(77, &pack(CONTENT))), Err(SealError::Dictionary(77)));
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    let bomb = pack(&vec![b'x'; JSON_BYTES + (64 << 10)]);
    assert!(bomb.len() < 4096);
    let refused = open(&plaintext(dictionary::CURRENT, &bomb));
    assert_eq!(refused, Err(SealError::TooLarge("JSON_BYTES")));
    // Between the two limits: small enough to unfold, yet too long a text.
    let content = [CONTENT, &vec![b'x'; JSON_BYTES - 1]].concat();
    let refused = open(&plaintext(dictionary::CURRENT, &pack(&content)));
    assert_eq!(refused, Err(SealError::TooLarge("JSON_BYTES")));
}

#[test]
fn a_frame_that_declares_no_length_or_a_false_one_is_refused() {
    const WRONG: SealError = SealError::Malformed("the compressed part of an entry");
    let mut zstd = dictionary::compressor().expect("prepares");
    zstd.include_contentsize(false).expect("sets");
    let frame = zstd.compress(CONTENT).expect("packs");
    assert_eq!(open(&plaintext(dictionary::CURRENT, &frame[4..])), Err(WRONG));
    let two = [pack(CONTENT), MAGIC.to_vec(), pack(CONTENT)].concat();
    assert_eq!(open(&plaintext(dictionary::CURRENT, &two)), Err(WRONG));
    assert_eq!(open(&plaintext(dictionary::CURRENT, &[])), Err(WRONG));
}

#[test]
fn a_wrong_header_is_refused() {
    let refused = |content: &[u8]| {
        assert!(open(&plaintext(dictionary::CURRENT, &pack(content))).is_err(), "{content:?}");
    };
    for len in 0..CONTENT.len() - 2 {
        refused(&CONTENT[..len]);
    }
    refused(b"\x02\x00\x00\x00\x01\x00\x00\x00\x00{}"); // version
    refused(b"\x01\x05\x00\x00\x01\x00\x00\x00\x00{}"); // kind
    refused(b"\x01\x00\x01\xff\x00\x01\x00\x00\x00\x00{}"); // UTF-8
    refused(b"\x01\x00\x80\x00\x00\x01\x00\x00\x00\x00{}"); // a number's second form
    refused(b"\x01\x00\x81\x04\x00\x01\x00\x00\x00\x00{}"); // a string over its limit
    refused(b"\x01\x00\x00\x00\x01\x00\x00\x00\x81\x02{}"); // more blobs than the limit
}

proptest! {
    #[test]
    fn no_plaintext_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = open(&bytes);
        let _ = open(&plaintext(dictionary::CURRENT, &bytes));
        let _ = open(&plaintext(0, &bytes));
        let _ = open(&plaintext(dictionary::CURRENT, &pack(&bytes)));
        let headed = [b"\x01\x00", &bytes[..]].concat();
        let _ = open(&plaintext(dictionary::CURRENT, &pack(&headed)));
    }

    #[test]
    fn a_damaged_frame_never_unfolds_beyond_its_room(at in 0usize..60, byte in any::<u8>()) {
        let mut packed = pack(&[CONTENT, br#"{"resourceType":"Patient","active":true}"#].concat());
        let len = packed.len();
        packed[at % len] = byte;
        let _ = open(&plaintext(dictionary::CURRENT, &packed));
    }
}
