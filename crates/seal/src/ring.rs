//! The key ring: numbered epochs that wrap the records' keys, and the root of
//! the index. It lives outside the database.

mod text;

use std::collections::BTreeMap;
use std::fmt;

use hygie_base::{Epoch, Rng};
use zeroize::Zeroizing;

use crate::key::Secret;
use crate::limits::{CUSTODIAN_BYTES, RING_EPOCHS};
use crate::{Index, KeySlot, RecordKey, SealError, object};

const WRAP_LABEL: &[u8] = b"hygie wrap 1\0";
/// Wrapped plaintexts are padded to at least this, so that no custodian with
/// an id of R4's 64 characters can be told from another by length.
const WRAP_BYTES: usize = 128;

/// Keys of keys. Zeroised when dropped; its Debug names the epochs only.
pub struct Ring {
    /// Never empty; the highest is current.
    epochs: BTreeMap<u32, Secret>,
    current: Epoch,
    root: Secret,
    index: Index,
}

impl Ring {
    /// A new ring: epoch 1 and a root for the index.
    pub fn generate(rng: &dyn Rng) -> Self {
        let root = Secret::generate(rng);
        let epochs = BTreeMap::from([(1, Secret::generate(rng))]);
        Self { epochs, current: Epoch(1), index: Index::new(&root), root }
    }

    /// The ring as its file holds it: lines of ASCII,
    /// `hygie key ring 1`, `index HEX`, one `epoch NUMBER HEX` each in
    /// ascending order, and `check HEX`, the SHA-256 of all lines before it.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        text::write(self)
    }

    /// Reads what [`Ring::to_bytes`] wrote, byte for byte.
    ///
    /// # Errors
    /// [`SealError::Ring`] says what is wrong, without any of the content.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        text::read(bytes)
    }

    fn from_parts(root: Secret, epochs: BTreeMap<u32, Secret>) -> Result<Self, SealError> {
        let (&current, _) = epochs.last_key_value().ok_or(SealError::Ring("it has no epoch"))?;
        Ok(Self { epochs, current: Epoch(current), index: Index::new(&root), root })
    }

    /// The epoch that wraps new keys: the highest.
    pub const fn current(&self) -> Epoch {
        self.current
    }

    /// Every epoch, ascending.
    pub fn epochs(&self) -> Vec<Epoch> {
        self.epochs.keys().copied().map(Epoch).collect()
    }

    /// Adds a new epoch, which becomes current. Nothing is rewrapped by this.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] when it already holds
    /// [`RING_EPOCHS`](crate::limits::RING_EPOCHS).
    pub fn advance(&mut self, rng: &dyn Rng) -> Result<Epoch, SealError> {
        const LIMIT: SealError = SealError::TooLarge("RING_EPOCHS");
        if self.epochs.len() >= RING_EPOCHS {
            return Err(LIMIT);
        }
        let next = self.current.0.checked_add(1).ok_or(LIMIT)?;
        self.epochs.insert(next, Secret::generate(rng));
        self.current = Epoch(next);
        Ok(self.current)
    }

    /// Destroys an epoch: keys that it alone wraps can never be opened again.
    ///
    /// # Errors
    /// [`SealError::CurrentEpoch`] and [`SealError::UnknownEpoch`].
    pub fn destroy(&mut self, epoch: Epoch) -> Result<(), SealError> {
        if epoch == self.current {
            return Err(SealError::CurrentEpoch(epoch));
        }
        self.epochs.remove(&epoch.0).map(drop).ok_or(SealError::UnknownEpoch(epoch))
    }

    /// Tokens and sealed locators.
    pub const fn index(&self) -> &Index {
        &self.index
    }

    /// Wraps a record's key under the current epoch, with its custodian's name
    /// inside.
    ///
    /// # Errors
    /// [`SealError::TooLarge`] for a name over
    /// [`CUSTODIAN_BYTES`](crate::limits::CUSTODIAN_BYTES).
    pub fn wrap(
        &self,
        slot: &KeySlot,
        key: &RecordKey,
        custodian: &str,
        rng: &dyn Rng,
    ) -> Result<(Epoch, Vec<u8>), SealError> {
        if custodian.len() > CUSTODIAN_BYTES {
            return Err(SealError::TooLarge("CUSTODIAN_BYTES"));
        }
        let mut content = Zeroizing::new(Vec::with_capacity(32 + custodian.len()));
        content.extend_from_slice(key.0.bytes());
        content.extend_from_slice(custodian.as_bytes());
        let context = context(slot, self.current);
        let secret = self.secret(self.current)?;
        Ok((self.current, object::seal(secret, &context, &content, WRAP_BYTES, rng)?))
    }

    /// Opens a wrapped key: the key and its custodian's name.
    ///
    /// # Errors
    /// [`SealError::Destroyed`] for an empty one, [`SealError::UnknownEpoch`],
    /// [`SealError::Refused`] unless slot, epoch and every byte are the same.
    pub fn unwrap(
        &self,
        slot: &KeySlot,
        epoch: Epoch,
        wrapped: &[u8],
    ) -> Result<(RecordKey, String), SealError> {
        const WRONG: SealError = SealError::Malformed("a wrapped key");
        if wrapped.is_empty() {
            return Err(SealError::Destroyed);
        }
        let content =
            object::open(self.secret(epoch)?, &context(slot, epoch), wrapped, WRAP_BYTES)?;
        let (key, custodian) = content.split_first_chunk().ok_or(WRONG)?;
        if custodian.len() > CUSTODIAN_BYTES {
            return Err(WRONG);
        }
        let custodian = std::str::from_utf8(custodian).map_err(|_| WRONG)?;
        Ok((RecordKey(Secret::copy(key)), custodian.to_owned()))
    }

    fn secret(&self, epoch: Epoch) -> Result<&Secret, SealError> {
        self.epochs.get(&epoch.0).ok_or(SealError::UnknownEpoch(epoch))
    }
}

/// Label, record, key number, kind, epoch; numbers big-endian.
fn context(slot: &KeySlot, epoch: Epoch) -> Vec<u8> {
    let mut context = Vec::with_capacity(WRAP_LABEL.len() + 17);
    context.extend_from_slice(WRAP_LABEL);
    context.extend_from_slice(&slot.record.to_bytes());
    context.extend_from_slice(&slot.key.0.to_be_bytes());
    context.push(slot.kind);
    context.extend_from_slice(&epoch.0.to_be_bytes());
    context
}

impl fmt::Debug for Ring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ring").field("epochs", &self.epochs()).finish_non_exhaustive()
    }
}
