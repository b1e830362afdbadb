//! Where the rules and the sources differ, and the sources are not silent. The list
//! only shrinks: a point that the rules no longer need fails the test.

use hygie_policy::facts::{Interaction, Link, Situation};

use super::{Silent, interaction};

pub const DISPUTED: &[Silent] = &[Silent {
    name: "disputed: identity and appointments without a link",
    why: "issue 8: \"without a link, no access\"; the rules show what the own organisation \
            knows of identity and appointments to everybody in it, not to a reception only",
    reading: |s, q| {
        let asked = interaction(q)? == Interaction::OwnReadAdministrative;
        asked.then(|| q.law(&Situation { link: Link::Team, ..*s }))
    },
}];
