//! Care links: registered by an organisation, or declared by a professional.

mod declare;
mod register;

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;

pub use declare::{Declare, Leave};
pub use register::{Discharge, Register};

use super::ActError;
use crate::limits::LINKS;
use crate::rights::{Grounds, Link, Party, Rights};

/// Puts a link in the place of one that runs of the same party and grounds; leaves one
/// that says the same.
fn put(rights: &mut Rights, link: Link, now: Timestamp) -> Result<(), ActError> {
    let same = |it: &Link| it.party.is(&link.party) && it.grounds == link.grounds;
    let runs = |it: &Link| it.start <= now && it.end == link.end;
    if rights.links.iter().any(|it| same(it) && runs(it)) {
        return Ok(());
    }
    end(rights, &link.party, link.grounds, now);
    let lasts = |it: &&Link| it.standing(now) != Standing::Ended;
    if rights.links.iter().filter(lasts).count() >= LINKS {
        return Err(ActError::Links);
    }
    // The one that ended first makes room; the journal keeps it.
    while rights.links.len() >= LINKS {
        let ended = rights.links.iter().enumerate().filter_map(|(at, it)| Some((it.end?, at)));
        let Some((_, at)) = ended.min() else { return Err(ActError::Links) };
        rights.links.remove(at);
    }
    rights.links.push(link);
    Ok(())
}

/// Ends what runs of a party, or was to come; tells whether there was anything.
fn end(rights: &mut Rights, party: &Party, grounds: Grounds, now: Timestamp) -> bool {
    let before = rights.links.len();
    let same = |it: &Link| it.party.is(party) && it.grounds == grounds;
    rights.links.retain(|it| !(same(it) && it.start >= now));
    let mut ended = rights.links.len() < before;
    for link in rights.links.iter_mut().filter(|it| same(it)) {
        if link.standing(now) != Standing::Ended {
            link.end = Some(now);
            ended = true;
        }
    }
    ended
}
