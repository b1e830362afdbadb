//! An emergency: broken, ended early, and reviewed (CSP, L.1111-17 I).

use hygie_base::Timestamp;
use hygie_policy::facts::Interaction;

use super::{Act, ActError, Asked};
use crate::Asker;
use crate::limits::{GLASS_HOURS, GLASSES, REASON_LEAST, REASON_MOST};
use crate::rights::{Found, Glass, Glasses, Review, Rights};

const MILLIS_PER_HOUR: i64 = 3_600_000;

/// How the trace of each begins.
pub const BROKE_GLASS: &str = "opened the record in an emergency";
/// The same of its early end.
pub const CLOSED_GLASS: &str = "ended their own emergency";
/// The same of its review.
pub const REVIEWED_GLASS: &str = "reviewed an emergency";

/// A health professional opens a record in an emergency, for [`GLASS_HOURS`] hours. Given
/// to [`Gate::break_glass`](crate::Gate::break_glass), which tells the person.
pub struct BreakGlass {
    /// Why, in their words.
    pub reason: String,
    /// They state that the person cannot express their will.
    pub unable: bool,
    /// They state that there is an immediate risk to the person's health.
    pub risk: bool,
}

impl BreakGlass {
    /// When an opening at this time ends by itself.
    pub const fn end(now: Timestamp) -> Timestamp {
        Timestamp(now.0.saturating_add(GLASS_HOURS * MILLIS_PER_HOUR))
    }
}

/// The same as an act, which nobody else decides.
pub(crate) struct Breaking<'a>(pub(crate) &'a BreakGlass);

impl Act for Breaking<'_> {
    fn interaction(&self) -> Interaction {
        Interaction::Read
    }

    fn asked(&self) -> Asked {
        Asked::Emergency
    }

    fn words(&self) -> String {
        // The reason may tell of the person's health, and traces outlast the record.
        format!("{BROKE_GLASS}, for {GLASS_HOURS} hours at most, stating both conditions")
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let Self(BreakGlass { reason, unable, risk }) = self;
        if !unable || !risk {
            return Err(ActError::Unattested);
        }
        let reason = worded(reason)?;
        if rights.glasses.running(by, now).is_some() {
            return Ok(());
        }
        let number = rights.glasses.count.checked_add(1).ok_or(ActError::Glasses)?;
        make_room(&mut rights.glasses, now)?;
        rights.glasses.count = number;
        rights.glasses.kept.push(Glass {
            number,
            account: by.id.clone(),
            name: by.name.clone(),
            role: by.role,
            organisation: by.organisation.clone(),
            organisation_name: by.organisation_name.clone(),
            start: now,
            end: BreakGlass::end(now),
            reason,
            review: None,
        });
        Ok(())
    }
}

/// Who broke the glass ends it before its time.
pub struct CloseGlass;

impl Act for CloseGlass {
    fn interaction(&self) -> Interaction {
        Interaction::OwnRead
    }

    fn asked(&self) -> Asked {
        Asked::Standing
    }

    fn words(&self) -> String {
        CLOSED_GLASS.to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let Some(number) = rights.glasses.running(by, now).map(|glass| glass.number) else {
            return Err(ActError::Nothing);
        };
        let mut kept = rights.glasses.kept.iter_mut();
        kept.find(|glass| glass.number == number).ok_or(ActError::Nothing)?.end = now;
        Ok(())
    }
}

/// The privacy officer says what they found of an emergency that is over, once; never of
/// their own, when they are a health professional too.
pub struct ReviewGlass {
    /// Its number in the record.
    pub number: u32,
    /// What was found.
    pub found: Found,
    /// In their words.
    pub words: String,
}

impl Act for ReviewGlass {
    fn interaction(&self) -> Interaction {
        Interaction::Authenticate
    }

    fn asked(&self) -> Asked {
        Asked::Officer
    }

    fn words(&self) -> String {
        format!("{REVIEWED_GLASS}: {}", self.found.name())
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let words = worded(&self.words)?;
        let mut waits = rights.glasses.kept.iter_mut().filter(|it| it.review.is_none());
        let glass = waits.find(|it| it.number == self.number).ok_or(ActError::Nothing)?;
        if glass.account == by.id {
            return Err(ActError::Own);
        }
        if glass.end > now {
            return Err(ActError::Running);
        }
        let (account, name) = (by.id.clone(), by.name.clone());
        glass.review = Some(Review { account, name, at: now, found: self.found, words });
        Ok(())
    }
}

/// The one that began first of those that were reviewed and are over makes room; the
/// journal keeps it.
fn make_room(glasses: &mut Glasses, now: Timestamp) -> Result<(), ActError> {
    while glasses.kept.len() >= GLASSES {
        let reviewed = glasses.kept.iter().position(|it| it.review.is_some() && it.end <= now);
        glasses.kept.remove(reviewed.ok_or(ActError::Glasses)?);
    }
    Ok(())
}

/// Words that say something.
pub(crate) fn worded(text: &str) -> Result<String, ActError> {
    let text = text.trim();
    let fits = (REASON_LEAST..=REASON_MOST).contains(&text.chars().count());
    if fits { Ok(text.to_owned()) } else { Err(ActError::Words) }
}
