use hygie_base::{Epoch, KeyNo};
use hygie_seal::link;
use hygie_seal::{BlobRef, EntryKind, Header, Link, Place, RecordKey, SealError, Sealer, Unsealer};
use proptest::prelude::*;

use crate::support::{JSON, header, open, place, record, rng, seal};

#[test]
fn an_entry_comes_back_as_it_went() {
    let key = RecordKey::generate(&rng(1));
    let (body, own) = seal(&key, &place(), &header(), JSON);
    let (opened, json) = open(&key, &place(), &body).expect("opens");
    assert_eq!(json, JSON);
    assert_eq!(opened.header, header());
    assert_eq!(opened.previous, Link([5; 32]));
    assert_eq!(link(&opened.previous, place().record, place().seq, &opened.commitment), own);
}

#[test]
fn entries_are_appended_to_one_arena() {
    let key = RecordKey::generate(&rng(1));
    let (mut sealer, mut unsealer, mut out) = (Sealer::new(), Unsealer::new(), Vec::new());
    let texts = ["{}", JSON, "", r#"{"a":1}"#];
    for (text, seq) in texts.iter().zip(1..) {
        let place = Place { seq, ..place() };
        let header = Header { blobs: vec![], ..header() };
        let (body, _) = sealer
            .seal_entry(&key, &place, &Link::START, &header, text.as_bytes(), &rng(seq))
            .expect("seals");
        let opened = unsealer.unseal_entry(&key, &place, &body, &mut out).expect("opens");
        assert_eq!(&out[opened.json], text.as_bytes());
    }
    assert_eq!(out, texts.concat().as_bytes());
}

#[test]
fn any_altered_byte_is_refused() {
    let key = RecordKey::generate(&rng(1));
    let (body, _) = seal(&key, &place(), &header(), JSON);
    for at in 0..body.len() {
        for bit in 0..8 {
            let mut other = body.clone();
            other[at] ^= 1 << bit;
            assert!(open(&key, &place(), &other).is_err(), "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn any_other_length_is_refused() {
    let key = RecordKey::generate(&rng(1));
    let (body, _) = seal(&key, &place(), &header(), JSON);
    for len in 0..body.len() {
        assert!(open(&key, &place(), &body[..len]).is_err(), "cut to {len}");
        assert!(open(&key, &place(), &body[len + 1..]).is_err(), "cut off {len}");
    }
    for more in [1, 15, 16, 64, 1000] {
        let longer = [body.clone(), vec![0; more]].concat();
        assert!(open(&key, &place(), &longer).is_err(), "longer by {more}");
    }
}

#[test]
fn another_key_or_place_is_refused() {
    let key = RecordKey::generate(&rng(1));
    let (body, _) = seal(&key, &place(), &header(), JSON);
    let refused = |key: &RecordKey, place: Place| {
        assert_eq!(open(key, &place, &body), Err(SealError::Refused), "{place:?}");
    };
    refused(&RecordKey::generate(&rng(2)), place());
    refused(&key, Place { record: record(8), ..place() });
    refused(&key, Place { seq: 4, ..place() });
    refused(&key, Place { epoch: Epoch(2), ..place() });
    refused(&key, Place { key: KeyNo(43), ..place() });
}

#[test]
fn a_refused_entry_leaves_the_arena_as_it_was() {
    let key = RecordKey::generate(&rng(1));
    let (body, _) = seal(&key, &place(), &header(), JSON);
    let (mut unsealer, mut out) = (Unsealer::new(), b"before".to_vec());
    let elsewhere = Place { seq: 4, ..place() };
    assert!(unsealer.unseal_entry(&key, &elsewhere, &body, &mut out).is_err());
    assert_eq!(out, b"before");
    assert!(unsealer.unseal_entry(&key, &place(), &body, &mut out).is_ok());
}

#[test]
fn lengths_tell_little() {
    let key = RecordKey::generate(&rng(1));
    let len = |id: &str| {
        let header = Header { id: id.to_owned(), ..header() };
        seal(&key, &place(), &header, JSON).0.len()
    };
    assert_eq!(len("a"), len("abc"));
    assert_eq!((len("a") - 1 - 32 - 32 - 16) % 64, 0);
}

#[test]
fn blobs_stand_in_ascending_order_inside_the_text() {
    let key = RecordKey::generate(&rng(1));
    let blob = |offset| BlobRef { name: [1; 16], offset, len: 1, base64: false };
    let check = |offsets: &[u32], expect: bool| {
        let blobs = offsets.iter().copied().map(blob).collect();
        let header = Header { blobs, ..header() };
        let sealed =
            Sealer::new().seal_entry(&key, &place(), &Link::START, &header, b"0123456789", &rng(1));
        assert_eq!(sealed.is_ok(), expect, "{offsets:?}");
    };
    check(&[], true);
    check(&[0, 5, 10], true);
    check(&[11], false);
    check(&[5, 5], false);
    check(&[5, 4], false);
}

fn any_header() -> impl Strategy<Value = Header> {
    let kind =
        prop_oneof![Just(EntryKind::Live), Just(EntryKind::Deleted), Just(EntryKind::Erasure)];
    let blobs = prop::collection::btree_map(
        0u32..500,
        (any::<[u8; 16]>(), any::<u64>(), any::<bool>()),
        0..5,
    );
    let strings = (".{0,40}", ".{0,64}", ".{0,80}");
    (strings, any::<u32>(), any::<u64>(), any::<i64>(), kind, blobs).prop_map(
        |((resource_type, id, author), version, previous, at, kind, blobs)| Header {
            resource_type,
            id,
            version,
            previous,
            author,
            at: hygie_base::Timestamp(at),
            kind,
            blobs: blobs
                .into_iter()
                .map(|(offset, (name, len, base64))| BlobRef { name, offset, len, base64 })
                .collect(),
        },
    )
}

proptest! {
    #[test]
    fn every_header_and_text_comes_back(
        header in any_header(),
        json in prop::collection::vec(any::<u8>(), 500..3000),
        seed in any::<u64>(),
        seq in any::<u64>(),
    ) {
        let key = RecordKey::generate(&rng(seed));
        let place = Place { seq, ..place() };
        let (body, own) = Sealer::new()
            .seal_entry(&key, &place, &Link([1; 32]), &header, &json, &rng(seed))
            .expect("seals");
        let mut out = Vec::new();
        let opened = Unsealer::new().unseal_entry(&key, &place, &body, &mut out).expect("opens");
        prop_assert_eq!(&out, &json);
        prop_assert_eq!(&opened.header, &header);
        prop_assert_eq!(link(&opened.previous, place.record, seq, &opened.commitment), own);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), first in 0u8..3) {
        let key = RecordKey::generate(&rng(1));
        prop_assert!(open(&key, &place(), &bytes).is_err());
        let versioned = [vec![first], bytes].concat();
        prop_assert!(open(&key, &place(), &versioned).is_err());
    }
}
