//! How somebody stands to the person of a record.

use hygie_base::Timestamp;
use hygie_policy::Decision;
use hygie_policy::facts::Link;

/// How somebody stands to the person of a record, with the reason of each answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// What ties them.
    pub link: Link,
    /// Whether they read what their own organisation keeps.
    pub own: Decision,
    /// Whether they read of what others keep.
    pub shared: Decision,
    /// Whether they may declare that they take care of the person.
    pub declares: Decision,
    /// Until when this holds; `None`: until somebody decides otherwise.
    pub until: Option<Timestamp>,
}
