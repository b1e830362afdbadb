//! Named limits of the record service.

/// Bytes of opened records kept in memory by default.
pub const CACHE_BYTES: usize = 64 << 20;
/// Parameters by which an opened record remembers the codes of its entries.
pub const CODED_COLUMNS: usize = 32;
/// Bytes of one opened record; a larger one is refused rather than swapped in.
pub const OPEN_BYTES: usize = 1 << 30;
/// A JSON string of at least this many bytes leaves the entry for a blob.
pub const ATTACHMENT_BYTES: usize = 64 << 10;
/// Secrets of an opened record of which is kept in memory what they cover.
pub const COVERED: usize = 2;
/// Bytes of what was decided about a record: links, consent, masks, blocks.
pub const RIGHTS_BYTES: usize = 256 << 10;
/// Bytes of one resource as compact JSON, attachments included.
pub const RESOURCE_BYTES: usize = 48 << 20;
/// Times a write is prepared again after another node or a failed neighbour
/// moved the head, before the caller is told.
pub const WRITE_ATTEMPTS: u32 = 32;
/// Times a read is projected again because the record moved meanwhile.
pub const READ_ATTEMPTS: u32 = 8;
/// Times a read lets writers go first before it makes them wait.
pub const PATIENT_ATTEMPTS: u32 = 2;
/// Bytes of a category by which a permit is narrowed: code system, bar and code.
pub const CATEGORY_BYTES: usize = 256;
/// Records whose unwrapped keys are kept in memory.
pub const KEYED_RECORDS: usize = 10_000;
/// Resources of which is kept in memory in which record they lie.
pub const HOMES: usize = 65_536;
/// Records whose tail is kept in memory although nothing is pending on it.
pub const IDLE_TAILS: usize = 1024;
/// Existing resources of one record in a batch from which on the record is
/// opened as a whole instead of entry by entry.
pub const OPEN_FROM: usize = 32;
/// Rows asked of the store at a time.
pub const PAGE: usize = 1000;
/// Records looked at in one go for how long what is kept of them is kept.
pub const RETENTION_PAGE: usize = 200;
/// Traces listed at a time.
pub const TRACE_PAGE: usize = 1000;
/// Latest traces of a record that its head is held against when it is opened.
pub const RECENT_TRACES: usize = 16;
/// Matches that finding a person weighs before it gives up as too many.
pub const FIND_ROWS: usize = 1000;
/// Entries sealed or opened in one go from which on other tasks are let move to
/// another thread: about a millisecond of work.
pub const HEAVY_ENTRIES: usize = 64;
/// Latest traces of a record among which an actor's last look is searched.
pub const LOOK_TRACES: usize = 4000;
/// Newest traces of a record, of an actor, or of each log, among which some are looked for.
pub const SOUGHT_TRACES: usize = 50_000;
/// Latest traces of a record that are walked for what was done in an emergency.
pub const REVIEW_TRACES: usize = 8000;
/// Resources that one search looks at, hops and includes counted each time.
pub const SEARCH_STEPS: u64 = 2_000_000;
/// Milliseconds of one search.
pub const SEARCH_MILLIS: i64 = 20_000;
/// Records that one search opens.
pub const SEARCH_RECORDS: usize = 32;
/// Resources outside the searched records to which one search follows references.
pub const SEARCH_HOPS: usize = 1000;
/// Resources that come along with one page of a search.
pub const SEARCH_INCLUDES: usize = 1000;
/// Traces that are walked for the changes since a time.
pub const CHANGED_TRACES: usize = 100_000;
/// Records whose changes since a time are listed.
pub const CHANGED_RECORDS: usize = 1000;
/// Versions since a time that are listed.
pub const CHANGED_VERSIONS: usize = 10_000;
/// Milliseconds by which traces of one log may be out of the order of time.
pub const CHANGE_SLACK_MILLIS: i64 = 60_000;
/// Milliseconds between two openings from which on they are two visits.
pub const VISIT_MILLIS: i64 = 30 * 60 * 1000;
/// Words of a name that are typed to find a person.
pub const FIND_WORDS: usize = 8;
/// Persons that one finding names.
pub const FIND_PERSONS: usize = 30;
/// Bytes of attachments in one answer; an export is not limited by it.
pub const RELEASE_BYTES: u64 = 256 << 20;
/// Indexes across records that an operator may add.
pub const INDEXES: usize = 32;
/// Terms that one commit of a reindexing puts or takes away, and those of the
/// resource that passes this.
pub const REINDEX_TERMS: usize = 2000;
/// Resources that a condition of a write may have to weigh.
pub const CONDITION_ROWS: usize = 100;
/// Persons who may answer from which on finding looks at who they are rather
/// than up more words: a word leads to more rows the more records there are,
/// those born on one day are few.
pub const FIND_FEW: usize = 64;
/// Persons whom one word of a name may lead to before it says too little.
pub const FIND_CANDIDATES: usize = 10_000;
/// Who came to a record, in one answer to the privacy officer.
pub const COMERS: usize = 100;
/// Traces of a record that are read to find who came.
pub const COMER_TRACES: usize = 20_000;
/// Traces that one checkpoint of a log takes in; what is more waits for the next.
pub const LOG_PAGE: usize = 4096;
/// Years for which traces of accesses may be kept (EHDS, article 9: at least three).
pub const ACCESS_YEARS: std::ops::RangeInclusive<i64> = 3..=100;
/// Months for which technical traces may be kept (CNIL, deliberation 2021-122).
pub const TECHNICAL_MONTHS: std::ops::RangeInclusive<i64> = 6..=12;
/// Checkpoints that are kept of a log that contradicts what its witness saw of it.
pub const WITNESS_ALARMS: usize = 16;
/// Tiles of logs that are kept in memory while proofs are made.
pub const KEPT_TILES: usize = 2048;
/// Traces of one record that are given out with their proofs.
pub const PROVEN_TRACES: usize = 20_000;
