//! By what somebody came to a record, as its rights stood then.

use hygie_alerts::Basis;
use hygie_base::Timestamp;
use hygie_policy::facts::Standing;

use super::Coming;
use crate::rights::{Consent, Grounds, Link, Rights};
use crate::{Asker, Role};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// The best of what was so when they first and last came, and at the end of the day: a desk
/// writes down an admission when it gets to it.
pub(super) fn basis(coming: &Coming, versions: &[(Timestamp, Rights)]) -> Basis {
    let who = asker(coming);
    let by_mode = match (coming.emergency, coming.regulation) {
        (_, true) => Basis::Regulation,
        (true, _) => Basis::Emergency,
        _ => Basis::None,
    };
    let mut best = by_mode;
    let mut weigh = |at: Timestamp, rights: &Rights| {
        for found in all(&who, rights, at) {
            if rank(found) < rank(best) {
                best = found;
            }
        }
    };
    for at in [coming.first, coming.last] {
        if let Some((_, rights)) = versions.iter().rfind(|(since, _)| *since <= at) {
            weigh(at, rights);
        }
    }
    if let Some((since, rights)) = versions.last() {
        weigh(coming.last.max(*since), rights);
    }
    best
}

fn all(who: &Asker, rights: &Rights, at: Timestamp) -> Vec<Basis> {
    let mut all = Vec::new();
    if rights.treating.as_ref().is_some_and(|it| it.account == who.id) {
        all.push(Basis::Team);
    }
    // Who attested that the person consents wrote the consent down themselves.
    let attested = rights.links.iter().any(|link| {
        link.grounds == Grounds::Attested && link.party.is_account() && link.party.has(who)
    });
    let agrees = |it: &Consent| {
        it.given
            && it.party.is_account()
            && it.party.has(who)
            && it.standing(at) == Standing::Running
    };
    if !attested && rights.consents.iter().any(agrees) {
        all.push(Basis::Team);
    }
    all.extend(rights.links.iter().filter_map(|link| by_link(who, link, at)));
    all
}

fn by_link(who: &Asker, link: &Link, at: Timestamp) -> Option<Basis> {
    let (theirs, house) = (link.party.has(who), link.party.is_within(&who.organisation));
    match (link.standing(at), link.grounds) {
        (Standing::Running, Grounds::Registered) if theirs => Some(Basis::Team),
        (Standing::Running, Grounds::Registered) if house => Some(Basis::OtherWard),
        (Standing::Running, Grounds::Attested) if theirs => Some(Basis::Declared),
        (Standing::Ended, Grounds::Registered) if theirs || house => {
            let since = at.0.saturating_sub(link.end?.0) / MILLIS_PER_DAY;
            Some(Basis::Ended(u32::try_from(since).unwrap_or(u32::MAX)))
        }
        _ => None,
    }
}

/// The smallest explains most.
const fn rank(basis: Basis) -> u32 {
    match basis {
        Basis::Own | Basis::House => 0,
        Basis::Team => 1,
        Basis::Regulation => 2,
        Basis::OtherWard => 3,
        Basis::Emergency => 4,
        Basis::Declared => 5,
        Basis::Ended(days) => days.saturating_add(6),
        Basis::None => u32::MAX,
    }
}

fn asker(coming: &Coming) -> Asker {
    let actor = &coming.actor;
    Asker {
        id: actor.id.clone(),
        organisation: actor.organisation.clone(),
        wards: actor.wards.clone(),
        ..Asker::of(Role::parse(&actor.role).unwrap_or(Role::Secretary), "")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::acts::{Act as _, Declare, Discharge, Register};

    fn asker(id: &str, role: Role, organisation: &str) -> Asker {
        let (id, organisation) = (id.to_owned(), organisation.to_owned());
        let organisation_name = organisation.clone();
        let name = format!("Dr {id}");
        Asker { id, name, organisation, organisation_name, ..Asker::of(role, "care door") }
    }

    #[test]
    fn what_ties_some_to_the_person_ties_nobody_else() {
        let day = |number: i64| Timestamp(number * MILLIS_PER_DAY);
        let (desk, attests) = (asker("d", Role::Secretary, "a"), asker("p", Role::Physician, "a"));
        let (colleague, stranger) =
            (asker("n", Role::Nurse, "a"), asker("s", Role::Secretary, "b"));
        let mut rights = Rights::default();
        let register = Register { informed: true, ..Register::default() };
        register.apply(&mut rights, &desk, day(0)).unwrap();
        assert_eq!(all(&colleague, &rights, day(1)), [Basis::Team]);
        assert_eq!(all(&stranger, &rights, day(1)), []);
        Discharge::EVERY.apply(&mut rights, &desk, day(1)).unwrap();
        assert_eq!(all(&colleague, &rights, day(3)), [Basis::Ended(2)]);
        assert_eq!(all(&stranger, &rights, day(3)), []);
        let mut rights = Rights::default();
        Declare { end: day(3) }.apply(&mut rights, &attests, day(1)).unwrap();
        assert_eq!(all(&attests, &rights, day(2)), [Basis::Declared]);
        for other in [colleague, stranger] {
            assert_eq!(all(&other, &rights, day(2)), [], "{}", other.id);
        }
    }
}
