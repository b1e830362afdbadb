use hygie_seal::{RecordKey, SealError, seal_object, unseal_object};
use proptest::prelude::*;

use crate::support::{JSON, header, place, rng, seal};

#[test]
fn any_alteration_is_refused() {
    let key = RecordKey::generate(&rng(1));
    let sealed = seal_object(&key, b"trace 5", b"who saw what", &rng(2)).expect("seals");
    assert_eq!(sealed.len(), 1 + 32 + 32 + 64 + 16);
    let refused = |key: &RecordKey, aad: &[u8], sealed: &[u8]| {
        assert!(unseal_object(key, aad, sealed).is_err());
    };
    for at in 0..sealed.len() {
        let mut other = sealed.clone();
        other[at] ^= 1;
        refused(&key, b"trace 5", &other);
        refused(&key, b"trace 5", &sealed[..at]);
    }
    refused(&key, b"trace 5", &[sealed.clone(), vec![0]].concat());
    refused(&key, b"trace 6", &sealed);
    refused(&RecordKey::generate(&rng(3)), b"trace 5", &sealed);
}

#[test]
fn an_entry_is_not_an_object() {
    let key = RecordKey::generate(&rng(1));
    let (body, _) = seal(&key, &place(), &header(), JSON);
    assert_eq!(unseal_object(&key, b"", &body).err(), Some(SealError::Refused));
}

#[test]
fn twice_the_same_is_not_equal() {
    let key = RecordKey::generate(&rng(1));
    let rng = rng(2);
    let one = seal_object(&key, b"", b"same", &rng).expect("seals");
    assert_ne!(one, seal_object(&key, b"", b"same", &rng).expect("seals"));
}

proptest! {
    #[test]
    fn every_object_comes_back(
        aad in prop::collection::vec(any::<u8>(), 0..200),
        content in prop::collection::vec(any::<u8>(), 0..5000),
        seed in any::<u64>(),
    ) {
        let key = RecordKey::generate(&rng(seed));
        let sealed = seal_object(&key, &aad, &content, &rng(seed)).expect("seals");
        prop_assert_eq!(&*unseal_object(&key, &aad, &sealed).expect("opens"), &content);
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let key = RecordKey::generate(&rng(1));
        prop_assert!(unseal_object(&key, b"", &[vec![1], bytes].concat()).is_err());
    }
}
