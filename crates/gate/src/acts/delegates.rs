//! Who acts for the person: appointed by law, or entrusted by the person.

mod appoint;
mod consent;
mod end;
mod entrust;
#[cfg(test)]
mod tests;

use hygie_base::Timestamp;
use hygie_policy::facts::Standing;

pub use appoint::Appoint;
pub use consent::{Allow, Disallow};
pub use end::{Relieve, Resign, Withdraw};
pub use entrust::Entrust;

use super::ActError;
use super::block::named;
use crate::limits::{CARERS, DELEGATIONS};
use crate::rights::{Capacity, Delegation, Rights};

/// Adds a delegation beside those that are there.
fn add(rights: &mut Rights, new: Delegation, now: Timestamp) -> Result<(), ActError> {
    named(&new.id, &new.name)?;
    if new.end.is_some_and(|end| end <= now || end <= new.start) {
        return Err(ActError::Ended);
    }
    let lasts = |it: &&Delegation| it.standing(now) != Standing::Ended;
    let lasting = || rights.delegations.iter().filter(lasts);
    let same = |it: &Delegation| it.capacity == new.capacity && it.name == new.name;
    if rights.delegations.iter().any(|it| it.id == new.id) || lasting().any(same) {
        return Err(ActError::Twice);
    }
    let carers = lasting().filter(|it| it.capacity == Capacity::Carer).count();
    if new.capacity == Capacity::Carer && carers >= CARERS {
        return Err(ActError::Carers);
    }
    // The one that ended first makes room, where one did; the journal keeps it.
    while rights.delegations.len() >= DELEGATIONS {
        let numbered = rights.delegations.iter().enumerate();
        let ended =
            numbered.filter(|(_, it)| !lasts(it)).filter_map(|(at, it)| Some((it.end?, at)));
        let Some((_, at)) = ended.min() else { return Err(ActError::Delegations) };
        rights.delegations.remove(at);
    }
    rights.delegations.push(new);
    Ok(())
}

/// The delegation of this id, while it runs or is to come.
fn lasting<'a>(
    rights: &'a mut Rights,
    id: &str,
    now: Timestamp,
) -> Result<&'a mut Delegation, ActError> {
    let mut all = rights.delegations.iter_mut();
    let found = all.find(|it| it.id == id && it.standing(now) != Standing::Ended);
    found.ok_or(ActError::Nothing)
}

/// Ends it now; one that is to come never begins.
fn end(delegation: &mut Delegation, now: Timestamp) {
    delegation.end = Some(now);
    delegation.start = delegation.start.min(now);
}
