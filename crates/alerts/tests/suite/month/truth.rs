//! Whether each fact of an alert is so in the world from which it was computed.

use hygie_alerts::limits::{ALERT, BROWSED, VOLUME};
use hygie_alerts::{Alert, Basis, Fact};

use super::town::{Coming, Town};

pub(super) fn facts_are_true(town: &Town, comings: &[Coming], alert: &Alert) {
    assert!(!alert.facts.is_empty() && alert.weight >= ALERT, "{alert:?}");
    let actor = town.staff.iter().position(|it| it.actor.id == alert.who.id).unwrap();
    let theirs: Vec<&Coming> = comings.iter().filter(|it| it.actor == actor).collect();
    assert!(theirs.iter().any(|it| it.at == alert.at), "{alert:?}");
    let Some(record) = alert.record else {
        for fact in &alert.facts {
            let (Fact::Volume { records, .. } | Fact::Browsed { records, .. }) = fact else {
                panic!("{fact:?} is of one record");
            };
            let mut persons: Vec<usize> = theirs.iter().map(|it| it.person).collect();
            persons.sort_unstable();
            persons.dedup();
            assert!(persons.len() >= usize::try_from(*records).unwrap(), "{alert:?}");
            assert!(*records >= BROWSED.min(VOLUME), "{alert:?}");
        }
        return;
    };
    let person = town.by_record[&record];
    let here: Vec<&&Coming> = theirs.iter().filter(|it| it.person == person).collect();
    let ties = town.ties(actor, person);
    let counts = town.counts(actor, person);
    for fact in &alert.facts {
        let so = match fact {
            Fact::Care(basis) => {
                here.iter().any(|it| it.basis == *basis) && here.iter().all(|it| !it.wrote)
            }
            Fact::SameFamily { family, bearers, given } => {
                ties.family == Some(family)
                    && town.persons[person].person.names.families().any(|it| it == family)
                    && *bearers == counts.bearers
                    && *given == ties.given
            }
            Fact::Colleague { how, namesakes } => {
                town.colleague(actor, person) == Some(*how) && *namesakes == counts.namesakes
            }
            Fact::Neighbour { how, persons } => {
                ties.home.is_some_and(|(it, _)| it == *how) && *persons == counts.neighbours
            }
            Fact::Night { at } => hygie_alerts::is_night(*at) && here.iter().any(|it| it.at == *at),
            Fact::WellKnown => town.persons[person].person.well_known,
            Fact::Returned { days } => {
                *days > 1 && here.iter().all(|it| !matches!(it.basis, Basis::Team))
            }
            Fact::Volume { .. } | Fact::Browsed { .. } => false,
        };
        assert!(so, "{fact:?} of {alert:?}");
    }
}
