//! What stands on every page of a record while it is open for a call.

use hygie_gate::rights::Call;

use crate::record::Door;

/// The call for which a reader comes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Regulation {
    /// Until when, in words.
    pub(crate) until: String,
    /// The number of the call, or the reason that was given.
    pub(crate) reason: String,
    /// Where it is ended.
    pub(crate) end: String,
}

impl Regulation {
    /// Of a reader who comes for one.
    pub(crate) fn of(door: &Door, call: &Call) -> Self {
        Self {
            until: door.page.moment(call.end),
            reason: call.reason.clone(),
            end: format!("{}/end", door.path.regulation()),
        }
    }
}
