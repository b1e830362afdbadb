//! What passes of a record: decided once, applied entry by entry.

use std::fmt;
use std::sync::atomic::{AtomicU8, Ordering};

use crate::ask::{Ask, Facets};
use crate::decide::{Decision, Policy};
use crate::facts::{Asker, Entry, Interaction, Situation, Status};
use crate::tables::Types;

/// For what entries are read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reading {
    /// To show them.
    Open,
    /// To find them, count them, suggest them.
    Search,
    /// To take them away: export, download, print, summary, card.
    Export,
}

/// What passes of one record, for one asker, situation and kind of reading. Each
/// combination of facts that an entry can have is a cell; a cell asks the rules the
/// first time that an entry falls into it, and remembers.
pub struct Lens {
    policy: Policy,
    situation: Situation,
    reading: Reading,
    shared: Types,
    own: Types,
    cells: Vec<AtomicU8>,
}

/// A cell that was not asked for yet.
const UNKNOWN: u8 = 0;
/// A cell in which no rule speaks; below, 1 and the place of the rule.
const SILENT: u8 = u8::MAX;

impl Policy {
    /// The lens of a situation.
    pub fn lens(&self, situation: &Situation, reading: Reading) -> Lens {
        Lens {
            policy: self.clone(),
            situation: *situation,
            reading,
            shared: self.tables().documents.of(situation.asker),
            own: self.tables().roles.of(situation.asker),
            cells: (0..Facets::COUNT).map(|_| AtomicU8::new(UNKNOWN)).collect(),
        }
    }
}

impl Lens {
    /// Whether this entry passes, and why.
    pub fn of(&self, entry: &Entry) -> Decision {
        let facets = Facets::of(entry, self.shared, self.own);
        let Some(cell) = self.cells.get(facets.number()) else {
            return self.policy.decision(self.speaks(facets));
        };
        let known = cell.load(Ordering::Relaxed);
        let code = if known == UNKNOWN {
            let code = encode(self.speaks(facets));
            cell.store(code, Ordering::Relaxed);
            code
        } else {
            known
        };
        self.policy.decision(decode(code))
    }

    /// Place of the rule that decides on an entry with these facts: of all that it
    /// takes to read it, the first that is refused, else the most particular one.
    fn speaks(&self, facets: Facets) -> Option<usize> {
        let mut first = None;
        for interaction in takes(self.situation.asker, self.reading, facets).into_iter().flatten() {
            let place = self.policy.speaks(&self.situation, interaction, Some(facets));
            if !self.policy.decision(place).allowed {
                return place;
            }
            first = first.or(place);
        }
        first
    }
}

/// What it takes to read an entry: a row of the matrix for each thing that is
/// particular about it, the plain row when nothing is, and what the reading adds.
/// Entries that the own organisation keeps follow their own regime.
fn takes(asker: Asker, reading: Reading, facets: Facets) -> [Option<Interaction>; 5] {
    let export = (reading == Reading::Export).then_some(Interaction::Export);
    if facets.own && Ask::works_for_organisation(asker) {
        let read = match reading {
            Reading::Search => Interaction::OwnSearch,
            Reading::Open | Reading::Export => Interaction::OwnRead,
        };
        return [Some(read), export, None, None, None];
    }
    let masked = facets.masked.then_some(Interaction::ReadMasked);
    let hidden = facets.hidden_from_person || facets.hidden_from_representatives;
    let hidden = hidden.then_some(Interaction::ReadInvisible);
    let status = match facets.status {
        Status::Active => None,
        Status::Archived => Some(Interaction::ReadArchived),
        Status::Obsolete => Some(Interaction::ReadObsolete),
        Status::Deleted => Some(Interaction::ReadDeleted),
    };
    let plain = masked.is_none() && hidden.is_none() && status.is_none();
    let plain = match reading {
        Reading::Search => Some(Interaction::SearchMetadata),
        Reading::Open | Reading::Export => plain.then_some(Interaction::Read),
    };
    [masked, hidden, status, plain, export]
}

fn encode(place: Option<usize>) -> u8 {
    place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(SILENT)
}

fn decode(code: u8) -> Option<usize> {
    (code != SILENT).then(|| usize::from(code).wrapping_sub(1))
}

impl fmt::Debug for Lens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lens = f.debug_struct("Lens");
        lens.field("situation", &self.situation).field("reading", &self.reading);
        lens.finish_non_exhaustive()
    }
}
