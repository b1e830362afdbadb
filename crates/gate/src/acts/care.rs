//! Care links: registered by an organisation, or declared by a professional.

mod declare;
mod register;

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;

pub use declare::{Declare, Leave};
pub use register::{Discharge, Register};

use super::ActError;
use crate::limits::LINKS;
use crate::rights::{Link, Rights};

const MILLIS_PER_DAY: i64 = 86_400_000;

/// Puts a link in the place of those of the same party, grounds and occasion, from when it
/// begins and as far as they meet; leaves one that says the same.
fn put(rights: &mut Rights, link: Link, now: Timestamp) -> Result<(), ActError> {
    let begins = |it: &Link| it.start == link.start || it.start.max(link.start) <= now;
    let says_so = |it: &Link| it.is_like(&link) && it.end == link.end && begins(it);
    if rights.links.iter().any(says_so) {
        return Ok(());
    }
    let gives_way = |it: &Link| it.is_like(&link) && it.meets(&link);
    rights.links.retain(|it| !(gives_way(it) && it.start >= link.start));
    for it in rights.links.iter_mut().filter(|it| gives_way(it)) {
        it.end = Some(link.start);
    }
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

/// Ends those of some links that run, and takes away what was to come.
fn end(
    rights: &mut Rights,
    is_meant: impl Fn(&Link) -> bool,
    now: Timestamp,
) -> Result<(), ActError> {
    let before = rights.links.len();
    rights.links.retain(|it| !(is_meant(it) && it.start >= now));
    let mut ended = rights.links.len() < before;
    for link in rights.links.iter_mut().filter(|it| is_meant(it)) {
        if link.standing(now) != Standing::Ended {
            link.end = Some(now);
            ended = true;
        }
    }
    if ended { Ok(()) } else { Err(ActError::Nothing) }
}
