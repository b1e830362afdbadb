//! How somebody stands to the person of a record, and by which care links.

use hygie_base::Timestamp;
use hygie_policy::facts::{Interaction, Link as Tied, Standing as Stands};
use hygie_policy::{Decision, Policy};
use hygie_record::Permit;

use crate::Asker;
use crate::rights::{Call, Glass, Grounds, Life, Link, Rights};
use crate::weigh::Weighed;

/// How somebody stands to the person of a record, with the reason of each answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// What ties them.
    pub link: Tied,
    /// Whether they read what their own organisation keeps.
    pub own: Decision,
    /// Whether they read of what others keep.
    pub shared: Decision,
    /// Whether they write what their own organisation keeps.
    pub writes: Decision,
    /// Whether they may declare that they take care of the person.
    pub declares: Decision,
    /// Until when this holds; `None`: until somebody decides otherwise.
    pub until: Option<Timestamp>,
}

impl Standing {
    /// What a situation comes to.
    pub(crate) fn of(policy: &Policy, Weighed { situation, until }: Weighed) -> Self {
        let may = |interaction| policy.decide(&situation, interaction);
        Self {
            link: situation.link,
            own: may(Interaction::OwnRead),
            shared: may(Interaction::Read),
            writes: may(Interaction::OwnWrite),
            declares: may(Interaction::DeclareAuthorised),
            until,
        }
    }
}

/// A permit for a record, and how who holds it stands to the person.
pub struct Entered {
    /// The permit.
    pub permit: Permit,
    /// How they stand; `None` for who is not weighed against a person.
    pub standing: Option<Standing>,
    /// The emergency in which they come, where they come in one.
    pub glass: Option<Glass>,
    /// The call to the regulation centre for which they come, where they come for one.
    pub call: Option<Call>,
}

impl Entered {
    /// Of who is not weighed against a person.
    pub(crate) const fn unweighed(permit: Permit) -> Self {
        Self { permit, standing: None, glass: None, call: None }
    }
}

/// The care links of somebody who asks, and of their organisation: never of others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ties {
    /// How they stand.
    pub standing: Standing,
    /// By which their organisation takes care of the person now, or will, also on wards that
    /// are not theirs; in the order in which they were registered.
    pub registered: Vec<Link>,
    /// By which they declared that they do, now.
    pub own: Option<Link>,
    /// When the last one of either kind ended that does not run any more.
    pub ended: Option<Timestamp>,
    /// Whether the person refused them, so that they cannot declare it away.
    pub refused: bool,
    /// The life of the shared record (TD0.2 of the DMP).
    pub life: Life,
    /// Since when it is so; none: as it was opened.
    pub since: Option<Timestamp>,
}

impl Ties {
    /// Whether their organisation takes care of the person now.
    pub fn is_registered(&self, now: Timestamp) -> bool {
        self.registered.iter().any(|link| link.standing(now) == Stands::Running)
    }

    pub(crate) fn of(standing: Standing, asker: &Asker, rights: &Rights, now: Timestamp) -> Self {
        let of_theirs =
            |link: &&Link| link.party.has(asker) || link.party.is_within(&asker.organisation);
        let links = || rights.links.iter().filter(of_theirs);
        let lasts = |link: &&Link| link.standing(now) != Stands::Ended;
        let runs = |link: &&Link| link.standing(now) == Stands::Running;
        let registered = |link: &&Link| link.is_registered_by(&asker.organisation);
        let attested = |link: &&Link| link.grounds == Grounds::Attested;
        Self {
            standing,
            registered: links().filter(registered).filter(lasts).cloned().collect(),
            own: links().filter(attested).find(runs).cloned(),
            life: rights.shared.life,
            since: rights.shared.since,
            refused: rights.refusals(asker, now).next().is_some(),
            ended: links().filter_map(|link| link.end).filter(|end| *end <= now).max(),
        }
    }
}
