//! Decisions: the first rule that speaks.

use std::sync::Arc;

use crate::ask::{Ask, Facets};
use crate::facts::{Entry, Interaction, Situation};
use crate::rules::{self, Effect, Rule};
use crate::tables::{Cell, Column, TableError, Tables};

/// The rules and tables in force. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Policy(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    rules: Vec<Rule>,
    tables: Tables,
}

/// Yes or no, and why.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Decision {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Which rule decided.
    pub reason: Reason,
}

/// The rule that decided.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Reason {
    /// Its name, which traces keep.
    pub id: &'static str,
    /// Where it comes from.
    pub source: &'static str,
    /// What it says, in English.
    pub sentence: &'static str,
}

/// The reason when no rule speaks: what nothing permits is denied.
pub const NOTHING_PERMITS: Reason = Reason {
    id: "nothing-permits",
    source: "default deny",
    sentence: "no rule permits it to this actor in this situation",
};

impl Policy {
    /// The rules and tables that came with the program.
    ///
    /// # Errors
    /// None in practice: a test reads the tables.
    pub fn built_in() -> Result<Self, TableError> {
        Ok(Self::new(Tables::built_in()?))
    }

    /// The rules over these tables.
    pub fn new(tables: Tables) -> Self {
        Self(Arc::new(Inner { rules: rules::all(), tables }))
    }

    /// The same without the rule of this name: what would change if it were not there?
    #[must_use]
    pub fn without(&self, id: &str) -> Self {
        let rules = self.0.rules.iter().filter(|rule| rule.id != id).copied().collect();
        Self(Arc::new(Inner { rules, tables: self.0.tables.clone() }))
    }

    /// The rules, those that forbid first.
    pub fn rules(&self) -> &[Rule] {
        &self.0.rules
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.0.tables
    }

    /// May this be done, as far as it depends on no entry? What depends on one is
    /// denied here when only some entries permit it, and allowed when only some forbid
    /// it: who acts on an entry asks [`Policy::decide_on`], who reads asks the lens.
    pub fn decide(&self, situation: &Situation, interaction: Interaction) -> Decision {
        self.ask(situation, interaction, None)
    }

    /// May this be done on this entry?
    pub fn decide_on(
        &self,
        situation: &Situation,
        interaction: Interaction,
        entry: &Entry,
    ) -> Decision {
        let shared = self.0.tables.documents.of(situation.asker);
        let own = self.0.tables.roles.of(situation.asker);
        self.ask(situation, interaction, Some(Facets::of(entry, shared, own)))
    }

    fn ask(
        &self,
        situation: &Situation,
        interaction: Interaction,
        facets: Option<Facets>,
    ) -> Decision {
        self.decision(self.speaks(situation, interaction, facets))
    }

    /// Place of the first rule that speaks.
    pub(crate) fn speaks(
        &self,
        situation: &Situation,
        interaction: Interaction,
        facets: Option<Facets>,
    ) -> Option<usize> {
        let column = Column::of(situation);
        let cell = column.map(|column| self.0.tables.functional.cell(interaction, column));
        let cell = cell.unwrap_or(Cell::No);
        let ask = Ask { situation: *situation, interaction, facets, cell };
        self.0.rules.iter().position(|rule| (rule.when)(&ask))
    }

    /// What the rule at this place says.
    pub(crate) fn decision(&self, place: Option<usize>) -> Decision {
        let rule = place.and_then(|place| self.0.rules.get(place));
        rule.map_or(Decision { allowed: false, reason: NOTHING_PERMITS }, |rule| Decision {
            allowed: rule.effect == Effect::Permit,
            reason: Reason { id: rule.id, source: rule.source, sentence: rule.sentence },
        })
    }
}
