//! The compression dictionaries that ship in the binary, by number. An entry
//! says which one it used, so a later one can be added and every earlier one
//! stays: never change the bytes of a number that was released.

use std::sync::OnceLock;

use zstd::bulk::{Compressor, Decompressor};
use zstd::dict::{DecoderDictionary, EncoderDictionary};

use crate::SealError;

/// Number of the dictionary that new entries use.
pub(crate) const CURRENT: u8 = 1;
/// Compression level of new entries; free to change, unlike the dictionaries.
/// 5 takes a third of the time that 11 takes, which was an eighth of what a create
/// over HTTP costs, for a sealed entry that is a twentieth larger
/// (`generated/README.md`).
const LEVEL: i32 = 5;

const FAILED: SealError = SealError::Library("zstd");

/// The bytes of a dictionary; number 0 is none at all.
fn bytes(number: u8) -> Option<&'static [u8]> {
    match number {
        0 => Some(&[]),
        1 => Some(include_bytes!("generated/dictionary-1.bin")),
        _ => None,
    }
}

static ENCODER: OnceLock<Option<EncoderDictionary<'static>>> = OnceLock::new();
static DECODER: OnceLock<Option<DecoderDictionary<'static>>> = OnceLock::new();

/// A compressor with the current dictionary, which is prepared once for all.
pub(crate) fn compressor() -> Result<Compressor<'static>, SealError> {
    let prepared = ENCODER
        .get_or_init(|| EncoderDictionary::try_copy(bytes(CURRENT)?, LEVEL).ok())
        .as_ref()
        .ok_or(FAILED)?;
    let mut compressor = Compressor::with_prepared_dictionary(prepared).map_err(|_| FAILED)?;
    compressor.include_dictid(false).map_err(|_| FAILED)?;
    compressor.include_checksum(false).map_err(|_| FAILED)?;
    compressor.include_contentsize(true).map_err(|_| FAILED)?;
    Ok(compressor)
}

/// A decompressor for entries of this dictionary.
pub(crate) fn decompressor(number: u8) -> Result<Decompressor<'static>, SealError> {
    let bytes = bytes(number).ok_or(SealError::Dictionary(number))?;
    if number != CURRENT {
        return Decompressor::with_dictionary(bytes).map_err(|_| FAILED);
    }
    let prepared =
        DECODER.get_or_init(|| DecoderDictionary::try_copy(bytes).ok()).as_ref().ok_or(FAILED)?;
    Decompressor::with_prepared_dictionary(prepared).map_err(|_| FAILED)
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::digest::{SHA256, digest};

    use super::*;

    #[test]
    fn released_dictionaries_never_change() {
        let check = |number, expect: &str| {
            let hash = digest(&SHA256, bytes(number).expect("known"));
            let hex: String = hash.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(hex, expect, "dictionary {number}");
        };
        check(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        check(1, "4156053d889a4cd1d5820d2241bbd11cf425b80d557ea81fd14291de40c6f77b");
        assert!(bytes(2).is_none());
    }
}
