//! The people whom visitors meet: each has a file, a situation and a reason to be here.

pub mod amelie;
pub mod andre;
pub mod homonyms;
pub mod inconnu;
pub mod long;

#[cfg(test)]
mod tests;

use crate::calendar::Day;
use crate::world::Record;

/// Words in both languages of the interface.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Said {
    /// French.
    pub fr: &'static str,
    /// English.
    pub en: &'static str,
}

/// How somebody is introduced to visitors.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Introduction {
    /// Short name, for addresses.
    pub key: &'static str,
    /// Who they are, in a few words.
    pub title: Said,
    /// Their situation, in a sentence.
    pub situation: Said,
}

/// Makes the records of one file.
type Make = fn(u64, Day) -> Vec<Record>;

/// Everybody, each with whoever belongs to them.
const ALL: &[Make] =
    &[amelie::records, andre::records, homonyms::records, inconnu::records, long::records];

/// Everybody, as of today.
pub fn all(seed: u64, today: Day) -> Vec<Record> {
    ALL.iter().flat_map(|make| make(seed, today)).collect()
}
