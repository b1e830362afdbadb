//! How long what one custodian keeps of a record is kept, and because of what: rules with
//! their sources, as those of access have. Days in, a day out; no I/O.
//!
//! One copy serves the custodian's own file and the shared record, so that it is kept as
//! long as either is: the longest of the rules that speak decides. A day that is not known
//! is told as missing, never guessed.

mod day;
mod facts;
mod rules;

pub use day::Day;
pub use facts::{Facts, Keeper, Shared};
pub use rules::{RULES, Rule};

/// Until when a rule has it kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Term {
    /// To the end of this day.
    Until(Day),
    /// There is no end yet.
    NoEnd,
    /// A day is missing, without which no end can be told.
    Unknown(Missing),
}

/// What has to be known first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Missing {
    /// The day of the last stay or consultation.
    LastAct,
    /// The date of birth.
    Birth,
    /// The day on which the shared record was closed.
    Closing,
}

impl Missing {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::LastAct, Self::Birth, Self::Closing];

    /// Its name, as figures have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::LastAct => "last-act",
            Self::Birth => "birth",
            Self::Closing => "closing",
        }
    }

    /// What is missing, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::LastAct => "the day of the last stay or consultation is not known",
            Self::Birth => "the date of birth is not known",
            Self::Closing => "the day on which the shared record was closed is not known",
        }
    }
}

/// What the rules come to.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Until when.
    pub term: Term,
    /// The rule that decides.
    pub rule: &'static Rule,
}

impl Kept {
    /// Whether it is past its time on a day: kept to the end of its last day, and past
    /// from the next one on.
    pub fn is_past(&self, today: Day) -> bool {
        matches!(self.term, Term::Until(last) if last < today)
    }
}

/// How long a part is kept; `None` only of what no rule speaks.
pub fn keep(facts: &Facts) -> Option<Kept> {
    longest(RULES.iter(), facts)
}

/// The same by the custodian's own file alone, as if nothing of it were shared; `None` of
/// what is no custodian's.
pub fn keep_own(facts: &Facts) -> Option<Kept> {
    longest(RULES.iter().filter(|rule| rule.id != rules::SHARED), facts)
}

fn longest(rules: impl Iterator<Item = &'static Rule>, facts: &Facts) -> Option<Kept> {
    let speak = rules.filter_map(|rule| Some(Kept { term: (rule.term)(facts)?, rule }));
    // Of two that say the same the first one is told.
    speak.reduce(|first, next| if next.term.rank() > first.term.rank() { next } else { first })
}

impl Term {
    /// What has no end outlasts what is not known, which outlasts every day.
    const fn rank(self) -> (u8, i64) {
        match self {
            Self::Until(day) => (0, day.0),
            Self::Unknown(_) => (1, 0),
            Self::NoEnd => (2, 0),
        }
    }
}
