//! A part of the synthesis: its lines, and what can be said without any.

use crate::fact::Fact;
use crate::fact::allergy::may_deny;
use crate::kind::{Kind, KindSet};
use crate::seen::Seen;
use crate::standing::Standing;

/// What can be said of a part of the record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Default)]
pub enum State {
    /// There are entries. All of them may be past.
    Known,
    /// A coded statement says that there is none, and no entry contradicts it.
    NoneKnown,
    /// The same, but only of a part: of medications, of foods.
    PartlyNone,
    /// A statement says that there is none, and an entry says that there is one.
    Conflict,
    /// There is an entry whose meaning cannot be told; nothing is stated.
    Unclear,
    /// Nothing is recorded.
    #[default]
    NotRecorded,
    /// The reader has no access to it.
    Closed,
}

impl State {
    /// A short English name for keys of translation.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::NoneKnown => "none-known",
            Self::PartlyNone => "partly-none",
            Self::Conflict => "conflict",
            Self::Unclear => "unclear",
            Self::NotRecorded => "not-recorded",
            Self::Closed => "closed",
        }
    }
}

/// A part of the synthesis.
pub struct Block<'a, T> {
    /// What can be said of it.
    pub state: State,
    /// Lines that hold now, in the order to show them.
    pub lines: Vec<T>,
    /// How many such lines there are; more than `lines` when some were left out.
    pub total: usize,
    /// What is over, latest first; not all of it.
    pub past: Vec<T>,
    /// How many past lines there are.
    pub past_total: usize,
    /// Statements that there is none: who said so, and when.
    pub denials: Vec<Seen<'a>>,
    /// Entries that carry a modifier that is not known here. They are counted
    /// and not stated.
    pub unclear: usize,
    /// Whether the reader has no access to some kinds of it.
    pub partly_closed: bool,
}

impl<T> Default for Block<'_, T> {
    fn default() -> Self {
        Self {
            state: State::NotRecorded,
            lines: Vec::new(),
            total: 0,
            past: Vec::new(),
            past_total: 0,
            denials: Vec::new(),
            unclear: 0,
            partly_closed: false,
        }
    }
}

impl<T> Block<'_, T> {
    /// A block of these kinds as the lens leaves it; `None` when it is closed.
    pub(crate) fn open(kinds: &[Kind], closed: KindSet) -> Result<Self, Self> {
        let kinds = KindSet::of(kinds);
        let block = Self { partly_closed: closed.meets(kinds), ..Self::default() };
        if closed.covers(kinds) { Err(Self { state: State::Closed, ..block }) } else { Ok(block) }
    }

    /// Counts the lines, cuts them to a limit, and says what can be said.
    pub(crate) fn settle(mut self, limit: usize, past_limit: usize) -> Self {
        self.total = self.lines.len();
        self.past_total = self.past.len();
        self.lines.truncate(limit);
        self.past.truncate(past_limit);
        self.state = if self.total > 0 && !self.denials.is_empty() {
            State::Conflict
        } else if self.total > 0 {
            State::Known
        } else if self.unclear > 0 {
            State::Unclear
        } else if self.partly_closed && self.past_total == 0 {
            // What is closed may hold what would contradict a denial.
            State::Closed
        } else if !self.denials.is_empty() {
            State::NoneKnown
        } else if self.past_total > 0 {
            State::Known
        } else {
            State::NotRecorded
        };
        self
    }
}

/// What a fact of a list says of the list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Says {
    /// That there is something.
    Something,
    /// That there is nothing.
    Nothing,
    /// That its author does not know; or it is no fact at all.
    Silence,
    /// It cannot be told what.
    Unclear,
}

/// Codes that say that a list is empty: SNOMED CT, and HL7's
/// `absent-unknown-uv-ips` of the International Patient Summary.
const NOTHING: &[&str] =
    &["160245001", "no-known-problems", "no-known-medications", "no-known-immunizations"];

/// Codes that say that nothing is known about a list.
const SILENCE: &[&str] = &["no-problem-info", "no-medication-info", "no-immunization-info"];

pub(crate) fn says(fact: &Fact) -> Says {
    if fact.standing == Standing::Uninterpretable {
        return Says::Unclear;
    }
    if !fact.standing.is_fact() {
        return Says::Silence;
    }
    let coded = |list: &[&str]| {
        fact.codes.iter().filter(|code| may_deny(code)).any(|code| list.contains(&&*code.code))
    };
    if coded(SILENCE) {
        return Says::Silence;
    }
    match (coded(NOTHING), fact.standing) {
        (false, _) => Says::Something,
        (true, Standing::Current | Standing::Done) => Says::Nothing,
        (true, Standing::Unknown) => Says::Unclear,
        (true, _) => Says::Silence,
    }
}
