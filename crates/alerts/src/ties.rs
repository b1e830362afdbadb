//! What an actor and a person share: whoever calls counts how many others share it.

use crate::{Actor, Address, Nearness, Person};

/// What both share.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Ties<'a> {
    /// The family name, as the person's record has it.
    pub family: Option<&'a str>,
    /// Whether a given name as well.
    pub given: bool,
    /// Where both live, and how near.
    pub home: Option<(Nearness, &'a Address)>,
}

impl<'a> Ties<'a> {
    /// Those of an actor and a person.
    pub fn of(actor: &Actor, person: &'a Person) -> Self {
        let family = person.names.shared_family(&actor.names);
        let given = family.is_some() && person.names.shares_given(&actor.names);
        let near = |home: &'a Address| {
            let theirs = actor.homes.iter();
            theirs.filter_map(|one| one.near(home)).min().map(|how| (how, home))
        };
        let home = person.homes.iter().filter_map(near).min_by_key(|(how, _)| *how);
        Self { family, given, home }
    }
}
