//! Named limits of a copy.

/// Bytes of rows from which on a commit is sent: two of them are what the
/// adapters gather into one group.
pub const COMMIT_BYTES: u64 = 4 << 20;
/// Rows of one commit. An adapter gives a group time by its bytes, but small
/// rows cost by their number, in indexes that may not be in memory. 10,000 rows a
/// commit are not faster than these.
pub const COMMIT_ROWS: u64 = 5_000;
/// Commits under way at a time: one group being written, one that waits.
pub const IN_FLIGHT: usize = 6;
/// Rows compared between two words of progress.
pub const TOLD_ROWS: u64 = 10_000;
/// Traces looked at in one go when a record's last write in a log is sought.
pub const LOOKED_AT: usize = 64;
