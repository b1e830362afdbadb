//! What stands on every page of a record while it is open in an emergency.

use hygie_gate::rights::Glass;

use crate::record::Door;

/// The emergency in which a reader comes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Emergency {
    /// Until when, in words.
    pub(crate) until: String,
    /// The reason that was given.
    pub(crate) reason: String,
    /// Where it is ended.
    pub(crate) end: String,
}

impl Emergency {
    /// Of a reader who comes in one.
    pub(crate) fn of(door: &Door, glass: &Glass) -> Self {
        Self {
            until: door.page.moment(glass.end),
            reason: glass.reason.clone(),
            end: format!("{}/end", door.path.emergency()),
        }
    }
}
