//! Identifiers that stand in clear beside ciphertext. None says anything about
//! a person: record numbers and commit ids are random, sequences only count.

use std::fmt;

use crate::Rng;

/// A record's number: 63 random bits, never zero, so that it fits a signed
/// 64-bit column of any store. Says nothing about whom the record concerns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNo(u64);

impl RecordNo {
    /// The pseudo record under which keys that belong to no person are kept:
    /// the registry's keys by resource type, and the system's trace keys.
    pub const REGISTRY: Self = Self(0);

    /// A fresh random number; the caller checks that it is not taken.
    pub fn random(rng: &dyn Rng) -> Self {
        loop {
            let mut bytes = [0; 8];
            rng.fill(&mut bytes);
            let number = u64::from_be_bytes(bytes) >> 1;
            if number != 0 {
                return Self(number);
            }
        }
    }

    /// The number as stored. Values of 2^63 and above are not record numbers.
    pub const fn from_u64(number: u64) -> Option<Self> {
        if number >> 63 == 0 { Some(Self(number)) } else { None }
    }

    /// The number as a store keeps it.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Big-endian bytes, for associated data.
    pub const fn to_bytes(self) -> [u8; 8] {
        self.0.to_be_bytes()
    }
}

impl fmt::Display for RecordNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl fmt::Debug for RecordNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RecordNo({self})")
    }
}

/// Place of an entry in its record's journal: 1, 2, 3 … without gaps.
/// Zero stands for "no entry yet", the head of an empty record.
pub type Seq = u64;

/// Number of one key of a record: random, so that it tells nothing about how
/// many custodians a record has or in which order they came. Never zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct KeyNo(pub u32);

impl KeyNo {
    /// A fresh random key number; the caller checks that it is not taken.
    pub fn random(rng: &dyn Rng) -> Self {
        loop {
            let mut bytes = [0; 4];
            rng.fill(&mut bytes);
            let number = u32::from_be_bytes(bytes);
            if number != 0 {
                return Self(number);
            }
        }
    }
}

/// Epoch of the key ring, counting from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Epoch(pub u32);

/// Number of a trace log; each node writes one log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LogNo(pub u32);

/// Random id of one commit, by which an unknown outcome is resolved on retry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CommitId(pub [u8; 16]);

impl CommitId {
    /// A fresh random id.
    pub fn random(rng: &dyn Rng) -> Self {
        let mut bytes = [0; 16];
        rng.fill(&mut bytes);
        Self(bytes)
    }
}
