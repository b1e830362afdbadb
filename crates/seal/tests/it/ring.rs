use hygie_base::{Epoch, KeyNo};
use hygie_seal::{KeySlot, RecordKey, Ring, SealError, seal_object, unseal_object};
use proptest::prelude::*;

use crate::support::{record, rng};

fn slot() -> KeySlot {
    KeySlot { record: record(7), key: KeyNo(42), kind: 1 }
}

/// Keys are secret, so equality is told by what one seals and the other opens.
fn same(a: &RecordKey, b: &RecordKey) -> bool {
    let sealed = seal_object(a, b"", b"", &rng(0)).expect("seals");
    unseal_object(b, b"", &sealed).is_ok()
}

#[test]
fn a_wrapped_key_comes_back_with_its_custodian() {
    let rng = rng(1);
    let (ring, key) = (Ring::generate(&rng), RecordKey::generate(&rng));
    let (epoch, wrapped) = ring.wrap(&slot(), &key, "Organization/42", &rng).expect("wraps");
    assert_eq!(epoch, Epoch(1));
    let (back, custodian) = ring.unwrap(&slot(), epoch, &wrapped).expect("unwraps");
    assert!(same(&key, &back));
    assert_eq!(custodian, "Organization/42");
}

#[test]
fn a_wrapped_key_opens_only_in_its_place() {
    let rng = rng(1);
    let (mut ring, key) = (Ring::generate(&rng), RecordKey::generate(&rng));
    let (epoch, wrapped) = ring.wrap(&slot(), &key, "c", &rng).expect("wraps");
    let second = ring.advance(&rng).expect("advances");
    let refused = |slot: KeySlot, epoch, wrapped: &[u8], expect| {
        assert_eq!(ring.unwrap(&slot, epoch, wrapped).err(), Some(expect));
    };
    refused(KeySlot { record: record(8), ..slot() }, epoch, &wrapped, SealError::Refused);
    refused(KeySlot { key: KeyNo(43), ..slot() }, epoch, &wrapped, SealError::Refused);
    refused(KeySlot { kind: 2, ..slot() }, epoch, &wrapped, SealError::Refused);
    refused(slot(), second, &wrapped, SealError::Refused);
    refused(slot(), Epoch(3), &wrapped, SealError::UnknownEpoch(Epoch(3)));
    refused(slot(), epoch, &[], SealError::Destroyed);
    for at in 0..wrapped.len() {
        let mut other = wrapped.clone();
        other[at] ^= 0x80;
        assert!(ring.unwrap(&slot(), epoch, &other).is_err(), "byte {at}");
        assert!(ring.unwrap(&slot(), epoch, &wrapped[..at]).is_err(), "cut to {at}");
    }
}

#[test]
fn custodians_with_ids_of_r4_are_equally_long() {
    let rng = rng(1);
    let (ring, key) = (Ring::generate(&rng), RecordKey::generate(&rng));
    let len = |custodian: &str| ring.wrap(&slot(), &key, custodian, &rng).expect("wraps").1.len();
    let longest = format!("Organization/{}", "x".repeat(64));
    assert_eq!(len(""), len(&longest));
    assert_eq!(len(""), 1 + 32 + 32 + 128 + 16);
}

#[test]
fn epochs_advance_and_are_destroyed() {
    let rng = rng(1);
    let (mut ring, key) = (Ring::generate(&rng), RecordKey::generate(&rng));
    let (first, wrapped) = ring.wrap(&slot(), &key, "c", &rng).expect("wraps");
    assert_eq!(ring.destroy(first), Err(SealError::CurrentEpoch(first)));
    let second = ring.advance(&rng).expect("advances");
    assert_eq!((ring.current(), ring.epochs()), (second, vec![first, second]));
    let (key, custodian) = ring.unwrap(&slot(), first, &wrapped).expect("any epoch opens");
    assert_eq!(ring.wrap(&slot(), &key, &custodian, &rng).expect("rewraps").0, second);
    assert_eq!(ring.destroy(first), Ok(()));
    assert_eq!(ring.destroy(first), Err(SealError::UnknownEpoch(first)));
    let lost = ring.unwrap(&slot(), first, &wrapped).err();
    assert_eq!(lost, Some(SealError::UnknownEpoch(first)));
}

#[test]
fn the_index_stays_when_epochs_turn() {
    let rng = rng(1);
    let mut ring = Ring::generate(&rng);
    let token = ring.index().id("Patient", "p1");
    let first = ring.current();
    ring.advance(&rng).expect("advances");
    ring.destroy(first).expect("destroys");
    assert_eq!(ring.index().id("Patient", "p1"), token);
}

#[test]
fn a_ring_comes_back_from_its_bytes() {
    let rng = rng(1);
    let mut ring = Ring::generate(&rng);
    ring.advance(&rng).expect("advances");
    ring.destroy(Epoch(1)).expect("destroys");
    ring.advance(&rng).expect("advances");
    let (epoch, wrapped) =
        ring.wrap(&slot(), &RecordKey::generate(&rng), "c", &rng).expect("wraps");
    let back = Ring::from_bytes(&ring.to_bytes()).expect("reads");
    assert_eq!(back.epochs(), [Epoch(2), Epoch(3)]);
    assert_eq!(back.current(), Epoch(3));
    assert!(back.unwrap(&slot(), epoch, &wrapped).is_ok());
    assert_eq!(back.index().actor("a"), ring.index().actor("a"));
    assert_eq!(back.to_bytes(), ring.to_bytes());
}

#[test]
fn a_damaged_ring_is_refused() {
    let bytes = Ring::generate(&rng(1)).to_bytes();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut other = bytes.to_vec();
            other[at] ^= 1 << bit;
            assert!(Ring::from_bytes(&other).is_err(), "byte {at}, bit {bit}");
        }
        assert!(Ring::from_bytes(&bytes[..at]).is_err(), "cut to {at}");
    }
    assert!(Ring::from_bytes(&[bytes.to_vec(), b"\n".to_vec()].concat()).is_err());
}

#[test]
fn debug_shows_no_secret() {
    let rng = rng(1);
    let ring = Ring::generate(&rng);
    assert_eq!(format!("{ring:?}"), "Ring { epochs: [Epoch(1)], .. }");
    assert_eq!(format!("{:?}", RecordKey::generate(&rng)), "RecordKey(…)");
    assert_eq!(format!("{:?}", ring.index()), "Index(…)");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in ".{0,300}") {
        prop_assert!(Ring::from_bytes(&bytes).is_err());
        prop_assert!(Ring::from_bytes(text.as_bytes()).is_err());
        let titled = format!("hygie key ring 1\nindex {text}\n");
        prop_assert!(Ring::from_bytes(titled.as_bytes()).is_err());
        let ring = Ring::generate(&rng(1));
        prop_assert!(ring.unwrap(&slot(), Epoch(1), &bytes).is_err());
    }
}
