//! Where the sources are silent, and where rules and sources are in dispute. Each
//! point has another reading than the oracle's, and says in which cells it speaks and
//! what it answers there: an answer that neither reading gives is still a disagreement.

mod acts;
mod disputed;
mod own;
mod people;
mod staff;

use hygie_policy::facts::{Account, Custodian, Interaction, Situation};

use crate::grid::Question;

/// A point on which the sources are silent.
pub struct Silent {
    /// What it is about.
    pub name: &'static str,
    /// Why the sources do not decide it.
    pub why: &'static str,
    /// What the other reading answers; `None` where it says nothing else.
    pub reading: fn(&Situation, &Question) -> Option<bool>,
}

/// Every point, and what is disputed.
pub fn all() -> impl Iterator<Item = &'static Silent> {
    [acts::SILENT, own::SILENT, people::SILENT, staff::SILENT, disputed::DISPUTED]
        .into_iter()
        .flatten()
}

/// The point by whose reading this is the answer. No reading is about an account that
/// may not act.
pub fn explains(s: &Situation, question: &Question, answer: bool) -> Option<&'static str> {
    if s.account == Account::Inactive {
        return None;
    }
    let read = |point: &&Silent| (point.reading)(s, question) == Some(answer);
    all().find(read).map(|point| point.name).or_else(|| {
        let physician = acts::treating_as_physician(s)?;
        let agrees = question.law(&physician) == answer;
        (agrees || explains(&physician, question, answer).is_some()).then_some(acts::TREATING)
    })
}

/// The interaction asked for, when none is about an entry.
const fn interaction(question: &Question) -> Option<Interaction> {
    match question {
        Question::May(i) => Some(*i),
        _ => None,
    }
}

/// Whether it is asked for what the own organisation keeps.
fn of_own(question: &Question) -> bool {
    match question {
        Question::May(i) => {
            matches!(i, Interaction::OwnRead | Interaction::OwnSearch | Interaction::OwnWrite)
        }
        _ => question.read().is_some_and(|e| e.custodian == Custodian::Own),
    }
}
