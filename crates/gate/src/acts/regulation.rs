//! A call to the regulation centre: the record opened for it, and closed early (centre 15;
//! CSP, L.1111-17 I).

use hygie_base::Timestamp;
use hygie_policy::facts::{Interaction, Standing};

use super::{Act, ActError, Asked};
use crate::Asker;
use crate::limits::{CALL_MINUTES, CALL_REASON_LEAST, CALL_REASON_MOST, CALLS};
use crate::rights::{Call, Rights};

const MILLIS_PER_MINUTE: i64 = 60_000;

/// How the trace of an opening begins.
pub const TOOK_CALL: &str = "opened the record for the regulation centre";
/// The same of its early end.
pub const ENDED_CALL: &str = "ended their own access for the regulation centre";

/// Who regulates medical calls opens a record for one, for [`CALL_MINUTES`] minutes. Given
/// to [`Gate::take_call`](crate::Gate::take_call), which tells the person.
pub struct TakeCall {
    /// The number of the call, or why, in their words.
    pub reason: String,
}

impl TakeCall {
    /// When an opening at this time ends by itself.
    pub const fn end(now: Timestamp) -> Timestamp {
        Timestamp(now.0.saturating_add(CALL_MINUTES * MILLIS_PER_MINUTE))
    }
}

/// The same as an act, which nobody else decides.
pub(crate) struct Taking<'a>(pub(crate) &'a TakeCall);

impl Act for Taking<'_> {
    fn interaction(&self) -> Interaction {
        Interaction::Read
    }

    fn asked(&self) -> Asked {
        Asked::Regulation
    }

    fn words(&self) -> String {
        // The reason may tell of the person's health, and traces outlast the record.
        format!("{TOOK_CALL}, for {CALL_MINUTES} minutes at most")
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let reason = self.0.reason.trim();
        if !(CALL_REASON_LEAST..=CALL_REASON_MOST).contains(&reason.chars().count()) {
            return Err(ActError::CallReason);
        }
        if rights.call(by, now).is_some() {
            return Ok(());
        }
        make_room(&mut rights.calls, now)?;
        rights.calls.push(Call {
            account: by.id.clone(),
            name: by.name.clone(),
            role: by.role,
            organisation: by.organisation.clone(),
            organisation_name: by.organisation_name.clone(),
            start: now,
            end: TakeCall::end(now),
            reason: reason.to_owned(),
        });
        Ok(())
    }
}

/// Who opened the record for a call closes it before its time.
pub struct EndCall;

impl Act for EndCall {
    // To end one's own access takes no right to anything.
    fn interaction(&self) -> Interaction {
        Interaction::Authenticate
    }

    fn asked(&self) -> Asked {
        Asked::Standing
    }

    fn words(&self) -> String {
        ENDED_CALL.to_owned()
    }

    fn apply(&self, rights: &mut Rights, by: &Asker, now: Timestamp) -> Result<(), ActError> {
        let runs = |it: &&mut Call| it.is_of(by) && it.standing(now) == Standing::Running;
        rights.calls.iter_mut().find(runs).ok_or(ActError::Nothing)?.end = now;
        Ok(())
    }
}

/// The one that began first of those that are over makes room; the journal keeps it.
fn make_room(calls: &mut Vec<Call>, now: Timestamp) -> Result<(), ActError> {
    while calls.len() >= CALLS {
        let over = calls.iter().position(|it| it.end <= now);
        calls.remove(over.ok_or(ActError::Calls)?);
    }
    Ok(())
}
