//! How the crate is asked. Nothing else of these tests knows its shape.

use hygie_policy::facts::Situation;
use hygie_policy::{Decision, Lens, Policy, Reading};

use crate::grid::Question;

/// The policy in force, asked in one situation.
pub struct Asked<'a> {
    policy: &'a Policy,
    situation: &'a Situation,
    open: Lens,
    search: Lens,
    export: Lens,
}

impl<'a> Asked<'a> {
    /// Of a situation.
    pub fn of(policy: &'a Policy, situation: &'a Situation) -> Self {
        let open = policy.lens(situation, Reading::Open);
        let search = policy.lens(situation, Reading::Search);
        let export = policy.lens(situation, Reading::Export);
        Self { policy, situation, open, search, export }
    }

    /// What the policy answers.
    pub fn answer(&self, question: &Question) -> Decision {
        match question {
            Question::May(i) => self.policy.decide(self.situation, *i),
            Question::On(i, e) => self.policy.decide_on(self.situation, *i, e),
            Question::Sees(e) => self.open.of(e),
            Question::Finds(e) => self.search.of(e),
            Question::Takes(e) => self.export.of(e),
        }
    }
}
