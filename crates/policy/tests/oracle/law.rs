//! May it happen? The first fork: account, then who asks.

use hygie_policy::facts::{Account, Asker, Custodian, Entry, Interaction, Mode, Situation};

use crate::{persons, regimes, shared, visibility};

/// May it be done? For what is done to an entry, or reads one: to some entry?
pub fn may(s: &Situation, i: Interaction) -> bool {
    acts(s)
        && match s.asker {
            Asker::Person | Asker::Representative(..) | Asker::Carer(_) => persons::may(s, i),
            _ if i == Interaction::ReadTraces => reads_traces(s),
            _ => shared::may(s, i) || regimes::may(s, i),
        }
}

/// May it be done to this entry?
pub fn may_on(s: &Situation, i: Interaction, e: &Entry) -> bool {
    acts(s)
        && match (i, s.asker) {
            (Interaction::OwnRead, _) => e.custodian == Custodian::Own && visibility::sees(s, e),
            (Interaction::Read, _) => e.custodian == Custodian::Other && visibility::sees(s, e),
            (_, Asker::Person | Asker::Representative(..) | Asker::Carer(_)) => {
                persons::may_on(s, i, e)
            }
            _ => shared::may_on(s, i, e),
        }
}

/// Does the entry pass when it is opened?
pub fn sees(s: &Situation, e: &Entry) -> bool {
    acts(s) && visibility::sees(s, e)
}

/// Does the entry pass when a copy of it is taken away? Issue 8: what waits to be
/// announced is hidden from exports too.
pub fn takes(s: &Situation, e: &Entry) -> bool {
    may(s, Interaction::Export) && sees(s, e)
}

/// Does the entry pass when it is searched for?
pub fn finds(s: &Situation, e: &Entry) -> bool {
    acts(s) && visibility::finds(s, e)
}

/// Only an account that may act does anything, in a mode that is its own.
fn acts(s: &Situation) -> bool {
    s.account == Account::Active && may_ask_in(s)
}

/// Issue 8: "Emergency: health professionals only". Regulation is the column of health
/// professionals and of certificates of establishments.
const fn may_ask_in(s: &Situation) -> bool {
    match s.mode {
        Mode::Normal => true,
        Mode::Emergency { .. } => matches!(s.asker, Asker::Health(_)),
        Mode::Regulation { .. } => matches!(s.asker, Asker::Health(_) | Asker::System),
    }
}

/// R.1111-43: the holder (elsewhere), the médecin traitant, the actor his own; officers
/// are not among them. How far a reader sees, all or his own, is no part of the answer.
fn reads_traces(s: &Situation) -> bool {
    let acts_in_care = matches!(s.asker, Asker::Health(_) | Asker::Social(_) | Asker::Secretary);
    acts_in_care && s.mode == Mode::Normal
}
