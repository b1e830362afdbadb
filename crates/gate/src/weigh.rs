//! From who asks and what was decided about a record to a situation, and until when it
//! is that one. No I/O.

use std::collections::BTreeSet;

use hygie_base::Timestamp;
use hygie_policy::facts::{
    self, Account, Age, Asker as Who, Consent, Link, Mode, Physician, Profession, Record,
    Representative, Scope, Situation, Standing, Will,
};
use hygie_record::{Marked, Name, Waits};

use crate::rights::{self, Delegation, Grounds, Life, Mark, Rights};
use crate::{Asker, Role};

/// A situation and until when it holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Weighed {
    /// The situation.
    pub situation: Situation,
    /// Until just before then: the first end, or start, of what it rests on.
    pub until: Option<Timestamp>,
}

/// In which mode somebody asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Manner {
    /// As they stand: in an emergency while the glass that they broke runs, for the
    /// regulation centre while their call does.
    Standing,
    /// As without an emergency.
    Normal,
    /// As if they broke the glass now.
    Breaking,
    /// As if they opened the record for a call to the regulation centre now.
    Regulating,
}

/// What the asker is to the person, by what was decided about the record.
pub fn weigh(asker: &Asker, rights: &Rights, now: Timestamp) -> Weighed {
    weigh_in(Manner::Standing, asker, rights, now)
}

/// The same in one of the modes.
pub(crate) fn weigh_in(manner: Manner, asker: &Asker, rights: &Rights, now: Timestamp) -> Weighed {
    let mut until = Until { now, first: None };
    let link = link(asker, rights, &mut until);
    let consent = consent(asker, rights, &mut until);
    let record = match rights.shared.life {
        Life::Open => Record::Open,
        Life::Opposed => Record::Opposed,
        Life::Closed => Record::Closed,
    };
    let who = who(asker, rights, &mut until);
    let emergencies = rights.emergencies;
    let will = Will {
        blocked: rights.blocks(asker),
        opposes_emergency: emergencies.opposes_access,
        opposes_regulation: emergencies.opposes_regulation,
        masked_in_emergency: emergencies.shows_masked,
    };
    let situation = Situation {
        asker: who,
        // Who may not act has no session, so that no permit is asked for.
        account: Account::Active,
        link,
        record,
        consent,
        will,
        mode: mode(manner, asker, rights, (link, consent, will), &mut until),
        secret: false,
        // It bounds parents alone, whose delegation ends when the person comes of age.
        age: if is_parent(who) { Age::Minor } else { Age::Adult },
    };
    Weighed { situation, until: until.first }
}

/// Times at which the situation changes; the first one after now counts.
struct Until {
    now: Timestamp,
    first: Option<Timestamp>,
}

impl Until {
    /// What runs from `start` to `end` changes at both.
    fn standing(&mut self, start: Timestamp, end: Option<Timestamp>) -> Standing {
        for at in [Some(start), end].into_iter().flatten().filter(|at| *at > self.now) {
            self.first = Some(self.first.map_or(at, |first| first.min(at)));
        }
        Standing::at(start, end, self.now)
    }
}

fn who(asker: &Asker, rights: &Rights, until: &mut Until) -> Who {
    let treats = rights.treating.as_ref().is_some_and(|it| it.account == asker.id);
    match asker.role {
        Role::Physician if treats => Who::Health(Profession::Physician(Physician::Treating)),
        Role::Physician => Who::Health(Profession::Physician(Physician::Other)),
        Role::Nurse => Who::Health(Profession::Nurse),
        Role::Midwife => Who::Health(Profession::Midwife),
        Role::Pharmacist => Who::Health(Profession::Pharmacist),
        Role::Dentist => Who::Health(Profession::Dentist),
        Role::Secretary => Who::Secretary,
        Role::Administrator => Who::Administrator,
        Role::PrivacyOfficer => Who::PrivacyOfficer,
        Role::SecurityOfficer => Who::SecurityOfficer,
        Role::Person => Who::Person,
        Role::Delegate => delegate(asker, rights, until),
        Role::System => Who::System,
    }
}

/// What is delegated to the asker; what is not, or is no longer kept, has ended.
fn delegate(asker: &Asker, rights: &Rights, until: &mut Until) -> Who {
    let is = |it: &&Delegation| Some(&it.id) == asker.delegation.as_ref();
    match rights.delegations.iter().find(is) {
        Some(found) => found.asker(until.standing(found.start, found.end)),
        None => {
            let (scope, standing) = (Scope::Administrative, Standing::Ended);
            Who::Carer(facts::Delegation { scope, standing, consented: false })
        }
    }
}

/// A parent whose delegation has not ended: it ends when the person comes of age.
const fn is_parent(who: Who) -> bool {
    match who {
        Who::Representative(Representative::Parent, delegation) => {
            !matches!(delegation.standing, Standing::Ended)
        }
        _ => false,
    }
}

/// Of several links the strongest counts.
fn link(asker: &Asker, rights: &Rights, until: &mut Until) -> Link {
    let mut found = Link::None;
    for link in rights.links.iter().filter(|link| link.party.has(asker)) {
        let is = match (until.standing(link.start, link.end), link.grounds) {
            (Standing::Running, Grounds::Registered) => Link::Team,
            (Standing::Running, Grounds::Attested) => Link::Declared,
            (Standing::Ended, _) => Link::Ended,
            (Standing::Coming, _) => Link::None,
        };
        if strength(is) > strength(found) {
            found = is;
        }
    }
    found
}

const fn strength(link: Link) -> u8 {
    match link {
        Link::None => 0,
        Link::Ended => 1,
        Link::Declared => 2,
        Link::Team => 3,
    }
}

/// What the person said of this professional comes before what they said of the
/// organisation; of each party they said one thing at most.
fn consent(asker: &Asker, rights: &Rights, until: &mut Until) -> Consent {
    for of_account in [true, false] {
        let of = |it: &&rights::Consent| it.party.is_account() == of_account && it.party.has(asker);
        let Some(said) = rights.consents.iter().find(of) else { continue };
        return match (said.given, until.standing(said.start, said.end)) {
            (false, Standing::Running) => Consent::Refused,
            (true, Standing::Running) => Consent::Given,
            (true, Standing::Ended) => Consent::Ended,
            (false, Standing::Ended) | (_, Standing::Coming) => continue,
        };
    }
    // The person was told that who takes care of them shares, and did not oppose.
    if rights.informed.is_some() { Consent::Presumed } else { Consent::Absent }
}

/// An emergency opens what others keep, and nothing to who has that open already by care
/// link and consent: it would only take away, as entries of their own that the person
/// masked, unless the person shows what is masked in emergencies. Nor does it open anything
/// to who is blocked, or once the person opposed it. An app or a machine never comes by it.
///
/// A call to the regulation centre is the same, for who logged in as one who regulates; an
/// emergency, which opens more, comes before it.
fn mode(
    manner: Manner,
    asker: &Asker,
    rights: &Rights,
    (link, consent, will): (Link, Consent, Will),
    until: &mut Until,
) -> Mode {
    let emergency = Mode::Emergency { attested: true };
    let regulation = Mode::Regulation { claimed: asker.regulates };
    match manner {
        Manner::Breaking => return emergency,
        Manner::Regulating => return regulation,
        Manner::Normal => return Mode::Normal,
        Manner::Standing => {}
    }
    if !asker.role.is_health_professional() || asker.scopes.is_of_app() {
        return Mode::Normal;
    }
    let (mut broke, mut took) = (false, false);
    for glass in rights.glasses.kept.iter().filter(|glass| glass.is_of(asker)) {
        broke |= until.standing(glass.start, Some(glass.end)) == Standing::Running;
    }
    for call in rights.calls.iter().filter(|call| asker.regulates && call.is_of(asker)) {
        took |= until.standing(call.start, Some(call.end)) == Standing::Running;
    }
    let more = will.masked_in_emergency || !reads_of_others(link, consent);
    match !will.blocked && more {
        true if broke && !will.opposes_emergency => emergency,
        true if took && !will.opposes_regulation => regulation,
        _ => Mode::Normal,
    }
}

/// Whether what others keep is open by care link and consent.
pub(crate) const fn reads_of_others(link: Link, consent: Consent) -> bool {
    match consent {
        Consent::Given => matches!(link, Link::Team | Link::Declared),
        Consent::Presumed => matches!(link, Link::Team),
        Consent::Absent | Consent::Ended | Consent::Refused => false,
    }
}

/// What was decided about single entries.
pub(crate) fn marked(rights: &Rights) -> Marked {
    Marked {
        masked: names(&rights.masked),
        secret: names(&rights.secret),
        announced: names(&rights.announced),
        waits: Waits::default(),
    }
}

fn names(marks: &[Mark]) -> BTreeSet<Name> {
    marks.iter().map(|mark| (mark.kind.clone(), mark.id.clone())).collect()
}
