//! Named limits of this adapter; those of the contract are in [`hygie_store::limits`].

use std::time::Duration;

/// Reader connections, and so reads that run at the same time.
pub const READERS: u32 = 4;
/// Tokens located at once on the caller's own thread; more go to a reader's.
pub const LOOKED_UP: usize = 16;
/// How long one read may take before it is interrupted. A read holds a
/// snapshot, and a snapshot holds back the folding of the write-ahead log.
pub const READ_TIME: Duration = Duration::from_secs(5);
/// How long a group waits for a reader that holds the write lock: they hold it
/// for microseconds.
pub const BEGIN_WAIT: Duration = Duration::from_secs(1);
/// Bytes that the write-ahead log grows by between two foldings. Folding 16 MiB at a
/// time took a tenth of the writer's time under creates: the same pages are written
/// over and over, and a folding writes each of them once.
pub const WAL_FOLD_BYTES: u64 = 64 << 20;
/// Bytes of the write-ahead log after which readers are waited for and the
/// file is cut to nothing.
pub const WAL_CUT_BYTES: u64 = 256 << 20;
/// How long cutting the log between groups waits for readers: those that come
/// meanwhile read the file alone, so the shortest reads get out of the way.
pub const CUT_WAIT: Duration = Duration::from_millis(100);
/// Bytes of the write-ahead log above which no commit is taken.
pub const WAL_MOST_BYTES: u64 = 1 << 30;
/// How long folding waits for readers: longer than [`READ_TIME`], so that
/// every read that was running has ended or was interrupted.
pub const FOLD_WAIT: Duration = Duration::from_secs(7);
/// Page cache of the writer, in KiB.
pub const WRITER_CACHE_KIB: i64 = 16 << 10;
/// Page cache of one reader, in KiB.
pub const READER_CACHE_KIB: i64 = 2 << 10;
/// Prepared statements kept by each connection.
pub const STATEMENTS: usize = 64;
/// Faults that one check tells at most of each kind.
pub const FAULTS: usize = 100;
/// Instructions of SQLite's machine between two looks at whether a read's time is up.
pub const PROGRESS_STEPS: i32 = 1000;
/// The oldest SQLite that may open a store: 3.7.0 to 3.51.2 can corrupt a
/// write-ahead log that is reset (sqlite.org/wal.html, "the WAL-reset bug").
pub const OLDEST_SQLITE: i32 = 3_051_003;
/// Groups of remembered commit ids that are forgotten at least at a time.
pub const FORGOTTEN_GROUPS: usize = 64;
