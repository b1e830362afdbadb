//! The rules of retention as one table: what each says, where it comes from, and until when
//! it has a part kept.

use super::{Facts, Keeper, Missing, Shared, Term};

/// One rule.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, which traces keep.
    pub id: &'static str,
    /// Where it comes from. `[B]` marks what the house assumes where the sources known here
    /// are silent.
    pub source: &'static str,
    /// What it says, in English.
    pub sentence: &'static str,
    /// Until when it has a part kept; `None`: it does not speak.
    pub term: fn(&Facts) -> Option<Term>,
}

/// Name of the rule of the shared record.
pub(super) const SHARED: &str = "shared-record";

/// Years from the closing of the shared record (CSP, L.1111-18).
const SHARED_YEARS: i64 = 10;
/// Years from the last stay or consultation (CSP, R.1112-7).
const FILE_YEARS: i64 = 20;
/// The birthday before which no file ends (CSP, R.1112-7).
const BIRTHDAY_YEARS: i64 = 28;
/// Years from a death that comes within as many of the last stay or consultation (CSP,
/// R.1112-7).
pub(super) const DEATH_YEARS: i64 = 10;
/// Years from a transfusion.
const TRANSFUSION_YEARS: i64 = 30;

/// Every rule, in the order in which those that say the same are told.
pub const RULES: &[Rule] = &[
    Rule {
        id: "last-act",
        source: "CSP R.1112-7; [B] for organisations that are no hospital",
        sentence: "the file is kept for twenty years from the last stay or consultation",
        term: |facts| match (facts.keeper, facts.last_act) {
            (Keeper::Record, _) => None,
            _ if facts.underway => Some(Term::NoEnd),
            _ if facts.died_soon().is_some() => None,
            (_, Some(last)) => Some(Term::Until(last.in_years(FILE_YEARS))),
            (_, None) => Some(Term::Unknown(Missing::LastAct)),
        },
    },
    Rule {
        id: "birthday",
        source: "CSP R.1112-7; [B] for organisations that are no hospital",
        sentence: "no file ends before the person's twenty-eighth birthday",
        term: |facts| match (facts.keeper, facts.born) {
            (Keeper::Record, _) => None,
            _ if facts.died_soon().is_some() => None,
            (_, Some(born)) => Some(Term::Until(born.in_years(BIRTHDAY_YEARS))),
            (_, None) => Some(Term::Unknown(Missing::Birth)),
        },
    },
    Rule {
        id: "death",
        source: "CSP R.1112-7; [B] for organisations that are no hospital",
        sentence: "of who died less than ten years after the last stay or consultation the file \
                   is kept for ten years from the death",
        // An act after the death says that one of the days is wrong: the later one counts.
        term: |facts| match facts.keeper {
            Keeper::Record => None,
            Keeper::Organisation => {
                let died = facts.died_soon()?.max(facts.last_act?);
                Some(Term::Until(died.in_years(DEATH_YEARS)))
            }
        },
    },
    Rule {
        id: "transfusion",
        source: "CSP R.1112-7 and directive 2005/61/EC, article 4",
        sentence: "what tells of a transfusion is kept for thirty years from it",
        term: |facts| match facts.keeper {
            Keeper::Record => None,
            Keeper::Organisation => {
                Some(Term::Until(facts.transfused?.in_years(TRANSFUSION_YEARS)))
            }
        },
    },
    Rule {
        id: SHARED,
        source: "CSP L.1111-18; [B] from the day on which the person opposed",
        sentence: "what the shared record holds is kept for ten years from its closing",
        term: |facts| {
            Some(match facts.shared {
                Shared::Open => Term::NoEnd,
                Shared::Ended(Some(day)) => Term::Until(day.in_years(SHARED_YEARS)),
                Shared::Ended(None) => Term::Unknown(Missing::Closing),
            })
        },
    },
];
