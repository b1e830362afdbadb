//! The rules, by subject, as one table: what each says, where it comes from, and
//! when it speaks. A privacy officer reads the sentences; the gate shows them.
//!
//! Nothing is permitted unless a rule permits it, and a rule that forbids beats every
//! rule that permits.

mod account;
mod care;
mod carers;
mod emergency;
mod house;
mod matrix;
mod own;
mod person;
mod regulation;
mod representatives;
mod secrets;
mod shared;
mod social;
mod traces;
mod types;

use crate::ask::Ask;

pub use traces::ALL_TRACES;

/// What a rule does when it speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// It permits, unless another one forbids.
    Permit,
    /// It forbids.
    Forbid,
}

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, which traces keep.
    pub id: &'static str,
    /// What it does.
    pub effect: Effect,
    /// Where it comes from: an article, a row of the matrix, a requirement of the DMP.
    /// `[B]` marks what the house assumes where the sources known here are silent.
    pub source: &'static str,
    /// What it says, in English.
    pub sentence: &'static str,
    /// When it speaks.
    pub when: fn(&Ask) -> bool,
}

/// Subjects, in the order in which a refusal is explained: of several rules that
/// forbid, the first one here is told.
const SUBJECTS: [&[Rule]; 15] = [
    account::RULES,
    house::RULES,
    representatives::RULES,
    carers::RULES,
    emergency::RULES,
    regulation::RULES,
    shared::RULES,
    care::RULES,
    secrets::RULES,
    own::RULES,
    types::RULES,
    person::RULES,
    matrix::RULES,
    social::RULES,
    traces::RULES,
];

/// Every rule: those that forbid first, so that the first one that speaks decides.
pub fn all() -> Vec<Rule> {
    let of = |effect| SUBJECTS.into_iter().flatten().filter(move |rule| rule.effect == effect);
    of(Effect::Forbid).chain(of(Effect::Permit)).copied().collect()
}
