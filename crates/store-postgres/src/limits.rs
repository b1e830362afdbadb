//! Named limits of this adapter; those of the contract are in [`hygie_store::limits`].

use std::time::Duration;

/// Connections that read, unless the options say otherwise.
pub const READERS: usize = 8;
/// How long a connection is waited for, made or taken from the pool.
pub const CONNECT_TIME: Duration = Duration::from_millis(1000);
/// How long the writer waits for a connection to a server that did not answer in
/// the last group's time. Whoever does not know what became of a commit asks with
/// another one: both together are to take about two seconds.
pub const AWAY_TIME: Duration = Duration::from_millis(500);
/// How long one read may take, the way to the server included.
pub const READ_TIME: Duration = Duration::from_millis(1800);
/// How long one group may take before its outcome counts as unknown.
pub const GROUP_TIME: Duration = Duration::from_millis(1500);
/// How much longer a group may take for each byte that it brings: 4 MB a second.
pub const NANOS_PER_BYTE: u64 = 250;
/// How long a check or a count may take.
pub const SLOW_TIME: Duration = Duration::from_secs(3600);
/// Rows of one table from which on a group brings them by `COPY`, which costs a
/// round trip and saves the server the executor's share of each row: a store of
/// 300,000 entries with their tokens was copied in 2.5 s instead of 3.8. More than
/// the commits of a group: writers of single entries keep their two round trips.
pub const BULK_ROWS: usize = 1000;
/// Bytes of a `COPY` that go to the server at a time.
pub const PIECE_BYTES: usize = 128 << 10;
/// Times that a group is tried again after a conflict with another node.
pub const CONFLICTS: u32 = 50;
/// Pause after the first conflict; each further one waits longer by as much.
pub const CONFLICT_PAUSE: Duration = Duration::from_millis(2);
/// Ids of old commits that are forgotten at a time.
pub const FORGOTTEN: u64 = 10_000;
/// Faults that one check tells at most of each kind.
pub const FAULTS: i64 = 100;
/// The oldest server that may hold a store.
pub const OLDEST_SERVER: i32 = 140_000;
/// How long a node has a log after it last said so.
pub const LEASE_SECONDS: f64 = 30.0;
/// How often it says so within that time.
pub const RENEWALS: f64 = 3.0;
