//! What pages say in the trace that they opened.

/// The synthesis.
pub(crate) const SYNTHESIS: &str = "synthesis";
/// The timeline.
pub(crate) const TIMELINE: &str = "timeline";
/// What stands around one entry: banner, navigation, series.
pub(crate) const ENTRY: &str = "entry";
/// Banner and navigation of who looked.
pub(crate) const ACCESS: &str = "access";
/// Banner and navigation of a contested access.
pub(crate) const CONTEST: &str = "a contested access";
/// Banner and navigation of the way in of the person.
pub(crate) const INVITATIONS: &str = "invitations";
/// What stands around who sees the record, as the person decides.
pub(crate) const SHARING: &str = "sharing";
/// The record, by its person, as somebody else would see it.
pub(crate) const SEE_AS: &str = "seen as somebody else";
/// Banner and navigation of who takes care of the person.
pub(crate) const CARE: &str = "care";
/// Banner of the page that says why nothing else is shown.
pub(crate) const CLOSED: &str = "no care link";
/// The name of the person for whom somebody acts.
pub(crate) const ACTING: &str = "for whom one acts";
/// Banner and navigation of who acts for the person by law.
pub(crate) const REPRESENTATIVES: &str = "representatives";
/// Banner and navigation of a note being written.
pub(crate) const NOTE: &str = "note";
/// Who the person is, above the form of an emergency.
pub(crate) const EMERGENCY: &str = "before an emergency";
/// The same, above the form of a call to the regulation centre.
pub(crate) const REGULATION: &str = "before a call to the regulation centre";
