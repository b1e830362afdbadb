//! What an authenticator says of itself: WebAuthn 6.1.

use aws_lc_rs::digest::{SHA256, digest};

use super::cbor::Reader;
use super::cose::PublicKey;
use super::{Party, PasskeyFault};
use crate::limits::CREDENTIAL_ID_BYTES;

/// Bytes of the hash, the flags and the counter.
const HEAD_BYTES: usize = 37;
const AAGUID_BYTES: usize = 16;

const PRESENT: u8 = 1;
const VERIFIED: u8 = 1 << 2;
const MAY_BE_COPIED: u8 = 1 << 3;
const IS_COPIED: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;
const EXTENDED: u8 = 1 << 7;

/// Authenticator data, read.
pub(super) struct AuthenticatorData<'a> {
    party: &'a [u8],
    flags: u8,
    /// How often it signed, as it says; zero when it does not count.
    pub(super) count: u32,
    /// The passkey that was made; none in an assertion.
    pub(super) made: Option<Made<'a>>,
}

/// A passkey that was made.
pub(super) struct Made<'a> {
    pub(super) id: &'a [u8],
    /// In COSE.
    pub(super) key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Reads it, to its end.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(HEAD_BYTES)?;
        let (party, [flags, count @ ..]) = head.split_at_checked(32)? else { return None };
        let count = u32::from_be_bytes(count.try_into().ok()?);
        let mut rest = rest;
        let mut made = None;
        if flags & ATTESTED != 0 {
            let (_, after) = rest.split_at_checked(AAGUID_BYTES)?;
            let (length, after) = after.split_at_checked(2)?;
            let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
            if !(1..=CREDENTIAL_ID_BYTES).contains(&length) {
                return None;
            }
            let (id, after) = after.split_at_checked(length)?;
            let mut reader = Reader::new(after);
            PublicKey::read(&mut reader)?;
            rest = reader.rest();
            let key = after.get(..after.len() - rest.len())?;
            made = Some(Made { id, key });
        }
        if flags & EXTENDED != 0 {
            let mut reader = Reader::new(rest);
            reader.skip()?;
            rest = reader.rest();
        }
        rest.is_empty().then_some(Self { party, flags: *flags, count, made })
    }

    /// What both ceremonies ask: our relying party, somebody who was present and
    /// whom the authenticator verified, and flags that agree.
    pub(super) fn check(&self, party: &Party) -> Result<(), PasskeyFault> {
        if self.party != digest(&SHA256, party.id().as_bytes()).as_ref() {
            return Err(PasskeyFault::Party);
        }
        if self.flags & PRESENT == 0 {
            return Err(PasskeyFault::Presence);
        }
        if self.flags & VERIFIED == 0 {
            return Err(PasskeyFault::Verification);
        }
        if self.is_copied() && !self.may_be_copied() {
            return Err(PasskeyFault::Backup);
        }
        Ok(())
    }

    /// Whether it may be copied to other devices (backup eligibility).
    pub(super) const fn may_be_copied(&self) -> bool {
        self.flags & MAY_BE_COPIED != 0
    }

    /// Whether it is copied to other devices (backup state).
    pub(super) const fn is_copied(&self) -> bool {
        self.flags & IS_COPIED != 0
    }
}
