//! Named limits of the contract, the same in every store.

/// Bytes that one commit may add, as [`crate::Commit::bytes`] counts them.
pub const COMMIT_BYTES: usize = 64 << 20;
/// Appends in one commit.
pub const COMMIT_APPENDS: usize = 100_000;
/// Bytes of one sealed entry; what is larger goes to a blob.
pub const ENTRY_BYTES: usize = 4 << 20;
/// Bytes gathered into one group before it is made durable.
pub const GROUP_BYTES: usize = 8 << 20;
/// Commits gathered into one group.
pub const GROUP_COMMITS: usize = 512;
/// Commits that may wait for the writer; more are answered `Unavailable`.
pub const QUEUE_COMMITS: usize = 4096;
/// Bytes of the commits that may wait for the writer; more are answered
/// `Unavailable`, but an empty queue takes any commit.
pub const QUEUE_BYTES: usize = 128 << 20;
/// The highest sequence of a record: a store may pack it with the record.
pub const RECORD_ENTRIES: u64 = (1 << 24) - 1;
/// Rows of one page of a scan.
pub const PAGE_ROWS: usize = 10_000;
/// Commit ids remembered for resolving unknown outcomes.
pub const REMEMBERED_COMMITS: u64 = 100_000;
/// Bytes of one cell's value.
pub const CELL_BYTES: usize = 1 << 20;
/// Bytes of one cell's key.
pub const CELL_KEY_BYTES: usize = 256;
/// Operations of one commit other than appends, guards included.
pub const COMMIT_OPS: usize = 500_000;
/// Rows that a guard on a term may name.
pub const TERM_GUARD_ROWS: usize = 1000;
/// Bytes of one sealed locator.
pub const LOCATOR_BYTES: usize = 4096;
/// Bytes of one wrapped key.
pub const WRAPPED_BYTES: usize = 4096;
/// Bytes of one sealed trace.
pub const TRACE_BYTES: usize = 1 << 20;
/// Bytes of one sealed outbox item.
pub const OUTBOX_BYTES: usize = 1 << 20;
/// Bytes of bodies after which a page of a scan ends, be there more rows or
/// not. The row that passes the limit is still part of the page, so that every
/// page but the last makes progress.
pub const PAGE_BYTES: usize = 32 << 20;
/// The highest number of a log: a store may pack it with the index.
pub const LOG_NUMBER: u32 = (1 << 23) - 1;
/// Bytes of one sealed blob.
pub const BLOB_BYTES: usize = 256 << 20;
