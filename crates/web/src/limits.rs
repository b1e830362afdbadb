//! Named limits of the pages, each tested at its value and one above.

/// Characters of what is typed to find a person. A full name, a birth date and
/// an identifier take less than half.
pub const FIND_CHARS: usize = 200;
/// Characters of a name that is typed to find whom a call is about.
pub const TRAIT_CHARS: usize = 100;
/// Letters of a word from which a name is looked for.
pub const FIND_LETTERS: usize = 3;
/// Searches kept, one a session; the oldest makes room.
pub const FINDS: usize = 10_000;
/// Milliseconds for which a search is kept after it was typed.
pub const FIND_MILLIS: i64 = 30 * 60_000;
/// Fields of one form.
pub const FIELDS: usize = 200;
/// Bytes of an address to return to after log-in.
pub const NEXT_BYTES: usize = 4_000;
/// Characters from which a carried field is shown as a text to read again.
pub const LONG_CHARS: usize = 60;
/// Seconds for which a browser carries the log-in that it began.
pub(crate) const BACK_SECONDS: i64 = hygie_oidc::limits::PENDING_MILLIS / 1000;
/// Contexts of requests whose fault is about to be rendered.
pub(crate) const FAULTED: usize = 256;
/// Seconds for which a choice of language, colours or keys is kept: a year.
pub(crate) const CHOICE_SECONDS: u32 = 31_536_000;
/// Seconds for which a browser keeps what tells the log-in its device: as long as
/// that is believed.
pub(crate) const DEVICE_SECONDS: i64 = hygie_accounts::limits::DEVICE_DAYS * 86_400;
/// Latest traces of a record among which the professionals who are known to it are
/// looked for.
pub(crate) const KNOWN_TRACES: usize = 500;
/// Professionals who are known to a record, as far as a page tells; who came last
/// comes first.
pub(crate) const KNOWN: usize = 200;
/// Activities of one of them.
pub(crate) const KNOWN_ACTIVITIES: usize = 10;
/// Entries of a group that are told of what somebody sees; the others are counted.
pub(crate) const SEEN_ROWS: usize = 200;
/// Characters of what is looked for among apps and machines; the rest is cut off.
pub const CLIENT_WORDS: usize = 100;
/// Hours after which an emergency that waits for its review is marked as late.
pub(crate) const REVIEW_HOURS: i64 = 48;
/// Alerts that one page tells, of the open ones and of the closed ones.
pub(crate) const ALERTS_SHOWN: usize = 200;
/// Emergencies that wait, and contested accesses, which one page tells, the oldest first;
/// the others are counted.
pub(crate) const REVIEWS_SHOWN: usize = 200;
