//! What the cipher does, alone and with a key derived for each object.

use anyhow::anyhow;
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};

use crate::{megabytes_per_second, per_second, timed};

const BYTES: usize = 256 << 20;
const OBJECTS: usize = 100_000;

struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        64
    }
}

/// Megabytes a second that AES-256-GCM seals in messages of `size`, one core.
pub(crate) fn seal(size: usize) -> anyhow::Result<u128> {
    let key = key(&[7; 32])?;
    let mut message = vec![0; size];
    let rounds = BYTES / size;
    let ((), time) = timed(|| (0..rounds).try_for_each(|_| one(&key, &mut message)))?;
    Ok(megabytes_per_second(rounds * size, time))
}

/// Objects of `size` a second, each under a key and commitment of its own, one core.
pub(crate) fn derived(size: usize) -> anyhow::Result<u128> {
    let mut message = vec![0; size];
    let mut salt = [0; 32];
    let ((), time) = timed(|| {
        for round in 0..OBJECTS {
            salt[..8].copy_from_slice(&round.to_be_bytes());
            let mut okm = [0; 64];
            Salt::new(HKDF_SHA256, &salt)
                .extract(&[9; 32])
                .expand(&[b"bench"], Length)
                .and_then(|derived| derived.fill(&mut okm))
                .map_err(|_| anyhow!("HKDF"))?;
            let (secret, _commitment) = okm.split_first_chunk::<32>().ok_or(anyhow!("HKDF"))?;
            one(&key(secret)?, &mut message)?;
        }
        Ok(())
    })?;
    Ok(per_second(OBJECTS, time))
}

fn key(secret: &[u8; 32]) -> anyhow::Result<LessSafeKey> {
    let key = UnboundKey::new(&AES_256_GCM, secret).map_err(|_| anyhow!("AES-256-GCM"))?;
    Ok(LessSafeKey::new(key))
}

fn one(key: &LessSafeKey, message: &mut [u8]) -> anyhow::Result<()> {
    let nonce = Nonce::assume_unique_for_key([0; 12]);
    key.seal_in_place_separate_tag(nonce, Aad::from(b"bench"), message)
        .map(|_tag| ())
        .map_err(|_| anyhow!("AES-256-GCM"))
}
