//! The grid: situations, and what is asked in each. Always the same.

mod axes;
mod code;

use std::collections::BTreeMap;

use hygie_policy::facts::{
    Account, Age, Asker, Consent, Custodian, Entry, Interaction, Link, Mode, Record, Situation,
    Will,
};

use crate::{impossible, law, shared, visibility};

/// What is asked in a situation.
#[derive(Clone, Copy, Debug)]
pub enum Question {
    /// May it be done?
    May(Interaction),
    /// May it be done to this entry?
    On(Interaction, Entry),
    /// Does it pass when it is opened?
    Sees(Entry),
    /// Does it pass when it is searched for?
    Finds(Entry),
    /// Does it pass when a copy is taken away?
    Takes(Entry),
}

impl Question {
    /// What the law answers.
    pub fn law(&self, s: &Situation) -> bool {
        match self {
            Self::May(i) => law::may(s, *i),
            Self::On(i, e) => law::may_on(s, *i, e),
            Self::Sees(e) => law::sees(s, e),
            Self::Finds(e) => law::finds(s, e),
            Self::Takes(e) => law::takes(s, e),
        }
    }
}

impl Question {
    /// The entry that is read, when one is.
    pub const fn read(&self) -> Option<&Entry> {
        match self {
            Self::Sees(e)
            | Self::Finds(e)
            | Self::Takes(e)
            | Self::On(Interaction::Read | Interaction::OwnRead, e) => Some(e),
            Self::May(_) | Self::On(..) => None,
        }
    }

    /// The act that is asked for, when one is.
    pub fn act(&self) -> Option<Interaction> {
        match self {
            Self::May(i) | Self::On(i, _) => shared::ACTS.contains(i).then_some(*i),
            Self::Sees(_) | Self::Finds(_) | Self::Takes(_) => None,
        }
    }

    /// Whether a copy is taken away.
    pub const fn takes(&self) -> bool {
        matches!(self, Self::Takes(_) | Self::May(Interaction::Export))
    }
}

/// How much of the grid was left out, by reason.
#[derive(Default)]
pub struct Skipped {
    /// Situations, in the order of [`impossible::SITUATIONS`].
    pub situations: [usize; impossible::SITUATIONS.len()],
    /// Entries, in the order of [`impossible::ENTRIES`].
    pub entries: [usize; impossible::ENTRIES.len()],
}

/// Entries opened, searched for and acted on in each situation of a professional.
const DRAWN: usize = 8;
/// Entries in each situation of the person and who acts for them.
const DRAWN_FOR_PERSONS: usize = 90;

/// Goes through the grid, situation by situation.
pub fn walk(mut visit: impl FnMut(&Situation, &[Question])) -> Skipped {
    let mut walk = Walk { situations: 0, skipped: Skipped::default() };
    for asker in axes::professionals() {
        axes::everything(asker, |s| walk.ask(s, DRAWN, &mut visit));
        axes::minors(asker, |s| walk.ask(s, DRAWN, &mut visit));
    }
    for asker in axes::persons() {
        axes::lives(asker, |s| walk.ask(s, DRAWN_FOR_PERSONS, &mut visit));
    }
    for asker in axes::professionals().into_iter().chain(axes::persons()) {
        axes::inactive(asker, |s| walk.ask(s, DRAWN, &mut visit));
    }
    walk.skipped
}

struct Walk {
    situations: u64,
    skipped: Skipped,
}

impl Walk {
    fn ask(
        &mut self,
        s: &Situation,
        entries: usize,
        visit: &mut impl FnMut(&Situation, &[Question]),
    ) {
        if let Some(why) = impossible::SITUATIONS.iter().position(|(_, holds)| holds(s)) {
            self.skipped.situations[why] += 1;
            return;
        }
        self.situations += 1;
        let chance = mixed(self.situations);
        let mut asked: Vec<Question> = Interaction::ALL.map(Question::May).to_vec();
        for (place, entry) in (chance..).zip(self.possible(s, chance, entries)) {
            asked.push(Question::Sees(entry));
            asked.push(match place % 4 {
                0 => Question::Finds(entry),
                1 => Question::Takes(entry),
                _ => Question::On(act(place / 4 * 2 + place % 2, &entry), entry),
            });
        }
        visit(s, &asked);
    }

    /// So many entries that can occur, from a place on.
    fn possible(&mut self, s: &Situation, from: u64, entries: usize) -> Vec<Entry> {
        let mut found = Vec::with_capacity(entries);
        let mut places = from..;
        while found.len() < entries {
            let entry = axes::entry(places.next().unwrap_or_default());
            match impossible::ENTRIES.iter().position(|(_, holds)| holds(s, &entry)) {
                Some(why) => self.skipped.entries[why] += 1,
                None => found.push(entry),
            }
        }
        found
    }
}

/// What is done to an entry, at a place of an endless row: an act, or one of the two
/// readings. Of the rows of TD3.2 only the plain one is asked for, of entries that no
/// other row speaks of: which row an entry is asked by is the lens's.
fn act(place: u64, e: &Entry) -> Interaction {
    let acts = shared::ACTS;
    let turn = usize::try_from(place).unwrap_or_default() % (acts.len() + 2);
    let plain = e.custodian == Custodian::Own || visibility::is_plain(e);
    match acts.get(turn) {
        Some(act) => *act,
        None if turn == acts.len() && plain => Interaction::Read,
        None => Interaction::OwnRead,
    }
}

/// Bits well mixed (the finaliser of MurmurHash3), so that what is drawn in a situation
/// does not walk in step with the situations.
const fn mixed(number: u64) -> u64 {
    let mut bits = number;
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    bits = (bits ^ (bits >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (bits ^ (bits >> 33)) >> 16
}

/// A situation in which all is as usual: a professional of the team, who was allowed.
pub fn usual(asker: Asker) -> Situation {
    Situation {
        asker,
        account: Account::Active,
        link: Link::Team,
        record: Record::Open,
        consent: Consent::Given,
        will: Will::default(),
        mode: Mode::Normal,
        secret: false,
        age: Age::Adult,
    }
}

/// Cells of the grid. It changes with the grid only.
const CELLS: usize = 7_887_480;

#[test]
fn the_grid_is_large_and_asks_nothing_twice() {
    let mut codes = Vec::with_capacity(CELLS);
    let mut allowed = 0_usize;
    let mut done = BTreeMap::new();
    let skipped = walk(|s, asked| {
        let situation = code::situation(s);
        for question in asked {
            codes.push(situation << code::QUESTION_BITS | code::question(question));
            allowed += usize::from(question.law(s));
            if let Question::On(i, _) = question {
                *done.entry(*i).or_insert(0_usize) += 1;
            }
        }
    });
    let cells = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), cells, "cells are distinct");
    assert!(cells >= 500_000);
    assert_eq!(cells, CELLS);
    assert!(allowed * 20 > cells, "{allowed} of {cells} cells allow");
    assert_eq!(done.len(), shared::ACTS.len() + 2);
    assert!(done.values().all(|count| *count > 10_000), "{done:?}");
    assert!(skipped.situations.iter().all(|count| *count > 0));
    assert!(skipped.entries.iter().all(|count| *count > 0));
}
