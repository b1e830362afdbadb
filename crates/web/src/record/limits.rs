//! Every limit of the record's pages, by name.

/// Rows of a card; more are behind a link.
pub(crate) const CARD_ROWS: usize = 10;

/// Rows of a part that paper shows whole: problems, medications, allergies,
/// vaccinations. Beyond it the page says how many are not printed.
pub(crate) const PRINT_ROWS: usize = 100;

/// Rows of a card that shares its column with others on one screen.
pub(crate) const SHORT_CARD_ROWS: usize = 5;

/// Entries of one page of the timeline.
pub(crate) const TIMELINE_ROWS: usize = 30;

/// Traces of one page of who looked.
pub(crate) const ACCESS_TRACES: usize = 200;

/// Traces read for the last visits on the person’s home.
pub(crate) const HOME_TRACES: usize = 100;

/// Characters of a note's text. Written as a form, each takes at most twelve
/// bytes, so a note within this limit always fits `FORM_BYTES`. The field itself
/// has no limit, which a browser would apply to a pasted text unseen.
pub(crate) const NOTE_CHARS: usize = 20_000;

/// Characters of a note's title.
pub(crate) const NOTE_TITLE_CHARS: usize = 200;

/// Earlier values of a series that its table shows.
pub(crate) const SERIES_ROWS: usize = 60;

/// Versions of an entry that its page lists.
pub(crate) const VERSION_ROWS: usize = 50;

/// Examples named in the line of what is new.
pub(crate) const NEWS_NAMED: usize = 4;

/// Characters of one fact in the line of what is new.
pub(crate) const NEWS_CHARS: usize = 60;
