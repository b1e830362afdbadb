//! The people whom visitors meet: each has a file, a situation and a reason to be here.

pub mod amelie;
pub mod andre;
mod childhood;
pub mod cook;
mod formulas;
pub mod homonyms;
pub mod inconnu;
pub mod lina;
pub mod long;
pub mod theo;
pub mod yvonne;
pub mod zoe;

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
    /// Their name.
    pub name: &'static str,
    /// Who they are, in a few words.
    pub title: Said,
    /// Their situation, in a sentence.
    pub situation: Said,
}

/// Everybody who is introduced, or whose record a tour shows.
pub const INTRODUCED: &[Introduction] = &[
    lina::INTRODUCTION,
    zoe::INTRODUCTION,
    cook::INTRODUCTION,
    yvonne::INTRODUCTION,
    theo::INTRODUCTION,
    amelie::INTRODUCTION,
    inconnu::INTRODUCTION,
    andre::INTRODUCTION,
    homonyms::INTRODUCTION,
    long::INTRODUCTION,
];

/// Id of the Patient of somebody who is introduced, whatever the seed.
pub fn id_of(key: &str) -> String {
    crate::houses::id_of(&format!("person {key}"))
}

/// Makes the records of one file.
type Make = fn(u64, Day) -> Vec<Record>;

/// Everybody, each with whoever belongs to them.
const ALL: &[Make] = &[
    lina::records,
    zoe::records,
    cook::records,
    yvonne::records,
    theo::records,
    amelie::records,
    inconnu::records,
    andre::records,
    homonyms::records,
    long::records,
];

/// Everybody, as of today.
pub fn all(seed: u64, today: Day) -> Vec<Record> {
    ALL.iter().flat_map(|make| make(seed, today)).collect()
}
