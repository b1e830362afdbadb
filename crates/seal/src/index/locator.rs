//! Locators: what a token's row leads to, sealed under a key that only someone
//! who knows the searched term can derive: a row found by iteration, even with
//! the ring at hand, opens only to who knows (or guesses) what it is filed under.
//!
//! AES-256-GCM-SIV (RFC 8452) with a zero nonce: sealing is deterministic, so
//! a guard can compare rows, and equal rows say equal locators, no more. The
//! token (and tag) is the associated data.

use aws_lc_rs::aead::{AES_256_GCM_SIV, Aad, LessSafeKey, Nonce, UnboundKey};
use hygie_base::{RecordNo, Seq};
use zeroize::Zeroizing;

use super::{Index, mac};
use crate::SealError;
use crate::limits::LOCATOR_STRING_BYTES;
use crate::wire::Reader;

const WRONG: SealError = SealError::Malformed("a locator");
const TAG: usize = 16;
/// Term locators are padded to multiples of this: a type of up to 22 letters
/// with a UUID takes one.
const TERM_STEP: usize = 48;

/// Where the current version of a resource is. Sealed, it takes 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Locator {
    /// The record.
    pub record: RecordNo,
    /// The entry of its current version; below 2^32.
    pub seq: Seq,
    /// That version.
    pub version: u32,
}

/// Which resource carries a term. Sealed, it mostly takes 64 bytes.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TermLocator {
    /// The record.
    pub record: RecordNo,
    /// FHIR resource type.
    pub resource_type: String,
    /// Logical id.
    pub id: String,
}

impl Index {
    /// Seals where a resource's current version is, for its id token's row.
    /// Equal input gives equal bytes.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] for a sequence of 2^32 or more.
    pub fn seal_id_locator(
        &self,
        resource_type: &str,
        id: &str,
        locator: &Locator,
    ) -> Result<Vec<u8>, SealError> {
        let seq = u32::try_from(locator.seq).map_err(|_| SealError::TooLarge("sequence"))?;
        let mut plain = Vec::with_capacity(16 + TAG);
        plain.extend_from_slice(&locator.record.to_bytes());
        plain.extend_from_slice(&seq.to_be_bytes());
        plain.extend_from_slice(&locator.version.to_be_bytes());
        seal(&self.id_key(resource_type, id), &self.id(resource_type, id), plain)
    }

    /// Opens the row of an id token.
    ///
    /// # Errors
    /// [`SealError::Refused`] for another resource's row or altered bytes.
    pub fn open_id_locator(
        &self,
        resource_type: &str,
        id: &str,
        sealed: &[u8],
    ) -> Result<Locator, SealError> {
        let plain = open(&self.id_key(resource_type, id), &self.id(resource_type, id), sealed)?;
        let mut reader = Reader(&plain);
        let record = record(&mut reader)?;
        let seq = Seq::from(u32::from_be_bytes(reader.array()?));
        let version = u32::from_be_bytes(reader.array()?);
        if reader.0.is_empty() { Ok(Locator { record, seq, version }) } else { Err(WRONG) }
    }

    /// Seals which resource carries a term, for one row of the term's token.
    /// Equal input gives equal bytes.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] for a type or id over
    /// [`LOCATOR_STRING_BYTES`](crate::limits::LOCATOR_STRING_BYTES).
    pub fn seal_term_locator(
        &self,
        param: &str,
        value: &[u8],
        tag: &[u8; 8],
        locator: &TermLocator,
    ) -> Result<Vec<u8>, SealError> {
        let aad = self.term_aad(param, value, tag);
        seal(&self.term_key(param, value, tag), &aad, encode_term(locator)?)
    }

    /// Opens one row of a term's token.
    ///
    /// # Errors
    /// [`SealError::Refused`] for another term's or resource's row or altered bytes.
    pub fn open_term_locator(
        &self,
        param: &str,
        value: &[u8],
        tag: &[u8; 8],
        sealed: &[u8],
    ) -> Result<TermLocator, SealError> {
        let aad = self.term_aad(param, value, tag);
        let plain = open(&self.term_key(param, value, tag), &aad, sealed)?;
        let mut reader = Reader(&plain);
        let locator = TermLocator {
            record: record(&mut reader)?,
            resource_type: decode_text(&mut reader)?,
            id: decode_text(&mut reader)?,
        };
        // One form only: what was read must be what would be written.
        if encode_term(&locator)? == *plain { Ok(locator) } else { Err(WRONG) }
    }

    fn id_key(&self, resource_type: &str, id: &str) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.id_locator, &[resource_type.as_bytes(), id.as_bytes()]))
    }

    fn term_key(&self, param: &str, value: &[u8], tag: &[u8; 8]) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(mac(&self.term_locator, &[param.as_bytes(), value, tag]))
    }

    fn term_aad(&self, param: &str, value: &[u8], tag: &[u8; 8]) -> [u8; 24] {
        let token = self.term(param, value);
        let mut aad = [0; 24];
        for (place, byte) in aad.iter_mut().zip(token.iter().chain(tag)) {
            *place = *byte;
        }
        aad
    }
}

fn cipher(key: &[u8; 32]) -> Result<LessSafeKey, SealError> {
    UnboundKey::new(&AES_256_GCM_SIV, key)
        .map(LessSafeKey::new)
        .map_err(|_| SealError::Library("AES-256-GCM-SIV"))
}

fn seal(key: &[u8; 32], aad: &[u8], mut plain: Vec<u8>) -> Result<Vec<u8>, SealError> {
    cipher(key)?
        .seal_in_place_append_tag(Nonce::assume_unique_for_key([0; 12]), Aad::from(aad), &mut plain)
        .map_err(|_| SealError::Library("AES-256-GCM-SIV"))?;
    Ok(plain)
}

fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let mut plain = Zeroizing::new(sealed.to_vec());
    let len = cipher(key)?
        .open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::from(aad), &mut plain)
        .map_err(|_| SealError::Refused)?
        .len();
    plain.truncate(len);
    Ok(plain)
}

fn record(reader: &mut Reader<'_>) -> Result<RecordNo, SealError> {
    RecordNo::from_u64(u64::from_be_bytes(reader.array()?)).ok_or(WRONG)
}

/// `record[8] ‖ type ‖ id ‖ zeros`, each string as [`encode_text`] has it.
fn encode_term(locator: &TermLocator) -> Result<Vec<u8>, SealError> {
    let room = 8 + 2 * (1 + LOCATOR_STRING_BYTES) + TERM_STEP + TAG;
    let mut plain = Vec::with_capacity(room);
    plain.extend_from_slice(&locator.record.to_bytes());
    encode_text(&mut plain, &locator.resource_type)?;
    encode_text(&mut plain, &locator.id)?;
    plain.resize(plain.len().next_multiple_of(TERM_STEP), 0);
    Ok(plain)
}

/// A lower-case UUID is a zero byte and its 16 bytes, any other string its
/// length in one byte and its bytes; none is empty.
fn encode_text(out: &mut Vec<u8>, text: &str) -> Result<(), SealError> {
    if let Some(uuid) = parse_uuid(text) {
        out.push(0);
        out.extend_from_slice(&uuid);
        return Ok(());
    }
    let length =
        u8::try_from(text.len()).map_err(|_| SealError::TooLarge("LOCATOR_STRING_BYTES"))?;
    if length == 0 {
        return Err(WRONG);
    }
    out.push(length);
    out.extend_from_slice(text.as_bytes());
    Ok(())
}

fn decode_text(reader: &mut Reader<'_>) -> Result<String, SealError> {
    match reader.byte()? {
        0 => Ok(format_uuid(u128::from_be_bytes(reader.array()?))),
        length => std::str::from_utf8(reader.bytes(usize::from(length))?)
            .map(str::to_owned)
            .map_err(|_| WRONG),
    }
}

fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    if text.len() != 36 {
        return None;
    }
    let digits: String = text.split('-').collect();
    let number = u128::from_str_radix(&digits, 16).ok()?;
    (format_uuid(number) == text).then(|| number.to_be_bytes())
}

fn format_uuid(number: u128) -> String {
    let part = |shift: u32, bits: u32| number >> shift & ((1 << bits) - 1);
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        part(96, 32),
        part(80, 16),
        part(64, 16),
        part(48, 16),
        part(0, 48)
    )
}
